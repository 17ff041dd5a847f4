"""The values that a text holds as JSON, alone or in the middle of a mail.

`result.values.js` beside this does the same; tests/cases/files.json holds both to it.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from exercises.reading.data_files import load
from exercises.results.refusals import ResultError, refused

FIRST = "schema_version"
"""The field that every result has, and that a result as we write it begins with."""

_BRACKET = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_TOKEN = re.compile(
    r'\\.|["\[\]}]|(?P<inside>:[ \t\r\n]*)?(?P<object>\{)'
    rf'(?:(?P<own>[ \t\r\n]*"{FIRST}")|(?P<json>(?=[ \t\r\n]*")))?',
    re.DOTALL,
)
_MARGIN = re.compile(r"(^|[\r\n])[> \t\u00a0]+")
"""What a mail puts before the lines that it quotes; no string of JSON has a line of its own."""

_WRAPPED = re.compile(r" ?[\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")


class Piece(NamedTuple):
    """A result as it stands in a text, and the number of the line on which it begins."""

    line: int
    text: str


def value(text: str) -> Any:
    """Return the value that *text* holds as JSON. Raises `ResultError`: cut short, or too deep."""
    if depth(text) > load("limits")["deepest"]:
        raise refused("deep")
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_number, parse_int=_number)
    except ValueError as error:
        raise refused("cut-short") from error


def result_in(text: str) -> Any:
    """Return the value of a piece of text, put together again where a mail broke its lines."""
    try:
        return value(text)
    except ResultError:
        joined = _WRAPPED.sub(" ", text)
        if joined == text:
            raise
        return value(joined)


def pieces(text: str) -> tuple[list[Piece], str]:
    """Return the results that stand in *text* as JSON, and what else does, on its own lines.

    A result ends where its brackets do, or where the next one begins: then it was cut short.
    """
    plain = _MARGIN.sub(r"\1", text)
    spans: list[tuple[int, int]] = []
    start = level = 0
    quoted = False
    for match in _TOKEN.finditer(plain):
        sign = match["object"] or match[0][0]
        own = match["own"] is not None
        if not level or (own and not match["inside"]):
            if level:
                spans.append((start, match.start()))
            if own or match["json"] is not None:
                start, level, quoted = match.start("object"), 1, False
        elif sign == '"':
            quoted = not quoted
        elif sign != "\\" and not quoted:
            level += 1 if sign in "[{" else -1
            if not level:
                spans.append((start, match.end()))
    if level:
        spans.append((start, len(plain)))
    return _pieces(plain, [(a, b) for a, b in spans if f'"{FIRST}"' in plain[a:b]])


def _pieces(text: str, spans: list[tuple[int, int]]) -> tuple[list[Piece], str]:
    found, rest, line, at = [], "", 1, 0
    for start, end in spans:
        rest += text[at:start]
        line += len(_BREAK.findall(text[at:start]))
        found.append(Piece(line, text[start:end]))
        breaks = len(_BREAK.findall(text[start:end]))
        rest, line, at = rest + "\n" * breaks, line + breaks, end
    return found, rest + text[at:]


def depth(text: str) -> int:
    """Return how deep brackets are nested in *text*, outside strings; each sign is seen once."""
    deepest = level = 0
    quoted = False
    for match in _BRACKET.finditer(text):
        sign = match[0]
        if sign == '"':
            quoted = not quoted
        elif not quoted and len(sign) == 1:
            level += 1 if sign in "[{" else -1
            deepest = max(deepest, level)
    return deepest


def _refuse(name: str) -> None:
    raise ValueError(name)


def _number(digits: str) -> float:
    number = float(digits)
    return int(number) if number.is_integer() else number
