"""Numbers as readers see them, never rounded over a cut: a score is cut, a band rounded inward.

`result.numbers.js` beside this does the same; tests/cases/numbers.json holds both to it.
"""

from __future__ import annotations

import math
from fractions import Fraction

_TINY = 1e-9
"""An error of floats moves no digit."""


def short(value: Fraction) -> str:
    """Return *value* to two places at most, cut and never rounded up."""
    return f"{int(value * 100) / 100:g}"


def inward(low: float, high: float) -> tuple[str, str]:
    """Return the ends of a band to one place, so that it never seems to hold a cut it does not.

    A band narrower than a tenth that holds none is the same number twice, the one nearest.
    """
    ends = math.ceil(low * 10 - _TINY), math.floor(high * 10 + _TINY)
    if ends[0] > ends[1]:
        ends = (math.floor(low * 10 + 0.5),) * 2
    return f"{ends[0] / 10:g}", f"{ends[1] / 10:g}"


def band(low: float, high: float) -> str:
    """Return a band in words."""
    return " to ".join(inward(low, high))
