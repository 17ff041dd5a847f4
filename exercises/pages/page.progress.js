// @ts-check
// Where this device may remember: ticks the pages whose questions are all answered, says what is next, and that a
// review is due.

(() => {
  "use strict";

  /** What is kept under a name; nothing where nobody asked for that. @param {string} name @returns {any} */
  function kept(name) {
    try {
      return JSON.parse(localStorage.getItem(name) || "null");
    } catch {
      return null;
    }
  }

  /** Say above the first button, where it is seen at once, that a review is due, and lead there.
   * @param {string} [due]  its day, worked out there */
  function remind(due) {
    const line = document.querySelector(".review");
    const link = line?.querySelector("a");
    if (!line || !link || !due || due > new Date().toLocaleDateString("sv")) return;
    link.hash = "practice";
    link.textContent = "A review is due: three cases, three minutes";
    line.replaceChildren(link);
    document.querySelector(".button")?.before(line);
  }

  /** @param {Record<string, object>} answers @returns {(link: HTMLElement) => boolean} */
  const answered = (answers) => (link) =>
    (link.dataset.quizzes || "").split(" ").every((quiz) => {
      const [form, count] = quiz.split(":");
      return form && Object.keys(Object(answers[form])).length >= Number(count);
    });

  /** Tick the steps of a path, and lead to the first that is left. @param {Element} path @param {Set<string>} done */
  function walk(path, done) {
    const steps = [...path.querySelectorAll("li")];
    const link = (/** @type {Element} */ step) => /** @type {HTMLAnchorElement} */ (step.querySelector("a"));
    const left = steps.filter((step) => !done.has(link(step).pathname));
    for (const step of steps) step.classList.toggle("is-done", !left.includes(step));
    if (!left.length || left.length === steps.length) return;
    left[0].classList.add("is-now");
    const way = document.createElement("a");
    way.href = link(left[0]).href;
    way.textContent = `Continue: ${link(left[0]).textContent}`;
    const button = document.createElement("p");
    button.className = "button";
    button.append(way);
    path.prepend(button);
  }

  remind(kept("d9311-practice")?.due);
  const answers = kept("d9311-progress");
  if (!answers) return;
  const listed = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-quizzes]"));
  const done = [...listed].filter(answered(answers));
  for (const link of done) link.classList.add("is-done");
  for (const path of document.querySelectorAll(".path")) walk(path, new Set(done.map(({ pathname }) => pathname)));
})();
