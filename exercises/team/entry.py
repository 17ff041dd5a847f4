"""One result as a team report counts it, and the form in the version it was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from exercises.results.refusals import refused
from exercises.results.text import LIMITS, said
from exercises.scoring import total

SUREST = LIMITS["surest"]
"""The top level of `confidence`."""


class Line(NamedTuple):
    """One item of a form, as a result file holds it."""

    id: str
    version: int
    objective: str
    key: tuple[str, ...]
    full: int


class Paper(NamedTuple):
    """A form in one version: results of one paper may be counted together."""

    form_id: str
    content_hash: str
    mode: str
    lines: tuple[Line, ...]


class Entry(NamedTuple):
    """One result: a tuple, since a hundred thousand are kept and sent between processes.

    *chosen* holds for each item its picks with `+` between them, *points* what they earned, *sure*
    the places of the responses given with full confidence. A code has no time: *moment* 0. *newer*
    is the edition that was in force where it was newer than *cdt*, the one checked against. *who*
    is one person's key in a report, which alone can tell two of one name apart; empty without a
    name.
    """

    name: str
    paper: Paper
    label: str
    job: str
    attempt_no: int
    finished: str
    moment: float
    outcome: str | None
    low: float
    high: float
    failed: tuple[str, ...]
    points: tuple[int, ...]
    chosen: tuple[str, ...]
    sure: tuple[int, ...]
    mark: str
    cdt: int
    newer: int | None
    who: str = ""

    @property
    def raw(self) -> Fraction:
        """Return the score, exactly."""
        lines = zip(self.points, self.paper.lines, strict=True)
        return total(Fraction(points, line.full) for points, line in lines)

    @property
    def failed_at(self) -> list[int]:
        """Return the numbers in the form of the must-know items that were missed."""
        return [at for at, line in enumerate(self.paper.lines, 1) if line.id in self.failed]


class Skipped(NamedTuple):
    """A file, or a line of one, that is not counted, and why."""

    name: str
    reason: str


# -- one result --------------------------------------------------------------------------------


def paper_of(result: Mapping[str, Any]) -> Paper:
    """Return the paper of *result*, from what it says of itself."""
    lines = (
        Line(row["item_id"], row["item_version"], row["objective"], tuple(row["key"]), row["max"])
        for row in result["responses"]
    )
    return Paper(result["form_id"], result["content_hash"], result["mode"], tuple(lines))


def entry_of(result: Mapping[str, Any], paper: Paper, name: str) -> Entry:
    """Return the entry of a *result* found good. Raises `ResultError` if its time is none."""
    rows = result["responses"]
    return Entry(
        name=name,
        paper=paper,
        label=result["learner_label"],
        job=result.get("job_title", ""),
        attempt_no=result["attempt_no"],
        finished=result["finished"],
        moment=_moment(result["finished"]),
        outcome=result["result"],
        low=result["band"][0],
        high=result["band"][1],
        failed=tuple(result["must_not_miss_failed"]),
        points=tuple(int(row["points"]) for row in rows),
        chosen=tuple("+".join(row["chosen"]) for row in rows),
        sure=tuple(at for at, row in enumerate(rows) if row.get("confidence") == SUREST),
        mark=result["checksum"],
        cdt=result["cdt_edition"],
        newer=result.get("newer_edition"),
    )


def _moment(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError) as error:
        raise refused("time", value=said(text)) from error
