// @ts-check
// Where a learner stands: ready or not by objective, and how well her feeling fits.

const d9311Stand = (() => {
  "use strict";

  /** Readiness in counts, from fresh items: a case is right if its reason is, too. Ready is who is ready on every
   * objective and has met every must-know point, with none of them open.
   * @param {Pool} pool @param {Taken[]} log */
  function readiness(pool, log) {
    const known = d9311Draw.byKey(pool);
    const fresh = log.flatMap((taken) => {
      const item = taken.fresh && known.get(taken.item);
      return item ? [{ right: d9311Dates.good(taken), known: item }] : [];
    });
    const last = fresh.slice(-pool.ready.of);
    const right = last.filter((each) => each.right).length;
    const musts = d9311Draw.musts(pool, log);
    const critical = musts.flatMap(({ last }) => (last?.missed ? [last.item] : []));
    const objectives = Object.entries(pool.need).map(([id, need]) => {
      const all = fresh.filter((each) => each.known.objective === id);
      const row = d9311Draw.inARow(all.map((each) => each.right));
      const must = critical.filter((item) => item.objective === id);
      const state = all.length && (!row || must.length) ? "not yet" : row < need ? "too few" : "ready";
      const missed = all.slice(-need).filter((each) => !each.right);
      return {
        id,
        need,
        right: all.filter((each) => each.right).length,
        of: all.length,
        more: Math.max(0, need - row),
        state,
        missed: [...must, ...missed.map((each) => each.known)],
      };
    });
    const enough = last.length >= pool.ready.of && right >= pool.ready.right;
    const whole = musts.every(({ last }) => last && !last.missed) && objectives.every((each) => each.state === "ready");
    return { right, of: last.length, musts, ready: enough && whole, objectives };
  }

  /** How often each level of sureness was right of late, the surest first, and the objectives of what was sure and
   * wrong, the most often first: what was mended long ago tells nothing of today.
   * @param {Pool} pool @param {Taken[]} log */
  function calibration(pool, log) {
    const late = log.slice(-pool.limits.late);
    const levels = Object.keys(pool.levels)
      .map(Number)
      .sort((a, b) => b - a);
    const counts = levels.map((level) => {
      const mine = late.filter((each) => each.sure === level);
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
    const known = d9311Draw.byKey(pool);
    const sureWrong = late
      .filter((each) => each.sure === levels[0] && !each.right)
      .map((each) => known.get(each.item)?.objective);
    const wrong = Object.keys(pool.objectives)
      .map((id) => ({ id, of: sureWrong.filter((each) => each === id).length }))
      .filter((each) => each.of)
      .sort((a, b) => b.of - a.of);
    return { counts, verdict, wrong };
  }

  return { readiness, calibration };
})();
