// @ts-check
// Mixed practice: draws cases, asks how sure, says what to read and when to come back.
// Python decided which items are practiced, what they are worth and when one is ready (practice.py);
// this draws from that table and counts. Stands on quiz.js and, from Start on, on result.js.

const d9311Practice = (() => {
  "use strict";
  const { today, reviews, next } = d9311Dates;
  const { drawn, lists, right, when, comeBack, files, toSure } = d9311End;
  const { stand, recall, left } = d9311Where;
  const { KEY, nowhere, read, write, forget } = d9311Kept;

  /** @type {Pool | null} */
  let pool = null;

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const start = /** @type {HTMLFormElement} */ (find(".practice-start"));
    const keep = /** @type {HTMLInputElement} */ (find(".quiz-keep input"));
    const said = find(".practice-said");
    const days = (root.dataset.days || "").split(" ").map(Number);
    const bar = d9311Now.line(root);
    /** @type {Taken[]} */
    let log = [];
    let who = "";
    let stood = nowhere;
    let rounds = 0;
    /** @type {{cards: Card[], mode: string, fresh: boolean, seed: number, started: string, finished: string}} */
    let round = { cards: [], mode: "practice", fresh: true, seed: 0, started: "", finished: "" };

    /** Show one part of three. @param {".practice-start" | ".practice-round" | ".practice-end"} which */
    function part(which) {
      for (const each of [".practice-start", ".practice-round", ".practice-end"]) find(each).hidden = each !== which;
    }

    /** Whether a round is begun and not ended. */
    const middle = () =>
      !find(".practice-round").hidden && round.cards.some((card) => d9311Quiz.picked(card.form).length);

    const dates = () => reviews(log, days, today());

    function greet() {
      const begun = Boolean(log.length || rounds || who);
      find(".practice-session").hidden = !begun && !keep.checked;
      find(".practice-who").hidden = begun;
      find(".practice-name").textContent =
        `${who && `${who}: `}${log.length} ${log.length === 1 ? "case" : "cases"} practiced.` +
        (log.length ? ` ${when(dates())}` : "");
    }

    /** @param {PoolItem[]} items @param {string} mode @param {boolean} fresh @param {number} seed */
    function begin(items, mode, fresh, seed) {
      rounds += 1;
      said.textContent = "";
      const cards = items.map((item, at) => {
        const form = drawn(item);
        /** @type {HTMLElement} */ (form.querySelector(".quiz-number")).textContent = `${at + 1} of ${items.length}`;
        if (at === items.length - 1)
          /** @type {HTMLElement} */ (form.querySelector(".quiz-next")).textContent = "See how it went";
        d9311Quiz.arrange(form, seed);
        return { item, form, mark: null, why: null, sure: 0 };
      });
      round = { cards, mode, fresh, seed, started: d9311Result.now(), finished: "" };
      cards.forEach((card, at) => {
        card.form.addEventListener("submit", (event) => event.preventDefault());
        for (const button of /** @type {NodeListOf<HTMLElement>} */ (card.form.querySelectorAll("[data-level]"))) {
          button.addEventListener("click", () => check(card, button));
        }
        const onward = () => (at + 1 < cards.length ? show(cards[at + 1]) : report());
        card.form.querySelector(".quiz-next")?.addEventListener("click", onward);
        d9311Keys.listen(card.form, () => (card.mark ? onward() : toSure(card)));
      });
      part(".practice-round");
      greet();
      show(cards[0]);
    }

    /** @param {Card} card */
    function show(card) {
      find(".practice-round").replaceChildren(card.form);
      d9311Now.now(root, bar, card.form);
      count();
      d9311Now.to(card.form.querySelector("legend"));
    }

    /** Draw how far the round is. */
    function count() {
      bar.max = round.cards.length;
      bar.value = round.cards.filter((card) => card.mark).length;
    }

    /** Take a response together with how sure it was; tell nothing before what decides it is picked, too, where
     * a decision has reasons: a verdict told first would give its reason away.
     * @param {Card} card @param {HTMLElement} button */
    function check(card, button) {
      if (card.sure || d9311Quiz.lacks(card.form)) return;
      said.textContent = "";
      card.sure = Number(button.dataset.level);
      button.setAttribute("aria-pressed", "true");
      const asked = /** @type {HTMLElement} */ (button.closest(".practice-sure"));
      /** @type {HTMLElement} */ (asked.firstElementChild).hidden = true;
      asked.removeAttribute("aria-labelledby");
      asked.setAttribute("aria-label", "How sure you were");
      const { decision, reason } = card.item;
      const list = reason && /** @type {Pool} */ (pool).reasons[decision || ""];
      if (list) d9311Reason.ask(card.form, list, reason, (why) => settle(card, why));
      else settle(card, null);
    }

    /** Tell and count a case that is through.
     * @param {Card} card @param {boolean | null} why  whether its reason was right */
    function settle(card, why) {
      const response = d9311Quiz.picked(card.form);
      const mark = /** @type {Mark} */ (d9311Quiz.scoreHere(card.item.id, response, card.form));
      d9311Quiz.show(card.form, mark, response);
      card.mark = mark;
      card.why = why;
      count();
      note(d9311Draw.taken(/** @type {Pool} */ (pool), log, card, response, round.fresh, today()));
      round.finished = d9311Result.now();
    }

    /** Keep progress, and the day of the next review. @param {Taken[]} log */
    function save(log) {
      const review = next(dates());
      return write({ who, log, due: review && log.length ? review.on : "", stood });
    }

    /** Count what was taken, and keep it where that was asked for. @param {Taken} taken */
    function note(taken) {
      log.push(taken);
      stood = { ...stand(root, /** @type {Pool} */ (pool), log), left: left(round.cards) }; // true if she leaves now
      greet();
      if (!keep.checked) return;
      const kept = read();
      if (!kept) return cleared();
      if (save([...kept.log, taken])) return;
      keep.checked = false;
      find(".quiz-keep [role=status]").textContent =
        "This browser can't save any more; practice works anyway.";
    }

    /** Keep nothing more: it was cleared in another tab. */
    function cleared() {
      keep.checked = false;
      find(".quiz-keep [role=status]").textContent = "Progress was cleared elsewhere. Nothing more is kept.";
    }

    /** Say how the round went, what to read, whether one is ready and when to come back. */
    function report() {
      const table = /** @type {Pool} */ (pool);
      const missed = round.cards.filter((card) => !right(card)).sort((a, b) => b.sure - a.sure);
      const heading = find(".practice-score");
      const of = round.cards.length;
      /** @type {HTMLInputElement} */ (find(".practice-all")).checked = true;
      heading.textContent = d9311Finish.finish(find(".practice-end .quiz-finish"), of - missed.length, of);
      find(".practice-next").textContent = (round.mode === "review" ? "Review done. " : "") + when(dates());
      lists(root, table, missed);
      siblings(missed.map((card) => card.item));
      recall(root, stood);
      d9311Confusion.tell(
        find(".quiz-confusion"),
        round.cards.map(({ item, form }) => [item, d9311Quiz.picked(form)]),
        table.confusion,
      );
      comeBack(root, dates());
      find(".practice-forgets").hidden = keep.checked;
      const items = round.cards.map((card) => card.item);
      files(root, d9311Draw.asForm(table, items, round.mode), round, who, rounds);
      part(".practice-end");
      greet();
      heading.focus();
      find(".practice-end").scrollIntoView({ block: "start" });
    }

    /** Offer other cases on what was missed. @param {PoolItem[]} missed */
    function siblings(missed) {
      const table = /** @type {Pool} */ (pool);
      const seed = d9311Quiz.chance();
      const items = d9311Draw.again(table, missed, seed, log);
      const button = find(".practice-again");
      button.hidden = !items.length;
      button.textContent = `Different cases on what I missed (${items.length})`;
      button.onclick = () => begin(items, "practice", false, seed);
    }

    start.addEventListener("submit", async (event) => {
      event.preventDefault();
      const mode = /** @type {HTMLInputElement} */ (start.querySelector("[name=mode]:checked"));
      const name = /** @type {HTMLInputElement} */ (start.elements.namedItem("learner_label"));
      said.textContent = "Getting the cases …";
      if (!(await d9311Quiz.load(root, "The cases didn't load. Check the connection, then press Start again.", said)))
        return;
      if (!pool || start.hidden) return;
      if (!find(".practice-who").hidden) who = name.value.trim();
      const kept = keep.checked && read();
      if (kept) save(kept.log);
      const seed = d9311Quiz.chance();
      const count = Number(mode.dataset.count);
      begin(
        mode.value === "review"
          ? d9311Draw.review(pool, count, seed, log)
          : ("first" in mode.dataset ? d9311Draw.verdicts : d9311Draw.mix)(pool, count, seed, log),
        mode.value,
        true,
        seed,
      );
    });
    const toStart = () => {
      part(".practice-start");
      start.querySelector("button")?.focus();
    };
    find(".practice-more").addEventListener("click", toStart);
    find(".practice-on").addEventListener("click", () => {
      toStart();
      find(".practice-all").click();
      find(".practice-start button").click();
    });
    keep.addEventListener("change", () => {
      const status = find(".quiz-keep [role=status]");
      find(".practice-forgets").hidden = keep.checked;
      if (!keep.checked) {
        forget();
        status.textContent = "Cleared. Nothing is kept on this device.";
      } else if (save(log)) {
        status.textContent = "Kept on this device only, until you clear it.";
        greet();
      } else {
        keep.checked = false;
        status.textContent = "This browser can't save your progress; practice works anyway.";
      }
    });
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== KEY || newValue !== null || !keep.checked) return;
      forget(); // what was written here before the news came
      cleared();
    });
    addEventListener("beforeunload", (event) => {
      if (!keep.checked && middle()) event.preventDefault();
    });
    find(".practice-clear").addEventListener("click", () => {
      const what = middle() ? "Your answers" : "What you practiced, and your review days,";
      const warning = `${what} would be gone. To go ahead anyway, press “Switch user (clears answers)” again.`;
      if ((middle() || log.length) && said.textContent !== warning) {
        said.textContent = warning;
        return;
      }
      forget();
      keep.checked = false;
      log = [];
      who = "";
      stood = nowhere;
      rounds = 0;
      recall(root, stood);
      start.reset();
      find(".practice-round").replaceChildren();
      for (const list of root.querySelectorAll(".practice-list ul")) list.replaceChildren();
      find(".quiz-keep [role=status]").textContent = "";
      greet();
      said.textContent = "Cleared. Nothing is kept on this device.";
      toStart();
    });

    const kept = read();
    if (kept) {
      keep.checked = true;
      ({ who, log, stood } = kept);
      greet();
      recall(root, stood);
      if (log.length) /** @type {HTMLInputElement} */ (find(".practice-all")).checked = true;
      comeBack(root, dates());
    }
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.practice")))
      mount(root);
  }
  return {
    /** What the pool's script calls. @param {Pool} data */
    pool(data) {
      pool = data;
    },
    ...d9311Dates,
    mount,
  };
})();
