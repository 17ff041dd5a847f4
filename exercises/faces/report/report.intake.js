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
    const { refused, isWorkbook } = d9311Text;
    if (!bytes.length) return [skipped(name, refused("empty"))];
    if (isWorkbook(bytes)) return [skipped(name, refused("workbook"))];
    return read(book, name, d9311Sheets.decode(bytes), bytes.length);
  }

  /** What was pasted. @param {Book9311} book @param {string} name @param {string} text */
  const readText = (book, name, text) => read(book, name, text, new TextEncoder().encode(text).length);

  /** @param {Book9311} book @param {string} name @param {string} text @param {number} size
   * @returns {(Entry9311 | Skipped9311)[]} */
  function read(book, name, text, size) {
    const limits = d9311Given.limits;
    const bare = d9311Sheets.trimmed(text);
    try {
      if (d9311Text.isSheet(bare)) return readSheet(book, name, bare, size);
      if (size > limits["largest-result"]) throw d9311Text.refused("large", { most: limits["largest-result"] });
      if (!JSON_BEGINS.test(bare)) return readCodes(book, name, text);
      return [judge(book, d9311Text.parse(text, book.schema)[0], name)];
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** The results of the codes in a text, and how many lines hold none (intake._codes).
   * @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readCodes(book, name, text) {
    const reads = (/** @type {string} */ code) => {
      try {
        return Boolean(d9311Result.fromCode(code, forms(book)));
      } catch {
        return false;
      }
    };
    const ids = book.forms.map((form) => form.form_id);
    const whole = d9311Lines.find(text, ids, reads);
    const { codes } = whole;
    const passed = codes.length ? whole.passed : 0;
    if (!codes.length) {
      const full = d9311Sheets.linesOf(text).map(d9311Sheets.trimmed).filter(Boolean);
      if (full.length !== 1 || !text.includes(":")) throw d9311Text.refused("foreign");
      codes.push({ line: 1, label: "", code: full[0] });
    }
    const found = codes.map(({ line, label, code }) => {
      const where = `${name}, line ${line}`;
      try {
        return readCode(book, label, code, where);
      } catch (error) {
        return skipped(where, error);
      }
    });
    if (passed && found.length) found.push(skipped(name, d9311Text.refused("no-codes", { count: passed })));
    return found;
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
    return d9311Text.lines(text, book.schema).map(({ line, found, problem }) => {
      const where = `${name}, line ${line}`;
      try {
        if (problem) throw new Error(problem);
        return judge(book, found, where);
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        const changed = message.endsWith(d9311Given.refusals.value.split("}").slice(-1)[0]);
        return skipped(where, changed ? d9311Text.refused("cell", { reason: message }) : error);
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
