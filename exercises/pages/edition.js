// @ts-check
// Says on every page that a newer edition is in force, from its first day on by this device's own calendar.

(() => {
  "use strict";
  const lines = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".newer"));

  function say() {
    for (const line of lines) {
      const [year, month, day] = (line.dataset.from || "").split("-").map(Number);
      line.classList.toggle("is-in-force", new Date() >= new Date(year, month - 1, day));
    }
  }

  say();
  document.addEventListener("visibilitychange", say); // a page may stay open over the turn of the year
})();
