// @ts-check
// Takes a form from start to finish. What is asked stands in quiz.js; at Start comes the rest: what is
// counted and saved in result.js, what is shown of items in items.js and of the result in outcome.js,
// the sheet to print in certificate.js.

const d9311Attempt = (() => {
  "use strict";
  const { flag, fits } = d9311Place;

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    /** @type {TakenForm9311} there once it is loaded */
    let data;
    const who = /** @type {HTMLFormElement} */ (find(".attempt-who"));
    const forms = /** @type {HTMLFormElement[]} */ ([...root.querySelectorAll(".quiz-item")]);
    const place = d9311Place.place(root.dataset.form || "", root.dataset.hash || "", (responses) =>
      Object.entries(responses).every(([id, picks]) => {
        const form = forms.find((each) => each.dataset.item === id);
        return form && fits(form, picks);
      }),
    );
    const keep = /** @type {HTMLInputElement} */ (find(".quiz-keep input"));
    /** @type {About9311} */
    let about = { seed: 0, learner_label: "", job_title: "", attempt_no: 1, started: "", finished: "" };
    let taking = false;
    let warned = false;
    let unsaved = false;
    /** @type {HTMLElement | null} the button that said what would be lost */
    let asked = null;

    const responses = () => Object.fromEntries(forms.map((form) => [form.dataset.item || "", d9311Quiz.picked(form)]));
    const flagged = () => forms.filter((form) => flag(form).checked).map((form) => form.dataset.item || "");
    const ours = (/** @type {Kept9311 | null} */ kept) =>
      kept?.about.started === about.started && kept.about.seed === about.seed;
    const chosen = () => Object.values(responses()).some((picks) => picks.length);
    const tell = (/** @type {string} */ text) =>
      (find(taking ? ".quiz-keep [role=status]" : ".attempt-told").textContent = text);

    /** Whether nothing is lost that was not named at the press before. @param {HTMLElement} button */
    function sure(button) {
      if (asked === button || !(unsaved || (taking && chosen()))) return true;
      asked = button;
      const what = unsaved ? "Your result isn't saved and" : "Your answers";
      tell(`${what} would be gone. To go ahead anyway, press “${button.textContent}” again.`);
      return false;
    }

    /** Show of each item, but of those of *mine*, what is kept.
     * @param {Kept9311} kept @param {HTMLFormElement[]} [mine] */
    function adopt(kept, mine = []) {
      for (const form of forms.filter((each) => !mine.includes(each))) {
        const id = form.dataset.item || "";
        d9311Quiz.pick(form, kept.responses[id] || []);
        flag(form).checked = kept.flagged.includes(id);
      }
      d9311Items.look(root, forms);
    }

    /** Keep all as it stands here. */
    function write() {
      if (place.write({ about, responses: responses(), flagged: flagged() })) return true;
      keep.checked = false;
      tell("This browser can't save your place; stay on this page until you finish.");
      return false;
    }

    /** Keep what was changed here beside what another tab kept, if keeping is asked for.
     * @param {HTMLFormElement[]} [mine] */
    function store(mine) {
      if (!keep.checked) return;
      const kept = place.read();
      if (!kept || !ours(kept)) return lost();
      if (kept.about.finished) return end(kept);
      adopt(kept, mine);
      write();
    }

    /** Forget this attempt, and none that another tab keeps. */
    function drop() {
      if (ours(place.read())) place.drop();
    }

    /** Keep nothing more: another tab forgot this attempt. */
    function lost() {
      keep.checked = false;
      tell("Cleared in another tab. Nothing more of this attempt is kept.");
    }

    /** Whether all that the end needs is here; it is loaded at Start, so that the end needs no network. */
    async function ready() {
      const said = find(".attempt-kept");
      said.textContent = "Getting the form …";
      if (!(await d9311Quiz.load(root, "The form didn't load. Check the connection, then press Start again.", said)))
        return false;
      if (!data) d9311Items.wire(root, forms);
      said.textContent = "";
      data = d9311Quiz.data[root.dataset.form || ""];
      return !taking && d9311Quiz.current(data, root.dataset.hash, "What is kept on this device stays kept.", said);
    }

    /** Show the items in the order of the seed. @param {Kept9311} [kept] */
    function begin(kept) {
      taking = true;
      warned = unsaved = false;
      asked = null;
      who.hidden = true;
      d9311Items.begin(root, forms, about);
      adopt(kept || { about, responses: {}, flagged: [] });
      if (d9311Shelf.always) keep.checked = write();
    }

    function finish() {
      store(); // what another tab answered is counted
      if (!taking) return;
      if (!warned && d9311Items.blank(root, forms)) {
        warned = true;
        return;
      }
      about.finished = d9311Result.now();
      if (keep.checked) write();
      end();
    }

    /** Show the result, here or as another tab finished. @param {Kept9311} [kept] */
    function end(kept) {
      if (kept) {
        about = kept.about;
        adopt(kept);
      }
      taking = false;
      unsaved = !d9311Shelf.always;
      asked = null;
      for (const name of ["keep", "end", "move", "session"]) find(`.attempt-${name}`).hidden = true;
      root.classList.remove("is-taking");
      d9311Outcome.show({
        root,
        forms,
        data,
        responses: responses(),
        made: d9311Result.result(data, responses(), about),
        saved,
      });
      tell(keep.checked ? d9311Shelf.said : "This result isn't saved yet.");
    }

    /** Keep no longer what is in a file. */
    function saved() {
      const more = keep.checked ? d9311Shelf.gone : "";
      unsaved = keep.checked = false;
      drop();
      tell(`Saved as a file: look in your downloads.${more}`);
    }

    /** Forget who was here and what was answered. @param {HTMLElement} button */
    function clear(button) {
      if (!sure(button)) return;
      taking = unsaved = false;
      drop();
      location.replace(location.pathname + location.search);
      location.reload();
    }

    who.addEventListener("submit", async (event) => {
      event.preventDefault();
      const start = find(".attempt-start");
      const kept = place.read();
      if (asked !== start && kept && !(d9311Shelf.always && kept.about.finished)) {
        asked = start;
        find(".attempt-kept").textContent = kept.about.finished
          ? "The result that is kept here was never saved. Show it and save it, or press Start over again to clear it."
          : "The attempt that is kept here would be gone. Continue it, or press Start over again to clear it.";
        find(".attempt-kept").scrollIntoView({ block: "nearest" });
        return;
      }
      if (!(await ready())) return;
      const field = (/** @type {string} */ name) =>
        /** @type {HTMLInputElement} */ (who.elements.namedItem(name)).value.trim();
      about = {
        seed: d9311Quiz.chance(),
        learner_label: field("learner_label"),
        job_title: field("job_title"),
        attempt_no: Math.max(1, Math.floor(Number(field("attempt_no"))) || 1),
        started: d9311Result.now(),
        finished: "",
      };
      forget();
      begin();
    });
    const anew = find(".attempt-anew");
    anew.addEventListener("click", () => {
      if (!sure(anew)) return;
      drop();
      keep.checked = false;
      about = {
        ...about,
        seed: d9311Quiz.chance(),
        attempt_no: about.attempt_no + 1,
        started: d9311Result.now(),
        finished: "",
      };
      begin();
    });
    for (const form of forms) {
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("change", () => {
        warned = false;
        asked = null;
        d9311Items.look(root, forms);
        store([form]);
      });
    }
    keep.addEventListener("change", () => {
      const { kept, told } = place.held();
      if (!keep.checked) {
        drop();
        tell("Nothing is kept on this device.");
      } else if (told && !ours(kept)) {
        keep.checked = false;
        tell("Another attempt at this form is already kept on this device. Finish it or clear it first.");
      } else if (write()) tell(d9311Shelf.said);
    });
    find(".attempt-finish").addEventListener("click", finish);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".attempt-clear")))
      button.addEventListener("click", () => clear(button));
    addEventListener("beforeunload", (event) => {
      if (!keep.checked && (unsaved || (taking && chosen()))) event.preventDefault();
    });

    for (const form of forms) form.hidden = true;
    const resume = find(".attempt-resume");

    /** Offer to go on with the attempt that is kept; say what is kept if that cannot be. @param {Held9311} held */
    function offer({ kept, told }) {
      resume.hidden = !kept;
      find(".attempt-forget").hidden = !told;
      const whose = kept?.about.learner_label;
      resume.textContent = kept?.about.finished
        ? `Show the result${whose ? ` of ${whose}` : ""}`
        : `Continue${whose ? ` as ${whose}` : ""}`;
      find(".attempt-start").textContent = kept ? "Start over" : "Start";
      find(".attempt-kept").textContent = told;
    }
    offer(place.held());

    place.listen((held, forgotten) => {
      if (!who.hidden) return offer(held);
      const { kept } = held;
      if (!keep.checked) return;
      if (forgotten) drop(); // what was written here before the news came
      if (forgotten || !kept || !ours(kept)) return lost();
      if (taking && kept.about.finished) return end(kept);
      if (taking) adopt(kept);
    });

    function forget() {
      place.drop();
      offer(place.held());
    }
    find(".attempt-forget").addEventListener("click", () => {
      forget();
      find(".attempt-kept").textContent = "Cleared. Nothing is kept on this device.";
      find(".attempt-start").focus();
    });
    resume.addEventListener("click", async () => {
      if (!(await ready())) return;
      const kept = place.read();
      if (!kept) return offer(place.held()); // another tab forgot it
      about = { ...about, ...kept.about };
      keep.checked = true;
      begin(kept);
      if (about.finished) end();
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.attempt")))
      mount(root);
  }
  return { mount };
})();
