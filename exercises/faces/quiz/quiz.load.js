// @ts-check
// Loads what a face needs when it is started, and holds what is then known of forms.

const d9311Load = (() => {
  "use strict";

  /** @type {Record<string, TakenForm9311>} what is known of forms, by name, once their scripts are loaded */
  const data = {};
  /** @type {Map<string, Promise<unknown>>} what was asked for, by its address; it comes once */
  const coming = new Map();

  /** Load the styles and scripts that a face names for when it is started, one after the other: a page
   * opened from disk may load nothing else. Returns whether all came; if not, *place* says *failed*.
   * @param {HTMLElement} root @param {string} failed @param {Element} place */
  async function load(root, failed, place) {
    try {
      for (const file of (root.dataset.scripts || "").split(" ")) {
        if (!coming.has(file)) coming.set(file, come(file));
        await coming.get(file);
      }
      return true;
    } catch {
      place.textContent = failed;
      return false;
    }
  }

  /** @param {string} file */
  function come(file) {
    const style = /\.css(\?|$)/.test(file);
    const named = style ? { rel: "stylesheet", href: file } : { src: file };
    const tag = Object.assign(document.createElement(style ? "link" : "script"), named);
    return new Promise((resolve, reject) => {
      tag.onload = resolve;
      tag.onerror = () => {
        tag.remove();
        coming.delete(file);
        reject(new Error(`${file} did not load`));
      };
      document.head.append(tag);
    });
  }

  return { load, data };
})();
