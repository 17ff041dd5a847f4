// @ts-check
// The seam to a host: quiz.js stands above this in one module, with the quiz's HTML and CSS.

/** @typedef {Record<string, string[]>} Picks  what was checked, by item */

export default {
  /** @param {{model: Seam<{responses: Picks}>, el: HTMLElement}} view */
  render({ model, el }) {
    const inside = document.createElement("div");
    const shadow = inside.attachShadow({ mode: "open" });
    shadow.innerHTML = `<style>:host { color: var(--d-ink); display: block } ${QUIZ_CSS}</style>${QUIZ_HTML}`;
    el.append(inside);
    const root = /** @type {HTMLElement} */ (shadow.querySelector(".quiz"));
    // The page keeps answers in its browser, and prints a key; a host does neither.
    for (const name of [".quiz-keep", ".quiz-key"]) root.querySelector(name)?.remove();
    for (const link of root.querySelectorAll("a")) link.target = "_blank";
    const changed = (/** @type {Picks} */ responses) => {
      model.set("responses", responses);
      model.save_changes();
    };
    d9311Quiz.mount(root, { changed, responses: model.get("responses") || {} });
    return () => inside.remove();
  },
};
