"""What results say about a team and about items: pure functions, and the gates for showing them.

Credits are rows of people and columns of items, each from 0 to 1. Every variance divides by n.
What is not defined is None, never 0 or NaN. Nothing here is gated; `display` says what may be
shown for how many people. Each refusal is a `ValueError` that says where, what and what instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from math import exp, isqrt, lgamma, log, log1p, sqrt
from statistics import NormalDist
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from exercises.items import Item

Number: TypeAlias = float | Fraction
Numbers: TypeAlias = Sequence[Number] | NDArray[Any]
Credits: TypeAlias = Sequence[Sequence[Number]] | NDArray[Any]
Interval: TypeAlias = tuple[float, float]

SAME = 1e-9
"""Scores closer than this are equal: three thirds do not make one in floats."""

WORKING = Fraction(1, 20)
"""The share of people that a distractor must draw (Haladyna & Downing, EPM 53, 1993)."""

GATES: Mapping[str, int] = {
    "difficulty": 10, "item_rest": 30, "reliability": 30, "negative_item_rest": 30,
    "distractors": 60,
}  # fmt: skip
"""How many people each statistic needs; with fewer, it says more about chance than about items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """What may be shown beside the plain counts, and what acted on (*negative_item_rest*).

    Difficulty and reliability are shown with their intervals.
    """

    difficulty: bool
    item_rest: bool
    reliability: bool
    negative_item_rest: bool
    distractors: bool


def display(n: int) -> Display:
    """Return what may be shown for *n* people: of the group, or pooled where groups are pooled."""
    _refuse(n < 0, f"n {n!r} is below 0; give the number of people")
    return Display(**{what: n >= least for what, least in GATES.items()})


# -- reliability and error ----------------------------------------------------------------------


def kr20(credits: Credits) -> float | None:
    """Return KR-20, the reliability of the totals of items scored 0 or 1.

    k/(k-1) * (1 - sum(p q) / s^2), Kuder & Richardson, Psychometrika 2 (1937). None for one item
    or equal totals. Refuses partial credit, for which p q is not the variance: use `alpha`.
    """
    matrix = _right_or_wrong(credits, "KR-20")
    p = matrix.mean(axis=0)
    return _reliability(matrix, float((p * (1 - p)).sum()))


def kr21(credits: Credits) -> float | None:
    """Return KR-21, which takes all items for equally hard; the less they are, the more it is low.

    k/(k-1) * (1 - M(k-M) / (k s^2)) with the mean total M. Otherwise as `kr20`.
    """
    matrix = _right_or_wrong(credits, "KR-21")
    items, mean = matrix.shape[1], float(matrix.sum(axis=1).mean())
    return _reliability(matrix, mean * (items - mean) / items)


def alpha(credits: Credits) -> float | None:
    """Return coefficient alpha, the reliability of the totals, partial credit and all.

    k/(k-1) * (1 - sum(var_i) / var_T), Cronbach, Psychometrika 16 (1951). None for one item or
    equal totals.
    """
    return _alpha(_matrix(credits))


def alpha_interval(
    alpha: float | None, *, people: int, items: int, confidence: float = 0.95
) -> Interval | None:
    """Return the interval of an *alpha* found on so many people and items; None where it is None.

    1 - (1 - alpha) F with n-1 and (n-1)(k-1) degrees of freedom: Feldt, Woodruff & Salih, Applied
    Psychological Measurement 11 (1987), formulas 6 and 7. It supposes items that measure alike.
    Preferred to a bootstrap, which draws the same few people again and so comes out too narrow.
    """
    tail = _tail(confidence)
    if alpha is None or people < 2 or items < 2:  # noqa: PLR2004 (one has no variance)
        return None
    _refuse(not alpha <= 1, f"alpha {alpha!r} is not 1 or less; give the alpha of `alpha`")
    freedom = people - 1, (people - 1) * (items - 1)
    low, high = (1 - (1 - alpha) * f_quantile(p, *freedom) for p in (1 - tail, tail))
    return low, high


