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
    const reasons = /** @type {HTMLDetailsElement} */ (form.querySelector(".quiz-reasons"));
    reasons.hidden = true;
    reasons.open = false;
    /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = "";
    for (const yours of form.querySelectorAll(".quiz-yours")) yours.remove();
    d9311Quiz.arrange(form, seed);
    flag(form).closest("p")?.removeAttribute("hidden");
  }

  /** Show all items, none of them answered. @param {HTMLElement} root @param {HTMLFormElement[]} forms
   * @param {About9311} about */
  function begin(root, forms, about) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    find(".attempt-result").hidden = true;
    for (const name of [".attempt-overview", ".attempt-end", ".attempt-session", ".attempt-keep"])
      find(name).hidden = false;
    find(".attempt-name").textContent = about.learner_label
      ? `Taken by ${about.learner_label}.`
      : "Taken without a name.";
    find(".attempt-said").textContent = "";
    for (const form of forms) open(form, about.seed);
  }

  /** Whether items are blank; then name them. @param {HTMLElement} root @param {HTMLFormElement[]} forms */
  function blank(root, forms) {
    const those = forms.filter((form) => !complete(form));
    const links = those.flatMap((form, at) => [at ? ", " : "Blank: ", jump(forms, form)]);
    const rest = ". A blank item earns nothing. Go back to them, or press Finish again.";
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
  }

  /** Have *link* lead to an item. @param {HTMLAnchorElement} link @param {HTMLFormElement} [form] */
  function lead(link, form) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form?.querySelector("legend")?.focus();
    });
    return link;
  }

  /** Have the overview lead to the items. @param {HTMLElement} root @param {HTMLFormElement[]} forms */
  function wire(root, forms) {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll(".attempt-overview a"))) {
      lead(
        link,
        forms.find((each) => link.hash === `#${each.id}`),
      );
    }
  }

  /** A link to an item, by its number. @param {HTMLFormElement[]} forms @param {HTMLFormElement} form */
  function jump(forms, form) {
    const link = document.createElement("a");
    link.href = `#${form.id}`;
    link.textContent = String(forms.indexOf(form) + 1);
    return lead(link, form);
  }

  return { begin, blank, look, wire };
})();
