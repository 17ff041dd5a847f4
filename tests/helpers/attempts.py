"""Attempts at the book's forms: answers by chance or all right, and the results they give."""

from __future__ import annotations

from random import Random
from typing import Any

from exercises.reading.edition import edition
from exercises.results.result import checksum, make_result
from helpers.own import BANK, FORMS

TAKEN = [form.id for form in FORMS.values() if form.mode != "practice"]
LATE = f"{edition().next_effective}T00:00:00-10:00"
"""The first second in which the next edition is in force, where the learner is."""
TIMES = {"started": "2026-11-24T10:00:00-06:00", "finished": "2026-11-24T10:21:00-06:00"}


def responses(form, chance: Random, blanks: float = 0.1) -> dict[str, list[str]]:
    """Return responses to *form* by chance, some of them blank."""
    given_ = {}
    for item in (BANK[name] for name in form.items):
        if chance.random() < blanks:
            continue
        if item.kind == "multiple":
            given_[item.id] = [o.id for o in item.options if chance.random() < 0.5]
        elif item.rows:
            given_[item.id] = [f"{r.id}:{chance.choice(item.options).id}" for r in item.rows]
        else:
            given_[item.id] = [chance.choice(item.options).id]
    return given_


def right(**about):
    """Return the result of form A all right, but for what *about* says."""
    keys = {name: sorted(BANK[name].keys) for name in FORMS["a"].items}
    return make_result(FORMS["a"], BANK, keys, **{"seed": 7, **TIMES, **about})


def signed(result: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return *result* with *changes* and a checksum that fits them."""
    changed = {**result, **changes}
    return {**changed, "checksum": checksum(changed)}
