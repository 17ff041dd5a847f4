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
  const LARGEST = 1000000;

  /** A value in short, in signs that any screen can show. @param {unknown} value @returns {string} */
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
    for (let at = 0; at < text.length || row.length;) {
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

  /** What a file or a pasted text holds (text.parse).
   * @param {string} given @param {Schema9311} schema @returns {unknown[]} */
  function parse(given, schema) {
    if (given.length > LARGEST || new TextEncoder().encode(given).length > LARGEST) {
      throw new Error(`is more than ${LARGEST} bytes, no result is; save it anew`);
    }
    const text = given.trim();
    const sheet = text.startsWith("schema_version,");
    if (!sheet && depth(text) > 20) throw new Error("is nested too deep, no result is; save it anew");
    try {
      return sheet ? lines(text, schema.properties || {}) : [JSON.parse(text)];
    } catch {
      throw new Error(`is no ${sheet ? "CSV" : "JSON"}, or was cut short; save it anew`);
    }
  }

  /** @param {string} text @param {Record<string, Schema9311>} properties */
  function lines(text, properties) {
    const [head, ...rest] = rows(text);
    if (!rest.length || rest.some((row) => row.length !== head.length)) throw new Error("no CSV");
    const rule = (/** @type {string} */ name) => (Object.hasOwn(properties, name) ? properties[name] : {});
    return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, value(row[at], rule(name))])));
  }

  /** @param {string} cell @param {Schema9311} rule @returns {unknown} */
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
    if (breaks(given, rule)) yield [where, `is ${said(given)}, which no result has`];
    const inside = (/** @type {string | number} */ name) => (where ? `${where}.${name}` : String(name));
    if (Array.isArray(given) && rule.items) {
      for (const [at, each] of given.entries()) yield* faults(each, rule.items, inside(at));
    }
    if (!isObject(given)) return;
    for (const name of rule.required || []) if (!Object.hasOwn(given, name)) yield [where, `lacks ${name}`];
    for (const name of rule.not?.required || []) {
      if (Object.hasOwn(given, name)) yield [where, `holds ${said(name)}, which is for practice alone`];
    }
    const known = rule.properties || {};
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(known, name)) yield* faults(given[name], known[name], inside(name));
      else if (rule.additionalProperties === false) yield [where, `holds ${said(name)}, which no result has`];
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
    } else if (!same(mine, anew)) yield `${where}: the file says ${said(mine)}, scoring says ${said(anew)}`;
  }

  /** @param {unknown} mine @param {unknown} anew */
  function same(mine, anew) {
    if (typeof mine !== "number" || typeof anew !== "number") return mine === anew;
    return Math.abs(mine - anew) <= 1e-9 * Math.max(1, Math.abs(mine), Math.abs(anew));
  }

  /**
   * Score, band and outcome in words. The score is cut, the band rounded inward, so that neither seems
   * to reach a cut that it does not (text.headline).
   * @param {Result9311} made
   */
  function words(made) {
    const sum = d9311Quiz.total(made.responses.map((row) => ({ points: row.points, full: row.max })));
    const [low, high] = made.band;
    const verdicts = { meets: "Meets the standard", borderline: "Borderline", "not yet": "Not yet" };
    return {
      score: `${d9311Quiz.decimal(sum)} of ${made.max} (${Math.floor((100 * sum.top) / (sum.bottom * made.max))}%)`,
      band: `${Math.ceil(low * 10 - 1e-9) / 10} to ${Math.floor(high * 10 + 1e-9) / 10}`,
      verdict: made.result ? verdicts[made.result] : "No standard",
    };
  }

  return { LARGEST, said, parse, isObject, fault, differences, words };
})();
