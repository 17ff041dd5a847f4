"""Which items, in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Mode = Literal["practice", "pre", "final", "review"]

MIXED = "mixed-practice"
"""The id that every round of mixed practice bears; it is told apart by its items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A set of items taken together; *items* are their ids, in order.

    In `practice` each item is checked at once, with its reasons. In the other modes the form is
    checked at its end; `final` has a *cut*, the share of full credit that meets the standard.
    """

    id: str
    title: str
    items: tuple[str, ...]
    mode: Mode = "practice"
    cut: Fraction | None = None


def mixed(items: Iterable[str], *, mode: Mode = "practice") -> Form:
    """Return a round of mixed practice: *items*, drawn for one learner and taken once.

    Raises `ValueError` for an item that stands twice, and for a mode that records a score.
    """
    drawn = tuple(items)
    if mode not in ("practice", "review"):
        raise ValueError(f"mode {mode!r} is none of {MIXED}; use practice or review")
    for name in drawn:
        if drawn.count(name) > 1:
            raise ValueError(f"item {name!r} stands twice; draw it once")
    return Form(id=MIXED, title="Mixed practice", items=drawn, mode=mode)


def pool(items: Iterable[str], forms: Iterable[Form]) -> tuple[str, ...]:
    """Return those of *items* that may be practiced: all but what a form takes at one go."""
    judged = {name for form in forms if form.mode != "practice" for name in form.items}
    return tuple(name for name in items if name not in judged)
