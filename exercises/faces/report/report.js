// @ts-check
// Takes a team's results, and shows what the package would count in them. Python decided weights, standings,
// words and activities while the book was built; what counts is loaded with the first result. Nothing is sent.

const d9311Report = (() => {
  "use strict";
  const KEY = "d9311-team";

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const files = /** @type {HTMLInputElement} */ (find(".report-files"));
    const codes = /** @type {HTMLTextAreaElement} */ (find(".report-codes"));
    const drop = find(".report-drop");
    /** @type {(Entry9311 | Skipped9311)[]} */
    let found = [];
    let pasted = 0;
    let invented = false; // what is found is the invented team's; it never mixes with real results
    const sample = (find(".report-try").dataset.sample || "").split("\n");
    /** @type {Report9311} */
    let done;
    const loaded = () => typeof d9311Book !== "undefined" && !!d9311Book.data;
    const book = () => /** @type {Book9311} */ (d9311Book.data); // asked for once it is loaded
    const names = /** @type {HTMLTextAreaElement} */ (find(".report-names"));
    const keep = /** @type {HTMLInputElement} */ (find(".report-keep input"));

    function show() {
      const { parts, summary, left } = d9311View;
      done = d9311Count.report(book(), found);
      showFirst();
      find(".report-out").replaceChildren(...parts(book(), done));
      find(".report-result").hidden = !found.length;
      for (const name of [".report-csv", ".report-print", ".report-whole"]) find(name).hidden = !done.groups.length;
      find(".report-said").classList.toggle("is-wrong", found.length > 0 && !done.groups.length);
      find(".report-left").hidden = left(done).length <= d9311Given.limits["people-shown"];
      find(".report-said").textContent = found.length ? summary(book(), done) : "";
    }

    /** What a manager reads first, and who of the names has not handed in. */
    function showFirst() {
      const said = d9311First.headline(book(), done).join(" ");
      const gone = d9311First.missing(book(), done, d9311First.listed(names.value));
      const line = (/** @type {string} */ each) => d9311View.made("p", each);
      find(".report-headline").replaceChildren(line(said), ...gone.map(line));
    }

    /** Keep the names, or drop what was kept. */
    function shelve() {
      const told = find(".report-said");
      try {
        if (keep.checked) d9311Shelf.set(KEY, names.value);
        else d9311Shelf.drop(KEY);
      } catch {
        keep.checked = false;
        told.textContent = "This browser keeps nothing. The names stay until you close the page.";
      }
    }

    /** Bring back the names that were kept. */
    function recall() {
      try {
        const kept = d9311Shelf.get(KEY);
        keep.checked = kept !== null;
        names.value = kept ?? names.value;
      } catch {
        // a browser that keeps nothing has kept none
      }
    }

    /** Go to what came out: for the eyes, and for who hears the page. */
    function go() {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const result = find(".report-headline");
      result.focus({ preventScroll: true });
      find(".report-said").scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
    }

    /** Whether the book's own data are there; they are loaded when a first result comes. */
    function ready() {
      if (!loaded()) find(".report-said").textContent = "Loading what it takes to count …";
      const failed = "The page couldn't load what it takes to count. Check the connection, then try again.";
      return d9311Load.load(root, failed, find(".report-said"));
    }

    /** @param {File} file @returns {Promise<(Entry9311 | Skipped9311)[]>} */
    async function read(file) {
      const { name, size } = file;
      const most = d9311Given.limits["largest-sheet"];
      if (size > most) return [{ name, reason: d9311Text.refusal("large-sheet", { most }) }];
      try {
        return d9311Intake.readFile(book(), name, await file.arrayBuffer());
      } catch {
        const why = "you can't drop a folder, but you can drop its files";
        return [{ name, reason: d9311Text.refusal("unreadable", { why }) }];
      }
    }

    /** The results here, where they are not the invented team's. */
    const real = () => (invented ? 0 : found.filter((each) => "paper" in each).length);

    /** Let invented results take the place of invented ones, and real results theirs. @param {boolean} next */
    function begin(next) {
      if (invented || next) found = [];
      invented = next;
    }

    /** That the invented team has to wait for what is here. */
    function wait() {
      const here = d9311View.many(book(), real(), "result");
      find(".report-said").textContent = `You have ${here} here. Press Clear all, then try the invented team.`;
      find(".report-clear").focus();
    }

    /** The codes that were pasted, and whether they are the invented team's; one's own take the place of those. */
    function given() {
      const lines = codes.value.split("\n").map((each) => each.trim());
      const own = lines.filter((each) => each && !sample.includes(each));
      const all = sample.every((each) => lines.includes(each));
      if (all && own.length) return { text: own.join("\n"), tried: false };
      return { text: codes.value, tried: lines.some((each) => sample.includes(each)) };
    }

    /** @param {FileList | File[]} list */
    async function take(list) {
      if (!list.length) return;
      if (!(await ready())) return;
      begin(false);
      const into = found; // Clear all puts another list in its place
      for (const file of list) {
        if (found !== into) return;
        find(".report-said").textContent = `Reading ${file.name}`;
        into.push(...(await read(file)));
      }
      if (found !== into) return;
      show();
      go();
    }

    files.addEventListener("change", async () => {
      await take([...(files.files || [])]);
      files.value = "";
    });
    // One that was chosen before this script came is read now.
    if (files.files?.length) files.dispatchEvent(new Event("change"));
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
      const { text, tried } = given();
      if (tried && real()) {
        wait();
        return;
      }
      begin(tried);
      pasted = found.length ? pasted + 1 : 1;
      found.push(...d9311Intake.readText(book(), pasted > 1 ? `pasted (${pasted})` : "pasted", text));
      codes.value = "";
      show();
      go();
    });
    find(".report-try").addEventListener("click", () => {
      if (real()) {
        wait();
        return;
      }
      if (codes.value.trim() && !given().tried) {
        find(".report-said").textContent = "Your own codes are in the box. Count them, or empty the box first.";
        codes.focus();
        return;
      }
      codes.value = sample.join("\n");
      find(".report-said").textContent = "An invented team's codes are in the box. Press Count the codes.";
      codes.focus();
    });
    find(".report-csv").addEventListener("click", () => {
      d9311Save("d9311-team.csv", "text/csv", `\ufeff${d9311Roster.sheet(d9311Roster.rows(book(), done))}`);
    });
    find(".report-left").addEventListener("click", () => {
      const lines = d9311View.left(done).map(({ name, reason }) => [name, reason]);
      d9311Save("d9311-not-counted.csv", "text/csv", `\ufeff${d9311Sheets.write(lines)}`);
    });
    names.addEventListener("input", () => {
      if (keep.checked) shelve();
      if (found.length && loaded()) showFirst();
    });
    keep.addEventListener("change", shelve);
    recall();
    find(".report-print").addEventListener("click", () => print());
    find(".report-clear").addEventListener("click", () => {
      found = [];
      invented = false;
      pasted = 0;
      codes.value = "";
      if (loaded()) show();
      const said = keep.checked ? "Cleared. Your list of names stays." : "Cleared. Nothing is kept.";
      find(".report-said").textContent = said;
      files.focus();
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.report")))
      mount(root);
  }
  return { mount };
})();
