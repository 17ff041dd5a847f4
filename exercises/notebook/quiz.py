"""The notebook's view of a quiz: the page's face, with Python scoring each response."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import anywidget
import traitlets
from ipywidgets import IntSlider, interactive  # type: ignore[attr-defined]

from exercises import scoring
from exercises.faces import assets, render
from exercises.faces.placeholder import building, placeholder
from exercises.forms import Form
from exercises.items import Item
from exercises.notebook.passages import book_passage
from exercises.notebook.seams import module
from exercises.reading.bank import load_bank, load_forms


class Quiz(anywidget.AnyWidget):
    """A quiz in a notebook. Its `responses`, `credits` and `score` are there for the next cell."""

    _esm = module("quiz", "quiz.js")
    _css = assets.text("tokens.css", "controls.css", "quiz.css")

    html = traitlets.Unicode().tag(sync=True)
    responses = traitlets.Dict().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)

    def __init__(self, form: Form, bank: Mapping[str, Item]) -> None:
        self.form = form
        self.items = {name: bank[name] for name in form.items}
        super().__init__(html=render.quiz(form, bank, passage=book_passage(), live=True))

    @property
    def credits(self) -> dict[str, Fraction]:
        """Return the credit of each item of the form, 0 for one that was not taken.

        Raises `ResponseError` for a response that the item could not have received.
        """
        return {name: self._credit(name, self.responses.get(name, [])) for name in self.items}

    @property
    def score(self) -> Fraction:
        """Return the sum of the credits."""
        return scoring.total(self.credits.values())

    @traitlets.observe("responses")
    def _mark(self, change: Any) -> None:
        self.marks = {name: self._mark_of(name, picks) for name, picks in change["new"].items()}

    def _mark_of(self, name: str, picks: object) -> dict[str, Any]:
        """Return what *picks* earned, or the problem; with them, so that no other picks take it."""
        try:
            credit = self._credit(name, picks)
        except scoring.ResponseError as error:
            return {"response": picks, "problem": str(error)}
        full = scoring.key_of(self.items[name]).full
        return {"response": picks, "points": int(credit * full), "full": full}

    def _credit(self, name: str, picks: object) -> Fraction:
        item = self.items.get(name)
        if item is None:
            known = ", ".join(self.items)
            raise scoring.ResponseError(f"{name!r} is not an item of this quiz; use one of {known}")
        if not isinstance(picks, list) or not all(isinstance(pick, str) for pick in picks):
            raise scoring.ResponseError(
                f"item {name!r}: {picks!r} is not a list of options; write {[item.picks[0]]!r}, say"
            )
        return scoring.credit(item, frozenset(picks))


class Placeholder:
    """What a quiz is while the book is built: a mark that the Sphinx extension fills."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.responses: dict[str, list[str]] = {}
        self.credits = {name: Fraction(0) for name in form.items}
        self.score = Fraction(0)

    def _repr_html_(self) -> str:
        return placeholder("quiz", self.form.id)


def quiz(name: str) -> Quiz | Placeholder:
    """Return the form *name* as a quiz to take here.

    Raises `KeyError` with the names there are.
    """
    bank = None if building() else load_bank()  # the build has read it, and says what is wrong
    forms = load_forms(bank=bank)
    if name not in forms:
        raise KeyError(f"there is no form {name!r}; use one of {', '.join(forms)}")
    return Placeholder(forms[name]) if bank is None else Quiz(forms[name], bank)


def explore(draw: Callable[..., Any], **ranges: tuple[int, int, int]) -> Any:
    """Draw with a slider for each of *ranges*: lowest, first, highest.

    A page has no kernel, so a slider on it would be dead: the book draws once, with the first.
    """
    if building():
        return draw(**{name: first for name, (_, first, _) in ranges.items()})
    sliders = {name: IntSlider(first, low, high) for name, (low, first, high) in ranges.items()}
    return interactive(draw, {"auto_display": True}, **sliders)
