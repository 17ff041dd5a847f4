// @ts-check
// The notebook's seam: quiz.js stands above this in one module; Python scores each response.

/** @typedef {Mark & {response: string[], problem?: string}} Scored  what Python says of a response */
/** @typedef {Record<string, string[]>} Responses */
/** @typedef {{html: string, responses: Responses, marks: Record<string, Scored>}} Traits */

export default {
  /** @param {{model: Seam<Traits>, el: HTMLElement}} view */
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const same = (/** @type {string[]} */ a, /** @type {string[]} */ b) => JSON.stringify(a) === JSON.stringify(b);

    /** Send a response to Python and wait for its mark.
     * @param {string} item @param {string[]} response @returns {Promise<Mark>} */
    const score = (item, response) =>
      new Promise((resolve, reject) => {
        const settle = (/** @type {Scored} */ mark) => (mark.problem ? reject(new Error(mark.problem)) : resolve(mark));
        // A mark names its response, so that an older one is not taken for this one's.
        const answer = () => {
          const mark = model.get("marks")[item];
          return mark && same(mark.response, response) ? mark : null;
        };
        const known = answer();
        if (known) return settle(known);
        const stop = () => {
          clearTimeout(late);
          model.off("change:marks", hear);
        };
        const hear = () => {
          const mark = answer();
          if (!mark) return;
          stop();
          settle(mark);
        };
        const late = setTimeout(() => {
          stop();
          reject(new Error("Python doesn't answer. Run the cell above again, then Check."));
        }, 10000);
        model.on("change:marks", hear);
        model.set("responses", { ...model.get("responses"), [item]: response });
        model.save_changes();
      });

    const changed = (/** @type {Responses} */ responses) => {
      model.set("responses", responses);
      model.save_changes();
    };
    const root = /** @type {HTMLElement} */ (el.querySelector(".quiz"));
    d9311Quiz.mount(root, { score, changed, responses: model.get("responses") });

    return d9311LabKeys(el);
  },
};
