"""The page's view: `{quiz}`, `{aid}`, `{verdict}`, `{document}`, `{report}` and their like.

Nothing is decided here: a face is drawn by `sphinx_faces`, and put where it belongs.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from types import NoneType
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from exercises.faces import assets, render
from exercises.faces.placeholder import BUILDING
from exercises.pages import (
    beside,
    builder,
    drawings,
    furniture,
    linked,
    menu,
    minutes,
    packet,
    square,
)
from exercises.pages.faces import FACES, Content, Place
from exercises.reading.bank import BankError, load_bank, load_forms
from exercises.reading.data_files import load
from exercises.reading.edition import edition
from exercises.reading.package import PACKAGE, data, use
from exercises.results.practice import COUNTS

logger = logging.getLogger(__name__)

VERDICT = "which-code"
"""The decision aid that `{verdict}` puts in a page."""

DESCRIPTIONS = {
    "404": "No page stands at this address; from here you find the one you want.",
    "genindex": "The terms of the book from A to Z, each with the page that explains it.",
    "search": "Search the whole book for a word, and open the page that answers.",
}
"""What describes the pages that have no source of their own."""

ENDINGS = (".py", ".j2", ".html", ".css", ".js")
"""What code and faces are written in: when one changes, every page is read again."""

_HERE = re.compile(r'<div class="face-here" data-face="(\w+)" data-name="([\w-]+)"></div>')
_CONTENT: WeakKeyDictionary[Sphinx, Content] = WeakKeyDictionary()


class face_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A quiz, an aid or a document in a page: its *face* and its *name*."""


class FaceDirective(SphinxDirective):
    """Puts a face in a page: `{quiz} NAME`, `{aid} NAME`, `{certificate}`."""

    face = ""
    default: str | None = None

    def run(self) -> list[nodes.Node]:
        """Return the face, or say which problem keeps the page from having it."""
        name = self.arguments[0] if self.arguments else self.default
        try:
            files = FACES[self.face].files(_content(self.env.app), str(name))
        except BankError as error:
            # The build that says so is kept by nobody (builder.end): the next one reads anew.
            for problem in error.problems:
                logger.warning("%s", problem, location=self.get_location())
            return []
        for path in files:
            self.env.note_dependency(str(path))
        node = face_node(face=self.face, name=name)
        self.set_source_info(node)
        return [node]


def directive(face: str, default: str | None) -> type[FaceDirective]:
    """Return the directive that puts *face* in a page; it names one unless there is a *default*."""
    fields = {"face": face, "default": default, "required_arguments": int(default is None)}
    return type(f"{face.capitalize()}Directive", (FaceDirective,), fields)


def _content(app: Sphinx) -> Content:
    """Return the bank and the forms, read once in a build. Raises `BankError`."""
    if app not in _CONTENT:
        bank = load_bank()
        _CONTENT[app] = Content(bank=bank, forms=load_forms(bank=bank))
    return _CONTENT[app]


def visit_face(self: HTML5Translator, node: face_node) -> None:
    """Write the face, with each passage linked from where it stands."""
    content = _content(self.builder.app)
    passage = linked.passages(self.builder, node, content.bank)
    uri = self.builder.get_target_uri(self.builder.current_docname)
    place = Place(page=uri, static=Path(self.builder.outdir, "_static"), passage=passage)
    html = FACES[node["face"]].draw(place, content, node["name"])
    # A link to a face leads here: its own, or that of an index entry that stands above it.
    self.body += [f'<span id="{name}"></span>' for name in node["ids"]]
    self.body.append(html)
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def choose(app: Sphinx, config: Config) -> None:
    """Read the content of the folder that `exercises_content` names, this book's without one.

    What every page needs of it is read here: a build stops with all that is wrong in it.
    """
    if config.exercises_content:
        folder = Path(app.confdir, config.exercises_content)
        if not (folder / "data").is_dir():
            raise ConfigError(
                f"exercises_content: {folder} has no folder data; name the folder that has bank/ "
                "and data/"
            )
        use(folder)
    try:
        for name in ("subject", "edition", "objectives"):
            load(name)
    except BankError as error:
        forget(app, error)
        raise ConfigError("\n".join(error.problems)) from error


def forget(app: Sphinx, error: Exception | None) -> None:
    """Read this book's content again: what comes after in this process is no part of the build."""
    if app.config.exercises_content:
        use(None)


def _kept(app: Sphinx) -> Path:
    """Return where files wait to be copied into the site: Sphinx takes none from within it."""
    beside = Path(app.doctreedir)
    if not beside.is_relative_to(app.outdir):
        return beside
    waiting = tempfile.TemporaryDirectory(prefix="exercises-")
    app.connect("build-finished", lambda *_: waiting.cleanup())
    return Path(waiting.name)


def configure(app: Sphinx, config: Config) -> None:
    """Give the build what the pages share: static files, the edition's words, the switch."""
    os.environ[BUILDING] = "1"
    own = assets.write(_kept(app) / "assets")
    config.html_static_path = [*config.html_static_path, str(own)]
    config.templates_path = [*config.templates_path, str(Path(__file__).with_name("theme"))]
    config.myst_substitutions = {
        **config.myst_substitutions,
        **edition().substitutions,
        "must_know": furniture.must_know(),
    }
    for name in ("tokens.css", "controls.css", "site.css"):
        app.add_css_file(name)


