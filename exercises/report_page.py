"""What a page counts too: the roster as a sheet, the counts, and the data to count with.

report.js gives the same rows and counts; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from exercises import attempts, schemas
from exercises.forms import Form
from exercises.intake import LARGEST
from exercises.items import Item
from exercises.loader import load_data, load_objectives
from exercises.report import Report, activities, misconception, words

COLUMNS = ("name", "job_title", "form", "version", "attempt", "finished", "score", "of",
           "band_low", "band_high", "result", "must_not_miss_failed", "counted")  # fmt: skip


def rows(made: Report) -> list[dict[str, str]]:
    """Return the roster as a sheet: a line for each result, with the credit by objective."""
    columns = (name for group in made.groups for name in group.columns)
    return list(_rows(made, list(dict.fromkeys([*load_objectives(), *columns]))))


def _rows(made: Report, objectives: Sequence[str]) -> Iterable[dict[str, str]]:
    for group in made.groups:
        latest = set(map(id, group.people))
        for entry in group.attempts:
            row = {
                "name": entry.label,
                "job_title": entry.job,
                "form": group.paper.form_id,
                "version": group.paper.content_hash,
                "attempt": str(entry.attempt_no),
                "finished": entry.finished,
                "score": short(entry.raw),
                "of": str(len(group.paper.lines)),
                "band_low": tenth(entry.low),
                "band_high": tenth(entry.high),
                "result": entry.outcome or "",
                "must_not_miss_failed": " ".join(entry.failed),
                "counted": "yes" if id(entry) in latest else "no",
            }
            for name in objectives:
                places = group.columns.get(name)
                row[name] = f"{short(group.cell(entry, name))} of {len(places)}" if places else ""
            yield row


def short(value: Fraction) -> str:
    """Return *value* to two places at most, cut and never rounded up."""
    return f"{int(value * 100) / 100:g}"


def tenth(value: float) -> str:
    """Return *value* to one place, cut; an error of floats takes none away."""
    return f"{int(value * 10 + 1e-9) / 10:g}"


def counted(made: Report) -> dict[str, Any]:
    """Return what a page counts too, in the shape in which report.js gives it."""
    return {
        "groups": [
            {
                "form_id": group.paper.form_id,
                "content_hash": group.paper.content_hash,
                "current": group.current,
                "n": group.n,
                "people": [entry.label for entry in group.people],
                "grid": [
                    [short(group.cell(entry, name)) for name in group.columns]
                    for entry in group.people
                ],
                "objectives": [[each.id, each.right, each.of] for each in group.objectives],
                "items": [
                    [each.id, each.right, each.of, each.blank, each.pick, each.chose, each.wrong]
                    for each in group.items
                ],
                "misconceptions": list(map(list, group.misconceptions.items())),
            }
            for group in made.groups
        ],
        "changes": [
            [each.label, short(each.pre.raw), each.pre.paper.form_id, short(each.post.raw),
             each.post.paper.form_id] for each in made.changes
        ],
        "sure": [[each.id, each.sure, each.wrong, each.pick] for each in made.sure],
        "skipped": [each.name for each in made.skipped],
        "copies": [each.name for each in made.copies],
        "rows": rows(made),
    }  # fmt: skip


def page_data(forms: Mapping[str, Form], bank: Mapping[str, Item]) -> dict[str, Any]:
    """Return what a page needs to count results by itself: it adds, looks up and compares.

    Items are written once, though forms share them. *activities* want the address of what to read.
    """
    pages = [attempts.page_data(form, bank) for form in forms.values()]
    metas = {item["id"]: item for page in pages for item in page["items"]}
    tags = {
        (name, pick): misconception(bank[name], pick)
        for name in metas
        for pick in bank[name].picks
        if pick not in bank[name].keys
    }
    return {
        "forms": [page | {"items": [item["id"] for item in page["items"]]} for page in pages],
        "items": metas,
        "stems": {name: " ".join(bank[name].stem.split()) for name in metas},
        "picks": {
            name: {pick: words(bank[name], pick) for pick in bank[name].picks} for name in metas
        },
        "tags": {
            name: {pick: tags[name, pick] for pick in bank[name].picks if tags.get((name, pick))}
            for name in metas
        },
        "objectives": load_objectives(),
        "misconceptions": load_data("misconceptions"),
        "activities": {
            name: {"title": each.title, "do": each.do, "read": each.read}
            for name, each in activities().items()
        },
        "schema": schemas.schema("result"),
        "largest": LARGEST,
    }
