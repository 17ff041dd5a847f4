"""What results say about a team and about items: pure functions, and the gates for showing them.

Credits are rows of people and columns of items, each from 0 to 1. Every variance divides by n.
What is not defined is None, never 0 or NaN. What makes no sense (nobody, ragged rows, a number out
of range) is a `ValueError` that says where, what, and what instead. Nothing is gated: `display`
says what a report may show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from exercises.items import Item

Number: TypeAlias = float | Fraction
Numbers: TypeAlias = Sequence[Number] | NDArray[Any]
Credits: TypeAlias = Sequence[Sequence[Number]] | NDArray[Any]
Interval: TypeAlias = tuple[float, float]
Matrix: TypeAlias = NDArray[np.float64]
Shown: TypeAlias = Literal[
    "difficulty", "item_rest", "reliability", "negative_item_rest", "distractors"
]

SAME = 1e-9
"""Scores no further apart are equal: in floats, three thirds need not make one."""

GATES: Mapping[Shown, int] = {
    "difficulty": 10, "item_rest": 30, "reliability": 30, "negative_item_rest": 30,
    "distractors": 60,
}  # fmt: skip
"""How many people each statistic needs; with fewer it says more of chance than of the items."""


def display(n: int) -> dict[Shown, bool]:
    """Return what may be shown of *n* people, in the group or pooled, beside the plain counts.

    Difficulty and reliability go with their intervals; *negative_item_rest* is acting on one.
    """
    refuse(n < 0, f"n {n!r} is below 0; give the number of people")
    return {what: n >= least for what, least in GATES.items()}


def kr20(credits: Credits) -> float | None:
    """Return KR-20, the reliability of totals of items scored 0 or 1; refuse partial credit.

    k/(k-1) * (1 - sum(p q) / s^2), Kuder & Richardson, Psychometrika 2 (1937). None for a single
    item and for equal totals, as one person's are.
    """
    matrix = _right_or_wrong(credits, "KR-20")
    p = matrix.mean(axis=0)
    return _reliability(matrix, float((p * (1 - p)).sum()))


def alpha(credits: Credits) -> float | None:
    """Return coefficient alpha, which is `kr20` with room for partial credit.

    k/(k-1) * (1 - sum(var_i) / var_T), Cronbach, Psychometrika 16 (1951).
    """
    return _alpha(_matrix(credits))


def alpha_interval(
    alpha: float | None, *, people: int, items: int, confidence: float = 0.95
) -> Interval | None:
    """Return the interval of an *alpha* of so many people and items; None where it is None.

    1 - (1 - alpha) F, with n-1 and (n-1)(k-1) degrees of freedom: Feldt, Woodruff & Salih, Applied
    Psychological Measurement 11 (1987). It supposes items that measure alike. A bootstrap does not,
    but redraws the same few people, so with few its interval is too narrow.
    """
    tail = _tail(confidence)
    if alpha is None or min(people, items) <= 1:
        return None
    refuse(not alpha <= 1, f"alpha {alpha!r} is not 1 or less; give what `alpha` returns")
    freedom = people - 1, (people - 1) * (items - 1)
    low, high = (1 - (1 - alpha) * f_quantile(p, *freedom) for p in (1 - tail, tail))
    return low, high


def f_quantile(p: float, d1: float, d2: float) -> float:
    """Return what F with *d1* and *d2* degrees of freedom, 1 or more, stays below with chance *p*.

    F is d2/d1 tan(t)^2, where the density of t goes as sin(t)^(d1-1) cos(t)^(d2-1): that is the
    incomplete beta function of NIST DLMF 8.17 in x = sin(t)^2. It is added up in 200,000 cells
    about its mode, smaller towards both ends, where the density may bend without bound; six digits
    are right for p from 0.005 to 0.995.
    """
    refuse(not 0 < p < 1, f"p {p!r} is not between 0 and 1; write the 95th percentile as 0.95")
    refuse(not min(d1, d2) >= 1, f"degrees of freedom {min(d1, d2)!r} are below 1; give 1 or more")
    a, b = d1 - 1, d2 - 1
    mode, reach = np.arctan2(sqrt(a), sqrt(b)), 12 / sqrt(a + b or 1)  # 12 deviations or more
    low, top = max(0, mode - reach), min(np.pi / 2, mode + reach)
    edges = low + (top - low) * (1 - np.cos(np.linspace(0, np.pi, 200_001))) / 2
    middle = (edges[1:] + edges[:-1]) / 2
    density = a * np.log(np.sin(middle)) + b * np.log(np.cos(middle))
    mass = np.append(0, np.cumsum(np.exp(density - density.max()) * np.diff(edges)))
    return float(d2 / d1 * np.tan(np.interp(p * mass[-1], mass, edges)) ** 2)


def sem(credits: Credits) -> float | None:
    """Return the standard error of measurement, s_T * sqrt(1 - alpha), in items.

    None where `alpha` is. Wider than the spread s_T where `alpha` is below 0.
    """
    matrix = _matrix(credits)
    reliability = _alpha(matrix)
    return None if reliability is None else _spread(matrix.sum(axis=1)) * sqrt(1 - reliability)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """One item in its form: *difficulty* is the mean credit, *item_total* and *item_rest* are r.

    The rest is the total without the item, so that no item vouches for itself.
    """

    difficulty: float
    item_total: float | None
    item_rest: float | None
    alpha_if_removed: float | None


def item_statistics(credits: Credits) -> tuple[ItemStatistics, ...]:
    """Return the statistics of each item, in the order of the columns.

    A correlation is None for a constant item, equal totals or rests, and a single item;
    *alpha_if_removed* where the other items have no `alpha`.
    """
    matrix = _matrix(credits)
    totals, single = matrix.sum(axis=1), matrix.shape[1] == 1
    return tuple(
        ItemStatistics(
            difficulty=float(item.mean()),
            item_total=None if single else _correlation(item, totals),
            item_rest=_correlation(item, totals - item),
            alpha_if_removed=_alpha(np.delete(matrix, column, axis=1)),
        )
        for column, item in enumerate(matrix.T)
    )


def wilson(right: Number, n: int, *, confidence: float = 0.95) -> Interval:
    """Return the score interval of a share, *right* of *n* people: Wilson, JASA 22 (1927).

    With partial credit give the sum of credits; the interval is then wider than it need be.
    """
    z = NormalDist().inv_cdf(1 - _tail(confidence))
    refuse(n < 1, f"n {n!r} is below 1; give the number of people")
    refuse(not 0 <= right <= n, f"right {right!r} is not from 0 to {n}; give a count of people")
    p, scale = float(right) / n, 1 + z * z / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How many people chose each pick of an item, keys too, and how many left it *blank*.

    *working* lists the distractors that 5 % or more choose and whose choosers score lower than the
    others (Haladyna & Downing, EPM 53, 1993); *efficiency* is their share of all distractors.
    """

    counts: Mapping[str, int]
    blank: int
    working: tuple[str, ...]
    efficiency: Fraction


