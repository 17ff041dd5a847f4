// @ts-check
// Result files, sheets and codes to entries; what cannot be used is named, with a plain reason. The twin of
// team/intake.py; tests/browser/test_team_report.py gives both the same files, good and bad.

/** @typedef {{name: string, reason: string}} Skipped9311 */

const d9311Intake = (() => {
  "use strict";
  const { forms, paperOf, judge, entryOf } = d9311Entry;
  const JSON_BEGINS = /^(?:\{|\[[ \t\r\n]*[{[\]"0-9-]+[ \t\r\n]*[,\]:"{[a-z])/; // not a message's time

  /** What a file holds (intake.read_data).
   * @param {Book9311} book @param {string} name @param {ArrayBuffer} buffer @returns {(Entry9311 | Skipped9311)[]} */
  function readFile(book, name, buffer) {
    const bytes = new Uint8Array(buffer);
    if (!bytes.length) return [skipped(name, d9311Text.refused("empty"))];
    const other = d9311Kinds.other(bytes);
    if (other) return [skipped(name, other)];
    try {
      return read(book, name, d9311Sheets.decode(bytes), bytes.length);
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** What was pasted. @param {Book9311} book @param {string} name @param {string} text */
  const readText = (book, name, text) => read(book, name, text, new TextEncoder().encode(text).length);

  /** @param {Book9311} book @param {string} name @param {string} text @param {number} size
   * @returns {(Entry9311 | Skipped9311)[]} */
  function read(book, name, text, size) {
    const limits = d9311Given.limits;
    const bare = d9311Sheets.trimmed(text);
    try {
      const ours = d9311Kinds.ours(text);
      if (ours) throw d9311Text.refused(ours);
      if (d9311Table.isSheet(text)) return readSheet(book, name, text, size);
      if (size > limits["largest-result"]) throw d9311Text.refused("large", { most: limits["largest-result"] });
      if (text.includes(d9311Values.FIRST)) return readResults(book, name, text);
      if (!JSON_BEGINS.test(bare)) return readCodes(book, name, text);
      return [judge(book, d9311Values.value(bare), name)];
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** Whether a text is a code, whole (intake._reads). @param {Book9311} book */
  const reads = (book) => (/** @type {string} */ code) => {
    try {
      return Boolean(d9311Result.fromCode(code, forms(book)));
    } catch {
      return false;
    }
  };

  /** The codes in a text. @param {Book9311} book @param {string} text */
  function find(book, text) {
    const ids = book.forms.map((form) => form.form_id);
    return d9311Lines.find(text, ids, reads(book));
  }

  /** The results that stand in a text as JSON, and the codes beside them (intake._results).
   * @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readResults(book, name, text) {
    const [own, rest] = d9311Values.pieces(text);
    const found = own.map((piece) => {
      const where = own.length === 1 ? name : `${name}, line ${piece.line}`;
      return taken(where, () => judge(book, d9311Values.resultIn(piece.text), where));
    });
    if (rest.includes(d9311Values.FIRST)) found.push(skipped(name, d9311Text.refused("cut-short")));
    const codes = find(book, rest).codes.filter(({ code }) => reads(book)(code));
    return [...found, ...codes.map((each) => coded(book, name, each))];
  }

  /** The results of the codes in a text, and how many lines hold none (intake._codes).
   * @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readCodes(book, name, text) {
    const { codes, passed } = find(book, text);
    if (codes.length) {
      const found = codes.map((each) => coded(book, name, each));
      return passed ? [...found, skipped(name, d9311Text.refused("no-codes", { count: passed }))] : found;
    }
    const full = d9311Sheets.linesOf(text).map(d9311Sheets.trimmed).filter(Boolean);
    if (full.length !== 1 || !text.includes(":")) throw d9311Text.refused("foreign");
    return [coded(book, name, { line: 1, label: "", code: full[0] })];
  }

  /** @param {Book9311} book @param {string} name @param {NamedCode9311} named */
  function coded(book, name, { line, label, code }) {
    const where = `${name}, line ${line}`;
    const found = taken(where, () => readCode(book, label, code, where));
    return "reason" in found && label ? skipped(where, `${label}: ${found.reason}`) : found;
  }

  /** What was read, or why it cannot be. @param {string} where @param {() => Entry9311} read
   * @returns {Entry9311 | Skipped9311} */
  function taken(where, read) {
    try {
      return read();
    } catch (error) {
      return skipped(where, error);
    }
  }

  /** The result of a code, which the line says is *label*'s (intake.read_code).
   * @param {Book9311} book @param {string} label @param {string} code @param {string} name @returns {Entry9311} */
  function readCode(book, label, code, name) {
    const { form, responses } = d9311Result.fromCode(code, forms(book));
    const most = d9311Given.limits["longest-name"];
    if ([...label].length > most) throw d9311Text.refused("name", { most });
    const finished = "1970-01-01T00:00:00Z"; // a code does not tell
    const about = { seed: 0, learner_label: label, job_title: "", attempt_no: 1, started: "", finished };
    const entry = entryOf(d9311Result.result(form, responses, about), paperOf(book, form), name);
    return { ...entry, finished: "", mark: code };
  }

  /** The results of a sheet as files.to_csv writes it, whatever a spreadsheet did to it (intake._sheet).
   * @param {Book9311} book @param {string} name @param {string} text @param {number} size */
  function readSheet(book, name, text, size) {
    const most = d9311Given.limits["largest-sheet"];
    if (size > most) throw d9311Text.refused("large-sheet", { most });
    return d9311Table.lines(text, book.schema).map(({ place, found, problem }) => {
      const where = `${name}, ${place}`;
      try {
        if (problem) throw new Error(problem);
        return judge(book, found, where);
      } catch (error) {
        return skipped(where, error);
      }
    });
  }

  /** Why a file is not counted, on one line, printable and not too long (intake._skipped).
   * @param {string} name @param {unknown} error @returns {Skipped9311} */
  function skipped(name, error) {
    const most = d9311Given.limits["longest-reason"];
    const told = error instanceof Error ? error.message : String(error);
    const signs = [...told].slice(0, 2 * most).map((sign) => (/(?! )[\p{C}\p{Z}]/u.test(sign) ? " " : sign));
    const reason = signs.length <= most ? signs.join("") : `${signs.slice(0, most - 1).join("")}…`;
    return { name, reason };
  }

  return { readFile, readText };
})();
