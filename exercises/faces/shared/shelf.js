// @ts-check
// Where a face keeps what it was asked to keep: this browser, or the LMS that its package speaks to.

/** @typedef {{always: boolean, where: string, said: string, gone: string, get: (key: string) => string | null,
 *   set: (key: string, text: string) => void, drop: (key: string) => void}} Shelf9311
 *   *always*: it is kept unasked; *set* throws if it cannot */

/** @type {Shelf9311} */
const d9311Shelf = /** @type {{d9311Lms?: Shelf9311}} */ (globalThis).d9311Lms || {
  always: false,
  where: "on this device",
  said: "Kept on this device only, until you save the result or clear.",
  gone: " Nothing is kept on this device anymore.",
  get: (key) => localStorage.getItem(key),
  set: (key, text) => localStorage.setItem(key, text),
  drop: (key) => localStorage.removeItem(key),
};
