"""The notebook's view of a form: the page's face takes it, and Python makes the result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from exercises import scoring
from exercises.faces import assets, render
from exercises.faces.placeholder import building, placeholder
from exercises.forms import Form
from exercises.items import Item
from exercises.notebook.passages import book_passage
from exercises.notebook.seams import HERE, module
from exercises.reading.bank import load_bank, load_forms
from exercises.results.code import to_code
from exercises.results.result import make_result

LEAVES = "What you answer goes to the Python that runs this notebook, and nowhere else."
SCRIPTS = [name for name in assets.STARTED["attempt"] if name.endswith(".js")]


class Attempt(anywidget.AnyWidget):
    """A form in a notebook. Once handed in, its `result` and `code` are there for the next cell.

    *kept* is what the face keeps: who takes it, what is answered, and when it was finished.
    """

    _esm = module("form", "quiz.js", "attempt.js", *SCRIPTS)
    _css = assets.text(
        "tokens.css", "controls.css", "quiz.css", "attempt.css", "certificate.css"
    ) + (HERE / "form.css").read_text(encoding="utf-8")

    html = traitlets.Unicode().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    kept = traitlets.Unicode().tag(sync=True)

    def __init__(self, form: Form, bank: Mapping[str, Item]) -> None:
        self.form, self.bank = form, bank
        passage = book_passage()
        super().__init__(
            html=render.attempt(form, bank, scripts=[], passage=passage, leaves=LEAVES),
            told=render.attempt_told(form, bank, passage=passage),
        )

    @property
    def responses(self) -> dict[str, list[str]]:
        """Return what was picked so far, by item."""
        found: dict[str, list[str]] = json.loads(self.kept)["responses"] if self.kept else {}
        return found

    @property
    def credits(self) -> dict[str, Fraction]:
        """Return the credit of each item that was handed in; nothing before that."""
        if self.result is None:
            return {}
        picks = self.responses
        return {n: scoring.credit(self.bank[n], frozenset(picks[n])) for n in self.form.items}

    @property
    def result(self) -> dict[str, Any] | None:
        """Return the result as Python makes it, or None before it is handed in.

        Raises `ResponseError` for a response that an item could not have received.
        """
        about = json.loads(self.kept)["about"] if self.kept else {}
        if not about.get("finished"):
            return None
        return make_result(self.form, self.bank, self.responses, **about)

    @property
    def code(self) -> str | None:
        """Return the result as a code to type, or None before it is handed in."""
        made = self.result
        return None if made is None else to_code(made, self.form, self.bank)

    def save(self, path: str | Path) -> Path:
        """Write the result to the file *path*, as the page's button does; return where it stands.

        Raises `ValueError` before the form is handed in.
        """
        if (made := self.result) is None:
            raise ValueError(f"form {self.form.id!r} isn't handed in yet; finish it, then save")
        target = Path(path)
        text = json.dumps(made, ensure_ascii=False, indent=2)
        target.write_text(f"{text}\n", encoding="utf-8")
        return target


class Placeholder:
    """What a form is while the book is built: a mark that the Sphinx extension fills."""

    result = code = None

    def __init__(self, form: Form) -> None:
        self.form = form
        self.credits: dict[str, Fraction] = {}

    def _repr_html_(self) -> str:
        return placeholder("attempt", self.form.id)


def take(name: str) -> Attempt | Placeholder:
    """Return the form *name*, to be taken here at one go.

    Raises `KeyError` with the names there are.
    """
    bank = None if building() else load_bank()
    forms = {key: form for key, form in load_forms(bank=bank).items() if form.mode != "practice"}
    if name not in forms:
        raise KeyError(f"there is no form {name!r} to take; use one of {', '.join(forms)}")
    return Placeholder(forms[name]) if bank is None else Attempt(forms[name], bank)
