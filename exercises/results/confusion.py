"""What was taken for what: over one list, which option was chosen where which was right.

`confusion.js` does the same in a page; `tests/cases/confusion.json` holds both to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.items import Item

PLACE = re.compile(r"Line \d+")
"""What an option is called where it is a place in one case; without the case it says nothing."""

ENOUGH = 5
"""From how many cases over a list its confusions are counted; below, they are told in words."""

COUNTED = "You chose “{chosen}” where “{key}” was right: {count} of {of}."
WORDED = "You chose “{chosen}” where “{key}” was right."
"""How a learner is told; a page gets both as data."""

Table = Counter[tuple[str, str]]
"""How often an option was right (first) and chosen (second)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """*chosen* instead of *key* in *count* of *of* cases that had this key."""

    decision: str
    key: str
    chosen: str
    count: int
    of: int


def pairs(item: Item, response: Iterable[str]) -> list[tuple[str, str]]:
    """Return key and choice of each single decision that *response* answers; no blanks.

    Only lists that stay the same tell what was taken for what: not mirror sets, nor select-all.
    """
    picks = list(response)
    if item.decision is None or not item.standing or item.kind == "multiple":
        return []
    if item.kind == "single":
        return [(key, pick) for key in item.keys for pick in picks]
    keys = {row.id: row.key for row in item.rows}
    split = (pick.partition(":") for pick in picks)
    return [(keys[row], option) for row, _, option in split if row in keys]


def tables(answers: Iterable[tuple[Item, Sequence[str]]]) -> dict[str, Table]:
    """Return a table for each decision that *answers*, items with their picks, are over."""
    found: dict[str, Table] = {}
    for item, response in answers:
        for pair in pairs(item, response):
            found.setdefault(str(item.decision), Counter())[pair] += 1
    return found


def confusions(decision: str, table: Mapping[tuple[str, str], int]) -> list[Confusion]:
    """Return what was taken for what in *table*, the commonest first, then by key and choice."""
    of: Counter[str] = Counter()
    for (key, _), count in table.items():
        of[key] += count
    found = [
        Confusion(decision=decision, key=key, chosen=chosen, count=count, of=of[key])
        for (key, chosen), count in table.items()
        if key != chosen
    ]
    return sorted(found, key=lambda each: (-each.count, each.of, each.key, each.chosen))


def texts(items: Iterable[Item]) -> dict[str, dict[str, str]]:
    """Return the words of the options of each standing list that *items* are over."""
    return {
        str(item.decision): {option.id: line(option.text) for option in item.options}
        for item in items
        if item.decision and item.standing
    }


def words(items: Iterable[Item]) -> dict[str, Any]:
    """Return what a page needs to tell what was taken for what.

    A list of places in a case has no words here: they would tell nothing without the case.
    """
    told = [each for each in items if not any(PLACE.fullmatch(o.text) for o in each.options)]
    return {"enough": ENOUGH, "counted": COUNTED, "worded": WORDED, "texts": texts(told)}


def sentences(tables: Mapping[str, Table], texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return what a learner is told of *tables*; *texts* are the words of each list's options.

    Of a list without words nothing is told.
    """
    told = []
    for decision, table in tables.items():
        if decision not in texts:
            continue
        form = COUNTED if table.total() >= ENOUGH else WORDED
        told += [
            form.format(
                chosen=texts[decision][each.chosen],
                key=texts[decision][each.key],
                count=each.count,
                of=each.of,
            )
            for each in confusions(decision, table)
        ]
    return told


def line(text: str) -> str:
    """Return *text* on one line, as a sentence quotes it."""
    return " ".join(text.split())