def spearman_brown(reliability: float | None, m: Number) -> float | None:
    """Return the reliability of a form *m* times as long: m r / (1 + (m-1) r).

    Spearman and Brown, British Journal of Psychology 3 (1910). None where it has no value.
    """
    _refuse(not m > 0, f"length factor {m!r} is not above 0; write 2 for twice the items")
    if reliability is None or 1 + (float(m) - 1) * reliability <= 0:
        return None
    return float(m) * reliability / (1 + (float(m) - 1) * reliability)


def spread(credits: Credits) -> float:
    """Return the standard deviation of the totals, in items."""
    return _spread(_matrix(credits).sum(axis=1))


def sem(spread: float, reliability: float | None) -> float | None:
    """Return the standard error of measurement, s_T * sqrt(1 - reliability), in the spread's unit.

    None where the reliability is; a reliability below 0 makes it wider than the spread.
    """
    _refuse(not spread >= 0, f"spread {spread!r} is not 0 or more; give a standard deviation")
    if reliability is None:
        return None
    _refuse(not reliability <= 1, f"reliability {reliability!r} is not 1 or less; give `alpha`'s")
    return spread * sqrt(1 - reliability)


def binomial_sem(x: Number, k: int) -> float | None:
    """Return the standard error of one person's *x* right of *k* items, in items.

    sqrt(x(k-x)/(k-1)), Lord, Educational and Psychological Measurement 15 (1955). It asks for no
    group. None for one item; 0 for all right or all wrong, which is too sure.
    """
    _refuse(k < 1, f"k {k!r} is not 1 or more; give the number of items")
    _refuse(not 0 <= x <= k, f"x {x!r} is not from 0 to {k}; give the score in items")
    return sqrt(float(x) * (k - float(x)) / (k - 1)) if k > 1 else None


