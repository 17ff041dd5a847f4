// @ts-check
// Text as files hold it, and the one reader and writer of CSV: what spreadsheets make of it too.
// The twin of sheets.py; tests/cases/sheets.json holds both to it.

/** @typedef {{line: number, cells: string[]}} SheetRow9311  its cells, and the line on which it ends */

const d9311Sheets = (() => {
  "use strict";
  const BLANK = "\ufeff \t\r\n"; // what stands around a text and means nothing
  const LEAD = '[ "]*[=+@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20\'-]'; // how a formula begins, or an apostrophe
  const DELIMITERS = ",;\t|";
  const HEAD = 200; // bytes enough to see that every other one is zero

  /** The text of a file: UTF-8, UTF-16 as Notepad saves it, or a Windows code page. @param {Uint8Array} bytes */
  function decode(bytes) {
    const read = (/** @type {string} */ label, from = 0) =>
      new TextDecoder(label, { ignoreBOM: true }).decode(bytes.subarray(from));
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return read("utf-8", 3);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return read("utf-16le", 2);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return read("utf-16be", 2);
    const wide = wideness(bytes.subarray(0, HEAD));
    if (wide) return read(wide);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return ofWords(read("windows-1252"), read("macintosh"));
    }
  }

  const LOW = "a-z\u00df-\u00f6\u00f8-\u00ff\u0153\u0161\u017e";
  const UP = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0152\u0160\u0178\u017d";
  const [CAPITAL, SMALL] = [UP.slice(3), LOW.slice(3)]; // with an accent
  const OPEN = "\u2018\u201a\u201c\u201e\u00ab\u2039";
  const CLOSE = "\u201d\u00bb\u203a";
  const PLAIN = "\u2013\u2014\u2019\u2026\u00a0-\u00a1\u00a9-\u00aa\u00ae\u00b0\u00ba\u00bf\u2122";
  const SIGN = `[^\\x00-\\x7f${LOW}${UP}${OPEN}${CLOSE}${PLAIN}]`;
  const SHORT = `(?:s|t|re|ll|ve|d|m)(?![${LOW}${UP}])`;
  const ODD = [
    `[${LOW}][${CAPITAL}]|[${LOW}${UP}][${CAPITAL}][${LOW}]|[${UP}][${SMALL}][${UP}]`,
    `[${LOW}${UP}][${OPEN}]|[${CLOSE}][${LOW}${UP}]|[${LOW}${UP}]${SIGN}|${SIGN}[${LOW}${UP}]`,
    `[${UP}][${LOW}]+\u2019(?!${SHORT})[${LOW}]|(?:^|[^${LOW}${UP}])[${UP}][\u2013\u2014][${LOW}]`,
  ].join("|"); // what stands in no word
  const EITHER = `[${UP}]\u2019(?!${SHORT})[${LOW}]|[${UP}][${LOW}]+[\u2013\u2014][${LOW}]`; // of Windows, or a letter

  /** Of two readings the one in which words look like words (sheets._single).
   * @param {string} ansi @param {string} mac */
  function ofWords(ansi, mac) {
    const [odd, oddOnMac] = [ansi, mac].map((text) => (text.match(new RegExp(ODD, "g")) || []).length);
    if (!odd && !oddOnMac && new RegExp(EITHER).test(ansi)) throw d9311Text.refused("letters");
    return oddOnMac < odd ? mac : ansi;
  }

  /** The encoding of UTF-16 without a mark: every other byte of plain words is zero. @param {Uint8Array} head */
  function wideness(head) {
    const low = head.filter((_byte, at) => at % 2 === 0).some(Boolean);
    const high = head.filter((_byte, at) => at % 2 === 1).some(Boolean);
    if (head.length < 4 || low === high) return "";
    return low ? "utf-16le" : "utf-16be";
  }

  /** What stands between the cells of a head. @param {string} head */
  function between(head) {
    const count = (/** @type {string} */ sign) => head.split(sign).length;
    return [...DELIMITERS].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
  }

  /** The rows of a text, blank ones passed over, whatever stands between its cells.
   * @param {string} text @param {string} [given] what does, if it is not the first line that tells
   * @returns {SheetRow9311[]} */
  function rows(text, given) {
    const sign = given || between(trimmed(text).split(/[\r\n]/, 1)[0]);
    /** @type {SheetRow9311[]} */
    const found = [];
    let cells = [""];
    let quoted = false;
    let line = 1;
    let starts = true;
    const end = () => {
      if (cells.some(trimmed)) found.push({ line, cells });
      cells = [""];
      starts = true;
    };
    for (let at = 0; at < text.length; at++) {
      const here = text[at];
      const last = cells.length - 1;
      if (here === '"' && quoted && text[at + 1] === '"') cells[last] += text[++at];
      else if (here === '"' && (quoted || starts)) [quoted, starts] = [!quoted, false];
      else if (!quoted && here === sign) [starts] = [true, cells.push("")];
      else if (!quoted && (here === "\n" || here === "\r")) {
        if (here === "\r" && text[at + 1] === "\n") at++;
        end();
        line++;
      } else {
        if (here === "\n" || (here === "\r" && text[at + 1] !== "\n")) line++;
        cells[last] += here;
        starts = false;
      }
    }
    if (quoted && /[\r\n]$/.test(text)) line--;
    end();
    if (found.some((row) => row.cells.some((cell) => cell.length > d9311Given.limits["largest-result"]))) {
      throw d9311Text.refused("no-sheet");
    }
    return found;
  }

  /** A text without the blanks around it, each sign seen once. @param {string} text */
  function trimmed(text) {
    let [from, to] = [0, text.length];
    while (from < to && BLANK.includes(text[from])) from++;
    while (from < to && BLANK.includes(text[to - 1])) to--;
    return text.slice(from, to);
  }

  /** The lines of a text, as Python's splitlines has them. @param {string} text */
  const linesOf = (text) => text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);

  /** Lines as CSV that no spreadsheet takes for formulas; *bare* takes that back. @param {unknown[][]} lines */
  const write = (lines) => lines.map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");

  /** @param {unknown} value */
  function cellOf(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" ? guarded(text) : text;
    return /[",;\t|=\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  /** A text with an apostrophe before what would be a formula, or before one (sheets.guarded).
   * @param {string} cell */
  function guarded(cell) {
    const inside = cell.replace(new RegExp(`([;\t|\r\n])(?=${LEAD})`, "g"), "$1'");
    return new RegExp(`^${LEAD}`).test(cell) ? `'${inside}` : inside;
  }

  /** A cell without the apostrophes that *guarded* put into it. @param {string} cell */
  function bare(cell) {
    const own = new RegExp(`^'${LEAD}`).test(cell) ? cell.slice(1) : cell;
    return own.replace(new RegExp(`([;\t|\r\n])'(?=${LEAD})`, "g"), "$1");
  }

  return { decode, between, rows, write, bare, trimmed, linesOf };
})();
