// @ts-check
// Shows the result of a form, once it is taken: verdict, credit by objective, what to read, what to save.

const d9311Outcome = (() => {
  "use strict";

  /** How it went, in a line. @param {Result9311} made @param {ReturnType<typeof d9311Result.words>} words */
  function headline(made, words) {
    const score = words.score.replace(/ \(.*/, "");
    if (made.result === "meets") return `You passed: ${score}`;
    if (made.result === "borderline") return `Close: ${score}`;
    if (!made.result) return `Done: ${score}`;
    return made.must_not_miss_failed.length ? "Not yet: you missed a must-know point" : `Not yet: ${score}`;
  }

  /** @param {Result9311} made */
  function meaning(made) {
    if (made.result === null) return "This form has no standard: it shows what to read.";
    if (made.must_not_miss_failed.length) return "It's not yet, whatever the total. Read that part first.";
    if (made.result === "meets") return "Your score and its whole likely range lie above the standard.";
    return made.result === "borderline"
      ? "You're at the line, and chance could have put you there. Practice, then take the other form."
      : "Your likely range lies below the standard. Read what you missed, then take the other form.";
  }

  /** The day of the review that mixed practice keeps on this device, or nothing: two pages name one day. */
  function practiced() {
    try {
      return String(JSON.parse(d9311Shelf.get("d9311-practice") || "null")?.due || "");
    } catch {
      return "";
    }
  }

  /** The sign of how it went, one next step, and when to come back.
   * @param {HTMLElement} root @param {HTMLFormElement[]} forms @param {Result9311} made */
  function finish(root, forms, made) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const box = find(".attempt-result .quiz-finish");
    const [soon, later] = (root.dataset.days || "").split(" ").map(Number);
    const today = d9311Calendar.today();
    const on = d9311Calendar.later(today, made.result === "meets" ? later : soon);
    const days = [on, practiced()].filter((day) => day >= today).sort();
    find(".attempt-review span").textContent = d9311Calendar.long(days[0]);
    if (made.result) box.dataset.end = { meets: "passed", borderline: "close", "not yet": "not-yet" }[made.result];
    else delete box.dataset.end;
    const missed = made.must_not_miss_failed[0] || made.responses.find((row) => row.points < row.max)?.item_id;
    const read = forms.find((form) => form.dataset.item === missed)?.querySelector(".quiz-read a");
    if (made.result === "borderline") d9311Finish.read(box, find(".attempt-review a"), "Go to");
    else d9311Finish.read(box, made.result === "meets" ? null : read);
    find(".attempt-print").hidden = made.result === "not yet";
    find(".attempt-print").classList.toggle("quiz-check", made.result === "meets");
  }

  /** Show a result, and no more of the items than the form's policy reveals.
   * @param {{root: HTMLElement, forms: HTMLFormElement[], data: TakenForm9311, responses: Record<string, string[]>,
   *   made: Result9311, saved: () => void}} what  *saved* hears of it */
  function show({ root, forms, data, responses, made, saved }) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const all = made.result === null || made.result === "meets";
    forms.forEach((form, at) => {
      const row = made.responses[at];
      const state = row.points === row.max ? "is-right" : row.points ? "is-partly" : "is-wrong";
      const said = /** @type {HTMLElement} */ (form.querySelector(".quiz-said"));
      for (const told of form.querySelectorAll(".quiz-reasons, .quiz-read, .fault")) told.remove();
      form.insertAdjacentHTML("beforeend", data.reasons[row.item_id]);
      d9311Quiz.arrange(form, made.seed);
      form.classList.add("is-checked", state);
      /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = true;
      form.querySelector(".attempt-flag")?.closest("p")?.setAttribute("hidden", "");
      said.textContent = !row.chosen.length
        ? "○ Blank."
        : row.points === row.max
          ? "✓ Correct."
          : row.points
            ? "◐ Partly correct."
            : "✗ Not correct.";
      const place = find(`.attempt-overview [href="#${form.id}"]`);
      place.classList.remove("is-blank", "is-flagged");
      place.classList.toggle("is-missed", row.points < row.max);
      find(`.attempt-overview [href="#${form.id}"] .attempt-state`).textContent = !row.chosen.length
        ? " ○ blank"
        : row.points === row.max
          ? " ✓ right"
          : row.points
            ? " ◐ partly"
            : " ✗ missed";
      if (all) d9311Beside.tell(form, row.chosen);
      else form.querySelector(".quiz-reasons")?.remove();
      if (!all && state === "is-wrong" && form.dataset.kind === "single")
        form.querySelector(".quiz-option:has(:checked)")?.classList.add("is-distractor"); // of ticks some may be right
    });
    const words = d9311Result.words(made);
    const heading = find(".attempt-verdict");
    heading.textContent = headline(made, words);
    find(".attempt-score").textContent =
      `${words.score}. Likely range: ${words.band}. Blank: ${made.n_blank}. ${words.newer}`.trim();
    find(".attempt-meaning").textContent = meaning(made);
    finish(root, forms, made);
    const critical = find(".attempt-critical");
    critical.hidden = !made.must_not_miss_failed.length;
    critical.querySelector("ul")?.replaceChildren(
      ...made.must_not_miss_failed.map((id) => {
        const form = /** @type {HTMLFormElement} */ (forms.find((each) => each.dataset.item === id));
        const line = document.createElement("li");
        line.append(
          `Item ${forms.indexOf(form) + 1}: `,
          /** @type {Node} */ (form.querySelector(".quiz-read")?.cloneNode(true)),
        );
        return line;
      }),
    );
    for (const row of root.querySelectorAll(".attempt-objectives tbody tr")) {
      const id = /** @type {HTMLElement} */ (row).dataset.objective;
      const mine = made.responses.filter((each) => each.objective === id);
      const part = d9311Quiz.total(mine.map((each) => ({ points: each.points, full: each.max })));
      /** @type {HTMLElement} */ (row.querySelector(".attempt-credit")).textContent =
        `${d9311Quiz.decimal(part)} of ${mine.length}`;
      const links = new Map();
      for (const each of mine.filter((one) => one.points < one.max)) {
        const link = forms.find((form) => form.dataset.item === each.item_id)?.querySelector(".quiz-read a");
        if (link) links.set(link.getAttribute("href"), link.cloneNode(true));
      }
      row.lastElementChild?.replaceChildren(...[...links.values()].flatMap((link) => [link, " "]));
    }
    d9311Confusion.tell(
      find(".quiz-confusion"),
      all ? data.items.map((item, at) => [item, made.responses[at].chosen]) : [], // it names the key
      data.confusion,
    );
    find(".attempt-code").textContent = d9311Result.toCode(data, responses);
    find(".attempt-result").hidden = false;
    const file = `d9311-${data.form_id}-${made.finished.slice(0, 10)}-${made.checksum}`;
    find(".attempt-json").onclick = () => {
      d9311Save(`${file}.json`, "application/json", JSON.stringify(made, null, 1));
      saved();
    };
    find(".attempt-csv").onclick = () => {
      d9311Save(`${file}.csv`, "text/csv", d9311Result.toCsv(made));
      saved();
    };
    find(".attempt-print").onclick = () => {
      d9311Certificate.fill(find(".certificate"), made, data);
      d9311Certificate.printSheet(find(".certificate"));
    };
    heading.focus();
    heading.scrollIntoView({ block: "start" });
  }

  return { show };
})();
