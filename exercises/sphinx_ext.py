"""The page's view: `{quiz}`, `{aid}`, `{verdict}`, `{document}` and `{report}`.

Nothing is decided here: data goes to `render`, and the text is put where it belongs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from exercises import render, sphinx_page
from exercises.build import chromium
from exercises.desk import load_aid, load_document, load_guard
from exercises.edition import edition
from exercises.forms import MIXED, Form
from exercises.invented import codes
from exercises.loader import DATA, PACKAGE, Bank, BankError, load_bank, load_forms
from exercises.practice import COUNTS
from exercises.report_page import page_data
from exercises.widget import BUILDING

logger = logging.getLogger(__name__)

FACES = {
    "quiz": ("quiz",),
    "attempt": ("quiz", "attempt"),
    "certificate": ("quiz", "result", "certificate"),
    "paper": ("quiz", "paper"),
    "vote": ("vote",),
    "practice": ("quiz", "practice"),
    "aid": ("aid",),
    "document": ("document",),
    "print": ("print",),
    "offline": ("offline",),
    "report": ("quiz", "report"),
}
"""The kinds of face, and the styles and scripts that each stands on."""

LATER = {
    "attempt": ("certificate.css", "result.js", "certificate.js"),
    "paper": ("certificate.css", "result.js", "certificate.js"),
    "practice": ("result.js",),
    "report": ("result.js",),
}
"""What a face loads when it is started, and not with the page."""

SAMPLE = 7
"""How many invented people the report's page offers to try it with."""

_HERE = re.compile(r'<div class="face-here" data-face="(\w+)" data-name="([\w-]+)"></div>')


class face_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A quiz, an aid or a document in a page: its *face* and its *name*."""


class Face(SphinxDirective):
    """Puts a face in a page: `{quiz} NAME`, `{aid} NAME`, `{document} NAME`."""

    required_arguments = 1
    face = ""
    default = ""

    def run(self) -> list[nodes.Node]:
        """Return the face, or say which problem keeps the page from having it."""
        name = self.arguments[0] if self.arguments else self.default
        try:
            files = _FILES[self.face](self.env.app, name)
        except BankError as error:
            for problem in error.problems:
                logger.warning("%s", problem, location=self.get_location())
            return []
        for path in files:
            self.env.note_dependency(str(path))
        node = face_node(face=self.face, name=name)
        self.set_source_info(node)
        return [node]


class QuizDirective(Face):
    """`{quiz} NAME` puts the form NAME in a page."""

    face = "quiz"


class AttemptDirective(Face):
    """`{attempt} NAME` puts the form NAME in a page, to be taken at one go."""

    face = "attempt"


class AidDirective(Face):
    """`{aid} NAME` puts the decision aid NAME in a page."""

    face = "aid"


class VerdictDirective(AidDirective):
    """`{verdict}` puts the aid that tells D9311, D9310 and neither apart in a page."""

    required_arguments = 0
    default = "which-code"


class PracticeDirective(Face):
    """`{practice}` puts mixed practice over all items that may be practiced in a page."""

    required_arguments = 0
    face = "practice"
    default = MIXED


class DocumentDirective(Face):
    """`{document} NAME` puts the document NAME in a page."""

    face = "document"


class PrintDirective(Face):
    """`{print} NAME` puts a button in a page that prints it, and its PDF NAME if one is made."""

    face = "print"


class WholeFace(Face):
    """Puts a face in a page that needs no name: it stands on all forms, or on none."""

    required_arguments = 0


class CertificateDirective(WholeFace):
    """`{certificate}` puts the page in a page that scores a result anew and shows it."""

    face = "certificate"


class PaperDirective(WholeFace):
    """`{paper}` puts the forms in a page to be printed, and takes the letters back in."""

    face = "paper"


class VoteDirective(WholeFace):
    """`{vote}` makes the cases of a page, in containers named `vote-case`, a vote on a screen."""

    face = "vote"


class OfflineDirective(WholeFace):
    """`{offline}` puts a button in a page that keeps the book in the browser."""

    face = "offline"


class ReportDirective(WholeFace):
    """`{report}` puts what counts a team's results in a page."""

    face = "report"


def _content(app: Sphinx) -> tuple[Bank, dict[str, Form]]:
    """Return the bank and the forms, read once in a build. Raises `BankError`."""
    if app not in _CONTENT:
        bank = load_bank()
        _CONTENT[app] = bank, load_forms(bank=bank)
    return _CONTENT[app]


