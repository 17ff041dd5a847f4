// @ts-check
// The text of a result file to values, what is wrong with them in words, and a score in words.
// The twin of text.py, word for word; tests/browser/test_check.py holds both to each other's words.

/**
 * @typedef {{type?: string | string[], const?: unknown, enum?: unknown[], minLength?: number, maxLength?: number,
 *   pattern?: string, minimum?: number, maximum?: number, exclusiveMinimum?: number, minItems?: number,
 *   maxItems?: number, uniqueItems?: boolean, items?: Schema9311, properties?: Record<string, Schema9311>,
 *   required?: string[], not?: {required?: string[]}, additionalProperties?: boolean, if?: Schema9311,
 *   then?: Schema9311}} Schema9311  what of JSON Schema result.schema.json uses
 */
const d9311Text = (() => {
  "use strict";

  /** A value in short, in signs that any screen can show. @param {unknown} value @returns {string} */
  function said(value) {
    if (value === null || value === undefined) return "nothing";
    if (Array.isArray(value)) return `a list of ${value.length}`;
    if (typeof value === "object") return "an object";
    if (typeof value === "number") return String(value);
    const escaped = (/** @type {string} */ sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const text = JSON.stringify(value).replace(/[^ -~]/g, escaped);
    return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
  }

  /** A sentence of Python's with values in its places. @param {string} text
   * @param {Record<string, string | number>} values */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => String(values[name]));

  /** Why something cannot be used (refusals.refusal). @param {string} name
   * @param {Record<string, string | number>} [values] */
  const refusal = (name, values = {}) => filled(d9311Given.refusals[name], values);

  /** A refusal as an error to throw. @param {string} name @param {Record<string, string | number>} [values] */
  const refused = (name, values) => new Error(refusal(name, values));

  /** What a file or a pasted text holds (text.parse).
   * @param {string | Uint8Array} given @param {Schema9311} schema @returns {unknown[]} */
  function parse(given, schema) {
    const most = d9311Given.limits["largest-result"];
    const other = typeof given === "string" ? null : d9311Kinds.other(given);
    if (other) throw other;
    if (given.length > most || (typeof given === "string" && new TextEncoder().encode(given).length > most)) {
      throw refused("large", { most });
    }
    const text = typeof given === "string" ? given : d9311Sheets.decode(given);
    const ours = d9311Kinds.ours(text);
    if (ours) throw refused(ours);
    if (!d9311Table.isSheet(text)) {
      const [own] = d9311Values.pieces(text);
      if (own.length) return own.map((each) => d9311Values.resultIn(each.text));
      return [d9311Values.value(d9311Sheets.trimmed(text))];
    }
    return d9311Table.lines(text, schema).map(({ place, found, problem }) => {
      if (problem) throw refused("line", { place, reason: problem });
      return found;
    });
  }

  /** The first thing that the schema refuses (text.fault).
   * @param {unknown} given @param {Schema9311} schema @returns {string | null} */
  function fault(given, schema) {
    const found = [...faults(given, schema, "")].map(([where, text]) => (where ? `${where}: ${text}` : text));
    return found.length ? found.reduce((least, each) => (each < least ? each : least)) : null;
  }

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  const KINDS = /** @type {Record<string, (value: unknown) => boolean>} */ ({
    string: (value) => typeof value === "string",
    number: (value) => typeof value === "number",
    integer: (value) => Number.isInteger(value),
    array: Array.isArray,
    object: isObject,
    null: (value) => value === null,
  });

  /** Whether a value breaks the rule itself, whatever is inside. @param {unknown} given @param {Schema9311} rule */
  function breaks(given, rule) {
    if (rule.type && ![rule.type].flat().some((kind) => KINDS[kind](given))) return true;
    if ("const" in rule && given !== rule.const) return true;
    if (rule.enum && !rule.enum.includes(given)) return true;
    if (typeof given === "string") {
      const long = rule.maxLength !== undefined && [...given].length > rule.maxLength;
      return long || (rule.pattern !== undefined && !new RegExp(rule.pattern, "u").test(given));
    }
    if (typeof given === "number") {
      const small = rule.exclusiveMinimum !== undefined && given <= rule.exclusiveMinimum;
      return small || given < (rule.minimum ?? -Infinity) || given > (rule.maximum ?? Infinity);
    }
    if (!Array.isArray(given)) return false;
    if (given.length < (rule.minItems ?? 0) || given.length > (rule.maxItems ?? Infinity)) return true;
    return Boolean(rule.uniqueItems) && new Set(given.map((each) => JSON.stringify(each))).size < given.length;
  }

  /** @param {unknown} given @param {Schema9311} rule @param {string} where @returns {Generator<[string, string]>} */
  function* faults(given, rule, where) {
    if (breaks(given, rule)) yield [where, refusal("value", { value: said(given) })];
    const inside = (/** @type {string | number} */ name) => (where ? `${where}.${name}` : String(name));
    const long = Array.isArray(given) && given.length > (rule.maxItems ?? Infinity);
    if (Array.isArray(given) && rule.items && !long) {
      for (const [at, each] of given.entries()) yield* faults(each, rule.items, inside(at));
    }
    if (!isObject(given)) return;
    for (const name of rule.required || []) if (!Object.hasOwn(given, name)) yield [where, refusal("lacks", { name })];
    for (const name of rule.not?.required || []) {
      if (Object.hasOwn(given, name)) yield [where, refusal("practice-only", { name: said(name) })];
    }
    const known = rule.properties || {};
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(known, name)) yield* faults(given[name], known[name], inside(name));
      else if (rule.additionalProperties === false) yield [where, refusal("unknown", { name: said(name) })];
    }
    if (rule.if && rule.then && faults(given, rule.if, where).next().done) yield* faults(given, rule.then, where);
  }

  /** What differs between a file and scoring it anew (text.differences), place by place.
   * @param {unknown} mine @param {unknown} anew @param {string} where @returns {Generator<string>} */
  function* differences(mine, anew, where) {
    if (isObject(anew) && isObject(mine)) {
      for (const name of Object.keys(anew)) {
        yield* differences(mine[name], anew[name], where ? `${where}.${name}` : name);
      }
    } else if (Array.isArray(anew) && Array.isArray(mine) && anew.length === mine.length) {
      for (const [at, each] of anew.entries()) yield* differences(mine[at], each, `${where}.${at}`);
    } else if (!same(mine, anew)) yield refusal("differs", { where, mine: said(mine), anew: said(anew) });
  }

  /** @param {unknown} mine @param {unknown} anew */
  function same(mine, anew) {
    if (typeof mine !== "number" || typeof anew !== "number") return mine === anew;
    return Math.abs(mine - anew) <= 1e-9 * Math.max(1, Math.abs(mine), Math.abs(anew));
  }

  /** That a result was taken while a newer edition was in force, or nothing (text.newer). @param {Result9311} made */
  const newer = ({ newer_edition, cdt_edition }) =>
    newer_edition ? filled(d9311Given.result.newer, { newer: newer_edition, checked: cdt_edition }) : "";

  /** Score, band and outcome in words (text.headline). @param {Result9311} made */
  function words(made) {
    const sum = d9311Quiz.total(made.responses.map((row) => ({ points: row.points, full: row.max })));
    const verdicts = { meets: "Meets the standard", borderline: "Borderline", "not yet": "Not yet" };
    return {
      score: `${d9311Quiz.decimal(sum)} of ${made.max} (${Math.floor((100 * sum.top) / (sum.bottom * made.max))}%)`,
      band: d9311Numbers.band(...made.band),
      verdict: made.result ? verdicts[made.result] : "No standard",
      newer: newer(made),
    };
  }

  return { said, filled, refusal, refused, parse, isObject, fault, differences, words };
})();
