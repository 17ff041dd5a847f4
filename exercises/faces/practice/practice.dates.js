// @ts-check
// When to practice again, and the days as a calendar file.

const d9311Dates = (() => {
  "use strict";
  /** Whether a case was right: the response, and the reason if it was asked. @param {Taken} taken */
  const good = (taken) => taken.right && taken.reason !== false;

  const { later, today } = d9311Calendar;

  const BEGAN = "2026-11-01"; // no round was taken before there was a book; a clock that says so is wrong

  /** The reviews that follow a first day: each is done by practice from its day on, before the next one's. Whoever
   * let one pass owes none: it was skipped, and one at most is due. After the last, a miss brings another.
   * A day before the book, or ahead of today, was a wrong clock, and counts as none.
   * @param {Taken[]} log @param {number[]} days @param {string} now */
  function reviews(log, days, now) {
    const taken = [...new Set(log.map((each) => each.on))].filter((on) => on >= BEGAN && on <= now).sort();
    const first = taken[0] || now;
    const latest = taken[taken.length - 1];
    const dates = days.map((day) => ({ day, on: later(first, day) }));
    const again = days[days.length - 1];
    if (latest >= dates[dates.length - 1].on && log.some((each) => each.on === latest && !good(each))) {
      const on = later(latest, again);
      dates.push({ day: Math.round((Date.parse(on) - Date.parse(first)) / 864e5), on });
    }
    return dates.map((each, at) => {
      const next = at + 1 < dates.length ? dates[at + 1].on : "9999";
      const done = taken.some((day) => day >= each.on && day < next);
      return { ...each, state: done ? "done" : next <= now ? "skipped" : each.on <= now ? "due" : "ahead" };
    });
  }

  /** The review that comes next, due or ahead. @param {ReturnType<typeof reviews>} dates */
  const next = (dates) => dates.find((each) => each.state === "due" || each.state === "ahead");

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

  return { good, later, today, reviews, next, calendar };
})();
