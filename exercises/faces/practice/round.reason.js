// @ts-check
// Once a response is given: why? One press picks the fact that decides it; then all is told.

/** @typedef {{ask: string, options: Record<string, string>}} WhyList  a question, and texts by id */

const d9311Reason = (() => {
  "use strict";

  /** @param {string} tag @param {string} name @param {(string | Node)[]} parts */
  function make(tag, name, ...parts) {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...parts);
    return made;
  }

  /** What a case deserves to be told, its reason taken in. @param {boolean} right @param {boolean} why
   * @param {string} said  of the response alone */
  function words(right, why, said) {
    if (!right) return why ? `${said} Your reason is right.` : said;
    return why ? "✓ Correct, and for the right reason." : "◐ Right answer, wrong reason.";
  }

  /** Ask which fact decides a case whose response is given, and tell nothing until one is picked.
   * @param {HTMLFormElement} form @param {WhyList} asked @param {string} key  the one that is right
   * @param {(why: boolean) => void} settle  tells what the response is worth */
  function ask(form, asked, key, settle) {
    const status = /** @type {HTMLElement} */ (form.querySelector(".quiz-said"));
    const box = make("fieldset", "practice-why", make("legend", "item-ask", asked.ask));
    const options = Object.entries(asked.options).map(([id, text]) => {
      const button = /** @type {HTMLButtonElement} */ (make("button", "", text));
      button.type = "button";
      button.dataset.reason = id;
      button.addEventListener("click", () => pick(button));
      return button;
    });

    /** @param {HTMLButtonElement} button */
    function pick(button) {
      if (form.classList.contains("is-checked")) return;
      const why = button.dataset.reason === key;
      settle(why);
      for (const each of options) {
        each.setAttribute("aria-disabled", "true");
        const right = each.dataset.reason === key;
        if (!right && each !== button) continue;
        const told = make("span", "quiz-told", make("span", "quiz-mark", right ? "Right" : "Not right"));
        if (each === button) told.append(" ", make("em", "quiz-yours", "your choice"));
        each.append(" ", told);
        each.parentElement?.classList.add(right ? "is-key" : "is-distractor");
        const because = form.querySelector(".quiz-options .is-key .quiz-why");
        if (right && because) each.after(because); // the eye is here
      }
      const right = form.classList.contains("is-right");
      if (right && !why) form.classList.replace("is-right", "is-partly");
      status.textContent =
        words(right, why, status.textContent || "") + (why ? "" : ` What decides it: ${asked.options[key]}.`);
      const yours = form.querySelector(".quiz-options .is-distractor .quiz-why");
      if (yours) status.after(yours); // the choice itself has left a phone's screen
      for (const part of [box.querySelector(".is-key"), yours || status]) part?.scrollIntoView({ block: "nearest" });
    }

    d9311Quiz.shut(form);
    status.textContent = "Now say why.";
    box.append(...options.map((button) => make("div", "quiz-option", button)));
    form.querySelector(".practice-sure")?.after(box);
    box.scrollIntoView({ block: "nearest" });
  }

  return { ask };
})();
