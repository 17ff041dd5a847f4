// @ts-check
// The days that the page lists for a new edition, as a calendar file.

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.january"))) {
  /** A day as its line says it. @param {HTMLElement} line */
  function day(line) {
    const [time, title] = line.children;
    return {
      id: line.dataset.day || "",
      on: /** @type {HTMLTimeElement} */ (time).dateTime,
      title: title.textContent || "",
      address: d9311Calendar.lasting(/** @type {HTMLAnchorElement} */ (title).href || ""),
    };
  }

  root.querySelector("button")?.addEventListener("click", () => {
    const days = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("li"))].map(day);
    d9311Save("d9311-january.ics", "text/calendar", d9311Calendar.calendar("January", days));
  });
}
