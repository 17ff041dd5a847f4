"""What a page needs to practice by itself: the pool of items, and the rules it adds up by.

Which items are practiced is decided here, and when a learner is ready; the script draws and counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from exercises.forms import MIXED, Form, mixed, pool
from exercises.items import Item
from exercises.reading.data_files import load, load_objectives
from exercises.reading.decisions import load_decisions
from exercises.results import confusion
from exercises.results.page import editions, item_data
from exercises.results.result import SCHEMA, SITE, item_hash
from exercises.scoring import RULES

REVIEW_DAYS = (1, 7, 28)
"""Days after the first round on which to practice again: spaced, and no cleverer than that."""

COUNTS = {"practice": 10, "review": 3}
"""How many items a round has, by its mode; three are reviewed in three minutes."""

READY = {"of": 10, "right": 9}
"""Ready for form A: so many right of the last so many fresh cases, and nothing critical missed.

A case that asks for its reason is right when the verdict and the reason are.
"""

LEVELS = {1: "A guess", 2: "Fairly sure", 3: "Sure"}
"""How sure a learner may be. In certainty-based marking the best level changes at 2/3 and 4/5."""

AGAIN = 50
"""A case counts as new again once so many others came after it, or half of a smaller pool.

Whoever has met them all could never become ready otherwise.
"""

LIMITS = {"guess": (2, 3), "sure": (4, 5), "enough": 5, "late": 20}
"""A guess is right less often than this, what is sure more often; fewer than *enough* tell little.

So many cases of *late* are counted: two rounds.

A. R. Gardner-Medwin: Confidence assessment in the teaching of basic science. Association for
Learning Technology Journal 3 (1995) 80-85.
"""


def first(bank: Mapping[str, Item], forms: Mapping[str, Form]) -> str:
    """Return what a first round practices: the objective of the cases that ask for their reason.

    Nothing where they are too few for a round without one point twice.
    """
    told = [bank[name] for name in pool(bank, forms.values()) if bank[name].reason]
    enough = len({item.point for item in told}) >= COUNTS["practice"]
    return load_objectives()[told[0].objective] if enough else ""


def reasoned(bank: Mapping[str, Item], forms: Mapping[str, Form]) -> dict[str, Any]:
    """Return how many items of form A have a reason, by their key, *of* how many it has in all.

    A round on everything has at least that share of them, and the keys in that proportion.
    """
    items = [bank[name] for name in forms["a"].items]
    return {"keys": Counter(str(item.key) for item in items if item.reason), "of": len(items)}


def needs(bank: Mapping[str, Item], forms: Mapping[str, Form]) -> dict[str, int]:
    """Return how many fresh items in a row show that an objective is ready, two at least.

    It is half of what form A asks of the objective, rounded up.
    """
    asked = Counter(bank[name].objective for name in forms["a"].items)
    return {name: max(2, (asked[name] + 1) // 2) for name in load_objectives()}


def practice_data(bank: Mapping[str, Item], forms: Mapping[str, Form]) -> dict[str, Any]:
    """Return the pool of items and the rules, as the page gets them when practice starts.

    *quizzed* tells which items stand in a page's quiz, where a learner may have met them; *reason*
    is what decides an item, if that is asked, one of the *reasons* of its decision.
    """
    quizzed = {name for form in forms.values() for name in form.items}
    items = [bank[name] for name in pool(bank, forms.values())]
    musts = _musts(items)
    empty = mixed([])
    return {
        "form": {
            "form_id": MIXED,
            "title": empty.title,
            "site_version": SITE,
            "schema_version": SCHEMA,
            **editions(),
            "cut": empty.cut,
            "cut_basis": None,
        },
        "rules": dict(RULES),
        "need": needs(bank, forms),
        "reasoned": reasoned(bank, forms),
        "reasons": _reasons(bank),
        "ready": READY,
        "levels": LEVELS,
        "limits": LIMITS | {"again": min(AGAIN, len(items) // 2)},
        "objectives": load_objectives(),
        "musts": musts,
        "mistakes": load("misconceptions"),
        "confusion": confusion.words(bank.values()),
        "items": [
            {
                **item_data(item),
                "point": item.point,
                "musts": _tells(item, musts),
                "case": item.case,
                "hash": item_hash(item),
                "quizzed": item.id in quizzed,
                "reason": item.reason,
                "mistake": {o.id: o.misconception for o in item.options if o.misconception},
            }
            for item in items
        ],
    }


def _musts(items: Sequence[Item]) -> dict[str, Any]:
    """Return the must-know points of *items*, each with what to *say* and its *mistakes*."""
    asked = {item.point for item in items if item.critical}
    said = {name: {"mistakes": []} | each for name, each in load("must-know").items()}
    return {name: each for name, each in said.items() if name in asked}


def _tells(item: Item, musts: Mapping[str, Any]) -> list[str]:
    """Return the must-know points that a right response shows: it is on them, or resists them."""
    made = {option.misconception for option in item.options}
    return [p for p, each in musts.items() if p == item.point or made & {*each["mistakes"]}]


def _reasons(bank: Mapping[str, Item]) -> dict[str, Any]:
    """Return what decisions ask once a case is decided, by decision: *ask*, and texts by id."""
    asked = {item.decision for item in bank.values() if item.reason}
    return {
        name: {
            "ask": decision.reasons.ask,
            "options": {reason.id: reason.text for reason in decision.reasons.options},
        }
        for name, decision in load_decisions().items()
        if name in asked and decision.reasons
    }
