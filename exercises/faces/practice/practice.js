// @ts-check
// Mixed practice: draws cases, asks how sure, says what to read and when to come back.
// Python decided which items are practiced, what they are worth and when one is ready (practice.py);
// this draws from that table and counts. Stands on quiz.js and, from Start on, on result.js.

/** @typedef {{id: string, version: number, kind: string, objective: string, critical: boolean, options: string[],
 *   rows: string[], key: string[], weights: Record<string, number>, full: number, point: string, case: string,
 *   hash: string, quizzed: boolean, mistake: Record<string, string>, html: string}} PoolItem */
/** @typedef {{form: Record<string, any>, rules: Record<string, string>, need: Record<string, number>,
 *   ready: {of: number, right: number}, levels: Record<string, string>, objectives: Record<string, string>,
 *   limits: {guess: [number, number], sure: [number, number], enough: number},
 *   mistakes: Record<string, string>, items: PoolItem[]}} Pool */
/** @typedef {{item: string, right: boolean, sure: number, fresh: boolean, on: string}} Taken
 *   an item (id@version) as it was taken; it was fresh if never met here before */

const d9311Practice = (() => {
  "use strict";

  // -- which items ---------------------------------------------------------------------------

  /** @param {PoolItem} item */
  const key = (item) => `${item.id}@${item.version}`;

  /** Those of the pool in the order to draw: never met first, of these the ones that no page's quiz
   * shows; then what was met longest ago. @param {Pool} pool @param {number} seed @param {Taken[]} log */
  function deck(pool, seed, log) {
    const met = log.map((each) => each.item);
    const chance = d9311Quiz.order(pool.items.map((item) => item.id), seed, "draw");
    const rank = (/** @type {PoolItem} */ item) => [met.lastIndexOf(key(item)), Number(item.quizzed), chance.indexOf(item.id)];
    return pool.items
      .map((item) => ({ item, at: rank(item) }))
      .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2])
      .map((each) => each.item);
  }

  /** Add items to a round until it has so many: every objective in turn, by what readiness needs, and
   * no point or case twice. @param {Pool} pool @param {number} count @param {number} seed
   * @param {Taken[]} log @param {PoolItem[]} [round] */
  function mix(pool, count, seed, log, round = []) {
    const cards = deck(pool, seed, log);
    const turn = d9311Quiz.order(Object.keys(pool.need), seed, "turn");
    const byKey = new Map(pool.items.map((item) => [key(item), item]));
    const taken = log.filter((each) => each.fresh).map((each) => byKey.get(each.item)?.objective);
    const drawn = [...round];
    while (drawn.length < count) {
      const free = cards.filter((card) => !drawn.some((d) => d.id === card.id || d.point === card.point || d.case === card.case));
      if (!free.length) break;
      const share = (/** @type {string} */ objective) => {
        const had = taken.filter((o) => o === objective).length + drawn.filter((d) => d.objective === objective).length;
        return pool.need[objective] / (2 * had + 1);
      };
      const next = turn.filter((o) => free.some((card) => card.objective === o)).sort((a, b) => share(b) - share(a))[0];
      drawn.push(/** @type {PoolItem} */ (free.find((card) => card.objective === next)));
    }
    return shuffle(drawn, seed);
  }

  /** @param {PoolItem[]} items @param {number} seed */
  function shuffle(items, seed) {
    return d9311Quiz.order(items.map((item) => item.id), seed, "round").map((id) => /** @type {PoolItem} */ (items.find((item) => item.id === id)));
  }

  /** The same point in another scene, if need be one whose case the round has already.
   * @param {Pool} pool @param {PoolItem} missed @param {number} seed @param {Taken[]} log @param {PoolItem[]} [round] */
  function sibling(pool, missed, seed, log, round = []) {
    const others = deck(pool, seed, log).filter((card) => card.point === missed.point && card.id !== missed.id && card.case !== missed.case);
    return others.find((card) => !round.some((d) => d.case === card.case)) || others[0] || missed;
  }

  /** A sibling for each of the missed. @param {Pool} pool @param {PoolItem[]} missed @param {number} seed @param {Taken[]} log */
  function again(pool, missed, seed, log) {
    /** @type {PoolItem[]} */
    const round = [];
    for (const item of missed) round.push(sibling(pool, item, seed, log, round));
    return shuffle(round, seed);
  }

  /** The items missed when their point came up last: sure and wrong first, then the latest.
   * @param {Pool} pool @param {Taken[]} log */
  function open(pool, log) {
    const byKey = new Map(pool.items.map((item) => [key(item), item]));
    /** @type {Map<string, {item: PoolItem, taken: Taken, at: number}>} */
    const last = new Map();
    log.forEach((taken, at) => {
      const item = byKey.get(taken.item);
      if (item) last.set(item.point, { item, taken, at });
    });
    return [...last.values()]
      .filter((each) => !each.taken.right)
      .sort((a, b) => b.taken.sure - a.taken.sure || b.at - a.at)
      .map((each) => each.item);
  }

  /** A short round for a review day: what was missed, as siblings, filled up by a mix.
   * @param {Pool} pool @param {number} count @param {number} seed @param {Taken[]} log */
  function review(pool, count, seed, log) {
    return mix(pool, count, seed, log, again(pool, open(pool, log).slice(0, count), seed, log));
  }

  // -- where one stands ----------------------------------------------------------------------

  /** Readiness in counts, from fresh items. @param {Pool} pool @param {Taken[]} log */
  function readiness(pool, log) {
    const byKey = new Map(pool.items.map((item) => [key(item), item]));
    const fresh = log.flatMap((taken) => {
      const item = taken.fresh && byKey.get(taken.item);
      return item ? [{ ...taken, known: item, objective: item.objective, critical: item.critical }] : [];
    });
    const last = fresh.slice(-pool.ready.of);
    const right = last.filter((each) => each.right).length;
    const critical = last.some((each) => each.critical && !each.right);
    const objectives = Object.entries(pool.need).map(([id, need]) => {
      const all = fresh.filter((each) => each.objective === id);
      const mine = all.slice(-need);
      const hit = mine.filter((each) => each.right).length;
      const state = hit < mine.length ? "not yet" : mine.length < need ? "too few" : "ready";
      return { id, need, right: all.filter((each) => each.right).length, of: all.length, more: need - mine.length, state, missed: mine.filter((each) => !each.right).map((each) => each.known) };
    });
    return { right, of: last.length, critical, ready: last.length >= pool.ready.of && right >= pool.ready.right && !critical, objectives };
  }

  /** How often each level of sureness was right, the surest first. @param {Pool} pool @param {Taken[]} log */
  function calibration(pool, log) {
    const levels = Object.keys(pool.levels).map(Number).sort((a, b) => b - a);
    const counts = levels.map((level) => {
      const mine = log.filter((each) => each.sure === level);
      return { level, right: mine.filter((each) => each.right).length, of: mine.length };
    });
    const { guess, sure, enough } = pool.limits;
    const top = counts[0];
    const bottom = counts[counts.length - 1];
    const verdict =
      top.of >= enough && top.right * sure[1] < sure[0] * top.of ? "surer"
      : bottom.of >= enough && bottom.right * guess[1] > guess[0] * bottom.of ? "better"
      : top.of >= enough ? "fits" : "few";
    return { counts, verdict };
  }

  // -- when to come back ---------------------------------------------------------------------

  /** A day so many days later, as YYYY-MM-DD; a day has no hours, so no clock change moves it.
   * @param {string} day @param {number} days */
  function later(day, days) {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
  }

  /** Today on this device's calendar. @param {Date} [now] */
  function today(now = new Date()) {
    const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** The reviews that follow a first day: done once practiced on or after their day.
   * @param {Taken[]} log @param {number[]} days @param {string} now */
  function reviews(log, days, now) {
    const first = log.length ? log[0].on : now;
    return days.map((n) => {
      const on = later(first, n);
      return { day: n, on, state: log.some((each) => each.on >= on) ? "done" : on <= now ? "due" : "ahead" };
    });
  }

  /** The review days as a calendar file: whole days, and nothing about a person.
   * @param {{day: number, on: string}[]} dates @param {string} address of this page, or nothing @param {Date} [now] */
  function calendar(dates, address, now = new Date()) {
    const plain = (/** @type {string} */ day) => day.replace(/-/g, "");
    const text = (/** @type {string} */ words) => words.replace(/[\\;,]/g, "\\$&");
    const stamp = now.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
    const lines = dates.flatMap(({ day, on }) => [
      "BEGIN:VEVENT",
      `UID:day-${day}-${plain(on)}@d9311.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plain(on)}`,
      `DTEND;VALUE=DATE:${plain(later(on, 1))}`,
      `SUMMARY:${text(`D9311: review of day ${day}`)}`,
      `DESCRIPTION:${text("Five cases, about three minutes. Open the page Mixed practice and take the short round.")}`,
      ...(address ? [`URL:${address}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
    const whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//D9311 learned well//Mixed practice//EN", ...lines, "END:VCALENDAR"];
    return whole.map(fold).join("\r\n") + "\r\n";
  }

  /** Break a line after 75 bytes, within no character. @param {string} line */
  function fold(line) {
    const width = (/** @type {string} */ part) => new TextEncoder().encode(part).length;
    const parts = [""];
    for (const sign of line) {
      const at = parts.length - 1;
      if (width(parts[at] + sign) > (at ? 74 : 75)) parts.push(sign);
      else parts[at] += sign;
    }
    return parts.join("\r\n ");
  }

  // -- the file ------------------------------------------------------------------------------

  /** The round as a form (attempts.content_hash gives the same). @param {Pool} pool @param {PoolItem[]} items @param {string} mode */
  function asForm(pool, items, mode) {
    const said = items.map((item) => item.hash).join("|");
    const half = (/** @type {number} */ which) => d9311Quiz.hash(`${which}|${said}`).toString(16).padStart(8, "0");
    const kinds = Object.keys(pool.rules).filter((kind) => items.some((item) => item.kind === kind));
    return /** @type {FormData9311} */ (/** @type {unknown} */ ({
      ...pool.form, mode, items, content_hash: half(1) + half(2), scoring_rule: kinds.map((kind) => pool.rules[kind]).join(" "),
    }));
  }

  // -- what is kept --------------------------------------------------------------------------

  const KEY = "d9311-practice";

  /** @returns {{who: string, log: Taken[]} | null} what this device keeps, without what is broken */
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "null");
      if (!kept || !Array.isArray(kept.log)) return null;
      const sound = (/** @type {any} */ each) =>
        each && typeof each.item === "string" && typeof each.right === "boolean" && typeof each.fresh === "boolean" &&
        [1, 2, 3].includes(each.sure) && /^\d{4}-\d\d-\d\d$/.test(each.on) && !Number.isNaN(Date.parse(each.on));
      return { who: typeof kept.who === "string" ? kept.who.slice(0, 80) : "", log: kept.log.filter(sound) };
    } catch {
      return null;
    }
  }

  /** @param {{who: string, log: Taken[]}} progress @returns {boolean} whether it was kept */
  function write(progress) {
    try {
      localStorage.setItem(KEY, JSON.stringify(progress));
      return true;
    } catch {
      return false;
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Storage that is forbidden holds nothing to forget.
    }
  }

  // -- the page ------------------------------------------------------------------------------

  /** @type {Pool | null} */
  let pool = null;

  /** @param {string} day */
  function long(day) {
    return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-US", { timeZone: "UTC", weekday: "long", year: "numeric", month: "long", day: "numeric" });
  }

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

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const start = /** @type {HTMLFormElement} */ (find(".practice-start"));
    const keep = /** @type {HTMLInputElement} */ (find(".quiz-keep input"));
    const said = find(".practice-said");
    const days = (root.dataset.days || "").split(" ").map(Number);
    /** @type {Taken[]} */
    let log = [];
    let who = "";
    let rounds = 0;
    /** @typedef {{item: PoolItem, form: HTMLFormElement, mark: Mark | null, sure: number}} Card */
    /** @type {{cards: Card[], mode: string, fresh: boolean, seed: number, started: string, finished: string}} */
    let round = { cards: [], mode: "practice", fresh: true, seed: 0, started: "", finished: "" };

    /** Show one part of three. @param {".practice-start" | ".practice-round" | ".practice-end"} which */
    function part(which) {
      for (const each of [".practice-start", ".practice-round", ".practice-end"]) find(each).hidden = each !== which;
    }

    function greet() {
      const begun = Boolean(log.length || rounds || who);
      find(".practice-session").hidden = !begun && !keep.checked;
      find(".practice-who").hidden = begun;
      const next = reviews(log, days, today()).find((each) => each.state !== "done");
      const when = !log.length ? "" : !next ? " Every review day is done." : next.state === "due" ? ` The review of day ${next.day} is due.` : ` Next review: ${long(next.on)}.`;
      find(".practice-name").textContent = `${who || "No name given"}: ${log.length} ${log.length === 1 ? "case" : "cases"} practiced.${when}`;
    }

    /** @param {PoolItem[]} items @param {string} mode @param {boolean} fresh @param {number} seed */
    function begin(items, mode, fresh, seed) {
      rounds += 1;
      said.textContent = "";
      const cards = items.map((item, at) => {
        const form = drawn(item);
        const last = at === items.length - 1;
        /** @type {HTMLElement} */ (form.querySelector(".quiz-number")).textContent = `${at + 1} of ${items.length}`;
        /** @type {HTMLElement} */ (form.querySelector(".quiz-next")).textContent = last ? "See how it went" : "Next case";
        d9311Quiz.arrange(form, seed);
        return { item, form, mark: null, sure: 0 };
      });
      round = { cards, mode, fresh, seed, started: d9311Result.now(), finished: "" };
      cards.forEach((card, at) => {
        card.form.addEventListener("submit", (event) => event.preventDefault());
        for (const button of /** @type {NodeListOf<HTMLElement>} */ (card.form.querySelectorAll("[data-level]"))) {
          button.addEventListener("click", () => check(card, button));
        }
        card.form.querySelector(".quiz-next")?.addEventListener("click", () => (at + 1 < cards.length ? show(cards[at + 1]) : report()));
      });
      part(".practice-round");
      greet();
      show(cards[0]);
    }

    /** @param {Card} card */
    function show(card) {
      find(".practice-round").replaceChildren(card.form);
      const stem = /** @type {HTMLElement} */ (card.form.querySelector("legend"));
      stem.focus();
      stem.scrollIntoView({ block: "nearest" });
    }

    /** Check a response together with how sure it was. @param {Card} card @param {HTMLElement} button */
    function check(card, button) {
      if (card.mark || d9311Quiz.lacks(card.form)) return;
      const response = d9311Quiz.picked(card.form);
      card.mark = /** @type {Mark} */ (d9311Quiz.scoreHere(card.item.id, response, card.form));
      card.sure = Number(button.dataset.level);
      button.setAttribute("aria-pressed", "true");
      d9311Quiz.show(card.form, card.mark, response);
      const met = log.some((each) => each.item === key(card.item));
      note({ item: key(card.item), right: card.mark.points === card.mark.full, sure: card.sure, fresh: round.fresh && !met, on: today() });
      round.finished = d9311Result.now();
    }

    /** Count what was taken, and keep it where that was asked for. @param {Taken} taken */
    function note(taken) {
      log.push(taken);
      greet();
      if (!keep.checked) return;
      const kept = read();
      if (!kept) return cleared();
      if (write({ who, log: [...kept.log, taken] })) return;
      keep.checked = false;
      find(".quiz-keep [role=status]").textContent = "This browser keeps no more for this page; practice goes on without.";
    }

    /** Keep nothing more: it was cleared in another tab. */
    function cleared() {
      keep.checked = false;
      find(".quiz-keep [role=status]").textContent = "Progress was cleared elsewhere. Nothing more is kept.";
    }

    /** Say how the round went, what to read, whether one is ready and when to come back. */
    function report() {
      const table = /** @type {Pool} */ (pool);
      const missed = round.cards.filter((card) => card.mark && card.mark.points < card.mark.full).sort((a, b) => b.sure - a.sure);
      const heading = find(".practice-score");
      heading.textContent = `${round.cards.length - missed.length} of ${round.cards.length} right`;
      const sure = missed.filter((card) => card.sure === 3);
      fill("sure", sure);
      fill("missed", missed.filter((card) => card.sure < 3));
      siblings(missed.map((card) => card.item));
      stand(table);
      const how = calibration(table, log);
      find(".practice-levels").replaceChildren(...how.counts.filter((each) => each.of).map((each) => make("li", `${table.levels[each.level]}: ${each.right} of ${each.of} right`)));
      find(".practice-calibration").textContent = {
        surer: "You are surer than you are right. “Sure” should be right at least 4 times in 5.",
        better: "You know more than you trust: your guesses are right more often than 2 times in 3.",
        fits: "That fits: when you are sure, you are right.",
        few: "Too few yet to tell whether your feeling can be trusted.",
      }[how.verdict] || "";
      const dates = reviews(log, days, today());
      const words = { done: " (done)", due: " (due now)", ahead: "" };
      find(".practice-days").replaceChildren(...dates.map((each) => make("li", `Day ${each.day}: ${long(each.on)}${words[/** @type {keyof words} */ (each.state)]}`)));
      const ahead = dates.filter((each) => each.on > today());
      const ics = find(".practice-ics");
      ics.hidden = !ahead.length;
      const address = /^https?:$/.test(location.protocol) ? location.origin + location.pathname : "";
      ics.onclick = () => d9311Result.save("d9311-reviews.ics", "text/calendar", calendar(ahead, address));
      files(table);
      part(".practice-end");
      greet();
      heading.focus();
      heading.scrollIntoView({ block: "start" });
    }

    /** List missed cases, each to be unfolded whole. @param {string} name @param {Card[]} cards */
    function fill(name, cards) {
      const list = find(`.practice-list[data-list="${name}"]`);
      list.hidden = !cards.length;
      list.querySelector("ul")?.replaceChildren(
        ...cards.map((card) => {
          const stem = (card.form.querySelector("legend")?.textContent || "").replace(/^\s*\d+ of \d+\s*/, "").trim();
          const tags = d9311Quiz.picked(card.form).map((pick) => card.item.mistake[pick]).filter(Boolean);
          const line = make("li", make("details", make("summary", stem.length > 90 ? `${stem.slice(0, stem.lastIndexOf(" ", 88))} …` : stem), card.form));
          if (tags.length) line.append(make("p", make("strong", "The mistake: "), [...new Set(tags)].map((tag) => pool?.mistakes[tag]).join(" ")));
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

    /** Offer what was missed in other scenes. @param {PoolItem[]} missed */
    function siblings(missed) {
      const table = /** @type {Pool} */ (pool);
      const seed = chance();
      const items = again(table, missed, seed, log);
      const button = find(".practice-again");
      button.hidden = !items.length;
      button.textContent = `Again, in other scenes (${items.length})`;
      button.onclick = () => begin(items, "practice", false, seed);
    }

    /** @param {Pool} table */
    function stand(table) {
      const at = readiness(table, log);
      const { of, right } = table.ready;
      const counted = `${at.right} of your last ${at.of} fresh cases were right`;
      find(".practice-ready").textContent = at.ready
        ? `Yes, you are ready to take form A: ${counted}.`
        : at.of < of
          ? `Not known yet. It takes ${of} fresh cases, of which ${right} are right. So far: ${at.right} of ${at.of}.`
          : at.critical
            ? `Not yet: ${counted}, but one you missed is on a point that must not be missed.`
            : `Not yet: ${counted}. It takes ${right} of ${of}.`;
      const words = { ready: "✓ Ready", "not yet": "✗ Not yet. Read again: ", "too few": "○ Right so far" };
      find(".practice-objectives tbody").replaceChildren(
        ...at.objectives.map((each) => {
          const more = each.of ? `${words[/** @type {keyof words} */ (each.state)]}${each.state === "too few" ? `, ${each.more} more to go` : ""}` : "○ None yet";
          const row = make("tr", make("td", table.objectives[each.id]), make("td", `${each.right} of ${each.of} right`), make("td", more));
          for (const [at, link] of each.missed.map(passage).entries()) row.lastElementChild?.append(at ? ", " : "", link);
          row.dataset.state = each.of ? each.state : "none";
          return row;
        }),
      );
    }

    /** @param {Pool} table */
    function files(table) {
      const responses = Object.fromEntries(round.cards.map(({ item, form }) => [item.id, d9311Quiz.picked(form)]));
      const confidence = Object.fromEntries(round.cards.map(({ item, sure }) => [item.id, sure]));
      const about = { seed: round.seed, learner_label: who, job_title: "", attempt_no: rounds, started: round.started, finished: round.finished, confidence };
      const made = d9311Result.result(asForm(table, round.cards.map((card) => card.item), round.mode), responses, about);
      const name = `d9311-${made.form_id}-${made.finished.slice(0, 10)}-${made.checksum}`;
      find(".practice-json").onclick = () => d9311Result.save(`${name}.json`, "application/json", JSON.stringify(made, null, 1));
      find(".practice-csv").onclick = () => d9311Result.save(`${name}.csv`, "text/csv", d9311Result.toCsv(made));
    }

    const chance = () => 1 + Math.floor(Math.random() * 9999);

    start.addEventListener("submit", async (event) => {
      event.preventDefault();
      const mode = /** @type {HTMLInputElement} */ (start.querySelector("[name=mode]:checked"));
      const name = /** @type {HTMLInputElement} */ (start.elements.namedItem("learner_label"));
      said.textContent = "Getting the cases …";
      if (!(await d9311Quiz.load(root, "The cases did not load. Check the connection, then press Start again.", said))) return;
      if (!pool || start.hidden) return;
      if (!find(".practice-who").hidden) who = name.value.trim();
      const kept = keep.checked && read();
      if (kept) write({ who, log: kept.log });
      const seed = chance();
      const count = Number(mode.dataset.count);
      begin(mode.value === "review" ? review(pool, count, seed, log) : mix(pool, count, seed, log), mode.value, true, seed);
    });
    find(".practice-more").addEventListener("click", () => {
      part(".practice-start");
      start.querySelector("button")?.focus();
      start.scrollIntoView({ block: "nearest" });
    });
    keep.addEventListener("change", () => {
      const status = find(".quiz-keep [role=status]");
      if (!keep.checked) {
        forget();
        status.textContent = "Forgotten. Nothing is kept on this device.";
      } else if (write({ who, log })) {
        status.textContent = "Kept on this device only, until you end and clear.";
        greet();
      } else {
        keep.checked = false;
        status.textContent = "This browser keeps nothing for this page; practice works without.";
      }
    });
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== KEY || newValue !== null || !keep.checked) return;
      forget(); // what was written here before the news came
      cleared();
    });
    find(".practice-clear").addEventListener("click", () => {
      forget();
      keep.checked = false;
      log = [];
      who = "";
      rounds = 0;
      start.reset();
      find(".practice-round").replaceChildren();
      for (const list of root.querySelectorAll(".practice-list ul")) list.replaceChildren();
      find(".quiz-keep [role=status]").textContent = "";
      part(".practice-start");
      greet();
      said.textContent = "Cleared. Nothing is kept on this device.";
      start.querySelector("button")?.focus();
    });

    const kept = read();
    if (kept) {
      keep.checked = true;
      ({ who, log } = kept);
      greet();
    }
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.practice"))) mount(root);
  }
  return {
    /** What the pool's script calls. @param {Pool} data */
    pool(data) {
      pool = data;
    },
    mix, sibling, again, open, review, readiness, calibration, later, today, reviews, calendar, asForm, mount,
  };
})();