def count(app: Sphinx, config: Config) -> None:
    """Give the pages what is counted in the book, once it is known where the book begins."""
    folder = Path(app.srcdir, builder.home(config))
    config.myst_substitutions = {**config.myst_substitutions, **furniture.corrections(folder)}


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that were read before code or face last changed: every one of them.

    A page's own sources, bank files and figures are noted by its directives.
    """
    code = [each for end in ENDINGS for each in PACKAGE.rglob(f"*{end}")]
    own = (data(f"{name}.yml") for name in ("edition", "subject", "must-know"))
    sources = (*code, *(path for path in own if path.is_file()))
    latest = max(path.stat().st_mtime for path in sources) * 1_000_000
    return [page for page, read in env.all_docs.items() if read < latest]


def _placeholders(doctree: nodes.document) -> list[tuple[nodes.raw, str, str]]:
    """Return a notebook's placeholders, each with the face and the name it stands for."""
    found = []
    for raw in doctree.findall(nodes.raw):
        match = _HERE.search(raw.astext())
        if match and raw.get("format") == "html":
            found.append((raw, match[1], match[2]))
    return found


def note_faces(app: Sphinx, doctree: nodes.document) -> None:
    """Note a page's quizzes for the menu, and what a notebook's faces are made of.

    By the latter an edit has the page read again.
    """
    for _, face, name in _placeholders(doctree):
        for path in FACES[face].files(_content(app), name):
            app.env.note_dependency(str(path))
    quizzes = _quizzes(doctree, "quiz")
    if quizzes:
        counts = [f"{name}:{len(_content(app).forms[name].items)}" for name in quizzes]
        app.env.metadata[app.env.docname][menu.QUIZZES] = " ".join(counts)


def complete(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Turn a notebook's placeholders into faces, and furnish the page."""
    for raw, face, name in _placeholders(doctree):
        raw.replace_self(face_node(face=face, name=name))
    minutes.fill(app, doctree, page, lambda other: _minutes(app, other))
    furniture.furnish(app, doctree, page, minutes=_minutes(app, page))


def _minutes(app: Sphinx, page: str) -> int:
    """Return how many minutes *page* takes, as it was read."""
    doctree = app.env.get_doctree(page)
    quizzes = _quizzes(doctree, "quiz", "attempt")
    items = sum(len(_content(app).forms[name].items) for name in quizzes)
    items += COUNTS["practice"] * len(_quizzes(doctree, "practice"))
    return minutes.minutes(doctree, items)


def _quizzes(doctree: nodes.document, *kinds: str) -> list[str]:
    """Return the names of a page's faces of *kinds*, those of a notebook last."""
    faces = [(node["face"], node["name"]) for node in doctree.findall(face_node)]
    faces += [(face, name) for _, face, name in _placeholders(doctree)]
    return [name for face, name in faces if face in kinds]


def dress(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the style and script of a face where there is one, and describe the page."""
    shown = {node["face"] for node in doctree.findall(face_node)} if doctree is not None else set()
    parts = (part for name, face in FACES.items() if name in shown for part in face.parts)
    for part in dict.fromkeys(parts):
        files = {part, f"{part}.css", f"{part}.js"} & assets.parts().keys()
        for file in sorted(files):
            if file.endswith(".css"):
                app.add_css_file(file)
            else:
                app.add_js_file(file, loading_method="defer")
    # jupyter_book links the script of a theme that is not this one's.
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if "sphinx-book-theme" not in str(getattr(script, "filename", script))
    ]
    own = (app.env.metadata.get(page) or {}).get("description")
    if description := own or DESCRIPTIONS.get(page):
        tag = render.template("description", description=description)
        context["metatags"] = context.get("metatags", "") + tag


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives and the page's furniture to Sphinx."""
    skip = (_skip, None)
    app.add_node(face_node, html=(visit_face, None), latex=skip, text=skip, man=skip, texinfo=skip)
    for name, face in FACES.items():
        app.add_directive(name, directive(name, face.name))
    app.add_directive("verdict", directive("aid", VERDICT))
    furniture.setup(app, bank=lambda: _content(app).bank)
    menu.setup(app)
    drawings.setup(app)
    minutes.setup(app)
    square.setup(app)
    packet.setup(app)
    builder.setup(app)
    app.add_config_value("exercises_content", None, "env", types=(str, NoneType))
    app.connect("config-inited", choose, priority=50)
    app.connect("build-finished", forget, priority=900)
    app.connect("config-inited", configure, priority=100)
    app.connect("config-inited", count, priority=950)  # the table of contents names the first page
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-read", note_faces)
    app.connect("doctree-resolved", complete)
    app.connect("html-page-context", dress, priority=900)
    app.connect("build-finished", beside.make, priority=400)  # what it says, builder.end hears
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
