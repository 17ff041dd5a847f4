"""Which items, in what order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def shuffled(ids: Sequence[str], *, seed: int, salt: str) -> tuple[str, ...]:
    """Return *ids* in an order that depends on nothing but *seed*, *salt* and the ids themselves.

    They are sorted by a 32-bit hash (FNV-1a, finished as in MurmurHash3), which any language can
    repeat: `order` in quiz.js gives the same. *salt* is the item's id.
    """
    return tuple(sorted(ids, key=lambda each: (hash32(f"{seed}/{salt}/{each}"), each)))


def hash32(text: str) -> int:
    """Return the 32-bit hash of *text*: FNV-1a over UTF-8, finished as in MurmurHash3."""
    return finished_hash(fnv(text.encode()))


def fnv(data: bytes, value: int = 0x811C9DC5) -> int:
    """Return FNV-1a of *data*, going on from *value*, the FNV-1a of what stands before it."""
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def finished_hash(value: int) -> int:
    """Return *value* mixed as MurmurHash3 does at its end, so that near texts lie far apart."""
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16
