// @ts-check
// When to practice again, and the days as a calendar file.

const d9311Dates = (() => {
  "use strict";

  const { later, today } = d9311Calendar;

  const BEGAN = "2026-11-01"; // no round was taken before there was a book; a clock that says so is wrong

  /** The reviews that follow a first day: each done by practice on or after its own; one day pays for all before.
   * A day before the book, or ahead of today, was a wrong clock, and counts as none.
   * @param {Taken[]} log @param {number[]} days @param {string} now */
  function reviews(log, days, now) {
    const taken = [...new Set(log.map((each) => each.on))].filter((on) => on >= BEGAN && on <= now).sort();
    const first = taken[0] || now;
    return days.map((n) => {
      const on = later(first, n);
      return { day: n, on, state: taken.some((day) => day >= on) ? "done" : on <= now ? "due" : "ahead" };
    });
  }

  /** The review days as a calendar file.
   * @param {{day: number, on: string}[]} dates @param {string} address of this page, or nothing @param {Date} [now] */
  function calendar(dates, address, now) {
    const words = "Three cases, about three minutes. Open the page Mixed practice and choose “A review day.”";
    const days = dates.map(({ day, on }) => ({
      id: `day-${day}`,
      on,
      title: `D9311: review of day ${day}`,
      words,
      address,
    }));
    return d9311Calendar.calendar("Mixed practice", days, now);
  }

  return { later, today, reviews, calendar };
})();
