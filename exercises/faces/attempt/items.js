// @ts-check
// The items of a form while it is taken: which are blank, which are flagged, and the way to each.
// Loaded at Start.

const d9311Items = (() => {
  "use strict";
  const { flag } = d9311Place;

  /** @param {HTMLFormElement} form */
  function complete(form) {
    const picked = d9311Quiz.picked(form).length;
    return picked > 0 && picked >= form.querySelectorAll("select").length;
  }

  /** Make an item as if it had not been taken. @param {HTMLFormElement} form @param {number} seed */
  function open(form, seed) {
    form.hidden = false;
    form.classList.remove("is-checked", "is-right", "is-partly", "is-wrong");
    /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = false;
    d9311Beside.untell(form);
    for (const told of form.querySelectorAll(".quiz-reasons, .quiz-read, .fault")) told.remove();
    /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = "";
    d9311Quiz.arrange(form, seed);
    flag(form).closest("p")?.removeAttribute("hidden");
  }

  /** @param {HTMLElement} root */
  const bar = (root) => /** @type {HTMLProgressElement} */ (root.querySelector(".quiz-line") || d9311Now.line(root));

  /** Begin: the first item is at hand, none is answered. @param {HTMLElement} root @param {HTMLFormElement[]} forms
   * @param {About9311} about */
  function begin(root, forms, about) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    find(".attempt-result").hidden = true;
    for (const name of [".attempt-overview", ".attempt-end", ".attempt-session", ".attempt-keep", ".attempt-move"])
      find(name).hidden = false;
    find(".attempt-session").textContent = about.learner_label
      ? `Taking as ${about.learner_label}`
      : "Taking without a name";
    find(".attempt-said").textContent = "";
    for (const form of forms) open(form, about.seed);
    root.classList.add("is-taking");
    show(root, forms, forms[0]);
    forms[0].querySelector("legend")?.focus({ preventScroll: true });
    find(".attempt-body").scrollIntoView({ block: "start" });
  }

  /** Fill the button that leads on: at the end it is Finish. @param {HTMLElement} root @param {boolean} end */
  function onward(root, end) {
    root.querySelector(".attempt-next")?.classList.toggle("quiz-check", !end);
    root.querySelector(".attempt-finish")?.classList.toggle("quiz-check", end);
  }

  /** Have one item at hand. @param {HTMLElement} root @param {HTMLFormElement[]} forms @param {HTMLFormElement} form */
  function show(root, forms, form) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    d9311Now.now(root, bar(root), form);
    onward(root, false);
    find(".attempt-back").hidden = form === forms[0];
    find(".attempt-next").textContent = form === forms[forms.length - 1] ? "To the end" : "Next";
    for (const link of root.querySelectorAll(".attempt-overview a")) link.removeAttribute("aria-current");
    find(`.attempt-overview [href="#${form.id}"]`).setAttribute("aria-current", "true");
  }

  /** Go to an item: while the form is taken, it alone is shown.
   * @param {HTMLElement} root @param {HTMLFormElement[]} forms @param {HTMLFormElement} form */
  function go(root, forms, form) {
    if (root.classList.contains("is-taking")) show(root, forms, form);
    d9311Now.to(form.querySelector("legend"));
  }

  /** Go on by so many items; behind the last is the end. @param {HTMLElement} root
   * @param {HTMLFormElement[]} forms @param {number} by */
  function move(root, forms, by) {
    const next = forms[forms.findIndex((form) => form.classList.contains("is-now")) + by];
    if (next) return go(root, forms, next);
    onward(root, true);
    /** @type {HTMLDetailsElement} */ (root.querySelector(".attempt-overview")).open = true;
    d9311Now.to(root.querySelector(".attempt-overview summary"));
  }

  /** Whether items are blank; then name them. @param {HTMLElement} root @param {HTMLFormElement[]} forms */
  function blank(root, forms) {
    const those = forms.filter((form) => !complete(form));
    const head = `Not answered: item${those.length > 1 ? "s" : ""} `;
    const links = those.flatMap((form, at) => [at ? ", " : head, jump(root, forms, form)]);
    const rest = ". A blank item earns nothing. Go back, or press Finish again.";
    if (those.length) root.querySelector(".attempt-said")?.replaceChildren(...links, rest);
    return those.length > 0;
  }

  /** Bring the overview up to date. @param {HTMLElement} root @param {HTMLFormElement[]} forms */
  function look(root, forms) {
    for (const form of forms) {
      const link = /** @type {HTMLElement} */ (root.querySelector(`.attempt-overview [href="#${form.id}"]`));
      const blank = !complete(form);
      /** @type {HTMLElement} */ (link.querySelector(".attempt-state")).textContent =
        `${blank ? " blank" : " answered"}${flag(form).checked ? ", flagged" : ""}`;
      link.classList.toggle("is-blank", blank);
      link.classList.toggle("is-flagged", flag(form).checked);
      link.classList.remove("is-missed");
    }
    bar(root).max = forms.length;
    bar(root).value = forms.filter(complete).length;
  }

  /** Have *link* lead to an item. @param {HTMLAnchorElement} link @param {HTMLElement} root
   * @param {HTMLFormElement[]} forms @param {HTMLFormElement} [form] */
  function lead(link, root, forms, form) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (form) go(root, forms, form);
    });
    return link;
  }

  /** Have the overview, the buttons and the keys lead to the items.
   * @param {HTMLElement} root @param {HTMLFormElement[]} forms */
  function wire(root, forms) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll(".attempt-overview a"))) {
      const form = forms.find((each) => link.hash === `#${each.id}`);
      lead(link, root, forms, form);
    }
    find(".attempt-back").addEventListener("click", () => move(root, forms, -1));
    find(".attempt-next").addEventListener("click", () => move(root, forms, 1));
    for (const form of forms) d9311Keys.listen(form, () => move(root, forms, 1));
    /** @type {HTMLDetailsElement} */ (find(".attempt-overview")).open = matchMedia("(min-width: 60rem)").matches;
  }

  /** A link to an item, by its number. @param {HTMLElement} root
   * @param {HTMLFormElement[]} forms @param {HTMLFormElement} form */
  function jump(root, forms, form) {
    const link = document.createElement("a");
    link.href = `#${form.id}`;
    link.textContent = String(forms.indexOf(form) + 1);
    return lead(link, root, forms, form);
  }

  return { begin, blank, look, wire };
})();
