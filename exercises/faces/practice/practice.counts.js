// @ts-check
// Where a learner stands: ready or not by objective, and how well her feeling fits.

const d9311Stand = (() => {
  "use strict";

  /** Readiness in counts, from fresh items: a case is right if its reason is, too; a must-know point is missed by
   * its response. Nobody is ready while an objective says not yet. @param {Pool} pool @param {Taken[]} log */
  function readiness(pool, log) {
    const byKey = new Map(pool.items.map((item) => [d9311Draw.key(item), item]));
    const fresh = log.flatMap((taken) => {
      const item = taken.fresh && byKey.get(taken.item);
      return item ? [{ right: d9311Draw.good(taken), missed: item.critical && !taken.right, known: item }] : [];
    });
    const last = fresh.slice(-pool.ready.of);
    const right = last.filter((each) => each.right).length;
    const critical = last.some((each) => each.missed);
    const objectives = Object.entries(pool.need).map(([id, need]) => {
      const all = fresh.filter((each) => each.known.objective === id);
      const row = all.length - 1 - all.map((each) => each.right).lastIndexOf(false); // so many right in a row
      const must = last.filter((each) => each.missed && each.known.objective === id);
      const state = all.length && (!row || must.length) ? "not yet" : row < need ? "too few" : "ready";
      const missed = [...must, ...all.slice(-need).filter((each) => !each.right)];
      return {
        id,
        need,
        right: all.filter((each) => each.right).length,
        of: all.length,
        more: Math.max(0, need - row),
        state,
        missed: missed.map((each) => each.known),
      };
    });
    const enough = last.length >= pool.ready.of && right >= pool.ready.right;
    const ready = enough && objectives.every((each) => each.state !== "not yet");
    return { right, of: last.length, critical, ready, objectives };
  }

  /** How often each level of sureness was right, the surest first. @param {Pool} pool @param {Taken[]} log */
  function calibration(pool, log) {
    const levels = Object.keys(pool.levels)
      .map(Number)
      .sort((a, b) => b - a);
    const counts = levels.map((level) => {
      const mine = log.filter((each) => each.sure === level);
      return { level, right: mine.filter((each) => each.right).length, of: mine.length };
    });
    const { guess, sure, enough } = pool.limits;
    const [top, middle] = counts;
    const bottom = counts[counts.length - 1];
    const under = (/** @type {{right: number, of: number}} */ each, /** @type {[number, number]} */ [of, all]) =>
      each.of >= enough && each.right * all < of * each.of;
    const verdict = under(top, sure)
      ? "surer"
      : under(middle, guess)
        ? "middle"
        : bottom.of >= enough && bottom.right * guess[1] > guess[0] * bottom.of
          ? "better"
          : top.of >= enough
            ? "fits"
            : "few";
    return { counts, verdict };
  }

  return { readiness, calibration };
})();
