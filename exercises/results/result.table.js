// @ts-check
// A sheet of results: where its head stands, and its lines to results. The twin of table.py;
// tests/cases/files.json holds both to it.

/** @typedef {{place: string, found?: Record<string, unknown>, problem?: string}} Line9311Read */
/** @typedef {Record<string, Schema9311>} Rules9311  what each field of a result may hold */

const d9311Table = (() => {
  "use strict";
  const ABOVE = 4000; // signs in which the head of a sheet begins, below titles, empty rows and sep=;

  /** Whether a text is a sheet of results, its columns in any order. @param {string} text */
  const isSheet = (text) => headOf(text) !== null;

  /** What a head calls a field, however a phone or a spreadsheet wrote it. @param {string} name */
  const field = (name) => d9311Sheets.trimmed(d9311Fold.fold(name)).toLowerCase().replace(/ /g, "_");

  /** Where the head of a sheet stands, how many lines are above it, what is between its cells (table._head).
   * @param {string} text */
  function headOf(text) {
    const start = text.slice(0, ABOVE);
    if (/^[{[]/.test(d9311Sheets.trimmed(start))) return null;
    let [above, at] = [0, 0];
    for (const line of start.split(/(\r\n|\r|\n)/)) {
      const sign = d9311Sheets.between(line);
      if (/^[\r\n]/.test(line)) above += 1;
      else if (line.includes(sign) && field(line).includes(d9311Values.FIRST)) {
        const [{ cells }] = rows(line, sign);
        if (cells.map(field).includes(d9311Values.FIRST)) return { at, above, sign };
      }
      at += line.length;
    }
    return null;
  }

  /** The rows of a text; one that a spreadsheet kept in a single cell is taken apart (table._rows).
   * @param {string} text @param {string} sign @returns {SheetRow9311[]} */
  const rows = (text, sign) =>
    d9311Sheets.rows(text, sign).map(({ line, cells }) => {
      const full = cells.filter(d9311Sheets.trimmed);
      const packed = full.length === 1 && full[0].includes(sign);
      return { line, cells: packed ? d9311Sheets.rows(full[0], sign)[0].cells : cells };
    });

  /** Each line of a sheet by its number, with its result or why there is none (table.lines).
   * @param {string} text @param {Schema9311} schema @returns {Line9311Read[]} */
  function lines(text, schema) {
    const head = headOf(text);
    if (!head) throw d9311Text.refused("foreign");
    const rules = schema.properties || {};
    const [first, ...rest] = rows(text.slice(head.at), head.sign);
    const names = first.cells.map(field);
    const at = names.indexOf(d9311Values.FIRST);
    if (at < 0) throw d9311Text.refused("foreign"); // a quote that does not end took the head into a cell
    if (names.filter((name) => Object.hasOwn(rules, name)).length === 1) return turned(text, head.sign, at, rules);
    if (!rest.length) throw d9311Text.refused("no-rows");
    return rest.flatMap(({ line, cells }) => {
      const place = `line ${head.above + line}`;
      const short = cells.length < names.length && begins(cells[at] || "");
      return short ? [{ place, problem: d9311Text.refusal("cells") }] : resultOf(place, names, cells, rules);
    });
  }

  /** Whether a cell may hold a version, as the first one of every result does. @param {string} cell */
  const begins = (cell) => /^[0-9.,e+]+$/.test(field(cell));

  /** The results of a sheet whose heads stand below one another, in column *at* (table._turned).
   * @param {string} text @param {string} sign @param {number} at @param {Rules9311} rules
   * @returns {Line9311Read[]} */
  function turned(text, sign, at, rules) {
    const own = rows(text, sign)
      .map(({ cells }) => cells)
      .filter((cells) => Object.hasOwn(rules, field(cells[at] || "")));
    const names = own.map((cells) => field(cells[at]));
    const width = Math.max(...own.map((cells) => cells.length)) - at - 1;
    const columns = Array.from({ length: width }, (_none, n) => own.map((cells) => cells[at + 1 + n] ?? ""));
    if (!columns.some((cells) => cells.some(d9311Sheets.trimmed))) throw d9311Text.refused("no-rows");
    return columns.flatMap((cells, n) =>
      cells.some(d9311Sheets.trimmed) ? resultOf(`column ${at + 2 + n}`, names, cells, rules) : [],
    );
  }

  /** The result of one line, why not, or nothing for a second head (table._result).
   * @param {string} place @param {string[]} names @param {string[]} cells @param {Rules9311} rules
   * @returns {Line9311Read[]} */
  function resultOf(place, names, cells, rules) {
    const own = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
    const first = field(own[d9311Values.FIRST] ?? "");
    if (first === d9311Values.FIRST) return []; // another sheet was put below this one
    if (!begins(first)) return [{ place, problem: d9311Text.refusal("no-result") }];
    try {
      const known = Object.entries(own).filter(([name]) => Object.hasOwn(rules, name));
      return [{ place, found: Object.fromEntries(known.map(([name, text]) => [name, cell(text, name, rules[name])])) }];
    } catch (error) {
      return [{ place, problem: /** @type {Error} */ (error).message }];
    }
  }

  /** @param {string} text @param {string} name @param {Schema9311} rule @returns {unknown} */
  function cell(text, name, rule) {
    const kinds = [rule.type || []].flat();
    if (!text && (kinds.includes("null") || (rule.enum || []).includes(null))) return null;
    const own = d9311Sheets.bare(text);
    if (kinds.includes("string") || rule.enum) return own;
    if (!kinds.includes("array")) {
      const kind = name === "percent" ? "percent" : "number";
      return d9311Numbers.shown(own, kinds.includes("integer") ? "whole" : kind) ?? text;
    }
    if (d9311Values.depth(own) > d9311Given.limits.deepest) throw d9311Text.refused("deep");
    try {
      return d9311Values.value(own);
    } catch {
      return text;
    }
  }

  return { isSheet, lines };
})();
