"""Everything of the book that can be used, behind one list to pick from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from html import escape
from typing import Any

import ipywidgets as _widgets

from exercises.faces.placeholder import building
from exercises.items import Item
from exercises.notebook.aid import aid
from exercises.notebook.document import document
from exercises.notebook.drawn import Html, drawing
from exercises.notebook.form import Attempt
from exercises.notebook.quiz import Quiz
from exercises.reading.bank import load_bank, load_forms
from exercises.reading.desk import load_aid, load_document, names
from exercises.results import confusion
from exercises.team.plots import credit_by_objective

widgets: Any = _widgets
"""The library, which names what it offers at run time only."""

Choice = tuple[str, Callable[[], Any]]
"""What is read in the list, and what makes it once it is picked."""


def choices() -> list[Choice]:
    """Return what the book offers: each form, quiz, aid and document, the forms first."""
    bank = load_bank()  # once: what is picked is there at once
    forms = load_forms(bank=bank).values()
    taken = [form for form in forms if form.mode != "practice"]
    asked = [form for form in forms if form.mode == "practice"]
    return [
        *((f"Test: {form.title}", lambda form=form: Attempt(form, bank)) for form in taken),
        *((f"Quiz: {form.title}", lambda form=form: Quiz(form, bank)) for form in asked),
        *((f"Aid: {load_aid(n).title}", lambda name=n: aid(name)) for n in names("aids")),
        *((f"Form to fill in: {load_document(n).title}", lambda name=n: document(name))
          for n in names("documents")),
    ]  # fmt: skip


class Workbook(widgets.VBox):  # type: ignore[misc]
    """A list, what was picked from it, and below that what Python says of the answers.

    *picked* is the quiz, form, aid or document that is shown; each stays as it was left.
    """

    def __init__(self) -> None:
        self._choices = choices()
        self._made: dict[int, Any] = {}
        wide = widgets.Layout(width="95%")
        self.picker = widgets.Dropdown(
            options=[text for text, _ in self._choices], index=0, description="Open", layout=wide
        )
        self.place = widgets.VBox()
        super().__init__([self.picker, self.place])
        self.picker.observe(self._show, "index")
        self._show()

    def _show(self, _change: Any = None) -> None:
        at = self.picker.index
        if at not in self._made:
            self._made[at] = self._choices[at][1]()
        self.picked = self._made[at]
        self.place.children = [self.picked, *_below(self.picked)]


class Contents:
    """What the workbook is while the book is built: what it offers, as a list."""

    def _repr_html_(self) -> str:
        return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text, _ in choices()) + "</ul>"


def _below(picked: Any) -> list[Any]:
    if isinstance(picked, Attempt):
        shown, again = drawing(lambda: _attempt(picked))
        picked.observe(again, "kept")
    elif isinstance(picked, Quiz):
        shown, again = drawing(lambda: _quiz(picked))
        picked.observe(again, "responses")
    else:
        return []
    return [shown]


def _attempt(picked: Attempt) -> list[Any]:
    made = picked.result
    if made is None:
        print("Python makes the result when you finish: its code, credit and mix-ups stand here.")
        return []
    print(f"Python: {made['raw']:g} of {made['max']} ({made['result'] or 'no standard'}).")
    print(f"Code: {picked.code}")
    return _told(picked.responses, picked.credits, picked.bank)


def _quiz(picked: Quiz) -> list[Any]:
    if not picked.responses:
        print("Check an item: Python's chart of your credit stands here.")
        return []
    taken = {name: picked.credits[name] for name in picked.responses}
    return _told(picked.responses, taken, picked.items)


def _told(
    responses: Mapping[str, list[str]], credits: Mapping[str, Fraction], items: Mapping[str, Item]
) -> list[Any]:
    """Return the chart by objective, and a table of answers for each list that was asked about."""
    answers = [(items[name], picks) for name, picks in responses.items() if picks]
    words = confusion.texts(item for item, _ in answers)
    tables = confusion.tables(answers).items()
    return [
        credit_by_objective(credits, items),
        *(Html(answer_table(table, words[decision])) for decision, table in tables),
    ]


def answer_table(table: Mapping[tuple[str, str], int], words: Mapping[str, str]) -> str:
    """Return what was answered, a row for each right answer, as an HTML table of counts."""
    rights = [name for name in words if any(key == name for key, _ in table)]
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in words.values())
    rows = "".join(
        f'<tr><th scope="row">{escape(words[right])}</th>'
        + "".join(f"<td>{table.get((right, name), 0)}</td>" for name in words)
        + "</tr>"
        for right in rights
    )
    return (
        "<table><caption>Rows: what was right. Columns: what was answered.</caption>"
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def workbook() -> Workbook | Contents:
    """Return every quiz, form, aid and document of the book, to be picked and used here."""
    return Contents() if building() else Workbook()
