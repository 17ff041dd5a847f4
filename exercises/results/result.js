// @ts-check
// Responses to a result; the result file and the code, in and out; a file scored anew. Shows nothing.
// Python decided weights, standings and outcomes while the book was built; this adds and looks up.
// Stands on quiz.js. The twin of attempts.py and result_text.py.

/** @typedef {{id: string, version: number, kind: string, objective: string, critical: boolean,
 *   options: string[], rows: string[], key: string[], weights: Record<string, number>, full: number,
 *   standing: boolean, decision: string | null}} Meta */
/** @typedef {{form_id: string, title: string, mode: string, site_version: string, schema_version: number,
 *   content_hash: string, cdt_edition: number, scoring_rule: string, cut: number | null,
 *   cut_basis: string | null, standing?: Record<string, [number, number, number, string | null]>,
 *   objectives: Record<string, string>, items: Meta[]}} FormData9311 */

const d9311Result = (() => {
  "use strict";
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CHECKS = ALPHABET + "*~$=U";
  const LARGEST = 1000000;

  /**
   * The result of an attempt, as the file holds it (attempts.make_result gives the same).
   * @param {FormData9311} form @param {Record<string, string[]>} responses
   * @param {{seed: number, learner_label: string, job_title: string, attempt_no: number, started: string, finished: string,
   *   confidence?: Record<string, number>}} about
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
    const made = {
      schema_version: form.schema_version,
      site_version: form.site_version,
      content_hash: form.content_hash,
      cdt_edition: form.cdt_edition,
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
   * Where a score without a cut stands (attempts.standing), for a round drawn on the page.
   * @param {{top: number, bottom: number}} raw @param {number} count @returns {[number, number, number, null]}
   */
  function standing({ top, bottom }, count) {
    const raw = top / bottom;
    const sem = count > 1 ? Math.sqrt((top * (count * bottom - top)) / (bottom * bottom * (count - 1))) : 0;
    return [sem, Math.max(0, raw - sem), Math.min(count, raw + sem), null];
  }

  /** What a checksum is over. @param {any} made */
  function summed(made) {
    const said = made.responses.map((/** @type {any} */ row) => `${row.item_id}@${row.item_version}=${row.chosen.join("+")}${row.confidence ? `?${row.confidence}` : ""}`);
    const head = [made.form_id, made.content_hash, made.seed, made.attempt_no, made.learner_label, made.finished];
    return [...head, ...said].join("|");
  }

  /** @param {any} made */
  function checksum(made) {
    return d9311Quiz.hash(summed(made)).toString(16).padStart(8, "0");
  }

  /** Base and digit of each choice; 0 is blank. @param {Meta} item @param {string[]} chosen @returns {[number, number][]} */
  function digits(item, chosen) {
    const ids = [...item.options].sort();
    if (item.kind === "multiple") return ids.map((id) => [2, Number(chosen.includes(id))]);
    const groups = item.rows.length ? item.rows.map((row) => `${row}:`) : [""];
    return groups.map((group) => [ids.length + 1, ids.findIndex((id) => chosen.includes(group + id)) + 1]);
  }

  /** The code of a result (attempts.to_code). @param {FormData9311} form @param {Record<string, string[]>} responses */
  function toCode(form, responses) {
    let number = BigInt(`0x${form.content_hash.slice(0, 5)}`);
    for (const item of form.items) {
      for (const [base, digit] of digits(item, responses[item.id] || [])) number = number * BigInt(base) + BigInt(digit);
    }
    let text = CHECKS[Number(number % 37n)];
    for (; number; number /= 32n) text = ALPHABET[Number(number % 32n)] + text;
    return `${form.form_id.toUpperCase()}:${(text.match(/.{1,4}/g) || []).join("-")}`;
  }

  /** The responses of a code (attempts.from_code). @param {string} code @param {FormData9311[]} forms */
  function fromCode(code, forms) {
    const shown = `code ${said(code.trim())}`;
    const [, name, rest] = code.trim().match(/^([^:\s]*)[:\s]*([^]*)$/) || ["", "", ""];
    const form = forms.find((each) => each.form_id === name.toLowerCase());
    if (!form) throw new Error(`${shown}: names no form; it begins with ${forms.map((each) => each.form_id).join(", ")}`);
    const symbols = rest.toUpperCase().replace(/[-\s]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    const body = symbols.slice(0, -1);
    const check = symbols.slice(-1);
    if (!body || body.length > 200 || [...body].some((each) => !ALPHABET.includes(each)) || !CHECKS.includes(check)) {
      throw new Error(`${shown}: holds what no code holds; type it again`);
    }
    let number = [...body].reduce((sum, each) => sum * 32n + BigInt(ALPHABET.indexOf(each)), 0n);
    if (CHECKS[Number(number % 37n)] !== check) throw new Error(`${shown}: the last sign does not fit; one was mistyped`);
    /** @type {Record<string, string[]>} */
    const responses = {};
    for (const item of [...form.items].reverse()) {
      const ids = [...item.options].sort();
      const read = digits(item, []).reverse().map(([base]) => {
        const digit = Number(number % BigInt(base));
        number /= BigInt(base);
        return digit;
      }).reverse();
      const groups = item.rows.length ? item.rows.map((row) => `${row}:`) : [""];
      responses[item.id] =
        item.kind === "multiple"
          ? ids.filter((_id, at) => read[at])
          : groups.flatMap((group, at) => (read[at] ? [group + ids[read[at] - 1]] : []));
    }
    if (number !== BigInt(`0x${form.content_hash.slice(0, 5)}`)) throw new Error(`${shown}: was made with another version of the form`);
    return { form, responses };
  }

  /** One line of CSV with its head. @param {Record<string, any>} made */
  function toCsv(made) {
    const cell = (/** @type {any} */ value) => {
      let text = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
      if (typeof value === "string" && /^[=+\-@\t\r']/.test(text)) text = `'${text}`;
      return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    return `${Object.keys(made).join(",")}\r\n${Object.values(made).map(cell).join(",")}\r\n`;
  }

  // -- a result file, read and scored anew: result_text.py and attempts.py say the same words --------

  /** A value in short, in signs that any screen can show. @param {any} value @returns {string} */
  function said(value) {
    if (value === null || value === undefined) return "nothing";
    if (Array.isArray(value)) return `a list of ${value.length}`;
    if (typeof value === "object") return "an object";
    const escaped = (/** @type {string} */ sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const text = JSON.stringify(value).replace(/[^ -~]/g, escaped);
    return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
  }

  /** How deep brackets are nested, outside strings. @param {string} text */
  function depth(text) {
    let deepest = 0;
    let now = 0;
    for (const sign of text.replace(/"[^"\\]*(?:\\[^][^"\\]*)*"/g, "").replace(/[^[\]{}]/g, "")) {
      now += "[{".includes(sign) ? 1 : -1;
      deepest = Math.max(deepest, now);
    }
    return deepest;
  }

  /** The rows of a CSV, its quotes taken off. @param {string} text @returns {string[][]} */
  function rows(text) {
    const found = [];
    /** @type {string[]} */
    let row = [];
    const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n][^,\r\n]*|))(,|\r\n?|\n|$)/gy;
    for (let at = 0; at < text.length || row.length; ) {
      cell.lastIndex = at;
      const read = cell.exec(text);
      if (!read) throw new Error("no CSV");
      row.push(read[1] === undefined ? read[2] : read[1].replace(/""/g, '"'));
      at = cell.lastIndex;
      if (read[3] === ",") continue;
      if (row.length > 1 || row[0]) found.push(row);
      row = [];
    }
    return found;
  }

  /** What a file or a pasted text holds (result_text.parse). @param {string} given @param {any} schema @returns {any[]} */
  function parse(given, schema) {
    if (given.length > LARGEST || new TextEncoder().encode(given).length > LARGEST) {
      throw new Error(`is more than ${LARGEST} bytes, no result is; save it anew`);
    }
    const text = given.trim();
    const sheet = text.startsWith("schema_version,");
    if (!sheet && depth(text) > 20) throw new Error("is nested too deep, no result is; save it anew");
    try {
      return sheet ? lines(text, schema.properties) : [JSON.parse(text)];
    } catch {
      throw new Error(`is no ${sheet ? "CSV" : "JSON"}, or was cut short; save it anew`);
    }
  }

  /** @param {string} text @param {any} properties */
  function lines(text, properties) {
    const [head, ...rest] = rows(text);
    if (!rest.length || rest.some((row) => row.length !== head.length)) throw new Error("no CSV");
    const rule = (/** @type {string} */ name) => (Object.hasOwn(properties, name) ? properties[name] : {});
    return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, value(row[at], rule(name))])));
  }

  /** @param {string} cell @param {any} rule */
  function value(cell, rule) {
    const kinds = [rule.type || []].flat();
    if (!cell && (kinds.includes("null") || (rule.enum || []).includes(null))) return null;
    if (kinds.includes("string") || rule.enum) return cell.startsWith("'") ? cell.slice(1) : cell;
    if (depth(cell) > 20) throw new Error("no CSV");
    try {
      return JSON.parse(cell);
    } catch {
      return cell;
    }
  }

  /** The first thing that the schema refuses (result_text.fault). @param {any} given @param {any} schema @returns {string | null} */
  function fault(given, schema) {
    const found = [...faults(given, schema, "")].map(([where, text]) => (where ? `${where}: ${text}` : text));
    return found.length ? found.reduce((least, each) => (each < least ? each : least)) : null;
  }

  const KINDS = /** @type {Record<string, (value: any) => boolean>} */ ({
    string: (value) => typeof value === "string",
    number: (value) => typeof value === "number",
    integer: (value) => Number.isInteger(value),
    array: Array.isArray,
    object: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
    null: (value) => value === null,
  });

  /** @param {any} given @param {any} rule @param {string} where @returns {Generator<[string, string]>} */
  function* faults(given, rule, where) {
    const isText = typeof given === "string";
    const isNumber = typeof given === "number";
    const isList = Array.isArray(given);
    if (
      (rule.type && ![rule.type].flat().some((kind) => KINDS[kind](given))) ||
      ("const" in rule && given !== rule.const) ||
      (rule.enum && !rule.enum.includes(given)) ||
      (isText && (([...given].length > rule.maxLength) || (rule.pattern && !new RegExp(rule.pattern, "u").test(given)))) ||
      (isNumber && (given < rule.minimum || given > rule.maximum || given <= rule.exclusiveMinimum)) ||
      (isList && (given.length < rule.minItems || given.length > rule.maxItems)) ||
      (isList && rule.uniqueItems && new Set(given.map((each) => JSON.stringify(each))).size < given.length)
    ) {
      yield [where, `is ${said(given)}, which no result has`];
    }
    const inside = (/** @type {string | number} */ name) => (where ? `${where}.${name}` : String(name));
    if (isList && rule.items) for (const [at, each] of given.entries()) yield* faults(each, rule.items, inside(at));
    if (!KINDS.object(given)) return;
    for (const name of rule.required || []) if (!Object.hasOwn(given, name)) yield [where, `lacks ${name}`];
    for (const name of rule.not?.required || []) {
      if (Object.hasOwn(given, name)) yield [where, `holds ${said(name)}, which is for practice alone`];
    }
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(rule.properties || {}, name)) yield* faults(given[name], rule.properties[name], inside(name));
      else if (rule.additionalProperties === false) yield [where, `holds ${said(name)}, which no result has`];
    }
    if (rule.if && faults(given, rule.if, where).next().done) yield* faults(given, rule.then, where);
  }

  /** The result, if it is one (attempts.check_result). @param {any} given @param {any} schema */
  function check(given, schema) {
    if (!KINDS.object(given) || !Object.hasOwn(given, "schema_version")) throw new Error("is no result file of this book");
    const reads = schema.properties.schema_version.const;
    if (given.schema_version !== reads) {
      throw new Error(`has schema_version ${said(given.schema_version)}; this program reads ${reads}, get the newer program`);
    }
    const problem = fault(given, schema);
    if (problem !== null) throw new Error(problem);
    if (/\p{Surrogate}/u.test(summed(given)) || checksum(given) !== given.checksum) {
      throw new Error("the checksum does not fit; the file was changed or damaged");
    }
    return given;
  }

  /** What differs from scoring anew; nothing means a match (attempts.rescore). @param {any} given @param {FormData9311[]} forms @returns {string[]} */
  function rescore(given, forms) {
    const form = forms.find((each) => each.form_id === given.form_id);
    if (!form) return [given.form_id === "mixed-practice" ? "a round of mixed practice has no certificate" : `form ${said(given.form_id)} is not in this book`];
    if (given.content_hash !== form.content_hash) return ["the form's items have changed since; score it with the book of its version"];
    const responses = Object.fromEntries(given.responses.map((/** @type {any} */ row) => [row.item_id, row.chosen]));
    const sure = given.responses.filter((/** @type {any} */ row) => row.confidence);
    const confidence = Object.fromEntries(sure.map((/** @type {any} */ row) => [row.item_id, row.confidence]));
    for (const item of form.items) {
      const problem = impossible(item, [...(responses[item.id] || [])].sort());
      if (problem) return [problem];
    }
    const { site_version, job_title, ...anew } = result(form, responses, { job_title: "", ...given, confidence });
    const found = [...differences(given, anew, "")];
    return found.length > 10 ? [...found.slice(0, 10), `and ${found.length - 10} more`] : found;
  }

  /** Why a response cannot have been given (scoring.ResponseError). @param {Meta} item @param {string[]} chosen */
  function impossible(item, chosen) {
    const foreign = chosen.find((pick) => !Object.hasOwn(item.weights, pick));
    if (foreign !== undefined) {
      return `item '${item.id}': '${foreign}' is not an option; use one of ${Object.keys(item.weights).join(", ")}`;
    }
    if (item.kind === "multiple") return "";
    const groups = chosen.map((pick) => (item.rows.length ? pick.split(":")[0] : "it"));
    const twice = groups.find((group, at) => groups.indexOf(group) !== at);
    const where = item.rows.length ? `row '${twice}'` : "a single choice";
    return twice ? `item '${item.id}': ${where} takes one option, not two of ${chosen.join(", ")}` : "";
  }

  /** @param {any} mine @param {any} anew @param {string} where @returns {Generator<string>} */
  function* differences(mine, anew, where) {
    if (KINDS.object(anew) && KINDS.object(mine)) {
      for (const name of Object.keys(anew)) yield* differences(mine[name], anew[name], where ? `${where}.${name}` : name);
    } else if (Array.isArray(anew) && Array.isArray(mine) && anew.length === mine.length) {
      for (const [at, each] of anew.entries()) yield* differences(mine[at], each, `${where}.${at}`);
    } else if (!same(mine, anew)) yield `${where}: the file says ${said(mine)}, scoring says ${said(anew)}`;
  }

  /** @param {any} mine @param {any} anew */
  function same(mine, anew) {
    if (typeof mine !== "number" || typeof anew !== "number") return mine === anew;
    return Math.abs(mine - anew) <= 1e-9 * Math.max(1, Math.abs(mine), Math.abs(anew));
  }

  /**
   * Score, band and outcome in words. The score is cut, the band rounded inward, so that neither seems
   * to reach a cut that it does not (result_text.headline).
   * @param {any} made
   */
  function words(made) {
    const sum = d9311Quiz.total(made.responses.map((/** @type {any} */ row) => ({ points: row.points, full: row.max })));
    const [low, high] = made.band;
    const verdicts = { meets: "Meets the standard", borderline: "Borderline", "not yet": "Not yet" };
    return {
      score: `${d9311Quiz.decimal(sum)} of ${made.max} (${Math.floor((100 * sum.top) / (sum.bottom * made.max))}%)`,
      band: `${Math.ceil(low * 10 - 1e-9) / 10} to ${Math.floor(high * 10 + 1e-9) / 10}`,
      verdict: made.result ? verdicts[/** @type {keyof verdicts} */ (made.result)] : "No standard",
    };
  }

  /** Offer a file to save. @param {string} name @param {string} type @param {string} text */
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** This moment as ISO with its zone. */
  function now() {
    const moment = new Date();
    const offset = -moment.getTimezoneOffset();
    const two = (/** @type {number} */ value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
    const local = new Date(moment.getTime() + offset * 60000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
  }

  return { LARGEST, result, checksum, toCode, fromCode, toCsv, parse, check, rescore, said, words, save, now };
})();
