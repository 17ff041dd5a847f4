// The notebook's seam: aid.js stands above this in one module; Python says what the choices mean.
export default {
  /** @param {{model: any, el: HTMLElement}} view */
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const changed = (path) => {
      model.set("path", path);
      model.save_changes();
    };
    d9311Aid.mount(el.querySelector(".aid"), { changed, path: model.get("path") });
  },
};
