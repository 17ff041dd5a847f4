// @ts-check
// Brings the HTML of quiz.html.j2 to life. Python decided what each pick is worth; this adds it up.
// A plain script, not a module: browsers refuse modules in pages opened from disk (file://).

/**
 * @typedef {{points: number, full: number}} Mark  what a response earned, of how many points
 * @typedef {{id: string, version: string, form: HTMLFormElement, mark: Mark | null, waits?: boolean}} Entry
 * @typedef {(item: string, response: string[], form: HTMLFormElement) => Mark | Promise<Mark>} Score
 */
const d9311Quiz = (() => {
  "use strict";

  /** @param {Record<string, number>} weights @param {number} full @param {string[]} response */
  function points(weights, full, response) {
    const sum = response.reduce((total, pick) => total + weights[pick], 0);
    return Math.max(0, Math.min(full, sum));
  }

  /** The order that order.shuffled gives. @param {string[]} ids @param {number} seed @param {string} salt */
  function order(ids, seed, salt) {
    /** @type {Record<string, number>} */
    const rank = {};
    for (const id of ids) rank[id] = hash(`${seed}/${salt}/${id}`);
    return [...ids].sort((a, b) => rank[a] - rank[b] || (a < b ? -1 : 1));
  }

  /** The order in which options are shown (order.shown): a standing list keeps its own.
   * @param {{id: string, options: string[], standing: boolean}} item @param {number} seed */
  const shown = (item, seed) => (item.standing ? [...item.options] : order(item.options, seed, item.id));

  /** FNV-1a, finished as in MurmurHash3. @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
  }

  /** Whole credits of several marks, exactly: the sum as a fraction. @param {Mark[]} marks */
  function total(marks) {
    const gcd = (/** @type {number} */ a, /** @type {number} */ b) => (b ? gcd(b, a % b) : a);
    return marks.reduce(
      (sum, mark) => {
        const top = sum.top * mark.full + mark.points * sum.bottom;
        const bottom = sum.bottom * mark.full;
        const common = gcd(top, bottom) || 1;
        return { top: top / common, bottom: bottom / common };
      },
      { top: 0, bottom: 1 },
    );
  }

  /** A fraction to two places at most, cut and never rounded up. @param {{top: number, bottom: number}} value */
  function decimal({ top, bottom }) {
    return String(Math.floor((top * 100) / bottom) / 100);
  }

  /** @param {HTMLFormElement} form */
  const inputs = (form) => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("fieldset input"));
  /** @param {HTMLFormElement} form */
  const selects = (form) => /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll("select"));

  /** The ids picked; a match pick is `row:option`. @param {HTMLFormElement} form */
  function picked(form) {
    const boxes = [...inputs(form)].filter((input) => input.checked).map((input) => input.value);
    return boxes.concat([...selects(form)].map((select) => select.value).filter(Boolean));
  }

  /** @param {HTMLFormElement} form @param {string[]} response */
  function pick(form, response) {
    for (const input of inputs(form)) input.checked = response.includes(input.value);
    for (const select of selects(form)) {
      select.value = response.find((each) => [...select.options].some((o) => o.value === each)) || "";
    }
  }

  /** The weights that the page carries. @param {HTMLFormElement} form */
  function weights(form) {
    /** @type {Record<string, number>} */
    const found = {};
    for (const each of form.querySelectorAll("[data-weight]")) {
      const { value, dataset } = /** @type {HTMLInputElement} */ (each);
      found[value] = Number(dataset.weight);
    }
    return found;
  }

  /** @type {Score} */
  function scoreHere(_item, response, form) {
    const full = Number(form.dataset.full);
    return { points: points(weights(form), full, response), full };
  }

  /** Put the options and their reasons in the order of a seed. @param {HTMLFormElement} form @param {number} seed */
  function arrange(form, seed) {
    if (form.dataset.standing !== undefined) return;
    const rows = [...form.querySelectorAll(".quiz-reasons li[data-option]")];
    const ids = rows.map((row) => /** @type {HTMLElement} */ (row).dataset.option || "");
    for (const id of order(ids, seed, form.dataset.item || "")) {
      const row = rows[ids.indexOf(id)];
      row.parentElement?.append(row);
      for (const input of inputs(form)) {
        if (input.value === id) input.closest(".quiz-options")?.append(/** @type {Element} */ (input.closest("label")));
      }
      for (const select of selects(form)) {
        for (const option of [...select.options]) if (option.value.split(":")[1] === id) select.append(option);
      }
    }
  }

  /** What one response deserves to be told. @param {HTMLFormElement} form @param {Mark} mark */
  function verdict(form, mark) {
    if (mark.points === mark.full) return "✓ Correct.";
    if (mark.points > 0) return `◐ Partly correct: ${mark.points} of ${mark.full} points.`;
    const keys = [...form.querySelectorAll(".quiz-reasons .is-key strong")].map((key) => key.textContent);
    return `✗ Not correct. Right is: ${keys.join("; ")}.`;
  }

  /** Whether a response is not whole; then ask for what it lacks. @param {HTMLFormElement} form @param {boolean} [quietly] */
  function lacks(form, quietly = false) {
    const some = picked(form).length;
    const blank = [...selects(form)].filter((select) => !select.value).length;
    const lacking = !some || blank > 0;
    if (quietly) return lacking;
    form.classList.toggle("is-blank", lacking);
    if (lacking) {
      /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = some
        ? `Choose an option for every row: ${blank} to go.`
        : "Choose an option first.";
    }
    return lacking;
  }

  /** Say beside a reason that its option was picked. @param {Element} row */
  function claim(row) {
    const yours = document.createElement("em");
    yours.className = "quiz-yours";
    yours.textContent = "your choice";
    row.querySelector("p")?.append(" ", yours);
  }

  /** Show what a checked response earned. @param {HTMLFormElement} form @param {Mark} mark @param {string[]} response */
  function show(form, mark, response) {
    const state = mark.points === mark.full ? "is-right" : mark.points ? "is-partly" : "is-wrong";
    form.classList.add("is-checked", state);
    /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = verdict(form, mark);
    const fieldset = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"));
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".quiz-check"));
    if (fieldset.contains(document.activeElement)) buttons[0].focus();
    fieldset.disabled = true;
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
    /** @type {HTMLElement} */ (form.querySelector(".quiz-next")).hidden = false;
    /** @type {HTMLDetailsElement} */ (form.querySelector("details")).open = true;
    for (const row of form.querySelectorAll(".quiz-reasons li[data-option]")) {
      const id = /** @type {HTMLElement} */ (row).dataset.option || "";
      if (response.includes(id)) row.classList.add("is-yours");
      if (response.includes(id)) claim(row);
    }
  }

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
      if (!quietly) keep();
      finish(quietly);
    }

    /** Make an item as if it had not been taken. @param {Entry} entry @param {number} seed */
    function clear(entry, seed) {
      const { form } = entry;
      entry.mark = null;
      pick(form, []);
      form.classList.remove("is-checked", "is-right", "is-partly", "is-wrong", "is-blank");
      for (const yours of form.querySelectorAll(".quiz-yours")) yours.remove();
      for (const row of form.querySelectorAll(".is-yours")) row.classList.remove("is-yours");
      /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = "";
      /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = false;
      form.querySelector(".quiz-check")?.removeAttribute("aria-disabled");
      /** @type {HTMLElement} */ (form.querySelector(".quiz-next")).hidden = true;
      /** @type {HTMLDetailsElement} */ (form.querySelector("details")).open = false;
      arrange(form, seed);
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
      const parts = [`${right} of ${round.length} right.`];
      if (sum.top !== right * sum.bottom) parts.push(`With partly right ones: ${decimal(sum)} of ${round.length}.`);
      if (blank) parts.push(`${blank} not checked yet.`);
      parts.push(missed.length ? "To read and practice again:" : "Nothing missed.");
      find(".quiz-score").textContent = parts.join(" ");
      find(".quiz-missed").replaceChildren(
        ...missed.map(({ form }) => {
          const line = document.createElement("li");
          const again = document.createElement("a");
          again.href = `#${form.id}`;
          again.textContent = form.querySelector("legend")?.textContent?.trim() || form.id;
          again.addEventListener("click", (event) => {
            event.preventDefault();
            focus(form.querySelector("legend"));
          });
          line.append(again, " — ", /** @type {Node} */ (form.querySelector(".quiz-read")?.cloneNode(true)));
          return line;
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
      for (const name of [".quiz-missed", ".quiz-again", ".quiz-restart"]) find(name).hidden = true;
      keep(again);
      focus(again[0].form.querySelector("legend"));
    }

    /** What is checked here, and beside it what another tab of this quiz kept; an item of *again* starts anew.
     * @param {Entry[]} [again] @returns {Record<string, string[]>} picks by item and version */
    function taken(again = []) {
      const kept = memory?.load() || {};
      /** @type {[string, string[]][]} */
      const rows = entries.filter((entry) => !again.includes(entry)).map((entry) => {
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
      form.querySelector(".quiz-next")?.addEventListener("click", () => {
        const next = round[round.indexOf(entry) + 1];
        if (next) return focus(next.form.querySelector("legend"));
        summary(false);
        focus(find(".quiz-score"));
      });
    }
    find(".quiz-again").addEventListener("click", () => start(round.filter((e) => e.mark?.points !== e.mark?.full || !e.mark)));
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
      said.textContent = "Forgotten. Nothing is kept on this device.";
    };
    box.addEventListener("change", () => {
      if (!box.checked) return drop();
      const kept = memory.save(taken());
      show();
      said.textContent = kept
        ? "Kept on this device only, until you forget them."
        : "This browser keeps nothing for this page; the quiz works without.";
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
      said.textContent = "No room is left on this device: your latest answers are not remembered.";
    };
  }

  /** What a page may remember: responses in localStorage if asked to, the seed in the history entry. @param {string} form */
  function pageMemory(form) {
    const KEY = "d9311-progress";
    /** @returns {Record<string, Record<string, string[]>> | null} */
    function read() {
      try {
        const all = JSON.parse(localStorage.getItem(KEY) || "null");
        return all && typeof all === "object" && !Array.isArray(all) ? all : null;
      } catch {
        return null;
      }
    }
    return {
      key: KEY,
      wanted: () => read() !== null,
      load: () => read()?.[form] || {},
      /** @param {Record<string, string[]>} responses @returns {boolean} whether it was kept */
      save(responses) {
        try {
          localStorage.setItem(KEY, JSON.stringify({ ...read(), [form]: responses }));
          return true;
        } catch {
          return false;
        }
      },
      forget() {
        try {
          localStorage.removeItem(KEY);
        } catch {
          // Storage that is forbidden holds nothing to forget.
        }
      },
      /** @returns {number} the seed of this visit; a reload keeps it */
      seed: () => Number(history.state?.d9311?.[form]) || 0,
      /** @param {number} seed */
      setSeed(seed) {
        history.replaceState({ ...history.state, d9311: { ...history.state?.d9311, [form]: seed } }, "");
      },
    };
  }

  /** @type {Record<string, any>} what is known of forms, by name, once their scripts are loaded */
  const data = {};
  /** @type {Map<string, Promise<unknown>>} what was asked for, by its address; it comes once */
  const coming = new Map();

  /** Load the styles and scripts that a face names for when it is started, one after the other: a page
   * opened from disk may load nothing else. Returns whether all came; if not, *place* says *failed*.
   * @param {HTMLElement} root @param {string} failed @param {Element} place */
  async function load(root, failed, place) {
    try {
      for (const file of (root.dataset.scripts || "").split(" ")) {
        if (!coming.has(file)) coming.set(file, come(file));
        await coming.get(file);
      }
      return true;
    } catch {
      place.textContent = failed;
      return false;
    }
  }

  /** @param {string} file */
  function come(file) {
    const style = /\.css(\?|$)/.test(file);
    const named = style ? { rel: "stylesheet", href: file } : { src: file };
    const tag = Object.assign(document.createElement(style ? "link" : "script"), named);
    return new Promise((resolve, reject) => {
      tag.onload = resolve;
      tag.onerror = () => {
        tag.remove();
        coming.delete(file);
        reject(new Error(`${file} did not load`));
      };
      document.head.append(tag);
    });
  }

  /** @param {Element | null} element */
  function focus(element) {
    /** @type {HTMLElement | null} */ (element)?.focus();
    element?.scrollIntoView({ block: "nearest" });
  }

  // In a page this is a script of its own; in a module (the notebook's widget) there is none.
  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.quiz[data-form]:not(.attempt, .practice, .report)"))) {
      mount(root, { memory: pageMemory(root.dataset.form || "") });
    }
  }
  return { mount, load, data, points, order, shown, total, decimal, hash, picked, pick, arrange, lacks, show, claim, scoreHere };
})();
