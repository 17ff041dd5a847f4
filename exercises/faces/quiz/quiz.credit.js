// @ts-check
// What a response adds up to, and in what order options stand. The twin of scoring.py and order.py;
// tests/browser/test_scoring_agrees.py holds both to one another on every response.

/** @typedef {{points: number, full: number}} Mark  what a response earned, of how many points */
const d9311Points = (() => {
  "use strict";

  /** @param {Record<string, number>} weights @param {number} full @param {string[]} response */
  function points(weights, full, response) {
    const sum = response.reduce((total, pick) => total + weights[pick], 0);
    return Math.max(0, Math.min(full, sum));
  }

  /** The order that order.shuffled gives. @param {string[]} ids @param {number} seed @param {string} salt */
  function order(ids, seed, salt) {
    /** @type {Record<string, number>} */
    const rank = {};
    for (const id of ids) rank[id] = hash(`${seed}/${salt}/${id}`);
    return [...ids].sort((a, b) => rank[a] - rank[b] || (a < b ? -1 : 1));
  }

  /** The order in which options are shown (order.shown): a standing list keeps its own.
   * @param {{id: string, options: string[], standing: boolean}} item @param {number} seed */
  const shown = (item, seed) => (item.standing ? [...item.options] : order(item.options, seed, item.id));

  /** A seed by chance: short enough to be written on paper, and read out. */
  const chance = () => 1 + Math.floor(Math.random() * 9999);

  /** FNV-1a, finished as in MurmurHash3. @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
  }

  /** Whole credits of several marks, exactly: the sum as a fraction. @param {Mark[]} marks */
  function total(marks) {
    /** @type {(a: number, b: number) => number} */
    const gcd = (a, b) => (b ? gcd(b, a % b) : a);
    return marks.reduce(
      (sum, mark) => {
        const top = sum.top * mark.full + mark.points * sum.bottom;
        const bottom = sum.bottom * mark.full;
        const common = gcd(top, bottom) || 1;
        return { top: top / common, bottom: bottom / common };
      },
      { top: 0, bottom: 1 },
    );
  }

  /** A fraction to two places at most, cut and never rounded up. @param {{top: number, bottom: number}} value */
  function decimal({ top, bottom }) {
    return String(Math.floor((top * 100) / bottom) / 100);
  }

  return { points, order, shown, chance, hash, total, decimal };
})();