_CONTENT: WeakKeyDictionary[Sphinx, tuple[Bank, dict[str, Form]]] = WeakKeyDictionary()


def _quiz_files(app: Sphinx, name: str) -> set[Path]:
    bank, forms = _content(app)
    if name not in forms:
        raise BankError([f"there is no form {name!r}; use one of {', '.join(forms)}"])
    return {bank.files[item] for item in forms[name].items} | {DATA / "forms.yml"}


def _taken(app: Sphinx) -> list[Form]:
    """Return the forms that are taken at one go, those with a standard first."""
    taken = [form for form in _content(app)[1].values() if form.mode != "practice"]
    return sorted(taken, key=lambda form: form.cut is None)


def _all_files(app: Sphinx, _name: str) -> set[Path]:
    return set().union(*(_quiz_files(app, form.id) for form in _taken(app)))


def _pool_files(app: Sphinx, _name: str) -> set[Path]:
    files = set(_content(app)[0].files.values())
    return files | {DATA / f"{name}.yml" for name in ("forms", "objectives", "misconceptions")}


def _aid_files(_app: Sphinx, name: str) -> set[Path]:
    load_aid(name)
    return {DATA / "aids" / f"{name}.yml"}


def _document_files(_app: Sphinx, name: str) -> set[Path]:
    load_document(name)
    return {DATA / "documents" / f"{name}.yml", DATA / "guard.yml"}


def _report_files(app: Sphinx, _name: str) -> set[Path]:
    bank, _ = _content(app)
    data = ("forms", "activities", "misconceptions", "objectives")
    return {*bank.files.values(), *(DATA / f"{name}.yml" for name in data)}


_FILES: dict[str, Callable[[Sphinx, str], set[Path]]] = {
    "quiz": _quiz_files,
    "attempt": _quiz_files,
    "certificate": _all_files,
    "paper": _all_files,
    "vote": lambda _app, _name: set(),
    "practice": _pool_files,
    "aid": _aid_files,
    "document": _document_files,
    "print": lambda _app, _name: set(),
    "offline": lambda _app, _name: set(),
    "report": _report_files,
}


def visit_face(self: HTML5Translator, node: face_node) -> None:
    """Write the face, with each passage linked from where it stands."""
    labels = self.builder.env.get_domain("std").data["labels"]
    here = self.builder.current_docname

    def passage(label: str) -> render.Passage:
        if label not in labels:
            logger.warning(
                "%s %r: no section of the book is labelled %r",
                node["face"],
                node["name"],
                label,
                location=node,
            )
            return render.Passage(title=label)
        page, anchor, title = labels[label]
        href = self.builder.get_relative_uri(here, page) + (f"#{anchor}" if anchor else "")
        return render.Passage(title=title, href=href)

    name = node["name"]
    if node["face"] == "quiz":
        bank, forms = _content(self.builder.app)
        html = render.quiz(forms[name], bank, passage=passage)
    elif node["face"] == "attempt":
        bank, forms = _content(self.builder.app)
        data = render.form_data([forms[name]], bank)
        scripts = _later(self, node["face"], f"{name}-data.js", data)
        html = render.attempt(forms[name], bank, scripts=scripts, passage=passage)
    elif node["face"] == "practice":
        pool = render.practice_pool(*_content(self.builder.app), passage=passage)
        scripts = _later(self, node["face"], "practice-pool.js", pool)
        html = render.practice(scripts=scripts, passage=passage)
    elif node["face"] == "aid":
        html = render.aid(load_aid(name), passage=passage)
    elif node["face"] == "certificate":
        html = render.certificate(_taken(self.builder.app), _content(self.builder.app)[0])
    elif node["face"] == "paper":
        forms_here, bank = _taken(self.builder.app), _content(self.builder.app)[0]
        data = render.form_data(forms_here, bank)
        scripts = _later(self, node["face"], "paper-data.js", data)
        html = render.paper(forms_here, bank, scripts=scripts)
    elif node["face"] == "vote":
        html = render.template("vote")
    elif node["face"] == "offline":
        html = render.template("offline", root="../" * here.count("/") or "./")
    elif node["face"] == "report":
        bank, forms = _content(self.builder.app)
        sample = "\n".join(codes(SAMPLE))
        data = render.team_data(page_data(forms, bank), passage=passage)
        scripts = _later(self, node["face"], "team-data.js", f"d9311Report.give({data});\n")
        html = render.template("report", scripts=scripts, sample=sample)
    elif node["face"] == "print":
        html = render.template("print", pdf=f"{name}.pdf" if chromium() else None)
    else:
        html = render.document(load_document(name), guard=load_guard())
    # A link to a face leads here: its own, or that of an index entry that stands above it.
    self.body += [f'<span id="{name}"></span>' for name in node["ids"]]
    self.body.append(html)
    raise nodes.SkipNode


