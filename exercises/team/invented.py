"""Results that nobody earned: for trying a report, for the notebook, for tests and measurements.

Every name is a place in an alphabet of trees, and every job title says *invented*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp
from random import Random
from typing import Any

from exercises.items import Item
from exercises.results.code import to_code
from exercises.results.result import checksum
from exercises.team.quick import book

TREES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ironwood",
         "Juniper", "Katsura", "Larch", "Maple", "Nutmeg", "Oak", "Poplar", "Quince", "Rowan",
         "Spruce", "Tamarack", "Umbrella Pine", "Viburnum", "Willow", "Yew", "Zelkova")  # fmt: skip
FORMS = {"pre": -0.4, "a": 1.2, "b": 1.6}
"""The forms that each person takes, and how much easier each is by then, in logits."""

ABILITY, DIFFICULTY = 1.2, 0.8
"""How far people, and items, lie apart: standard deviations in logits, as in the Rasch model."""


def label(number: int) -> str:
    """Return the name of the person *number*, from 0: Alder, Birch and so on, then Alder 2."""
    tree, turn = TREES[number % len(TREES)], number // len(TREES)
    return f"{tree} {turn + 1}" if turn else tree


def results(count: int, *, seed: int = 9311) -> Iterator[dict[str, Any]]:
    """Yield so many results: person by person, each with the forms `pre`, `a` and `b`."""
    forms = list(FORMS)
    for number in range(count):
        yield result(number // len(forms), forms[number % len(forms)], seed=seed)


def result(number: int, form: str, *, seed: int = 9311, confidence: bool = False) -> dict[str, Any]:
    """Return the result of the person *number* on *form*; the same whenever it is asked for."""
    quick, chance = book().quick[form], Random(f"{seed}/{number}/{form}")
    day = f"2026-11-{2 + 7 * [*FORMS, form].index(form):02}"
    about = {
        "seed": chance.randint(1, 9999),
        "learner_label": label(number),
        "job_title": "invented",
        "attempt_no": 1,
        "started": f"{day}T09:00:00-06:00",
        "finished": f"{day}T09:{10 + number % 50:02}:00-06:00",
    }
    made = quick.result(responses(number, form, chance), **about)
    if confidence:
        for row in made["responses"]:
            row["confidence"] = chance.choice((1, 2, 3, 3))
    return made | {"checksum": checksum(made)}


def responses(number: int, form: str, chance: Random) -> dict[str, list[str]]:
    """Return what the person *number* answers on *form*: abler people more often right."""
    ability = Random(f"ability/{number}").gauss(0, ABILITY) + FORMS.get(form, 1.0)
    return {
        item.id: _response(item, _chance(ability - _difficulty(item)), chance)
        for item in book().quick[form].items
    }


def codes(people: int, *, seed: int = 9311) -> list[str]:
    """Return the results of so many people as lines of name and code."""
    forms = [name for name in ("pre", "a") if name in book().forms]
    forms = forms or [form.id for form in book().forms.values() if form.mode != "practice"]
    return [
        f"{label(number)} (invented), {code(number, form, seed=seed)}"
        for number in range(people)
        for form in forms
    ]


def code(number: int, form: str, *, seed: int = 9311) -> str:
    """Return the result of the person *number* on *form* as a code."""
    made = result(number, form, seed=seed)
    return to_code(made, book().forms[form], book().bank)


def _difficulty(item: Item) -> float:
    return Random(f"difficulty/{item.id}").gauss(0, DIFFICULTY)


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _response(item: Item, able: float, chance: Random) -> list[str]:
    if chance.random() < 0.01:  # noqa: PLR2004 (one blank in a hundred)
        return []
    if chance.random() < able:
        return sorted(item.keys)
    picks: Mapping[str, list[str]] = {
        row.id: [f"{row.id}:{option.id}" for option in item.options] for row in item.rows
    }
    if picks:
        return [chance.choice(each) for each in picks.values()]
    if item.kind == "multiple":
        return sorted(chance.sample(item.picks, chance.randint(1, len(item.picks))))
    wrong = [pick for pick in item.picks if pick not in item.keys]
    return [min(wrong) if chance.random() < 0.6 else chance.choice(wrong)]  # noqa: PLR2004
