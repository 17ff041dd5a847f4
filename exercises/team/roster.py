"""The roster as a sheet: a line for each result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercises.reading.data_files import load_objectives
from exercises.results.numbers import inward, short
from exercises.team.report import Report

COLUMNS = ("name", "job_title", "form", "version", "attempt", "finished", "newer_edition",
           "score", "of", "band_low", "band_high", "result", "must_know_missed",
           "counted")  # fmt: skip


def rows(made: Report) -> list[dict[str, str]]:
    """Return the roster as a sheet: a line for each result, with the credit by objective."""
    columns = (name for group in made.groups for name in group.columns)
    return list(_rows(made, list(dict.fromkeys([*load_objectives(), *columns]))))


def _rows(made: Report, objectives: Sequence[str]) -> Iterable[dict[str, str]]:
    for group in made.groups:
        latest = set(map(id, group.people))
        for entry in group.attempts:
            low, high = inward(entry.low, entry.high)
            row = {
                "name": entry.label,
                "job_title": entry.job,
                "form": group.paper.form_id,
                "version": group.paper.content_hash,
                "attempt": str(entry.attempt_no),
                "finished": entry.finished,
                "newer_edition": str(entry.newer or ""),
                "score": short(entry.raw),
                "of": str(len(group.paper.lines)),
                "band_low": low,
                "band_high": high,
                "result": entry.outcome or "",
                "must_know_missed": ", ".join(map(str, entry.failed_at)),
                "counted": "yes" if id(entry) in latest else "no",
            }
            for name in objectives:
                places = group.columns.get(name)
                row[name] = f"{short(group.cell(entry, name))} of {len(places)}" if places else ""
            yield row
