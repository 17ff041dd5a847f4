// The notebook's seam: quiz.js stands above this in one module; Python scores each response.
export default {
  /** @param {{model: any, el: HTMLElement}} view */
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

    /** Send a response to Python and wait for its mark. */
    const score = (item, response) =>
      new Promise((resolve, reject) => {
        const settle = (mark) => (mark.problem ? reject(new Error(mark.problem)) : resolve(mark));
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
          reject(new Error("Python does not answer. Run the cell above again, then Check."));
        }, 10000);
        model.on("change:marks", hear);
        model.set("responses", { ...model.get("responses"), [item]: response });
        model.save_changes();
      });

    const changed = (responses) => {
      model.set("responses", responses);
      model.save_changes();
    };
    d9311Quiz.mount(el.querySelector(".quiz"), { score, changed, responses: model.get("responses") });

    // JupyterLab takes plain keys for itself, arrows and letters: within the quiz they are the form's.
    /** @param {KeyboardEvent} event */
    const keys = ({ target, ctrlKey, metaKey, altKey }) => {
      if (!(target instanceof Element) || !el.contains(target)) return;
      target.toggleAttribute("data-lm-suppress-shortcuts", !(ctrlKey || metaKey || altKey));
    };
    window.addEventListener("keydown", keys, { capture: true });
    return () => window.removeEventListener("keydown", keys, { capture: true });
  },
};
