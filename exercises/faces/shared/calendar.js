// @ts-check
// Whole days, and hours of a day, as a calendar file (RFC 5545), which holds nothing about a person.

/** @typedef {{id: string, on: string, title: string, words?: string, address?: string}} Whole */
/** With a time, HH:MM, it is so many minutes of its day.
 * @typedef {Whole & {at?: string, minutes?: number, place?: string}} Day */

const d9311Calendar = (() => {
  "use strict";

  /** A day so many days later, as YYYY-MM-DD; a day has no hours, so no clock change moves it.
   * @param {string} day @param {number} days */
  function later(day, days) {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
  }

  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");

  /** Today on this device's calendar. @param {Date} [now] */
  const today = (now = new Date()) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  /** A day in words, with its weekday. @param {string} day */
  const long = (day) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString("en-US", {
      timeZone: "UTC",
      weekday: "long",
      year: "numeric",
      month: "long",
      day: "numeric",
    });

  const plain = (/** @type {string} */ day) => day.replace(/[-:]/g, "");
  const text = (/** @type {string} */ words) => words.replace(/\p{Cc}+/gu, " ").replace(/[\\;,]/g, "\\$&");

  /** When it begins and ends: whole days, or hours as the wall's clock shows them, which no zone or
   * clock change moves (3.3.5, form 1). @param {Day} day */
  function when({ on, at, minutes = 0 }) {
    if (!at) return [`DTSTART;VALUE=DATE:${plain(on)}`, `DTEND;VALUE=DATE:${plain(later(on, 1))}`];
    const ends = new Date(Date.parse(`${on}T${at}Z`) + minutes * 60_000).toISOString();
    return [`DTSTART:${plain(`${on}T${at}`)}00`, `DTEND:${plain(ends.slice(0, 19))}`];
  }

  /** The address stands in the words, too: some calendars show no URL.
   * @param {string} stamp @returns {(day: Day) => string[]} */
  const event = (stamp) => (day) => {
    const { id, on, at, title, words, address, place } = day;
    const said = [words, address].filter((part) => part).join(" ");
    return [
      "BEGIN:VEVENT",
      `UID:${id}-${plain(on)}@d9311.invalid`,
      `DTSTAMP:${stamp}`,
      ...when(day),
      `SUMMARY:${text(title)}`,
      ...(said ? [`DESCRIPTION:${text(said)}`] : []),
      ...(address ? [`URL:${address}`] : []),
      ...(place ? [`LOCATION:${text(place)}`] : []),
      `TRANSP:${at ? "OPAQUE" : "TRANSPARENT"}`,
      ...alarm(text(title), at ? "-P1D" : "PT9H"),
      "END:VEVENT",
    ];
  };

  /** A reminder (3.6.6): at nine in the morning of a whole day, a day before what has its hour.
   * @param {string} said @param {string} trigger */
  const alarm = (said, trigger) =>
    ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${said}`, `TRIGGER:${trigger}`, "END:VALARM"];

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

  /** The *days* as a file that the part *product* of the book wrote.
   * @param {string} product @param {Day[]} days @param {Date} [now] */
  function calendar(product, days, now = new Date()) {
    const stamp = now.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
    const whole = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      `PRODID:-//D9311 book//${product}//EN`,
      ...days.flatMap(event(stamp)),
      "END:VCALENDAR",
    ];
    return whole.map(fold).join("\r\n") + "\r\n";
  }

  /** An address that still leads here from a calendar: not that of a file on this device. @param {string} address */
  const lasting = (address) => (/^https?:/.test(address) ? address : "");

  return { later, today, long, calendar, lasting };
})();
