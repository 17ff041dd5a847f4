// @ts-check
// What this device keeps of an attempt, if it is asked to, with every other tab of its form in mind.

/** @typedef {{seed: number, learner_label: string, job_title: string, attempt_no: number, started: string,
 *   finished: string}} About9311 */
/** @typedef {{about: About9311, responses: Record<string, string[]>, flagged: string[]}} Kept9311 */
/** @typedef {{kept: Kept9311 | null, told: string}} Held9311  what can be gone on with, and what to say of it */

const d9311Place = (() => {
  "use strict";
  const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

  /** @param {unknown} value */
  const text = (value) => typeof value === "string" && value.length <= 80 && !/\p{Surrogate}/u.test(value);
  /** @param {unknown} value */
  const time = (value) => text(value) && TIME.test(String(value)) && !Number.isNaN(Date.parse(String(value)));

  /** Whether all that is told about an attempt is what its file may hold. @param {About9311} about */
  const sound = (about) =>
    Number.isSafeInteger(about.seed) &&
    about.seed >= 0 &&
    Number.isSafeInteger(about.attempt_no) &&
    about.attempt_no > 0 &&
    text(about.learner_label) &&
    text(about.job_title) &&
    time(about.started) &&
    (about.finished === "" || time(about.finished));

  /** @param {HTMLFormElement} form */
  const flag = (form) => /** @type {HTMLInputElement} */ (form.querySelector(".attempt-flag"));

  /** Whether an item can be answered so. @param {HTMLFormElement} form @param {unknown} response */
  function fits(form, response) {
    if (!Array.isArray(response)) return false;
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("fieldset input, option"));
    const offered = [...inputs].map((each) => each.value).filter(Boolean);
    if (!response.every((pick) => offered.includes(pick))) return false;
    const one = form.querySelector("fieldset input[type=radio]");
    const rows = form.querySelector("select");
    const groups = response.map((pick) => (one ? "" : rows ? pick.split(":")[0] : pick));
    return new Set(groups).size === groups.length;
  }

  /** What to say of what is kept. @param {About9311} about @param {boolean} older */
  function words(about, older) {
    const by = text(about?.learner_label) && about.learner_label ? ` by ${about.learner_label}` : "";
    if (older) {
      return (
        `An attempt${by} is kept ${d9311Shelf.where}, but this form has changed since, ` +
        "so it can't be finished. Press Clear my saved place; Start clears it, too."
      );
    }
    const what = about.finished ? "A finished result" : "An attempt";
    return `${what}${by} is kept ${d9311Shelf.where}.`;
  }

  /** Where the attempt at one form is kept.
   * @param {string} form @param {string} hash of what stands in the page
   * @param {(responses: Record<string, string[]>) => boolean} fits whether the form can be answered so */
  function place(form, hash, fits) {
    const KEY = `d9311-attempt-${form}`;

    /** @returns {string | null} */
    function raw() {
      try {
        return d9311Shelf.get(KEY);
      } catch {
        return null; // storage is forbidden
      }
    }

    /** What is kept. @returns {Held9311} */
    function held() {
      const found = raw();
      if (found === null) return { kept: null, told: "" };
      try {
        const kept = JSON.parse(found);
        const { content_hash, about, responses, flagged } = kept;
        if (typeof content_hash === "string" && content_hash !== hash) return { kept: null, told: words(about, true) };
        if (content_hash && sound(about) && !Array.isArray(responses) && fits(responses) && Array.isArray(flagged)) {
          return { kept, told: words(about, false) };
        }
      } catch {
        // What cannot be read is damaged.
      }
      const told = `What is kept ${d9311Shelf.where} of this form is damaged and can't be used.`;
      return { kept: null, told: `${told} Press Clear my saved place; Start clears it, too.` };
    }

    /** @param {Kept9311} kept @returns {boolean} whether it was kept */
    function write(kept) {
      try {
        d9311Shelf.set(KEY, JSON.stringify({ content_hash: hash, ...kept }));
        return true;
      } catch {
        return false;
      }
    }

    function drop() {
      try {
        d9311Shelf.drop(KEY);
      } catch {
        // Storage that is forbidden holds nothing to forget.
      }
    }

    /** Hear what other tabs do to it. @param {(held: Held9311, forgotten: boolean) => void} tell */
    function listen(tell) {
      addEventListener("storage", ({ key, newValue }) => {
        if (key === KEY || key === null) tell(held(), newValue === null);
      });
    }

    return { held, read: () => held().kept, write, drop, listen };
  }

  return { place, flag, fits };
})();
