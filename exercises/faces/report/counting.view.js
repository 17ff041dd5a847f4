// @ts-check
// Draws a team's report: what was counted, as parts under their headings. Every sentence is Python's
// (data/report.yml). The twin of team/words.py and report_body.html.j2;
// tests/browser/test_team_report.py compares every part.

/** @typedef {ReturnType<typeof d9311Count.report>["groups"][number]} Group9311 */

const d9311View = (() => {
  "use strict";
  const { credit, failedAt } = d9311Count;

  /** A sentence of the report (words.say). @param {Book9311} book @param {string} name
   * @param {Record<string, string | number>} [values] */
  const say = ({ said }, name, values = {}) => d9311Text.filled(said[name], values);
  /** A count with its word (words.many). @param {Book9311} book @param {number} count @param {string} name */
  function many(book, count, name) {
    const [one, several] = say(book, name).split("|");
    return `${count.toLocaleString("en-US")} ${count === 1 ? one : several}`;
  }

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

  /** A table that a phone shows row by row, of as many lines as are shown.
   * @param {Book9311} book @param {string[]} head @param {string[][]} lines @param {string} [look] */
  function tableOf(book, head, lines, look = "") {
    const most = d9311Given.limits["people-shown"];
    const top = head.map((name) => {
      const cell = made("th", name);
      cell.setAttribute("scope", "col");
      return cell;
    });
    const body = lines.slice(0, most).map(([first, ...rest]) => {
      const name = made("th", first);
      name.setAttribute("scope", "row");
      const cells = rest.map((text, at) => {
        const label = made("span", `${head[at + 1]}: `);
        label.className = "cell-head";
        const cell = made("td", label, text);
        cell.classList.toggle("is-none", text === say(book, "no-day"));
        return cell;
      });
      return made("tr", name, ...cells);
    });
    const whole = made("table", made("thead", made("tr", ...top)), made("tbody", ...body));
    whole.className = `docutils ${look}`.trim();
    return made("div", whole, more(book, lines.length, "more"));
  }

  /** How many more there are than are shown (words.more).
   * @param {Book9311} book @param {number} of @param {string} name */
  function more(book, of, name) {
    const rest = of - d9311Given.limits["people-shown"];
    return rest > 0 ? made("p", say(book, name, { count: rest.toLocaleString("en-US") })) : null;
  }

  /** @param {Book9311} book @param {Entry9311} entry */
  const name = (book, entry) => entry.label || say(book, "nobody");
  /** @param {Book9311} book @param {Entry9311} entry */
  const score = (book, entry) =>
    say(book, "of", { score: d9311Quiz.decimal(credit(entry)), of: entry.paper.lines.length });

  /** Which critical items were missed, by their numbers in the form (words.critical).
   * @param {Book9311} book @param {Entry9311} entry */
  function critical(book, entry) {
    const missed = failedAt(entry);
    if (!missed.length) return say(book, "none-missed");
    const [one, several] = book.said["missed-items"].split("|");
    return d9311Text.filled(missed.length === 1 ? one : several, { items: missed.join(", ") });
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
    const [five, on] = [say(book, "five"), say(book, "read")];
    return [made("p", `${five} `, made("em", `${title}: `), `${what} ${on} `, link)];
  }

  /** @param {Book9311} book @param {string} tag */
  const behind = (book, tag) => made("p", say(book, "behind", { mistake: book.misconceptions[tag] }));

  /** What is taught next: the weakest topic, what was taken for what, the other topics.
   * @param {Book9311} book @param {Group9311} group */
  function next(book, { objectives, confused: { taken } }) {
    const [weakest, ...rest] = objectives.map(({ id, right, of }, at) => {
      const title = Object.hasOwn(book.objectives, id) ? book.objectives[id] : id;
      const todo = at === 0 && right < of ? doing(book, id) : [];
      return made("li", `${title}: `, made("strong", say(book, "right", { right, of })), ...todo);
    });
    if (!taken) return made("ol", weakest, ...rest);
    const mistake = taken.mistake ? behind(book, taken.mistake) : null;
    const other = taken.objective === objectives[0].id ? [] : doing(book, taken.objective);
    return made("ol", weakest, made("li", taken.text, mistake, ...other), ...rest);
  }

  /** @param {Book9311} book @param {Group9311} group */
  function roster(book, { attempts }) {
    const names = ["name", "job-title", "day", "attempt-no", "score", "band", "outcome", "must-not-miss"];
    const head = names.map((each) => say(book, each));
    return tableOf(
      book,
      head,
      attempts.map((entry) => [
        name(book, entry),
        entry.job || say(book, "no-day"),
        entry.finished.slice(0, 10) || say(book, "no-day"),
        String(entry.attempt_no),
        score(book, entry),
        d9311Numbers.band(entry.low, entry.high),
        entry.outcome || say(book, "no-standard"),
        critical(book, entry),
      ]),
      "report-roster",
    );
  }

  /** @param {Book9311} book @param {Group9311} group */
  function grid(book, { people, columns }) {
    return tableOf(
      book,
      [
        say(book, "name"),
        ...[...columns].map(([id, places]) =>
          say(book, "grid-head", { name: book.objectives[id] ?? id, of: places.length }),
        ),
      ],
      people.map((entry) => [
        name(book, entry),
        ...[...columns.values()].map((places) => d9311Quiz.decimal(credit(entry, places))),
      ]),
    );
  }

  /** The items that were missed most. @param {Book9311} book @param {Group9311} group */
  function missed(book, { items }) {
    const most = items.filter((item) => item.right < item.of).slice(0, d9311Given.limits["items-shown"]);
    if (!most.length) return made("p", say(book, "nothing-missed"));
    const lines = most.map((item) => {
      const { pick, chose, blank, right, of } = item;
      const tag = known(book, item) && pick !== null ? book.tags[item.id][pick] : null;
      const people = many(book, chose, "person");
      return made(
        "li",
        made("strong", `${say(book, "right", { right, of })}: `),
        stem(book, item),
        pick === null ? null : made("p", say(book, "chosen", { people, words: words(book, item, pick) })),
        tag ? behind(book, tag) : null,
        blank ? made("p", say(book, "blank", { count: blank })) : null,
      );
    });
    return made("ol", ...lines);
  }

  /** @param {Book9311} book @param {Group9311} group @returns {Node[]} */
  function mistakes(book, { misconceptions }) {
    if (!misconceptions.length) return [];
    const lines = misconceptions
      .slice(0, d9311Given.limits["items-shown"])
      .map(([tag, count]) => say(book, "mistake", { count, mistake: book.misconceptions[tag] }));
    return [made("h3", say(book, "mistakes")), made("ul", ...lines.map((line) => made("li", line)))];
  }

  /** The title of a group, and its version if it is not the book's own (words.kind).
   * @param {Book9311} book @param {Paper9311} paper */
  const kind = (book, { current, title, content_hash: version }) =>
    current ? title : say(book, "version", { title, version });

  /** How many people and attempts a group has, and what is to be known of them (words.size).
   * @param {Book9311} book @param {Group9311} group */
  function size(book, { paper, people, attempts }) {
    const counts = { people: many(book, people.length, "person"), attempts: many(book, attempts.length, "attempt") };
    const late = attempts.filter((entry) => entry.newer);
    late.sort((a, b) => Number(a.newer) - Number(b.newer) || a.cdt - b.cdt);
    const pairs = late.map(({ newer, cdt }) => `${newer} ${cdt}`);
    const taken = [...new Set(pairs)].map((pair) => {
      const [newer, checked] = pair.split(" ");
      const count = pairs.filter((other) => other === pair).length;
      return say(book, "newer", { attempts: many(book, count, "attempt"), newer, checked });
    });
    return [say(book, "group", counts), ...(paper.current ? [] : [say(book, "older")]), ...taken].join(" ");
  }

  /** What is printed on demand alone. @param {HTMLElement} element */
  function aside(element) {
    element.classList.add("report-more");
    return element;
  }

  /** @param {Book9311} book @param {Group9311} group */
  function groupPart(book, group) {
    const rest = made(
      "details",
      made("summary", say(book, "rest")),
      made("h3", say(book, "grid")),
      grid(book, group),
      made("h3", say(book, "most-missed")),
      missed(book, group),
      ...mistakes(book, group),
    );
    rest.className = "report-rest";
    const plots = made("div", d9311Plots.topics(book, group), d9311Plots.scores(book, group));
    plots.className = "report-plots";
    return part(
      kind(book, group.paper),
      made("p", size(book, group)),
      made("h3", say(book, "teach")),
      next(book, group),
      aside(plots),
      aside(made("div", ...d9311Confused.part(group.confused, book.confused))),
      made("h3", say(book, "roster")),
      roster(book, group),
      aside(rest),
    );
  }

  /** Who changed from before to after, and who cannot be compared.
   * @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} done @returns {Node[]} */
  function beforeAndAfter(book, { changes, apart }) {
    if (!changes.length && !apart.length) return [];
    const head = ["name", "before", "after", "form"].map((each) => say(book, each));
    const lines = changes.map(({ pre, post }) => [pre.label, score(book, pre), score(book, post), post.paper.form_id]);
    const left = apart.length ? made("p", say(book, "older-before", { names: apart.join("; ") })) : null;
    const drawn = changes.length ? [tableOf(book, head, lines), d9311Plots.slopes(book, changes)] : [];
    return [aside(part(say(book, "changes"), ...drawn, left))];
  }

  /** @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} done @returns {Node[]} */
  function sure(book, done) {
    if (!done.sure.length) return [];
    const lines = done.sure.slice(0, d9311Given.limits["items-shown"]).map((each) => {
      const said = say(book, "sure-of", { wrong: each.wrong, sure: each.sure, case: stem(book, each) });
      const most = each.pick === null ? "" : ` ${say(book, "chosen-most", { words: words(book, each, each.pick) })}`;
      return made("li", said + most);
    });
    return [aside(part(say(book, "sure"), made("ul", ...lines)))];
  }

  /** What is not counted, and why. @param {ReturnType<typeof d9311Count.report>} done */
  const left = (done) => [...done.skipped, ...done.copies];

  /** @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} done @returns {Node[]} */
  function leftPart(book, done) {
    const all = left(done);
    if (!all.length) return [];
    const shown = all.slice(0, d9311Given.limits["people-shown"]);
    const lines = shown.map((each) => made("li", made("strong", each.name), `: ${each.reason}`));
    return [aside(part(say(book, "left"), made("ul", ...lines), more(book, all.length, "left-more")))];
  }

  /** The report as its parts.
   * @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} done @returns {Node[]} */
  function parts(book, done) {
    const groups = done.groups.map((each) => {
      const drawn = groupPart(book, each);
      return each.judged || !done.groups[0].judged ? drawn : aside(drawn);
    });
    return [...groups, ...beforeAndAfter(book, done), ...sure(book, done), ...leftPart(book, done)];
  }

  /** What was counted, and what not (words.head).
   * @param {Book9311} book @param {ReturnType<typeof d9311Count.report>} done */
  function summary(book, done) {
    const count = done.groups.reduce((sum, each) => sum + each.attempts.length, 0);
    const people = new Set(done.groups.flatMap((each) => each.people.map((entry) => entry.who || entry)));
    const sizes = { results: many(book, count, "result"), people: many(book, people.size, "person") };
    const said = count ? [say(book, "counted", sizes), say(book, "latest")] : [say(book, "nothing")];
    if (done.untimed.length) said.push(say(book, "untimed", { names: done.untimed.join("; ") }));
    if (done.shared.length) said.push(say(book, "shared", { names: done.shared.join("; ") }));
    if (done.copies.length) said.push(say(book, "copies", { copies: many(book, done.copies.length, "copy") }));
    if (done.skipped.length) said.push(say(book, "skipped", { files: many(book, done.skipped.length, "file") }));
    return said.join(" ");
  }

  return { say, many, words, made, score, critical, parts, size, summary, left };
})();
