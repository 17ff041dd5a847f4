// @ts-check
// Result files, sheets and codes to entries; what cannot be used is named, with a plain reason. The twin of
// team/intake.py; tests/browser/test_team_report.py gives both the same files, good and bad.

/** @typedef {{name: string, reason: string}} Skipped9311 */

const d9311Intake = (() => {
  "use strict";
  const { forms, paperOf, judge, entryOf } = d9311Entry;
  const BLANK = /^[\ufeff \t\r\n]+|[\ufeff \t\r\n]+$/g;
  const LINES = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

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
    const bare = text.replace(BLANK, "");
    try {
      if (d9311Text.isSheet(bare)) return readSheet(book, name, bare, size);
      if (size > limits["largest-result"]) throw d9311Text.refused("large", { most: limits["largest-result"] });
      if (!/^[{[]/.test(bare)) return readCodes(book, name, text);
      return [judge(book, d9311Text.parse(text, book.schema)[0], name)];
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** The results of a list of codes; a head over it is passed over (intake._codes).
   * @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readCodes(book, name, text) {
    const lines = text.split(LINES).map((line, at) => ({ line, where: `${name}, line ${at + 1}` }));
    const full = lines.filter(({ line }) => line.replace(BLANK, ""));
    const starts = book.forms.map((form) => `${form.form_id}:`);
    const code = (/** @type {string} */ line) => split(line).code.toLowerCase();
    const isCode = ({ line = "" }) => starts.some((start) => code(line).startsWith(start));
    if (!full.some(isCode) && !(full.length === 1 && text.includes(":"))) throw d9311Text.refused("foreign");
    if (["code", "codes"].includes(code(full[0].line))) full.shift();
    return full.map(({ line, where }) => {
      try {
        return readCode(book, line, where);
      } catch (error) {
        return skipped(where, error);
      }
    });
  }

  /** The name and the code that a line holds, as typed or as a spreadsheet saves it. @param {string} given */
  function split(given) {
    const line = given.replace(BLANK, "");
    const at = Math.max(...[",", ";", "\t"].map((sign) => line.lastIndexOf(sign)));
    const label = line.slice(0, at + 1).replace(/^[\ufeff \t\r\n,;]+|[\ufeff \t\r\n,;]+$/g, "");
    return { label: unquoted(label), code: d9311Fold.fold(unquoted(line.slice(at + 1))).replace(BLANK, "") };
  }

  /** @param {string} cell */
  function unquoted(cell) {
    const bare = cell.replace(BLANK, "");
    return /^"[^]*"$/.test(bare) ? bare.slice(1, -1).replace(/""/g, '"') : bare;
  }

  /** The result of a line: a code, or a name, a comma and a code (intake.read_code).
   * @param {Book9311} book @param {string} line @param {string} name @returns {Entry9311} */
  function readCode(book, line, name) {
    const { label, code } = split(line);
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
