// @ts-check
// The notebook's seam: document.js stands above this in one module. Nothing goes to Python: nothing is kept.
export default {
  /** @param {{model: Seam<{html: string}>, el: HTMLElement}} view */
  render({ model, el }) {
    el.innerHTML = model.get("html");
    d9311Document.mount(/** @type {HTMLElement} */ (el.querySelector(".document")));
    return d9311LabKeys(el);
  },
};
