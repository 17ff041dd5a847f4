"""The code of a result: form, version and responses in a line that can be read out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from exercises.forms import Form
from exercises.items import Item
from exercises.results.result import ResultError, content_hash
from exercises.results.text import said

# -- the code: form, version and responses in a line that can be read out --------------------

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = ALPHABET + "*~$=U"
"""Crockford's base 32, with his check symbol, the number modulo 37."""


def to_code(result: Mapping[str, Any], form: Form, bank: Mapping[str, Item]) -> str:
    """Return the code of *result*: the form, its content and the responses, in groups of four."""
    number = int(result["content_hash"][:5], 16)
    chosen = {row["item_id"]: set(row["chosen"]) for row in result["responses"]}
    for name in form.items:
        for base, digit in _digits(bank[name], chosen.get(name, set())):
            number = number * base + digit
    text = CHECKS[number % 37]
    while number:
        number, rest = divmod(number, 32)
        text = ALPHABET[rest] + text
    return f"{form.id.upper()}:" + "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def from_code(
    code: str, forms: Mapping[str, Form], bank: Mapping[str, Item]
) -> tuple[Form, dict[str, list[str]]]:
    """Return the form of *code* and its responses. Raises `ResultError` for one mistyped."""
    shown = f"code {said(code.strip())}"
    name, rest = (*re.split(r"[:\s]+", code.strip(), maxsplit=1), "")[:2]
    form = forms.get(name.lower())
    if form is None:
        raise ResultError(f"{shown}: names no form; it begins with {', '.join(forms)}")
    symbols = re.sub(r"[-\s]", "", rest.upper()).translate(str.maketrans("OIL", "011"))
    body, check = symbols[:-1], symbols[-1:]
    if not body or len(body) > _LONGEST or set(body) - set(ALPHABET) or check not in CHECKS:
        raise ResultError(f"{shown}: holds what no code holds; type it again")
    number = 0
    for symbol in body:
        number = number * 32 + ALPHABET.index(symbol)
    if CHECKS[number % 37] != check:
        raise ResultError(f"{shown}: the last sign does not fit; one was mistyped")
    responses = {}
    for item in (bank[name] for name in reversed(form.items)):
        digits = []
        for base, _ in reversed(_digits(item, set())):
            number, digit = divmod(number, base)
            digits.append(digit)
        responses[item.id] = _picks(item, digits[::-1])
    if number != int(content_hash(form, bank)[:5], 16):
        raise ResultError(f"{shown}: was made with another version of the form")
    return form, {name: responses[name] for name in form.items}


def _digits(item: Item, chosen: set[str]) -> list[tuple[int, int]]:
    """Return base and digit for each choice of *item*: 0 is blank, options count in id order."""
    ids = sorted(option.id for option in item.options)
    if item.kind == "multiple":
        return [(2, int(name in chosen)) for name in ids]
    groups = [f"{row.id}:" for row in item.rows] or [""]
    return [
        (len(ids) + 1, next((n for n, i in enumerate(ids, 1) if group + i in chosen), 0))
        for group in groups
    ]


def _picks(item: Item, digits: Sequence[int]) -> list[str]:
    ids = sorted(option.id for option in item.options)
    if item.kind == "multiple":
        return [name for name, digit in zip(ids, digits, strict=True) if digit]
    groups = [f"{row.id}:" for row in item.rows] or [""]
    return [g + ids[d - 1] for g, d in zip(groups, digits, strict=True) if d]


# -- parts -----------------------------------------------------------------------------------

_LONGEST = 200
