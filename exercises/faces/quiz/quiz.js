// @ts-check
// Brings the HTML of quiz.html.j2 to life. Python decided what each pick is worth; this adds it up.
// A plain script, not a module: browsers refuse modules in pages opened from disk (file://).

/**
 * @typedef {{id: string, version: string, form: HTMLFormElement, mark: Mark | null, waits?: boolean}} Entry
 */
const d9311Quiz = (() => {
  "use strict";
  const { points, order, shown, chance, hash, total, decimal } = d9311Points;
  const { picked, pick, selects, arrange, lacks, shut, show, scoreHere } = d9311Item;
  const { untell } = d9311Beside;
  const { line, now, to } = d9311Now;
  const { finish: close, again: retry, read, short } = d9311Finish;
  const { pageMemory } = d9311Memory;
  const { load, current, data } = d9311Load;

  /**
   * Bring one quiz to life.
   * @param {HTMLElement} root  the section that quiz.html.j2 wrote
   * @param {{score?: Score, memory?: ReturnType<typeof pageMemory> | null,
   *   changed?: (responses: Record<string, string[]>) => void, responses?: Record<string, string[]>}} [seam]
   */
  function mount(root, { score = scoreHere, memory = null, changed, responses = {} } = {}) {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
    /** @type {Entry[]} */
    const entries = [...root.querySelectorAll("form")].map((form) => ({
      id: form.dataset.item || "",
      version: form.dataset.version || "",
      form,
      mark: null,
    }));
    let round = entries;
    const bar = line(root);

    /** @param {Entry} entry @param {{quietly?: boolean}} [how] */
    async function check(entry, { quietly = false } = {}) {
      const { form } = entry;
      const said = /** @type {HTMLElement} */ (form.querySelector(".quiz-said"));
      const response = picked(form);
      if (entry.mark || entry.waits) return;
      if (lacks(form, quietly)) return;
      entry.waits = true;
      try {
        entry.mark = await score(entry.id, response, form);
      } catch (error) {
        said.textContent = error instanceof Error ? error.message : String(error);
        return;
      } finally {
        entry.waits = false;
      }
      show(form, entry.mark, response);
      count();
      if (!quietly) keep();
      finish(quietly);
    }

    /** Make an item as if it had not been taken. @param {Entry} entry @param {number} seed */
    function clear(entry, seed) {
      const { form } = entry;
      entry.mark = null;
      pick(form, []);
      form.classList.remove("is-checked", "is-right", "is-partly", "is-wrong", "is-blank");
      /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = "";
      /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = false;
      form.querySelector(".quiz-check")?.removeAttribute("aria-disabled");
      /** @type {HTMLElement} */ (form.querySelector(".quiz-next")).hidden = true;
      untell(form);
      arrange(form, seed);
    }

    /** Draw how far the round is. */
    function count() {
      bar.max = round.length;
      bar.value = round.filter((entry) => entry.mark).length;
    }

    /** Show an item, and have it at the top of the screen. @param {Entry} entry */
    function go(entry) {
      now(root, bar, entry.form);
      to(entry.form.querySelector("legend"));
    }

    /** Go on from an item to the next, or to how it went. @param {Entry} entry */
    function onward(entry) {
      const next = round[round.indexOf(entry) + 1];
      if (next) return go(next);
      summary(false);
      now(root, bar, null);
      to(find(".quiz-score"));
    }

    /** Say how the round went, once every item of it is checked or that was said before. @param {boolean} [quietly] */
    function finish(quietly = false) {
      if (round.every((entry) => entry.mark) || find(".quiz-score").textContent) summary(quietly);
    }

    /** @param {boolean} quietly */
    function summary(quietly) {
      const missed = round.filter(({ mark }) => !mark || mark.points < mark.full);
      const marks = round.flatMap((entry) => (entry.mark ? [entry.mark] : []));
      const blank = round.length - marks.length;
      const right = round.length - missed.length;
      const sum = total(marks);
      const box = find(".quiz-finish");
      const parts = blank
        ? [`${right} of ${round.length} right. ${blank} not checked yet.`]
        : [close(box, right, round.length)];
      if (blank) delete box.dataset.end;
      if (sum.top !== right * sum.bottom) parts.push(`With partly right ones: ${decimal(sum)} of ${round.length}.`);
      if (!missed.length) parts.push("Nothing missed.");
      find(".quiz-score").textContent = parts.join(" ");
      read(box, box.dataset.end === "not-yet" ? missed[0].form.querySelector(".quiz-read a") : null);
      find(".quiz-again").textContent = retry(missed.length);
      find(".quiz-missed").replaceChildren(
        ...missed.map(({ form }) => {
          const row = document.createElement("li");
          const again = document.createElement("a");
          again.href = `#${form.id}`;
          again.textContent = short(form);
          again.addEventListener("click", (event) => {
            event.preventDefault();
            now(root, bar, form);
            to(form.querySelector("legend"));
          });
          row.append(again, " — ", /** @type {Node} */ (form.querySelector(".quiz-read")?.cloneNode(true)));
          return row;
        }),
      );
      find(".quiz-missed").hidden = !missed.length;
      find(".quiz-again").hidden = !missed.length || missed.length === entries.length;
      find(".quiz-restart").hidden = quietly && !marks.length;
    }

    /** Take some items again, in a new order. @param {Entry[]} again */
    function start(again) {
      const seed = (memory?.seed() || 0) + 1;
      memory?.setSeed(seed);
      round = again;
      for (const entry of entries) {
        entry.form.hidden = !again.includes(entry);
        if (again.includes(entry)) clear(entry, seed);
      }
      find(".quiz-score").textContent = "";
      delete find(".quiz-finish").dataset.end;
      for (const name of [".quiz-missed", ".quiz-again", ".quiz-restart"]) find(name).hidden = true;
      count();
      keep(again);
      go(again[0]);
    }

    /** What is checked here, and beside it what another tab of this quiz kept; an item of *again* starts anew.
     * @param {Entry[]} [again] @returns {Record<string, string[]>} picks by item and version */
    function taken(again = []) {
      const kept = memory?.load() || {};
      /** @type {[string, string[]][]} */
      const rows = entries
        .filter((entry) => !again.includes(entry))
        .map((entry) => {
          const name = `${entry.id}@${entry.version}`;
          return [name, entry.mark ? picked(entry.form) : kept[name]];
        });
      return Object.fromEntries(rows.filter(([, response]) => response));
    }

    /** @param {Entry[]} [again] */
    function keep(again) {
      changed?.(Object.fromEntries(entries.filter((e) => e.mark).map(({ id, form }) => [id, picked(form)])));
      store?.(again);
    }

    for (const entry of entries) {
      const { form } = entry;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        void check(entry);
      });
      form.querySelector(".quiz-next")?.addEventListener("click", () => onward(entry));
      form.addEventListener("focusin", () => now(root, bar, form));
      d9311Keys.listen(form, () => (entry.mark ? onward(entry) : void check(entry)));
    }
    find(".quiz-again").addEventListener("click", () =>
      start(round.filter((e) => e.mark?.points !== e.mark?.full || !e.mark)),
    );
    find(".quiz-restart").addEventListener("click", () => start(entries));

    const seed = memory?.seed() || 0;
    if (seed) for (const { form } of entries) arrange(form, seed);
    const store = memory && remember(find(".quiz-keep"), memory, taken);
    const kept = memory?.load() || {};
    for (const entry of entries) {
      const response = responses[entry.id] || kept[`${entry.id}@${entry.version}`];
      if (!Array.isArray(response)) continue;
      pick(entry.form, response);
      const whole = [...selects(entry.form)].every((select) => select.value);
      if (whole && picked(entry.form).length === response.length) void check(entry, { quietly: true });
      else pick(entry.form, []);
    }
    const first = entries.find((entry) => !entry.mark && !entry.waits);
    now(root, bar, first ? first.form : null);
    count();
    root.classList.add("is-live");
  }

  /** Wire the line that keeps answers on this device; return what keeps them, if it was asked to.
   * @param {HTMLElement} line @param {ReturnType<typeof pageMemory>} memory
   * @param {(again?: Entry[]) => Record<string, string[]>} taken @returns {(again?: Entry[]) => void} */
  function remember(line, memory, taken) {
    const box = /** @type {HTMLInputElement} */ (line.querySelector("input"));
    const forget = /** @type {HTMLElement} */ (line.querySelector(".quiz-forget"));
    const said = /** @type {HTMLElement} */ (line.querySelector("[role=status]"));
    const show = () => {
      box.checked = memory.wanted();
      forget.hidden = !box.checked;
    };
    const drop = () => {
      memory.forget();
      show();
      said.textContent = "Cleared. Nothing is kept on this device.";
    };
    box.addEventListener("change", () => {
      if (!box.checked) return drop();
      const kept = memory.save(taken());
      show();
      said.textContent = kept
        ? "Kept on this device only, until you clear them."
        : "This browser can't save your answers; the quiz works anyway.";
    });
    forget.addEventListener("click", () => {
      drop();
      box.focus();
    });
    addEventListener("storage", ({ key, newValue }) => {
      if (key === memory.key && newValue === null) memory.forget(); // what was written here before the news came
      show();
    });
    show();
    return (again) => {
      if (box.checked) show(); // another tab may have forgotten
      if (!box.checked || memory.save(taken(again))) return;
      said.textContent = "There's no room left on this device: your latest answers aren't saved.";
    };
  }

  // In a page this is a script of its own; in a module (the notebook's widget) there is none.
  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("section.quiz[data-form]:not(.attempt, .practice, .report)")
    )) {
      mount(root, { memory: pageMemory(root.dataset.form || "") });
    }
  }
  return {
    chance,
    mount,
    load,
    current,
    data,
    points,
    order,
    shown,
    total,
    decimal,
    hash,
    picked,
    pick,
    arrange,
    lacks,
    shut,
    show,
    scoreHere,
  };
})();
