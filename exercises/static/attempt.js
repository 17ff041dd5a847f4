// @ts-check
// Takes a form from start to result. Python decided weights, standings and outcomes while the book
// was built; this adds, looks up and shows. Stands on quiz.js.

/** @typedef {{id: string, version: number, kind: string, objective: string, critical: boolean,
 *   options: string[], rows: string[], key: string[], weights: Record<string, number>, full: number}} Meta */
/** @typedef {{form_id: string, title: string, mode: string, site_version: string, schema_version: number,
 *   content_hash: string, cdt_edition: number, scoring_rule: string, cut: number | null,
 *   cut_basis: string | null, standing?: Record<string, [number, number, number, string | null]>,
 *   items: Meta[]}} FormData9311 */

const d9311Attempt = (() => {
  "use strict";
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CHECKS = ALPHABET + "*~$=U";

  /**
   * The result of an attempt, as the file holds it (attempts.make_result gives the same).
   * @param {FormData9311} form @param {Record<string, string[]>} responses
   * @param {{seed: number, learner_label: string, job_title: string, attempt_no: number, started: string, finished: string,
   *   confidence?: Record<string, number>}} about
   */
  function result(form, responses, about) {
    const rows = form.items.map((item) => {
      const chosen = [...(responses[item.id] || [])].sort();
      return {
        item_id: item.id,
        item_version: item.version,
        objective: item.objective,
        options_shown_in_order: d9311Quiz.order(item.options, about.seed, item.id),
        chosen,
        key: item.key,
        points: d9311Quiz.points(item.weights, item.full, chosen),
        max: item.full,
        ...(about.confidence?.[item.id] ? { confidence: about.confidence[item.id] } : {}),
      };
    });
    const marks = rows.map((row) => ({ points: row.points, full: row.max, objective: row.objective }));
    const raw = d9311Quiz.total(marks);
    const [sem, low, high, outcome] = form.standing?.[`${raw.top}/${raw.bottom}`] || standing(raw, rows.length);
    const failed = form.items.filter((item, at) => item.critical && rows[at].points < item.full).map((item) => item.id);
    const objectives = [...new Set(rows.map((row) => row.objective))];
    const made = {
      schema_version: form.schema_version,
      site_version: form.site_version,
      content_hash: form.content_hash,
      cdt_edition: form.cdt_edition,
      form_id: form.form_id,
      seed: about.seed,
      mode: form.mode,
      attempt_no: about.attempt_no,
      learner_label: about.learner_label,
      job_title: about.job_title,
      started: about.started,
      finished: about.finished,
      scoring_rule: form.scoring_rule,
      cut: form.cut,
      cut_basis: form.cut_basis,
      n_items: rows.length,
      n_blank: rows.filter((row) => !row.chosen.length).length,
      raw: raw.top / raw.bottom,
      max: rows.length,
      percent: (100 * raw.top) / (raw.bottom * rows.length),
      sem,
      band: [low, high],
      result: failed.length && outcome ? "not yet" : outcome,
      must_not_miss_failed: failed,
      by_objective: objectives.map((id) => {
        const mine = marks.filter((mark) => mark.objective === id);
        const sum = d9311Quiz.total(mine);
        return { id, n: mine.length, points: sum.top / sum.bottom, max: mine.length };
      }),
      responses: rows,
    };
    return { ...made, checksum: checksum(made) };
  }

  /**
   * Where a score without a cut stands (attempts.standing), for a round drawn on the page.
   * @param {{top: number, bottom: number}} raw @param {number} count @returns {[number, number, number, null]}
   */
  function standing({ top, bottom }, count) {
    const raw = top / bottom;
    const sem = count > 1 ? Math.sqrt((top * (count * bottom - top)) / (bottom * bottom * (count - 1))) : 0;
    return [sem, Math.max(0, raw - sem), Math.min(count, raw + sem), null];
  }

  /** @param {any} made */
  function checksum(made) {
    const said = made.responses.map((/** @type {any} */ row) => `${row.item_id}@${row.item_version}=${row.chosen.join("+")}${row.confidence ? `?${row.confidence}` : ""}`);
    const head = [made.form_id, made.content_hash, made.seed, made.attempt_no, made.learner_label, made.finished];
    return d9311Quiz.hash([...head, ...said].join("|")).toString(16).padStart(8, "0");
  }

  /** Base and digit of each choice; 0 is blank. @param {Meta} item @param {string[]} chosen @returns {[number, number][]} */
  function digits(item, chosen) {
    const ids = [...item.options].sort();
    if (item.kind === "multiple") return ids.map((id) => [2, Number(chosen.includes(id))]);
    const groups = item.rows.length ? item.rows.map((row) => `${row}:`) : [""];
    return groups.map((group) => [ids.length + 1, ids.findIndex((id) => chosen.includes(group + id)) + 1]);
  }

  /** The code of a result (attempts.to_code). @param {FormData9311} form @param {Record<string, string[]>} responses */
  function toCode(form, responses) {
    let number = BigInt(`0x${form.content_hash.slice(0, 5)}`);
    for (const item of form.items) {
      for (const [base, digit] of digits(item, responses[item.id] || [])) number = number * BigInt(base) + BigInt(digit);
    }
    let text = CHECKS[Number(number % 37n)];
    for (; number; number /= 32n) text = ALPHABET[Number(number % 32n)] + text;
    return `${form.form_id.toUpperCase()}:${(text.match(/.{1,4}/g) || []).join("-")}`;
  }

  /** The responses of a code (attempts.from_code). @param {string} code @param {FormData9311[]} forms */
  function fromCode(code, forms) {
    const [name, ...rest] = code.trim().split(":");
    const form = forms.find((each) => each.form_id === name.toLowerCase());
    if (!form) throw new Error("This code names no form of this book.");
    const symbols = rest.join(":").toUpperCase().replace(/[- ]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    const body = symbols.slice(0, -1);
    const check = symbols.slice(-1);
    if (!body || body.length > 200 || [...body].some((each) => !ALPHABET.includes(each)) || !CHECKS.includes(check)) {
      throw new Error("This code holds what no code holds; type it again.");
    }
    let number = [...body].reduce((sum, each) => sum * 32n + BigInt(ALPHABET.indexOf(each)), 0n);
    if (CHECKS[Number(number % 37n)] !== check) throw new Error("The last sign does not fit: one was mistyped.");
    /** @type {Record<string, string[]>} */
    const responses = {};
    for (const item of [...form.items].reverse()) {
      const ids = [...item.options].sort();
      const read = digits(item, []).reverse().map(([base]) => {
        const digit = Number(number % BigInt(base));
        number /= BigInt(base);
        return digit;
      }).reverse();
      const groups = item.rows.length ? item.rows.map((row) => `${row}:`) : [""];
      responses[item.id] =
        item.kind === "multiple"
          ? ids.filter((_id, at) => read[at])
          : groups.flatMap((group, at) => (read[at] ? [group + ids[read[at] - 1]] : []));
    }
    if (number !== BigInt(`0x${form.content_hash.slice(0, 5)}`)) throw new Error("This code was made with another version of the form.");
    return { form, responses };
  }

  /** One line of CSV with its head. @param {Record<string, any>} made */
  function toCsv(made) {
    const cell = (/** @type {any} */ value) => {
      let text = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
      if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
      return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    return `${Object.keys(made).join(",")}\r\n${Object.values(made).map(cell).join(",")}\r\n`;
  }

  /** Offer a file to save. @param {string} name @param {string} type @param {string} text */
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** This moment as ISO with its zone. */
  function now() {
    const moment = new Date();
    const offset = -moment.getTimezoneOffset();
    const two = (/** @type {number} */ value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
    const local = new Date(moment.getTime() + offset * 60000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    /** @type {FormData9311} */
    const data = JSON.parse(find(".attempt-data").textContent || "");
    const who = /** @type {HTMLFormElement} */ (find(".attempt-who"));
    const forms = /** @type {HTMLFormElement[]} */ ([...root.querySelectorAll(".quiz-item")]);
    const KEY = `d9311-attempt-${data.form_id}`;
    const keep = /** @type {HTMLInputElement} */ (find(".quiz-keep input"));
    let about = { seed: 0, learner_label: "", job_title: "", attempt_no: 1, started: "", finished: "" };
    let taking = false;
    let warned = false;

    const responses = () => Object.fromEntries(forms.map((form) => [form.dataset.item || "", d9311Quiz.picked(form)]));
    const flagged = () => forms.filter((form) => flag(form).checked).map((form) => form.dataset.item || "");
    /** @param {HTMLFormElement} form */
    const flag = (form) => /** @type {HTMLInputElement} */ (form.querySelector(".attempt-flag"));

    /** @returns {any} */
    function read() {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY) || "null");
        return kept && kept.content_hash === data.content_hash && kept.responses && kept.about ? kept : null;
      } catch {
        return null;
      }
    }

    function store() {
      if (!keep.checked) return true;
      try {
        localStorage.setItem(KEY, JSON.stringify({ content_hash: data.content_hash, about, responses: responses(), flagged: flagged() }));
        return true;
      } catch {
        keep.checked = false;
        find(".quiz-keep [role=status]").textContent = "This browser keeps nothing for this page; stay on it until you finish.";
        return false;
      }
    }

    function drop() {
      try {
        localStorage.removeItem(KEY);
      } catch {
        // Storage that is forbidden holds nothing to forget.
      }
    }

    /** Show the items in the order of the seed. @param {any} [kept] */
    function begin(kept) {
      taking = true;
      warned = false;
      who.hidden = true;
      find(".attempt-result").hidden = true;
      for (const name of [".attempt-overview", ".attempt-end", ".attempt-session"]) find(name).hidden = false;
      find(".attempt-name").textContent = about.learner_label ? `Taken by ${about.learner_label}.` : "Taken without a name.";
      find(".attempt-said").textContent = "";
      for (const form of forms) {
        form.hidden = false;
        form.classList.remove("is-checked", "is-right", "is-partly", "is-wrong");
        /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = false;
        const reasons = /** @type {HTMLDetailsElement} */ (form.querySelector(".quiz-reasons"));
        reasons.hidden = true;
        reasons.open = false;
        /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = "";
        for (const yours of form.querySelectorAll(".quiz-yours")) yours.remove();
        d9311Quiz.arrange(form, about.seed);
        const id = form.dataset.item || "";
        d9311Quiz.pick(form, Array.isArray(kept?.responses?.[id]) ? kept.responses[id] : []);
        flag(form).checked = Array.isArray(kept?.flagged) && kept.flagged.includes(id);
        flag(form).closest("p")?.removeAttribute("hidden");
      }
      look();
      forms[0].querySelector("legend")?.focus();
    }

    /** Bring the overview up to date. */
    function look() {
      for (const form of forms) {
        const state = find(`.attempt-overview [data-item="${form.dataset.item}"] .attempt-state`);
        const link = /** @type {HTMLElement} */ (state.parentElement);
        const blank = !complete(form);
        state.textContent = `${blank ? " blank" : " answered"}${flag(form).checked ? ", flagged" : ""}`;
        link.classList.toggle("is-blank", blank);
        link.classList.toggle("is-flagged", flag(form).checked);
      }
    }

    /** @param {HTMLFormElement} form */
    function complete(form) {
      const picked = d9311Quiz.picked(form).length;
      return picked > 0 && picked >= form.querySelectorAll("select").length;
    }

    function finish() {
      const blank = forms.filter((form) => !complete(form));
      const said = find(".attempt-said");
      if (blank.length && !warned) {
        warned = true;
        const numbers = blank.map((form) => forms.indexOf(form) + 1).join(", ");
        said.textContent = `Blank: ${numbers}. A blank item earns nothing. Go back to them, or press Finish again.`;
        return;
      }
      about.finished = now();
      taking = false;
      drop();
      keep.checked = false;
      for (const name of [".attempt-overview", ".attempt-end"]) find(name).hidden = true;
      report(result(data, responses(), about));
    }

    /** Show a result, and no more of the items than the form's policy reveals. @param {ReturnType<typeof result>} made */
    function report(made) {
      const all = made.result === null || made.result === "meets";
      forms.forEach((form, at) => {
        const row = made.responses[at];
        const state = row.points === row.max ? "is-right" : row.points ? "is-partly" : "is-wrong";
        const said = /** @type {HTMLElement} */ (form.querySelector(".quiz-said"));
        const reasons = /** @type {HTMLDetailsElement} */ (form.querySelector(".quiz-reasons"));
        form.classList.add("is-checked", state);
        /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = true;
        flag(form).closest("p")?.setAttribute("hidden", "");
        said.textContent = !row.chosen.length ? "○ Blank." : row.points === row.max ? "✓ Correct." : row.points ? "◐ Partly correct." : "✗ Not correct.";
        reasons.hidden = !all;
        if (!all) return;
        for (const line of reasons.querySelectorAll("li[data-option]")) {
          const id = /** @type {HTMLElement} */ (line).dataset.option || "";
          if (row.chosen.includes(id)) line.querySelector("p")?.insertAdjacentHTML("beforeend", ' <em class="quiz-yours">your choice</em>');
        }
      });
      const words = { meets: "Meets the standard", borderline: "Borderline", "not yet": "Not yet" };
      const heading = find(".attempt-verdict");
      heading.textContent = made.result ? words[/** @type {keyof words} */ (made.result)] : "Done";
      const sum = d9311Quiz.total(made.responses.map((row) => ({ points: row.points, full: row.max })));
      const cut = (/** @type {number} */ value) => String(Math.floor(value * 10 + 1e-9) / 10);
      find(".attempt-score").textContent =
        `${d9311Quiz.decimal(sum)} of ${made.max} (${Math.floor((100 * sum.top) / (sum.bottom * made.max))}%). ` +
        `Band: ${cut(made.band[0])} to ${cut(made.band[1])}. Blank: ${made.n_blank}.`;
      find(".attempt-meaning").textContent =
        made.result === null
          ? "This form has no standard: it shows what to read."
          : made.must_not_miss_failed.length
            ? "A point that must not be missed was missed, so it is not yet, whatever the total."
            : made.result === "meets"
              ? "Your score and the whole band lie above the standard."
              : made.result === "borderline"
                ? "The standard lies within your band: the score is too close to call. Read on, then take the other form."
                : "The whole band lies below the standard. Read what is named below, then take the other form.";
      const critical = find(".attempt-critical");
      critical.hidden = !made.must_not_miss_failed.length;
      critical.querySelector("ul")?.replaceChildren(
        ...made.must_not_miss_failed.map((id) => {
          const form = /** @type {HTMLFormElement} */ (forms.find((each) => each.dataset.item === id));
          const line = document.createElement("li");
          line.append(`Item ${forms.indexOf(form) + 1}: `, /** @type {Node} */ (form.querySelector(".quiz-read")?.cloneNode(true)));
          return line;
        }),
      );
      for (const row of root.querySelectorAll(".attempt-objectives tbody tr")) {
        const id = /** @type {HTMLElement} */ (row).dataset.objective;
        const mine = made.responses.filter((each) => each.objective === id);
        const part = d9311Quiz.total(mine.map((each) => ({ points: each.points, full: each.max })));
        /** @type {HTMLElement} */ (row.querySelector(".attempt-credit")).textContent = `${d9311Quiz.decimal(part)} of ${mine.length}`;
        for (const link of row.querySelectorAll("a")) {
          const missed = mine.some((each) => each.item_id === link.dataset.item && each.points < each.max);
          link.hidden = !missed;
        }
      }
      find(".attempt-code").textContent = toCode(data, responses());
      find(".attempt-result").hidden = false;
      const file = `d9311-${data.form_id}-${made.finished.slice(0, 10)}-${made.checksum}`;
      find(".attempt-json").onclick = () => save(`${file}.json`, "application/json", JSON.stringify(made, null, 1));
      find(".attempt-csv").onclick = () => save(`${file}.csv`, "text/csv", toCsv(made));
      heading.focus();
      heading.scrollIntoView({ block: "start" });
    }

    /** Forget who was here and what was answered. */
    function clear() {
      taking = false;
      drop();
      location.replace(location.pathname + location.search);
      location.reload();
    }

    who.addEventListener("submit", (event) => {
      event.preventDefault();
      const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (who.elements.namedItem(name)).value.trim();
      about = { seed: 1 + Math.floor(Math.random() * 9999), learner_label: field("learner_label"), job_title: field("job_title"), attempt_no: 1, started: now(), finished: "" };
      begin();
    });
    find(".attempt-anew").addEventListener("click", () => {
      about = { ...about, seed: 1 + Math.floor(Math.random() * 9999), attempt_no: about.attempt_no + 1, started: now(), finished: "" };
      begin();
    });
    for (const form of forms) {
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("change", () => {
        warned = false;
        look();
        store();
      });
    }
    for (const link of root.querySelectorAll(".attempt-overview a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const form = forms.find((each) => each.dataset.item === /** @type {HTMLElement} */ (link).dataset.item);
        form?.querySelector("legend")?.focus();
      });
    }
    keep.addEventListener("change", () => {
      if (!keep.checked) drop();
      if (store()) {
        find(".quiz-keep [role=status]").textContent = keep.checked
          ? "Kept on this device only, until you finish or clear."
          : "Nothing is kept on this device.";
      }
    });
    find(".attempt-finish").addEventListener("click", finish);
    find(".attempt-print").addEventListener("click", () => print());
    for (const button of root.querySelectorAll(".attempt-clear")) button.addEventListener("click", clear);
    addEventListener("beforeunload", (event) => {
      if (taking && !keep.checked && Object.values(responses()).some((chosen) => chosen.length)) event.preventDefault();
    });

    for (const form of forms) form.hidden = true;
    const kept = read();
    const resume = /** @type {HTMLElement} */ (find(".attempt-resume"));
    resume.hidden = !kept;
    resume.addEventListener("click", () => {
      about = { ...about, ...kept.about };
      keep.checked = true;
      begin(kept);
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.attempt"))) mount(root);
  }
  return { result, checksum, toCode, fromCode, toCsv, save, now, mount };
})();
