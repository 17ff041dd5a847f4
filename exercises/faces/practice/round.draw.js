// @ts-check
// Which cases a round of mixed practice has. Python decided which items are practiced (practice.py).

/** @typedef {Meta & {point: string, musts: string[], case: string, hash: string, quizzed: boolean,
 *   reason: string | null, mistake: Record<string, string>, html: string}} PoolItem */
/** @typedef {{form: Omit<FormData9311, "mode" | "items" | "content_hash" | "scoring_rule">,
 *   rules: Record<string, string>, need: Record<string, number>,
 *   ready: {of: number, right: number}, levels: Record<string, string>, objectives: Record<string, string>,
 *   limits: {guess: [number, number], sure: [number, number], enough: number, late: number, again: number},
 *   reasoned: {keys: Record<string, number>, of: number}, reasons: Record<string, WhyList>,
 *   musts: Record<string, {say: string, mistakes: string[]}>, mistakes: Record<string, string>,
 *   confusion: ConfusionWords, items: PoolItem[]}} Pool */
/** @typedef {{item: string, right: boolean, reason?: boolean, missed?: string[], sure: number, fresh: boolean,
 *   on: string}} Taken  an item (id@version) as it was taken, with its *reason* if that was asked and the must-know
 *   points that its pick breaks; fresh if not met here of late */

