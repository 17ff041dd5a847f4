"""What was learned between two results, as a share of what was left to learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exercises.team.analysis import Number, Numbers, refuse, vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """The mean of the persons' gains and the gain of the class means, which differ.

    *left_out* counts the persons without a gain; the class means hold them all the same.
    """

    of_persons: float | None
    of_means: float | None
    left_out: int


def normalized_gain(pre: Number, post: Number, full: Number) -> float | None:
    """Return what was gained of what could be, (post - pre) / (full - pre); None at pre = full.

    Hake, American Journal of Physics 66 (1998). A loss is below 0, without a floor.
    """
    return mean_gain([pre], [post], full).of_persons


def mean_gain(pre: Numbers, post: Numbers, full: Number) -> Gains:
    """Return both averages of `normalized_gain` for scores of the same people, in one order.

    Why they differ: Bao, American Journal of Physics 74 (2006).
    """
    refuse(not full > 0, f"full {full!r} is not above 0; give the highest score there is")
    hint = "give both on one scale, and its highest score as full"
    before = vector(pre, float(full), "person {}: pre", hint)
    after = vector(post, float(full), "person {}: post", hint)
    lengths = f"post: {after.size} for {before.size} in pre; give people with both"
    refuse(before.size != after.size, lengths)
    room, gain = float(full) - before, after - before
    able = room > 0
    return Gains(
        of_persons=float((gain[able] / room[able]).mean()) if able.any() else None,
        of_means=float(gain.mean() / room.mean()) if able.any() else None,
        left_out=int((~able).sum()),
    )


def gain_level(gain: float | None) -> Literal["low", "medium", "high"] | None:
    """Return what a normalized *gain* is called: .3 and .7 are medium still (Hake 1998)."""
    if gain is None:
        return None
    return "low" if gain < 0.3 else "medium" if gain <= 0.7 else "high"  # noqa: PLR2004
