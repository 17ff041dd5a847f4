// @ts-check
// What a page of quizzes may remember on this device, if it is asked to.

const d9311Memory = (() => {
  "use strict";

  /** What a page may remember: responses in localStorage if asked to, the seed in the history entry.
   * @param {string} form */
  function pageMemory(form) {
    const KEY = "d9311-progress";
    /** @returns {Record<string, Record<string, string[]>> | null} */
    function read() {
      try {
        const all = JSON.parse(localStorage.getItem(KEY) || "null");
        return all && typeof all === "object" && !Array.isArray(all) ? all : null;
      } catch {
        return null;
      }
    }
    return {
      key: KEY,
      wanted: () => read() !== null,
      load: () => read()?.[form] || {},
      /** @param {Record<string, string[]>} responses @returns {boolean} whether it was kept */
      save(responses) {
        try {
          localStorage.setItem(KEY, JSON.stringify({ ...read(), [form]: responses }));
          return true;
        } catch {
          return false;
        }
      },
      forget() {
        try {
          localStorage.removeItem(KEY);
        } catch {
          // Storage that is forbidden holds nothing to forget.
        }
      },
      /** @returns {number} the seed of this visit; a reload keeps it */
      seed: () => Number(history.state?.d9311?.[form]) || 0,
      /** @param {number} seed */
      setSeed(seed) {
        history.replaceState({ ...history.state, d9311: { ...history.state?.d9311, [form]: seed } }, "");
      },
    };
  }

  return { pageMemory };
})();
