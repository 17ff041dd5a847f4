// @ts-check
// Shows the result of a form, once it is taken: verdict, credit by objective, what to read, what to save.

const d9311Outcome = (() => {
  "use strict";

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
      const reasons = /** @type {HTMLDetailsElement} */ (form.querySelector(".quiz-reasons"));
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
      reasons.hidden = !all;
      if (!all) return;
      for (const line of reasons.querySelectorAll("li[data-option]")) {
        const id = /** @type {HTMLElement} */ (line).dataset.option || "";
        if (row.chosen.includes(id)) d9311Quiz.claim(line);
      }
    });
    const words = d9311Result.words(made);
    const heading = find(".attempt-verdict");
    heading.textContent = made.result ? words.verdict : "Done";
    find(".attempt-score").textContent =
      `${words.score}. Band: ${words.band}. Blank: ${made.n_blank}. ${words.newer}`.trim();
    find(".attempt-meaning").textContent =
      made.result === null
        ? "This form has no standard: it shows what to read."
        : made.must_not_miss_failed.length
          ? "You missed a must-know point, so it's not yet, whatever the total."
          : made.result === "meets"
            ? "Your score and the whole band lie above the standard."
            : made.result === "borderline"
              ? "The standard lies within your band: the score is too close to call. Read on, then take the other form."
              : "The whole band lies below the standard. Read what's listed below, then take the other form.";
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
      data.items.map((item, at) => [item, made.responses[at].chosen]),
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
