// @ts-check
// Letters the sheets of a form by a seed, prints them, and scores letters typed back in (letters.js).
// The forms' data, quiz.js, letters.js, result.js and certificate.js are loaded when something is chosen or
// typed. Nothing is stored or sent.

const d9311Paper = (() => {
  "use strict";
  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const field = (/** @type {string} */ what) => /** @type {HTMLInputElement} */ (root.querySelector(what));
    const sheets = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".paper-sheet")]);
    const shown = () =>
      /** @type {HTMLElement} */ (sheets.find((each) => each.dataset.form === field("#paper-form").value));
    const form = () => d9311Load.data[field("#paper-form").value];

    /** Whether what letters and scores a form is here, and of this page's edition.
     * @param {string} place  where it is said if not */
    async function ready(place) {
      find(place).textContent = "Getting the forms …";
      const failed = "The forms didn't load. Check the connection, then try again.";
      if (!(await d9311Load.load(root, failed, find(place)))) return false;
      find(place).textContent = "";
      const { hash } = shown().dataset;
      const meaning =
        "Sheets from this page are not scored: " +
        `mark those of content ${hash} by the key that was printed with them.`;
      return d9311Load.current(form(), hash, meaning, find(place));
    }

    /** The seed, or null if the field holds none. @returns {number | null} */
    function seed() {
      const { value } = field("#paper-seed");
      return /^[0-9]{1,9}$/.test(value) ? Number(value) : null;
    }

    /** Show the sheet that is chosen alone. */
    function choose() {
      for (const sheet of sheets) sheet.hidden = sheet !== shown();
      count();
    }

    /** Letter the sheet that is chosen; return whether that could be done. */
    async function draw() {
      choose();
      if (!(await ready(".paper-said"))) return false;
      const chosen = seed();
      find(".paper-said").textContent = chosen === null ? "Type a whole number as the seed, such as 1." : "";
      const sheet = shown();
      if (chosen === null) return false;
      const lists = sheet.querySelectorAll(".paper-item > ol");
      const keys = sheet.querySelectorAll(".paper-letters strong");
      for (const [at, item] of form().items.entries()) {
        const letter = d9311Letters.letters(item, chosen);
        const lines = /** @type {HTMLElement[]} */ ([...lists[at].children]);
        lines.sort((a, b) => (letter[a.dataset.option || ""] < letter[b.dataset.option || ""] ? -1 : 1));
        for (const line of lines) {
          const place = /** @type {HTMLElement} */ (line.querySelector(".paper-letter"));
          place.textContent = letter[line.dataset.option || ""];
        }
        lists[at].append(...lines);
        keys[at].textContent = d9311Letters.toLetters(item, item.key, chosen);
      }
      for (const each of sheet.querySelectorAll(".paper-seed")) each.textContent = String(chosen);
      const today = d9311Certificate.day(d9311Result.now());
      for (const each of sheet.querySelectorAll(".paper-date")) each.textContent = today;
      return true;
    }

    /** Say how many letters are read, while they are typed. */
    function count() {
      const tokens = field("#paper-letters").value.match(/[^\s,;.:)0-9]+/g) || [];
      find("#paper-count").textContent = tokens.length ? `${tokens.length} of ${shown().dataset.items} read.` : "";
    }

    /** Take the last result off the page: it no longer fits what is asked. */
    function forget() {
      find(".paper-scored").textContent = "";
      find(".paper-result").hidden = true;
    }

    /** Why the sheet, by what stands on it after Content, is not of this page; nothing if it is. */
    function foreign() {
      const typed = field("#paper-content").value.trim().toLowerCase();
      const { hash = "" } = shown().dataset;
      if (typed.length < 4) return "type what stands after Content on the sheet, so that no older sheet gets this key";
      if (hash.startsWith(typed)) return "";
      return (
        `the sheet says content ${typed}, and this page has ${hash.slice(0, typed.length)}. ` +
        "It's from another edition or another form; mark it by the key that was printed with it"
      );
    }

    async function score() {
      forget();
      if (!(await ready(".paper-scored"))) return;
      const chosen = seed();
      if (chosen === null) return void draw();
      try {
        if (foreign()) throw new Error(foreign());
        const responses = d9311Letters.fromLetters(form(), chosen, field("#paper-letters").value);
        const moment = d9311Result.now();
        const made = d9311Result.result(form(), responses, {
          seed: chosen,
          learner_label: field("#paper-who").value.trim(),
          job_title: field("#paper-job").value.trim(),
          attempt_no: Math.max(1, Math.floor(Number(field("#paper-try").value)) || 1),
          started: moment,
          finished: moment,
        });
        const words = d9311Result.words(made);
        const missed = made.must_not_miss_failed.length ? "A must-know point was missed." : "";
        const score = `${words.verdict}. Score: ${words.score}. Band: ${words.band}. Blank: ${made.n_blank}.`;
        find(".paper-scored").textContent = [score, missed, words.newer].filter((part) => part).join(" ");
        find(".paper-code").textContent = d9311Result.toCode(form(), responses);
        find(".paper-result").hidden = false;
        const file = `d9311-${made.form_id}-${made.finished.slice(0, 10)}-${made.checksum}`;
        find(".paper-json").onclick = () =>
          d9311Save(`${file}.json`, "application/json", JSON.stringify(made, null, 1));
        find(".paper-csv").onclick = () => d9311Save(`${file}.csv`, "text/csv", d9311Result.toCsv(made));
        find(".paper-print").onclick = () => {
          d9311Certificate.fill(find(".certificate"), made, form());
          d9311Certificate.printSheet(find(".certificate"));
        };
      } catch (error) {
        find(".paper-scored").textContent = `Not scored: ${error instanceof Error ? error.message : error}.`;
      }
    }

    find(".paper-choose").addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!(await draw())) return;
      root.dataset.print = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value || "both";
      print();
    });
    for (const name of ["#paper-form", "#paper-seed"]) {
      find(name).addEventListener("input", () => {
        forget();
        void draw();
      });
    }
    find("#paper-letters").addEventListener("input", () => {
      forget();
      count();
    });
    find("#paper-content").addEventListener("input", forget);
    find(".paper-back").addEventListener("submit", (event) => {
      event.preventDefault();
      void score();
    });
    find(".paper-clear").addEventListener("click", () => {
      const content = field("#paper-content").value; // the next sheet is of the same pile
      /** @type {HTMLFormElement} */ (find(".paper-back")).reset();
      field("#paper-content").value = content;
      forget();
      count();
      find("#paper-letters").focus();
    });
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll(".paper-key:not([open])")]);
      for (const key of opened) key.open = true;
    });
    addEventListener("afterprint", () => {
      for (const key of opened) key.open = false;
      root.dataset.print = "both"; // a tablet prints after print() has returned
    });
    root.dataset.print = "both";
    choose();
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.paper"))) mount(root);
  }
  return { mount };
})();
