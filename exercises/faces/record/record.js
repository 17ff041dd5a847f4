// @ts-check
// Fills the training record from results: who, in what job, when, which form and attempt, with what result.
// What reads results is loaded with the first one. Nothing is sent, nothing kept.
// Held by: tests/browser/test_session_desk.py.

const d9311Record = (() => {
  "use strict";

  /** The groups that a record is of: of forms with a standard, or all where there is none.
   * @param {Report9311} made */
  function judged({ groups }) {
    const those = groups.filter((group) => group.judged);
    return those.length ? those : groups;
  }

  /** A line for each attempt. @param {Book9311} book @param {Report9311} made @returns {string[][]} */
  function lines(book, made) {
    return judged(made).flatMap((group) =>
      group.attempts.map((entry) => {
        const score = d9311View.score(book, entry);
        const band = d9311Numbers.band(entry.low, entry.high);
        const missed = entry.failed.length ? `, ${d9311View.critical(book, entry)}` : "";
        const result = `${entry.outcome || d9311View.say(book, "no-standard")}${missed}`;
        const form = `${group.paper.title}, attempt ${entry.attempt_no}`;
        return [entry.label, entry.job, entry.finished.slice(0, 10), form, `${score} (${band}), ${result}`];
      }),
    );
  }

  /** The versions that the results were made with. @param {Report9311} made */
  const versions = (made) =>
    judged(made)
      .map(({ paper }) => `${paper.title}: ${paper.content_hash}`)
      .join("; ");

  /** The topics that somebody answered an item on, in the book's order: what the results show was covered.
   * @param {Book9311} book @param {Report9311} made */
  function covered(book, made) {
    const shown = new Set(
      judged(made).flatMap(({ columns, attempts }) =>
        [...columns].flatMap(([id, places]) =>
          attempts.some(({ chosen }) => places.some((at) => chosen[at].length)) ? [id] : [],
        ),
      ),
    );
    const known = Object.keys(book.objectives).filter((id) => shown.delete(id));
    return [...known.map((id) => book.objectives[id]), ...shown].join("; ");
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const files = /** @type {HTMLInputElement} */ (find(".record-files"));
    const sheet = /** @type {HTMLFormElement} */ (find(".record-sheet"));
    const body = find("tbody");
    const said = find(".record-said");
    const heads = [...root.querySelectorAll("thead th")].map((each) => each.textContent || "");
    /** @type {(Entry9311 | Skipped9311)[]} */
    let found = [];
    let typed = false;
    let taken = true; // saved or printed, or empty
    const WARNING = "This isn't saved or printed yet. Press Clear the record again to empty it.";
    const fields = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[name]"))];

    /** A row whose cells can be typed in; the last is for the signature. @param {string[]} cells */
    function row(cells) {
      const line = document.createElement("tr");
      heads.forEach((head, at) => {
        const box = document.createElement("td");
        const label = document.createElement("span");
        label.className = "cell-head";
        label.textContent = `${head}: `;
        const input = document.createElement("textarea");
        input.rows = 1;
        input.value = cells[at] || "";
        input.setAttribute("aria-label", head);
        box.append(label, ...(at < heads.length - 1 ? [input] : []));
        line.append(box);
      });
      body.append(line);
    }

    /** Prefill a field that nobody has written in. @param {string} name @param {string} text */
    function put(name, text) {
      const box = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (find(`#record-${name}`));
      if (box.value === (box.dataset.told || "")) box.value = box.dataset.told = text;
    }

    /** Say which fields and cells are still empty; the last cell is for a pen. */
    function lacking() {
      const lines = [...body.children].map((line) => [...line.querySelectorAll("textarea")]);
      const open = fields().flatMap(({ value, labels }) => (value.trim() ? [] : [labels?.[0].textContent || ""]));
      const cells = heads.slice(0, -1).flatMap((head, at) => {
        const count = lines.filter((boxes) => !boxes[at].value.trim()).length;
        return count ? [`${head} (${count} of ${lines.length})`] : [];
      });
      const said = [...open, ...cells].join(", ");
      return said ? `Still empty: ${said}.` : "";
    }

    const check = () => (find(".record-empty").textContent = lacking());

    /** Fill the record from one that was saved here. @param {string} text @returns {string} what is said of it */
    function refill(text) {
      if (!sheet.hidden) return "A saved record fills an empty one. Clear this record first, then drop it again.";
      const rows = d9311Sheets.rows(text).map(({ cells }) => cells.map(d9311Sheets.bare));
      const start = rows.findIndex(([first]) => first === heads[0]);
      for (const each of fields()) {
        const line = rows.slice(0, start).find(([first]) => first === each.labels?.[0].textContent);
        if (line) each.value = line[1] || "";
      }
      const people = start < 0 ? [] : rows.slice(start + 1);
      for (const cells of people) row(cells);
      typed = true;
      sheet.hidden = taken = false;
      return `The saved record is back, with ${people.length} ${people.length === 1 ? "line" : "lines"}.`;
    }

    /** The text of a record that was saved here, or nothing. @param {ArrayBuffer} buffer */
    function saved(buffer) {
      try {
        const text = d9311Sheets.decode(new Uint8Array(buffer));
        return d9311Kinds.ours(text) === "own-record" ? text : "";
      } catch {
        return ""; // what reads results says why
      }
    }

    /** @param {File[]} list */
    async function take(list) {
      if (!list.length) return;
      said.textContent = "Reading …";
      const failed = "The page couldn't load what it takes to read results. Check the connection, then try again.";
      if (!(await d9311Load.load(root, failed, said))) return;
      const book = /** @type {Book9311} */ (d9311Book.data);
      /** @type {string[]} */
      const back = [];
      for (const file of list) {
        const small = file.size <= d9311Given.limits["largest-sheet"];
        try {
          const buffer = small ? await file.arrayBuffer() : new ArrayBuffer(0);
          const text = saved(buffer);
          if (text) back.push(refill(text));
          else if (small) found.push(...d9311Intake.readFile(book, file.name, buffer));
        } catch {
          const reason = d9311Text.refusal("unreadable", { why: "choose files, not a folder" });
          found.push({ name: file.name, reason });
        }
      }
      const made = d9311Count.report(book, found);
      const rows = lines(book, made);
      const left = [...made.skipped, ...made.copies].map(({ name, reason }) => `${name}: ${reason}`);
      const many = d9311View.many(book, rows.length, "result");
      if (typed) {
        const more = back.length < list.length ? [`Read: ${many}. Your changes stay. Add who is new by hand.`] : [];
        said.textContent = [...back, ...more].join(" ");
      } else {
        body.replaceChildren();
        rows.forEach(row);
        put("version", versions(made));
        put("contents", covered(book, made));
        said.textContent = [...back, `In the record: ${many}.`, ...left].join(" ");
      }
      sheet.hidden = !rows.length && !typed;
      taken = sheet.hidden;
      const planned = document.querySelector("[data-after='0'] time")?.textContent || "";
      const length = document.querySelector("[data-fill='minutes']")?.textContent || "";
      // What the plan on this page says, once there is one.
      if (/\d/.test(planned)) {
        put("date", planned);
        if (length) put("minutes", `${length} minutes`);
      }
      check();
      if (!sheet.hidden) /** @type {HTMLElement} */ (find("#record-practice")).focus();
    }

    /** What the record says, in rows. */
    function told() {
      const about = fields().map((each) => [each.labels?.[0].textContent || "", each.value]);
      const people = [...body.children].map((line) => [...line.querySelectorAll("textarea")].map(({ value }) => value));
      return [...about, [], heads, ...people];
    }

    files.addEventListener("change", async () => {
      await take([...(files.files || [])]);
      files.value = "";
    });
    // One that was chosen before this script came is read now.
    if (files.files?.length) files.dispatchEvent(new Event("change"));
    root.addEventListener("dragover", (event) => event.preventDefault());
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      void take([...(event.dataTransfer?.files || [])]);
    });
    body.addEventListener("input", () => (typed = true));
    sheet.addEventListener("input", () => {
      taken = false;
      check();
    });
    find(".record-add").addEventListener("click", () => {
      row([]);
      check();
      body.lastElementChild?.querySelector("textarea")?.focus();
    });
    find(".record-print").addEventListener("click", () => {
      taken = true;
      root.classList.add("is-printing");
      addEventListener("afterprint", () => root.classList.remove("is-printing"), { once: true });
      print();
    });
    find(".record-save").addEventListener("click", () => {
      d9311Save("d9311-training-record.csv", "text/csv", `\ufeff${d9311Sheets.write(told())}`);
      taken = true;
      said.textContent = ["Saved.", lacking()].join(" ").trim();
    });
    find(".record-clear").addEventListener("click", () => {
      if (!taken && said.textContent !== WARNING) {
        said.textContent = WARNING;
        return;
      }
      found = [];
      typed = false;
      taken = true;
      sheet.reset();
      for (const each of fields()) delete each.dataset.told;
      body.replaceChildren();
      sheet.hidden = true;
      said.textContent = "Cleared. Nothing is kept.";
      files.focus();
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.record")))
      mount(root);
  }
  return { lines };
})();
