// @ts-check
// Where a learner stands: ready or not by objective, and how well her feeling fits.

const d9311Stand = (() => {
  "use strict";

  /** Readiness in counts, from fresh items. @param {Pool} pool @param {Taken[]} log */
  function readiness(pool, log) {
    const byKey = new Map(pool.items.map((item) => [d9311Draw.key(item), item]));
    const fresh = log.flatMap((taken) => {
      const item = taken.fresh && byKey.get(taken.item);
      return item ? [{ ...taken, known: item, objective: item.objective, critical: item.critical }] : [];
    });
    const last = fresh.slice(-pool.ready.of);
    const right = last.filter((each) => each.right).length;
    const critical = last.some((each) => each.critical && !each.right);
    const objectives = Object.entries(pool.need).map(([id, need]) => {
      const all = fresh.filter((each) => each.objective === id);
      const mine = all.slice(-need);
      const hit = mine.filter((each) => each.right).length;
      const state = hit < mine.length ? "not yet" : mine.length < need ? "too few" : "ready";
      return {
        id,
        need,
        right: all.filter((each) => each.right).length,
        of: all.length,
        more: need - mine.length,
        state,
        missed: mine.filter((each) => !each.right).map((each) => each.known),
      };
    });
    return {
      right,
      of: last.length,
      critical,
      ready: last.length >= pool.ready.of && right >= pool.ready.right && !critical,
      objectives,
    };
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
    const top = counts[0];
    const bottom = counts[counts.length - 1];
    const verdict =
      top.of >= enough && top.right * sure[1] < sure[0] * top.of
        ? "surer"
        : bottom.of >= enough && bottom.right * guess[1] > guess[0] * bottom.of
          ? "better"
          : top.of >= enough
            ? "fits"
            : "few";
    return { counts, verdict };
  }

  return { readiness, calibration };
})();
