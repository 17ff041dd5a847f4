"""The decisions of the desk: each with its standing question and its standing list of options.

At work the same few decisions come back every day, and no one prints a reason behind each choice.
So options belong to a decision, and an item is a case: a list alone tells nothing about the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.items import Option, Problem
from exercises.quoted import listed, quoted

LONGEST_LIST = 8
"""How many options a list may have; on paper they are lettered A to H."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One fact that may decide a case; *key* is the option that it decides for."""

    id: str
    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What is asked of a case once it is decided, and the standing list to choose from."""

    ask: str
    options: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A question that many cases share, and the options to choose from.

    A standing list keeps its order, which the hand learns and which tells nothing. *shuffle* is for
    a mirror set: sentences that are shown in the order of a seed, each the right one for one case.
    A *why* of an option is the standing one, for cases that have nothing to add. With *reasons*
    every single-choice case names the one that decides it, which practice asks for, too.
    """

    id: str
    ask: str
    options: tuple[Option, ...]
    shuffle: bool = False
    reasons: Reasons | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the options, in the order of the list."""
        return tuple(option.id for option in self.options)


def reason_fault(decision: Decision, reason: str, key: str) -> str | None:
    """Return what is wrong with *reason* as what decides a case of this *key*, or None."""
    known = {each.id: each for each in decision.reasons.options} if decision.reasons else {}
    if not known:
        return f"decision {quoted(decision.id)} has no reasons; delete reason" if reason else None
    help_ = f"use one of {listed([each.id for each in known.values() if each.key == key])}"
    if not reason:
        return f"reason is missing; name the fact that decides it: {help_}"
    if reason not in known:
        return f"reason {quoted(reason)} is unknown; {help_}"
    if (other := known[reason].key) != key:
        return f"reason {quoted(reason)} is for {quoted(other)}, the key is {quoted(key)}; {help_}"
    return None


def options_for(
    decision: Decision, why: Mapping[str, str], mistakes: Mapping[str, str]
) -> tuple[tuple[Option, ...], list[Problem]]:
    """Return the options of a case over *decision*, and what is wrong with its reasons.

    *why* and *mistakes* are the case's own, by option; a standing why serves where it has none.
    """
    problems = [
        Problem(
            field=f"{field}.{name}",
            text=f"{field} {quoted(name)} is not an option of {quoted(decision.id)}; "
            f"use one of {listed(decision.ids)}",
        )
        for field, given in (("why", why), ("mistakes", mistakes))
        for name in given
        if name not in decision.ids
    ]
    options = tuple(
        Option(
            id=option.id,
            text=option.text,
            why=why.get(option.id) or option.why,
            misconception=mistakes.get(option.id),
        )
        for option in decision.options
    )
    return options, problems
