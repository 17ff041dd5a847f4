// @ts-check
// Responses to a result, and a result scored anew. Shows nothing; it stands on quiz.js.
// Python decided weights, standings and outcomes while the book was built; this adds and looks up.
// The twin of result.py and files.py; its parts are the twins of code.py and text.py. What holds
// them to one another are tests/browser/test_attempt.py (results) and test_check.py (refusals).

/** @typedef {{id: string, version: number, kind: string, objective: string, critical: boolean,
 *   options: string[], rows: string[], key: string[], weights: Record<string, number>, full: number,
 *   standing: boolean, decision: string | null}} Meta */
/** @typedef {"meets" | "borderline" | "not yet" | null} Outcome9311 */
/** @typedef {[number, number, number, Outcome9311]} Standing9311  error, band, outcome */
/** @typedef {{form_id: string, title: string, mode: string, site_version: string, schema_version: number,
 *   content_hash: string, cdt_edition: number, next_cdt: number, next_effective: string,
 *   scoring_rule: string, cut: number | null, cut_basis: string | null, standing?: Record<string, Standing9311>,
 *   objectives: Record<string, string>, items: Meta[]}} FormData9311 */
/** @typedef {FormData9311 & {confusion: ConfusionWords, reasons: Record<string, string>}} TakenForm9311
 *   a form that a page of its own takes, with the reasons of each item as HTML */
/** @typedef {{item_id: string, item_version: number, objective: string, options_shown_in_order: string[],
 *   chosen: string[], key: string[], points: number, max: number, confidence?: number}} Row9311 */
/** @typedef {{schema_version: number, site_version: string, content_hash: string, cdt_edition: number,
 *   newer_edition?: number | null, form_id: string, seed: number, mode: string, attempt_no: number,
 *   learner_label: string, job_title?: string, started: string, finished: string, scoring_rule: string,
 *   cut: number | null, cut_basis: string | null, n_items: number, n_blank: number, raw: number,
 *   max: number, percent: number, sem: number, band: [number, number],
 *   result: Outcome9311, must_not_miss_failed: string[],
 *   by_objective: {id: string, n: number, points: number, max: number}[], responses: Row9311[]}} Counted9311 */
/** @typedef {Counted9311 & {checksum: string}} Result9311  what a result file holds */

