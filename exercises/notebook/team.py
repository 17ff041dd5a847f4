"""The notebook's view of a team's results: files in, a form picked, the report below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import ipywidgets as _widgets

from exercises.faces import assets, team_report
from exercises.faces.placeholder import building
from exercises.notebook.drawn import drawing
from exercises.notebook.passages import book_passage
from exercises.team import words
from exercises.team.entry import Entry, Skipped, entry_of
from exercises.team.group import Group
from exercises.team.intake import read_data
from exercises.team.invented import FORMS, result
from exercises.team.quick import book
from exercises.team.report import Report, report

widgets: Any = _widgets
"""The library, which names what it offers at run time only."""

PEOPLE = 12
"""How many people the invented team has: enough for difficulties, too few for a reliability."""

Draw = Callable[[Any], Any]
"""What makes a chart, or prints, of a group or of a report."""

INVENTED = "<p><strong>An invented team.</strong> Nobody earned these results.</p>"


def invented(people: int = PEOPLE) -> Report:
    """Return the report of an invented team of so many *people*, each with `pre`, `a` and `b`."""
    return report(
        entry_of(result(number, form), book().quick[form].paper, f"{form} {number}")
        for number in range(people)
        for form in FORMS
    )


class Sample:
    """What a team is while the book is built: the invented one, as plain HTML."""

    def __init__(self, made: Report, form: str) -> None:
        self.report = made
        self.group: Group = next(g for g in made.groups if g.paper.form_id == form)

    def draw(self, draw: Draw, of: str = "group") -> Any:
        """Return what *draw* makes of the `group` or of the `report`."""
        return draw(getattr(self, of))

    def _repr_html_(self) -> str:
        return INVENTED + _body(self.report, self.group)


class Team(widgets.VBox):  # type: ignore[misc]
    """A team's results in a notebook; `report` and `group` are there for the next cell.

    It starts with the invented team, which the first file or code replaces.
    """

    def __init__(self, made: Report, form: str) -> None:
        self.report = made
        self.found: list[Entry | Skipped] = []
        self.drawn: list[Callable[[], None]] = []
        self.files = widgets.FileUpload(
            accept=".json,.csv,.txt", multiple=True, description="Files"
        )
        wide = widgets.Layout(width="95%")
        self.codes = widgets.Textarea(placeholder="Codes, one per line: KL, A:GEKF-…", layout=wide)
        self.add = widgets.Button(description="Count the codes")
        self.picker = widgets.Dropdown(description="Form", layout=wide)
        self.shown = widgets.HTML()
        super().__init__([self.files, self.codes, self.add, self.picker, self.shown])
        self.files.observe(self._upload, "value")
        self.add.on_click(self._paste)
        self.picker.observe(self._show, "value")
        self._fill(form)

    def draw(self, draw: Draw, of: str = "group") -> Any:
        """Show what *draw* makes of the `group` or the `report`, anew whenever it changes."""

        def made() -> list[Any]:
            what = getattr(self, of)
            if what is None:
                print("Nothing is counted yet.")
            found = None if what is None else draw(what)
            return [] if found is None else [found]

        shown, again = drawing(made)
        self.drawn.append(again)
        return shown

    @property
    def group(self) -> Group | None:
        """Return the results of the form that is picked, or None where nothing was counted."""
        at = self.picker.index
        return None if at is None else self.report.groups[at]

    def _upload(self, change: Any) -> None:
        self._take(chain.from_iterable(
            read_data(bytes(file["content"]), file["name"]) for file in change["new"]))  # fmt: skip

    def _paste(self, _button: Any) -> None:
        self._take(read_data(self.codes.value.encode(), "pasted"))
        self.codes.value = ""

    def _take(self, new: Iterable[Entry | Skipped]) -> None:
        self.found += new
        self.report = report(self.found)
        self._fill()

    def _fill(self, form: str = "") -> None:
        groups = self.report.groups
        ids = [group.paper.form_id for group in groups]
        self.picker.options = [words.kind(group) for group in groups]
        self.picker.index = ids.index(form) if form in ids else (0 if groups else None)
        self._show()

    def _show(self, _change: Any = None) -> None:
        style = assets.text("tokens.css", "report.css")
        first = "" if self.found else INVENTED
        self.shown.value = f"<style>{style}</style>{first}{_body(self.report, self.group)}"
        for again in self.drawn:
            again()


def _body(made: Report, group: Group | None) -> str:
    """Return the report with one of its groups, and what goes across forms."""
    one = Report(
        groups=[group] if group else [],
        changes=made.changes,
        gains=made.gains,
        sure=made.sure,
        skipped=made.skipped,
        copies=made.copies,
    )
    return team_report.body(one, passage=book_passage())


def team(form: str = "a", people: int = PEOPLE) -> Team | Sample:
    """Return a team's results to look at, at first those of an invented team on *form*."""
    made = invented(people)
    return Sample(made, form) if building() else Team(made, form)
