// @ts-check
// The keys of an item: a digit chooses, Enter checks or goes on, a slash searches. They work only while
// something in the item has the focus, so that nobody who speaks to the device or slips chooses.

const d9311Keys = (() => {
  "use strict";

  /** Where to search: the page's box, or the way to the page that has one. */
  function search() {
    const box = /** @type {HTMLElement | null} */ (document.querySelector(".sidebar-search"));
    if (box?.offsetParent) return box.focus();
    /** @type {HTMLElement | null} */ (document.querySelector('a[href$="search.html"]'))?.click();
  }

  /** @param {HTMLFormElement} form @param {() => void} enter  what Enter does */
  function listen(form, enter) {
    form.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, repeat } = event;
      const target = /** @type {HTMLElement} */ (event.target);
      if (ctrlKey || metaKey || altKey || target.matches("select, textarea, a, summary")) return;
      if (key === "Enter") {
        if (target.matches("button:not([aria-disabled])")) return; // it is pressed
        event.preventDefault();
        if (!repeat) enter();
      } else if (key === "/") {
        event.preventDefault();
        search();
      } else if (/^[1-8]$/.test(key)) {
        const offered = form.querySelectorAll(".quiz-option :enabled:not([aria-disabled])");
        const at = /** @type {HTMLElement | undefined} */ (offered[Number(key) - 1]);
        at?.focus();
        if (at?.matches("input")) at.click();
      }
    });
  }

  return { listen };
})();
