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

from exercises.reading.data_files import load
from exercises.results.kinds import other, ours
from exercises.results.numbers import band, short
from exercises.results.refusals import ResultError, refusal, refused
from exercises.results.sheets import BLANK, decode
from exercises.results.table import is_sheet, lines
from exercises.results.values import pieces, result_in, value

LIMITS: dict[str, int] = load("limits")
_MOST = 10
_FINEST = 10**9
"""No score of ours has a larger denominator."""


def parse(data: bytes | str, schema: Mapping[str, Any]) -> list[Any]:
    """Return what *data* holds: values of JSON, or one for each line of CSV under its head.

    Raises `ResultError`, whose words say what is wrong.
    """
    found = []
    for place, each in parts(data, schema):
        if isinstance(each, ResultError):
            raise refused("line", place=place, reason=each) if place else each
        found.append(each)
    return found


def parts(data: bytes | str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each value that *data* holds, or the `ResultError` why not, after its place.

    What stands alone has no place. Raises `ResultError` for what holds none.
    """
    most = LIMITS["largest-result"]
    if isinstance(data, bytes) and (error := other(data)):
        raise error
    if len(data) > most or (isinstance(data, str) and len(data.encode(errors="replace")) > most):
        raise refused("large", most=most)
    text = data if isinstance(data, str) else decode(data)
    if error := ours(text):
        raise error
    if is_sheet(text):
        yield from lines(text, schema)
        return
    own, _ = pieces(text)
    if not own:
        yield "", value(text.strip(BLANK))
    for line, piece in own:
        try:
            yield f"line {line}" if len(own) > 1 else "", result_in(piece)
        except ResultError as error:
            yield "", error


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
    """Return score, band and outcome in a line; no number is rounded over the cut.

    A result that was taken while a newer edition was in force says so after them.
    """
    raw, most = Fraction(result["raw"]).limit_denominator(_FINEST), result["max"]
    score = f"{short(raw)} of {most:g} ({int(100 * raw / most)}%)"
    said = f"{score}, band {band(*result['band'])}, {result['result'] or 'no standard'}"
    return ". ".join(filter(None, [said, newer(result)]))


def newer(result: Mapping[str, Any]) -> str:
    """Return that *result* was taken while a newer edition was in force, or nothing."""
    if not result.get("newer_edition"):
        return ""
    text: str = load("result")["newer"]
    return text.format(newer=result["newer_edition"], checked=result["cdt_edition"])


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
