// @ts-check
// How a round went, as a finish: passed, close or not yet, each with its sign, its word and one next step.

const d9311Finish = (() => {
  "use strict";
  const WORDS = { passed: "Well done", close: "Close", "not-yet": "Not yet" };

  /** Passed from nine in ten on, close from seven in ten on. @param {number} right @param {number} of
   * @returns {keyof typeof WORDS} */
  const state = (right, of) => (right * 10 >= of * 9 ? "passed" : right * 10 >= of * 7 ? "close" : "not-yet");

  /** Show the sign of how it went; return the words for it.
   * @param {HTMLElement} box @param {number} right @param {number} of */
  function finish(box, right, of) {
    const how = state(right, of);
    box.dataset.end = how;
    return `${WORDS[how]}: ${right} of ${of} right.`;
  }

  /** @param {number} count */
  const again = (count) => (count === 1 ? "Try this one again" : `Try these ${count} again`);

  /** Offer what to read first, where it is not yet time to try again.
   * @param {Element} box @param {Element | null | undefined} link  what is read, or nothing
   * @param {string} [how] */
  function read(box, link, how = "Read:") {
    box.querySelector(".quiz-step")?.remove();
    if (!link) return;
    const step = /** @type {Element} */ (link.cloneNode());
    step.className = "quiz-step";
    step.textContent = `${how} ${link.textContent}`;
    box.querySelector(".quiz-actions")?.prepend(step, " ");
  }

  /** The beginning of a case, to be known again by. @param {HTMLFormElement} form */
  function short(form) {
    const words = (form.querySelector("legend")?.textContent || "").replace(/^\s*\d+ of \d+\s*/, "").trim();
    return words.length > 90 ? `${words.slice(0, words.lastIndexOf(" ", 88))} …` : words;
  }

  return { finish, again, read, short };
})();
