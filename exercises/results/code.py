"""The code of a result: form, version and responses in a line that can be read out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from exercises.forms import Form
from exercises.items import Item
from exercises.plain import fold
from exercises.results.refusals import ResultError, refused
from exercises.results.result import content_hash
from exercises.results.text import LIMITS, said

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = ALPHABET + "*~$=U"
"""Crockford's base 32, with his check symbol, the number modulo 37."""

_GROUP = 4  # signs; read out as one
_MEANT = str.maketrans("OIL", "011")
_AROUND = " \t\r\n\"'.,_"
"""What mail and spreadsheets put around a code."""


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
    return f"{form.id.upper()}:" + "-".join(
        text[at : at + _GROUP] for at in range(0, len(text), _GROUP)
    )


def from_code(
    code: str, forms: Mapping[str, Form], bank: Mapping[str, Item]
) -> tuple[Form, dict[str, list[str]]]:
    """Return the form of *code* and its responses, whatever dashes and quotes a phone made of it.

    Raises `ResultError` for one mistyped.
    """
    try:
        return _read(fold(code).strip(_AROUND), forms, bank)
    except ResultError as error:
        raise refused("code", code=said(code.strip()), reason=error) from error


def _read(
    code: str, forms: Mapping[str, Form], bank: Mapping[str, Item]
) -> tuple[Form, dict[str, list[str]]]:
    name, rest = (*re.split(r"[: \t\r\n]+", code, maxsplit=1), "")[:2]
    form = forms.get(name.lower())
    if form is None:
        taken = (f"{each.id} ({each.title})" for each in forms.values() if each.mode != "practice")
        raise refused("code-form", forms=", ".join(taken))
    number = _number(re.sub(r"[-_ \t\r\n]", "", rest.upper()).translate(_MEANT))
    responses = {}
    for item in (bank[name] for name in reversed(form.items)):
        digits = []
        for base, _ in reversed(_digits(item, set())):
            number, digit = divmod(number, base)
            digits.append(digit)
        responses[item.id] = _picks(item, digits[::-1])
    if number != int(content_hash(form, bank)[:5], 16):
        raise refused("code-version")
    return form, {name: responses[name] for name in form.items}


def _number(symbols: str) -> int:
    """Return the number that *symbols* stand for, the last of which proves the others."""
    body, check = symbols[:-1], symbols[-1:]
    if not body:
        raise refused("code-short")
    if len(body) > LIMITS["longest-code"]:
        raise refused("code-long")
    for at, symbol in enumerate(symbols):
        if symbol not in (ALPHABET if at < len(body) else CHECKS):
            raise refused("code-sign", group=at // _GROUP + 1, sign=said(symbol))
    number = 0
    for symbol in body:
        number = number * 32 + ALPHABET.index(symbol)
    if CHECKS[number % 37] != check:
        raise refused("code-check")
    return number


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
