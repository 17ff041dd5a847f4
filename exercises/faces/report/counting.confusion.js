// @ts-check
// What a team took for what. The twin of team/confusion.py; tests/cases/team_confusion.json holds both
// to it. Gates and sentences come from Python. Stands on confusion.js.

/**
 * @typedef {Decided & {objective: string, tags: Record<string, string>}} Asked
 * @typedef {{id: string, text: string, of: number, cells: (number | null)[]}} ConfusedRow
 * @typedef {{decision: string, ask: string, options: [string, string][], cases: number, people: number,
 *   rows: ConfusedRow[]}} ConfusedTable
 * @typedef {{text: string, objective: string, mistake: string | null}} TakenForOther
 * @typedef {{tables: ConfusedTable[], said: string[], taken: TakenForOther | null}} Confused
 * @typedef {{people: number, cases: number, together: number, words: Record<string, string>,
 *   decisions: Record<string, {ask: string, options: [string, string][]}>}} TeamWords
 * @typedef {{key: string, chosen: string, count: number, who: Set<number>}} ConfusedCell
 */
const d9311Confused = (() => {
  "use strict";

  /** The commonest; of those equally common the first by name. @param {Map<string, number>} counts @returns {string} */
  const first = (counts) => [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0][0];
  /** @param {Map<string, number>} counts @param {string} name */
  const add = (counts, name) => counts.set(name, (counts.get(name) || 0) + 1);

  /** The cells of each list, in the order of the items, with how many cases and people it has.
   * @param {(Asked | null)[]} items @param {string[][][]} given @param {TeamWords} told */
  function counted(items, given, told) {
    /** @type {Map<string, {cases: number, people: Set<number>, cells: Map<string, ConfusedCell>}>} */
    const lists = new Map();
    items.forEach((item, at) => {
      const cases = item ? d9311Confusion.pairs(item, item.key).length : 0;
      if (!item || !item.decision || !cases) return;
      const list = lists.get(item.decision) || { cases: 0, people: new Set(), cells: new Map() };
      lists.set(item.decision, list);
      list.cases += cases;
      given.forEach((person, who) => {
        for (const [key, chosen] of d9311Confusion.pairs(item, person[at])) {
          const cell = list.cells.get(`${key} ${chosen}`) || { key, chosen, count: 0, who: new Set() };
          list.cells.set(`${key} ${chosen}`, cell);
          cell.count += 1;
          cell.who.add(who);
          list.people.add(who);
        }
      });
    });
    return [...lists].map(([decision, { cases, people, cells }]) => ({
      table: { decision, cases, people: people.size, ...told.decisions[decision], rows: rows(decision, cells, told) },
      cells: [...cells.values()].filter(({ key, chosen, who }) => key !== chosen && who.size >= told.together),
    }));
  }

  /** A row for each option that was right; what too few people answered is null, and in no sum.
   * @param {string} decision @param {Map<string, ConfusedCell>} cells @param {TeamWords} told
   * @returns {ConfusedRow[]} */
  function rows(decision, cells, told) {
    const { options } = told.decisions[decision];
    const right = new Set([...cells.values()].map(({ key }) => key));
    return options
      .filter(([id]) => right.has(id))
      .map(([id, text]) => {
        const shown = options.map(([chosen]) => {
          const cell = cells.get(`${id} ${chosen}`);
          return cell && cell.who.size >= told.together ? cell.count : null;
        });
        const of = shown.reduce((/** @type {number} */ sum, count) => sum + (count || 0), 0);
        return { id, text, of, cells: shown };
      });
  }

  /** Why a table is not shown, or nothing. @param {ConfusedTable} table @param {TeamWords} told */
  const hidden = (table, told) =>
    table.cases < told.cases ? "few_cases" : table.people < told.people ? "few_people" : "";

  /** What people took for what who gave these answers. A row of *given* is a person's, in it the picks for each item.
   * @param {(Asked | null)[]} items @param {string[][][]} given @param {TeamWords} told @returns {Confused} */
  function by(items, given, told) {
    const found = counted(items, given, told);
    const shown = found.filter(({ table }) => !hidden(table, told));
    const said = ["few_cases", "few_people"].flatMap((why) => {
      const asks = found.filter(({ table }) => hidden(table, told) === why).map(({ table }) => table.ask);
      return asks.length ? [d9311Text.filled(told.words[why], { asks: asks.join(" "), people: told.people })] : [];
    });
    const worst = shown
      .flatMap(({ table, cells }, at) => cells.map((cell) => ({ table, cell, at, of: ofRow(table, cell.key) })))
      .sort(
        (a, b) => b.cell.count - a.cell.count || a.of - b.of || a.at - b.at || (named(a.cell) < named(b.cell) ? -1 : 1),
      )[0];
    const taken = worst ? takenBy(worst.table, worst.cell, items, given, told) : null;
    return { tables: shown.map(({ table }) => table), said, taken };
  }

  /** @param {ConfusedCell} cell */
  const named = (cell) => `${cell.key} ${cell.chosen}`;
  /** @param {ConfusedTable} table @param {string} key */
  const ofRow = (table, key) => /** @type {ConfusedRow} */ (table.rows.find(({ id }) => id === key)).of;

  /** A confusion in words, the objective of most such answers, and the mistake that most people share.
   * @param {ConfusedTable} table @param {ConfusedCell} cell @param {(Asked | null)[]} items @param {string[][][]} given
   * @param {TeamWords} told @returns {TakenForOther} */
  function takenBy(table, cell, items, given, told) {
    const objectives = new Map();
    /** @type {Map<string, Set<number>>} */
    const sharers = new Map();
    items.forEach((item, at) => {
      if (!item || item.decision !== table.decision) return;
      given.forEach((person, who) => {
        for (const pick of person[at]) {
          if (!d9311Confusion.pairs(item, [pick]).some(([key, chosen]) => `${key} ${chosen}` === named(cell))) continue;
          add(objectives, item.objective);
          const tag = item.tags[pick];
          if (tag) sharers.set(tag, (sharers.get(tag) || new Set()).add(who));
        }
      });
    });
    const mistakes = new Map([...sharers].map(([tag, who]) => [tag, who.size]));
    for (const [tag, many] of mistakes) if (many < told.together) mistakes.delete(tag);
    const texts = Object.fromEntries(table.options);
    const text = d9311Text.filled(told.words.taken, {
      ask: table.ask,
      count: cell.count,
      of: ofRow(table, cell.key),
      chosen: texts[cell.chosen],
      key: texts[cell.key],
    });
    return { text, objective: first(objectives), mistake: mistakes.size ? first(mistakes) : null };
  }

  /** What the people of a group took for what; items that are not the book's own tell nothing.
   * @param {Book9311} book @param {Paper9311} paper @param {Entry9311[]} people */
  function of(book, paper, people) {
    const items = paper.lines.map(({ id, version }) =>
      book.items[id]?.version === version ? { ...book.items[id], tags: book.tags[id] } : null,
    );
    const given = people.map(({ chosen }) => chosen);
    return by(items, given, book.confused);
  }

  /** @param {string} tag @param {string} text @param {Record<string, string>} [about] */
  function made(tag, text, about = {}) {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(about)) element.setAttribute(name, value);
    return element;
  }

  /** The tables under their heading, and why others are not shown; nothing where there is no list.
   * @param {Confused} found @param {TeamWords} told @returns {HTMLElement[]} */
  function part({ tables, said }, { words }) {
    if (!tables.length && !said.length) return [];
    const how = tables.length ? [made("p", words.how)] : [];
    const reasons = said.map((text) => made("p", text));
    return [made("h3", words.title), ...how, ...tables.map((table) => drawn(table, words)), ...reasons];
  }

  /** @param {ConfusedTable} table @param {Record<string, string>} words */
  function drawn({ ask, options, rows }, words) {
    const whole = made("table", "", { class: "docutils report-confusion" });
    const label = (/** @type {string} */ text) => made("span", `${text}: `, { class: "cell-head" });
    const [top, body, head] = [made("thead", ""), made("tbody", ""), made("tr", "")];
    const heads = [words.corner, ...options.map(([, text]) => text)];
    head.append(...heads.map((text) => made("th", text, { scope: "col" })));
    top.append(head);
    for (const row of rows) {
      const line = made("tr", "");
      const name = made("th", "", { scope: "row" });
      name.append(label(words.corner), d9311Text.filled(words.row, { key: row.text, of: row.of }));
      line.append(name);
      row.cells.forEach((cell, at) => {
        const [id, chosen] = options[at];
        const box = made("td", "", id === row.id ? { class: "is-right" } : {});
        box.append(label(d9311Text.filled(words.answered, { chosen })), cell === null ? words.hidden : String(cell));
        line.append(box);
      });
      body.append(line);
    }
    whole.append(made("caption", ask), top, body);
    return whole;
  }

  return { by, of, part };
})();
