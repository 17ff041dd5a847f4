// @ts-check
// Where one stands, in words: ready or not, by must-know point and by topic, and how well the feeling fits.

const d9311Where = (() => {
  "use strict";
  const { make, toRead } = d9311End;

  /** @typedef {ReturnType<typeof d9311Stand.readiness>} Readiness */

  /** @param {string[]} texts */
  const quoted = (texts) => texts.map((text) => `“${text}”`).join(", ").replace(/, (?=“[^”]*”$)/, " and ");

  /** @param {Readiness["objectives"][number]} each @returns {(string | Node)[]} */
  function standing(each) {
    if (!each.of) return [`○ ${each.more} to go`];
    if (each.state === "ready") return [`✓ The last ${each.need} right`];
    if (each.state === "not yet") return ["✗ Not yet. Read again: ", ...toRead(each.missed)];
    return [`○ Right ${each.right === each.of ? "so far" : "last time"}, ${each.more} more to go`];
  }

  /** A must-know point, and how its latest case went. @param {Readiness["musts"][number]} each @param {string} text
   * @returns {(string | Node)[]} */
  function known({ last }, text) {
    if (!last) return [`○ ${text}. No case on it yet`];
    return last.missed ? [`✗ ${text}. Missed last time. Read again: `, ...toRead([last.item])] : [`✓ ${text}`];
  }

  /** Whether one is ready, and what it takes, in a sentence.
   * @param {Readiness} at @param {Pool} table @returns {(string | Node)[]} */
  function verdict({ right, of, musts, ready, objectives }, { ready: rule, musts: said, objectives: titles }) {
    const few = right < rule.right;
    const counted = `${right} of your last ${of} new cases were right`;
    const worst = objectives
      .filter((each) => each.state === "not yet")
      .sort((a, b) => a.right / a.of - b.right / b.of); // what went worst is read first
    const open = objectives.filter((each) => each.state !== "ready");
    if (ready) return [`Yes, you're ready: ${counted}, every topic has its ✓, and no must-know point is open.`];
    const next = "Next: a round of everything.";
    if (of < rule.of)
      return [
        `Too early to tell. It takes ${rule.of} new cases, ${rule.right} of them right. `,
        `So far: ${right} of ${of}. ${next}`,
      ];
    const missed = musts.filter((each) => each.last?.missed);
    if (missed.length) {
      const what = missed.length > 1 ? `${missed.length} must-know points` : "a must-know point";
      return [
        `Not yet: ${counted}${few ? ` (it takes ${rule.right}), and` : ", but"} you missed ${what}: `,
        `${quoted(missed.map((each) => said[each.point].say))}. `,
        `Your next round of everything has a case on ${missed.length > 1 ? "each" : "it"}. Read first: `,
        ...toRead(missed.flatMap((each) => each.last?.item || [])),
      ];
    }
    const read = worst.length ? [" Read first: ", ...toRead(worst.flatMap((each) => each.missed))] : [];
    const whole = `It takes ${rule.right} of ${rule.of}, and a ✓ on every topic and must-know point.`;
    if (few) return [`Not yet: ${counted}. ${whole} ${next}`, ...read];
    const marked = `${worst.length} ${worst.length === 1 ? "topic has" : "topics have"} a ✗`;
    const more = open.length === 1 ? `${quoted([titles[open[0].id]])} needs` : `${open.length} topics need`;
    const unasked = musts.filter((each) => !each.last).map((each) => said[each.point].say);
    const points = unasked.length > 1 ? "must-know points" : "must-know point";
    const never = `no case has come up yet on the ${points} ${quoted(unasked)}`;
    const lacks = worst.length ? marked : open.length ? `${more} more cases` : never;
    const nearly = open.length < 2;
    return [`${nearly ? "Nearly" : "Not yet"}: ${counted}, but ${lacks}. ${next}`, ...read];
  }

  /** How sure one was, how often right, and what one was sure of and wrong about. @param {Pool} table
   * @param {ReturnType<typeof d9311Stand.calibration>} how */
  function feeling(table, { counts, verdict, wrong }) {
    const times = (/** @type {[number, number]} */ [of, all]) => `${of} times out of ${all}`;
    const { sure, guess } = table.limits;
    const [{ right, of }, middle] = counts;
    const said = {
      surer: `You're surer than you should be: “Sure” should be right at least ${times(sure)}.`,
      better: `You know more than you think: your guesses are right more than ${times(guess)}.`,
      middle: `“Fairly sure” should be right at least ${times(guess)}: it was ${middle.right} of ${middle.of}.`,
      fits: `You judge yourself well: lately your answer was right ${right} of the ${of} times you were sure.`,
      few: "Too early to say how well you judge yourself.",
    };
    const topics = wrong.map(({ id, of: count }) => `${table.objectives[id]} (${count})`);
    const about = topics.length ? ` You were sure and wrong about: ${topics.join("; ")}.` : "";
    return said[/** @type {keyof said} */ (verdict)] + about;
  }

  /** Say whether one is ready, by must-know point and by topic, and how well one judges oneself; return it as text.
   * @param {HTMLElement} root @param {Pool} table @param {Taken[]} log @returns {Stood} */
  function stand(root, table, log) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const at = d9311Stand.readiness(table, log);
    const how = d9311Stand.calibration(table, log);
    find(".practice-ready").replaceChildren(...verdict(at, table));
    find(".practice-calibration").textContent = feeling(table, how);
    find(".practice-levels").replaceChildren(
      ...how.counts
        .filter((each) => each.of)
        .map((each) => make("li", `${table.levels[each.level]}: ${each.right} of ${each.of} right`)),
    );
    const musts = at.musts.map((each) => make("li", ...known(each, table.musts[each.point].say)));
    find(".practice-end .practice-musts").replaceChildren(...musts);
    const rows = at.objectives.map((each) => {
      const counted = each.of ? `${each.right} of ${each.of} right` : "None yet";
      const row = line([table.objectives[each.id]], [counted], standing(each));
      row.dataset.state = each.of ? each.state : "none";
      return row;
    });
    find(".practice-end tbody").replaceChildren(...rows);
    find(".practice-on").classList.toggle("quiz-check", !at.ready || !root.querySelector(".practice-form-a"));
    return {
      said: parts(find(".practice-ready")),
      felt: find(".practice-calibration").textContent || "",
      left: "",
      musts: musts.map(parts),
      rows: rows.map((row) => [...row.children].map(parts)),
      ready: at.ready,
    };
  }

  /** What an element says, its links with where they lead. @param {Element} element @returns {Part[]} */
  const parts = (element) =>
    [...element.childNodes].map((node) => {
      const text = node.textContent || "";
      return node instanceof HTMLAnchorElement ? [text, node.getAttribute("href") || ""] : text;
    });

  /** The same again. @param {Part[]} said */
  const whole = (said) =>
    said.map((each) => {
      if (typeof each === "string") return each;
      const link = /** @type {HTMLAnchorElement} */ (make("a", each[0]));
      link.href = each[1];
      return link;
    });

  /** A line of the table. @param {(string | Node)[][]} cells */
  const line = (...cells) => make("tr", ...cells.map((cell) => make("td", ...cell)));

  /** What is said of a round that is not ended, or nothing. @param {Card[]} cards */
  function left(cards) {
    const taken = cards.filter((card) => card.mark).length;
    if (taken === cards.length) return "";
    const those = taken === 1 ? "It counts" : `Those ${taken} count`;
    const where = `You left your last round after ${taken} of ${cards.length} cases.`;
    return `${where} ${those}; a new round brings other cases.`;
  }

  /** Say at the start where one stood after the last case.
   * @param {HTMLElement} root @param {Stood} stood */
  function recall(root, stood) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    find(".practice-stood").hidden = !stood.said.length;
    find(".practice-stood p").replaceChildren("Where you stood: ", ...whole(stood.said));
    find(".practice-felt").textContent = stood.felt;
    find(".practice-left").textContent = stood.left;
    for (const test of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".practice-form-a")))
      test.hidden = !stood.ready;
    const fold = /** @type {HTMLDetailsElement} */ (find(".practice-stood details"));
    fold.hidden = !stood.rows.length;
    fold.open = false;
    find(".practice-stood .practice-musts").replaceChildren(...stood.musts.map((each) => make("li", ...whole(each))));
    find(".practice-stood tbody").replaceChildren(...stood.rows.map((row) => line(...row.map(whole))));
  }

  return { stand, recall, left };
})();