const d9311Result = (() => {
  "use strict";
  const { toCode, fromCode } = d9311Code;
  const { said, refusal, refused, parse, isObject, fault, differences, words } = d9311Text;

  /**
   * The result of an attempt, as the file holds it (result.make_result gives the same).
   * @param {FormData9311} form @param {Record<string, string[]>} responses
   * @param {{seed: number, learner_label: string, job_title: string, attempt_no: number, started: string,
   *   finished: string, confidence?: Record<string, number>}} about
   * @returns {Result9311}
   */
  function result(form, responses, about) {
    const rows = form.items.map((item) => {
      const chosen = [...(responses[item.id] || [])].sort();
      return {
        item_id: item.id,
        item_version: item.version,
        objective: item.objective,
        options_shown_in_order: d9311Quiz.shown(item, about.seed),
        chosen,
        key: item.key,
        points: d9311Quiz.points(item.weights, item.full, chosen),
        max: item.full,
        ...(about.confidence?.[item.id] ? { confidence: about.confidence[item.id] } : {}),
      };
    });
    const marks = rows.map((row) => ({ points: row.points, full: row.max, objective: row.objective }));
    const raw = d9311Quiz.total(marks);
    const [sem, low, high, outcome] = form.standing?.[`${raw.top}/${raw.bottom}`] || standing(raw, rows.length);
    const failed = form.items.filter((item, at) => item.critical && rows[at].points < item.full).map((item) => item.id);
    const objectives = [...new Set(rows.map((row) => row.objective))];
    /** @type {Counted9311} */
    const made = {
      schema_version: form.schema_version,
      site_version: form.site_version,
      content_hash: form.content_hash,
      cdt_edition: form.cdt_edition,
      newer_edition: about.finished.slice(0, 10) >= form.next_effective ? form.next_cdt : null,
      form_id: form.form_id,
      seed: about.seed,
      mode: form.mode,
      attempt_no: about.attempt_no,
      learner_label: about.learner_label,
      job_title: about.job_title,
      started: about.started,
      finished: about.finished,
      scoring_rule: form.scoring_rule,
      cut: form.cut,
      cut_basis: form.cut_basis,
      n_items: rows.length,
      n_blank: rows.filter((row) => !row.chosen.length).length,
      raw: raw.top / raw.bottom,
      max: rows.length,
      percent: (100 * raw.top) / (raw.bottom * rows.length),
      sem,
      band: [low, high],
      result: failed.length && outcome ? "not yet" : outcome,
      must_not_miss_failed: failed,
      by_objective: objectives.map((id) => {
        const mine = marks.filter((mark) => mark.objective === id);
        const sum = d9311Quiz.total(mine);
        return { id, n: mine.length, points: sum.top / sum.bottom, max: mine.length };
      }),
      responses: rows,
    };
    return { ...made, checksum: checksum(made) };
  }

  /**
   * Where a score without a cut stands (result.standing), for a round drawn on the page.
   * @param {{top: number, bottom: number}} raw @param {number} count @returns {Standing9311}
   */
  function standing({ top, bottom }, count) {
    const raw = top / bottom;
    const sem = count > 1 ? Math.sqrt((top * (count * bottom - top)) / (bottom * bottom * (count - 1))) : 0;
    return [sem, Math.max(0, raw - sem), Math.min(count, raw + sem), null];
  }

  /** What a checksum is over. @param {Counted9311} made */
  function summed(made) {
    const given = made.responses.map(({ item_id, item_version, chosen, confidence }) => {
      const sure = confidence ? `?${confidence}` : "";
      return `${item_id}@${item_version}=${chosen.join("+")}${sure}`;
    });
    const head = [made.form_id, made.content_hash, made.seed, made.attempt_no, made.learner_label, made.finished];
    return [...head, ...given].join("|");
  }

  /** @param {Counted9311} made */
  function checksum(made) {
    return `c${d9311Quiz.hash(summed(made)).toString(16).padStart(8, "0")}`;
  }

  /** One line of CSV with its head (files.to_csv). @param {Result9311} made */
  function toCsv(made) {
    const cells = Object.values(made).map((cell) => (Array.isArray(cell) ? JSON.stringify(cell) : cell));
    return d9311Sheets.write([Object.keys(made), cells]);
  }

  /** The result, if it is one (files.check_result). @param {unknown} given @param {Schema9311} schema */
  function check(given, schema) {
    if (!isObject(given) || !Object.hasOwn(given, "schema_version")) throw refused("foreign");
    const version = said(given.schema_version);
    const reads = /** @type {number} */ (schema.properties?.schema_version.const);
    if (given.schema_version !== reads) throw refused("version", { version, reads });
    const problem = fault(given, schema);
    if (problem !== null && /^(checksum|content_hash): /.test(problem)) throw refused("checksum");
    if (problem !== null) throw new Error(problem);
    const made = /** @type {Result9311} */ (given); // the schema has just said so
    if (/\p{Surrogate}/u.test(summed(made)) || !fits(made)) throw refused("checksum");
    return made;
  }

  /** Whether a checksum is that of what was answered; older ones begin with no letter, and a Mac may have taken the
   * letters of the name apart. @param {Result9311} made */
  function fits(made) {
    const name = made.learner_label;
    const labels = [name, name.normalize("NFC"), name.normalize("NFD")];
    const anew = labels.map((learner_label) => checksum({ ...made, learner_label }));
    return anew.some((each) => made.checksum === each || made.checksum === each.slice(1));
  }

  /** What differs from scoring anew; nothing means a match (files.rescore).
   * @param {Result9311} given @param {FormData9311[]} forms @returns {string[]} */
  function rescore(given, forms) {
    const form = forms.find((each) => each.form_id === given.form_id);
    if (!form && given.form_id === "mixed-practice") return ["a round of mixed practice has no certificate"];
    if (!form) return [refusal("no-form", { form: said(given.form_id) })];
    if (given.content_hash !== form.content_hash) return [refusal("changed")];
    const responses = Object.fromEntries(given.responses.map((row) => [row.item_id, row.chosen]));
    /** @type {Record<string, number>} */
    const confidence = {};
    for (const row of given.responses) if (row.confidence) confidence[row.item_id] = row.confidence;
    for (const item of form.items) {
      const problem = impossible(item, [...(responses[item.id] || [])].sort());
      if (problem) return [problem];
    }
    const {
      site_version,
      job_title,
      checksum: _anew,
      ...anew
    } = result(form, responses, { job_title: "", ...given, confidence });
    if (given.newer_edition === undefined || given.newer_edition === null) delete anew.newer_edition; // an older page
    const found = [...differences(given, anew, "")];
    return found.length > 10 ? [...found.slice(0, 10), refusal("more", { count: found.length - 10 })] : found;
  }

  /** Why a response cannot have been given (scoring.ResponseError). @param {Meta} item @param {string[]} chosen */
  function impossible(item, chosen) {
    const { rows, options } = item;
    const offered = rows.length ? rows.flatMap((row) => options.map((id) => `${row}:${id}`)) : options;
    const foreign = chosen.find((pick) => !offered.includes(pick));
    if (foreign !== undefined) {
      return `item '${item.id}': '${foreign}' is not an option; use one of ${offered.join(", ")}`;
    }
    if (item.kind === "multiple") return "";
    const groups = chosen.map((pick) => (item.rows.length ? pick.split(":")[0] : "it"));
    const twice = groups.find((group, at) => groups.indexOf(group) !== at);
    const where = item.rows.length ? `row '${twice}'` : "a single choice";
    return twice ? `item '${item.id}': ${where} takes one option, not two of ${chosen.join(", ")}` : "";
  }

  /** This moment as ISO with its zone. */
  function now() {
    const moment = new Date();
    const offset = -moment.getTimezoneOffset();
    const two = (/** @type {number} */ value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
    const local = new Date(moment.getTime() + offset * 60000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
  }

  return { result, checksum, toCode, fromCode, toCsv, parse, check, rescore, said, words, now };
})();
