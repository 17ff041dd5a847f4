// @ts-check
// The notebook's seam: aid.js stands above this in one module; Python says what the choices mean.
export default {
  /** @param {{model: Seam<{html: string, path: string[]}>, el: HTMLElement}} view */
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const changed = (/** @type {string[]} */ path) => {
      model.set("path", path);
      model.save_changes();
    };
    const root = /** @type {HTMLElement} */ (el.querySelector(".aid"));
    d9311Aid.mount(root, { changed, path: model.get("path") });
    return d9311LabKeys(el);
  },
};
