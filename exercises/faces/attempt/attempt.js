// @ts-check
// Takes a form from start to result. What is counted and saved stands in result.js, what is asked in
// quiz.js, the sheet to print in certificate.js; this shows. All but quiz.js is loaded at Start.

const d9311Attempt = (() => {
  "use strict";
  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    /** @type {TakenForm9311} there once it is loaded */
    let data;
    const who = /** @type {HTMLFormElement} */ (find(".attempt-who"));
    const forms = /** @type {HTMLFormElement[]} */ ([...root.querySelectorAll(".quiz-item")]);
    const KEY = `d9311-attempt-${root.dataset.form}`;
    const HASH = root.dataset.hash;
    const keep = /** @type {HTMLInputElement} */ (find(".quiz-keep input"));
    let about = { seed: 0, learner_label: "", job_title: "", attempt_no: 1, started: "", finished: "" };
    let taking = false;
    let warned = false;

    const responses = () => Object.fromEntries(forms.map((form) => [form.dataset.item || "", d9311Quiz.picked(form)]));
    const { flag } = d9311Outcome;
    const flagged = () => forms.filter((form) => flag(form).checked).map((form) => form.dataset.item || "");

    /** @typedef {{about: typeof about, responses: Record<string, string[]>, flagged?: string[]}} Kept */
    /** What this device keeps of this form, if it is of this version. @returns {Kept | null} */
    function read() {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY) || "null");
        return kept && kept.content_hash === HASH && kept.responses && kept.about ? kept : null;
      } catch {
        return null;
      }
    }

    function store() {
      if (!keep.checked) return true;
      try {
        localStorage.setItem(
          KEY,
          JSON.stringify({ content_hash: HASH, about, responses: responses(), flagged: flagged() }),
        );
        return true;
      } catch {
        keep.checked = false;
        find(".quiz-keep [role=status]").textContent =
          "This browser keeps nothing for this page; stay on it until you finish.";
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

    /** Whether all that the end needs is here; it is loaded at Start, so that the end needs no network. */
    async function ready() {
      const said = find(".attempt-kept");
      said.textContent = "";
      if (!(await d9311Quiz.load(root, "The form did not load. Check the connection, then press Start again.", said)))
        return false;
      data = d9311Quiz.data[root.dataset.form || ""];
      return !taking;
    }

    /** Show the items in the order of the seed. @param {Kept} [kept] */
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
        const state = find(`.attempt-overview [href="#${form.id}"] .attempt-state`);
        const link = /** @type {HTMLElement} */ (state.parentElement);
        const blank = !complete(form);
        state.textContent = `${blank ? " blank" : " answered"}${flag(form).checked ? ", flagged" : ""}`;
        link.classList.toggle("is-blank", blank);
        link.classList.toggle("is-flagged", flag(form).checked);
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
      forget("");
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
        store();
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
      if (!keep.checked) drop();
      if (store()) {
        find(".quiz-keep [role=status]").textContent = keep.checked
          ? "Kept on this device only, until you finish or clear."
          : "Nothing is kept on this device.";
      }
    });
    find(".attempt-finish").addEventListener("click", finish);
    for (const button of root.querySelectorAll(".attempt-clear")) button.addEventListener("click", clear);
    addEventListener("beforeunload", (event) => {
      if (taking && !keep.checked && Object.values(responses()).some((chosen) => chosen.length)) event.preventDefault();
    });

    for (const form of forms) form.hidden = true;
    const kept = read();
    const resume = find(".attempt-resume");
    resume.hidden = find(".attempt-forget").hidden = !kept;
    if (kept) {
      const whose = typeof kept.about.learner_label === "string" && kept.about.learner_label;
      resume.textContent = `Go on where ${whose || "I"} left off`;
      find(".attempt-kept").textContent = "An attempt is kept on this device. Start begins anew and forgets it.";
    }
    /** Forget the attempt that was kept. @param {string} said */
    function forget(said) {
      drop();
      resume.hidden = find(".attempt-forget").hidden = true;
      find(".attempt-kept").textContent = said;
    }
    find(".attempt-forget").addEventListener("click", () => {
      forget("Forgotten. Nothing is kept on this device.");
      find(".attempt-start").focus();
    });
    resume.addEventListener("click", async () => {
      if (!kept || !(await ready())) return;
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