# -- items --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """One item in its form: *difficulty* is the mean credit, the *item_* fields are Pearson's r.

    *item_rest* leaves the item out of the total, so that it does not vouch for itself.
    """

    difficulty: float
    item_total: float | None
    item_rest: float | None
    alpha_if_removed: float | None


def item_statistics(credits: Credits) -> tuple[ItemStatistics, ...]:
    """Return the statistics of each item, in the order of the columns.

    Correlations are None for a constant item, an equal total or rest and a single item;
    *alpha_if_removed* is None where the other items have no `alpha`.
    """
    matrix = _matrix(credits)
    totals, alone = matrix.sum(axis=1), matrix.shape[1] == 1
    return tuple(
        ItemStatistics(
            difficulty=float(item.mean()),
            item_total=None if alone else _correlation(item, totals),
            item_rest=_correlation(item, totals - item),
            alpha_if_removed=_alpha(np.delete(matrix, index, axis=1)),
        )
        for index, item in enumerate(matrix.T)
    )


def wilson(right: Number, n: int, *, confidence: float = 0.95) -> Interval:
    """Return the interval of the share right, *right* of *n* people.

    The score interval of Wilson, JASA 22 (1927). With partial credit give the sum of credits: it
    is then too wide rather than too narrow.
    """
    z = NormalDist().inv_cdf(1 - _tail(confidence))
    _refuse(n < 1, f"n {n!r} is not 1 or more; give the number of people")
    _refuse(not 0 <= right <= n, f"right {right!r} is not from 0 to {n}; give a count or credits")
    p, scale = float(right) / n, 1 + z * z / n
    centre = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One pick of an item: who chose it, and how much higher they score than the others.

    *difference* is in the unit of the scores, None where all or none chose the pick.
    """

    id: str
    is_key: bool
    count: int
    share: Fraction
    difference: float | None

    @property
    def working(self) -> bool:
        """Return whether it is a distractor that draws 5 % or more, and those the lower scorers."""
        drawn = not self.is_key and self.share >= WORKING
        return drawn and self.difference is not None and self.difference < -SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The picks of an item in the order of writing, and how many people left it *blank*."""

    picks: tuple[Pick, ...]
    blank: int

    @property
    def efficiency(self) -> Fraction:
        """Return the share of distractors that work."""
        distractors = [pick for pick in self.picks if not pick.is_key]
        return Fraction(sum(pick.working for pick in distractors), len(distractors))


def distractors(item: Item, responses: Sequence[Set[str]], scores: Numbers) -> Choices:
    """Return who chose what: a response (a set of picks) and a score for each person.

    Give the total less this item as score, or choosing wrong is itself what makes it lower.
    """
    values = np.array(scores, dtype=np.float64)
    people = len(responses)
    _refuse(not people, "responses: nobody; give a set of picks for each person")
    wrong = f"scores: {values.size} for {people} responses; give each person one"
    _refuse(values.shape != (people,), wrong)
    for person in np.flatnonzero(~np.isfinite(values)):
        raise ValueError(f"person {person + 1}: score {values[person].item()!r}; give a number")
    for person, response in enumerate(responses, 1):
        for pick in sorted(response - set(item.picks)):
            offered = ", ".join(item.picks)
            raise ValueError(f"person {person}: {pick!r} is not an option; use one of {offered}")
    picks = []
    for pick in item.picks:
        chose = np.array([pick in response for response in responses])
        count = int(chose.sum())
        apart = float(values[chose].mean() - values[~chose].mean()) if 0 < count < people else None
        picks.append(Pick(id=pick, is_key=pick in item.keys, count=count,
                          share=Fraction(count, people), difference=apart))  # fmt: skip
    return Choices(picks=tuple(picks), blank=sum(not response for response in responses))


# -- gain and calibration -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """The mean of each person's gain, and the gain of the class means: two different numbers.

    *left_out* counts the people without a gain; they are in the class means all the same.
    """

    of_persons: float | None
    of_means: float | None
    left_out: int


def normalized_gain(pre: Number, post: Number, full: Number) -> float | None:
    """Return the share of what could be gained that was: (post - pre) / (full - pre).

    Hake, American Journal of Physics 66 (1998). None at pre = full; below 0 after a loss.
    """
    return mean_gain([pre], [post], full).of_persons


def mean_gain(pre: Numbers, post: Numbers, full: Number) -> Gains:
    """Return both averages of the gain, for scores of the same people in the same order.

    On the difference: Bao, American Journal of Physics 74 (2006).
    """
    _refuse(not full > 0, f"full {full!r} is not above 0; give the highest score there is")
    first, last = (
        _vector(scores, float(full), f"person {{}}: {name}", "give scores of one scale")
        for name, scores in (("pre", pre), ("post", post))
    )
    wrong = f"post: {last.size} for {first.size} in pre; keep only people with both"
    _refuse(first.size != last.size, wrong)
    room = float(full) - first
    open_ = room > SAME
    left, gained = float(room.mean()), float((last - first).mean())
    return Gains(
        of_persons=float(((last - first)[open_] / room[open_]).mean()) if open_.any() else None,
        of_means=gained / left if left > SAME else None,
        left_out=int((~open_).sum()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How well confidence fits: *bias* above 0 is too sure, *brier* 0 perfect and 1 all wrong.

    *sure_and_wrong* holds the places, from 0, of confident responses without full credit.
    """

    bias: float
    brier: float
    sure_and_wrong: tuple[int, ...]


def calibration(confidence: Numbers, right: Numbers, *, sure: float = 0.8) -> Calibration:
    """Compare the stated chance of being right with the credit earned, response by response.

    Bias is their mean difference, Brier's score (Monthly Weather Review 78, 1950) the mean of its
    square. *sure* is where certainty-based marking makes the top level pay.
    """
    stated = _vector(confidence, 1, "response {}: confidence", "write 80 % as 0.8")
    earned = _vector(right, 1, "response {}: credit", "write 1 for right and 0 for wrong")
    wrong = f"right: {earned.size} for {stated.size} confidences; give each response both"
    _refuse(stated.size != earned.size, wrong)
    sure_wrong = np.flatnonzero((stated >= sure) & (earned < 1 - SAME))
    return Calibration(
        bias=float((stated - earned).mean()),
        brier=float(((stated - earned) ** 2).mean()),
        sure_and_wrong=tuple(int(place) for place in sure_wrong),
    )


