// @ts-check
// Takes a form from start to finish. What is asked stands in quiz.js; at Start comes the rest: what is
// counted and saved in result.js, how it went in outcome.js, the sheet to print in certificate.js.

const d9311Attempt = (() => {
  "use strict";
  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    /** @type {TakenForm9311} there once it is loaded */
    let data;
    const who = /** @type {HTMLFormElement} */ (find(".attempt-who"));
    const forms = /** @type {HTMLFormElement[]} */ ([...root.querySelectorAll(".quiz-item")]);
    const place = d9311Place(root.dataset.form || "", root.dataset.hash || "");
    const keep = /** @type {HTMLInputElement} */ (find(".quiz-keep input"));
    /** @type {About9311} */
    let about = { seed: 0, learner_label: "", job_title: "", attempt_no: 1, started: "", finished: "" };
    let taking = false;
    let warned = false;

    const responses = () => Object.fromEntries(forms.map((form) => [form.dataset.item || "", d9311Quiz.picked(form)]));
    const flag = (/** @type {HTMLFormElement} */ form) =>
      /** @type {HTMLInputElement} */ (form.querySelector(".attempt-flag"));
    const flagged = () => forms.filter((form) => flag(form).checked).map((form) => form.dataset.item || "");
    const ours = (/** @type {Kept9311 | null} */ kept) =>
      kept?.about.started === about.started && kept.about.seed === about.seed;
    const tell = (/** @type {string} */ text) => (find(".quiz-keep [role=status]").textContent = text);

    /** Show of each item, but of those of *mine*, what is kept.
     * @param {Kept9311} kept @param {HTMLFormElement[]} [mine] */
    function adopt(kept, mine = []) {
      for (const form of forms.filter((each) => !mine.includes(each))) {
        const id = form.dataset.item || "";
        d9311Quiz.pick(form, Array.isArray(kept.responses[id]) ? kept.responses[id] : []);
        flag(form).checked = Array.isArray(kept.flagged) && kept.flagged.includes(id);
      }
      look();
    }

    /** Keep all as it stands here. */
    function write() {
      if (place.write({ about, responses: responses(), flagged: flagged() })) return true;
      keep.checked = false;
      tell("This browser keeps nothing for this page; stay on it until you finish.");
      return false;
    }

    /** Keep what was changed here beside what another tab kept, if keeping is asked for.
     * @param {HTMLFormElement[]} [mine] */
    function store(mine) {
      if (!keep.checked) return;
      const kept = place.read();
      if (!kept || !ours(kept)) return lost();
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
      tell("Forgotten in another tab. Nothing more of this attempt is kept.");
    }

    /** Whether all that the end needs is here; it is loaded at Start, so that the end needs no network. */
    async function ready() {
      const said = find(".attempt-kept");
      said.textContent = "";
      if (!(await d9311Quiz.load(root, "The form did not load. Check the connection, then press Start again.", said)))
        return false;
      data = d9311Quiz.data[root.dataset.form || ""];
      return !taking;
    }

    /** Show the items in the order of the seed. @param {Kept9311} [kept] */
    function begin(kept) {
      taking = true;
      warned = false;
      who.hidden = true;
      find(".attempt-result").hidden = true;
      for (const name of [".attempt-overview", ".attempt-end", ".attempt-session", ".attempt-keep"])
        find(name).hidden = false;
      find(".attempt-name").textContent = about.learner_label
        ? `Taken by ${about.learner_label}.`
        : "Taken without a name.";
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
        flag(form).closest("p")?.removeAttribute("hidden");
      }
      adopt(kept || { about, responses: {}, flagged: [] });
      forms[0].querySelector("legend")?.focus();
    }

    /** Bring the overview up to date. */
    function look() {
      for (const form of forms) {
        const state = find(`.attempt-overview [href="#${form.id}"] .attempt-state`);
        const link = /** @type {HTMLElement} */ (state.parentElement);
        const blank = !complete(form);
        state.textContent = `${blank ? " blank" : " answered"}${flag(form).checked ? ", flagged" : ""}`;
        link.classList.toggle("is-blank", blank);
        link.classList.toggle("is-flagged", flag(form).checked);
        link.classList.remove("is-missed");
      }
    }

    /** A link to an item, by its number. @param {HTMLFormElement} form */
    function jump(form) {
      const link = document.createElement("a");
      link.href = `#${form.id}`;
      link.textContent = String(forms.indexOf(form) + 1);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        form.querySelector("legend")?.focus();
      });
      return link;
    }

    /** @param {HTMLFormElement} form */
    function complete(form) {
      const picked = d9311Quiz.picked(form).length;
      return picked > 0 && picked >= form.querySelectorAll("select").length;
    }

    function finish() {
      store();
      const blank = forms.filter((form) => !complete(form));
      const said = find(".attempt-said");
      if (blank.length && !warned) {
        warned = true;
        const links = blank.flatMap((form, at) => [at ? ", " : "Blank: ", jump(form)]);
        said.replaceChildren(...links, ". A blank item earns nothing. Go back to them, or press Finish again.");
        return;
      }
      about.finished = d9311Result.now();
      taking = false;
      drop();
      keep.checked = false;
      for (const name of [".attempt-keep", ".attempt-end"]) find(name).hidden = true;
      d9311Outcome.show({
        root,
        forms,
        data,
        responses: responses(),
        made: d9311Result.result(data, responses(), about),
      });
    }

    /** Forget who was here and what was answered. */
    function clear() {
      taking = false;
      drop();
      location.replace(location.pathname + location.search);
      location.reload();
    }

    who.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!(await ready())) return;
      const field = (/** @type {string} */ name) =>
        /** @type {HTMLInputElement} */ (who.elements.namedItem(name)).value.trim();
      about = {
        seed: 1 + Math.floor(Math.random() * 9999),
        learner_label: field("learner_label"),
        job_title: field("job_title"),
        attempt_no: Math.max(1, Math.floor(Number(field("attempt_no"))) || 1),
        started: d9311Result.now(),
        finished: "",
      };
      forget();
      begin();
    });
    find(".attempt-anew").addEventListener("click", () => {
      about = {
        ...about,
        seed: 1 + Math.floor(Math.random() * 9999),
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
        look();
        store([form]);
      });
    }
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll(".attempt-overview a"))) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const form = forms.find((each) => link.hash === `#${each.id}`);
        form?.querySelector("legend")?.focus();
      });
    }
    keep.addEventListener("change", () => {
      const kept = place.read();
      if (!keep.checked) {
        drop();
        tell("Nothing is kept on this device.");
      } else if (kept && !ours(kept)) {
        keep.checked = false;
        tell("Another attempt at this form is already kept on this device. Finish it or forget it first.");
      } else if (write()) tell("Kept on this device only, until you finish or clear.");
    });
    find(".attempt-finish").addEventListener("click", finish);
    for (const button of root.querySelectorAll(".attempt-clear")) button.addEventListener("click", clear);
    addEventListener("beforeunload", (event) => {
      if (taking && !keep.checked && Object.values(responses()).some((chosen) => chosen.length)) event.preventDefault();
    });

    for (const form of forms) form.hidden = true;
    const resume = find(".attempt-resume");

    /** Offer to go on with the attempt that is kept. @param {Kept9311 | null} kept */
    function offer(kept) {
      resume.hidden = find(".attempt-forget").hidden = !kept;
      const whose = typeof kept?.about.learner_label === "string" && kept.about.learner_label;
      resume.textContent = `Go on where ${whose || "I"} left off`;
      find(".attempt-kept").textContent = kept
        ? "An attempt is kept on this device. Start begins anew and forgets it."
        : "";
    }
    offer(place.read());

    place.listen((kept, forgotten) => {
      if (!who.hidden) return offer(kept);
      if (!taking || !keep.checked) return;
      if (forgotten) drop(); // what was written here before the news came
      if (forgotten || !kept || !ours(kept)) return lost();
      adopt(kept);
    });

    function forget() {
      place.drop();
      offer(null);
    }
    find(".attempt-forget").addEventListener("click", () => {
      forget();
      find(".attempt-kept").textContent = "Forgotten. Nothing is kept on this device.";
      find(".attempt-start").focus();
    });
    resume.addEventListener("click", async () => {
      if (!(await ready())) return;
      const kept = place.read();
      if (!kept) return offer(kept); // another tab forgot it
      about = { ...about, ...kept.about };
      keep.checked = true;
      begin(kept);
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.attempt")))
      mount(root);
  }
  return { mount };
})();
