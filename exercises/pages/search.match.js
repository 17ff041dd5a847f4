// @ts-check
// Which places of the book answer what was typed: pure functions over the words that places.py wrote.

const d9311Match = (() => {
  "use strict";

  /** What a place holds: number of its page, anchor, heading, names in the index, text.
   * @typedef {[number, string, string, string, string]} Row */
  /** @typedef {{docnames: string[], titles: string[], places: Row[], synonyms: Record<string, string[]>}} Book */
  /** One thing asked for, in each way it can be said. @typedef {{asked: string, ways: string[]}} Wish */
  /** @typedef {{page: string, title: string, anchor: string, heading: string, text: string, score: number}} Found */

  /** Words that say nothing about where an answer stands. */
  const IDLE = new Set(
    ("a an and are as at be by can did do does for from had has have how i if in is it its me my no not of on or " +
      "our so that the their vs them then there they this to us was we what when where which who why with you your")
      .split(" "),
  );
  /** Pages that list rather than answer come after those that answer. */
  const LATER = /^(genindex|learn\/form|reference\/(sources|corrections|what-changed|privacy)|teach\/)/;

  /** Small letters, plain quotes, a code as one word, and nothing but words and single blanks. @param {string} text */
  function plain(text) {
    return text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/\b([a-z])[-\u2010-\u2015 ](?=\d{4}\b)/g, "$1")
      .replace(/['\u2018\u2019]/g, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }

  /** A word without its ending, so that *denied* finds *denies* and *denial*. @param {string} word */
  function stem(word) {
    if (/\d/.test(word) || word.length < 5) return word;
    const short = word.replace(/(?:ations?|ing|ied|ies|ial|ed|es|s|e|y)$/, "");
    return short.length < 4 ? word.replace(/s$/, "") : short;
  }

  /** What finds *way* in plain text: each word from its beginning, a number as it is, with or without its D.
   * @param {string} way */
  function finder(way) {
    const words = way.split(" ").map((word) => {
      if (!/\d/.test(word)) return `${stem(word)}[a-z]*`;
      return `${/^\d+$/.test(word) ? "d?" : ""}${word}(?![a-z0-9])`;
    });
    return new RegExp(`\\b${words.join(" ")}`, "g"); // plain text has no other signs, so this is a word's start
  }

  /** How many single changes lead from one word to another, or *most* + 1 if more do.
   * @param {string} one @param {string} other @param {number} most */
  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = /** @type {number[]} */ ([]);
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1); // two letters changed about
      }
      before = row;
      row = next;
    }
    return row[other.length];
  }

  /** The word of the book that a misspelled one is nearest to, the most frequent of several; or nothing.
   * @param {string} word @param {Map<string, number>} known how often each word stands in the book */
  function nearest(word, known) {
    const most = word.length > 7 ? 2 : word.length > 4 ? 1 : 0;
    let best = "";
    let least = most + 1;
    for (const [other, times] of known) {
      if (other.length < 4 || /\d/.test(other) || other[0] !== word[0]) continue;
      const far = apart(word, other, most);
      if (far < least || (far === least && far <= most && times > (known.get(best) || 0)))
        [best, least] = [other, far];
    }
    return most && least <= most ? best : "";
  }

  /** What was asked for, in wishes; which numbers the book lacks; which words were taken for others.
   * @param {string} query @param {Book} book */
  function read(query, book) {
    const places = book.places.map((row) => ({ row, all: plain(`${row[2]} ${row[3]} ${row[4]}`) }));
    const holds = (/** @type {string} */ way) => {
      const each = finder(way);
      return places.some(({ all }) => all.search(each) >= 0);
    };
    const words = plain(query).split(" ").filter(Boolean);
    /** @type {Wish[]} */
    const wishes = [];
    /** @type {string[]} */
    const lacking = [];
    /** @type {Record<string, string>} */
    const taken = {};
    /** @type {Map<string, number> | null} */
    let known = null;
    for (let at = 0; at < words.length; ) {
      const phrase = longest(words, at, book.synonyms);
      if (phrase) {
        wishes.push({ asked: phrase, ways: [phrase, ...others(phrase, book)] });
        at += phrase.split(" ").length;
        continue;
      }
      const word = words[at];
      at += 1;
      if (IDLE.has(word)) continue;
      if (holds(word)) {
        wishes.push({ asked: word, ways: [word] });
      } else if (/\d/.test(word)) {
        lacking.push(word.toUpperCase());
      } else {
        known = known || vocabulary(places.map(({ all }) => all), book.synonyms);
        const near = nearest(word, known);
        if (near) taken[word] = near;
        wishes.push({ asked: word, ways: near ? [near, ...others(near, book)] : [word] });
      }
    }
    return { wishes, lacking, taken };
  }

  /** What else a word is called. @param {string} word @param {Book} book */
  function others(word, { synonyms }) {
    return Object.hasOwn(synonyms, word) ? synonyms[word].map(plain) : [];
  }

  /** The longest run of words from *at* on that has synonyms.
   * @param {string[]} words @param {number} at @param {Record<string, string[]>} synonyms */
  function longest(words, at, synonyms) {
    for (let length = Math.min(4, words.length - at); length; length -= 1) {
      const run = words.slice(at, at + length).join(" ");
      if (Object.hasOwn(synonyms, run)) return run;
    }
    return "";
  }

  /** How often each word stands in the book; one that only has synonyms counts once.
   * @param {string[]} texts @param {Record<string, string[]>} synonyms */
  function vocabulary(texts, synonyms) {
    const known = new Map(Object.keys(synonyms).filter((key) => !key.includes(" ")).map((key) => [key, 1]));
    for (const text of texts) for (const word of text.split(" ")) known.set(word, (known.get(word) || 0) + 1);
    return known;
  }

  /** The places that answer, best first: those with every wish, or, if there is none, with most of them.
   * @param {string} query @param {Book} book @param {number} [each] of one page at most */
  function search(query, book, each = 3) {
    const { wishes, lacking, taken } = read(query, book);
    const whole = plain(query);
    const scored = book.places.map((row) => {
      const title = book.titles[row[0]];
      const parts = wishes.map((wish) => worth(wish, row, title));
      const has = parts.filter(Boolean).length;
      const names = row[3].split(", ").map(plain);
      const exact = names.includes(whole) ? 40 : plain(row[2]) === whole ? 30 : 0;
      const late = LATER.test(book.docnames[row[0]]) ? 0.5 : 1;
      return { row, has, score: (parts.reduce((sum, part) => sum + part, 0) + exact) * late };
    });
    const most = Math.max(0, ...scored.map(({ has }) => has));
    const ranked = scored.filter(({ has }) => most && has === most).sort((one, other) => other.score - one.score);
    /** @type {Map<number, number>} */
    const shown = new Map();
    const found = ranked.filter(({ row: [page] }) => {
      shown.set(page, (shown.get(page) || 0) + 1);
      return /** @type {number} */ (shown.get(page)) <= each;
    });
    return {
      lacking,
      taken,
      ways: wishes.flatMap(({ ways }) => ways),
      part: most < wishes.length,
      found: found.map(({ row, score }) => ({
        page: book.docnames[row[0]], title: book.titles[row[0]],
        anchor: row[1], heading: row[2], text: row[4], score,
      })),
    };
  }

  /** What a place is worth to one wish: nothing if it does not hold it; what was typed counts more than a synonym.
   * @param {Wish} wish @param {Row} row @param {string} title of the page */
  function worth({ ways }, [, anchor, heading, names, text], title) {
    const within = plain(text);
    const said = ways.map((way, at) => {
      const count = (/** @type {string} */ words) => (words.match(finder(way)) || []).length;
      const here = count(within);
      const head = count(plain(heading));
      const named = count(plain(names));
      const paged = anchor ? count(plain(title)) : 0;
      if (!(here || head || named)) return 0;
      const headed = head ? (anchor ? 8 : 12) : 0;
      const score = Math.min(here, 4) + headed + (named ? 10 : 0) + (paged ? 3 : 0);
      return at ? score * 0.7 : score;
    });
    return Math.max(0, ...said) + (said.filter(Boolean).length > 1 ? 1 : 0);
  }

  /** The line of *text* that holds most of *ways*, in pieces: what was found, and what stands around it.
   * @param {string} text @param {string[]} ways @param {number} [most] characters */
  function line(text, ways, most = 180) {
    const hits = marks(text, ways);
    if (!hits.length) {
      const short = text.length > most ? `${text.slice(0, text.lastIndexOf(" ", most))} …` : text;
      return [{ text: short, hit: false }];
    }
    const near = (/** @type {{from: number}} */ hit) =>
      hits.filter(({ from }) => from >= hit.from && from < hit.from + most * 0.7).length;
    const first = hits.reduce((best, hit) => (near(hit) > near(best) ? hit : best));
    const sentence = text.slice(0, first.from).search(/[^.?!]*$/);
    let start = first.from - sentence < most * 0.4 ? sentence : text.indexOf(" ", first.from - most * 0.3) + 1;
    while (text[start] === " ") start += 1;
    const space = text.indexOf(" ", start + most);
    const end = space < 0 ? text.length : Math.max(space, first.to);
    /** @type {{text: string, hit: boolean}[]} */
    const pieces = [{ text: start && start !== sentence ? "… " : "", hit: false }];
    let at = start;
    for (const { from, to } of hits.filter((hit) => hit.from >= start && hit.to <= end)) {
      if (from < at) continue;
      pieces.push({ text: text.slice(at, from), hit: false }, { text: text.slice(from, to), hit: true });
      at = to;
    }
    pieces.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), hit: false });
    return pieces.filter((piece) => piece.text);
  }

  /** Where words of *ways* stand in *text* as it is written. @param {string} text @param {string[]} ways */
  function marks(text, ways) {
    const stems = new Set(ways.flatMap((way) => way.split(" ")).filter((word) => !IDLE.has(word)));
    const finders = [...stems].map((word) => finder(word));
    /** @type {{from: number, to: number}[]} */
    const hits = [];
    for (const word of text.matchAll(/[\p{L}\p{N}]+(?:['\u2019]\p{L}+)?/gu)) {
      const bare = plain(word[0]);
      if (finders.some((each) => bare.search(each) === 0))
        hits.push({ from: word.index, to: word.index + word[0].length });
    }
    return hits;
  }

  return { plain, stem, apart, nearest, read, search, line };
})();
