// @ts-check
// Counts a team's results on the page, as report.py counts them. Python decided weights, standings,
// words and activities while the book was built; this checks, adds and shows. Nothing is analysed
// here, nothing sent, nothing kept. Stands on quiz.js and result.js.

/** @typedef {{id: string, version: number, objective: string, key: string[], full: number}} Line9311 */
/** @typedef {{key: string, form_id: string, content_hash: string, mode: string, title: string, current: boolean, lines: Line9311[]}} Paper9311 */
/** @typedef {{name: string, paper: Paper9311, label: string, job: string, attempt_no: number, finished: string, moment: number,
 *   outcome: string | null, low: number, high: number, failed: string[], points: number[], chosen: string[][], sure: number[], mark: string}} Entry9311 */
/** @typedef {{name: string, reason: string}} Skipped9311 */
/** @typedef {any} Book9311  what report_page.page_data compiled */

const d9311Report = (() => {
  "use strict";
  const CLOSE = 1e-9;
  const SURE = 3;
  const MOST = 10;
  const SHOWN = 200;
  const HALF = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/; // half of a sign of two, as JSON writes it

  /** A fault that has a reason to tell. */
  class Refused extends Error {}

  // -- one result ----------------------------------------------------------------------------

  /** @param {number} a @param {number} b */
  const near = (a, b) => Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a), Math.abs(b));

  /** The forms as result.js wants them, made once. @param {Book9311} book */
  function forms(book) {
    book.whole ??= book.forms.map((/** @type {any} */ form) => ({ ...form, items: form.items.map((/** @type {string} */ id) => book.items[id]) }));
    return book.whole;
  }

  /** @param {Book9311} book @param {any} form @returns {Paper9311} */
  function paperOf(book, form) {
    book.papers ??= new Map();
    const lines = form.items.map((/** @type {any} */ item) => ({ id: item.id, version: item.version, objective: item.objective, key: item.key, full: item.full }));
    return intern(book, form.form_id, form.content_hash, form.mode, lines, true);
  }

  /** One paper for all results of a form in one version.
   * @param {Book9311} book @param {string} form_id @param {string} content_hash @param {string} mode @param {Line9311[]} lines @param {boolean} current */
  function intern(book, form_id, content_hash, mode, lines, current) {
    book.papers ??= new Map();
    const key = JSON.stringify([form_id, content_hash, mode, lines.map((line) => Object.values(line))]);
    if (!book.papers.has(key)) {
      const title = forms(book).find((/** @type {any} */ form) => form.form_id === form_id)?.title || form_id;
      book.papers.set(key, { key, form_id, content_hash, mode, title, current, lines });
    }
    return book.papers.get(key);
  }

  /** A result as an entry; throws what is wrong with it. @param {Book9311} book @param {any} result @param {string} name @returns {Entry9311} */
  function judge(book, result, name) {
    try {
      d9311Result.check(result, book.schema);
    } catch (error) {
      throw new Refused(/** @type {Error} */ (error).message);
    }
    if (HALF.test(JSON.stringify(result))) throw new Refused("holds half a sign");
    const form = forms(book).find((/** @type {any} */ each) => each.form_id === result.form_id && each.content_hash === result.content_hash);
    const fault = form ? d9311Result.rescore({ ...result, cdt_edition: form.cdt_edition }, [form])[0] : unsound(result);
    if (fault) throw new Refused(`its numbers do not follow from its responses (${fault})`);
    const lines = result.responses.map((/** @type {any} */ row) => ({ id: row.item_id, version: row.item_version, objective: row.objective, key: row.key, full: row.max }));
    const paper = form ? paperOf(book, form) : intern(book, result.form_id, result.content_hash, result.mode, lines, false);
    return entryOf(result, paper, name);
  }

  /** @param {any} result @param {Paper9311} paper @param {string} name @returns {Entry9311} */
  function entryOf(result, paper, name) {
    const rows = result.responses;
    return {
      name,
      paper,
      label: result.learner_label,
      job: result.job_title || "",
      attempt_no: result.attempt_no,
      finished: result.finished,
      moment: moment(result.finished),
      outcome: result.result,
      low: result.band[0],
      high: result.band[1],
      failed: result.must_not_miss_failed,
      points: rows.map((/** @type {any} */ row) => row.points),
      chosen: rows.map((/** @type {any} */ row) => row.chosen),
      sure: rows.flatMap((/** @type {any} */ row, /** @type {number} */ at) => (row.confidence === SURE ? [at] : [])),
      mark: result.checksum,
    };
  }

  /** What in a result of another version does not add up (intake._sums). @param {any} result */
  function unsound(result) {
    const rows = result.responses;
    if (new Set(rows.map((/** @type {any} */ row) => row.item_id)).size < rows.length) return "an item stands twice";
    for (const row of rows) {
      if (row.points > row.max) return `item ${row.item_id} earns ${row.points} of ${row.max} points`;
      const all = JSON.stringify([...row.chosen].sort()) === JSON.stringify([...row.key].sort());
      if ((row.points === row.max) !== all) return `item ${row.item_id}: its points do not follow from key and choice`;
    }
    const sum = (/** @type {any[]} */ some) => some.reduce((total, row) => total + row.points / row.max, 0);
    const raw = sum(rows);
    const expected = { n_items: rows.length, max: rows.length, n_blank: rows.filter((/** @type {any} */ row) => !row.chosen.length).length, raw, percent: (100 * raw) / rows.length };
    for (const [field, value] of Object.entries(expected)) if (!near(result[field], value)) return `${field} does not add up`;
    const names = [...new Set(rows.map((/** @type {any} */ row) => row.objective))];
    const said = new Map(result.by_objective.map((/** @type {any} */ each) => [each.id, each]));
    if (said.size !== names.length || names.some((name) => !said.has(name))) return "by_objective names other objectives than the responses";
    for (const name of names) {
      const mine = rows.filter((/** @type {any} */ row) => row.objective === name);
      const there = /** @type {any} */ (said.get(name));
      if (there.n !== mine.length || !near(there.points, sum(mine))) return `by_objective: ${name} does not add up`;
    }
    const missed = rows.filter((/** @type {any} */ row) => row.points < row.max).map((/** @type {any} */ row) => row.item_id);
    if (result.must_not_miss_failed.some((/** @type {string} */ id) => !missed.includes(id))) return "must_not_miss_failed names an item that was not missed";
    if ((result.result === null) !== (result.cut === null)) return "it has a result without a cut, or a cut without a result";
    if (result.must_not_miss_failed.length && !["not yet", null].includes(result.result)) return "an item that must not be missed was";
    return null;
  }

  /** Seconds since 1970 of an ISO time; throws if it is none. @param {string} text */
  function moment(text) {
    const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
    const [year, month, day, hour, minute, second] = (found || []).slice(1, 7).map((part) => Number(part || 0));
    const then = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    const real = found && then.toISOString().startsWith(`${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6] || "00"}`);
    if (!found || !real || Number(found[9] || 0) > 23) throw new Refused(`finished ${text.slice(0, 40)} is no time`);
    const offset = (Number(found[9] || 0) * 60 + Number(found[10] || 0)) * 60 * (found[8] === "-" ? -1 : 1);
    return then.getTime() / 1000 + Number(found[7] || 0) - offset;
  }

  // -- files ---------------------------------------------------------------------------------

  /** What a file holds. @param {Book9311} book @param {string} name @param {ArrayBuffer} buffer @returns {(Entry9311 | Skipped9311)[]} */
  function readFile(book, name, buffer) {
    const bytes = new Uint8Array(buffer);
    try {
      if (!bytes.length) throw new Refused("is empty; save it anew");
      const text = decode(bytes);
      const sheet = text.trimStart().startsWith("schema_version,");
      if (bytes.length > (sheet ? book.largest.sheet : book.largest.result)) throw new Refused(`is ${bytes.length} bytes, no result is; save it anew`);
      return readText(book, name, text);
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** What pasted or decoded text holds. @param {Book9311} book @param {string} name @param {string} text @returns {(Entry9311 | Skipped9311)[]} */
  function readText(book, name, text) {
    try {
      if (text.trimStart().startsWith("{")) return [judge(book, parse(text), name)];
      if (text.slice(0, 1000).includes("\0")) throw new Refused("is no result file of this book");
      if (text.trimStart().startsWith("schema_version,")) return readSheet(book, name, text.trimStart());
      const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
      const full = lines.filter((line) => line.trim());
      const found = lines.flatMap((line, at) => {
        if (!line.trim()) return [];
        try {
          return [readCode(book, line, `${name}, line ${at + 1}`)];
        } catch (error) {
          return [skipped(`${name}, line ${at + 1}`, error)];
        }
      });
      const starts = forms(book).map((/** @type {any} */ form) => `${form.form_id}:`);
      const codes = full.some((line) => starts.some((/** @type {string} */ start) => split(line).code.toLowerCase().startsWith(start)));
      if (!codes && !(full.length === 1 && text.includes(":"))) throw new Refused("is no result file of this book");
      return found;
    } catch (error) {
      return [skipped(name, error)];
    }
  }

  /** @param {Uint8Array} bytes */
  function decode(bytes) {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
    }
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  /** @param {string} text */
  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Refused("is no JSON, or was cut short; save it anew");
    }
  }

  /** The name and the code that a line holds. @param {string} line */
  function split(line) {
    const parts = line.replace(/[\t;]/g, ",").split(",");
    const code = /** @type {string} */ (parts.pop()).trim();
    return { label: parts.join(",").trim(), code };
  }

  /** The result of a line: a code, or a name, a comma and a code. @param {Book9311} book @param {string} line @param {string} name */
  function readCode(book, line, name) {
    const { label, code } = split(line);
    const { form, responses } = d9311Result.fromCode(code, forms(book));
    if ([...label].length > 80) throw new Refused("the name is too long; write 80 characters at most");
    const about = { seed: 0, learner_label: label, job_title: "", attempt_no: 1, started: "", finished: "1970-01-01T00:00:00Z" };
    return { ...entryOf(d9311Result.result(form, responses, about), paperOf(book, form), name), finished: "", mark: code };
  }

  /** The results of a sheet as attempts.to_csv writes it. @param {Book9311} book @param {string} name @param {string} text */
  function readSheet(book, name, text) {
    const [head, ...rows] = table(text);
    const texts = ["site_version", "content_hash", "form_id", "mode", "learner_label", "job_title", "started", "finished", "scoring_rule", "cut_basis", "result", "checksum"];
    return rows.map(({ cells, line }) => {
      const where = `${name}, line ${line}`;
      try {
        if (cells.length !== head.cells.length) throw new Refused("has more or fewer cells in this line than in its head");
        const result = Object.fromEntries(
          cells.map((cell, at) => {
            const field = head.cells[at];
            if (cell === "" && ["cut", "cut_basis", "result"].includes(field)) return [field, null];
            if (texts.includes(field)) return [field, /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell];
            return [field, parse(cell)];
          }),
        );
        return judge(book, result, where);
      } catch (error) {
        return skipped(where, error);
      }
    });
  }

  /** The rows of CSV, each with the number of its last line. @param {string} text */
  function table(text) {
    /** @type {{cells: string[], line: number}[]} */
    const rows = [];
    let cells = [""];
    let quoted = false;
    let line = 1;
    const end = () => {
      if (cells.length > 1 || cells[0]) rows.push({ cells, line });
      cells = [""];
    };
    for (let at = 0; at < text.length; at++) {
      const c = text[at];
      if (quoted && c === '"' && text[at + 1] === '"') cells[cells.length - 1] += text[++at];
      else if (c === '"' && (quoted || !cells[cells.length - 1])) quoted = !quoted;
      else if (!quoted && c === ",") cells.push("");
      else if (!quoted && (c === "\n" || c === "\r")) {
        if (c === "\r" && text[at + 1] === "\n") at++;
        end();
        line++;
      } else {
        if (c === "\n") line++;
        cells[cells.length - 1] += c;
      }
    }
    end();
    return rows;
  }

  /** @param {string} name @param {any} error @returns {Skipped9311} */
  function skipped(name, error) {
    const reason = error instanceof RangeError ? "is nested deeper than any result; save it anew" : String(error.message || error);
    return { name, reason: reason.slice(0, 200) };
  }

  // -- counting ------------------------------------------------------------------------------

  /** How a label names one person (report.person). @param {string} label */
  const person = (label) => label.normalize("NFC").split(/\s+/).filter(Boolean).join(" ").toLowerCase();
  /** @param {any} a @param {any} b */
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  /** @param {Entry9311} a @param {Entry9311} b */
  const when = (a, b) => a.moment - b.moment || a.attempt_no - b.attempt_no;
  /** @param {Entry9311} a @param {Entry9311} b */
  const rank = (a, b) => compare(person(a.label), person(b.label)) || when(a, b) || compare(a.name, b.name);
  /** @param {Entry9311} entry @param {number[]} [places] */
  const credit = (entry, places = entry.points.map((_each, at) => at)) => d9311Quiz.total(places.map((at) => ({ points: entry.points[at], full: entry.paper.lines[at].full })));
  /** @param {Map<string, number>} counts @param {string} key @param {number} [by] */
  const add = (counts, key, by = 1) => counts.set(key, (counts.get(key) || 0) + by);
  /** @param {Map<string, number>} picks @returns {string | null} */
  const commonest = (picks) => [...picks].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? null;

  /** The report of what was read (report.report). @param {Book9311} book @param {(Entry9311 | Skipped9311)[]} found */
  function report(book, found) {
    const seen = new Map();
    /** @type {Skipped9311[]} */
    const left = [];
    /** @type {Skipped9311[]} */
    const copies = [];
    /** @type {Map<Paper9311, Entry9311[]>} */
    const attempts = new Map();
    for (const each of found) {
      if (!("paper" in each)) {
        left.push(each);
        continue;
      }
      const { label, finished, mark, paper } = each;
      const key = finished ? JSON.stringify([label, paper.form_id, each.attempt_no, finished]) : label ? JSON.stringify([label, paper.form_id, mark]) : null;
      const first = key && seen.get(key);
      if (first) {
        const reason = first.mark === mark ? `is a copy of ${first.name}; counted once` : `has name, form, attempt and time of ${first.name} but other contents; only that one counts`;
        copies.push({ name: each.name, reason });
        continue;
      }
      if (key) seen.set(key, each);
      const mine = attempts.get(paper);
      if (mine) mine.push(each);
      else attempts.set(paper, [each]);
    }
    const order = forms(book).map((/** @type {any} */ form) => form.form_id);
    const papers = [...attempts.keys()].sort(
      (a, b) => Number(b.current) - Number(a.current) || (a.current ? order.indexOf(a.form_id) - order.indexOf(b.form_id) : compare(a.form_id, b.form_id) || compare(a.content_hash, b.content_hash) || compare(a.key, b.key)),
    );
    const groups = papers.map((paper) => group(book, paper, attempts.get(paper) || []));
    return { groups, changes: changes(groups), sure: sure(groups), skipped: left, copies };
  }

  /** @param {Book9311} book @param {Paper9311} paper @param {Entry9311[]} entries */
  function group(book, paper, entries) {
    /** @type {Map<string | number, Entry9311>} */
    const latest = new Map();
    entries.forEach((entry, at) => {
      const who = person(entry.label) || at;
      const other = latest.get(who);
      if (!other || when(entry, other) >= 0) latest.set(who, entry);
    });
    const people = [...latest.values()].sort(rank);
    const names = [...new Set([...Object.keys(book.objectives), ...paper.lines.map((line) => line.objective)])];
    /** @type {Map<string, number[]>} */
    const columns = new Map();
    for (const name of names) {
      const places = paper.lines.flatMap((line, at) => (line.objective === name ? [at] : []));
      if (places.length) columns.set(name, places);
    }
    const items = paper.lines.map((line, at) => missed(line, at, people));
    const objectives = [...columns]
      .map(([id, places]) => ({ id, right: places.reduce((sum, at) => sum + items[at].right, 0), of: places.length * people.length }))
      .sort((a, b) => a.right / a.of - b.right / b.of);
    return {
      paper,
      attempts: [...entries].sort(rank),
      people,
      columns,
      objectives,
      items: [...items].sort((a, b) => a.right - b.right),
      misconceptions: misconceptions(book, paper, people),
      confused: d9311Confused.of(book, paper, people),
    };
  }

  /** @param {Line9311} line @param {number} at @param {Entry9311[]} people */
  function missed(line, at, people) {
    /** @type {Map<string, number>} */
    const picks = new Map();
    for (const { chosen } of people) for (const pick of chosen[at]) if (!line.key.includes(pick)) add(picks, pick);
    const pick = commonest(picks);
    return {
      id: line.id,
      version: line.version,
      right: people.filter(({ points }) => points[at] === line.full).length,
      of: people.length,
      blank: people.filter(({ chosen }) => !chosen[at].length).length,
      pick,
      chose: pick === null ? 0 : picks.get(pick) || 0,
    };
  }

  /** @param {Book9311} book @param {Paper9311} paper @param {Entry9311[]} people */
  function misconceptions(book, paper, people) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    paper.lines.forEach((line, at) => {
      if (book.items[line.id]?.version !== line.version) return;
      for (const { chosen } of people) {
        for (const pick of chosen[at]) {
          const tag = line.key.includes(pick) ? null : book.tags[line.id][pick];
          if (tag) add(counts, tag);
        }
      }
    });
    const order = Object.keys(book.misconceptions);
    return [...counts].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]));
  }

  /** @param {ReturnType<typeof group>[]} groups */
  function changes(groups) {
    /** @type {Map<string, Entry9311>} */
    const first = new Map();
    /** @type {Map<string, Entry9311>} */
    const last = new Map();
    for (const entry of groups.filter(({ paper }) => paper.current).flatMap(({ attempts }) => attempts)) {
      const who = person(entry.label);
      if (!who) continue;
      const before = first.get(who);
      const after = last.get(who);
      if (entry.paper.mode === "pre" && (!before || when(entry, before) < 0)) first.set(who, entry);
      if (entry.paper.mode === "final" && (!after || when(entry, after) >= 0)) last.set(who, entry);
    }
    const both = [...first.keys()].filter((who) => last.has(who)).sort(compare);
    return both.map((who) => ({ pre: /** @type {Entry9311} */ (first.get(who)), post: /** @type {Entry9311} */ (last.get(who)) }));
  }

  /** Who was sure and wrong, by item: an item is the same in every form. @param {ReturnType<typeof group>[]} groups */
  function sure(groups) {
    /** @type {Map<string, {id: string, version: number, sure: number, wrong: number, picks: Map<string, number>}>} */
    const items = new Map();
    for (const entry of groups.flatMap(({ people }) => people)) {
      for (const at of entry.sure) {
        const { id, version, key, full } = entry.paper.lines[at];
        const each = items.get(`${id}@${version}`) || { id, version, sure: 0, wrong: 0, picks: new Map() };
        items.set(`${id}@${version}`, each);
        each.sure += 1;
        if (entry.points[at] === full) continue;
        each.wrong += 1;
        for (const pick of entry.chosen[at]) if (!key.includes(pick)) add(each.picks, pick);
      }
    }
    return [...items.values()]
      .filter((each) => each.wrong)
      .sort((a, b) => b.wrong - a.wrong || compare(a.id, b.id) || a.version - b.version)
      .map(({ picks, ...each }) => ({ ...each, pick: commonest(picks) }));
  }

  /** The words of a pick, or the pick where the item is not the book's own. @param {Book9311} book @param {{id: string, version: number}} item @param {string | null} pick */
  const words = (book, item, pick) => (pick === null ? null : book.items[item.id]?.version === item.version ? (book.picks[item.id][pick] ?? pick) : pick);
  /** @param {Book9311} book @param {{id: string, version: number}} item @returns {string} */
  const stem = (book, item) => (book.items[item.id]?.version === item.version ? book.stems[item.id] : item.id);
  /** @param {number} value */
  const tenth = (value) => String(Math.floor(value * 10 + CLOSE) / 10);

  /** What Python counts too, in its shape (report_page.counted). @param {Book9311} book @param {ReturnType<typeof report>} made */
  function counted(book, made) {
    return {
      groups: made.groups.map((each) => ({
        form_id: each.paper.form_id,
        content_hash: each.paper.content_hash,
        current: each.paper.current,
        n: each.people.length,
        people: each.people.map(({ label }) => label),
        grid: each.people.map((entry) => [...each.columns.values()].map((places) => d9311Quiz.decimal(credit(entry, places)))),
        objectives: each.objectives.map(({ id, right, of }) => [id, right, of]),
        items: each.items.map((item) => [item.id, item.right, item.of, item.blank, item.pick, item.chose, words(book, item, item.pick)]),
        misconceptions: each.misconceptions,
        confused: { ...each.confused, tables: each.confused.tables.map(({ decision, ask, cases, people, rows }) => ({ decision, ask, cases, people, rows })) },
      })),
      changes: made.changes.map(({ pre, post }) => [pre.label, d9311Quiz.decimal(credit(pre)), pre.paper.form_id, d9311Quiz.decimal(credit(post)), post.paper.form_id]),
      sure: made.sure.map((each) => [each.id, each.sure, each.wrong, each.pick]),
      skipped: made.skipped.map(({ name }) => name),
      copies: made.copies.map(({ name }) => name),
      rows: rows(book, made),
    };
  }

  /** The roster, a row for each result (report_page.rows). @param {Book9311} book @param {ReturnType<typeof report>} made */
  function rows(book, made) {
    const objectives = [...new Set([...Object.keys(book.objectives), ...made.groups.flatMap(({ columns }) => [...columns.keys()])])];
    return made.groups.flatMap(({ paper, attempts, people, columns }) => {
      const latest = new Set(people);
      return attempts.map((entry) => {
        /** @type {Record<string, string>} */
        const row = {
          name: entry.label,
          job_title: entry.job,
          form: paper.form_id,
          version: paper.content_hash,
          attempt: String(entry.attempt_no),
          finished: entry.finished,
          score: d9311Quiz.decimal(credit(entry)),
          of: String(paper.lines.length),
          band_low: tenth(entry.low),
          band_high: tenth(entry.high),
          result: entry.outcome || "",
          must_not_miss_failed: entry.failed.join(" "),
          counted: latest.has(entry) ? "yes" : "no",
        };
        for (const name of objectives) {
          const places = columns.get(name);
          row[name] = places ? `${d9311Quiz.decimal(credit(entry, places))} of ${places.length}` : "";
        }
        return row;
      });
    });
  }

  /** The roster as CSV, safe to open in a sheet (report_text.sheet). @param {Record<string, string>[]} lines */
  function sheet(lines) {
    const cell = (/** @type {string} */ value) => {
      const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
      return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
    };
    return [Object.keys(lines[0]), ...lines.map((line) => Object.values(line))].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
  }

  // -- the page ------------------------------------------------------------------------------

  /** An element with what is in it; text stays text. @param {string} tag @param {...(Node | string | null)} inside */
  function made(tag, ...inside) {
    const element = document.createElement(tag);
    element.append(...inside.filter((each) => each !== null));
    return element;
  }

  /** A table that a phone shows row by row. @param {string[]} head @param {string[][]} lines */
  function tableOf(head, lines) {
    const top = head.map((name) => {
      const cell = made("th", name);
      cell.setAttribute("scope", "col");
      return cell;
    });
    const body = lines.slice(0, SHOWN).map(([first, ...rest]) => {
      const name = made("th", first);
      name.setAttribute("scope", "row");
      const cells = rest.map((text, at) => {
        const label = made("span", `${head[at + 1]}: `);
        label.className = "cell-head";
        return made("td", label, text);
      });
      return made("tr", name, ...cells);
    });
    const whole = made("table", made("thead", made("tr", ...top)), made("tbody", ...body));
    whole.className = "docutils";
    const more = lines.length > SHOWN ? made("p", `… and ${lines.length - SHOWN} more; the CSV lists them all.`) : null;
    return made("div", whole, more);
  }

  /** @param {number} count @param {string} one @param {string} [several] */
  const many = (count, one, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;
  /** @param {Entry9311} entry */
  const name = (entry) => entry.label || "(no name)";
  /** @param {Entry9311} entry */
  const score = (entry) => `${d9311Quiz.decimal(credit(entry))} of ${entry.paper.lines.length}`;

  /** Which critical items were missed, by their numbers in the form (report_text.critical). @param {Entry9311} entry */
  function critical(entry) {
    const missed = entry.paper.lines.flatMap((line, at) => (entry.failed.includes(line.id) ? [at + 1] : []));
    return missed.length ? `missed: item ${missed.join(", ")}` : "-";
  }

  /** A part of the report under its heading. @param {string} title @param {...(Node | null)} inside */
  function part(title, ...inside) {
    const section = made("section", made("h2", title), ...inside);
    section.className = "report-group";
    section.setAttribute("aria-label", title);
    return section;
  }

  /** What to do about an objective in five minutes, if there is something. @param {Book9311} book @param {string} id */
  function doing(book, id) {
    if (!Object.hasOwn(book.activities, id)) return [];
    const { title, do: what, read, href } = book.activities[id];
    const link = made("a", read);
    link.setAttribute("href", href || "");
    return [made("p", "Five minutes. ", made("em", `${title}: `), `${what} Read on: `, link)];
  }

  /** @param {Book9311} book @param {ReturnType<typeof group>} each */
  function groupPart(book, each) {
    const { paper, attempts, people, columns, objectives, items, confused } = each;
    const { taken } = confused;
    const title = paper.current ? paper.title : `${paper.title}, version ${paper.content_hash}`;
    const weakest = objectives.map(({ id, right, of }, at) => {
      const line = made("li", `${Object.hasOwn(book.objectives, id) ? book.objectives[id] : id}: `, made("strong", `${right} of ${of} right`));
      const other = at === 0 && right < of && id !== taken?.objective;
      line.append(...(other ? doing(book, id) : []));
      return line;
    });
    if (taken) {
      const behind = taken.mistake ? [made("p", `Behind it: ${book.misconceptions[taken.mistake]}`)] : [];
      weakest.unshift(made("li", taken.text, ...behind, ...doing(book, taken.objective)));
    }
    const most = items.filter((item) => item.right < item.of).slice(0, MOST).map((item) => {
      const known = book.items[item.id]?.version === item.version;
      const tag = known && item.pick !== null ? book.tags[item.id][item.pick] : null;
      return made(
        "li",
        made("strong", `${item.right} of ${item.of} right: `),
        stem(book, item),
        item.pick === null ? null : made("p", `Chosen most of what is wrong (${item.chose}): “${words(book, item, item.pick)}”`),
        tag ? made("p", `Behind it: ${book.misconceptions[tag]}`) : null,
        item.blank ? made("p", `Blank: ${item.blank}`) : null,
      );
    });
    return part(
      title,
      made("p", `${many(people.length, "person", "people")}, ${many(attempts.length, "attempt")}.${paper.current ? "" : " Made with another version of the form: scored as the files say, and never mixed."}`),
      made("h3", "Teach this next"),
      made("ol", ...weakest),
      ...d9311Confused.part(confused, book.confused),
      made("h3", "Roster"),
      tableOf(
        ["Name", "Attempt", "Score", "Band", "Result", "Must not miss"],
        attempts.map((entry) => [name(entry), String(entry.attempt_no), score(entry), `${tenth(entry.low)} to ${tenth(entry.high)}`, entry.outcome || "no standard", critical(entry)]),
      ),
      made("h3", "Objective by person"),
      tableOf(
        ["Name", ...[...columns].map(([id, places]) => `${id} of ${places.length}`)],
        people.map((entry) => [name(entry), ...[...columns.values()].map((places) => d9311Quiz.decimal(credit(entry, places)))]),
      ),
      made("h3", "Most missed"),
      most.length ? made("ol", ...most) : made("p", "Nothing was missed."),
      each.misconceptions.length ? made("h3", "Mistakes behind the wrong options") : null,
      each.misconceptions.length ? made("ul", ...each.misconceptions.slice(0, MOST).map(([tag, count]) => made("li", `${count}: ${book.misconceptions[tag]}`))) : null,
    );
  }

  /** @param {Book9311} book @param {ReturnType<typeof report>} done @returns {Node[]} */
  function parts(book, done) {
    const found = done.groups.map((each) => groupPart(book, each));
    if (done.changes.length) {
      const lines = done.changes.map(({ pre, post }) => [pre.label, score(pre), score(post), post.paper.form_id]);
      found.push(part("Before and after", tableOf(["Name", "Before", "After", "Form"], lines)));
    }
    if (done.sure.length) {
      const lines = done.sure.slice(0, MOST).map((each) => made("li", `${each.wrong} of ${each.sure} who were sure: ${stem(book, each)}${each.pick === null ? "" : ` Chosen most: “${words(book, each, each.pick)}”`}`));
      found.push(part("Sure and wrong: talk about these first", made("ul", ...lines)));
    }
    const left = [...done.skipped, ...done.copies];
    if (left.length) {
      const lines = left.slice(0, SHOWN).map((each) => made("li", made("strong", each.name), `: ${each.reason}`));
      found.push(part("Not counted", made("ul", ...lines)));
    }
    return found;
  }

  /** @param {ReturnType<typeof report>} done */
  function summary(done) {
    const results = done.groups.reduce((sum, each) => sum + each.attempts.length, 0);
    const people = new Set(done.groups.flatMap((each) => each.people.map((entry) => person(entry.label) || entry)));
    const said = [results ? `${many(results, "result")} of ${many(people.size, "person", "people")} counted.` : "Nothing to report: no result could be used."];
    if (results) said.push("Counts take each person's latest attempt.");
    if (done.copies.length) said.push(`${many(done.copies.length, "copy", "copies")} counted once.`);
    if (done.skipped.length) said.push(`${many(done.skipped.length, "file or line", "files or lines")} skipped: see the end.`);
    return said.join(" ");
  }

  /** @type {Book9311 | null} */
  let book = null;

  /** Take the book's own data, as the script brings them that is loaded with the first result. @param {Book9311} data */
  function give(data) {
    book = data;
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const files = /** @type {HTMLInputElement} */ (find(".report-files"));
    const codes = /** @type {HTMLTextAreaElement} */ (find(".report-codes"));
    const drop = find(".report-drop");
    /** @type {(Entry9311 | Skipped9311)[]} */
    let found = [];
    let pasted = 0;
    /** @type {ReturnType<typeof report>} */
    let done;

    function show() {
      done = report(book, found);
      find(".report-out").replaceChildren(...parts(book, done));
      find(".report-result").hidden = !found.length;
      find(".report-csv").hidden = !done.groups.length;
      find(".report-said").textContent = found.length ? summary(done) : "";
    }

    /** Whether the book's own data are there; they are loaded when a first result comes. */
    function ready() {
      return d9311Quiz.load(root, "The page could not load what it counts by. Check the connection, then try again.", find(".report-said"));
    }

    /** @param {FileList | File[]} list */
    async function take(list) {
      const into = found; // Clear all puts another list in its place
      if (!(await ready())) return;
      for (const file of list) {
        if (found !== into) return;
        find(".report-said").textContent = `Reading ${file.name}`;
        if (file.size > book.largest.sheet) into.push({ name: file.name, reason: `is ${file.size} bytes, no result is; save it anew` });
        else {
          try {
            into.push(...readFile(book, file.name, await file.arrayBuffer()));
          } catch {
            into.push({ name: file.name, reason: "cannot be read; a folder cannot be dropped, its files can" });
          }
        }
      }
      if (found === into) show();
    }

    files.addEventListener("change", async () => {
      await take([...(files.files || [])]);
      files.value = "";
    });
    for (const kind of ["dragenter", "dragover"]) {
      root.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.add("is-over");
      });
    }
    for (const kind of ["dragleave", "drop"]) root.addEventListener(kind, () => drop.classList.remove("is-over"));
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      void take([...(event.dataTransfer?.files || [])]);
    });
    find(".report-add").addEventListener("click", async () => {
      if (!codes.value.trim()) {
        find(".report-said").textContent = "Paste a code first, or choose files.";
        codes.focus();
        return;
      }
      if (!(await ready()) || !codes.value.trim()) return; // pressed twice, it counts once
      pasted += 1;
      found.push(...readText(book, pasted > 1 ? `pasted (${pasted})` : "pasted", codes.value));
      codes.value = "";
      show();
    });
    find(".report-try").addEventListener("click", () => {
      codes.value = find(".report-try").dataset.sample || "";
      find(".report-said").textContent = "Codes of an invented team stand in the box. Press Count the codes.";
      codes.focus();
    });
    find(".report-csv").addEventListener("click", () => d9311Result.save("d9311-team.csv", "text/csv", `\ufeff${sheet(rows(book, done))}`));
    find(".report-print").addEventListener("click", () => print());
    find(".report-clear").addEventListener("click", () => {
      found = [];
      pasted = 0;
      codes.value = "";
      if (book) show();
      find(".report-said").textContent = "Cleared. Nothing is kept.";
      files.focus();
    });
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.report"))) mount(root);
  }
  return { give, judge, readFile, readText, report, counted, sheet, mount };
})();
