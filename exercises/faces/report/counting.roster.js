// @ts-check
// The roster as rows, and as a sheet to save. The twin of team/roster.py and of words.sheet;
// tests/browser/test_team_report.py compares every row and the sheet.

const d9311Roster = (() => {
  "use strict";
  const { credit, failedAt } = d9311Count;

  /** The roster, a row for each result (roster.rows).
   * @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} made */
  function rows(book, made) {
    const taken = made.groups.flatMap(({ columns }) => [...columns.keys()]);
    const objectives = [...new Set([...Object.keys(book.objectives), ...taken])];
    return made.groups.flatMap(({ paper, attempts, people, columns }) => {
      const latest = new Set(people);
      return attempts.map((entry) => {
        const [low, high] = d9311Numbers.inward(entry.low, entry.high);
        /** @type {Record<string, string>} */
        const row = {
          name: entry.label,
          job_title: entry.job,
          form: paper.form_id,
          version: paper.content_hash,
          attempt: String(entry.attempt_no),
          finished: entry.finished,
          newer_edition: String(entry.newer || ""),
          score: d9311Quiz.decimal(credit(entry)),
          of: String(paper.lines.length),
          band_low: low,
          band_high: high,
          result: entry.outcome || "",
          must_know_missed: failedAt(entry).join(", "),
          counted: latest.has(entry) ? "yes" : "no",
        };
        for (const name of objectives) {
          const places = columns.get(name);
          row[name] = places ? `${d9311Quiz.decimal(credit(entry, places))} of ${places.length}` : "";
        }
        return row;
      });
    });
  }

  /** The roster as CSV, safe to open in a sheet (words.sheet). @param {Record<string, string>[]} lines */
  const sheet = (lines) => d9311Sheets.write([Object.keys(lines[0]), ...lines.map((line) => Object.values(line))]);

  return { rows, sheet };
})();
