"""The text of a result file to values, and what is wrong with them in words.

`result.text.js` beside this does the same, word for word: what one refuses the other refuses.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exercises.plain import fold
from exercises.reading.data_files import load
from exercises.results.numbers import band, short
from exercises.results.refusals import ResultError, refusal, refused
from exercises.results.sheets import BLANK, DELIMITERS, bare, decode, rows

LIMITS: dict[str, int] = load("limits")
_MOST = 10
_FINEST = 10**9
"""No score of ours has a larger denominator."""
_BRACKET = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")


def parse(data: bytes | str, schema: Mapping[str, Any]) -> list[Any]:
    """Return what *data* holds: one value of JSON, or one for each line of CSV under its head.

    Raises `ResultError`, whose words say what is wrong.
    """
    most = LIMITS["largest-result"]
    if len(data) > most or (isinstance(data, str) and len(data.encode(errors="replace")) > most):
        raise refused("large", most=most)
    if data[:4] == b"PK\3\4":
        raise refused("workbook")
    text = (data if isinstance(data, str) else decode(data)).strip(BLANK)
    if not is_sheet(text):
        return [value(text)]
    found = []
    for line, each in lines(text, schema):
        if isinstance(each, ResultError):
            raise refused("line", line=line, reason=each)
        found.append(each)
    return found


def is_sheet(text: str) -> bool:
    """Return whether *text* begins as a sheet of results does, its columns in any order."""
    head = re.split(r"[\r\n]", text.lstrip(BLANK)[:1000], maxsplit=1)[0]
    cells = any(sign in head for sign in DELIMITERS)
    return cells and head[:1] not in ("{", "[") and _FIRST in _field(head)


def lines(text: str, schema: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
    """Yield for each line of a sheet its number, and its result or the `ResultError` why not.

    Columns that no result has are a spreadsheet's own, and are passed over; so is a second head.
    """
    head, *rest = rows(text)
    if not rest:
        raise refused("no-rows")
    names = [_field(name) for name in head.cells]
    rules = schema["properties"]
    for line, cells in rest:
        if len(cells) < len(names):
            yield line, refused("cells")
            continue
        first = _field(dict(zip(names, cells, strict=False)).get(_FIRST, ""))
        if first == _FIRST:
            continue  # another sheet was put below this one
        if not first.isascii() or not re.fullmatch(r"[0-9.,e+]+", first):
            yield line, refused("no-result")
            continue
        pairs = zip(names, cells, strict=False)
        try:
            yield line, {name: _cell(cell, rules[name]) for name, cell in pairs if name in rules}
        except ResultError as error:
            yield line, error


def said(value: Any) -> str:
    """Return *value* in short, in signs that any screen can show."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_said(float(value))
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:60] + "…"  # noqa: PLR2004 (a line's worth)


def _number_said(value: float) -> str:
    """Return *value* as a page writes it: in full below 1e21."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 1e21:  # noqa: PLR2004
        return f"{Decimal(repr(value)):.0f}" if value else "0"
    return re.sub(r"e([+-])0", r"e\1", repr(value))


def headline(result: Mapping[str, Any]) -> str:
    """Return score, band and outcome in a line; no number is rounded over the cut."""
    raw, most = Fraction(result["raw"]).limit_denominator(_FINEST), result["max"]
    score = f"{short(raw)} of {most:g} ({int(100 * raw / most)}%)"
    return f"{score}, band {band(*result['band'])}, {result['result'] or 'no standard'}"


def fault(value: Any, validator: Any) -> str | None:
    """Return the first thing in *value* that *validator*'s schema refuses, or nothing."""
    found = []
    for error in validator.iter_errors(value):
        where = ".".join(map(str, error.absolute_path))
        texts = [refusal(name, **values) for name, values in _refusals(error)]
        found += [f"{where}: {text}" if where else text for text in texts]
    return min(found, default=None)


def _refusals(error: Any) -> list[tuple[str, dict[str, str]]]:
    """Return what to say of an *error* of the schema, as names of refusals with their values."""
    if error.validator == "required":
        lacking = [name for name in error.validator_value if name not in error.instance]
        return [("lacks", {"name": name}) for name in lacking]
    if error.validator == "additionalProperties":
        extra = error.instance.keys() - error.schema["properties"].keys()
        return [("unknown", {"name": said(name)}) for name in extra]
    if error.validator == "not":
        names = error.validator_value["required"]
        return [("practice-only", {"name": said(name)}) for name in names]
    return [("value", {"value": said(error.instance)})]


def differences(mine: Any, anew: Any, where: str = "") -> list[str]:
    """Return what *mine* says other than *anew*, a line for each, ten at most."""
    found = list(_differences(mine, anew, where))
    rest = len(found) - _MOST
    return found[:_MOST] + [refusal("more", count=rest)] * (rest > 0)


def _differences(mine: Any, anew: Any, where: str) -> Iterator[str]:
    if isinstance(anew, dict) and isinstance(mine, dict):
        for name in anew:
            yield from _differences(mine.get(name), anew[name], f"{where}.{name}".lstrip("."))
    elif isinstance(anew, list) and isinstance(mine, list) and len(mine) == len(anew):
        for at, (one, other) in enumerate(zip(mine, anew, strict=True)):
            yield from _differences(one, other, f"{where}.{at}")
    elif not _same(mine, anew):
        yield refusal("differs", where=where, mine=said(mine), anew=said(anew))


def _same(mine: Any, anew: Any) -> bool:
    if isinstance(mine, float | int) and isinstance(anew, float | int):
        return math.isclose(mine, anew, rel_tol=1e-9, abs_tol=1e-9)
    return bool(mine == anew)


def value(text: str) -> Any:
    """Return the value that *text* holds as JSON. Raises `ResultError`: cut short, or too deep."""
    if _depth(text) > LIMITS["deepest"]:
        raise refused("deep")
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_number, parse_int=_number)
    except ValueError as error:
        raise refused("cut-short") from error


_FIRST = "schema_version"


def _field(name: str) -> str:
    """Return what a head calls a field, however a phone or a spreadsheet wrote it."""
    return fold(name).strip(BLANK).lower().replace(" ", "_")


def _refuse(name: str) -> None:
    raise ValueError(name)


def _number(digits: str) -> float:
    number = float(digits)
    return int(number) if number.is_integer() else number


def _depth(text: str) -> int:
    """Return how deep brackets are nested in *text*, outside strings; each sign is seen once."""
    deepest = depth = 0
    quoted = False
    for match in _BRACKET.finditer(text):
        sign = match[0]
        if sign == '"':
            quoted = not quoted
        elif not quoted and len(sign) == 1:
            depth += 1 if sign in "[{" else -1
            deepest = max(deepest, depth)
    return deepest


def _cell(cell: str, rule: Mapping[str, Any]) -> Any:
    kinds = rule.get("type", ())
    if not cell and ("null" in kinds or None in rule.get("enum", ())):
        return None
    if "string" in kinds or "enum" in rule:
        return bare(cell)
    if _depth(cell) > LIMITS["deepest"]:
        raise refused("deep")
    try:
        return value(cell.replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell)
    except ResultError:
        return cell