const d9311Draw = (() => {
  "use strict";
  const { good } = d9311Dates;

  /** @param {PoolItem} item */
  const key = (item) => `${item.id}@${item.version}`;

  /** @param {Pool} pool @returns {Map<string, PoolItem>} the items by what a log calls them */
  const byKey = (pool) => new Map(pool.items.map((item) => [key(item), item]));

  /** How many were right since the last that was not. @param {boolean[]} rights */
  const inARow = (rights) => rights.length - 1 - rights.lastIndexOf(false);

  /** Those of the pool in the order to draw: never met first, of these what must not be missed, then the
   * ones that no page's quiz shows; then what was met longest ago.
   * @param {Pool} pool @param {number} seed @param {Taken[]} log */
  function deck(pool, seed, log) {
    const met = log.map((each) => each.item);
    const musts = pool.items.filter((item) => item.critical && met.includes(key(item))).map((item) => item.point);
    const chance = d9311Quiz.order(
      pool.items.map((item) => item.id),
      seed,
      "draw",
    );
    const rank = (/** @type {PoolItem} */ item) => [
      met.lastIndexOf(key(item)),
      Number(!item.critical || musts.includes(item.point)),
      Number(item.quizzed),
      chance.indexOf(item.id),
    ];
    return pool.items
      .map((item) => ({ item, at: rank(item) }))
      .sort((a, b) => a.at.map((rank, at) => rank - b.at[at]).find(Boolean) || 0)
      .map((each) => each.item);
  }

  /** Add items to a round until it has so many: every group in turn, by its need and what was right
   * in a row, and no point or case twice.
   * @param {Pool} pool @param {number} count @param {number} seed @param {Taken[]} log @param {PoolItem[]} round
   * @param {Record<string, number>} need @param {(item: PoolItem) => string} group  nothing for what is not drawn */
  function fill(pool, count, seed, log, round, need, group) {
    const cards = deck(pool, seed, log).filter((card) => group(card) in need);
    const turn = d9311Quiz.order(Object.keys(need), seed, "turn");
    const known = new Map(pool.items.map((item) => [key(item), group(item)]));
    const taken = log.filter((each) => each.fresh);
    const since = (/** @type {string} */ name) =>
      inARow(taken.filter((each) => known.get(each.item) === name).map(good));
    const had = Object.fromEntries(Object.keys(need).map((name) => [name, since(name)]));
    const drawn = [...round];
    while (drawn.length < count) {
      const free = cards.filter(
        (card) => !drawn.some((d) => d.id === card.id || d.point === card.point || d.case === card.case),
      );
      if (!free.length) break;
      const share = (/** @type {string} */ name) => {
        const drawnOf = drawn.filter((d) => group(d) === name).length;
        return need[name] / (2 * (had[name] + drawnOf) + 1);
      };
      const next = turn.filter((o) => free.some((card) => group(card) === o)).sort((a, b) => share(b) - share(a))[0];
      drawn.push(/** @type {PoolItem} */ (free.find((card) => group(card) === next)));
    }
    return drawn;
  }

  /** Add cases that ask for their reason: every key in turn, as often as form A has it.
   * @param {Pool} pool @param {number} count @param {number} seed @param {Taken[]} log @param {PoolItem[]} [round] */
  const reasoned = (pool, count, seed, log, round = []) =>
    fill(pool, count, seed, log, round, pool.reasoned.keys, (item) => (item.reason ? item.key[0] : ""));

  /** A case as the log keeps it: right or not, which must-know points its pick breaks, and whether it was new.
   * @param {Pool} pool @param {Taken[]} log
   * @param {{item: PoolItem, mark: Mark | null, why: boolean | null, sure: number}} card
   * @param {string[]} response @param {boolean} fresh  whether its round brings new cases @param {string} on
   * @returns {Taken} */
  function taken(pool, log, { item, mark, why, sure }, response, fresh, on) {
    const made = response.map((pick) => item.mistake[pick]);
    const missed = Object.keys(pool.musts).filter((point) =>
      pool.musts[point].mistakes.some((tag) => made.includes(tag)),
    );
    const met = log.slice(-pool.limits.again).some((each) => each.item === key(item));
    return {
      item: key(item),
      right: mark?.points === mark?.full,
      ...(why === null ? {} : { reason: why }),
      ...(missed.length ? { missed } : {}),
      sure,
      fresh: fresh && !met,
      on,
    };
  }

  /** Each must-know point with the latest case that told it, new or not, and whether it was missed; none where none
   * came up. A right case on it tells it, or one that tempts to a mistake; so does that mistake, and a critical case
   * that is missed, by its reason too. @param {Pool} pool @param {Taken[]} log */
  function musts(pool, log) {
    const known = byKey(pool);
    const told = log.flatMap((taken) => {
      const item = known.get(taken.item);
      if (!item) return [];
      const points = good(taken) ? item.musts : taken.missed || (item.critical ? [item.point] : []);
      return points.map((point) => ({ point, item, missed: !good(taken) }));
    });
    return Object.keys(pool.musts).map((point) => ({
      point,
      last: told.filter((each) => each.point === point).pop(),
    }));
  }

  /** A case on each must-know point that is open, in another scene than the one that missed it.
   * @param {Pool} pool @param {number} seed @param {Taken[]} log */
  function mending(pool, seed, log) {
    /** @type {PoolItem[]} */
    const round = [];
    for (const { point, last } of musts(pool, log)) {
      const on = (/** @type {PoolItem} */ card) => card.critical && card.point === point;
      if (last?.missed) round.push(sibling(pool, last.item, seed, log, round, on));
    }
    return shuffle(round, seed);
  }

  /** Add items on everything, first on each must-know point that is open: with reasons as many as form A has,
   * then every objective by what readiness needs.
   * @param {Pool} pool @param {number} count @param {number} seed @param {Taken[]} log @param {PoolItem[]} [round] */
  function mix(pool, count, seed, log, round = mending(pool, seed, log)) {
    const { keys, of } = pool.reasoned;
    const share = Object.values(keys).reduce((sum, each) => sum + each, 0) / of;
    const lacks = Math.ceil(count * share) - round.filter((item) => item.reason).length;
    const begun = reasoned(pool, Math.min(count, round.length + lacks), seed, log, round);
    return shuffle(fill(pool, count, seed, log, begun, pool.need, (item) => item.objective), seed);
  }

  /** A round that tells the verdicts apart: each case asks for its reason.
   * @param {Pool} pool @param {number} count @param {number} seed @param {Taken[]} log */
  const verdicts = (pool, count, seed, log) => shuffle(reasoned(pool, count, seed, log), seed);

  /** @param {PoolItem[]} items @param {number} seed */
  function shuffle(items, seed) {
    return d9311Quiz
      .order(
        items.map((item) => item.id),
        seed,
        "round",
      )
      .map((id) => /** @type {PoolItem} */ (items.find((item) => item.id === id)));
  }

  /** The same point in another scene, if need be one whose case the round has already.
   * @param {Pool} pool @param {PoolItem} missed @param {number} seed @param {Taken[]} log
   * @param {PoolItem[]} [round] @param {(card: PoolItem) => boolean} [on]  whether a case is on that point */
  function sibling(pool, missed, seed, log, round = [], on = (card) => card.point === missed.point) {
    const others = deck(pool, seed, log).filter(
      (card) => on(card) && card.id !== missed.id && card.case !== missed.case,
    );
    return others.find((card) => !round.some((d) => d.case === card.case)) || others[0] || missed;
  }

  /** A sibling for each of the missed.
   * @param {Pool} pool @param {PoolItem[]} missed @param {number} seed @param {Taken[]} log */
  const again = (pool, missed, seed, log) => shuffle(siblings(pool, missed, seed, log), seed);

  /** A sibling for each of the missed, in their order.
   * @param {Pool} pool @param {PoolItem[]} missed @param {number} seed @param {Taken[]} log */
  function siblings(pool, missed, seed, log) {
    /** @type {PoolItem[]} */
    const round = [];
    for (const item of missed) round.push(sibling(pool, item, seed, log, round));
    return round;
  }

  /** The items missed when their point came up last: must-know first, then sure and wrong, then the latest.
   * @param {Pool} pool @param {Taken[]} log */
  function open(pool, log) {
    const known = byKey(pool);
    /** @type {Map<string, {item: PoolItem, taken: Taken, at: number}>} */
    const last = new Map();
    log.forEach((taken, at) => {
      const item = known.get(taken.item);
      if (item) last.set(item.point, { item, taken, at });
    });
    return [...last.values()]
      .filter((each) => !good(each.taken))
      .sort(
        (a, b) =>
          Number(b.item.critical) - Number(a.item.critical) || b.taken.sure - a.taken.sure || b.at - a.at,
      )
      .map((each) => each.item);
  }

  /** A short round for a review day: first what was missed, as siblings, then a mix.
   * @param {Pool} pool @param {number} count @param {number} seed @param {Taken[]} log */
  function review(pool, count, seed, log) {
    const first = siblings(pool, open(pool, log).slice(0, count), seed, log);
    return [...new Set([...first, ...mix(pool, count, seed, log, first)])];
  }

  /** The round as a form (attempts.content_hash gives the same).
   * @param {Pool} pool @param {PoolItem[]} items @param {string} mode */
  function asForm(pool, items, mode) {
    const said = items.map((item) => item.hash).join("|");
    const half = (/** @type {number} */ which) => d9311Quiz.hash(`${which}|${said}`).toString(16).padStart(8, "0");
    const kinds = Object.keys(pool.rules).filter((kind) => items.some((item) => item.kind === kind));
    return {
      ...pool.form,
      mode,
      items,
      content_hash: half(1) + half(2),
      scoring_rule: kinds.map((kind) => pool.rules[kind]).join(" "),
    };
  }

  return { key, byKey, inARow, taken, musts, mix, verdicts, sibling, again, open, review, asForm };
})();
