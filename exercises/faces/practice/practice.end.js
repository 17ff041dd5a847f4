// @ts-check
// The end of a round: what was missed, when to come back, and the round as a file.

/** @typedef {{item: PoolItem, form: HTMLFormElement, mark: Mark | null, why: boolean | null,
 *   sure: number}} Card  *mark* is null until it is through; *why* whether its reason was right, if asked */

const d9311End = (() => {
  "use strict";
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

  return { make, drawn, lists, toRead, right, when, comeBack, toSure, files };
})();
