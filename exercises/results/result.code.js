// @ts-check
// The code of a result: form, version and responses in a line that can be read out.
// The twin of code.py; tests/browser/test_attempt.py holds both to one another on drawn responses.

const d9311Code = (() => {
  "use strict";
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CHECKS = ALPHABET + "*~$=U";
  const GROUP = 4; // signs; read out as one
  const AROUND = /^[ \t\r\n"'.,_]+|[ \t\r\n"'.,_]+$/g; // what mail and spreadsheets put around a code

  /** Base and digit of each choice; 0 is blank.
   * @param {Meta} item @param {string[]} chosen @returns {[number, number][]} */
  function digits(item, chosen) {
    const ids = [...item.options].sort();
    if (item.kind === "multiple") return ids.map((id) => [2, Number(chosen.includes(id))]);
    const groups = item.rows.length ? item.rows.map((row) => `${row}:`) : [""];
    return groups.map((group) => [ids.length + 1, ids.findIndex((id) => chosen.includes(group + id)) + 1]);
  }

  /** The picks that digits stand for. @param {Meta} item @param {number[]} read */
  function picks(item, read) {
    const ids = [...item.options].sort();
    if (item.kind === "multiple") return ids.filter((_id, at) => read[at]);
    const groups = item.rows.length ? item.rows.map((row) => `${row}:`) : [""];
    return groups.flatMap((group, at) => (read[at] ? [group + ids[read[at] - 1]] : []));
  }

  /** The number that a code begins with: the form's version. @param {FormData9311} form */
  const version = (form) => BigInt(`0x${form.content_hash.slice(0, 5)}`);

  /** The code of a result (code.to_code).
   * @param {FormData9311} form @param {Record<string, string[]>} responses */
  function toCode(form, responses) {
    let number = version(form);
    for (const item of form.items) {
      for (const [base, digit] of digits(item, responses[item.id] || [])) {
        number = number * BigInt(base) + BigInt(digit);
      }
    }
    let text = CHECKS[Number(number % 37n)];
    for (; number; number /= 32n) text = ALPHABET[Number(number % 32n)] + text;
    return `${form.form_id.toUpperCase()}:${(text.match(/.{1,4}/g) || []).join("-")}`;
  }

  /** The number that signs stand for, the last of which proves the others. @param {string} symbols */
  function numberOf(symbols) {
    const signs = [...symbols];
    const body = signs.slice(0, -1);
    if (!body.length) throw d9311Text.refused("code-short");
    if (body.length > d9311Given.limits["longest-code"]) throw d9311Text.refused("code-long");
    signs.forEach((sign, at) => {
      if ((at < body.length ? ALPHABET : CHECKS).includes(sign)) return;
      throw d9311Text.refused("code-sign", { group: Math.floor(at / GROUP) + 1, sign: d9311Text.said(sign) });
    });
    const number = body.reduce((sum, each) => sum * 32n + BigInt(ALPHABET.indexOf(each)), 0n);
    if (CHECKS[Number(number % 37n)] !== signs[body.length]) throw d9311Text.refused("code-check");
    return number;
  }

  /** The responses of a code, whatever dashes and quotes a phone made of it (code.from_code).
   * @param {string} code @param {FormData9311[]} forms */
  function fromCode(code, forms) {
    try {
      return read(d9311Fold.fold(code).replace(AROUND, ""), forms);
    } catch (error) {
      const reason = /** @type {Error} */ (error).message;
      throw d9311Text.refused("code", { code: d9311Text.said(code.trim()), reason });
    }
  }

  /** @param {string} code @param {FormData9311[]} forms */
  function read(code, forms) {
    const [, name, rest] = code.match(/^([^: \t\r\n]*)[: \t\r\n]*([^]*)$/) || ["", "", ""];
    const form = forms.find((each) => each.form_id === name.toLowerCase());
    if (!form) {
      const taken = forms.filter(({ mode }) => mode !== "practice").map((each) => `${each.form_id} (${each.title})`);
      throw d9311Text.refused("code-form", { forms: taken.join(", ") });
    }
    const symbols = rest
      .toUpperCase()
      .replace(/[-_ \t\r\n]/g, "")
      .replace(/O/g, "0")
      .replace(/[IL]/g, "1");
    let number = numberOf(symbols);
    /** @type {Record<string, string[]>} */
    const responses = {};
    for (const item of [...form.items].reverse()) {
      const backwards = digits(item, []).reverse();
      const read = backwards.map(([base]) => {
        const digit = Number(number % BigInt(base));
        number /= BigInt(base);
        return digit;
      });
      responses[item.id] = picks(item, read.reverse());
    }
    if (number !== version(form)) throw d9311Text.refused("code-version");
    return { form, responses };
  }

  return { toCode, fromCode };
})();
