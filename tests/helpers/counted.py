"""What a page counts, in the shape in which counted.js gives it: for the tests' comparison."""

from __future__ import annotations

from typing import Any

from exercises.results.numbers import short
from exercises.team.confusion import Confused, confused
from exercises.team.first import headline, missing
from exercises.team.report import Report
from exercises.team.roster import rows
from exercises.team.words import head, size

TEAMS = (["Alder", "birch", "Nobody Else", "Nobody  else, hygienist"], ["KL, desk; Smith", "MN"])
"""Lists of names to hold against every set of results; counted.js has the same."""


def confusions(found: Confused) -> dict[str, Any]:
    """Return what was taken for what, in the shape in which counting.confusion.js gives it."""
    taken = found.taken
    return {
        "tables": [
            {"decision": table.decision, "ask": table.ask, "cases": table.cases,
             "people": table.people,
             "rows": [{"id": row.id, "text": row.text, "of": row.of, "cells": list(row.cells)}
                      for row in table.rows]}
            for table in found.tables
        ],
        "said": list(found.said),
        "taken": {"text": taken.text, "objective": taken.objective, "mistake": taken.mistake}
        if taken else None,
    }  # fmt: skip


def counted(made: Report) -> dict[str, Any]:
    """Return what a page counts too, in the shape in which counted.js gives it."""
    return {
        "groups": [
            {
                "form_id": group.paper.form_id,
                "content_hash": group.paper.content_hash,
                "current": group.current,
                "n": group.n,
                "size": size(group),
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
                "confused": confusions(confused(group)),
            }
            for group in made.groups
        ],
        "changes": [
            [each.label, short(each.pre.raw), each.pre.paper.form_id, short(each.post.raw),
             each.post.paper.form_id] for each in made.changes
        ],
        "sure": [[each.id, each.sure, each.wrong, each.pick] for each in made.sure],
        "skipped": [[each.name, each.reason] for each in made.skipped],
        "copies": [[each.name, each.reason] for each in made.copies],
        "apart": list(made.apart),
        "said": " ".join(head(made)),
        "first": headline(made),
        "missing": [missing(made, lines) for lines in TEAMS],
        "rows": rows(made),
    }  # fmt: skip
