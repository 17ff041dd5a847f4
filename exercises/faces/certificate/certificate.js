// @ts-check
// The sheet that shows one result, and the page that scores a result anew before it shows one.
// Stands on result.js. Everything from a file is shown as text; nothing is stored or sent.

const d9311Certificate = (() => {
  "use strict";
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  /** @param {string} iso */
  function day(iso) {
    const [, year, month, date] = iso.match(/^(\d{4})-(\d\d)-(\d\d)/) || [];
    const name = MONTHS[Number(month) - 1];
    return name ? `${name} ${Number(date)}, ${year}` : iso;
  }

  /**
   * Fill the sheet with a result. *bare* is one made from a code, which tells neither who nor when.
   * @param {HTMLElement} sheet @param {Result9311} made @param {FormData9311} form
   * @param {{bare?: boolean}} [how]
   */
  function fill(sheet, made, form, { bare = false } = {}) {
    const words = d9311Result.words(made);
    const chosen = Object.fromEntries(made.responses.map((row) => [row.item_id, row.chosen]));
    const ids = form.items.map((item) => item.id);
    const missed = made.must_not_miss_failed.map((id) => ids.indexOf(id) + 1);
    const criticals = form.items.some((item) => item.critical);
    const cut = made.cut === null ? "" : ` The standard is ${Math.round(made.cut * 100)}%, a ${made.cut_basis}.`;
    const parts = {
      form: `${form.title}, ${made.n_items} items`,
      who: made.learner_label,
      job: made.job_title || "",
      date: bare ? "" : day(made.finished),
      attempt: bare ? "" : String(made.attempt_no),
      result: words.verdict,
      score: `Score: ${words.score}. Band: ${words.band}. Blank: ${made.n_blank}.${cut}`,
      critical: !criticals
        ? ""
        : missed.length
          ? `Must-know points: missed in item ${missed.join(", ")}, so it's “not yet,” whatever the total.`
          : "Must-know points: none missed.",
      edition: words.newer || `CDT ${made.cdt_edition}`,
      site: made.site_version,
      hash: made.content_hash,
      checksum: bare ? "none, since this was made from a code" : made.checksum,
      code: d9311Result.toCode(form, chosen),
    };
    for (const [name, text] of Object.entries(parts)) {
      const place = /** @type {HTMLElement} */ (sheet.querySelector(`[data-part="${name}"]`));
      place.textContent = text;
      place.classList.toggle("is-empty", !text);
    }
    sheet.querySelector("tbody")?.replaceChildren(
      ...made.by_objective.map((each) => {
        const mine = made.responses.filter((row) => row.objective === each.id);
        const sum = d9311Quiz.total(mine.map((row) => ({ points: row.points, full: row.max })));
        const row = document.createElement("tr");
        const cells = [form.objectives[each.id], each.n, `${d9311Quiz.decimal(sum)} of ${each.max}`];
        for (const text of cells) row.insertCell().textContent = String(text);
        return row;
      }),
    );
  }

  /** Print the sheet alone: a tablet prints after *print* has returned. @param {HTMLElement} sheet */
  function printSheet(sheet) {
    sheet.classList.add("is-printing");
    addEventListener("afterprint", () => sheet.classList.toggle("is-printing", !sheet.hidden), { once: true });
    print();
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    /** @type {{schema: Schema9311, forms: FormData9311[]}} */
    const { schema, forms } = JSON.parse(find(".check-data").textContent || "");
    const ask = /** @type {HTMLFormElement} */ (find(".check-ask"));
    const file = /** @type {HTMLInputElement} */ (find("#check-file"));
    const text = /** @type {HTMLTextAreaElement} */ (find("#check-text"));
    const sheet = find(".certificate");
    let asked = 0;

    /** @param {string} said @param {string} state @param {string[]} [differs] */
    function tell(said, state, differs = []) {
      root.dataset.state = state;
      find(".check-said").textContent = said;
      find(".check-differs").replaceChildren(
        ...differs.map((each) => {
          const line = document.createElement("li");
          line.textContent = each;
          return line;
        }),
      );
      find(".check-differs").hidden = !differs.length;
      sheet.hidden = find(".check-tools").hidden = state !== "match";
      sheet.classList.toggle("is-printing", state === "match");
    }

    /** Whether what a result is checked by is here, and nothing else was asked for since; it comes at the first. */
    async function ready() {
      const mine = ++asked;
      tell("Loading what it takes to check a result …", "waits");
      const failed = "The page couldn't load what it takes to check a result. Check the connection, then try again.";
      return (await d9311Quiz.load(root, failed, find(".check-said"))) && mine === asked;
    }

    /** @param {string | Uint8Array} given @param {string} name */
    function check(given, name) {
      try {
        const found = d9311Result.parse(given, schema);
        if (found.length !== 1) throw d9311Text.refused("several", { count: found.length });
        const made = d9311Result.check(found[0], schema);
        const differs = d9311Result.rescore(made, forms);
        if (differs.length) {
          tell(`✗ No match: ${name}. Scored again, it differs, so there is no certificate.`, "differs", differs);
          return;
        }
        const form = /** @type {FormData9311} */ (forms.find((each) => each.form_id === made.form_id));
        fill(sheet, made, form);
        tell(`✓ Match: ${name}. Scored again, every number is the same.`, "match");
      } catch (error) {
        tell(`✗ No result: ${name}: ${error instanceof Error ? error.message : error}.`, "refused");
      }
    }

    /** @param {string} code */
    function checkCode(code) {
      try {
        const { form, responses } = d9311Result.fromCode(code, forms);
        const about = { seed: 0, learner_label: "", job_title: "", attempt_no: 1, started: "", finished: "" };
        fill(sheet, d9311Result.result(form, responses, about), form, { bare: true });
        tell(
          "✓ Match: the code is sound. It holds the answers, but not who gave them or when: write that in by hand.",
          "match",
        );
      } catch (error) {
        tell(`✗ No result: ${error instanceof Error ? error.message : error}.`, "refused");
      }
    }

    /** A file may hold a result, or a code alone. @param {Uint8Array} given @param {string} name */
    function checkFile(given, name) {
      let text = "";
      try {
        text = d9311Sheets.decode(given).trim();
      } catch {
        return check(given, name); // which says why
      }
      const isCode = text.length <= 400 && /^["']?[a-z0-9-]+:[^{]*$/i.test(text);
      return isCode ? checkCode(text) : check(given, name);
    }

    /** @param {File} chosen */
    async function read(chosen) {
      text.value = "";
      if (!(await ready())) return;
      const mine = asked;
      try {
        const whole = await chosen.slice(0, d9311Given.limits["largest-result"] + 1).arrayBuffer();
        if (mine === asked) checkFile(new Uint8Array(whole), chosen.name);
      } catch {
        if (mine === asked) tell(`✗ No result: ${chosen.name}: can't be read.`, "refused");
      }
    }

    const chosen = () => file.files?.length && read(file.files[0]);
    file.addEventListener("change", chosen);
    void chosen(); // one that was chosen before this script came
    ask.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = text.value.trim();
      asked += 1;
      if (!given && file.files?.length) return void read(file.files[0]);
      if (!given) return tell("Choose a file, paste one or type a code first.", "blank");
      if (!(await ready())) return;
      const isFile = /^[[{]/.test(given) || d9311Table.isSheet(given) || given.length > 400;
      return isFile ? check(given, "the pasted text") : checkCode(given);
    });
    find(".check-clear").addEventListener("click", () => {
      asked += 1;
      ask.reset();
      tell("", "");
      file.focus();
    });
    find(".check-print").addEventListener("click", () => printSheet(sheet));
    root.addEventListener("dragover", (event) => {
      event.preventDefault();
      root.classList.add("is-over");
    });
    root.addEventListener("dragleave", () => root.classList.remove("is-over"));
    root.addEventListener("drop", async (event) => {
      event.preventDefault();
      root.classList.remove("is-over");
      const dropped = event.dataTransfer?.files || [];
      if (dropped.length > 1) return tell(`${dropped.length} files: drop one at a time.`, "blank");
      if (dropped.length) {
        file.value = "";
        void read(dropped[0]);
      } else {
        const given = event.dataTransfer?.getData("text/plain") || "";
        if (given && (await ready())) check(given, "the dropped text");
      }
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.check"))) mount(root);
  }
  return { fill, printSheet, day };
})();
