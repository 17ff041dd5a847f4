// @ts-check
// What this device keeps of an attempt, if it is asked to, with every other tab of its form in mind.

/** @typedef {{seed: number, learner_label: string, job_title: string, attempt_no: number, started: string,
 *   finished: string}} About9311 */
/** @typedef {{about: About9311, responses: Record<string, string[]>, flagged: string[]}} Kept9311 */

const d9311Place = (() => {
  "use strict";

  /** Where the attempt at one form is kept.
   * @param {string} form @param {string} hash of what stands in the page */
  function place(form, hash) {
    const KEY = `d9311-attempt-${form}`;

    /** What is kept, if it is of this version. @returns {Kept9311 | null} */
    function read() {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY) || "null");
        return kept && kept.content_hash === hash && kept.responses && kept.about ? kept : null;
      } catch {
        return null;
      }
    }

    /** @param {Kept9311} kept @returns {boolean} whether it was kept */
    function write(kept) {
      try {
        localStorage.setItem(KEY, JSON.stringify({ content_hash: hash, ...kept }));
        return true;
      } catch {
        return false;
      }
    }

    function drop() {
      try {
        localStorage.removeItem(KEY);
      } catch {
        // Storage that is forbidden holds nothing to forget.
      }
    }

    /** Hear what other tabs do to it. @param {(kept: Kept9311 | null, forgotten: boolean) => void} tell */
    function listen(tell) {
      addEventListener("storage", ({ key, newValue }) => {
        if (key === KEY || key === null) tell(read(), newValue === null);
      });
    }

    return { read, write, drop, listen };
  }

  return place;
})();
