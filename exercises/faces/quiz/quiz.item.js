// @ts-check
// One item in the page: what is picked, what that earns, what is then shown.

/** @typedef {(item: string, response: string[], form: HTMLFormElement) => Mark | Promise<Mark>} Score */
const d9311Item = (() => {
  "use strict";
  const { points, order } = d9311Points;
  const { tell } = d9311Beside;

  /** @param {HTMLFormElement} form */
  const inputs = (form) => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("fieldset input"));
  /** @param {HTMLFormElement} form */
  const selects = (form) => /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll("select"));

  /** The ids picked; a match pick is `row:option`. @param {HTMLFormElement} form */
  function picked(form) {
    const boxes = [...inputs(form)].filter((input) => input.checked).map((input) => input.value);
    return boxes.concat([...selects(form)].map((select) => select.value).filter(Boolean));
  }

  /** @param {HTMLFormElement} form @param {string[]} response */
  function pick(form, response) {
    for (const input of inputs(form)) input.checked = response.includes(input.value);
    for (const select of selects(form)) {
      select.value = response.find((each) => [...select.options].some((o) => o.value === each)) || "";
    }
  }

  /** The weights that the page carries. @param {HTMLFormElement} form */
  function weights(form) {
    /** @type {Record<string, number>} */
    const found = {};
    for (const each of form.querySelectorAll("[data-weight]")) {
      const { value, dataset } = /** @type {HTMLInputElement} */ (each);
      found[value] = Number(dataset.weight);
    }
    return found;
  }

  /** @type {Score} */
  function scoreHere(_item, response, form) {
    const full = Number(form.dataset.full);
    return { points: points(weights(form), full, response), full };
  }

  /** Put the options and their reasons in the order of a seed. @param {HTMLFormElement} form @param {number} seed */
  function arrange(form, seed) {
    if (form.dataset.standing !== undefined) return;
    const offered = /** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll(".quiz-option input, .quiz-row option[value]:not([value=''])")
    );
    const ids = [...new Set([...offered].map(({ value }) => value.slice(value.indexOf(":") + 1)))];
    for (const id of order(ids, seed, form.dataset.item || "")) {
      const reason = [...form.querySelectorAll(".quiz-reasons li[data-option]")].find(
        (each) => /** @type {HTMLElement} */ (each).dataset.option === id,
      );
      reason?.parentElement?.append(reason);
      for (const input of inputs(form)) {
        const option = /** @type {Element} */ (input.closest(".quiz-option"));
        if (input.value === id) option.parentElement?.append(option);
      }
      for (const select of selects(form)) {
        for (const option of [...select.options]) if (option.value.split(":")[1] === id) select.append(option);
      }
    }
  }

  /** What one response deserves to be told. @param {HTMLFormElement} form @param {Mark} mark */
  function verdict(form, mark) {
    if (mark.points === mark.full) return "✓ Correct.";
    if (mark.points > 0) return `◐ Partly correct: ${mark.points} of ${mark.full} points.`;
    const told = [...form.querySelectorAll(".quiz-reasons .is-key strong")];
    const keys = told.map((key) => key.textContent?.replace(/\.$/, ""));
    return `✗ Not correct. Right is: ${keys.join("; ")}.`;
  }

  /** Whether a response is not whole; then ask for what it lacks.
   * @param {HTMLFormElement} form @param {boolean} [quietly] */
  function lacks(form, quietly = false) {
    const some = picked(form).length;
    const blank = [...selects(form)].filter((select) => !select.value).length;
    const lacking = !some || blank > 0;
    if (quietly) return lacking;
    form.classList.toggle("is-blank", lacking);
    if (lacking) {
      const said = /** @type {HTMLElement} */ (form.querySelector(".quiz-said"));
      said.textContent = some ? `Choose an option for every row: ${blank} to go.` : "Choose an option first.";
      said.scrollIntoView({ block: "nearest" }); // on a phone it stands behind the buttons
    }
    return lacking;
  }

  /** Let a response be changed no more. @param {HTMLFormElement} form */
  function shut(form) {
    const fieldset = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"));
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".quiz-check"));
    if (fieldset.contains(document.activeElement)) buttons[0].focus();
    fieldset.disabled = true;
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
  }

  /** Show what a checked response earned.
   * @param {HTMLFormElement} form @param {Mark} mark @param {string[]} response */
  function show(form, mark, response) {
    const state = mark.points === mark.full ? "is-right" : mark.points ? "is-partly" : "is-wrong";
    form.classList.add("is-checked", state);
    /** @type {HTMLElement} */ (form.querySelector(".quiz-said")).textContent = verdict(form, mark);
    shut(form);
    /** @type {HTMLElement} */ (form.querySelector(".quiz-next")).hidden = false;
    tell(form, response);
  }

  return { picked, pick, selects, arrange, lacks, shut, show, scoreHere };
})();
