"""Whether a list of options tells nothing about the key: how often each of its options is one.

Whoever hides the cases and always picks the commonest key must not get far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil

from exercises.decisions import Decision
from exercises.forms import Form
from exercises.items import Item
from exercises.quoted import quoted
from exercises.reading.bank import Bank
from exercises.scoring import credit

SHARE = Fraction(1, 2)
"""The largest share of a list's items of which one option may be the key."""

FEW = 3
"""Up to so many items, an option is the key no oftener than it must be."""

COMMONEST = Fraction(1, 2)
"""What always choosing the commonest key of each list may earn on a form of *LONG* items."""

LONG = 10
TWINS = Fraction(1, 2)
"""The least share of the cases over `code` that have a twin."""


def counts(bank: Bank) -> dict[str, Counter[str]]:
    """Return for each decision how often each option is a key: of an item, or of a row."""
    found = {name: Counter(dict.fromkeys(each.ids, 0)) for name, each in bank.decisions.items()}
    for item in bank.values():
        if item.decision:
            keys = [row.key for row in item.rows] if item.rows else item.keys
            found[item.decision].update(keys)
    return found


def lists(bank: Bank) -> Iterator[str]:
    """Yield what is wrong with a list of options: used once, never a key, a key too often."""
    keys = counts(bank)
    for name, decision in bank.decisions.items():
        place = f"{bank.decisions.places.get(name, 'decisions')}: decision {name!r}: "
        items = [item for item in bank.values() if item.decision == name]
        if len(items) < 2:  # noqa: PLR2004 (two cases make a list)
            yield f"{place}is used by {len(items)} item; write another case for it, or drop it"
            continue
        for option, count in keys[name].items():
            if not count:
                yield f"{place}option {option!r} is no key; write the case for it, or drop it"
        yield from (f"{place}{problem}" for problem in _too_often(decision, items))


def _too_often(decision: Decision, items: list[Item]) -> Iterator[str]:
    """Yield each option that is the key of too many single choices."""
    single = [item for item in items if item.kind == "single"]
    most = ceil(len(single) / len(decision.ids)) if len(single) <= FEW else len(single) * SHARE
    for option, count in Counter(key for item in single for key in item.keys).items():
        if count > most:
            yield (
                f"option {option!r} is the key of {count} of {len(single)}; "
                f"write cases with another key until it is {int(most)} or fewer"
            )


def twins(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the item and what is wrong with its twin."""
    for item in bank.values():
        if item.twin is None:
            continue
        other, twin = bank.get(item.twin), f"twin {quoted(item.twin)}"
        if other is None:
            yield item.id, f"{twin} is not in the bank; use an id of the bank"
        elif other.twin != item.id:
            yield item.id, f"{twin} names {quoted(other.twin)}; let the two name each other"
        elif other.decision != item.decision:
            yield item.id, f"{twin} asks for another decision; ask the same"
        elif other.keys == item.keys:
            yield item.id, f"{twin} has the same key; change the fact that decides"


def few_twins(bank: Bank, name: str = "code") -> Iterator[str]:
    """Yield that too few cases over the decision *name* have a twin."""
    cases = [item for item in bank.values() if item.decision == name and not item.rows]
    paired = sum(item.twin is not None for item in cases)
    if cases and paired < TWINS * len(cases):
        place = bank.decisions.places.get(name, name)
        yield (
            f"{place}: decision {name!r}: {paired} of {len(cases)} cases have a twin; "
            f"write twins until {ceil(TWINS * len(cases))} do"
        )


def commonest(form: Form, bank: Bank) -> Fraction:
    """Return the share of full credit for whoever picks the commonest key of each list."""
    keys = counts(bank)
    earned = Fraction(0)
    for item in (bank[name] for name in form.items):
        earned += credit(item, _commonest(item, keys))
    return earned / len(form.items)


def _commonest(item: Item, keys: Mapping[str, Counter[str]]) -> frozenset[str]:
    """Return the response of whoever knows nothing but the lists."""
    if item.decision is None:
        return frozenset()
    ((best, _),) = keys[item.decision].most_common(1)
    return frozenset(f"{row.id}:{best}" for row in item.rows) if item.rows else frozenset({best})


def told(bank: Bank) -> Iterator[str]:
    """Yield a line for each list: how often each option is the key, for whoever writes the next."""
    for name, each in counts(bank).items():
        yield f"{name}: " + ", ".join(f"{option} {count}" for option, count in each.items())
