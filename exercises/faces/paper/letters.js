// @ts-check
// Responses as letters on a sheet. The twin of results/letters.py; tests/browser/test_letters.py holds
// both to one another. Stands on quiz.js and result.js.

const d9311Letters = (() => {
  "use strict";
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const BLANK = "-";

  /** The letter of each option (letters.letters).
   * @param {Meta} item @param {number} seed @returns {Record<string, string>} */
  function letters(item, seed) {
    const order = d9311Quiz.shown(item, seed);
    return Object.fromEntries(order.map((id, at) => [id, LETTERS[at]]));
  }

  /** A response as it is written (letters.to_letters).
   * @param {Meta} item @param {string[]} response @param {number} seed */
  function toLetters(item, response, seed) {
    const letter = letters(item, seed);
    const signs = response.map((pick) => letter[pick]).sort();
    if (!item.rows.length) return signs.join("") || BLANK;
    if (!response.length) return BLANK;
    const chosen = (/** @type {string} */ row) => item.options.find((id) => response.includes(`${row}:${id}`));
    return item.rows.map((row) => letter[chosen(row) ?? ""] || BLANK).join("");
  }

  /** The responses that letters stand for (letters.from_letters).
   * @param {FormData9311} form @param {number} seed @param {string} text */
  function fromLetters(form, seed, text) {
    /** @type {string[][]} */
    const read = [];
    const count = form.items.length;
    const plain = text.toUpperCase().replace(/[–—_]/g, BLANK);
    for (const token of plain.match(/[0-9]+|[^\s,;.:)0-9]+/g) || []) {
      const at = read.length + 1;
      if (/^[0-9]/.test(token)) {
        if (token.replace(/^0+/, "") === String(at)) continue;
        throw new Error(`item ${at} comes here, not ${token.slice(0, 9)}; one is missing or twice`);
      } else if (at > count) throw new Error(`form ${form.form_id} has ${count} items, and more letters came`);
      else read.push(one(form.items[at - 1], token, seed, at));
    }
    if (read.length < count) {
      throw new Error(`${read.length} of ${count} items have letters; write ${BLANK} for one left blank`);
    }
    return Object.fromEntries(form.items.map((item, at) => [item.id, read[at]]));
  }

  /** @param {Meta} item @param {string} token @param {number} seed @param {number} at @returns {string[]} */
  function one(item, token, seed, at) {
    const option = Object.fromEntries(Object.entries(letters(item, seed)).map(([id, sign]) => [sign, id]));
    const signs = [...token];
    const where = `item ${at}: ${d9311Result.said(token)}`;
    if (token === BLANK) return [];
    if (signs.some((sign) => !Object.hasOwn(option, sign) && !(item.rows.length && sign === BLANK))) {
      const last = LETTERS[item.options.length - 1];
      throw new Error(`${where} isn't on the sheet; write A to ${last}, or ${BLANK} for blank`);
    }
    if (item.rows.length) {
      if (signs.length !== item.rows.length) {
        throw new Error(`${where} needs ${item.rows.length} letters, one for each row`);
      }
      return signs.flatMap((sign, row) => (sign === BLANK ? [] : [`${item.rows[row]}:${option[sign]}`])).sort();
    }
    if (item.kind === "single" && signs.length > 1) {
      throw new Error(`${where} is more than one letter; put a space between items`);
    }
    if (new Set(signs).size < signs.length) throw new Error(`${where} names a letter twice`);
    return signs.map((sign) => option[sign]).sort();
  }

  return { letters, toLetters, fromLetters };
})();
