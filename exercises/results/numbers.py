"""Numbers as readers see them, never rounded over a cut: a score is cut, a band rounded inward.

`result.numbers.js` beside this does the same; tests/cases/numbers.json holds both to it.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

from exercises.plain import fold

_SHOWN = re.compile(r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:e[+-]?[0-9]+)?", re.I)
_GROUPED = re.compile(r"[0-9]{1,3}([., '])[0-9]{3}(?:\1[0-9]{3})*(?:[.,]0+)?")
_THREE = re.compile(r"[0-9]{1,3}[.,]000")
"""A thousand, or one to three places: nobody can tell."""

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
    """Return a band in words; one of a single number is that number."""
    return " to ".join(dict.fromkeys(inward(low, high)))


def shown(text: str, kind: str) -> float | None:
    """Return the number that a spreadsheet shows as *text*, or None where it cannot be told.

    *kind* is `whole`, whose thousands may be grouped, `percent`, which may have its sign, or
    `number`: ours are small, so that a sign in one is its point.
    """
    plain = fold(text).strip(" ")
    if kind == "whole" and _THREE.fullmatch(plain):
        return None
    if kind == "whole" and (grouped := _GROUPED.fullmatch(plain)):
        sign = grouped[1]
        digits = re.sub(r"[.,]0+$", "", plain) if sign in " '" else plain
        parts = digits.split(sign)
        return int("".join([*parts[:-1], parts[-1][:3]]))
    percent = kind == "percent" and plain.endswith("%")
    plain = plain[:-1].rstrip(" ") if percent else plain
    if not _SHOWN.fullmatch(plain):
        return None
    number = float(plain.replace(",", "."))
    number = number / 100 if percent and number > 100 else number  # noqa: PLR2004 (65 shown so)
    if math.isinf(number):
        return None
    return int(number) if number.is_integer() else number