# -- beneath ------------------------------------------------------------------------------------


def f_quantile(p: float, d1: float, d2: float) -> float:
    """Return the value that F with *d1* and *d2* degrees of freedom is below with chance *p*.

    Bisects the regularized incomplete beta function down to the last bit.
    """
    _refuse(not 0 < p < 1, f"p {p!r} is not between 0 and 1; write the 95th percentile as 0.95")
    worst = min(d1, d2)
    _refuse(
        not worst > 0, f"degrees of freedom {worst!r} is not above 0; give more people or items"
    )
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if _beta(middle, d1 / 2, d2 / 2) < p:
            low = middle
        else:
            high = middle
    return d2 * low / (d1 * (1 - low))


def _beta(x: float, a: float, b: float) -> float:
    """Return I_x(a, b) by its continued fraction, NIST DLMF 8.17.22, from the last term up."""
    if x > (a + 1) / (a + b + 2):  # beyond, it converges slowly
        return 1 - _beta(1 - x, b, a)
    fraction = 1.0
    for term in range(100 + 8 * isqrt(int(a + b)), 0, -1):
        m = term // 2
        if term % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        fraction = 1 + d / fraction
    front = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(front) / (a * fraction)


def _alpha(matrix: NDArray[np.float64]) -> float | None:
    return _reliability(matrix, float(matrix.var(axis=0).sum()))


def _reliability(matrix: NDArray[np.float64], noise: float) -> float | None:
    items, total = matrix.shape[1], _spread(matrix.sum(axis=1))
    return items / (items - 1) * (1 - noise / total**2) if items > 1 and total else None


def _spread(values: NDArray[np.float64]) -> float:
    return float(values.std()) if np.ptp(values) > SAME else 0.0


def _correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float | None:
    scale = _spread(a) * _spread(b)
    if not scale:
        return None
    return max(-1.0, min(1.0, float(((a - a.mean()) * (b - b.mean())).mean()) / scale))


def _matrix(credits: Credits) -> NDArray[np.float64]:
    _refuse(not len(credits), "credits: nobody; give a row of credits for each person")
    widths = [np.size(row) for row in credits]  # type: ignore[arg-type]
    for person, width in enumerate(widths, 1):
        wrong = (
            f"person {person}: {width} credits where person 1 has {widths[0]}; write 0 for a blank"
        )
        _refuse(width != widths[0], wrong)
    _refuse(not widths[0], "person 1: no credits; give one for each item")
    matrix = np.array(credits, dtype=np.float64)
    _refuse(matrix.ndim != 2, f"credits: {matrix.ndim} dimensions; give rows of people")  # noqa: PLR2004
    _within(matrix, 1, "person {}, item {}: credit", "divide points by their maximum")
    return matrix


def _right_or_wrong(credits: Credits, name: str) -> NDArray[np.float64]:
    matrix = _matrix(credits)
    for person, item in np.argwhere((matrix != 0) & (matrix != 1)):
        what = f"person {person + 1}, item {item + 1}: credit {matrix[person, item].item()!r}"
        raise ValueError(f"{what} is neither 0 nor 1; {name} knows no other, so use alpha")
    return matrix


def _vector(values: Numbers, top: float, where: str, instead: str) -> NDArray[np.float64]:
    vector = np.array(values, dtype=np.float64)
    _refuse(not vector.size, f"{where.split(': ')[1]}: nothing; give at least one number")
    _within(vector, top, where, instead)
    return vector


def _within(values: NDArray[np.float64], top: float, where: str, instead: str) -> None:
    for place in np.argwhere(~((values >= 0) & (values <= top))):  # NaN is neither
        value = values[tuple(place)].item()
        raise ValueError(
            f"{where.format(*place + 1)} {value!r} is not from 0 to {top:g}; {instead}"
        )


def _tail(confidence: float) -> float:
    wrong = f"confidence {confidence!r} is not between 0 and 1; write 95 % as 0.95"
    _refuse(not 0 < confidence < 1, wrong)
    return (1 - confidence) / 2


def _refuse(problem: bool, text: str) -> None:
    if problem:
        raise ValueError(text)
