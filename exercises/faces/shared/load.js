// @ts-check
// Loads what a face needs when it is started, and holds what is then known of forms. A page may come by it twice,
// as quiz.js is loaded after report.js; the first stays.

/** @type {ReturnType<typeof d9311Loading>} */
var d9311Load = d9311Load || d9311Loading();

function d9311Loading() {
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
      for (const file of (root.dataset.scripts || "").split(" ").filter(Boolean)) {
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

  /** Whether what was loaded is of the edition that the page is of; if not, say so and offer the page anew.
   * @param {{content_hash: string} | undefined} known @param {string | undefined} hash of what stands in the page
   * @param {string} meaning  what that means here @param {Element} place  where it is said */
  function current(known, hash, meaning, place) {
    if (known?.content_hash === hash) return true;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Reload the page";
    again.addEventListener("click", () => location.reload());
    place.replaceChildren(`The book was updated after this page was opened. ${meaning} `, again);
    return false;
  }

  return { load, current, data };
}
