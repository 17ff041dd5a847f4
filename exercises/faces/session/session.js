// @ts-check
// Plans the session: its invitation as text, and all its days as a calendar file. Nothing is kept or sent.

const d9311Session = (() => {
  "use strict";

  const { later, today, lasting, calendar } = d9311Calendar;
  const FRIDAY = 5;
  const FAR = 731; // days; who plans later than in two years has mistyped the year

  const utc = (/** @type {string} */ day) => new Date(`${day}T00:00:00Z`);

  /** A day in words. @param {string} day */
  function long(day) {
    const how = /** @type {const} */ ({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
    return utc(day).toLocaleDateString("en-US", { ...how, timeZone: "UTC" });
  }

  /** A time as its readers write it: 12:05 PM. @param {string} time */
  function clock(time) {
    const [hours, minutes] = time.split(":");
    return `${Number(hours) % 12 || 12}:${minutes} ${Number(hours) < 12 ? "AM" : "PM"}`;
  }

  /** The first Friday after a day. @param {string} day */
  const friday = (day) => later(day, ((FRIDAY - utc(day).getUTCDay() + 6) % 7) + 1);

  /** What to do about a date and a time, or nothing for each that will do.
   * @param {string} on @param {string} at @param {Date} [now] */
  function wrong(on, at, now = new Date()) {
    const first = today(now);
    const minute = `${now.getHours()}`.padStart(2, "0") + ":" + `${now.getMinutes()}`.padStart(2, "0");
    let date = "";
    if (!on) date = "Choose the day of the session.";
    else if (on.length > 10 || on > later(first, FAR)) date = "That's more than two years away. Check the year.";
    else if (on < first) date = "That day has passed. Choose today or a later day.";
    let time = "";
    if (!at) time = "Choose a start time, such as 12:30 PM.";
    else if (on === first && at < minute) time = "That time has passed today. Choose a later one.";
    return { date, time };
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (find(`#plan-${name}`));
    const fields = { date: field("date"), time: field("time") };
    const text = find(".session-text");
    const links = /** @type {HTMLAnchorElement[]} */ ([...text.querySelectorAll("a")]);
    const titles = links.map((link) => link.textContent || "");
    const lines = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("li")]);
    const blank = new Map(
      [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-fill], [data-after] time"))].map(
        (each) => [each, each.textContent],
      ),
    );

    /** Mark a field that is wrong, and say so beside it. @param {"date" | "time"} name @param {string} said */
    function mark(name, said) {
      find(`#plan-${name}-wrong`).textContent = said;
      fields[name].setAttribute("aria-invalid", String(!!said));
    }

    /** @param {string} said @param {boolean} done */
    function tell(said, done) {
      const told = find(".session-done");
      told.classList.toggle("is-done", done);
      told.textContent = said;
    }

    /** Whether both fields will do; if not, each says why, and the first one has the focus. @param {string} what */
    function ready(what) {
      const said = wrong(fields.date.value, fields.time.value);
      mark("date", said.date);
      mark("time", said.time);
      const first = said.date ? fields.date : said.time ? fields.time : null;
      if (!first) return true;
      tell(`Not ${what} yet: ${said.date || said.time}`, false);
      first.focus();
      return false;
    }

    /** Write what is planned into the invitation and the list; what is open stays in brackets. */
    function show() {
      const [on, at] = [fields.date.value, fields.time.value];
      const day = wrong(on, at).date ? "" : on;
      const place = field("place").value.trim();
      /** @type {Record<string, string>} */
      const filled = {
        day: day && long(day),
        time: at && clock(at),
        minutes: field("minutes").value,
        friday: day && long(friday(day)),
      };
      for (const [each, said] of blank) {
        const after = /** @type {HTMLElement | null} */ (each.closest("[data-after]"))?.dataset.after;
        if (after !== undefined) each.textContent = (day && long(later(day, Number(after)))) || said;
        else if (each.dataset.fill === "where") each.textContent = place ? `Where: ${place}\n` : "";
        else each.textContent = filled[each.dataset.fill || ""] || said;
      }
      links.forEach((link, at) => {
        link.textContent = [titles[at], lasting(link.href)].filter(Boolean).join(": ");
      });
    }

    /** A day as its line says it. @param {HTMLElement} line */
    function planned(line) {
      const [time, title] = line.children;
      const { day = "", after } = line.dataset;
      return {
        id: day,
        on: after ? later(fields.date.value, Number(after)) : /** @type {HTMLTimeElement} */ (time).dateTime,
        title: title.textContent || "",
        address: lasting(/** @type {HTMLAnchorElement} */ (title).href || ""),
        ...(after === "0" && {
          at: fields.time.value,
          minutes: Number(field("minutes").value),
          place: field("place").value.trim(),
        }),
      };
    }

    async function copy() {
      show();
      if (!ready("copied")) return;
      const left = await d9311Copy((text.textContent || "").trim(), text);
      tell(left || "Copied. Paste it into a mail to your team.", !left);
    }

    function save() {
      show();
      if (!ready("saved")) return;
      d9311Save("d9311-session.ics", "text/calendar", calendar("Session", lines.map(planned)));
      tell(`Saved. Open the file to put its ${lines.length} dates into your calendar.`, true);
    }

    const form = /** @type {HTMLFormElement} */ (find("form"));
    form.addEventListener("input", ({ target }) => {
      if (target === fields.date || target === fields.time) {
        // Not at blur: the line that then comes would move the button from under the press that left the field.
        const whole = fields.date.value >= "2000"; // a year half typed is 0020
        mark("date", whole ? wrong(fields.date.value, "").date : "");
        mark("time", "");
      }
      tell("", false);
      show();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      copy();
    });
    find(".session-ics").addEventListener("click", save);
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.session")))
      mount(root);
  }
  return { wrong, friday, clock, long };
})();
