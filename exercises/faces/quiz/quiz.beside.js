// @ts-check
// What is told of a checked item: beside each option that was chosen or is the key, its mark and its reason.

const d9311Beside = (() => {
  "use strict";

  /** @param {string} tag @param {string} name @param {(string | Node)[]} parts */
  function make(tag, name, parts) {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...parts);
    return made;
  }

  /** Where an option or a row stands, by the line that gives its reason.
   * @param {HTMLFormElement} form @param {HTMLElement} line */
  function place(form, line) {
    const { option, pick } = line.dataset;
    const value = pick || option;
    const at = [...form.querySelectorAll(".quiz-row option, .quiz-option input")].find(
      (each) => /** @type {HTMLInputElement} */ (each).value === value,
    );
    return at && at.closest(".quiz-row, .quiz-option");
  }

  /** The words of a mark. @param {boolean} key @param {boolean} yours @param {HTMLElement} line */
  function words(key, yours, line) {
    if (key && yours) return ["Right", line.dataset.pick ? "" : "your choice"];
    if (!key) return ["Not right", "your choice"];
    if (!line.dataset.pick) return ["Right", line.closest("[data-kind=multiple]") ? "not chosen" : ""];
    const text = line.querySelector("strong")?.textContent || "";
    return ["Not right", `Right is: ${text.slice(text.lastIndexOf("→") + 2)}`];
  }

  /** Put the reasons of what was chosen, and of the keys, in their places; fold the rest.
   * @param {HTMLFormElement} form @param {string[]} response */
  function tell(form, response) {
    const fold = /** @type {HTMLDetailsElement} */ (form.querySelector(".quiz-reasons"));
    let left = 0;
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (fold.querySelectorAll("li"))) {
      const key = line.classList.contains("is-key");
      const yours = response.includes(line.dataset.pick || line.dataset.option || "");
      const box = key || yours ? place(form, line) : null;
      line.hidden = Boolean(box);
      if (!box) left += 1;
      if (!box) continue;
      const [mark, more] = words(key, yours, line);
      box.classList.add(mark === "Right" ? "is-key" : "is-distractor");
      if (yours) box.classList.add("is-yours");
      box.append(
        make("p", "quiz-told", [
          make("span", "quiz-mark", [mark]),
          ...(more ? [" ", make("em", "quiz-yours", [more])] : []),
        ]),
        make("p", "quiz-why", [...(line.lastElementChild?.cloneNode(true).childNodes || [])]),
      );
    }
    fold.hidden = !left;
    /** @type {HTMLElement} */ (fold.querySelector("summary")).textContent = "The other choices";
  }

  /** Take back what was told. @param {HTMLFormElement} form */
  function untell(form) {
    for (const told of form.querySelectorAll(".quiz-told, .quiz-why")) told.remove();
    for (const box of form.querySelectorAll(".quiz-row, .quiz-option"))
      box.classList.remove("is-key", "is-distractor", "is-yours");
    const fold = /** @type {HTMLDetailsElement | null} */ (form.querySelector(".quiz-reasons"));
    if (!fold) return;
    fold.hidden = fold.open = false;
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (fold.querySelectorAll("li"))) line.hidden = false;
  }

  return { tell, untell };
})();
