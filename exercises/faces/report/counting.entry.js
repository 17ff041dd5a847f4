// @ts-check
// One result as a team's report counts it, and whether it can be counted. The twin of team/entry.py and
// team/judge.py; tests/browser/test_team_report.py holds both to one another on drawn files.

/**
 * @typedef {Omit<FormData9311, "items"> & {items: string[]}} Listed9311  a form that names its items
 * @typedef {{title: string, do: string, read: string, href: string | null}} Activity9311
 * @typedef {Record<string, string>} Texts9311
 * @typedef {{forms: Listed9311[], items: Record<string, Meta>, stems: Texts9311, picks: Record<string, Texts9311>,
 *   tags: Record<string, Texts9311>, objectives: Texts9311, misconceptions: Texts9311,
 *   activities: Record<string, Activity9311>, confused: TeamWords, schema: Schema9311,
 *   said: Texts9311, whole?: FormData9311[], papers?: Map<string, Paper9311>,
 *   }} Book9311  what team/page.py compiled; *whole* and *papers* are made here, once
 */
/** @typedef {{id: string, version: number, objective: string, key: string[], full: number}} Line9311 */
/** @typedef {{key: string, form_id: string, content_hash: string, mode: string, title: string, current: boolean,
 *   lines: Line9311[]}} Paper9311 */
/** @typedef {{name: string, paper: Paper9311, label: string, job: string, attempt_no: number, finished: string,
 *   moment: number, outcome: Outcome9311, low: number, high: number, failed: string[], points: number[],
 *   chosen: string[][], sure: number[], mark: string, cdt: number, newer: number | null,
 *   who: string}} Entry9311  who: one person's key in a report */

