"""The notebook's view of a document: the page's face, which keeps nothing and sends nothing."""

from __future__ import annotations

import anywidget
import traitlets

from exercises.documents import Document
from exercises.faces import assets, render
from exercises.faces.placeholder import building, placeholder
from exercises.notebook.seams import module
from exercises.reading.data_files import load
from exercises.reading.desk import load_document, load_guard


class DocumentView(anywidget.AnyWidget):
    """A document in a notebook: a note, a question card or a letter to fill in and copy."""

    _esm = module("document", "document.js")
    _css = assets.text("tokens.css", "controls.css", "document.css")

    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, made: Document) -> None:
        super().__init__(
            html=render.document(made, guard=load_guard(), placeholders=load("placeholders"))
        )


class Placeholder:
    """What a document is while the book is built: a mark that the Sphinx extension fills."""

    def __init__(self, name: str) -> None:
        self._mark = placeholder("document", name)

    def _repr_html_(self) -> str:
        return self._mark


def document(name: str) -> DocumentView | Placeholder:
    """Return the document *name*, to be filled in here. Raises `BankError` for one not there."""
    made = load_document(name)
    return Placeholder(name) if building() else DocumentView(made)
