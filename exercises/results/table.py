"""A sheet of results: where its head stands, and its lines to results.

`result.table.js` beside this does the same; tests/cases/files.json holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from exercises.plain import fold
from exercises.reading.data_files import load
from exercises.results.numbers import shown
from exercises.results.refusals import ResultError, refused
from exercises.results.sheets import BLANK, bare, between, rows
from exercises.results.values import FIRST, depth, value

ABOVE = 4_000
"""Signs in which the head of a sheet begins, below titles, empty rows and `sep=;`."""


class Head(NamedTuple):
    """Where a head begins in a text, how many lines stand above it, what is between its cells."""

    at: int
    above: int
    sign: str


def is_sheet(text: str) -> bool:
    """Return whether *text* is a sheet of results, its columns in any order."""
    return _head(text) is not None


def lines(text: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each line of a sheet by its number, with its result or the `ResultError` why not.

    Columns that no result has are a spreadsheet's own, and are passed over; so is a second head.
    A sheet turned on its side has a result in each column.
    """
    head = _head(text)
    if head is None:
        raise refused("foreign")
    rules = schema["properties"]
    found = _rows(text[head.at :], head.sign)
    names = [field(cell) for cell in next(found)[1]]
    if FIRST not in names:  # a quote that does not end took the head into a cell
        raise refused("foreign")
    at = names.index(FIRST)
    if sum(name in rules for name in names) == 1:
        yield from _turned(text, head.sign, at, rules)
        return
    empty = True
    for number, cells in found:
        empty = False
        place = f"line {head.above + number}"
        if len(cells) < len(names) and _begins("".join(cells[at : at + 1])):
            yield place, refused("cells")
            continue
        made = _result(dict(zip_longest(names, cells[: len(names)], fillvalue="")), rules)
        if made is not None:
            yield place, made
    if empty:
        raise refused("no-rows")


def field(name: str) -> str:
    """Return what a head calls a field, however a phone or a spreadsheet wrote it."""
    return fold(name).strip(BLANK).lower().replace(" ", "_")


def _head(text: str) -> Head | None:
    """Return where the head of a sheet stands in *text*, if it is one."""
    start = text[:ABOVE]
    if start.lstrip(BLANK)[:1] in ("{", "["):
        return None
    above = at = 0
    for line in re.split(r"(\r\n|\r|\n)", start):
        if line[:1] in ("\r", "\n"):
            above += 1
        elif FIRST in field(line) and (sign := between(line)) in line:
            cells = next(_rows(line, sign))[1]
            if FIRST in map(field, cells):
                return Head(at, above, sign)
        at += len(line)
    return None


def _rows(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of *text*; one that a spreadsheet kept in a single cell is taken apart."""
    for line, cells in rows(text, sign):
        full = [cell for cell in cells if cell.strip(BLANK)]
        if len(full) == 1 and sign in full[0]:
            yield line, next(rows(full[0], sign)).cells
        else:
            yield line, cells


def _turned(text: str, sign: str, at: int, rules: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the results of a sheet whose heads stand below one another, in column *at*."""
    own = [cells for _, cells in _rows(text, sign) if field("".join(cells[at : at + 1])) in rules]
    names = [field(cells[at]) for cells in own]
    columns = list(zip_longest(*(cells[at + 1 :] for cells in own), fillvalue=""))
    full = [
        (n, each) for n, each in enumerate(columns, at + 2) if any(c.strip(BLANK) for c in each)
    ]
    if not full:
        raise refused("no-rows")
    for number, cells in full:
        found = _result(dict(zip(names, cells, strict=True)), rules)
        if found is not None:
            yield f"column {number}", found


def _result(cells: Mapping[str, str], rules: Mapping[str, Any]) -> Any:
    """Return the result of one line, `ResultError` why not, or None for a second head."""
    first = field(cells.get(FIRST, ""))
    if first == FIRST:
        return None  # another sheet was put below this one
    if not _begins(first):
        return refused("no-result")
    try:
        return {
            name: _cell(cell, name, rules[name]) for name, cell in cells.items() if name in rules
        }
    except ResultError as error:
        return error


def _begins(cell: str) -> bool:
    """Return whether *cell* may hold a version, as the first one of every result does."""
    return re.fullmatch(r"[0-9.,e+]+", field(cell)) is not None


def _cell(cell: str, name: str, rule: Mapping[str, Any]) -> Any:
    kinds = rule.get("type", ())
    if not cell and ("null" in kinds or None in rule.get("enum", ())):
        return None
    own = bare(cell)
    if "string" in kinds or "enum" in rule:
        return own
    if "array" not in kinds:
        kind = "whole" if "integer" in kinds else "percent" if name == "percent" else "number"
        made = shown(own, kind)
        return cell if made is None else made
    if depth(own) > load("limits")["deepest"]:
        raise refused("deep")
    try:
        return value(own)
    except ResultError:
        return cell
