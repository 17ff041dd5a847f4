"""The text of a result file to values, and what is wrong with them in words.

`result.text.js` beside this does the same, word for word: what one refuses the other refuses.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

LARGEST = 1_000_000
"""Bytes. A result has about 8,000."""
_DEEPEST = 20
_MOST = 10
_TINY = 1e-9
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


def parse(data: bytes, schema: Mapping[str, Any]) -> list[Any]:
    """Return what *data* holds: one value of JSON, or one for each line of CSV under its head.

    Raises `ValueError`, whose words say what is wrong.
    """
    if len(data) > LARGEST:
        raise ValueError(f"is more than {LARGEST} bytes, no result is; save it anew")
    text = data.decode("utf-8-sig", "replace").strip()
    sheet = text.startswith("schema_version,")
    if not sheet and _depth(text) > _DEEPEST:
        raise ValueError("is nested too deep, no result is; save it anew")
    try:
        return list(_lines(text, schema["properties"])) if sheet else [_value(text)]
    except (ValueError, csv.Error) as error:
        kind = "CSV" if sheet else "JSON"
        raise ValueError(f"is no {kind}, or was cut short; save it anew") from error


def said(value: Any) -> str:
    """Return *value* in short, in signs that any screen can show."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, float):
        whole = int(value) if value.is_integer() else value
        return re.sub(r"e([+-])0", r"e\1", repr(whole))
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:60] + "…"  # noqa: PLR2004 (a line's worth)


def headline(result: Mapping[str, Any]) -> str:
    """Return score, band and outcome in a line; no number is rounded over the cut.

    The band is rounded inward: rounded outward it could seem to hold a cut that it does not.
    """
    low, high = result["band"]
    ends = math.ceil(low * 10 - _TINY) / 10, math.floor(high * 10 + _TINY) / 10
    score = math.floor(result["raw"] * 100 + _TINY) / 100
    text = f"{score:g} of {result['max']:g} ({math.floor(result['percent'] + _TINY)}%), "
    return f"{text}band {ends[0]:g} to {ends[1]:g}, {result['result'] or 'no standard'}"


def fault(value: Any, validator: Any) -> str | None:
    """Return the first thing in *value* that *validator*'s schema refuses, or nothing."""
    found = []
    for error in validator.iter_errors(value):
        where = ".".join(map(str, error.absolute_path))
        if error.validator == "required":
            texts = [
                f"lacks {name}" for name in error.validator_value if name not in error.instance
            ]
        elif error.validator == "additionalProperties":
            extra = error.instance.keys() - error.schema["properties"].keys()
            texts = [f"holds {said(name)}, which no result has" for name in extra]
        elif error.validator == "not":
            names = error.validator_value["required"]
            texts = [f"holds {said(name)}, which is for practice alone" for name in names]
        else:
            texts = [f"is {said(error.instance)}, which no result has"]
        found += [f"{where}: {text}" if where else text for text in texts]
    return min(found, default=None)


def differences(mine: Any, anew: Any, where: str = "") -> list[str]:
    """Return what *mine* says other than *anew*, a line for each, ten at most."""
    found = list(_differences(mine, anew, where))
    rest = len(found) - _MOST
    return found[:_MOST] + [f"and {rest} more"] * (rest > 0)


def _differences(mine: Any, anew: Any, where: str) -> Iterator[str]:
    if isinstance(anew, dict) and isinstance(mine, dict):
        for name in anew:
            yield from _differences(mine.get(name), anew[name], f"{where}.{name}".lstrip("."))
    elif isinstance(anew, list) and isinstance(mine, list) and len(mine) == len(anew):
        for at, (one, other) in enumerate(zip(mine, anew, strict=True)):
            yield from _differences(one, other, f"{where}.{at}")
    elif not _same(mine, anew):
        yield f"{where}: the file says {said(mine)}, scoring says {said(anew)}"


def _same(mine: Any, anew: Any) -> bool:
    if isinstance(mine, float | int) and isinstance(anew, float | int):
        return math.isclose(mine, anew, rel_tol=1e-9, abs_tol=1e-9)
    return bool(mine == anew)


def _value(text: str) -> Any:
    def refuse(name: str) -> None:
        raise ValueError(name)

    def number(digits: str) -> float:
        value = float(digits)
        return int(value) if value.is_integer() else value

    return json.loads(text, parse_constant=refuse, parse_float=number, parse_int=number)


def _depth(text: str) -> int:
    """Return how deep brackets are nested in *text*, outside its strings."""
    deepest = depth = 0
    for sign in re.sub(r"[^\[\]{}]", "", _STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _lines(text: str, properties: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    head, *rest = rows
    if not rest or any(len(row) != len(head) for row in rest):
        raise ValueError
    for row in rest:
        cells = zip(head, row, strict=True)
        yield {name: _cell(cell, properties.get(name, {})) for name, cell in cells}


def _cell(cell: str, rule: Mapping[str, Any]) -> Any:
    kinds = rule.get("type", ())
    if not cell and ("null" in kinds or None in rule.get("enum", ())):
        return None
    if "string" in kinds or "enum" in rule:
        return cell[1:] if cell[:1] == "'" else cell
    if _depth(cell) > _DEEPEST:
        raise ValueError
    try:
        return _value(cell)
    except ValueError:
        return cell
