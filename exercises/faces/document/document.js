// @ts-check
// Fills the document that document.html.j2 wrote, and keeps and sends nothing. The twin of documents.py;
// tests/browser/test_desk.py holds both to one another on drawn texts.

const d9311Document = (() => {
  "use strict";

  /** @typedef {{pattern: string, say: string}} Rule */
  /** One field, the rules that its words are held to, and how long they may be.
   * @typedef {{name: string, element: string, label: string, value: string, text: string, tick?: string,
   *   rules: Rule[], most: number, long: string}} Gap */

  /** A label as it reads within a sentence, its acronyms as they are. @param {string} label */
  const within = (label) =>
    label.replace(/\?+$/, "").replace(/^[A-Z](?=[^ A-Z0-9]*(?: |$))/, (first) => first.toLowerCase());

  /** A value as it begins a sentence. @param {string} value */
  const first = (value) => value.replace(/^[a-z](?=[^ A-Z0-9]*(?: |$))/, (letter) => letter.toUpperCase());

  /** A value on one line. @param {string} value */
  const flat = (value) => value.split(/\s+/).filter(Boolean).join(" ");

  /** By how many characters a field's words are too long, if they are. @param {Gap} gap */
  const over = (gap) => [...flat(gap.value)].length - gap.most;

  /** What to say about words that a field refuses; a tick holds no words. @param {Gap} gap */
  function refused(gap) {
    if (gap.tick !== undefined) return [];
    return over(gap) > 0 ? [gap.long.replace("{}", String(over(gap)))] : found(gap.rules, gap.value);
  }

  /** Whether a field has no value, or one that it refuses. @param {Gap} gap */
  const lacks = (gap) => /^[ \t\n.…?!]*$/.test(gap.value) || refused(gap).length > 0;

  /** The text with its gaps filled; one that lacks its value says what is missing.
   * @param {string} template @param {Gap[]} gaps */
  function fill(template, gaps) {
    return template
      .replace(/\{([a-z0-9-]+)\}(\.?)/g, (all, name, stop, at) => {
        const gap = gaps.find((each) => each.name === name);
        if (!gap || lacks(gap)) return `[MISSING: ${within(gap?.label || name)}]${stop}`;
        const words = gap.text || flat(gap.value);
        const after = template.slice(at + all.length - stop.length);
        const cut = /^([.,;:]| [a-z])/.test(after) ? words.replace(/[ .…]+$/, "") : words;
        const said = /(^|\n|[.!?] )$/.test(template.slice(0, at)) ? first(cut) : cut;
        return /[.…?!]["'”’]*$/.test(said) ? said : said + stop;
      })
      .trim();
  }

  /** The text as a template: gaps and [brackets] as `form`.
   * @param {string} template @param {Gap[]} gaps @param {string} form */
  function blank(template, gaps, form) {
    return template
      .replace(/\{([a-z0-9-]+)\}/g, (_all, name) => {
        const gap = gaps.find((each) => each.name === name);
        return gap?.tick || `[${(gap?.label || name).replace(/\?+$/, "")}]`;
      })
      .trim()
      .replace(/\[([^[\]]+)\]/g, (_all, name) => form.split("{}").join(name));
  }

  /** @param {Gap[]} gaps */
  function missing(gaps) {
    return [...new Set(gaps.filter(lacks).map((gap) => gap.element))];
  }

  /** @param {Rule[]} rules @param {string} text */
  function found(rules, text) {
    const plain = d9311Fold.fold(text);
    const fit = rules.filter((rule) => new RegExp(rule.pattern, "i").test(plain));
    return [...new Set(fit.map((rule) => rule.say))];
  }

  /** The text in parts, with a mark on what is missing. @param {string} text */
  function marked(text) {
    return text.split(/(\[MISSING: [^\]]*\])/).map((part, at) => {
      if (at % 2 === 0) return part;
      const gap = document.createElement("mark");
      gap.textContent = part;
      return gap;
    });
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    const text = find(".document-text");
    const rules = (/** @type {string} */ kind) =>
      [...root.querySelectorAll(`[data-${kind}]`)].map((each) => ({
        pattern: /** @type {HTMLElement} */ (each).dataset[kind] || "",
        say: each.textContent || "",
        field: /** @type {HTMLElement} */ (each).dataset.field || "",
      }));
    const guard = rules("guard");
    const refuse = rules("refuse");
    const shared = refuse.filter((rule) => !rule.field);
    const WARNING = "This isn't copied or printed yet. Press Clear again to empty it.";
    const { longest, long = "" } = find(".document-rules").dataset;
    let taken = false;

    /** @returns {Gap[]} */
    function gaps() {
      const inputs = [...form.elements].sort((one, other) => at(one) - at(other));
      return inputs.map((each) => {
        const input = /** @type {HTMLInputElement} */ (each);
        const tick = input.type === "checkbox";
        const field = /** @type {HTMLElement} */ (input.closest(".document-field"));
        const own = refuse.filter((rule) => rule.field === input.name);
        return {
          name: input.name,
          element: field.dataset.element || "",
          label: input.dataset.label || "",
          value: tick ? (input.checked ? "yes" : "") : input.value,
          text: tick ? input.dataset.text || "" : "",
          tick: tick ? input.dataset.text : undefined,
          rules: own.length ? own : shared,
          most: Number(longest),
          long,
        };
      });
    }

    /** Where a field stands in the document; the form asks in another order. @param {Element} input */
    const at = (input) => Number(/** @type {HTMLElement} */ (input.closest(".document-field")).dataset.at);

    const typed = () =>
      gaps()
        .map((gap) => gap.value)
        .join("\n");
    const unsaved = () => !taken && Boolean(typed().trim());

    /** What in the fields looks like patient data; what is too long is not copied anyway. @param {Gap[]} all */
    const shows = (all) => {
      const read = all.filter((gap) => over(gap) <= 0);
      return found(guard, read.map((gap) => gap.value).join("\n"));
    };

    function show() {
      const filled = gaps();
      text.replaceChildren(...marked(fill(text.dataset.template || "", filled)));
      const lack = missing(filled);
      const links = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-lacks]"));
      for (const link of links) {
        const name = link.dataset.lacks || "";
        link.classList.toggle("is-filled", !lack.includes(name));
        link.setAttribute("aria-label", `${name}: ${lack.includes(name) ? "missing" : "filled in"}`);
      }
      const count = `${links.length - lack.length} of ${links.length}`;
      /** @type {HTMLMeterElement} */ (root.querySelector("meter")).value = links.length - lack.length;
      find(".document-count").textContent = count;
      const doubted = new Set();
      for (const told of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".document-refused"))) {
        const input = told.parentElement?.querySelector("input");
        const gap = /** @type {Gap} */ (filled.find((each) => each.name === input?.name));
        told.textContent = [...refused(gap), ...shows([gap])].join(" ");
        if (told.textContent) doubted.add(gap.element);
      }
      const check = ` Read the warning at: ${[...doubted].join(", ")}.`;
      find(".document-state [role=status]").textContent =
        `${count} filled in.` + (doubted.size ? check : lack.length ? "" : " Nothing is missing.");
      find(".document-warning").replaceChildren();
      find(".document-done").textContent = "";
    }

    /** Say what was done beside the buttons, where it is seen. @param {string} say @param {boolean} done */
    function tell(say, done) {
      const said = find(".document-done");
      find(".document-warning").replaceChildren();
      said.classList.toggle("is-done", done);
      said.textContent = say;
    }

    /** Go to the first empty field of an element, or to its first. @param {string} element */
    function goTo(element) {
      const inputs = [...form.elements].filter(
        (each) => /** @type {HTMLElement} */ (each.closest(".document-field")).dataset.element === element,
      );
      const empty = (/** @type {Element} */ each) => {
        const input = /** @type {HTMLInputElement} */ (each);
        return input.type === "checkbox" ? !input.checked : !input.value.trim();
      };
      const input = /** @type {HTMLElement} */ (inputs.find(empty) || inputs[0]);
      input.closest("details")?.setAttribute("open", "");
      input.focus({ preventScroll: true });
      input.scrollIntoView({ block: "center", behavior: "instant" });
    }

    /** @param {string} say */
    function line(say) {
      const item = document.createElement("li");
      item.textContent = say;
      return item;
    }

    /** Warn first where the text looks like patient data, and let no words pass that are refused.
     * @param {string} what @param {() => void} act */
    function guarded(what, act) {
      const not = [...new Set(gaps().flatMap(refused))];
      const said = shows(gaps());
      if (!not.length && !said.length) return act();
      const list = document.createElement("ul");
      list.append(...[...not, ...said].map(line));
      const anyway = document.createElement("button");
      anyway.type = "button";
      anyway.textContent = `${what} anyway`;
      anyway.addEventListener("click", () => act());
      const heading = document.createElement("p");
      heading.textContent = not.length ? "Not yet:" : "Wait: this could show who the patient is.";
      find(".document-warning").replaceChildren(heading, list, ...(not.length ? [] : [anyway]));
    }

    async function copy() {
      const left = await d9311Copy(text.textContent || "", text);
      taken = taken || !left;
      tell(left || find(".document-copy").dataset.done || "", !left);
    }

    /** @param {HTMLElement} button */
    async function copyBlank(button) {
      text.textContent = blank(text.dataset.template || "", gaps(), button.dataset.form || "");
      const left = await d9311Copy(text.textContent, text);
      if (!left) show();
      tell(left || "Copied as a template, without what you typed.", !left);
    }

    /** Print this document alone: the page around it, and other documents, stay out. */
    function printed() {
      root.classList.add("is-printing");
      taken = true;
      addEventListener("afterprint", () => root.classList.remove("is-printing"), { once: true });
      print();
    }

    form.addEventListener("input", () => {
      taken = false;
      show();
    });
    addEventListener("beforeunload", (event) => {
      if (unsaved()) event.preventDefault();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    find(".document-state").addEventListener("click", (event) => {
      const link = /** @type {HTMLElement} */ (event.target).closest("[data-lacks]");
      if (!link) return;
      event.preventDefault();
      goTo(/** @type {HTMLElement} */ (link).dataset.lacks || "");
    });
    find(".document-copy").addEventListener("click", () => guarded("Copy", copy));
    find(".document-print").addEventListener("click", () => guarded("Print", printed));
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-form]")))
      button.addEventListener("click", () => copyBlank(button));
    find(".document-clear").addEventListener("click", () => {
      const warning = find(".document-warning");
      if (unsaved() && warning.textContent !== WARNING) {
        warning.textContent = WARNING;
        return;
      }
      form.reset();
      show();
      tell("Cleared.", true);
      /** @type {HTMLElement} */ (form.elements[0]).focus();
    });
    show();
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.document")))
      mount(root);
  }
  return { fill, blank, missing, found, refused, mount };
})();
