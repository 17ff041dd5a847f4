// @ts-check
// What a file is that holds no result: a document, a workbook, a picture, whatever it is called. The twin of
// kinds.py; tests/cases/files.json holds both to it.

const d9311Kinds = (() => {
  "use strict";

  /** Why a file holds no result, or nothing if it may hold one (kinds.other). @param {Uint8Array} bytes */
  function other(bytes) {
    const begins = [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const first = d9311Given.kinds.filter(({ starts }) => begins.startsWith(starts));
    if (!first.length) return null;
    const text = new TextDecoder("windows-1252").decode(bytes.subarray(0, d9311Given.limits["largest-result"] + 1));
    const kind = first.find(({ holds }) => !holds || text.includes(holds));
    return kind ? d9311Text.refused(kind.say, { what: kind.what }) : null;
  }

  return { other };
})();
