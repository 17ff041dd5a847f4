// @ts-check
// Drawings of what stands in words beside them: topics, scores, before and after. Without a name, and readable
// on a phone; a screen reader hears each label alone. Python's own are team/plots.py.

const d9311Plots = (() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 320;
  const [ROW, BAR, BESIDE] = [40, 12, 100]; // of topics; the count stands beside its bar
  const [TALL, FOOT] = [150, 26]; // of scores and slopes: the drawing, and the words below it

  /** @param {string} tag @param {Record<string, string | number>} about @param {string} [text] */
  function drawn(tag, about, text) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(about)) element.setAttribute(name, String(value));
    if (text) element.textContent = text;
    return element;
  }

  /** @param {string} text @param {number} x @param {number} y @param {string} [anchor] */
  const word = (text, x, y, anchor = "middle") => drawn("text", { x, y, "text-anchor": anchor }, text);
  /** @param {string} name @param {number} x @param {number} y @param {number} width @param {number} height */
  const box = (name, x, y, width, height) => drawn("rect", { class: name, x, y, width, height });
  /** @param {string} name @param {number[]} ends */
  const line = (name, [x1, y1, x2, y2]) => drawn("line", { class: name, x1, y1, x2, y2 });

  /** A drawing over its sentence. @param {string} said @param {string} label  what it shows, in words
   * @param {number} height @param {Element[]} inside */
  function figure(said, label, height, inside) {
    const about = { class: "report-plot", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label };
    const drawing = drawn("svg", about);
    drawing.append(...inside);
    return d9311View.made("figure", d9311View.made("figcaption", said), drawing);
  }

  /** How much of each topic is right, the weakest on top. @param {Book9311} book @param {Group9311} group */
  function topics(book, { objectives }) {
    const bars = objectives.map(({ id, right, of }) => ({
      name: book.objectives[id] ?? id,
      said: d9311View.say(book, "right", { right, of }),
      share: right / of,
    }));
    const label = bars.map((each) => `${each.name}: ${each.said}`).join("; ");
    const inside = bars.flatMap(({ name, said, share }, at) => [
      word(name, 0, at * ROW + 15, "start"),
      word(said, WIDTH, at * ROW + 31, "end"),
      box("report-all", 0.5, at * ROW + 21, WIDTH - BESIDE, BAR),
      box("report-share", 0.5, at * ROW + 21, (WIDTH - BESIDE) * share, BAR),
    ]);
    return figure(d9311View.say(book, "plot"), `${label}.`, ROW * bars.length, inside);
  }

  /** How many people have which score, and where the standard is.
   * @param {Book9311} book @param {Group9311} group */
  function scores(book, { paper, people }) {
    const { say, many } = d9311View;
    const of = paper.lines.length;
    const form = book.forms.find(({ form_id }) => form_id === paper.form_id);
    const cut = paper.current && form?.cut ? form.cut * of : null;
    const counts = Array.from({ length: of + 1 }, () => 0);
    for (const entry of people) counts[Math.floor(Number(d9311Quiz.decimal(d9311Count.credit(entry))))] += 1;
    const [step, most] = [WIDTH / (of + 1), Math.max(...counts)];
    const every = of > 10 ? 5 : 1; // a number below every few bars, so that none meet
    const inside = counts.flatMap((count, at) => {
      const height = ((TALL - 20) * count) / most;
      const below = cut !== null && at < cut;
      const mid = (at + 0.5) * step;
      const name = below ? "report-below" : "report-share";
      const bar = count ? [box(name, at * step + 1, TALL - height, step - 2, height)] : [];
      const head = count ? [word(count.toLocaleString("en-US"), mid, TALL - height - 4)] : [];
      return [...bar, ...head, ...(at % every && at !== of ? [] : [word(String(at), mid, TALL + 18)])];
    });
    const mark = cut === null ? [] : [line("report-cut", [cut * step, 4, cut * step, TALL])];
    const base = line("report-axis", [0, TALL, WIDTH, TALL]);
    const sentences = [say(book, "plot-scores", { of }), cut === null ? "" : say(book, "plot-cut", { cut })];
    const said = sentences.filter(Boolean).join(" ");
    const label = counts.flatMap((count, at) =>
      count ? [`${say(book, "of", { score: at, of })}: ${many(book, count, "person")}`] : [],
    );
    return figure(said, `${said} ${label.join("; ")}.`, TALL + FOOT, [...inside, base, ...mark]);
  }

  /** The share of points of each person before and after.
   * @param {Book9311} book @param {{pre: Entry9311, post: Entry9311}[]} changes */
  function slopes(book, changes) {
    const { say } = d9311View;
    const share = (/** @type {Entry9311} */ entry) => {
      const { top, bottom } = d9311Count.credit(entry);
      return top / bottom / entry.paper.lines.length;
    };
    const pairs = changes.map(({ pre, post }) => [share(pre), share(post)]);
    const [left, right, top] = [48, WIDTH - 48, 8];
    const y = (/** @type {number} */ part) => top + (TALL - top) * (1 - part);
    const scale = [0, 0.5, 1].flatMap((part) => [
      line("report-axis", [left, y(part), right, y(part)]),
      word(`${part * 100}%`, left - 6, y(part) + 5, "end"),
    ]);
    const lines = [...new Set(pairs.map((pair) => pair.join(" ")))].flatMap((pair) => {
      const [before, after] = pair.split(" ").map(Number);
      return [
        line(after < before ? "report-slope is-down" : "report-slope", [left, y(before), right, y(after)]),
        drawn("circle", { class: "report-dot", cx: left, cy: y(before), r: 4 }),
        drawn("circle", { class: "report-dot", cx: right, cy: y(after), r: 4 }),
      ];
    });
    const feet = [word(say(book, "before"), left, TALL + 20), word(say(book, "after"), right, TALL + 20)];
    const count = (/** @type {(by: number) => boolean} */ which) =>
      pairs.filter(([before, after]) => which(after - before)).length.toLocaleString("en-US");
    const counts = { up: count((by) => by > 0), down: count((by) => by < 0), same: count((by) => by === 0) };
    const label = say(book, "plot-changed", counts);
    return figure(`${say(book, "plot-changes")} ${label}`, label, TALL + FOOT, [...scale, ...lines, ...feet]);
  }

  return { topics, scores, slopes };
})();