def choices(item: Item, responses: Sequence[Set[str]], scores: Numbers) -> Choices:
    """Return who chose what, from the response (a set of picks) and the score of each person.

    Give the total without this item as the score: within it, a wrong choice lowers itself.
    """
    people, values = len(responses), np.array(scores, dtype=np.float64)
    refuse(not people, "responses: nobody; give a set of picks for each person")
    lengths = f"scores: {values.size} for {people} responses; give each person one of each"
    refuse(values.shape != (people,), lengths)
    _within(values, -np.inf, np.inf, "person {}: score", "give the total without this item")
    for person, response in enumerate(responses, 1):
        for pick in sorted(response - set(item.picks)):
            offered = ", ".join(item.picks)
            raise ValueError(f"person {person}: {pick!r} is not an option; use one of {offered}")
    chose = {pick: np.array([pick in each for each in responses]) for pick in item.picks}
    distractors = [pick for pick in item.picks if pick not in item.keys]
    working = tuple(pick for pick in distractors if _works(chose[pick], values))
    return Choices(
        counts={pick: int(mask.sum()) for pick, mask in chose.items()},
        blank=sum(not response for response in responses),
        working=working,
        efficiency=Fraction(len(working), len(distractors)),
    )


def _alpha(matrix: Matrix) -> float | None:
    return _reliability(matrix, float(matrix.var(axis=0).sum()))


