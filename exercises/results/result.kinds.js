// @ts-check
// What a file is that holds no result: a document, a workbook, a sheet of ours for people to read. The twin of
// kinds.py; tests/cases/files.json holds both to it.

const d9311Kinds = (() => {
  "use strict";
  const HEADS = /** @type {Record<string, RegExp>} */ ({
    "own-record": /(?:^|[\n\ufeff])"?Practice"?[,;\t|][^\n]*\n"?Session date"?[,;\t|]/,
    "own-roster": /(?:^|[\n\ufeff])"?name"?([,;\t|])"?job_title"?\1"?form"?\1"?version"?\1/,
  });
  const START = 4000; // signs in which the head of a sheet of ours begins

  /** Why a file holds no result, or nothing if it may hold one (kinds.other). @param {Uint8Array} bytes */
  function other(bytes) {
    const begins = [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const first = d9311Given.kinds.filter(({ starts }) => begins.startsWith(starts));
    if (!first.length) return null;
    const text = new TextDecoder("windows-1252").decode(bytes.subarray(0, d9311Given.limits["largest-result"] + 1));
    const kind = first.find(({ holds }) => !holds || text.includes(holds));
    return kind ? d9311Text.refused(kind.say, { what: kind.what }) : null;
  }

  /** Which sheet of the book's own pages a text is, as a refusal's name, or nothing (kinds.ours).
   * @param {string} text */
  const ours = (text) => Object.keys(HEADS).find((say) => HEADS[say].test(text.slice(0, START))) || "";

  return { other, ours };
})();