const d9311Entry = (() => {
  "use strict";
  const CLOSE = 1e-9;
  const HALF = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/; // half of a sign of two, as JSON writes it

  /** @param {number} a @param {number} b */
  const near = (a, b) => Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a), Math.abs(b));

  /** The forms as result.js wants them, made once. @param {Book9311} book */
  function forms(book) {
    book.whole ??= book.forms.map((form) => ({ ...form, items: form.items.map((id) => book.items[id]) }));
    return book.whole;
  }

  /** @param {Book9311} book @param {FormData9311} form @returns {Paper9311} */
  function paperOf(book, form) {
    const lines = form.items.map(({ id, version, objective, key, full }) => ({ id, version, objective, key, full }));
    return intern(book, form, lines, true);
  }

  /** One paper for all results of a form in one version.
   * @param {Book9311} book @param {{form_id: string, content_hash: string, mode: string}} of
   * @param {Line9311[]} lines @param {boolean} current @returns {Paper9311} */
  function intern(book, { form_id, content_hash, mode }, lines, current) {
    book.papers ??= new Map();
    const key = JSON.stringify([form_id, content_hash, mode, lines.map((line) => Object.values(line))]);
    const known = book.papers.get(key);
    if (known) return known;
    const title = book.forms.find((form) => form.form_id === form_id)?.title || form_id;
    const paper = { key, form_id, content_hash, mode, title, current, lines };
    book.papers.set(key, paper);
    return paper;
  }

  /** A result as an entry (judge.judge); throws what is wrong with it.
   * @param {Book9311} book @param {unknown} given @param {string} name @returns {Entry9311} */
  function judge(book, given, name) {
    const result = d9311Result.check(given, book.schema);
    if (HALF.test(JSON.stringify(result))) throw d9311Text.refused("half");
    const { form_id, content_hash } = result;
    const form = forms(book).find((each) => each.form_id === form_id && each.content_hash === content_hash);
    const fault = form
      ? d9311Result.rescore({ ...result, cdt_edition: form.cdt_edition, newer_edition: null }, [form])[0]
      : unsound(result);
    if (fault) throw d9311Text.refused("numbers", { problem: fault });
    return entryOf(
      result,
      form ? paperOf(book, form) : intern(book, result, result.responses.map(lineOf), false),
      name,
    );
  }

  /** @param {Row9311} row @returns {Line9311} */
  const lineOf = (row) => ({
    id: row.item_id,
    version: row.item_version,
    objective: row.objective,
    key: row.key,
    full: row.max,
  });

  /** @param {Result9311} result @param {Paper9311} paper @param {string} name @returns {Entry9311} */
  function entryOf(result, paper, name) {
    const rows = result.responses;
    return {
      name,
      paper,
      label: result.learner_label,
      job: result.job_title || "",
      attempt_no: result.attempt_no,
      finished: result.finished,
      moment: moment(result.finished),
      outcome: result.result,
      low: result.band[0],
      high: result.band[1],
      failed: result.must_not_miss_failed,
      points: rows.map((row) => row.points),
      chosen: rows.map((row) => row.chosen),
      sure: rows.flatMap((row, at) => (row.confidence === d9311Given.limits.surest ? [at] : [])),
      mark: result.checksum,
      cdt: result.cdt_edition,
      newer: result.newer_edition ?? null,
      who: "",
    };
  }

  /** What in a result of another version does not add up (judge._sums). @param {Result9311} result */
  function unsound(result) {
    const { refusal, said } = d9311Text;
    const rows = result.responses;
    if (new Set(rows.map((row) => row.item_id)).size < rows.length) return refusal("item-twice");
    for (const row of rows) {
      const item = said(row.item_id);
      if (row.points > row.max) return refusal("item-points", { item, points: row.points, most: row.max });
      const all = JSON.stringify([...row.chosen].sort()) === JSON.stringify([...row.key].sort());
      if ((row.points === row.max) !== all) return refusal("item-key", { item });
    }
    const { top, bottom } = sum(rows);
    const expected = {
      n_items: rows.length,
      max: rows.length,
      n_blank: rows.filter((row) => !row.chosen.length).length,
      raw: top / bottom,
      percent: (100 * top) / (bottom * rows.length),
    };
    for (const [field, value] of Object.entries(expected)) {
      const mine = result[/** @type {keyof typeof expected} */ (field)];
      if (!near(mine, value)) return refusal("sum", { field, mine: said(mine), sum: said(value) });
    }
    return unsoundByObjective(result) || unsoundOutcome(result);
  }

  /** @param {Row9311[]} rows */
  const sum = (rows) => d9311Quiz.total(rows.map((row) => ({ points: row.points, full: row.max })));

  /** @param {Result9311} result */
  function unsoundByObjective(result) {
    const { refusal, said } = d9311Text;
    const names = new Set(result.responses.map((row) => row.objective));
    const told = new Map(result.by_objective.map((each) => [each.id, each]));
    if (told.size !== names.size || [...names].some((name) => !told.has(name))) return refusal("objectives");
    for (const [name, there] of told) {
      const mine = result.responses.filter((row) => row.objective === name);
      const { top, bottom } = sum(mine);
      if (there.n !== mine.length || !near(there.points, top / bottom))
        return refusal("objective", { name: said(name) });
    }
    return null;
  }

  /** @param {Result9311} result */
  function unsoundOutcome(result) {
    const { refusal, said } = d9311Text;
    const missed = result.responses.filter((row) => row.points < row.max).map((row) => row.item_id);
    const failed = result.must_not_miss_failed;
    if (failed.some((id) => !missed.includes(id))) return refusal("not-missed");
    if ((result.result === null) !== (result.cut === null)) return refusal("cut");
    const passed = failed.length > 0 && !["not yet", null].includes(result.result);
    return passed ? refusal("outcome", { result: said(result.result) }) : null;
  }

  /** Seconds since 1970 of an ISO time; throws if it is none. @param {string} text */
  function moment(text) {
    const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
    const [year, month, day, hour, minute, second] = (found || []).slice(1, 7).map((part) => Number(part || 0));
    const then = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    const clock = found && `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6] || "00"}`;
    const real = clock && then.toISOString().startsWith(clock);
    if (!found || !real || Number(found[9] || 0) > 23) throw d9311Text.refused("time", { value: d9311Text.said(text) });
    const offset = (Number(found[9] || 0) * 60 + Number(found[10] || 0)) * 60 * (found[8] === "-" ? -1 : 1);
    return then.getTime() / 1000 + Number(found[7] || 0) - offset;
  }

  return { forms, paperOf, judge, entryOf };
})();
