// @ts-check
// What mixed practice keeps on this device, if it is asked to.

/** @typedef {string | [string, string]} Part  a text, or that of a link and where it leads */
/** @typedef {{said: Part[], felt: string, left: string, musts: Part[][], rows: Part[][][], ready: boolean}} Stood
 * whether one was ready, in a sentence; how well one judged oneself; of a round that was left; by must-know point
 * and by topic */

const d9311Kept = (() => {
  "use strict";

  const KEY = "d9311-practice";
  const PLACE = /^(?!\/\/)[\w./-]*(#[\w-]+)?$/; // within the book

  /** @param {unknown} text @param {number} longest */
  const some = (text, longest) => (typeof text === "string" ? text.slice(0, longest) : "");

  /** @param {unknown} each */
  const list = (each) => (Array.isArray(each) ? each.slice(0, 20) : []);

  /** @param {unknown} each @returns {Part[]} */
  const parts = (each) =>
    (typeof each === "string" ? [each] : list(each)).map((part) => {
      const [text, place] = list(part);
      if (typeof place === "string" && PLACE.test(place)) return [some(text, 200), place];
      return some(text ?? part, 600);
    });

  /** @param {Partial<Stood> | null | undefined} stood @returns {Stood} */
  function sentences(stood) {
    const rows = list(stood?.rows).filter(Array.isArray);
    return {
      said: parts(stood?.said),
      felt: some(stood?.felt, 600),
      left: some(stood?.left, 200),
      musts: list(stood?.musts).map(parts),
      rows: rows.map((row) => [0, 1, 2].map((at) => parts(row[at]))),
      ready: stood?.ready === true,
    };
  }

  /** @returns {{who: string, log: Taken[], stood: Stood} | null} what this device keeps, without what is broken */
  function read() {
    try {
      const kept = JSON.parse(d9311Shelf.get(KEY) || "null");
      if (!kept || !Array.isArray(kept.log)) return null;
      const sound = (/** @type {Partial<Taken> | null} */ each) =>
        each &&
        typeof each.item === "string" &&
        typeof each.right === "boolean" &&
        ["boolean", "undefined"].includes(typeof each.reason) &&
        (each.missed === undefined || Array.isArray(each.missed)) &&
        typeof each.fresh === "boolean" &&
        [1, 2, 3].includes(each.sure ?? 0) &&
        /^\d{4}-\d\d-\d\d$/.test(each.on ?? "") &&
        !Number.isNaN(Date.parse(each.on ?? ""));
      return { who: some(kept.who, 80), log: kept.log.filter(sound), stood: sentences(kept.stood) };
    } catch {
      return null;
    }
  }

  /** @param {{who: string, log: Taken[], due: string, stood: Stood}} progress  *due*: the day of the next review
   * @returns {boolean} whether it was kept */
  function write(progress) {
    try {
      d9311Shelf.set(KEY, JSON.stringify(progress));
      return true;
    } catch {
      return false;
    }
  }

  function forget() {
    try {
      d9311Shelf.drop(KEY);
    } catch {
      // Storage that is forbidden holds nothing to forget.
    }
  }

  return { KEY, nowhere: sentences(null), read, write, forget };
})();
