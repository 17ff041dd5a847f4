// @ts-check
// What a team's results add up to: each person's latest attempt, a group for each version of each form.
// The twin of team/report.py and team/group.py; tests/browser/test_team_report.py holds them to it.

const d9311Count = (() => {
  "use strict";

  /** A label as it names one person (plain.same_name). @param {string} label */
  const sameName = (label) =>
    d9311Fold
      .fold(label)
      .split(/[\s\x1c-\x1f\x85]+/)
      .filter(Boolean)
      .join(" ")
      .toLowerCase();
  /** @type {<T extends string | number>(a: T, b: T) => number} */
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  /** @param {Entry9311} a @param {Entry9311} b */
  const when = (a, b) => a.moment - b.moment || a.attempt_no - b.attempt_no;
  /** @param {Entry9311} a @param {Entry9311} b */
  const rank = (a, b) => compare(a.who, b.who) || when(a, b) || compare(a.name, b.name);
  /** @param {Entry9311} entry @param {number[]} [places] */
  function credit(entry, places = [...entry.points.keys()]) {
    return d9311Quiz.total(places.map((at) => ({ points: entry.points[at], full: entry.paper.lines[at].full })));
  }
  /** The numbers in the form of the critical items that were missed (Entry.failed_at). @param {Entry9311} entry */
  const failedAt = ({ paper, failed }) => paper.lines.flatMap(({ id }, at) => (failed.includes(id) ? [at + 1] : []));
  /** @param {Map<string, number>} counts @param {string} key @param {number} [by] */
  const add = (counts, key, by = 1) => counts.set(key, (counts.get(key) || 0) + by);
  /** @param {Map<string, number>} picks @returns {string | null} */
  const commonest = (picks) => [...picks].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? null;

  /** What tells one result from another, or nothing (report._same). @param {Entry9311} entry */
  function same({ label, finished, mark, attempt_no, paper: { form_id, content_hash } }) {
    if (finished) return JSON.stringify([label, form_id, content_hash, attempt_no, finished]);
    return label ? JSON.stringify([label, form_id, content_hash, mark]) : null;
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
    /** @type {Entry9311[]} */
    const taken = [];
    for (const each of found) {
      if (!("paper" in each)) {
        left.push(each);
        continue;
      }
      const key = same(each);
      const first = key && seen.get(key);
      if (first) {
        const why = first.mark === each.mark ? "copy" : "contradicts";
        copies.push({ name: each.name, reason: d9311Text.refusal(why, { name: first.name }) });
        continue;
      }
      if (key) seen.set(key, each);
      taken.push(each);
    }
    const names = shared(taken);
    /** @type {Map<Paper9311, Entry9311[]>} */
    const attempts = new Map();
    for (const entry of taken) {
      const name = sameName(entry.label);
      const mine = { ...entry, who: names.has(name) ? `${name} (${sameName(entry.job)})` : name };
      const those = attempts.get(entry.paper);
      if (those) those.push(mine);
      else attempts.set(entry.paper, [mine]);
    }
    const groups = ordered(book, attempts.keys())
      .map((paper) => group(book, paper, attempts.get(paper) || []))
      .sort(
        (a, b) =>
          Number(b.judged) - Number(a.judged) ||
          Number(b.paper.current) - Number(a.paper.current) ||
          b.people.length - a.people.length,
      ); // as report._groups
    const said = { shared: [...names.values()].sort(compare), untimed: untimed(groups) };
    return { groups, ...changes(groups), sure: sure(groups), skipped: left, copies, ...said };
  }

  /** The names that come with several job titles, as first typed, by what they fold to (report._shared).
   * @param {Entry9311[]} entries @returns {Map<string, string>} */
  function shared(entries) {
    /** @type {Map<string, {label: string, jobs: Set<string>}>} */
    const found = new Map();
    for (const { label, job } of entries) {
      const name = sameName(label);
      const each = found.get(name) || { label, jobs: new Set() };
      found.set(name, each);
      if (label < each.label) each.label = label;
      if (sameName(job)) each.jobs.add(sameName(job));
    }
    return new Map([...found].filter(([name, { jobs }]) => name && jobs.size > 1).map(([n, { label }]) => [n, label]));
  }

  /** Who has several attempts at a form, one of them without a time (report._untimed).
   * @param {ReturnType<typeof group>[]} groups */
  function untimed(groups) {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const { attempts } of groups) {
      /** @type {Map<string, number[]>} */
      const times = new Map();
      for (const { who, moment } of attempts) {
        const mine = times.get(who);
        if (mine) mine.push(moment);
        else times.set(who, [moment]);
      }
      for (const { who, label } of attempts) {
        const mine = times.get(who) || [];
        if (who && mine.length > 1 && mine.includes(0) && !found.has(who)) found.set(who, label);
      }
    }
    return [...found.keys()].sort(compare).map((who) => found.get(who) || "");
  }

  /** The latest attempt of each person, in the order of their names (report.latest). @param {Entry9311[]} entries */
  function latest(entries) {
    /** @type {Map<string | number, Entry9311>} */
    const found = new Map();
    entries.forEach((entry, at) => {
      const who = entry.who || at;
      const other = found.get(who);
      if (!other || when(entry, other) >= 0) found.set(who, entry);
    });
    return [...found.values()].sort(rank);
  }

  /** @param {Book9311} book @param {Paper9311} paper @param {Entry9311[]} entries */
  function group(book, paper, entries) {
    const people = latest(entries);
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
      judged: people.some(({ outcome }) => outcome),
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

  /** Who has a result before and one after in the book's own version, and who in two (report._changes).
   * @param {ReturnType<typeof group>[]} groups */
  function changes(groups) {
    /** @type {Map<string, Entry9311>} */
    const first = new Map();
    /** @type {Map<string, Entry9311>} */
    const last = new Map();
    /** @type {Record<string, Map<string, string>>} */
    const tried = { pre: new Map(), final: new Map() };
    for (const entry of groups.flatMap(({ attempts }) => attempts)) {
      const { who, label, paper } = entry;
      if (!who || !Object.hasOwn(tried, paper.mode)) continue;
      if (!tried[paper.mode].has(who)) tried[paper.mode].set(who, label);
      if (!paper.current) continue;
      const before = first.get(who);
      const after = last.get(who);
      if (paper.mode === "pre" && (!before || when(entry, before) < 0)) first.set(who, entry);
      if (paper.mode === "final" && (!after || when(entry, after) >= 0)) last.set(who, entry);
    }
    const both = [...tried.pre.keys()].filter((who) => tried.final.has(who)).sort(compare);
    /** @type {{pre: Entry9311, post: Entry9311}[]} */
    const found = [];
    /** @type {string[]} */
    const apart = [];
    for (const who of both) {
      const [pre, post] = [first.get(who), last.get(who)];
      if (pre && post) found.push({ pre, post });
      else apart.push(tried.pre.get(who) || "");
    }
    return { changes: found, apart };
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

  return { credit, failedAt, latest, report, sameName };
})();
