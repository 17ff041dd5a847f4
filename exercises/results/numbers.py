"""Numbers as readers see them: cut, and never rounded over a cut."""

from __future__ import annotations

from fractions import Fraction


def short(value: Fraction) -> str:
    """Return *value* to two places at most, cut and never rounded up."""
    return f"{int(value * 100) / 100:g}"


def tenth(value: float) -> str:
    """Return *value* to one place, cut; an error of floats takes none away."""
    return f"{int(value * 10 + 1e-9) / 10:g}"
