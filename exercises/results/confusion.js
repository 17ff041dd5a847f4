// @ts-check
// What was taken for what. The twin of confusion.py; tests/cases/confusion.json holds both to it.

/**
 * @typedef {{id: string, kind: string, decision: string | null, standing: boolean,
 *   key: string[], rows: string[]}} Decided
 * @typedef {{enough: number, counted: string, worded: string,
 *   texts: Record<string, Record<string, string>>}} ConfusionWords
 * @typedef {{key: string, chosen: string, count: number, of: number}} Confusion
 */
const d9311Confusion = (() => {
  "use strict";

  /** Key and choice of each single decision that a response answers.
   * @param {Decided} item @param {string[]} response */
  function pairs(item, response) {
    if (!item.decision || !item.standing || item.kind === "multiple") return [];
    if (item.kind === "single") return response.map((pick) => [item.key[0], pick]);
    const keys = Object.fromEntries(item.key.map((pick) => pick.split(":")));
    return response
      .map((pick) => pick.split(":"))
      .filter(([row]) => row in keys)
      .map(([row, option]) => [keys[row], option]);
  }

  /** A table for each decision. @param {[Decided, string[]][]} answers @returns {Map<string, Map<string, number>>} */
  function tables(answers) {
    const found = new Map();
    for (const [item, response] of answers) {
      for (const pair of pairs(item, response)) {
        if (!found.has(item.decision)) found.set(item.decision, new Map());
        const table = found.get(item.decision);
        table.set(pair.join(" "), (table.get(pair.join(" ")) || 0) + 1);
      }
    }
    return found;
  }

  /** What was taken for what, the commonest first. @param {Map<string, number>} table @returns {Confusion[]} */
  function confusions(table) {
    /** @type {Record<string, number>} */
    const of = {};
    const cells = [...table].map(([pair, count]) => ({ key: pair.split(" ")[0], chosen: pair.split(" ")[1], count }));
    for (const { key, count } of cells) of[key] = (of[key] || 0) + count;
    const less = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
    return cells
      .filter(({ key, chosen }) => key !== chosen)
      .map((cell) => ({ ...cell, of: of[cell.key] }))
      .sort((a, b) => b.count - a.count || a.of - b.of || less(a.key, b.key) || less(a.chosen, b.chosen));
  }

  /** What a learner is told. @param {[Decided, string[]][]} answers
   * @param {ConfusionWords} words */
  function sentences(answers, words) {
    return [...tables(answers)].flatMap(([decision, table]) => {
      const total = [...table.values()].reduce((sum, count) => sum + count, 0);
      const form = total >= words.enough ? words.counted : words.worded;
      const texts = words.texts[decision];
      if (!texts) return [];
      return confusions(table).map((each) =>
        form
          .replace("{chosen}", () => texts[each.chosen])
          .replace("{key}", () => texts[each.key])
          .replace("{count}", () => String(each.count))
          .replace("{of}", () => String(each.of)),
      );
    });
  }

  /** Tell it in its place, which stays hidden if there is nothing to tell. @param {HTMLElement} place
   * @param {[Decided, string[]][]} answers @param {ConfusionWords} words */
  function tell(place, answers, words) {
    const told = sentences(answers, words);
    place.hidden = !told.length;
    place
      .querySelector("ul")
      ?.replaceChildren(...told.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  return { tell, pairs, tables, confusions, sentences };
})();
