// @ts-check
// The notebook's seam: quiz.js, attempt.js and what they start stand above this in one module. The page's
// face takes the form; what is answered is kept in the notebook, where Python makes the result of it.

export default {
  /** @param {{model: Seam<{html: string, told: Record<string, TakenForm9311>, kept: string}>, el: HTMLElement}} view */
  render({ model, el }) {
    const keep = (/** @type {string} */ text) => {
      model.set("kept", text);
      model.save_changes();
    };
    Object.assign(d9311Shelf, {
      always: true,
      where: "in this notebook",
      said: "Kept in this notebook while it runs.",
      gone: "",
      get: () => model.get("kept") || null,
      set: (/** @type {string} */ _key, /** @type {string} */ text) => keep(text),
      drop: () => keep(""),
    });
    Object.assign(d9311Quiz.data, model.get("told"));
    el.innerHTML = model.get("html");
    d9311Attempt.mount(/** @type {HTMLElement} */ (el.querySelector("section.attempt")));
    return d9311LabKeys(el);
  },
};
