// @ts-check
// What a manager reads first: who meets the standard, what to teach next, who has not handed in.
// The twin of team/first.py; tests/browser/test_team_report.py compares every word.

/** @typedef {ReturnType<typeof d9311Count.report>} Report9311 */

const d9311First = (() => {
  "use strict";
  const { sameName, latest } = d9311Count;
  const shown = (/** @type {number} */ count) => count.toLocaleString("en-US");

  /** A sentence for one or for several (first._either).
   * @param {Book9311} book @param {number} count @param {string} name @param {Record<string, string>} values */
  function either({ said }, count, name, values) {
    const [one, several] = said[name].split("|");
    return d9311Text.filled(count === 1 ? one : several, values);
  }

  /** The groups of forms that have a standard. @param {Report9311} made */
  const judged = (made) => made.groups.filter((group) => group.judged);

  /** Who meets the standard and what to teach next (first.headline).
   * @param {Book9311} book @param {Report9311} made */
  function headline(book, made) {
    if (!made.groups.length) return [];
    const those = judged(made);
    const said = [];
    if (those.length) {
      const people = latest(those.flatMap(({ people }) => people));
      const meets = people.filter((entry) => entry.outcome === "meets").length;
      said.push(either(book, meets, "standard", { meets: shown(meets), of: shown(people.length) }));
    }
    return [...said, ...teach(book, made.groups[0])];
  }

  /** @param {Book9311} book @param {Report9311["groups"][number]} group */
  function teach(book, { objectives: [weak] }) {
    if (weak.right === weak.of) return [];
    const title = Object.hasOwn(book.objectives, weak.id) ? book.objectives[weak.id] : weak.id;
    const said = [d9311View.say(book, "teach-next", { title, right: weak.right, of: weak.of })];
    if (!Object.hasOwn(book.activities, weak.id)) return said;
    return [...said, d9311View.say(book, "activity", { title: book.activities[weak.id].title })];
  }

  /** The lines of a list of names. @param {string} text */
  const listed = (text) => d9311Sheets.linesOf(text).map(d9311Sheets.trimmed).filter(Boolean);

  /** Who on the list has no result, and what of the list does not fit (first.missing).
   * @param {Book9311} book @param {Report9311} made @param {string[]} lines @returns {string[]} */
  function missing(book, made, lines) {
    const groups = judged(made).length ? judged(made) : made.groups;
    if (!lines.length || !groups.length) return [];
    const { say, many } = d9311View;
    const people = groups.flatMap((group) => group.people);
    /** @type {Map<string, Set<string>>} */
    const jobs = new Map();
    /** @type {Map<string, string>} */
    const labels = new Map();
    for (const { label, job } of people) {
      const name = sameName(label);
      jobs.set(name, (jobs.get(name) || new Set()).add(sameName(job)));
      if (!labels.has(name)) labels.set(name, label);
    }
    const members = lines.map((line) => member(line, jobs));
    /** @type {Map<string, string[]>} */
    const often = new Map();
    for (const { name } of members) often.set(sameName(name), [...(often.get(sameName(name)) || []), name]);
    const gone = members.filter(({ name, job }) => {
      const those = jobs.get(sameName(name));
      const alone = often.get(sameName(name))?.length === 1 || !job;
      return !those || !(alone || those.has(sameName(job)));
    });
    const forms = [...new Set(groups.map(({ paper }) => paper.title))].join(", ");
    const about = { of: shown(members.length), forms };
    const names = row(book, gone.map(({ name }) => name)); // prettier-ignore
    const said = gone.length
      ? [either(book, gone.length, "missing", { count: shown(gone.length), names, ...about })]
      : [say(book, "missing-none", about)];
    const twins = [...often.values()].filter((each) => each.length > 1).map(([first]) => first);
    if (twins.length) said.push(say(book, "twins", { names: row(book, twins) }));
    const others = [...labels].filter(([name]) => name && !often.has(name)).map(([, label]) => label);
    if (others.length) said.push(say(book, "not-on-list", { names: row(book, others) }));
    const nameless = people.filter(({ label }) => !sameName(label)).length;
    if (nameless) said.push(say(book, "nameless", { results: many(book, nameless, "result") }));
    return said;
  }

  /** Who a line names; a result may be under the whole line (first._member).
   * @param {string} line @param {Map<string, unknown>} known */
  function member(line, known) {
    const at = line.search(/[,;\t]/);
    const name = d9311Sheets.trimmed(line.slice(0, Math.max(0, at)));
    const whole = known.has(sameName(line)) || !name;
    return whole ? { name: line, job: "" } : { name, job: d9311Sheets.trimmed(line.slice(at + 1)) };
  }

  /** Names in a row, as many as are shown (first._names). @param {Book9311} book @param {string[]} names */
  function row(book, names) {
    const most = d9311Given.limits["people-shown"];
    const those = names.slice(0, most).join("; ");
    if (names.length <= most) return those;
    return d9311View.say(book, "missing-more", { names: those, count: shown(names.length - most) });
  }

  return { headline, listed, missing };
})();
