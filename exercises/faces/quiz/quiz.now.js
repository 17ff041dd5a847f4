// @ts-check
// Which item is at hand: on a phone it alone is shown; everywhere it wears the line of progress.

const d9311Now = (() => {
  "use strict";

  /** The line that shows how far one is; what it says stands in words beside each item. @param {Element} root */
  function line(root) {
    const bar = document.createElement("progress");
    bar.className = "quiz-line";
    bar.setAttribute("aria-hidden", "true");
    root.prepend(bar);
    return bar;
  }

  /** Have one item at hand, or none: then the end is shown.
   * @param {Element} root @param {HTMLProgressElement} bar @param {HTMLFormElement | null} form */
  function now(root, bar, form) {
    if (form && form.contains(bar)) return;
    for (const each of root.querySelectorAll(".is-now")) each.classList.remove("is-now");
    (form || root).prepend(bar);
    form?.classList.add("is-now");
    root.classList.toggle("is-over", !form);
  }

  /** Go there, and have it begin at the top of the screen. @param {Element | null} element */
  function to(element) {
    /** @type {HTMLElement | null} */ (element)?.focus({ preventScroll: true });
    (element?.closest("form, .quiz-end") || element)?.scrollIntoView({ block: "start" });
  }

  return { line, now, to };
})();
