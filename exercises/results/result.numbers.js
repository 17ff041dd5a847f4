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

  /** A band in words. @param {number} low @param {number} high */
  const band = (low, high) => inward(low, high).join(" to ");

  return { inward, band };
})();
