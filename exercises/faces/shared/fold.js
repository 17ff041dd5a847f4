// @ts-check
// A text as a plain keyboard writes it, for matching. The twin of plain.py; held by tests/cases/fold.json.

const d9311Fold = (() => {
  "use strict";
  const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
  const DASH = /[\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u2212\u2796\u2e3a\u2e3b\u2e40\u30a0\ufe58\ufe63]/g;
  const TILDE = /[\u02dc\u223c\u301c]/g;
  const STAR = /[\u204e\u2217\u2731]/g;
  const QUOTE = /[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060]/g;
  const QUOTES = /[\u201c-\u201f\u2033]/g;

  /** @param {string} text */
  const signs = (text) =>
    text.replace(DASH, "-").replace(QUOTE, "'").replace(QUOTES, '"').replace(TILDE, "~").replace(STAR, "*");

  /** What a digit of any script counts: digits stand in rows of ten. @param {string} digit */
  function value(digit) {
    const code = /** @type {number} */ (digit.codePointAt(0));
    let below = 0;
    while (below < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - below - 1))) below += 1;
    return String(below);
  }

  /** @param {string} text */
  function fold(text) {
    return signs(signs(text.replace(UNSEEN, "")).normalize("NFKC")).replace(/[^0-9\P{Nd}]/gu, value);
  }

  return { fold };
})();