def _reliability(matrix: Matrix, noise: float) -> float | None:
    k, total = matrix.shape[1], _spread(matrix.sum(axis=1))
    # An error of floats would take one that is 1 above it, where no error of measurement can be.
    return min(1.0, k / (k - 1) * (1 - noise / total**2)) if k > 1 and total else None


def _spread(values: Matrix) -> float:
    return float(values.std()) if np.ptp(values) > SAME else 0.0


def _correlation(a: Matrix, b: Matrix) -> float | None:
    scale = _spread(a) * _spread(b)
    mean = float(((a - a.mean()) * (b - b.mean())).mean())
    return max(-1.0, min(1.0, mean / scale)) if scale else None


def _works(chose: NDArray[np.bool_], scores: Matrix) -> bool:
    if chose.all() or chose.mean() < 0.05:  # noqa: PLR2004 (see Choices)
        return False
    return bool(scores[chose].mean() < scores[~chose].mean() - SAME)


def _matrix(credits: Credits) -> Matrix:
    try:
        matrix = np.array(credits, dtype=np.float64)
    except ValueError:  # NumPy does not say which row
        for person, row in enumerate(credits, 1):
            text = f"{len(row)} credits where person 1 has {len(credits[0])}; write 0 for a blank"
            refuse(len(row) != len(credits[0]), f"person {person}: {text}")
        raise
    text = f"shape {matrix.shape}; give a row for each person and in it a credit for each item"
    refuse(matrix.ndim != 2 or not matrix.size, f"credits: {text}")  # noqa: PLR2004 (rows, columns)
    _within(matrix, 0, 1, "person {}, item {}: credit", "divide points by their maximum")
    return matrix


def _right_or_wrong(credits: Credits, name: str) -> Matrix:
    matrix = _matrix(credits)
    for person, item in np.argwhere((matrix != 0) & (matrix != 1)):
        where = f"person {person + 1}, item {item + 1}: credit {matrix[person, item].item()!r}"
        raise ValueError(f"{where} is neither 0 nor 1, as {name} needs; use alpha")
    return matrix


def vector(values: Numbers, top: float, where: str, hint: str) -> Matrix:
    """Return *values* as floats from 0 to *top*; *where* and *hint* are for what is refused."""
    vector = np.array(values, dtype=np.float64)
    refuse(vector.ndim != 1 or not vector.size, f"{where.format(1)} is missing; give a list")
    _within(vector, 0, top, where, hint)
    return vector


def _within(values: Matrix, low: float, top: float, where: str, hint: str) -> None:
    for place in np.argwhere(~((values >= low) & (values <= top))):  # NaN is neither
        value = values[tuple(place)].item()
        wrong = "is not a number" if np.isnan(value) else f"is not from {low:g} to {top:g}"
        raise ValueError(f"{where.format(*place + 1)} {value!r} {wrong}; {hint}")


def _tail(confidence: float) -> float:
    text = f"confidence {confidence!r} is not between 0 and 1; write 95 % as 0.95"
    refuse(not 0 < confidence < 1, text)
    return (1 - confidence) / 2


def refuse(problem: bool, text: str) -> None:
    """Raise `ValueError` with *text* if there is a *problem*."""
    if problem:
        raise ValueError(text)
