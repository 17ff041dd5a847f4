// @ts-check
// Whole days as a calendar file (RFC 5545), which holds nothing about a person.

/** @typedef {{id: string, on: string, title: string, words?: string, address?: string}} Day */

const d9311Calendar = (() => {
  "use strict";

  /** A day so many days later, as YYYY-MM-DD; a day has no hours, so no clock change moves it.
   * @param {string} day @param {number} days */
  function later(day, days) {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
  }

  const plain = (/** @type {string} */ day) => day.replace(/-/g, "");
  const text = (/** @type {string} */ words) => words.replace(/[\\;,]/g, "\\$&");

  /** The address stands in the words, too: some calendars show no URL.
   * @param {string} stamp @returns {(day: Day) => string[]} */
  const event = (stamp) => ({ id, on, title, words, address }) => {
    const said = [words, address].filter((part) => part).join(" ");
    return [
      "BEGIN:VEVENT",
      `UID:${id}-${plain(on)}@d9311.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plain(on)}`,
      `DTEND;VALUE=DATE:${plain(later(on, 1))}`,
      `SUMMARY:${text(title)}`,
      ...(said ? [`DESCRIPTION:${text(said)}`] : []),
      ...(address ? [`URL:${address}`] : []),
      "TRANSP:TRANSPARENT",
      ...alarm(text(title)),
      "END:VEVENT",
    ];
  };

  /** A reminder at nine in the morning of its day (3.6.6). @param {string} said */
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

  return { later, calendar, lasting };
})();
