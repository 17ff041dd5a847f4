"""A team's report as HTML: a piece for a notebook, or one file that needs no other."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from exercises.faces import assets, render
from exercises.reading.data_files import load
from exercises.reading.edition import edition, long_date
from exercises.reading.package import once
from exercises.reading.passages import Linked
from exercises.team import confusion, first, words
from exercises.team.report import Report


def page(
    report: Report,
    *,
    passage: Linked,
    plots: Iterable[tuple[str, str]] = (),
    team: Sequence[str] = (),
) -> str:
    """Return *report* as one HTML file that needs no other; *plots* are SVG and what each shows."""
    style = assets.text("tokens.css", "report.css")
    pictures = [(base64.b64encode(svg.encode()).decode(), alt) for svg, alt in plots]
    inside = body(report, passage=passage, team=team)
    return render.template("report_file", body=inside, style=style, pictures=pictures,
                           edition=edition(),
                           made=long_date(datetime.now().astimezone().date()))  # fmt: skip


def body(report: Report, *, passage: Linked, team: Sequence[str] = ()) -> str:
    """Return *report* as HTML for a file or a notebook; *team* is who should have handed in."""
    about = {"headline": first.headline(report), "missing": first.missing(report, team)}
    return render.template("report_body", report=report, passage=passage, **about, **_words())


_SAID = ("say", "head", "kind", "size", "statistics", "chosen", "gains", "apart", "sure", "left",
         "more", "reliability", "roster", "grid", "grid_head", "changes", "ROSTER", "CHANGES",
         "LIMITS")  # fmt: skip


@once
def _words() -> Mapping[str, Any]:
    """Return what the templates say, and the data that they name."""
    return {name: getattr(words, name) for name in _SAID} | {
        "confused": confusion.confused,
        "how": confusion.how,
        "CONFUSION": confusion.WORDS,
        "misconceptions": load("misconceptions"),
    }
