"""Whether a result can be counted: scored anew, or, of another version, added up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import isclose
from typing import Any

from exercises.reading.edition import edition
from exercises.results.files import check_result, rescore
from exercises.results.refusals import refusal, refused
from exercises.results.text import said
from exercises.scoring import total
from exercises.team.entry import Entry, entry_of, paper_of
from exercises.team.quick import book


def judge(result: Any, name: str) -> Entry:
    """Return *result* as an entry. Raises `ResultError` that says why it cannot be one.

    A result of another version of its form cannot be scored anew; its sums must agree.
    """
    check_result(result)
    whole(result)
    quick = book().quick.get(result["form_id"])
    if quick is None or result["content_hash"] != quick.paper.content_hash:
        problem = next(_sums(result), None)
        paper = paper_of(result)
    else:
        # A form that an edition left alone is the same form, whichever came after.
        anew = {**result, "cdt_edition": edition().cdt, "newer_edition": None}
        problem = next(iter(rescore(anew, book().forms, book().bank)), None)
        paper = quick.paper
    if problem is not None:
        raise refused("numbers", problem=problem)
    return entry_of(result, paper, name)


def whole(result: Any) -> None:
    """Raise `ResultError` where *result* holds half a sign, which is no text to write."""
    try:
        json.dumps(result, ensure_ascii=False).encode()
    except UnicodeError as error:
        raise refused("half") from error


def _sums(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield what in *result* does not add up."""
    rows = result["responses"]
    if len({row["item_id"] for row in rows}) < len(rows):
        yield refusal("item-twice")
    for row in rows:
        item = said(row["item_id"])
        if row["points"] > row["max"]:
            yield refusal("item-points", item=item, points=row["points"], most=row["max"])
        if (row["points"] == row["max"]) != (sorted(row["chosen"]) == sorted(row["key"])):
            yield refusal("item-key", item=item)
    raw = _credit(rows)
    expected = {
        "n_items": len(rows),
        "max": len(rows),
        "n_blank": sum(not row["chosen"] for row in rows),
        "raw": float(raw),
        "percent": float(100 * raw / len(rows)),
    }
    for field, value in expected.items():
        if not isclose(result[field], value, abs_tol=1e-9):
            yield refusal("sum", field=field, mine=said(result[field]), sum=said(value))
    yield from _objectives(result)
    missed = {row["item_id"] for row in rows if row["points"] < row["max"]}
    if not missed.issuperset(result["must_not_miss_failed"]):
        yield refusal("not-missed")
    if (result["result"] is None) != (result["cut"] is None):
        yield refusal("cut")
    if result["must_not_miss_failed"] and result["result"] not in ("not yet", None):
        yield refusal("outcome", result=said(result["result"]))


def _objectives(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield what does not add up by objective."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in result["responses"]:
        rows.setdefault(row["objective"], []).append(row)
    told = {row["id"]: (row["n"], row["points"]) for row in result["by_objective"]}
    if told.keys() != rows.keys():
        yield refusal("objectives")
    for name, (count, points) in told.items():
        mine = rows.get(name, [])
        if count != len(mine) or not isclose(points, _credit(mine), abs_tol=1e-9):
            yield refusal("objective", name=said(name))


def _credit(rows: Iterable[Mapping[str, Any]]) -> Fraction:
    return total(Fraction(int(row["points"]), int(row["max"])) for row in rows)
