"""A form on paper: the letters of its options under a seed, its key, and letters typed back in.

`paper.js` of the face does the same in a page, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from string import ascii_uppercase

from exercises.forms import Form
from exercises.items import Item
from exercises.order import shown
from exercises.results.refusals import ResultError
from exercises.results.result import standing
from exercises.results.text import said

SEED = 1
"""The seed of a sheet when none is chosen."""
BLANK = "-"


def letters(item: Item, seed: int) -> dict[str, str]:
    """Return the letter of each option of *item*, by option id, in the order of *seed*."""
    return dict(zip(shown(item, seed), ascii_uppercase, strict=False))


def to_letters(item: Item, response: Iterable[str], seed: int) -> str:
    """Return *response* as it is written on paper: `B`, `AC`, a letter for each row, `-` for blank.

    The key of a sheet is this of `item.keys`.
    """
    letter, picks = letters(item, seed), set(response)
    if not item.rows:
        return "".join(sorted(letter[pick] for pick in picks)) or BLANK
    signs = [
        next((letter[o.id] for o in item.options if f"{row.id}:{o.id}" in picks), BLANK)
        for row in item.rows
    ]
    return "".join(signs) if picks else BLANK


def from_letters(
    form: Form, bank: Mapping[str, Item], seed: int, text: str
) -> dict[str, list[str]]:
    """Return the responses that *text* holds: letters for each item, with space between items.

    A number before the letters is read as the item's: `1 B 2 A` or `1. B 2. A`. Small letters and
    commas are forgiven, a blank is `-`. Raises `ResultError` that names the item.
    """
    responses: dict[str, list[str]] = {}
    for token in re.findall(r"[0-9]+|[^\s,;.:)0-9]+", re.sub("[–—_]", BLANK, text.upper())):
        at = len(responses) + 1
        if token.isdigit():
            if token.lstrip("0") != str(at):
                raise ResultError(f"item {at} comes here, not {token[:9]}; one is missing or twice")
        elif at > len(form.items):
            raise ResultError(f"form {form.id} has {len(form.items)} items, and more letters came")
        else:
            item = bank[form.items[at - 1]]
            responses[item.id] = _read(item, token, letters(item, seed), at)
    if len(responses) < len(form.items):
        raise ResultError(
            f"{len(responses)} of {len(form.items)} items have letters; "
            f"write {BLANK} for one left blank"
        )
    return responses


def ranges(form: Form) -> list[tuple[int, int, str]]:
    """Return which whole scores of *form* lead to which outcome, the best first."""
    found: list[tuple[int, int, str]] = []
    count = len(form.items)
    for score in range(count, -1, -1):
        outcome = standing(Fraction(score), count, form.cut).outcome
        if outcome is None:
            return []
        if found and found[-1][2] == outcome:
            found[-1] = (score, found[-1][1], outcome)
        else:
            found.append((score, score, outcome))
    return found


def _read(item: Item, token: str, letter: Mapping[str, str], at: int) -> list[str]:
    option = {sign: name for name, sign in letter.items()}
    last = ascii_uppercase[len(option) - 1]
    where = f"item {at}: {said(token)}"
    if token == BLANK:
        return []
    allowed = option.keys() | ({BLANK} if item.rows else set())
    if set(token) - allowed:
        raise ResultError(f"{where} isn't on the sheet; write A to {last}, or {BLANK} for blank")
    if item.rows:
        if len(token) != len(item.rows):
            raise ResultError(f"{where} needs {len(item.rows)} letters, one for each row")
        rows = zip(item.rows, token, strict=True)
        return sorted(f"{row.id}:{option[sign]}" for row, sign in rows if sign != BLANK)
    if item.kind == "single" and len(token) > 1:
        raise ResultError(f"{where} is more than one letter; put a space between items")
    if len(set(token)) < len(token):
        raise ResultError(f"{where} names a letter twice")
    return sorted(option[sign] for sign in token)
