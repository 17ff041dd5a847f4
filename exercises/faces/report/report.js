// @ts-check
// Counts a team's results on the page, as the package counts them. Python decided weights, standings,
// words and activities while the book was built; this checks, adds and shows. Nothing is analysed
// here, nothing sent, nothing kept. Stands on quiz.js and, from the first result on, on result.js.

const d9311Report = (() => {
  "use strict";
  const { readFile, readText } = d9311Intake;
  const { report } = d9311Count;
  const { rows, sheet } = d9311Roster;
  const { parts, summary, left } = d9311View;

  /** @type {Book9311} there once it is loaded */
  let book;

  /** Take the book's own data, as the script brings them that is loaded with the first result.
   * @param {Book9311} data */
  function give(data) {
    book = data;
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const files = /** @type {HTMLInputElement} */ (find(".report-files"));
    const codes = /** @type {HTMLTextAreaElement} */ (find(".report-codes"));
    const drop = find(".report-drop");
    /** @type {(Entry9311 | Skipped9311)[]} */
    let found = [];
    let pasted = 0;
    /** @type {ReturnType<typeof report>} */
    let done;

    function show() {
      done = report(book, found);
      find(".report-out").replaceChildren(...parts(book, done));
      find(".report-result").hidden = !found.length;
      find(".report-csv").hidden = !done.groups.length;
      find(".report-left").hidden = left(done).length <= d9311Given.limits["people-shown"];
      find(".report-said").textContent = found.length ? summary(book, done) : "";
    }

    /** Whether the book's own data are there; they are loaded when a first result comes. */
    function ready() {
      if (!book) find(".report-said").textContent = "Loading what it takes to count …";
      const failed = "The page couldn't load what it takes to count. Check the connection, then try again.";
      return d9311Quiz.load(root, failed, find(".report-said"));
    }

    /** @param {File} file @returns {Promise<(Entry9311 | Skipped9311)[]>} */
    async function read(file) {
      const { name, size } = file;
      const most = d9311Given.limits["largest-sheet"];
      if (size > most) return [{ name, reason: d9311Text.refusal("large-sheet", { most }) }];
      try {
        return readFile(book, name, await file.arrayBuffer());
      } catch {
        const why = "you can't drop a folder, but you can drop its files";
        return [{ name, reason: d9311Text.refusal("unreadable", { why }) }];
      }
    }

    /** @param {FileList | File[]} list */
    async function take(list) {
      const into = found; // Clear all puts another list in its place
      if (!(await ready())) return;
      for (const file of list) {
        if (found !== into) return;
        find(".report-said").textContent = `Reading ${file.name}`;
        into.push(...(await read(file)));
      }
      if (found === into) show();
    }

    files.addEventListener("change", async () => {
      await take([...(files.files || [])]);
      files.value = "";
    });
    for (const kind of ["dragenter", "dragover"]) {
      root.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.add("is-over");
      });
    }
    for (const kind of ["dragleave", "drop"]) root.addEventListener(kind, () => drop.classList.remove("is-over"));
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      void take([...(event.dataTransfer?.files || [])]);
    });
    find(".report-add").addEventListener("click", async () => {
      if (!codes.value.trim()) {
        find(".report-said").textContent = "Paste a code first, or choose files.";
        codes.focus();
        return;
      }
      if (!(await ready()) || !codes.value.trim()) return; // pressed twice, it counts once
      pasted += 1;
      found.push(...readText(book, pasted > 1 ? `pasted (${pasted})` : "pasted", codes.value));
      codes.value = "";
      show();
    });
    find(".report-try").addEventListener("click", () => {
      codes.value = find(".report-try").dataset.sample || "";
      find(".report-said").textContent = "An invented team's codes are in the box. Press Count the codes.";
      codes.focus();
    });
    find(".report-csv").addEventListener("click", () => {
      d9311Save("d9311-team.csv", "text/csv", `\ufeff${sheet(rows(book, done))}`);
    });
    find(".report-left").addEventListener("click", () => {
      const lines = left(done).map(({ name, reason }) => [name, reason]);
      d9311Save("d9311-not-counted.csv", "text/csv", `\ufeff${d9311Sheets.write(lines)}`);
    });
    find(".report-print").addEventListener("click", () => print());
    find(".report-clear").addEventListener("click", () => {
      found = [];
      pasted = 0;
      codes.value = "";
      if (book) show();
      find(".report-said").textContent = "Cleared. Nothing is kept.";
      files.focus();
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.report")))
      mount(root);
  }
  return { give, mount };
})();
