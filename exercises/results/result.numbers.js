// @ts-check
// Numbers as readers see them: a score is cut, a band rounded inward, so that neither seems to reach a cut
// that it does not. The twin of numbers.py; tests/cases/numbers.json holds both to it.

const d9311Numbers = (() => {
  "use strict";
  const TINY = 1e-9; // an error of floats moves no digit

  /** The ends of a band (numbers.inward). @param {number} low @param {number} high @returns {[string, string]} */
  function inward(low, high) {
    const ends = [Math.ceil(low * 10 - TINY), Math.floor(high * 10 + TINY)];
    const [from, to] = ends[0] > ends[1] ? [Math.floor(low * 10 + 0.5), Math.floor(low * 10 + 0.5)] : ends;
    return [String(from / 10), String(to / 10)];
  }

  /** A band in words; one of a single number is that number. @param {number} low @param {number} high */
  const band = (low, high) => [...new Set(inward(low, high))].join(" to ");

  const SHOWN = /^-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:e[+-]?[0-9]+)?$/i;
  const GROUPED = /^[0-9]{1,3}([., '])[0-9]{3}(?:\1[0-9]{3})*(?:[.,]0+)?$/;
  const THREE = /^[0-9]{1,3}[.,]000$/; // a thousand, or one to three places: nobody can tell

  /** The number that a spreadsheet shows as a text, or null where it cannot be told (numbers.shown).
   * @param {string} text @param {string} kind @returns {number | null} */
  function shown(text, kind) {
    let plain = d9311Fold.fold(text).replace(/^ +/, "");
    while (plain.endsWith(" ")) plain = plain.slice(0, -1);
    if (kind === "whole" && THREE.test(plain)) return null;
    const grouped = kind === "whole" ? GROUPED.exec(plain) : null;
    if (grouped) {
      const parts = (" '".includes(grouped[1]) ? plain.replace(/[.,]0+$/, "") : plain).split(grouped[1]);
      const last = /** @type {string} */ (parts.pop());
      return Number([...parts, last.slice(0, 3)].join(""));
    }
    const percent = kind === "percent" && plain.endsWith("%");
    if (percent) plain = plain.slice(0, -1).trimEnd();
    if (!SHOWN.test(plain)) return null;
    const number = Number(plain.replace(",", "."));
    if (!Number.isFinite(number)) return null;
    return percent && number > 100 ? number / 100 : number;
  }

  return { inward, band, shown };
})();
