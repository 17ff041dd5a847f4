// @ts-check
// Draws a team's report: what was counted, as parts under their headings. The sentences are those of
// report_body.html.j2 and team/words.py.

/** @typedef {ReturnType<typeof d9311Count.report>["groups"][number]} Group9311 */

const d9311View = (() => {
  "use strict";
  const { person, credit } = d9311Count;
  const { tenth } = d9311Roster;
  const MOST = 10;
  const SHOWN = 200;

  /** Whether an item is the book's own, in this version.
   * @param {Book9311} book @param {{id: string, version: number}} item */
  const known = (book, { id, version }) => book.items[id]?.version === version;
  /** The words of a pick, or the pick where the item is not the book's own.
   * @param {Book9311} book @param {{id: string, version: number}} item @param {string} pick */
  const words = (book, item, pick) => (known(book, item) ? (book.picks[item.id][pick] ?? pick) : pick);
  /** @param {Book9311} book @param {{id: string, version: number}} item */
  const stem = (book, item) => (known(book, item) ? book.stems[item.id] : item.id);

  /** An element with what is in it; text stays text. @param {string} tag @param {...(Node | string | null)} inside */
  function made(tag, ...inside) {
    const element = document.createElement(tag);
    element.append(...inside.filter((each) => each !== null));
    return element;
  }

  /** A table that a phone shows row by row. @param {string[]} head @param {string[][]} lines */
  function tableOf(head, lines) {
    const top = head.map((name) => {
      const cell = made("th", name);
      cell.setAttribute("scope", "col");
      return cell;
    });
    const body = lines.slice(0, SHOWN).map(([first, ...rest]) => {
      const name = made("th", first);
      name.setAttribute("scope", "row");
      const cells = rest.map((text, at) => {
        const label = made("span", `${head[at + 1]}: `);
        label.className = "cell-head";
        return made("td", label, text);
      });
      return made("tr", name, ...cells);
    });
    const whole = made("table", made("thead", made("tr", ...top)), made("tbody", ...body));
    whole.className = "docutils";
    const more = lines.length > SHOWN ? made("p", `… and ${lines.length - SHOWN} more; the CSV lists them all.`) : null;
    return made("div", whole, more);
  }

  /** @param {number} count @param {string} one @param {string} [several] */
  const many = (count, one, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;
  /** @param {Entry9311} entry */
  const name = (entry) => entry.label || "(no name)";
  /** @param {Entry9311} entry */
  const score = (entry) => `${d9311Quiz.decimal(credit(entry))} of ${entry.paper.lines.length}`;

  /** Which critical items were missed, by their numbers in the form (words.critical). @param {Entry9311} entry */
  function critical(entry) {
    const missed = entry.paper.lines.flatMap((line, at) => (entry.failed.includes(line.id) ? [at + 1] : []));
    return missed.length ? `missed: item ${missed.join(", ")}` : "-";
  }

  /** A part of the report under its heading. @param {string} title @param {...(Node | null)} inside */
  function part(title, ...inside) {
    const section = made("section", made("h2", title), ...inside);
    section.className = "report-group";
    section.setAttribute("aria-label", title);
    return section;
  }

  /** What to do about an objective in five minutes, if there is something.
   * @param {Book9311} book @param {string} id */
  function doing(book, id) {
    if (!Object.hasOwn(book.activities, id)) return [];
    const { title, do: what, read, href } = book.activities[id];
    const link = made("a", read);
    link.setAttribute("href", href || "");
    return [made("p", "Five minutes. ", made("em", `${title}: `), `${what} Read on: `, link)];
  }

  /** What is taught next: what was taken for what, then the objectives, the weakest first.
   * @param {Book9311} book @param {Group9311} group */
  function next(book, { objectives, confused: { taken } }) {
    const weakest = objectives.map(({ id, right, of }, at) => {
      const title = Object.hasOwn(book.objectives, id) ? book.objectives[id] : id;
      const other = at === 0 && right < of && id !== taken?.objective;
      return made("li", `${title}: `, made("strong", `${right} of ${of} right`), ...(other ? doing(book, id) : []));
    });
    if (!taken) return made("ol", ...weakest);
    const behind = taken.mistake ? made("p", `Behind it: ${book.misconceptions[taken.mistake]}`) : null;
    return made("ol", made("li", taken.text, behind, ...doing(book, taken.objective)), ...weakest);
  }

  /** @param {Group9311} group */
  function roster({ attempts }) {
    return tableOf(
      ["Name", "Attempt", "Score", "Band", "Result", "Must not miss"],
      attempts.map((entry) => [
        name(entry),
        String(entry.attempt_no),
        score(entry),
        `${tenth(entry.low)} to ${tenth(entry.high)}`,
        entry.outcome || "no standard",
        critical(entry),
      ]),
    );
  }

  /** @param {Group9311} group */
  function grid({ people, columns }) {
    return tableOf(
      ["Name", ...[...columns].map(([id, places]) => `${id} of ${places.length}`)],
      people.map((entry) => [
        name(entry),
        ...[...columns.values()].map((places) => d9311Quiz.decimal(credit(entry, places))),
      ]),
    );
  }

  /** The items that were missed most. @param {Book9311} book @param {Group9311} group */
  function missed(book, { items }) {
    const most = items.filter((item) => item.right < item.of).slice(0, MOST);
    if (!most.length) return made("p", "Nothing was missed.");
    const lines = most.map((item) => {
      const { pick, chose, blank } = item;
      const tag = known(book, item) && pick !== null ? book.tags[item.id][pick] : null;
      return made(
        "li",
        made("strong", `${item.right} of ${item.of} right: `),
        stem(book, item),
        pick === null ? null : made("p", `Chosen most of what is wrong (${chose}): “${words(book, item, pick)}”`),
        tag ? made("p", `Behind it: ${book.misconceptions[tag]}`) : null,
        blank ? made("p", `Blank: ${blank}`) : null,
      );
    });
    return made("ol", ...lines);
  }

  /** @param {Book9311} book @param {Group9311} group @returns {Node[]} */
  function mistakes(book, { misconceptions }) {
    if (!misconceptions.length) return [];
    const lines = misconceptions.slice(0, MOST).map(([tag, count]) => `${count}: ${book.misconceptions[tag]}`);
    return [made("h3", "Mistakes behind the wrong options"), made("ul", ...lines.map((line) => made("li", line)))];
  }

  /** @param {Book9311} book @param {Group9311} group */
  function groupPart(book, group) {
    const { paper, people, attempts } = group;
    const counts = `${many(people.length, "person", "people")}, ${many(attempts.length, "attempt")}.`;
    const old = " Made with another version of the form: scored as the files say, and never mixed.";
    return part(
      paper.current ? paper.title : `${paper.title}, version ${paper.content_hash}`,
      made("p", paper.current ? counts : counts + old),
      made("h3", "Teach this next"),
      next(book, group),
      ...d9311Confused.part(group.confused, book.confused),
      made("h3", "Roster"),
      roster(group),
      made("h3", "Objective by person"),
      grid(group),
      made("h3", "Most missed"),
      missed(book, group),
      ...mistakes(book, group),
    );
  }

  /** The report as its parts.
   * @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} done @returns {Node[]} */
  function parts(book, done) {
    const found = done.groups.map((each) => groupPart(book, each));
    if (done.changes.length) {
      const lines = done.changes.map(({ pre, post }) => [pre.label, score(pre), score(post), post.paper.form_id]);
      found.push(part("Before and after", tableOf(["Name", "Before", "After", "Form"], lines)));
    }
    if (done.sure.length) {
      const lines = done.sure.slice(0, MOST).map((each) => {
        const most = each.pick === null ? "" : ` Chosen most: “${words(book, each, each.pick)}”`;
        return made("li", `${each.wrong} of ${each.sure} who were sure: ${stem(book, each)}${most}`);
      });
      found.push(part("Sure and wrong: talk about these first", made("ul", ...lines)));
    }
    const left = [...done.skipped, ...done.copies];
    if (left.length) {
      const lines = left.slice(0, SHOWN).map((each) => made("li", made("strong", each.name), `: ${each.reason}`));
      found.push(part("Not counted", made("ul", ...lines)));
    }
    return found;
  }

  /** What was counted, in a line. @param {ReturnType<typeof d9311Count.report>} done */
  function summary(done) {
    const results = done.groups.reduce((sum, each) => sum + each.attempts.length, 0);
    const people = new Set(done.groups.flatMap((each) => each.people.map((entry) => person(entry.label) || entry)));
    const counted = `${many(results, "result")} of ${many(people.size, "person", "people")} counted.`;
    const said = results
      ? [counted, "Counts take each person's latest attempt."]
      : ["Nothing to report: no result could be used."];
    if (done.copies.length) said.push(`${many(done.copies.length, "copy", "copies")} counted once.`);
    const skipped = many(done.skipped.length, "file or line", "files or lines");
    if (done.skipped.length) said.push(`${skipped} skipped: see the end.`);
    return said.join(" ");
  }

  return { words, parts, summary };
})();