def _later(self: HTML5Translator, face: str, name: str, text: str) -> list[str]:
    """Return the addresses of what *face* loads when it is started: last *text*, named *name*."""
    files = [*LATER[face]]
    texts = [(PACKAGE / "static" / file).read_text(encoding="utf-8") for file in files]
    return [_static(self, *each) for each in zip([*files, name], [*texts, text], strict=True)]


def _static(self: HTML5Translator, name: str, text: str) -> str:
    """Write a file of the site that pages load when they need it; return its address from here."""
    path = Path(self.builder.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    up = "../" * self.builder.current_docname.count("/")
    return f"{up}_static/{name}"


def _skip(self: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def configure(app: Sphinx, config: Config) -> None:
    """Give the build what the pages share: static files, the edition's words, the switch."""
    os.environ[BUILDING] = "1"
    config.html_static_path = [*config.html_static_path, str(PACKAGE / "static")]
    config.templates_path = [*config.templates_path, str(PACKAGE / "templates" / "sphinx")]
    config.myst_substitutions = {
        **config.myst_substitutions,
        **edition().substitutions,
        **sphinx_page.corrections(Path(app.srcdir)),
    }
    app.add_css_file("tokens.css")
    app.add_css_file("site.css")


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that were read before code or face last changed: every one of them.

    A page's own sources, bank files and figures are noted by its directives.
    """
    code = [*PACKAGE.glob("*.py"), *PACKAGE.glob("templates/*.j2"), *PACKAGE.glob("static/*")]
    latest = max(path.stat().st_mtime for path in (*code, DATA / "edition.yml")) * 1_000_000
    return [page for page, read in env.all_docs.items() if read < latest]


def _placeholders(doctree: nodes.document) -> list[tuple[nodes.raw, str, str]]:
    """Return a notebook's placeholders, each with the face and the name it stands for."""
    found = []
    for raw in doctree.findall(nodes.raw):
        match = _HERE.search(raw.astext())
        if match and raw.get("format") == "html":
            found.append((raw, match[1], match[2]))
    return found


def note_placeholders(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a notebook's faces are made of, so that an edit has the page read again."""
    for _, face, name in _placeholders(doctree):
        for path in _FILES[face](app, name):
            app.env.note_dependency(str(path))


def complete(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Turn a notebook's placeholders into faces, and furnish the page."""
    for raw, face, name in _placeholders(doctree):
        raw.replace_self(face_node(face=face, name=name))
    faces = list(doctree.findall(face_node))
    quizzes = [node["name"] for node in faces if node["face"] in ("quiz", "attempt")]
    items = sum(len(_content(app)[1][name].items) for name in quizzes)
    items += sum(COUNTS["practice"] for node in faces if node["face"] == "practice")
    sphinx_page.furnish(app, doctree, page, items=items)


def dress(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the style and script of a face where there is one, and describe the page."""
    shown = {node["face"] for node in doctree.findall(face_node)} if doctree is not None else set()
    for part in dict.fromkeys(part for face in FACES if face in shown for part in FACES[face]):
        if (PACKAGE / "static" / f"{part}.css").is_file():
            app.add_css_file(f"{part}.css")
        app.add_js_file(f"{part}.js", loading_method="defer")
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
    skip = (_skip, None)
    app.add_node(face_node, html=(visit_face, None), latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_directive("quiz", QuizDirective)
    app.add_directive("attempt", AttemptDirective)
    app.add_directive("certificate", CertificateDirective)
    app.add_directive("paper", PaperDirective)
    app.add_directive("vote", VoteDirective)
    app.add_directive("practice", PracticeDirective)
    app.add_directive("aid", AidDirective)
    app.add_directive("verdict", VerdictDirective)
    app.add_directive("document", DocumentDirective)
    app.add_directive("print", PrintDirective)
    app.add_directive("offline", OfflineDirective)
    app.add_directive("report", ReportDirective)
    sphinx_page.setup(app, bank=lambda: _content(app)[0])
    app.connect("config-inited", configure, priority=100)
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-read", note_placeholders)
    app.connect("doctree-resolved", complete)
    app.connect("html-page-context", dress, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
