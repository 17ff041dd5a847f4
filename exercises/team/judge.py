"""Whether a result can be counted: scored anew, or, of another version, added up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import isclose
from typing import Any

from exercises.reading.edition import edition
from exercises.results.files import check_result, rescore
from exercises.results.result import ResultError
from exercises.team.entry import Entry, entry_of, paper_of
from exercises.team.quick import book


def judge(result: Any, name: str) -> Entry:
    """Return *result* as an entry. Raises `ResultError` that says why it cannot be one.

    A result of another version of its form cannot be scored anew; its sums must agree.
    """
    check_result(result, name)
    json.dumps(result, ensure_ascii=False).encode()  # half a sign is no text, and an error here
    quick = book().quick.get(result["form_id"])
    if quick is None or result["content_hash"] != quick.paper.content_hash:
        problem = next(_sums(result), None)
        paper = paper_of(result)
    else:
        # A form that an edition left alone is the same form.
        anew = {**result, "cdt_edition": edition().cdt}
        problem = next(iter(rescore(anew, book().forms, book().bank)), None)
        paper = quick.paper
    if problem is not None:
        raise ResultError(f"{name}: its numbers do not follow from its responses ({problem})")
    return entry_of(result, paper, name)


def _sums(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield what in *result* does not add up."""
    rows = result["responses"]
    missed = {row["item_id"] for row in rows if row["points"] < row["max"]}
    if len({row["item_id"] for row in rows}) < len(rows):
        yield "an item stands twice"
    for row in rows:
        if row["points"] > row["max"]:
            yield f"item {row['item_id']!r} earns {row['points']} of {row['max']} points"
        if (row["points"] == row["max"]) != (sorted(row["chosen"]) == sorted(row["key"])):
            yield f"item {row['item_id']!r}: its points do not follow from key and choice"
    credits = [(row["objective"], row["points"] / row["max"]) for row in rows]
    raw = sum(value for _, value in credits)
    objectives = {
        name: [value for objective, value in credits if objective == name] for name, _ in credits
    }
    expected = {
        "n_items": len(rows),
        "max": len(rows),
        "n_blank": sum(not row["chosen"] for row in rows),
        "raw": raw,
        "percent": 100 * raw / len(rows),
    }
    for field, value in expected.items():
        if not isclose(result[field], value, abs_tol=1e-9):
            yield f"{field}: the file says {result[field]!r}, adding up says {value!r}"
    said = {row["id"]: (row["n"], row["points"], row["max"]) for row in result["by_objective"]}
    if said.keys() != objectives.keys():
        yield "by_objective names other objectives than the responses"
    for name, values in objectives.items():
        there = said.get(name, (0, 0, 0))
        if there[0] != len(values) or not isclose(there[1], sum(values), abs_tol=1e-9):
            yield f"by_objective: {name!r} does not add up"
    if not missed.issuperset(result["must_not_miss_failed"]):
        yield "must_not_miss_failed names an item that was not missed"
    if (result["result"] is None) != (result["cut"] is None):
        yield "it has a result without a cut, or a cut without a result"
    if result["must_not_miss_failed"] and result["result"] not in ("not yet", None):
        yield f"an item that must not be missed was, and the result is {result['result']!r}"
