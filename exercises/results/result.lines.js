// @ts-check
// Codes in what was typed, mailed, exported or pasted: where they stand, and whose they are. The twin of
// lines.py; tests/cases/codes.json holds both to it.

/** @typedef {{line: number, label: string, code: string}} NamedCode9311 */

const d9311Lines = (() => {
  "use strict";
  const DELIMITERS = ",;\t:";
  const BEFORE = new RegExp(
    "^(?:[ \\t]*(?:[>*\\u2022\\u00b7-]+|[0-9]{1,3}[.)](?=[ \\t]|$)|\\[[^\\]]*\\]))+[ \\t]*" +
      "|^[0-9][0-9/., :]*(?:[AP]M)?[ \\t]+-[ \\t]+",
  );
  const NO_NAME = /^(?:hi|hello|hey|dear|here|my|this|thanks?|codes?|form|results?)(?![\p{L}\p{N}_])/iu;
  const DATE = /^(?:[0-9 \t]*[0-9][-/.][0-9]{1,2}[-/.][0-9].*)$/;
  const LIKE = /(?:^|[,; \t])[a-z0-9-]{1,20}:[ \t]*[0-9a-z]{4}(?:[-_ \t]|$)|[0-9A-Z]{4}[-_][0-9A-Z]{4}/i;
  const BODY = /^[0-9a-z*~$=_ \t-]*/i;
  const END = /[ \t\-:,;\u2013\u2014"'([<*]+$/;
  /** It comes with the first result. @param {string} text */
  const fold = (text) => d9311Fold.fold(text);
  /** @param {string} text */
  const bare = (text) => d9311Sheets.trimmed(text);

  /** The codes in a text, and how many lines hold none (lines.find). *reads* says of a text whether it is one.
   * @param {string} text @param {string[]} forms @param {(code: string) => boolean} reads
   * @returns {{codes: NamedCode9311[], passed: number}} */
  function find(text, forms, reads) {
    const start = `(^|[^0-9a-z])(${forms.join("|")})[ \\t]*:[ \\t]*`;
    const lines = d9311Sheets.linesOf(text);
    /** @type {NamedCode9311[]} */
    const codes = [];
    /** @type {{sign: string, codes: number[], names: number[]}} */
    let head = { sign: "", codes: [], names: [] };
    let passed = 0;
    for (let at = 0; at < lines.length;) {
      const number = at + 1;
      let line = lines[at++];
      if (!bare(line)) continue;
      if (line.length > d9311Given.limits["longest-line"]) {
        passed += 1;
        continue;
      }
      const whole = (/** @type {[string, string][]} */ all) => all.every(([, code]) => reads(code));
      let own = codesOf(line, start, reads);
      while (own.length && at < lines.length && !whole(own)) {
        const joined = line.replace(/[\ufeff \t\r\n]+$/, "") + lines[at].replace(/^[\ufeff \t\r\n>]+/, "");
        const more = codesOf(joined, start, reads);
        if (!whole(more)) break;
        [line, own, at] = [joined, more, at + 1];
      }
      const row = cells(line, head.sign);
      const isCode = (/** @type {number} */ n) => new RegExp(start, "i").test(fold(row[n] || ""));
      if (head.names.length && head.codes.some(isCode)) {
        const label = head.names
          .map((n) => (row[n] || "").trim())
          .filter(Boolean)
          .join(", ");
        own = own.map(([, code]) => [label, code]);
      }
      const found = codes.length ? null : headOf(line);
      if (own.length) codes.push(...own.map(([label, code]) => ({ line: number, label, code })));
      else if (LIKE.test(fold(line))) codes.push({ line: number, ...split(line) });
      else if (found) [head, passed] = [found, found.names.length ? 0 : passed]; // above it stands its title
      else passed += 1;
    }
    return { codes, passed };
  }

  /** Each code of a line with its label. @param {string} line @param {string} start
   * @param {(code: string) => boolean} reads @returns {[string, string][]} */
  function codesOf(line, start, reads) {
    let plain = "";
    /** @type {number[]} */
    const places = [];
    let place = 0;
    for (const sign of line) {
      const folded = fold(sign);
      plain += folded;
      for (let n = 0; n < folded.length; n++) places.push(place);
      place += sign.length;
    }
    const matches = [...plain.matchAll(new RegExp(start, "gi"))];
    const begins = matches.map((match) => match.index + match[1].length);
    if (!matches.length) return [];
    let label = nameOf(line.slice(0, places[begins[0]]), start);
    return matches.map((match, n) => {
      const end = begins[n + 1] ?? plain.length;
      const [code, rest] = wholeOf(match[2], plain.slice(match.index + match[0].length, end), reads);
      if (!label && /^[,;\t(]/.test(rest) && end === plain.length) {
        label = nameOf(line.slice(places[end - rest.length]), start);
      }
      return [label, code];
    });
  }

  /** The code that a segment begins with, and what follows it. @param {string} form @param {string} segment
   * @param {(code: string) => boolean} reads @returns {[string, string]} */
  function wholeOf(form, segment, reads) {
    const words = (BODY.exec(segment)?.[0] || "").split(/([ \t]+)/);
    for (let count = words.length; count > 0; count -= 2) {
      const body = words.slice(0, count).join("");
      if (bare(body) && reads(`${form}:${body}`)) return [bare(`${form}:${body}`), segment.slice(body.length)];
    }
    const first = /[-_]/.test(segment) ? bare(segment).split(/[ \t]/, 1)[0] : segment;
    return [bare(`${form}:${first.split(/[,;\t]/, 1)[0]}`), ""];
  }

  /** The name in what stands beside a code: no date, no greeting, no other words (lines.name_of).
   * @param {string} text @param {string} [start] */
  function nameOf(text, start) {
    const own = bare(text)
      .replace(BEFORE, "")
      .replace(END, "")
      .replace(/^[,;( \t]+/, "");
    return cells(own)
      .map((cell) => cell.replace(/^[ \t>\]]+|[ \t>\]]+$/g, ""))
      .map((cell) => (cell.includes("(") ? cell : cell.replace(/\)$/, "")))
      .filter((cell) => cell && !DATE.test(cell) && !NO_NAME.test(fold(cell)))
      .filter((cell) => !start || !new RegExp(`^(?:${start})`, "i").test(`${fold(cell)}:`))
      .join(", ");
  }

  /** The cells of one line, whatever stands between them; quotes hold one together (lines.cells).
   * @param {string} line @param {string} [delimiters] */
  function cells(line, delimiters = DELIMITERS) {
    const found = [""];
    let quoted = false;
    for (let at = 0; at < line.length; at++) {
      const sign = line[at];
      const last = found.length - 1;
      if (sign === '"' && quoted && line[at + 1] === '"') found[last] += line[at++];
      else if (sign === '"' && (quoted || !bare(found[last]))) quoted = !quoted;
      else if (!quoted && delimiters.includes(sign)) found.push("");
      else found[last] += sign;
    }
    return found;
  }

  /** What stands between the cells of a head, and where its names are, if it is one. @param {string} line */
  function headOf(line) {
    const sign = d9311Sheets.between(line);
    const heads = cells(line, sign).map((cell) => bare(fold(cell)).toLowerCase());
    const isName = (/** @type {string} */ each) =>
      /(^|[^\p{L}\p{N}_])name(?![\p{L}\p{N}_])|^(?:first|last)(?![\p{L}\p{N}_])/u.test(each);
    const where = (/** @type {(head: string) => boolean} */ is) => heads.flatMap((each, at) => (is(each) ? [at] : []));
    const codes = where((each) => each.includes("code"));
    return codes.length ? { sign, codes, names: where(isName) } : null;
  }

  /** @param {string} line */
  function split(line) {
    const row = cells(line, ",;\t");
    const code = bare(fold(/** @type {string} */ (row.pop())));
    return { label: nameOf(row.join(",")), code };
  }

  return { find };
})();
