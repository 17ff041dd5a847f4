// @ts-check
// Speaks to the LMS in a SCORM 1.2 package: whose it is, what was answered, how it ended. The face is the
// book's own; it keeps on a shelf, and this puts the LMS there. Stands on quiz.js, before the face's script.
// What the LMS doesn't take, this browser keeps until it does.

/** @typedef {{LMSInitialize: (none: "") => string, LMSGetValue: (name: string) => string,
 *   LMSSetValue: (name: string, value: string) => string, LMSCommit: (none: "") => string,
 *   LMSFinish: (none: "") => string}} Api9311 */
/** @typedef {{[name: string]: string}} Values9311  what the LMS is to hold, by its names, in order */

const d9311Scorm = (() => {
  "use strict";
  const MOST = 4096; // what SCORM 1.2 keeps of a place
  const FAR = 10; // how many frames up a browser may look
  const LETTERS = "abcdefghijklmnopqrst";
  const SIZE = 8; // signs for a case that was practiced: four for the case, three for its day, one for how it went
  const root = document.body.dataset;
  const cases = (root.cases || "").split(" ").filter(Boolean);
  const opened = Date.now();

  /** The LMS around this window, or around the one that opened it. @returns {Api9311 | null} */
  function find() {
    for (const first of [window, window.opener]) {
      let at = first;
      for (let far = 0; at && far < FAR; far += 1) {
        try {
          if (at.API) return at.API;
        } catch {
          // A window of another site shows nothing; one further out may be the LMS.
        }
        at = at.parent === at ? null : at.parent;
      }
    }
    return null;
  }

  /** Ask the LMS for something; null if it fails or is gone. @param {(api: Api9311) => string} what */
  function ask(what) {
    try {
      return api ? String(what(api)) : null;
    } catch {
      return null;
    }
  }
  const get = (/** @type {string} */ name) => ask((lms) => lms.LMSGetValue(name)) || "";
  const done = (/** @type {(api: Api9311) => string} */ what) => ask(what) === "true";

  /** How long this page has been open, as the LMS counts. */
  function time() {
    const seconds = Math.floor((Date.now() - opened) / 1000);
    const two = (/** @type {number} */ value) => String(Math.floor(value)).padStart(2, "0");
    return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  /** "Last, First" as it is said. @param {string} name */
  function named(name) {
    const [last, first, ...rest] = name.split(",").map((part) => part.trim());
    const said = first && !rest.length ? `${first} ${last}` : name.trim();
    return said.replace(/\p{Surrogate}/gu, "").slice(0, 80).trim();
  }

  /** The share right as a percent, cut after two places: rounded, it might pass a standard that it doesn't.
   * @param {number} top @param {number} bottom */
  const percent = (top, bottom) => String(bottom ? Math.floor((10000 * top) / bottom) / 100 : 0);

  /** A response as SCORM writes it: a letter for an option, a number for a row. @param {Meta} item
   * @param {string[]} picks */
  function written(item, picks) {
    const letter = (/** @type {string} */ id) => LETTERS[item.options.indexOf(id)];
    const signs = picks.map((pick) => {
      const [row, option] = pick.split(":");
      return item.rows.length ? `${item.rows.indexOf(row) + 1}.${letter(option)}` : letter(pick);
    });
    return signs.sort().join(",");
  }

  /** What the LMS is to hold of a form that was handed in. @param {Result9311} made @param {TakenForm9311} form
   * @param {number} first  how many interactions it holds */
  function reported(made, form, first) {
    const raw = d9311Quiz.total(made.responses.map((row) => ({ points: row.points, full: row.max })));
    /** @type {Values9311} */
    const values = scored(percent(raw.top, raw.bottom * made.n_items));
    made.responses.forEach((row, at) => {
      const item = form.items[at];
      const to = `cmi.interactions.${first + at}`;
      values[`${to}.id`] = item.id;
      values[`${to}.objectives.0.id`] = item.objective;
      values[`${to}.time`] = made.finished.slice(11, 19);
      values[`${to}.type`] = item.rows.length ? "matching" : "choice";
      values[`${to}.correct_responses.0.pattern`] = written(item, row.key);
      values[`${to}.weighting`] = "1";
      if (row.chosen.length) values[`${to}.student_response`] = written(item, row.chosen);
      values[`${to}.result`] = row.points === row.max ? "correct" : row.points ? share(row) : "wrong";
    });
    const met = made.result === "meets" ? "passed" : "failed";
    return { ...values, "cmi.core.lesson_status": made.result === null ? "completed" : met };
  }
  const share = (/** @type {Row9311} */ row) => String(Math.floor((100 * row.points) / row.max) / 100);

  /** @param {string} raw @returns {Values9311} */
  const scored = (raw) => ({ "cmi.core.score.min": "0", "cmi.core.score.max": "100", "cmi.core.score.raw": raw });

  /** What the LMS is to hold of cases that were practiced; *before* of them it holds already.
   * @param {Taken[]} log @param {number} before @param {number} first  how many interactions it holds */
  function practiced(log, before, first) {
    const right = log.filter((each) => each.right).length;
    const values = scored(percent(right, log.length));
    log.slice(before).forEach((each, at) => {
      values[`cmi.interactions.${first + at}.id`] = each.item.split("@")[0];
      values[`cmi.interactions.${first + at}.result`] = each.right ? "correct" : "wrong";
    });
    values["cmi.core.lesson_status"] = log.length < Number(root.round) ? "incomplete" : "completed";
    return values;
  }

  const short = (/** @type {string} */ item) => (d9311Quiz.hash(item) % 36 ** 4).toString(36).padStart(4, "0");
  const day = (/** @type {string} */ on) => Math.round(Date.parse(`${on}T00:00:00Z`) / 86400000);

  /** Cases that were practiced in few signs, the latest that there is room for.
   * @param {Taken[]} log @param {number} room */
  function packed(log, room) {
    const all = log.map((each) => {
      const how = Number(each.right) + 2 * Number(each.fresh) + 4 * each.sure + 16 * Number(each.reason === false);
      return short(each.item) + day(each.on).toString(36).padStart(3, "0") + how.toString(36);
    });
    return all.slice(-Math.floor(room / SIZE)).join("");
  }

  /** @param {string} text @returns {Taken[]} */
  function unpacked(text) {
    const known = new Map(cases.map((item) => [short(item), item]));
    return (text.match(/.{8}/g) || []).flatMap((each) => {
      const item = known.get(each.slice(0, 4));
      const how = parseInt(each[7], 36);
      const on = new Date(parseInt(each.slice(4, 7), 36) * 86400000).toISOString().slice(0, 10);
      const reason = how & 16 ? { reason: false } : {};
      const rest = { ...reason, fresh: Boolean(how & 2), sure: (how >> 2) & 3, on };
      return item ? [{ item, right: Boolean(how & 1), ...rest }] : [];
    });
  }

  let api = find();
  if (api && !done((lms) => lms.LMSInitialize(""))) api = null;

  /** @type {HTMLElement} */
  const said = /** @type {HTMLElement} */ (document.querySelector(".lms-said"));
  const again = /** @type {HTMLElement} */ (document.querySelector(".lms-again"));
  if (!api) {
    said.textContent =
      "No LMS answers here, so nothing is recorded. You can still answer, and save your result as a file.";
    return { named, percent, written, packed, unpacked };
  }

  const who = named(get("cmi.core.student_name"));
  const student = d9311Quiz.hash(get("cmi.core.student_id")).toString(36);
  const status = get("cmi.core.lesson_status");
  let ended = /^(passed|completed|failed)$/.test(status) ? status : "";
  let over = false;
  let count = Number(get("cmi.interactions._count")) || 0;
  /** @type {Values9311} what the LMS has not taken */
  let owed = {};

  /** What this browser keeps of what the LMS has not taken. @param {string} key */
  const spare = (key) => `d9311-lms-${student}-${key}`;

  /** Give the LMS what it is owed; say so if it doesn't take it. @param {string} key @param {string} text */
  function send(key, text) {
    const values = { ...owed, "cmi.core.session_time": time() };
    const all = Object.entries(values).every(([name, value]) => done((lms) => lms.LMSSetValue(name, value)));
    const taken = all && done((lms) => lms.LMSCommit(""));
    again.hidden = taken;
    if (taken) {
      said.textContent = over ? "Your LMS has your result." : "Your LMS has your answers so far.";
      owed = {};
      forget(key);
      return;
    }
    const kept = keep(key, text);
    said.textContent = kept
      ? "Your LMS didn't take your last answer. It's kept in this browser; keep this window open. " +
        "Your next answer is sent with it, or press"
      : "Your LMS didn't take your last answer, and this browser can't keep it. Keep this window open and press";
  }

  /** @param {string} key @param {string} text */
  function keep(key, text) {
    try {
      localStorage.setItem(spare(key), text);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} key */
  function forget(key) {
    try {
      localStorage.removeItem(spare(key));
    } catch {
      // Storage that is forbidden holds nothing.
    }
  }

  /** When a text was kept, and what it says. @param {string} text @returns {[number, string]} */
  function dated(text) {
    const [, at, rest] = /^([0-9a-z]+)\|([^]*)$/.exec(text) || ["", "0", ""];
    return [parseInt(at, 36), rest];
  }

  /** What the LMS keeps, or is owed. */
  const there = () => dated(owed["cmi.suspend_data"] ?? get("cmi.suspend_data"));

  /** What is kept, by the LMS or here if that is later. @param {string} key */
  function held(key) {
    let here = "";
    try {
      here = localStorage.getItem(spare(key)) || "";
    } catch {
      // Storage that is forbidden holds nothing.
    }
    return dated(here)[0] > there()[0] ? dated(here)[1] : there()[1];
  }

  /** Keep a text, and report with it. @param {string} key @param {string} text @param {Values9311} values */
  function put(key, text, values) {
    const kept = text && `${Date.now().toString(36)}|${text}`;
    if (kept.length > MOST) {
      said.textContent = "That's more than your LMS can keep, so finish without closing this window.";
      throw new Error(said.textContent);
    }
    owed = { ...owed, "cmi.suspend_data": kept, "cmi.core.exit": over ? "" : "suspend", ...values };
    again.onclick = () => send(key, kept);
    send(key, kept);
  }

  /** Keep an attempt; report it once it is handed in. A pass stays a pass. @param {string} key @param {string} text */
  function attempt(key, text) {
    const { about, responses } = JSON.parse(text);
    over = Boolean(about.finished);
    if (!over) return put(key, text, ended ? {} : { "cmi.core.lesson_status": "incomplete" });
    const form = d9311Quiz.data[root.form || ""];
    const values = reported(d9311Result.result(form, responses, about), form, count);
    if (ended === "passed" && values["cmi.core.lesson_status"] !== ended) {
      put(key, text, {});
      said.textContent = "Your LMS keeps the result that passed.";
      return;
    }
    count += form.items.length;
    ended = values["cmi.core.lesson_status"];
    put(key, text, values);
  }

  /** Keep what was practiced. @param {string} key @param {Taken[]} log */
  function practice(key, log) {
    const before = unpacked(there()[1]).length;
    const values = practiced(log, before, count);
    count += log.length - before;
    put(key, packed(log, MOST - 20), values);
  }

  /** JSON in signs that every LMS keeps. @param {string} text */
  const plain = (text) =>
    text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  /** @type {{d9311Lms?: Shelf9311}} */ (globalThis).d9311Lms = {
    always: true,
    where: "in your LMS",
    said: "What your LMS has of it is told above.",
    gone: " Your LMS keeps it, too.",
    get: (key) => (cases.length ? JSON.stringify({ who, log: unpacked(held(key)) }) : held(key) || null),
    set(key, text) {
      if (cases.length) practice(key, JSON.parse(text).log);
      else if (plain(text) !== there()[1]) attempt(key, plain(text));
    },
    drop: (key) => {
      if (!over) put(key, "", {});
    },
  };
  document.body.classList.add("has-lms");
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=learner_label]"))) {
    field.value = who;
    field.readOnly = Boolean(who);
  }
  said.textContent = `Your LMS is connected${who ? ` as ${who}` : ""}. It keeps your answers as you go.`;
  if (!ended) ask((lms) => lms.LMSSetValue("cmi.core.lesson_status", "incomplete"));
  ask((lms) => lms.LMSCommit(""));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload(); // the LMS was told that it is over
  });
  addEventListener("pagehide", () => {
    ask((lms) => lms.LMSSetValue("cmi.core.session_time", time()));
    ask((lms) => lms.LMSCommit(""));
    ask((lms) => lms.LMSFinish(""));
  });
  return { named, percent, written, packed, unpacked };
})();
