// @ts-check
// What a team's results add up to: each person's latest attempt, a group for each version of each form.
// The twin of team/report.py and team/group.py; tests/browser/test_team_report.py holds them to it.

const d9311Count = (() => {
  "use strict";

  /** How a label names one person (report.person). @param {string} label */
  const person = (label) => label.normalize("NFC").split(/\s+/).filter(Boolean).join(" ").toLowerCase();
  /** @type {<T extends string | number>(a: T, b: T) => number} */
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  /** @param {Entry9311} a @param {Entry9311} b */
  const when = (a, b) => a.moment - b.moment || a.attempt_no - b.attempt_no;
  /** @param {Entry9311} a @param {Entry9311} b */
  const rank = (a, b) => compare(person(a.label), person(b.label)) || when(a, b) || compare(a.name, b.name);
  /** @param {Entry9311} entry @param {number[]} [places] */
  function credit(entry, places = [...entry.points.keys()]) {
    return d9311Quiz.total(places.map((at) => ({ points: entry.points[at], full: entry.paper.lines[at].full })));
  }
  /** @param {Map<string, number>} counts @param {string} key @param {number} [by] */
  const add = (counts, key, by = 1) => counts.set(key, (counts.get(key) || 0) + by);
  /** @param {Map<string, number>} picks @returns {string | null} */
  const commonest = (picks) => [...picks].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? null;

  /** What tells one result from another, or nothing (report._same). @param {Entry9311} entry */
  function same({ label, finished, mark, attempt_no, paper: { form_id } }) {
    if (finished) return JSON.stringify([label, form_id, attempt_no, finished]);
    return label ? JSON.stringify([label, form_id, mark]) : null;
  }

  /** Papers of today in the order of the book's forms, then the others.
   * @param {Book9311} book @param {Iterable<Paper9311>} papers */
  function ordered(book, papers) {
    const order = book.forms.map((form) => form.form_id);
    const now = (/** @type {Paper9311} */ paper) => (paper.current ? order.indexOf(paper.form_id) : order.length);
    return [...papers].sort(
      (a, b) =>
        now(a) - now(b) ||
        compare(a.form_id, b.form_id) ||
        compare(a.content_hash, b.content_hash) ||
        compare(a.key, b.key),
    );
  }

  /** The report of what was read (report.report).
   * @param {Book9311} book @param {(Entry9311 | Skipped9311)[]} found */
  function report(book, found) {
    /** @type {Map<string, Entry9311>} */
    const seen = new Map();
    /** @type {Skipped9311[]} */
    const left = [];
    /** @type {Skipped9311[]} */
    const copies = [];
    /** @type {Map<Paper9311, Entry9311[]>} */
    const attempts = new Map();
    for (const each of found) {
      if (!("paper" in each)) {
        left.push(each);
        continue;
      }
      const key = same(each);
      const first = key && seen.get(key);
      if (first) {
        const other = `has name, form, attempt and time of ${first.name} but other contents; only that one counts`;
        const reason = first.mark === each.mark ? `is a copy of ${first.name}; counted once` : other;
        copies.push({ name: each.name, reason });
        continue;
      }
      if (key) seen.set(key, each);
      const mine = attempts.get(each.paper);
      if (mine) mine.push(each);
      else attempts.set(each.paper, [each]);
    }
    const groups = ordered(book, attempts.keys()).map((paper) => group(book, paper, attempts.get(paper) || []));
    return { groups, changes: changes(groups), sure: sure(groups), skipped: left, copies };
  }

  /** @param {Book9311} book @param {Paper9311} paper @param {Entry9311[]} entries */
  function group(book, paper, entries) {
    /** @type {Map<string | number, Entry9311>} */
    const latest = new Map();
    entries.forEach((entry, at) => {
      const who = person(entry.label) || at;
      const other = latest.get(who);
      if (!other || when(entry, other) >= 0) latest.set(who, entry);
    });
    const people = [...latest.values()].sort(rank);
    const names = [...new Set([...Object.keys(book.objectives), ...paper.lines.map((line) => line.objective)])];
    /** @type {Map<string, number[]>} */
    const columns = new Map();
    for (const name of names) {
      const places = paper.lines.flatMap((line, at) => (line.objective === name ? [at] : []));
      if (places.length) columns.set(name, places);
    }
    const items = paper.lines.map((line, at) => missed(line, at, people));
    const objectives = [...columns].map(([id, places]) => {
      const right = places.reduce((sum, at) => sum + items[at].right, 0);
      return { id, right, of: places.length * people.length };
    });
    return {
      paper,
      attempts: [...entries].sort(rank),
      people,
      columns,
      objectives: objectives.sort((a, b) => a.right / a.of - b.right / b.of),
      items: [...items].sort((a, b) => a.right - b.right),
      misconceptions: misconceptions(book, paper, people),
      confused: d9311Confused.of(book, paper, people),
    };
  }

  /** @param {Line9311} line @param {number} at @param {Entry9311[]} people */
  function missed(line, at, people) {
    /** @type {Map<string, number>} */
    const picks = new Map();
    for (const { chosen } of people) for (const pick of chosen[at]) if (!line.key.includes(pick)) add(picks, pick);
    const pick = commonest(picks);
    return {
      id: line.id,
      version: line.version,
      right: people.filter(({ points }) => points[at] === line.full).length,
      of: people.length,
      blank: people.filter(({ chosen }) => !chosen[at].length).length,
      pick,
      chose: pick === null ? 0 : picks.get(pick) || 0,
    };
  }

  /** @param {Book9311} book @param {Paper9311} paper @param {Entry9311[]} people */
  function misconceptions(book, paper, people) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    paper.lines.forEach((line, at) => {
      if (book.items[line.id]?.version !== line.version) return;
      for (const { chosen } of people) {
        for (const pick of chosen[at]) {
          const tag = line.key.includes(pick) ? null : book.tags[line.id][pick];
          if (tag) add(counts, tag);
        }
      }
    });
    const order = Object.keys(book.misconceptions);
    return [...counts].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]));
  }

  /** @param {ReturnType<typeof group>[]} groups */
  function changes(groups) {
    /** @type {Map<string, Entry9311>} */
    const first = new Map();
    /** @type {Map<string, Entry9311>} */
    const last = new Map();
    const now = groups.filter(({ paper }) => paper.current);
    for (const entry of now.flatMap(({ attempts }) => attempts)) {
      const who = person(entry.label);
      if (!who) continue;
      const before = first.get(who);
      const after = last.get(who);
      if (entry.paper.mode === "pre" && (!before || when(entry, before) < 0)) first.set(who, entry);
      if (entry.paper.mode === "final" && (!after || when(entry, after) >= 0)) last.set(who, entry);
    }
    return [...first]
      .sort(([a], [b]) => compare(a, b))
      .flatMap(([who, pre]) => {
        const post = last.get(who);
        return post ? [{ pre, post }] : [];
      });
  }

  /** Who was sure and wrong, by item: an item is the same in every form.
   * @param {ReturnType<typeof group>[]} groups */
  function sure(groups) {
    /** @typedef {{id: string, version: number, sure: number, wrong: number, picks: Map<string, number>}} Sure */
    /** @type {Map<string, Sure>} */
    const items = new Map();
    for (const entry of groups.flatMap(({ people }) => people)) {
      for (const at of entry.sure) {
        const { id, version, key, full } = entry.paper.lines[at];
        const each = items.get(`${id}@${version}`) || { id, version, sure: 0, wrong: 0, picks: new Map() };
        items.set(`${id}@${version}`, each);
        each.sure += 1;
        if (entry.points[at] === full) continue;
        each.wrong += 1;
        for (const pick of entry.chosen[at]) if (!key.includes(pick)) add(each.picks, pick);
      }
    }
    return [...items.values()]
      .filter((each) => each.wrong)
      .sort((a, b) => b.wrong - a.wrong || compare(a.id, b.id) || a.version - b.version)
      .map(({ picks, ...each }) => ({ ...each, pick: commonest(picks) }));
  }

  return { person, credit, report };
})();
