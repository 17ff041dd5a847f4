"""The notebook's view of a decision aid: the page's face, with the verdict in the next cell."""

from __future__ import annotations

import anywidget
import traitlets

from exercises.faces import assets, render
from exercises.faces.placeholder import building, placeholder
from exercises.notebook.passages import book_passage
from exercises.notebook.seams import module
from exercises.reading.desk import load_aid
from exercises.verdict import Aid, Verdict


class AidView(anywidget.AnyWidget):
    """An aid in a notebook. Its `facts` and its `verdict` are there for the next cell."""

    _esm = module("aid", "aid.js")
    _css = assets.text("tokens.css", "controls.css", "aid.css")

    html = traitlets.Unicode().tag(sync=True)
    path = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, tree: Aid) -> None:
        self.tree = tree
        super().__init__(html=render.aid(tree, passage=book_passage()))

    @property
    def facts(self) -> dict[str, str]:
        """Return the facts given so far: each question's id and the choice's."""
        return self.tree.facts(self.path)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the facts given so far."""
        return self.tree.decide(self.facts)


class Placeholder:
    """What an aid is while the book is built: a mark that the Sphinx extension fills."""

    def __init__(self, tree: Aid) -> None:
        self.facts: dict[str, str] = {}
        self.verdict = tree.decide({})
        self._mark = placeholder("aid", tree.id)

    def _repr_html_(self) -> str:
        return self._mark


def aid(name: str = "which-code") -> AidView | Placeholder:
    """Return the aid *name*, to be followed here. Raises `BankError` for one that is not there."""
    tree = load_aid(name)
    return Placeholder(tree) if building() else AidView(tree)
