"""Results on the book's forms with what is told wrong, as entries, and their report as text."""

from __future__ import annotations

from typing import Any

from exercises.reading.passages import Passage
from exercises.team import text as report_text
from exercises.team.entry import Entry
from exercises.team.judge import judge
from exercises.team.quick import book
from exercises.team.report import Report

BOOK = book()
FORM_A = [BOOK.bank[name] for name in BOOK.forms["a"].items]
CHOOSE = [item.id for item in FORM_A if item.objective == "choose" and not item.critical]
KEYS = {item.id: sorted(item.keys) for item in FORM_A}


def wrong(name: str, at: int = 0) -> list[str]:
    """Return the wrong option number *at* of an item."""
    item = BOOK.bank[name]
    return [[o.id for o in item.options if o.id not in item.keys][at]]


def result(label: str = "", form: str = "a", day: int = 10, **given_: Any) -> dict[str, Any]:
    """Return a result on *form*: all right, but for the items given as `but`, with their picks."""
    but = given_.pop("but", {})
    keys = {item.id: sorted(item.keys) for item in BOOK.quick[form].items}
    about = {
        "seed": 1,
        "learner_label": label,
        "job_title": "",
        "attempt_no": 1,
        "started": f"2026-11-{day}T09:00:00Z",
        "finished": f"2026-11-{day}T09:20:00Z",
    }
    return BOOK.quick[form].result(keys | but, **about | given_)


def entries(*results: dict[str, Any]) -> list[Entry]:
    """Return *results* as entries named r0, r1 and so on."""
    return [judge(each, f"r{at}") for at, each in enumerate(results)]


def passage(label: str) -> Passage:
    """Name a section by its label."""
    return Passage(title=f"see {label}")


def text(made: Report) -> str:
    """Return *made* as the program prints it."""
    return report_text.text(made, passage=passage)
