// @ts-check
// Result files, sheets and codes to entries; what cannot be used is named, with a plain reason. The twin of
// team/intake.py; tests/browser/test_team_report.py gives both the same files, good and bad.

/** @typedef {{name: string, reason: string}} Skipped9311 */

const d9311Intake = (() => {
  "use strict";
  const { forms, paperOf, judge, entryOf } = d9311Entry;
  const LONGEST = 80; // characters of a name
  const NULLS = ["cut", "cut_basis", "result"];
  const TEXTS = [
    "site_version",
    "content_hash",
    "form_id",
    "mode",
    "learner_label",
    "job_title",
    "started",
    "finished",
    "scoring_rule",
    "cut_basis",
    "result",
    "checksum",
  ];

  /** What a file holds (intake.read_data).
   * @param {Book9311} book @param {string} name @param {ArrayBuffer} buffer @returns {(Entry9311 | Skipped9311)[]} */
  function readFile(book, name, buffer) {
    const bytes = new Uint8Array(buffer);
    try {
      if (!bytes.length) throw new Error("is empty; save it anew");
      const text = decode(bytes);
      const sheet = text.trimStart().startsWith("schema_version,");
      if (bytes.length > book.largest[sheet ? "sheet" : "result"]) {
        throw new Error(`is ${bytes.length} bytes, no result is; save it anew`);
      }
      return readText(book, name, text);
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** What pasted or decoded text holds.
   * @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readText(book, name, text) {
    const bare = text.trimStart();
    try {
      if (bare.startsWith("{")) return [judge(book, parse(text), name)];
      if (text.slice(0, 1000).includes("\0")) throw new Error("is no result file of this book");
      if (bare.startsWith("schema_version,")) return readSheet(book, name, bare);
      return readCodes(book, name, text);
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readCodes(book, name, text) {
    const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
    const full = lines.filter((line) => line.trim());
    const starts = book.forms.map((form) => `${form.form_id}:`);
    const isCode = (/** @type {string} */ line) => {
      const code = split(line).code.toLowerCase();
      return starts.some((start) => code.startsWith(start));
    };
    if (!full.some(isCode) && !(full.length === 1 && text.includes(":"))) {
      throw new Error("is no result file of this book");
    }
    /** @type {(Entry9311 | Skipped9311)[]} */
    const found = [];
    for (const [at, line] of lines.entries()) {
      if (!line.trim()) continue;
      const where = `${name}, line ${at + 1}`;
      try {
        found.push(readCode(book, line, where));
      } catch (error) {
        found.push(skipped(where, error));
      }
    }
    return found;
  }

  /** @param {Uint8Array} bytes */
  function decode(bytes) {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
    }
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  /** @param {string} text @returns {unknown} */
  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Error("is no JSON, or was cut short; save it anew");
    }
  }

  /** The name and the code that a line holds. @param {string} line */
  function split(line) {
    const parts = line.replace(/[\t;]/g, ",").split(",");
    const code = /** @type {string} */ (parts.pop()).trim();
    return { label: parts.join(",").trim(), code };
  }

  /** The result of a line: a code, or a name, a comma and a code (intake.read_code).
   * @param {Book9311} book @param {string} line @param {string} name @returns {Entry9311} */
  function readCode(book, line, name) {
    const { label, code } = split(line);
    const { form, responses } = d9311Result.fromCode(code, forms(book));
    if ([...label].length > LONGEST) throw new Error(`the name is too long; write ${LONGEST} characters at most`);
    const finished = "1970-01-01T00:00:00Z"; // a code does not tell
    const about = { seed: 0, learner_label: label, job_title: "", attempt_no: 1, started: "", finished };
    const entry = entryOf(d9311Result.result(form, responses, about), paperOf(book, form), name);
    return { ...entry, finished: "", mark: code };
  }

  /** The results of a sheet as files.to_csv writes it.
   * @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readSheet(book, name, text) {
    const [head, ...rows] = table(text);
    return rows.map(({ cells, line }) => {
      const where = `${name}, line ${line}`;
      try {
        if (cells.length !== head.cells.length) {
          throw new Error("has more or fewer cells in this line than in its head");
        }
        const fields = cells.map((cell, at) => [head.cells[at], valueOf(head.cells[at], cell)]);
        return judge(book, Object.fromEntries(fields), where);
      } catch (error) {
        return skipped(where, error);
      }
    });
  }

  /** @param {string} field @param {string} cell */
  function valueOf(field, cell) {
    if (cell === "" && NULLS.includes(field)) return null;
    if (TEXTS.includes(field)) return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
    return parse(cell);
  }

  /** The rows of CSV, each with the number of its last line. @param {string} text */
  function table(text) {
    /** @type {{cells: string[], line: number}[]} */
    const rows = [];
    let cells = [""];
    let quoted = false;
    let line = 1;
    const end = () => {
      if (cells.length > 1 || cells[0]) rows.push({ cells, line });
      cells = [""];
    };
    for (let at = 0; at < text.length; at++) {
      const c = text[at];
      if (quoted && c === '"' && text[at + 1] === '"') cells[cells.length - 1] += text[++at];
      else if (c === '"' && (quoted || !cells[cells.length - 1])) quoted = !quoted;
      else if (!quoted && c === ",") cells.push("");
      else if (!quoted && (c === "\n" || c === "\r")) {
        if (c === "\r" && text[at + 1] === "\n") at++;
        end();
        line++;
      } else {
        if (c === "\n") line++;
        cells[cells.length - 1] += c;
      }
    }
    end();
    return rows;
  }

  /** @param {string} name @param {unknown} error @returns {Skipped9311} */
  function skipped(name, error) {
    const told = error instanceof Error ? error.message : String(error);
    const reason = error instanceof RangeError ? "is nested deeper than any result; save it anew" : told;
    return { name, reason: reason.slice(0, 200) };
  }

  return { readFile, readText };
})();
