"""The faces that a page can have: what each is made of, what it loads, how it is drawn.

Nothing is decided here: data goes to `render`, and the text comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exercises.faces import render
from exercises.faces.assets import STARTED
from exercises.forms import MIXED, Form
from exercises.reading.bank import Bank, BankError
from exercises.reading.data_files import load
from exercises.reading.desk import load_aid, load_document, load_guard
from exercises.reading.edition import edition, long_date
from exercises.reading.package import DATA, data
from exercises.reading.passages import Linked
from exercises.reading.subject import subject
from exercises.reading.yaml_reader import show
from exercises.site.browser import printer
from exercises.team.invented import codes
from exercises.team.page import page_data

SAMPLE = 12
"""How many invented people the report's page offers to try it with: enough for tables."""

RECORD = ("Name or initials", "Job title", "Date", "Form, attempt", "Score, band, result",
          "Signature")  # fmt: skip
"""What a training record says of each person; the last is left to a pen."""

MODES = ("in person", "by video", "alone, with the book")
"""How people were trained, as the record to fill in by hand names it."""

RESULT = ("certificate.css", "result.js", "confusion.js", "certificate.js")
"""What makes, saves and prints a result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What faces are made of: the bank and the forms."""

    bank: Bank
    forms: dict[str, Form]

    @property
    def taken(self) -> list[Form]:
        """The forms that are taken at one go, those with a standard first."""
        taken = [form for form in self.forms.values() if form.mode != "practice"]
        return sorted(taken, key=lambda form: form.cut is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a face is drawn: the page, the site's folder of files, and the way to a passage."""

    page: str
    static: Path
    passage: Linked

    @property
    def root(self) -> str:
        """The way from the page to the book's first folder."""
        return "../" * self.page.count("/")

    def later(self, files: tuple[str, ...], name: str, text: str) -> list[str]:
        """Return the addresses of what is loaded when a face is started: *files*, then *text*.

        The text is written into the site as *name*; the files are among those that are copied.
        """
        self.static.mkdir(parents=True, exist_ok=True)
        (self.static / name).write_text(text, encoding="utf-8")
        return [f"{self.root}_static/{file}" for file in (*files, name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A kind of face: the styles and scripts that its page loads, its files, its drawing.

    One of *parts* is a name, of a style and a script, or a file.
    *name* is what it shows where a page names nothing; without it a page must name something.
    *files* raises `BankError` for a name that there is not.
    """

    parts: tuple[str, ...]
    draw: Callable[[Place, Content, str], str]
    files: Callable[[Content, str], set[Path]] = lambda _content, _name: set()
    name: str | None = None


def _quiz_files(content: Content, name: str) -> set[Path]:
    if name not in content.forms:
        raise BankError([f"there is no form {name!r}; use one of {', '.join(content.forms)}"])
    items = content.forms[name].items
    return {content.bank.files[item] for item in items} | {data("forms.yml"), data("decisions.yml")}


def _taken_files(content: Content, _name: str) -> set[Path]:
    return set().union(*(_quiz_files(content, form.id) for form in content.taken))


def _bank_files(content: Content, *names: str) -> set[Path]:
    """Return every file of the bank, and the data files *names* that there are."""
    named = {data(f"{each}.yml") for each in ("decisions", *names)}
    return {*content.bank.files.values(), *(path for path in named if path.is_file())}


def _practice_files(content: Content, _name: str) -> set[Path]:
    if "a" not in content.forms:
        place = show(data("forms.yml"))
        raise BankError([f"{place}: has no form a, which practice leads to; write one"])
    return _bank_files(content, "forms", "objectives", "misconceptions", "must-know")


def _report_files(content: Content, _name: str) -> set[Path]:
    _needed("activities", "write what a team does about each objective")
    return _bank_files(content, "forms", "activities", "misconceptions", "objectives")


def _clock_files(_content: Content, _name: str) -> set[Path]:
    return {_needed("agenda", "write the steps of a session, by its length in minutes")}


def _needed(name: str, help_: str) -> Path:
    """Return the path of the data file *name*, which content may leave out but this face needs."""
    path = data(f"{name}.yml")
    if not load(name):
        raise BankError([f"{show(path)}: is missing; {help_}"])
    return path


def _aid_files(_content: Content, name: str) -> set[Path]:
    load_aid(name)
    return {data("aids", f"{name}.yml")}


def _document_files(_content: Content, name: str) -> set[Path]:
    load_document(name)
    return {data("documents", f"{name}.yml"), DATA / "guard.yml", DATA / "placeholders.yml"}


def _script_files(_content: Content, name: str) -> set[Path]:
    if name not in (known := load("scripts")):
        help_ = f"use one of {', '.join(known)}" if known else "write one"
        raise BankError([f"{show(data('scripts.yml'))}: there is no script {name!r}; {help_}"])
    return {data("scripts.yml")}


def _draw_quiz(place: Place, content: Content, name: str) -> str:
    return render.quiz(content.forms[name], content.bank, passage=place.passage, page=place.page)


def _draw_attempt(place: Place, content: Content, name: str) -> str:
    form = content.forms[name]
    told = render.attempt_data(form, content.bank, passage=place.passage, page=place.page)
    scripts = place.later(STARTED["attempt"], f"{name}-data.js", told)
    return render.attempt(form, content.bank, scripts=scripts, passage=place.passage)


def _draw_practice(place: Place, content: Content, _name: str) -> str:
    pool = render.practice_pool(content.bank, content.forms, passage=place.passage, page=place.page)
    scripts = place.later(STARTED["practice"], "practice-pool.js", pool)
    return render.practice(content.bank, content.forms, scripts=scripts, passage=place.passage)


def _draw_certificate(place: Place, content: Content, _name: str) -> str:
    scripts = [f"{place.root}_static/result.js"]
    return render.certificate(content.taken, content.bank, scripts=scripts)


def _draw_paper(place: Place, content: Content, _name: str) -> str:
    told = render.form_data(content.taken, content.bank)
    scripts = place.later(("quiz.js", *RESULT, "letters.js"), "paper-data.js", told)
    return render.paper(content.taken, content.bank, scripts=scripts)


def _counting(place: Place, content: Content) -> list[str]:
    """Return the addresses of what counts results, which is loaded with the first of them."""
    told = render.team_data(page_data(content.forms, content.bank), passage=place.passage)
    return place.later(
        ("quiz.js", "result.js", "confusion.js", "counting.js"),
        "team-data.js",
        f"{subject().mark}Book.data = {told};\n",
    )


def _draw_report(place: Place, content: Content, _name: str) -> str:
    sample = "\n".join(codes(SAMPLE))
    return render.template("report", scripts=_counting(place, content), sample=sample)


def _draw_record(place: Place, content: Content, _name: str) -> str:
    told = edition()
    material = f"This book on {subject().name}, CDT {told.cdt}, checked {long_date(told.checked)}"
    return render.template(
        "record",
        scripts=_counting(place, content),
        material=material,
        heads=RECORD,
        lengths=load("agenda"),
        modes=MODES,
    )


FACES = {
    "quiz": Face(parts=("quiz",), files=_quiz_files, draw=_draw_quiz),
    "attempt": Face(parts=("quiz", "attempt"), files=_quiz_files, draw=_draw_attempt),
    "certificate": Face(
        parts=("quiz", "certificate"), name="", files=_taken_files, draw=_draw_certificate
    ),
    "paper": Face(parts=("quiz.css", "paper"), name="", files=_taken_files, draw=_draw_paper),
    "vote": Face(parts=("vote",), name="", draw=lambda *_: render.template("vote")),
    "practice": Face(
        parts=("quiz", "practice"),
        name=MIXED,
        files=_practice_files,
        draw=_draw_practice,
    ),
    "aid": Face(
        parts=("aid",),
        files=_aid_files,
        draw=lambda place, _content, name: render.aid(load_aid(name), passage=place.passage),
    ),
    "document": Face(
        parts=("document",),
        files=_document_files,
        draw=lambda _place, _content, name: render.document(
            load_document(name), guard=load_guard(), placeholders=load("placeholders")
        ),
    ),
    "script": Face(
        parts=("script",),
        files=_script_files,
        draw=lambda place, _content, name: render.script(
            load("scripts")[name], passage=place.passage
        ),
    ),
    "print": Face(
        parts=("print",),
        draw=lambda _place, _content, name: render.template(
            "print", pdf=f"{name}.pdf" if printer() else None
        ),
    ),
    "offline": Face(
        parts=("offline",),
        name="",
        draw=lambda place, *_: render.template("offline", root=place.root or "./"),
    ),
    "session": Face(
        parts=("session",),
        name="",
        draw=lambda place, *_: render.session(passage=place.passage),
    ),
    "clock": Face(
        parts=("clock",),
        name="",
        files=_clock_files,
        draw=lambda place, *_: render.template(
            "clock", agenda=load("agenda"), passage=place.passage
        ),
    ),
    "record": Face(
        parts=("quiz.css", "record"),
        name="",
        files=_report_files,
        draw=_draw_record,
    ),
    "report": Face(
        parts=("quiz.css", "report"),
        name="",
        files=_report_files,
        draw=_draw_report,
    ),
}
"""The kinds of face, by the name that a page puts in braces."""
