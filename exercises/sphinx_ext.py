"""The page's view: `{quiz}` and `{drawing}`, the stamp and the notice on every page.

Nothing is decided here. The extension hands data to `render` and puts the text where it belongs.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from exercises import render
from exercises.edition import edition, long_date
from exercises.forms import Form
from exercises.loader import DATA, PACKAGE, Bank, BankError, load_bank, load_forms
from exercises.widget import BUILDING

logger = logging.getLogger(__name__)

WORDS_A_MINUTE = 200
ITEMS_A_MINUTE = 2
_HERE = re.compile(r'<div class="quiz-here" data-form="([\w-]+)"></div>')


class quiz_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A quiz in a page; *form* is its id."""


class QuizDirective(SphinxDirective):
    """`{quiz} NAME` puts the form NAME in a page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the quiz, or say which problem keeps the page from having it."""
        name = self.arguments[0]
        try:
            bank, forms = _content(self.env.app)
        except BankError as error:
            for problem in error.problems:
                logger.warning("%s", problem, location=self.get_location())
            return []
        if name not in forms:
            logger.warning(
                "there is no form %r; use one of %s",
                name,
                ", ".join(forms),
                location=self.get_location(),
            )
            return []
        for path in _files(bank, forms[name].items):
            self.env.note_dependency(str(path))
        node = quiz_node(form=name)
        self.set_source_info(node)
        return [node]


class DrawingDirective(SphinxDirective):
    """`{drawing} NAME` puts `figures/NAME.svg` in a page, so that it follows the page's colours."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a figure: the drawing, with its text alternative, and the caption."""
        name = self.arguments[0]
        path = Path(self.env.srcdir) / "figures" / f"{name}.svg"
        self.env.note_dependency(str(path))
        try:
            drawing = _inline(path.read_text(encoding="utf-8"), name)
        except (OSError, ElementTree.ParseError, ValueError) as error:
            logger.warning("drawing %r: %s", name, error, location=self.get_location())
            return []
        caption = nodes.caption()
        self.state.nested_parse(self.content, self.content_offset, caption)
        figure = nodes.figure("", nodes.raw("", drawing, format="html"), classes=["drawing"])
        for paragraph in caption.findall(nodes.paragraph):
            figure += nodes.caption("", "", *paragraph.children)
        return [figure]


class ChangesDirective(SphinxDirective):
    """`{changes} items` and `{changes} pages` list what changed, and when it was checked."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list, or leave its place to be filled when every page has been read."""
        if self.arguments[0] == "pages":
            return [changes_node()]
        bank, _ = _content(self.env.app)
        changed = [item for item in bank.values() if item.version > 1]
        if not changed:
            text = f"None of the {len(bank)} items has changed since it was published."
            return [nodes.paragraph("", text)]
        rows = [f"{item.id}: version {item.version}" for item in changed]
        return [_bullets(nodes.Text(row) for row in rows)]


class changes_node(nodes.General, nodes.Element):  # noqa: N801
    """The place where the pages are listed by the day they were checked."""


def _bullets(lines: Iterable[nodes.Node]) -> nodes.bullet_list:
    return nodes.bullet_list(
        "", *(nodes.list_item("", nodes.paragraph("", "", line)) for line in lines)
    )


def _checked(app: Sphinx, page: str) -> date:
    """Return the day on which *page* was checked: its own `checked:`, or the edition's."""
    own = (app.env.metadata.get(page) or {}).get("checked")
    return date.fromisoformat(str(own)) if own else edition().checked


def _by_day(app: Sphinx, here: str) -> nodes.bullet_list:
    """Return the pages under the day each was last checked, the latest first."""
    days: dict[date, list[str]] = {}
    for page in app.env.found_docs:
        days.setdefault(_checked(app, page), []).append(page)
    rows = []
    for day in sorted(days, reverse=True):
        row: nodes.Element = nodes.inline("", f"Checked {long_date(day)}: ")
        for index, page in enumerate(sorted(days[day])):
            link = app.builder.get_relative_uri(here, page)
            title = app.env.titles[page].astext()
            row += [nodes.Text(", ")] * bool(index)
            row += nodes.reference("", title, internal=True, refuri=link)
        rows.append(row)
    return _bullets(rows)


