// @ts-check
// The values that a text holds as JSON, alone or in the middle of a mail. The twin of values.py;
// tests/cases/files.json holds both to it.

/** @typedef {{line: number, text: string}} Piece9311  a result in a text, and the line on which it begins */

const d9311Values = (() => {
  "use strict";
  const FIRST = "schema_version"; // the field that every result has
  const MARGIN = /(^|[\r\n])[> \t\u00a0]+/g; // what a mail puts before the lines that it quotes
  // As a result does, or as JSON. An empty match under a ? does not count in JavaScript: hence the last |.
  const BEGINS = `(?:([ \\t\\r\\n]*"${FIRST}")|((?=[ \\t\\r\\n]*"))|)`;
  const TOKEN = new RegExp(`\\\\[^]|["[\\]}]|(:[ \\t\\r\\n]*)?(\\{)${BEGINS}`, "g");
  const BREAK = /\r\n|\r|\n/;

  /** How deep brackets are nested, outside strings; each sign is seen once. @param {string} text */
  function depth(text) {
    let deepest = 0;
    let now = 0;
    let quoted = false;
    for (const [sign] of text.matchAll(/\\[^]|["[\]{}]/g)) {
      if (sign === '"') quoted = !quoted;
      else if (!quoted && sign.length === 1) {
        now += "[{".includes(sign) ? 1 : -1;
        deepest = Math.max(deepest, now);
      }
    }
    return deepest;
  }

  /** The value that a text holds as JSON. @param {string} text @returns {unknown} */
  function value(text) {
    if (depth(text) > d9311Given.limits.deepest) throw d9311Text.refused("deep");
    try {
      return JSON.parse(text);
    } catch {
      throw d9311Text.refused("cut-short");
    }
  }

  /** The value of a piece of text, put together again where a mail broke its lines. @param {string} text */
  function resultIn(text) {
    try {
      return value(text);
    } catch (error) {
      const joined = text.replace(/ ?[\r\n]+/g, " ");
      if (joined === text) throw error;
      return value(joined);
    }
  }

  /** The results that stand in a text as JSON, and what else does, on its own lines (values.pieces).
   * @param {string} given @returns {[Piece9311[], string]} */
  function pieces(given) {
    const text = given.replace(MARGIN, "$1");
    /** @type {[number, number][]} */
    const spans = [];
    let start = 0;
    let level = 0;
    let quoted = false;
    for (const match of text.matchAll(TOKEN)) {
      const [[first], inside, brace, own, json] = match;
      const sign = brace || first;
      if (!level || (own !== undefined && !inside)) {
        if (level) spans.push([start, match.index]);
        if (own === undefined && json === undefined) continue;
        [start, level, quoted] = [match.index + (inside || "").length, 1, false];
      } else if (sign === '"') quoted = !quoted;
      else if (sign !== "\\" && !quoted) {
        level += "[{".includes(sign) ? 1 : -1;
        if (!level) spans.push([start, match.index + match[0].length]);
      }
    }
    if (level) spans.push([start, text.length]);
    return cut(
      text,
      spans.filter(([from, to]) => text.slice(from, to).includes(`"${FIRST}"`)),
    );
  }

  /** @param {string} text @param {[number, number][]} spans @returns {[Piece9311[], string]} */
  function cut(text, spans) {
    let [rest, line, at] = ["", 1, 0];
    /** @param {number} from @param {number} to */
    const breaks = (from, to) => text.slice(from, to).split(BREAK).length - 1;
    const found = spans.map(([from, to]) => {
      const inside = breaks(from, to);
      line += breaks(at, from);
      const piece = { line, text: text.slice(from, to) };
      rest += text.slice(at, from) + "\n".repeat(inside);
      [line, at] = [line + inside, to];
      return piece;
    });
    return [found, rest + text.slice(at)];
  }

  return { FIRST, depth, value, resultIn, pieces };
})();
