// @ts-check
// The items of a form while it is taken: which are blank, which are flagged, and the way to each.

const d9311Items = (() => {
  "use strict";

  /** @param {HTMLFormElement} form */
  const flag = (form) => /** @type {HTMLInputElement} */ (form.querySelector(".attempt-flag"));

  /** @param {HTMLFormElement} form */
  function complete(form) {
    const picked = d9311Quiz.picked(form).length;
    return picked > 0 && picked >= form.querySelectorAll("select").length;
  }

  /** Whether an item can be answered so. @param {HTMLFormElement} form @param {unknown} response */
  function fits(form, response) {
    if (!Array.isArray(response)) return false;
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("fieldset input, option"));
    const offered = [...inputs].map((each) => each.value).filter(Boolean);
    if (!response.every((pick) => offered.includes(pick))) return false;
    const one = form.querySelector("fieldset input[type=radio]");
    const rows = form.querySelector("select");
    const groups = response.map((pick) => (one ? "" : rows ? pick.split(":")[0] : pick));
    return new Set(groups).size === groups.length;
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

  /** A link to an item, by its number. @param {HTMLFormElement[]} forms @param {HTMLFormElement} form */
  function jump(forms, form) {
    const link = document.createElement("a");
    link.href = `#${form.id}`;
    link.textContent = String(forms.indexOf(form) + 1);
    return lead(link, form);
  }

  return { flag, fits, complete, open, look, lead, jump };
})();