def _inline(svg: str, name: str) -> str:
    """Return *svg* named for screen readers by its own title and description."""
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    root = ElementTree.fromstring(svg)
    for part in ("title", "desc"):
        element = root.find(f"{{http://www.w3.org/2000/svg}}{part}")
        if element is None or not (element.text or "").strip():
            raise ValueError(f"has no <{part}>; write one, it is the text alternative")
        element.set("id", f"{name}-{part}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    return ElementTree.tostring(root, encoding="unicode")


def _content(app: Sphinx) -> tuple[Bank, dict[str, Form]]:
    """Return the bank and the forms, read once in a build. Raises `BankError`."""
    if app not in _CONTENT:
        bank = load_bank()
        _CONTENT[app] = bank, load_forms(bank=bank)
    return _CONTENT[app]


_CONTENT: WeakKeyDictionary[Sphinx, tuple[Bank, dict[str, Form]]] = WeakKeyDictionary()


def _files(bank: Bank, items: Iterable[str]) -> set[Path]:
    return {bank.files[item] for item in items} | {DATA / "forms.yml"}


def visit_quiz(self: HTML5Translator, node: quiz_node) -> None:
    """Write the quiz, with each passage linked from where it stands."""
    bank, forms = _content(self.builder.app)
    labels = self.builder.env.get_domain("std").data["labels"]
    here = self.builder.current_docname

    def passage(label: str) -> render.Passage:
        if label not in labels:
            logger.warning(
                "form %r: no section of the book is labelled %r", node["form"], label, location=node
            )
            return render.Passage(title=label)
        page, anchor, title = labels[label]
        href = self.builder.get_relative_uri(here, page) + (f"#{anchor}" if anchor else "")
        return render.Passage(title=title, href=href)

    self.body.append(render.quiz(forms[node["form"]], bank, passage=passage))
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def configure(app: Sphinx, config: Config) -> None:
    """Give the build what the pages share: static files, the edition's words, the switch."""
    os.environ[BUILDING] = "1"
    config.html_static_path.append(str(PACKAGE / "static"))
    config.exclude_patterns.append("figures/**")
    config.myst_substitutions = {
        **config.myst_substitutions,
        **edition().substitutions,
        **corrections(Path(app.srcdir)),
    }
    app.add_css_file("tokens.css")
    app.add_css_file("site.css")


def corrections(book: Path) -> dict[str, str]:
    """Return how many claims the page of corrections judges, in all and by verdict."""
    page = book / "reference" / "corrections.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    verdicts = re.findall(r"^\*\*Verdict: ([a-z-]+)\.\*\*", text, re.MULTILINE)
    counts = {f"corrections_{v.replace('-', '_')}": str(n) for v, n in Counter(verdicts).items()}
    return {"corrections_total": str(len(verdicts)), **counts}


def complete(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Turn a notebook's placeholders into quizzes; put the stamp above and the notice below."""
    for raw in list(doctree.findall(nodes.raw)):
        match = _HERE.search(raw.astext())
        if match and raw.get("format") == "html":
            raw.replace_self(quiz_node(form=match[1]))
    for place in list(doctree.findall(changes_node)):
        place.replace_self(_by_day(app, page))
    _name_cells(doctree)
    quizzes = list(doctree.findall(quiz_node))
    forms = _content(app)[1] if quizzes else {}
    words = len(doctree.astext().split())
    items = sum(len(forms[quiz["form"]].items) for quiz in quizzes)
    minutes = math.ceil(words / WORDS_A_MINUTE + items / ITEMS_A_MINUTE)
    values = {"edition": edition(), "date": long_date, "checked": _checked(app, page)}
    stamp = render.template("stamp", minutes=minutes, **values)
    doctree.insert(0, nodes.raw("", stamp, format="html"))
    doctree.append(nodes.raw("", render.template("notice", **values), format="html"))


def _name_cells(doctree: nodes.document) -> None:
    """Repeat each column's heading in its cells, for a phone, where a row is a block."""
    for table in doctree.findall(nodes.table):
        head = [entry.astext() for entry in next(table.findall(nodes.row)).findall(nodes.entry)]
        for body in table.findall(nodes.tbody):
            for row in body.findall(nodes.row):
                for name, entry in list(zip(head, row.findall(nodes.entry), strict=True))[1:]:
                    label = nodes.inline("", f"{name}: ", classes=["cell-head"])
                    first = next(iter(entry.findall(nodes.paragraph)), None)
                    if first is not None and name:
                        first.insert(0, label)


def dress(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the quiz's script and style where there is a quiz, and describe the page."""
    if doctree is not None and any(True for _ in doctree.findall(quiz_node)):
        app.add_css_file("quiz.css")
        app.add_js_file("quiz.js", loading_method="defer")
    # jupyter_book links the script of a theme that is not this one's.
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if "sphinx-book-theme" not in str(getattr(script, "filename", script))
    ]
    description = (app.env.metadata.get(page) or {}).get("description")
    if description:
        tag = render.template("description", description=description)
        context["metatags"] = context.get("metatags", "") + tag


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives and the page's furniture to Sphinx."""
    app.add_node(
        quiz_node, html=(visit_quiz, None), latex=(_skip, None), text=(_skip, None),
        man=(_skip, None), texinfo=(_skip, None),
    )  # fmt: skip
    app.add_directive("quiz", QuizDirective)
    app.add_directive("drawing", DrawingDirective)
    app.add_directive("changes", ChangesDirective)
    app.connect("config-inited", configure, priority=100)
    app.connect("doctree-resolved", complete)
    app.connect("html-page-context", dress, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
