// @ts-check
// The end of a round: what was missed, where one stands, and how well the feeling fits.

/** @typedef {{item: PoolItem, form: HTMLFormElement, mark: Mark | null, why: boolean | null,
 *   sure: number}} Card  *mark* is null until it is through; *why* whether its reason was right, if asked */

const d9311End = (() => {
  "use strict";
  const { readiness, calibration } = d9311Stand;
  const MOST = 3; // pages to read at a time; who has read them comes back for the rest

  /** @param {string} tag @param {...(string | Node)} parts */
  function make(tag, ...parts) {
    const element = document.createElement(tag);
    element.append(...parts);
    return element;
  }

  /** @param {PoolItem} item */
  function drawn(item) {
    const holder = document.createElement("template");
    holder.innerHTML = item.html;
    return /** @type {HTMLFormElement} */ (holder.content.firstElementChild);
  }

  /** Whether the response of a case was right. @param {Card} card */
  const answered = ({ mark }) => Boolean(mark) && mark?.points === mark?.full;

  /** Whether a case was right, its reason too. @param {Card} card */
  const right = (card) => answered(card) && card.why !== false;

  /** List what was missed: sure and wrong, wrong, and right for a wrong reason.
   * @param {HTMLElement} root @param {Pool} table @param {Card[]} missed */
  function lists(root, table, missed) {
    const { surest } = d9311Given.limits;
    const wrong = missed.filter((card) => !answered(card));
    fill(root, table, "sure", wrong.filter((card) => card.sure === surest));
    fill(root, table, "missed", wrong.filter((card) => card.sure < surest));
    fill(root, table, "reason", missed.filter(answered));
  }

  /** List missed cases, each to be unfolded whole. @param {HTMLElement} root
   * @param {Pool} table @param {string} name @param {Card[]} cards */
  function fill(root, table, name, cards) {
    const list = /** @type {HTMLElement} */ (root.querySelector(`.practice-list[data-list="${name}"]`));
    list.hidden = !cards.length;
    const heading = /** @type {HTMLElement} */ (list.querySelector("h4"));
    heading.textContent = (heading.textContent || "").replace(/( \(\d+\))?$/, ` (${cards.length})`);
    list.querySelector("ul")?.replaceChildren(
      ...cards.map((card) => {
        const tags = d9311Quiz
          .picked(card.form)
          .map((pick) => card.item.mistake[pick])
          .filter(Boolean);
        const line = make(
          "li",
          make(
            "details",
            make("summary", d9311Finish.short(card.form)),
            card.form,
          ),
        );
        if (tags.length)
          line.append(
            make("p", make("strong", "The mistake: "), [...new Set(tags)].map((tag) => table.mistakes[tag]).join(" ")),
          );
        const reasons = table.reasons[card.item.decision || ""];
        if (card.why === false)
          line.append(make("p", make("strong", "What decides it: "), `${reasons.options[card.item.reason || ""]}.`));
        line.append(make("p", "Read again: ", passage(card.item)));
        for (const part of card.form.querySelectorAll(".practice-sure, .quiz-actions")) part.remove();
        return line;
      }),
    );
  }

  /** The link to what an item is taught by. @param {PoolItem} item */
  function passage(item) {
    return /** @type {Node} */ (drawn(item).querySelector(".quiz-read a")?.cloneNode(true) || "");
  }

  /** Links to what the missed are taught by, each once. @param {PoolItem[]} missed */
  function toRead(missed) {
    const links = [...new Map(missed.map(passage).map((link) => [link.textContent, link])).values()].slice(0, MOST);
    return links.flatMap((link, at) => (at ? [", ", link] : [link]));
  }

  /** @param {ReturnType<typeof readiness>["objectives"][number]} each @returns {(string | Node)[]} */
  function standing(each) {
    if (!each.of) return [`○ ${each.more} to go`];
    if (each.state === "ready") return [`✓ The last ${each.need} right`];
    if (each.state === "not yet") return ["✗ Not yet. Read again: ", ...toRead(each.missed)];
    return [`○ Right ${each.right === each.of ? "so far" : "last time"}, ${each.more} more to go`];
  }

  /** Whether one is ready, and what it takes, in a sentence.
   * @param {ReturnType<typeof readiness>} at @param {Pool["ready"]} rule @returns {(string | Node)[]} */
  function verdict({ right, of, critical, ready, objectives }, rule) {
    const counted = `${right} of your last ${of} new cases were right`;
    const missed = objectives
      .filter((each) => each.state === "not yet")
      .sort((a, b) => a.right / a.of - b.right / b.of); // what went worst is read first
    const open = objectives.filter((each) => each.state !== "ready").length;
    if (ready) return [`Yes, you're ready: ${counted}, every topic has its ✓, and no must-know point is open.`];
    const next = "Next: a round of everything.";
    if (of < rule.of)
      return [
        `Too early to tell. It takes ${rule.of} new cases, ${rule.right} of them right. `,
        `So far: ${right} of ${of}. ${next}`,
      ];
    const few = right < rule.right;
    if (critical.length) {
      const several = critical.length > 1;
      const what = several ? `${critical.length} must-know points` : "a must-know point";
      return [
        `Not yet: ${counted}, ${few ? "and" : "but"} you missed ${what}. `,
        `Your next round of everything has a case on ${several ? "each" : "it"}. Read first: `,
        ...toRead(critical),
      ];
    }
    const read = missed.length ? [" Read first: ", ...toRead(missed.flatMap((each) => each.missed))] : [];
    if (few)
      return [`Not yet: ${counted}. It takes ${rule.right} of ${rule.of}, and a ✓ on every topic. ${next}`, ...read];
    const marked = `${missed.length} ${missed.length === 1 ? "topic has" : "topics have"} a ✗`;
    const more = `${open} ${open === 1 ? "topic needs" : "topics need"} more cases`;
    const lacks = missed.length ? marked : open ? more : "not every must-know point has come up";
    return [`${open === 1 ? "Nearly" : "Not yet"}: ${counted}, but ${lacks}. ${next}`, ...read];
  }

  /** Say whether one is ready, objective by objective; return it as text.
   * @param {HTMLElement} root @param {Pool} table @param {Taken[]} log */
  function stand(root, table, log) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const at = readiness(table, log);
    const said = find(".practice-ready");
    said.replaceChildren(...verdict(at, table.ready));
    const rows = at.objectives.map((each) => {
      const counted = each.of ? `${each.right} of ${each.of} right` : "None yet";
      const row = line([table.objectives[each.id]], [counted], standing(each));
      row.dataset.state = each.of ? each.state : "none";
      return row;
    });
    find(".practice-end tbody").replaceChildren(...rows);
    find(".practice-on").classList.toggle("quiz-check", !at.ready || !root.querySelector(".practice-form-a"));
    const text = (/** @type {Element} */ row) => [...row.children].map((cell) => cell.textContent || "");
    return { said: said.textContent || "", rows: rows.map(text), ready: at.ready };
  }

  /** A line of the table. @param {(string | Node)[][]} cells */
  const line = (...cells) => make("tr", ...cells.map((cell) => make("td", ...cell)));

  /** Say at the start where one stood after the last case.
   * @param {HTMLElement} root @param {ReturnType<typeof stand>} stood */
  function recall(root, { said, rows, ready }) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    find(".practice-stood").hidden = !said;
    find(".practice-stood p").textContent = `Where you stood: ${said}`;
    for (const test of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".practice-form-a")))
      test.hidden = !ready;
    const fold = /** @type {HTMLDetailsElement} */ (find(".practice-stood details"));
    fold.hidden = !rows.length;
    fold.open = false;
    find(".practice-stood tbody").replaceChildren(...rows.map((row) => line(...row.map((cell) => [cell]))));
  }

  /** Say how sure one was, and how right. @param {HTMLElement} root @param {Pool} table @param {Taken[]} log */
  function felt(root, table, log) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const how = calibration(table, log);
    const times = (/** @type {[number, number]} */ [of, all]) => `${of} times out of ${all}`;
    const { sure, guess } = table.limits;
    const [{ right, of }, middle] = how.counts;
    find(".practice-levels").replaceChildren(
      ...how.counts
        .filter((each) => each.of)
        .map((each) => make("li", `${table.levels[each.level]}: ${each.right} of ${each.of} right`)),
    );
    find(".practice-calibration").textContent =
      {
        surer: `You're surer than you should be: “Sure” should be right at least ${times(sure)}.`,
        better: `You know more than you think: your guesses are right more than ${times(guess)}.`,
        middle: `“Fairly sure” should be right at least ${times(guess)}: it was ${middle.right} of ${middle.of}.`,
        fits: `You judge yourself well: lately your answer was right ${right} of the ${of} times you were sure.`,
        few: "Too early to say how well you judge yourself.",
      }[how.verdict] || "";
  }

  /** Lead from a response to how sure one is of it, and choose nothing there. @param {Card} card */
  function toSure({ sure, form }) {
    if (sure || d9311Quiz.lacks(form)) return;
    const asked = /** @type {HTMLElement} */ (form.querySelector(".practice-sure > :first-child"));
    asked.tabIndex = -1;
    asked.focus();
  }

  /** When to come back. @param {ReturnType<typeof d9311Dates.reviews>} dates */
  function when(dates) {
    const review = d9311Dates.next(dates);
    if (!review) return `Your review days are ${dates.some((each) => each.state === "skipped") ? "over" : "done"}.`;
    const day = d9311Calendar.long(review.on);
    return review.state === "due" ? `Your day-${review.day} review is due.` : `Next review: ${day}.`;
  }

  /** Say when to come back, and offer the days to come as a calendar file; where a review is due, it is chosen.
   * @param {HTMLElement} root @param {ReturnType<typeof d9311Dates.reviews>} dates */
  function comeBack(root, dates) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const words = { done: " (done)", due: " (due now)", skipped: " (skipped)", ahead: "" };
    find(".practice-days").replaceChildren(
      ...dates.map(({ day, on, state }) =>
        make("li", `Day ${day}: ${d9311Calendar.long(on)}${words[/** @type {keyof words} */ (state)]}`),
      ),
    );
    const review = /** @type {HTMLInputElement} */ (root.querySelector("[value=review]"));
    if (dates.some((each) => each.state === "due")) review.checked = true;
    const ahead = dates.filter((each) => each.on > d9311Dates.today());
    const ics = find(".practice-ics");
    ics.hidden = !ahead.length;
    const address = d9311Calendar.lasting(location.origin + location.pathname);
    ics.onclick = () => d9311Save("d9311-reviews.ics", "text/calendar", d9311Dates.calendar(ahead, address));
  }

  /** Offer the round as a file.
   * @param {HTMLElement} root @param {FormData9311} table
   * @param {{cards: Card[], seed: number, started: string, finished: string}} round
   * @param {string} who @param {number} rounds */
  function files(root, table, round, who, rounds) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const responses = Object.fromEntries(round.cards.map(({ item, form }) => [item.id, d9311Quiz.picked(form)]));
    const confidence = Object.fromEntries(round.cards.map(({ item, sure }) => [item.id, sure]));
    const { seed, started, finished } = round;
    const about = { seed, learner_label: who, job_title: "", attempt_no: rounds, started, finished, confidence };
    const made = d9311Result.result(table, responses, about);
    const name = `d9311-${made.form_id}-${made.finished.slice(0, 10)}-${made.checksum}`;
    find(".practice-json").onclick = () => d9311Save(`${name}.json`, "application/json", JSON.stringify(made, null, 1));
    find(".practice-csv").onclick = () => d9311Save(`${name}.csv`, "text/csv", d9311Result.toCsv(made));
  }

  return { make, drawn, lists, right, stand, recall, felt, when, comeBack, toSure, files };
})();
