// @ts-check
// When to practice again, and the days as a calendar file.

const d9311Dates = (() => {
  "use strict";

  /** A day so many days later, as YYYY-MM-DD; a day has no hours, so no clock change moves it.
   * @param {string} day @param {number} days */
  function later(day, days) {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
  }

  /** Today on this device's calendar. @param {Date} [now] */
  function today(now = new Date()) {
    const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  const BEGAN = "2026-11-01"; // no round was taken before there was a book; a clock that says so is wrong

  /** The reviews that follow a first day: each done by one day of practice on or after its own, in order.
   * A day before the book, or ahead of today, was a wrong clock, and counts as none.
   * @param {Taken[]} log @param {number[]} days @param {string} now */
  function reviews(log, days, now) {
    const taken = [...new Set(log.map((each) => each.on))].filter((on) => on >= BEGAN && on <= now).sort();
    const first = taken[0] || now;
    let after = 0;
    return days.map((n) => {
      const on = later(first, n);
      const at = taken.findIndex((day, index) => index >= after && day >= on);
      if (at >= 0) after = at + 1;
      return { day: n, on, state: at >= 0 ? "done" : on <= now ? "due" : "ahead" };
    });
  }

  /** The review days as a calendar file: whole days, and nothing about a person.
   * @param {{day: number, on: string}[]} dates @param {string} address of this page, or nothing @param {Date} [now] */
  function calendar(dates, address, now = new Date()) {
    const plain = (/** @type {string} */ day) => day.replace(/-/g, "");
    const text = (/** @type {string} */ words) => words.replace(/[\\;,]/g, "\\$&");
    const stamp = now.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
    const lines = dates.flatMap(({ day, on }) => [
      "BEGIN:VEVENT",
      `UID:day-${day}-${plain(on)}@d9311.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plain(on)}`,
      `DTEND;VALUE=DATE:${plain(later(on, 1))}`,
      `SUMMARY:${text(`D9311: review of day ${day}`)}`,
      `DESCRIPTION:${text("Five cases, about three minutes. Open the page Mixed practice and take the short round.")}`,
      ...(address ? [`URL:${address}`] : []),
      "TRANSP:TRANSPARENT",
      ...alarm(text(`D9311: review of day ${day}`)),
      "END:VEVENT",
    ]);
    const whole = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//D9311 book//Mixed practice//EN",
      ...lines,
      "END:VCALENDAR",
    ];
    return whole.map(fold).join("\r\n") + "\r\n";
  }

  /** A reminder at nine in the morning of its day (RFC 5545, 3.6.6). @param {string} said */
  const alarm = (said) => ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${said}`, "TRIGGER:PT9H", "END:VALARM"];

  /** Break a line after 75 bytes, within no character. @param {string} line */
  function fold(line) {
    const width = (/** @type {string} */ part) => new TextEncoder().encode(part).length;
    const parts = [""];
    for (const sign of line) {
      const at = parts.length - 1;
      if (width(parts[at] + sign) > (at ? 74 : 75)) parts.push(sign);
      else parts[at] += sign;
    }
    return parts.join("\r\n ");
  }

  return { later, today, reviews, calendar };
})();
