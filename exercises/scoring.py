"""What a response is worth: small, pure and exact.

A key is compiled to whole-number weights. A page, a notebook or a re-scorer only adds them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from exercises.items import Item, Kind

RULES: Mapping[Kind, str] = {
    "single": "One is right.",
    "multiple": "Choose all that apply: a wrong tick can cancel a right one.",
    "match": "Choose one for each row; every row counts the same.",
}
"""The rule of each kind in one sentence, as the learner reads it beside the item."""


class ResponseError(ValueError):
    """A response that the item could not have received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What each pick is worth: whole-number weights, and the sum that earns *full* credit."""

    weights: Mapping[str, int]
    full: int


def key_of(item: Item) -> Key:
    """Return the weights of *item*, in lowest terms.

    Single choice: the key 1 of 1. Match: 1 for each row. Select all that apply, with K keys and
    M distractors: +M for each key and -K for each distractor, of K * M. So ticking everything
    earns nothing, and neither does ticking at random, on average and before the floor.
    """
    keys = item.keys
    if item.kind == "multiple":
        right, wrong = len(keys), len(item.options) - len(keys)
        common = gcd(right, wrong)
        gain, loss, full = wrong // common, -right // common, right * wrong // common
    else:
        gain, loss, full = 1, 0, len(keys)
    return Key(weights={pick: gain if pick in keys else loss for pick in item.picks}, full=full)


def credit(item: Item, response: Set[str]) -> Fraction:
    """Return the credit for *response*, from 0 to 1.

    A blank response earns 0. Raises `ResponseError` for a pick that the item does not offer, and
    for two picks where one is allowed.
    """
    key = key_of(item)
    _check(item, response, key)
    points = sum(key.weights[pick] for pick in response)
    return Fraction(max(0, min(points, key.full)), key.full)


def total(credits: Iterable[Fraction]) -> Fraction:
    """Return the score of a form: the sum of its credits, each item counting the same."""
    return sum(credits, Fraction(0))


def _check(item: Item, response: Set[str], key: Key) -> None:
    for pick in sorted(response - key.weights.keys()):
        offered = ", ".join(key.weights)
        raise ResponseError(f"item '{item.id}': '{pick}' is not an option; use one of {offered}")
    if item.kind == "multiple":
        return
    groups = [pick.partition(":")[0] for pick in response] if item.rows else ["it"] * len(response)
    for group in groups:
        if groups.count(group) > 1:
            where = f"row '{group}'" if item.rows else "a single choice"
            picks = ", ".join(sorted(response))
            raise ResponseError(f"item '{item.id}': {where} takes one option, not two of {picks}")
