"""A quiz as one module for hosts without Sphinx: `{anywidget}` of Jupyter Book 2, marimo, a page.

It is the page's own face: the same script, styles and HTML, within a shadow root, so that neither
the host's styles reach it nor its own get out. It asks for nothing, and keeps nothing but what the
host's model keeps.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from exercises.exports.wanted import Wanted
from exercises.faces import assets, render
from exercises.forms import Form
from exercises.reading.subject import subject

STYLES = ("tokens.css", "controls.css", "quiz.css")
DEVICE, CHOSEN = r"body:not\([^{]*", r"body(\[[^\]]+\])"
"""How a page's body asks for colours: as the device has them, or as its reader chose."""


def widgets(wanted: Wanted) -> dict[str, bytes]:
    """Return a module for each quiz: a form that is taken at one go needs more of its host."""
    quizzes = [form for form in wanted.forms.values() if form.mode == "practice"]
    named = [form for form in quizzes if wanted.only in (None, form.id)]
    return {
        "quiz.js" if wanted.only else f"quiz-{form.id}.js": module(form, wanted) for form in named
    }


def module(form: Form, wanted: Wanted) -> bytes:
    """Return *form* as one module with `render({model, el})`."""
    html = render.quiz(form, wanted.bank, passage=wanted.passage)
    given = f"const QUIZ_HTML = {json.dumps(html)};\nconst QUIZ_CSS = {json.dumps(style())};\n"
    seam = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return "\n".join((assets.text("quiz.js"), given, subject().own(seam))).encode()


def style() -> str:
    """Return the styles of a quiz for a shadow root, whose host stands for page and body."""
    css = assets.text(*STYLES).replace(":root", ":host")
    return re.sub(CHOSEN, r":host(\1)", re.sub(DEVICE, ":host ", css))
