"""What the build puts in pages: faces, stamp and notice, drawings, tables; and what stops it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import segno
from bs4 import BeautifulSoup
from helpers.apps import sphinx_app
from helpers.warm import compiling_once
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

from exercises import load_bank, load_forms
from exercises.faces import assets
from exercises.faces.placeholder import BUILDING
from exercises.pages import extension as sphinx_ext
from exercises.pages import menu

BANK = """\
objective: choose
items:
  - id: choose-one
    point: treating-dentist-asks
    case: x1
    stem: The dentist phones. What is reported?
    options:
      - {id: a, text: D9311, why: She asked.}
      - {id: b, text: D9310, why: She was asked.}
    key: a
    source: [ada-cdt]
    read: here
  - id: choose-two
    point: treating-dentist-asks
    case: x2
    stem: The dentist is phoned. What is reported?
    options:
      - {id: a, text: D9311, why: She asked.}
      - {id: b, text: D9310, why: She was asked.}
    key: b
    source: [ada-cdt]
    read: there
"""
FORMS = """\
both:
  title: Both items
  items: [choose-one, choose-two]
last:
  title: The last item
  mode: final
  items: [choose-two]
"""
CONF = """\
extensions = ["myst_nb", "exercises.pages"]
nb_execution_mode = "off"
myst_enable_extensions = ["substitution"]
html_theme = "basic"
exclude_patterns = ["_build"]
"""
HERE = "(here)=\n# This page\n\n"
THERE = "(there)=\n# Another page\n\nMore.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<text>Hi</text></svg>'


@pytest.fixture(scope="module", autouse=True)
def compiled(tmp_path_factory) -> Iterator[None]:
    """Have the themes' templates compiled for the first book, not for each of eighty."""
    with pytest.MonkeyPatch.context() as patch:
        kept = compiling_once(tmp_path_factory.mktemp("templates"))
        patch.setattr("sphinx.jinja2glue.SandboxedEnvironment", kept)
        yield


class Book:
    """A small book in a folder of its own, built in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.apps: list[SphinxTestApp] = []
        self.write("conf.py", CONF)

    def write(self, name: str, text: str) -> None:
        """Write a file of the book."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def app(self, builder: str = "html", **options: Any) -> SphinxTestApp:
        """Return a new builder on what the one before it left."""
        self.close()
        self.apps.append(sphinx_app(builder, srcdir=self.folder, **options))
        return self.apps[-1]

    def close(self) -> None:
        """Take back what the last builder registered."""
        if self.apps:
            self.apps[-1].cleanup()

    def build(self, builder: str = "html", **options: Any) -> SphinxTestApp:
        """Build the book and return the builder."""
        app = self.app(builder, **options)
        app.build()
        return app

    def page(self, name: str = "index") -> BeautifulSoup:
        """Return a page that was built."""
        html = Path(self.apps[-1].outdir, f"{name}.html").read_text(encoding="utf-8")
        return BeautifulSoup(html, "html.parser")

    @property
    def warnings(self) -> list[str]:
        """Return what the last build warned of, with places below the book's folder."""
        said = strip_colors(self.apps[-1].warning.getvalue())
        return said.replace(f"{self.folder}/", "").splitlines()

    @property
    def outdated(self) -> set[str]:
        """Return the pages that would be read again because of a file that they note."""
        env = self.app().env
        env.find_files(env.config, self.apps[-1].builder)
        return env.get_outdated_files(config_changed=False)[1]


@pytest.fixture
def bank(tmp_path) -> Path:
    """Return a file that holds a bank of two items."""
    path = tmp_path / "bank.yml"
    path.write_text(BANK, encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path, bank, monkeypatch) -> Iterator[Book]:
    """Return a book of two pages that reads the bank of two items and two forms."""
    forms = tmp_path / "forms.yml"
    forms.write_text(FORMS, encoding="utf-8")
    monkeypatch.setenv(BUILDING, "")  # the extension sets it; afterwards it is as it was
    monkeypatch.setattr(sphinx_ext, "load_bank", partial(load_bank, bank))
    monkeypatch.setattr(sphinx_ext, "load_forms", partial(load_forms, forms))
    made = Book(tmp_path / "book")
    made.write("index.md", HERE)
    made.write("other.md", "---\norphan: true\n---\n" + THERE)
    yield made
    made.close()


def later(path: Path, change: Callable[[str], str]) -> None:
    """Change a file, a little later than anything built so far."""
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    os.utime(path, (time.time() + 10,) * 2)


def notebook(html: str) -> str:
    """Return a notebook that was run, whose one cell shows *html*."""
    output = {
        "output_type": "display_data",
        "data": {"text/html": html, "text/plain": "x"},
        "metadata": {},
    }
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "(nb)=\n# A notebook"},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": "quiz('both')",
         "execution_count": 1, "outputs": [output]},
    ]  # fmt: skip
    metadata = {
        "orphan": True,
        "language_info": {"name": "python"},
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    }
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def directive(name: str, argument: str = "") -> str:
    """Return a directive without content."""
    return f"```{{{name}}} {argument}\n```\n"


# -- quizzes ------------------------------------------------------------------------------------


def test_a_quiz_stands_where_it_is_named(book):
    """The form's items are in the page, between what stands before and after, without a warning."""
    book.write("index.md", f"{HERE}Before.\n\n{directive('quiz', 'both')}\nAfter.\n")
    book.build()

    quiz = book.page().select_one("section.quiz")
    assert book.warnings == []
    assert [form["data-item"] for form in quiz.select("form")] == ["choose-one", "choose-two"]
    assert quiz.find_previous_sibling("p").get_text() == "Before."
    assert quiz.find_next_sibling("p").get_text() == "After."


def test_one_book_leaves_no_parser_for_the_next(book):
    """A book read by another parser of Markdown does not change how the next one is read."""
    book.write("conf.py", CONF.replace("myst_nb", "myst_parser"))
    book.build()
    book.write("conf.py", CONF)
    book.build(freshenv=True)
    assert book.page().h1


def test_passages_are_linked_from_where_they_are_read(book):
    """The link to read again leads to the section, on this page or on another one."""
    book.write("index.md", HERE + directive("quiz", "both"))
    book.write("deep/below.md", "---\norphan: true\n---\n# Below\n\n" + directive("quiz", "last"))
    book.build()

    here = [(a["href"], a.get_text()) for a in book.page().select(".quiz-read a")]
    below = [a["href"] for a in book.page("deep/below").select(".quiz-read a")]
    assert here == [("#here", "This page"), ("other.html#there", "Another page")]
    assert below == ["../other.html#there"]


def test_an_unknown_form_is_named(book):
    """The page and the line are named, and the forms there are; the page stays readable."""
    book.write("index.md", f"{HERE}Text.\n\n{directive('quiz', 'bth')}")
    book.build()

    assert book.warnings == ["index.md:6: WARNING: there is no form 'bth'; use one of both, last"]
    assert "Text." in book.page().get_text()


def test_an_unknown_passage_is_named(book):
    """A label that no section has is a warning at the quiz, and no dead link."""
    book.write("index.md", HERE + directive("quiz", "both"))
    book.write("other.md", "---\norphan: true\n---\n# Another page\n\n(there)=\nNo heading.\n")
    book.build()

    [said] = book.warnings
    assert said.startswith("index.md:4: WARNING: ")
    assert said.endswith(
        "bank.yml:13: item 'choose-two': read 'there' labels no section of the book; "
        "use the label above a heading"
    )
    assert [a["href"] for a in book.page().select(".quiz-read a")] == ["#here"]


@pytest.mark.parametrize("asks", [("quiz", "both"), ("attempt", "last"), ("changes", "items")])
def test_a_broken_bank_fails_the_build_with_every_problem(book, bank, monkeypatch, asks):
    """Each problem of the bank is a warning that names the page that wants it."""
    monkeypatch.chdir(bank.parent)
    later(bank, lambda text: text.replace("key: a", "key: e").replace("key: b", "key: f"))
    book.write("index.md", HERE + directive(*asks))
    app = book.build(warningiserror=True, keep_going=True)

    assert app.statuscode == 1
    assert [line.partition("WARNING: ")[::2] for line in book.warnings[:2]] == [
        (
            "index.md:4: ",
            "bank.yml:10: item 'choose-one': key 'e' is not an option; use one of a, b",
        ),
        (
            "index.md:4: ",
            "bank.yml:20: item 'choose-two': key 'f' is not an option; use one of a, b",
        ),
    ]
    assert "This page" in book.page().get_text()


@pytest.mark.parametrize("face", ["quiz", "attempt"])
def test_an_edited_bank_outdates_its_pages(book, bank, face):
    """A page is read again when a bank file of its quiz changes, and no other page is."""
    practice = "(mixed-practice)=\n## Where an attempt leads\n\n"
    book.write("index.md", HERE + practice + directive(face, "both"))
    book.build()
    before = book.outdated
    later(bank, lambda text: text.replace("What is reported?", "What now?"))

    assert (before, book.outdated) == (set(), {"index"})
    book.build()
    assert "What now?" in book.page().get_text()


def test_an_edited_bank_outdates_its_notebooks(book, bank):
    """A notebook that shows a quiz is read again as well when its bank changes."""
    book.write("try.ipynb", notebook(sphinx_mark("quiz", "both")))
    book.build()
    later(bank, lambda text: text.replace("What is reported?", "What now?"))
    book.build()

    assert "What now?" in book.page("try").get_text()


def test_an_edited_bank_outdates_the_list_of_changes(book, bank):
    """The page that lists changed items is read again when a bank changes."""
    book.write("index.md", HERE + directive("changes", "items"))
    book.build()
    later(bank, lambda text: text.replace("    read: there", "    read: there\n    version: 2"))
    book.build()

    assert "choose-two: version 2" in book.page().get_text()


def test_edited_code_outdates_every_page(book, tmp_path, monkeypatch):
    """When a module or a template changes, every page is written anew."""
    (tmp_path / "engine").mkdir()
    module = tmp_path / "engine" / "module.py"
    module.write_text("", encoding="utf-8")
    monkeypatch.setattr(sphinx_ext, "PACKAGE", tmp_path / "engine")
    book.build()
    again = strip_colors(book.build().status.getvalue())
    later(module, lambda text: text + "# changed")
    changed = strip_colors(book.build().status.getvalue())

    assert "0 added, 0 changed, 0 removed" in again
    assert "0 added, 2 changed, 0 removed" in changed


# -- notebooks ----------------------------------------------------------------------------------


def sphinx_mark(face: str, name: str) -> str:
    """Return what a notebook shows while the book is built."""
    return f'<div class="face-here" data-face="{face}" data-name="{name}"></div>'


@pytest.mark.parametrize(
    ("face", "name", "shown"),
    [("quiz", "both", "section.quiz"), ("aid", "which-code", "section.aid")],
)
def test_a_notebook_shows_the_same_face(book, face, name, shown):
    """The mark that a notebook leaves becomes the face that a page shows, with its script."""
    book.write("try.ipynb", notebook(sphinx_mark(face, name)))
    book.build()

    page = book.page("try")
    assert len(page.select(shown)) == 1
    assert page.select(".face-here") == []
    assert [s for s in page.select("script[src]") if f"{face}.js" in s["src"]]


def test_builds_in_one_process_do_not_add_up(book):
    """What the extension adds to the settings of one build does not reach the next one's."""
    first = book.app().config.html_static_path
    second = book.app().config.html_static_path

    assert first == second
    assert len(second) == len(set(second))


def test_notebooks_know_that_they_are_built(book):
    """The build tells the notebooks that it runs, so that they leave marks and no widgets."""
    assert not os.environ[BUILDING]
    book.app()

    assert os.environ[BUILDING]


# -- the other faces ----------------------------------------------------------------------------

FACES = {
    "quiz": (directive("quiz", "both"), "section.quiz:not(.attempt)", ["quiz"]),
    "attempt": (directive("attempt", "last"), "section.attempt", ["quiz", "attempt"]),
    "aid": (directive("aid", "denial"), "section.aid[data-aid=denial]", ["aid"]),
    "verdict": (directive("verdict"), "section.aid[data-aid=which-code]", ["aid"]),
    "document": (
        directive("document", "consultation-note"),
        "section.document[data-document=consultation-note]",
        ["document"],
    ),
    "report": (directive("report"), "section.report", ["quiz", "report"]),
}


@pytest.mark.parametrize(("text", "shown", "parts"), FACES.values(), ids=FACES.keys())
def test_a_face_brings_what_it_stands_on(book, text, shown, parts):
    """A face is in its page once, with its styles and scripts; a page without one loads none."""
    book.write("index.md", HERE + text)
    book.build()

    def loaded(page: BeautifulSoup, tag: str, attribute: str, ending: str) -> list[str]:
        names = [Path(each[attribute].partition("?")[0]).name for each in page.select(tag)]
        known = {f"{part}.{ending}" for part in ("quiz", "attempt", "aid", "document", "report")}
        return [name.removesuffix(f".{ending}") for name in names if name in known]

    page, other = book.page(), book.page("other")
    assert len(page.select(shown)) == 1
    # A report loads the script of a quiz with its first result.
    at_once = [part for part in parts if shown != "section.report" or part != "quiz"]
    assert loaded(page, "script[src]", "src", "js") == at_once
    assert loaded(page, "link[href]", "href", "css") == parts
    assert all(s.has_attr("defer") for s in page.select("script[src]") if "quiz" in s["src"])
    assert loaded(other, "script[src]", "src", "js") == []
    assert loaded(other, "link[href]", "href", "css") == []


@pytest.mark.parametrize(
    ("face", "said"),
    [
        ("attempt", "there is no form 'nine'; use one of both, last"),
        ("aid", "there is no aid 'nine'; use one of denial, which-code"),
        ("document", "there is no document 'nine'; use one of appeal-letter, consultation-note, "),
    ],
)
def test_an_unknown_face_is_named(book, face, said):
    """An aid or a document that is not there is named with the page, and those there are."""
    book.write("index.md", HERE + directive(face, "nine"))
    book.build()

    (warning,) = book.warnings
    assert warning.startswith("index.md:4: WARNING: ")
    assert said in warning


def test_practice_takes_its_items_from_a_script(book, bank):
    """Mixed practice is in its page once; the items it may draw stand in a script beside it."""
    forms = book.folder.parent / "forms.yml"
    judged = "a:\n  title: Form A\n  mode: final\n  items: [choose-two]\n"
    later(forms, lambda text: text + judged)
    labels = "(form-a)=\n## Form A\n\n(mixed-practice-quizzes)=\n## Quizzes\n\n"
    book.write(
        "learn/mine.md", "---\norphan: true\n---\n# Mine\n\n" + labels + directive("practice")
    )
    app = book.build()
    page = book.page("learn/mine")
    (section,) = page.select("section.practice")
    names = [Path(s["src"].partition("?")[0]).name for s in page.select("script[src]")]
    files = [
        Path(app.outdir, "learn", src.partition("?")[0]) for src in section["data-scripts"].split()
    ]
    given = files[-1].read_text(encoding="utf-8")
    data = json.loads(given.removeprefix("d9311Practice.pool(").removesuffix(");\n"))

    assert {"quiz.js", "practice.js"} <= set(names)
    assert "result.js" not in names
    assert [file.name for file in files] == [*assets.STARTED["practice"], "practice-pool.js"]
    assert files[0].read_bytes() == assets.text("result.js").encode()
    assert [item["id"] for item in data["items"]] == ["choose-one"]
    later(bank, lambda text: text)
    assert "learn/mine" in book.outdated


def test_other_formats_leave_faces_out(book):
    """In a format that cannot hold a form, the page is written without it."""
    book.write("index.md", f"{HERE}Text.\n\n{directive('quiz', 'both')}{directive('verdict')}")
    app = book.build("text")

    text = Path(app.outdir, "index.txt").read_text(encoding="utf-8")
    assert "Text." in text
    assert "What is reported?" not in text


# -- every page ---------------------------------------------------------------------------------


def test_each_page_has_one_stamp_and_one_notice(book):
    """Stamp above and notice below stand once on each page, quiz or not."""
    book.write(
        "index.md", f"{HERE}## More\n\n{directive('quiz', 'both')}{directive('quiz', 'last')}"
    )
    book.build()

    for page in (book.page(), book.page("other")):
        assert len(page.select("p.stamp")) == 1
        assert len(page.select("footer.notice")) == 1
        assert page.select_one("p.stamp").find_previous("h1") is None
        assert page.select_one("footer.notice").find_next("h2") is None


def test_the_notice_says_whose_the_code_is(book):
    """The edition, the owner of CDT and the day of the check stand on the page."""
    book.build()

    page = book.page()
    stamp, notice = page.select_one("p.stamp").get_text(), page.select_one(".notice").get_text()
    assert "CDT 2026" in stamp
    assert "© 2025 American Dental Association" in stamp
    assert "not legal, clinical or payer advice" in notice
    assert "registered trademark of the American Dental Association" in notice
    assert "CDT 2027 takes effect January 1, 2027" in notice


def test_a_page_may_have_been_checked_on_a_day_of_its_own(book):
    """A page's own `checked:` stands in its stamp and its notice."""
    book.write("index.md", "---\nchecked: 2026-02-03\n---\n" + HERE)
    book.build()

    assert "checked February 3, 2026" in book.page().select_one("p.stamp").get_text()
    assert "on February 3, 2026" in book.page().select_one(".notice").get_text()
    assert "February 3" not in book.page("other").get_text()


@pytest.mark.parametrize(
    ("words", "quiz", "minutes"),
    [
        (1, "", "1 min"),
        (238, "", "1 min"),
        (356, "", "1 min"),  # 1.496
        (357, "", "2 min"),  # 1.5
        (238, directive("quiz", "both"), "2 min"),  # two items take a minute more
        (238, directive("quiz", "last"), "2 min"),  # one item half a minute: 1.5
        (120, directive("attempt", "last"), "1 min"),  # 0.504 + 0.5
        (238, "<details><summary>More</summary>\n\nIn a fold.\n\n</details>\n", "1 min"),
    ],
)
def test_minutes_are_worked_out(book, words, quiz, minutes):
    """A minute for 238 words in the open and for two items, to the nearest, and one at least."""
    book.write("index.md", "# Word\n\n" + "word " * (words - 1) + "\n\n" + quiz)
    book.write("other.md", "---\norphan: true\n---\n(here)=\n# Here\n\n(there)=\n## There\n")
    book.build()

    assert book.page().select_one("p.stamp span").get_text() == minutes


def test_a_description_is_in_the_head(book):
    """A page's description is a meta tag of its head, as text; without one there is none."""
    book.write("index.md", '---\ndescription: Say "so" & <b>why</b>.\n---\n' + HERE)
    book.build()

    tags = book.page().select('head meta[name="description"]')
    assert [tag["content"] for tag in tags] == ['Say "so" & <b>why</b>.']
    assert book.page("other").select('meta[name="description"]') == []


def test_pages_may_name_the_edition(book):
    """What changes with an edition is written once and named in the pages."""
    book.write("index.md", HERE + "In {{ cdt }}, then {{ cdt_next }}: {{ cut }}.\n")
    book.build()

    assert "In 2026, then 2027: 80%." in book.page().get_text()


def test_pages_may_count_the_corrections(book):
    """How many claims are judged, and how, is counted on the page that judges them."""
    verdicts = "".join(f"**Verdict: {v}.** So.\n\n" for v in ("wrong", "wrong", "half-right"))
    book.write("reference/corrections.md", f"---\norphan: true\n---\n# Corrections\n\n{verdicts}")
    counts = "{{ corrections_total }}, {{ corrections_wrong }}, {{ corrections_half_right }}"
    book.write("index.md", f"{HERE}{counts}.\n")
    book.build()

    assert "3, 2, 1." in book.page().get_text()


def test_cells_repeat_their_heads(book):
    """In each row, every cell but the first begins with its column's heading, for a phone."""
    book.write("index.md", f"{HERE}| Case | Code | |\n|---|---|---|\n| Call | D9311 | x |\n")
    book.build()

    cells = [cell.get_text() for cell in book.page().select("tbody td")]
    assert cells == ["Call", "Code: D9311", "x"]
    assert [h.get_text() for h in book.page().select(".cell-head")] == ["Code: "]


def test_another_themes_script_is_taken_off(book):
    """The script that jupyter_book links and no theme here ships is not asked for."""
    book.write("conf.py", CONF + 'html_js_files = ["scripts/sphinx-book-theme.js", "kept.js"]\n')
    book.build()

    sources = " ".join(script["src"] for script in book.page().select("script[src]"))
    assert "sphinx-book-theme" not in sources
    assert "kept.js" in sources


def test_the_theme_of_the_book_takes_it_all(book):
    """Under Furo a page with every face, a table and a notebook builds without a warning."""
    book.write("conf.py", CONF.replace("basic", "furo"))
    book.write("index.md", HERE + directive("quiz", "both"))
    book.write("try.ipynb", notebook(sphinx_mark("quiz", "last")))
    book.build()

    assert book.warnings == []
    assert len(book.page().select("section.quiz")) == 1


PARTS = "".join(
    f"```{{toctree}}\n:caption: Part {part}\n:hidden:\n\n{part}-1\n{part}-2\n```\n"
    for part in "abc"
)


@pytest.mark.parametrize(
    ("most", "page", "shown"),
    [
        (6, "b-1", ["a-1", "a-2", "", "b-2", "c-1", "c-2"]),
        (5, "b-1", ["Part a: a-1", "", "b-2", "Part c: c-1"]),
        (5, "a-2", ["a-1", "", "Part b: b-1", "Part c: c-1"]),
        (5, "index", ["Part a: a-1", "Part b: b-1", "Part c: c-1"]),
    ],
)
def test_a_large_book_lists_a_page_s_own_part(book, monkeypatch, most, page, shown):
    """All pages are listed beside each, or in a large book its part's, and the other parts."""
    monkeypatch.setattr(menu, "WHOLE", most)
    book.write("conf.py", CONF.replace("basic", "furo"))
    book.write("index.md", HERE + PARTS)
    book.write("other.md", "---\norphan: true\n---\n(there)=\n# There\n")
    for part in "abc":
        for number in "12":
            book.write(f"{part}-{number}.md", f"# {part}-{number}\n\nWords.\n")
    book.build()
    links = book.page(page).select(".sidebar-tree a")
    listed = []
    for link in links:
        name = link["href"].strip("#").removesuffix(".html")
        listed.append(f"{link.text}: {name}" if link.text.startswith("Part") else name)

    assert book.warnings == []
    assert listed == shown
    assert len(book.page(page).select(".sidebar-tree [aria-current]")) == (page != "index")


def test_pages_of_all_forms_are_put_in(book, bank):
    """`{certificate}` and `{paper}` hold every form taken at one go, `{vote}` its screen."""
    whole = "\n".join(directive(name, "") for name in ("certificate", "paper", "vote"))
    book.write("index.md", HERE + whole)
    book.write("other.md", "---\norphan: true\n---\n(there)=\n# There\n")
    book.build()

    assert book.warnings == []
    assert len(book.page().select("section.check, section.paper, div.vote")) == 3
    assert [each["data-form"] for each in book.page().select(".paper-sheet")] == ["last"]
    scripts = [script["src"] for script in book.page().select("script[src]")]
    assert [sum(f"/{name}.js" in url for url in scripts)
            for name in ("quiz", "result", "certificate", "paper", "vote", "attempt")
            ] == [1, 0, 1, 1, 1, 0]  # fmt: skip
    later(bank, lambda text: text.replace("is phoned", "is called"))
    assert book.outdated == {"index"}


# -- the address to scan ------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["https://example.org/book", "https://example.org/book/", ""])
def test_an_address_can_be_scanned_once_it_is_known(book, monkeypatch, said):
    """A square is what its words below say; without an address there is nothing, not even a gap."""
    monkeypatch.delenv("BOOK_URL", raising=False)
    book.write("far.md", "---\norphan: true\n---\n# Far\n")
    book.write("index.md", f"{HERE}```{{square}}\n```\n\n```{{square}} far\n```\n")

    book.build(confoverrides={"html_baseurl": said})

    squares = book.page().select("p.square")
    home = "https://example.org/book/"
    told = [square.small.get_text() for square in squares]
    assert told == ([home, f"{home}far.html"] if said else [])
    for square, text in zip(squares, told, strict=True):
        dark = segno.make(text, micro=False, error="m").svg_inline(omitsize=True, border=4)
        assert square.select("path")[-1]["d"] == BeautifulSoup(dark, "html.parser").path["d"]
    assert not book.warnings


def test_a_square_leads_to_a_page_that_there_is(book):
    """An address that leads nowhere is never printed."""
    book.write("index.md", f"{HERE}```{{square}} nowhere\n```\n")

    book.build()

    assert "square 'nowhere': no page stands there" in "\n".join(book.warnings)


# -- pages gathered to print --------------------------------------------------------------------


def test_pages_are_gathered_without_what_is_for_a_screen(book):
    """Each page stands once more, its links lead on, its names differ; a missing one is named."""
    page = "---\norphan: true\n---\n(far)=\n# Far\n\nGo to {ref}`far`.\n\n## On a screen\n\n"
    book.write("sub/far.md", page + "```{container} on-screen\nNot on paper.\n```\n")
    book.write("index.md", f"{HERE}```{{packet}}\nsub/far\nnowhere\n```\n")

    book.build()

    packet = book.page().select_one(".packet")
    ids = [each["id"] for each in book.page().select("[id]")]
    assert packet.h2.get_text().startswith("Far")
    assert [a["href"] for a in packet.select("p a")] == ["sub/far.html#far"]
    assert "Not on paper." not in packet.get_text()
    assert len(ids) == len(set(ids))
    assert ["packet: there is no page 'nowhere'" in each for each in book.warnings] == [True]


def test_a_list_says_what_a_packet_holds(book):
    """Each sheet is listed under its packet's title as its line says, and leads to where it is."""
    book.write("far.md", "---\norphan: true\n---\n# Far\n\nText.\n")
    book.write(
        "index.md",
        f"{HERE}```{{packet-list}}\n```\n\n```{{packet}} To hand out\nfar | pairs | one each\n```\n"
        "\n## Apart\n\n```{packet} Keep apart\nfar-key | you | 2\n```\n",
    )
    book.write("far-key.md", "---\norphan: true\n---\n# Key\n\nText.\n")

    book.build()

    listed = book.page().select_one(".packet-list")
    rows = [[cell.get_text() for cell in row.select("td, th")] for row in listed.select("tr")]
    places = [book.page().select_one(link["href"]) for link in listed.select("a")]
    assert [each.get_text() for each in listed.select("p > strong")] == [
        "To hand out",
        "Keep apart",
    ]
    assert [[cell.rpartition(": ")[2] for cell in row] for row in rows] == [
        ["Sheet", "For", "Copies"], ["Far", "pairs", "one each"],
        ["Sheet", "For", "Copies"], ["Key", "you", "2"],
    ]  # fmt: skip
    assert ["packet" in place.parent["class"] for place in places] == [True, True]
    assert book.warnings == []


# -- drawings -----------------------------------------------------------------------------------


def test_a_drawing_has_its_words(book):
    """A drawing is in the page itself, named and described by its own words, with its caption."""
    book.write("figures/arrow.svg", SVG.format("<title>Arrow</title><desc>It points.</desc>"))
    book.write("index.md", HERE + "```{drawing} arrow\nSee *where* it points.\n```\n")
    book.build()

    svg = book.page().select_one("figure.drawing svg")
    assert book.warnings == []
    assert svg["role"] == "img"
    assert book.page().find(id=svg["aria-labelledby"]).get_text() == "Arrow"
    assert book.page().find(id=svg["aria-describedby"]).get_text() == "It points."
    caption = book.page().select_one("figure.drawing figcaption")
    assert caption.get_text().strip().startswith("See where it points.")


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (SVG.format("<desc>It points.</desc>"),
         "has no <title>; write one, it is the text alternative"),
        (SVG.format("<title>Arrow</title>"),
         "has no <desc>; write one, it is the text alternative"),
        (SVG.format("<title>Arrow</title><desc> </desc>"),
         "has no <desc>; write one, it is the text alternative"),
        ("<svg><", "unclosed token: line 1, column 5"),
        (None, "No such file or directory"),
    ],
    ids=["no title", "no description", "blank description", "broken", "missing"],
)  # fmt: skip
def test_a_drawing_without_its_words_is_refused(book, svg, said):
    """A drawing that cannot be read out, or read at all, is a warning at its place."""
    if svg is not None:
        book.write("figures/arrow.svg", svg)
    book.write("index.md", f"{HERE}Text.\n\n```{{drawing}} arrow\nA caption.\n```\n")
    book.build()

    (warning,) = book.warnings
    assert warning.startswith("index.md:6: WARNING: drawing 'arrow': ")
    assert said in warning
    assert "Text." in book.page().get_text()


def test_an_edited_drawing_outdates_its_page(book):
    """A page is read again when its drawing changes."""
    words = "<title>Arrow</title><desc>It points.</desc>"
    book.write("figures/arrow.svg", SVG.format(words))
    book.write("index.md", HERE + "```{drawing} arrow\nA caption.\n```\n")
    book.build()
    later(book.folder / "figures" / "arrow.svg", lambda text: text.replace("points", "turns"))

    assert book.outdated == {"index"}


PIC = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path d="M1 1h9"/></svg>'


def test_a_picture_stands_once(book):
    """A picture is put in a line, unread, and into a drawing where that one names it.

    A drawing that is drawn for a phone, too, brings both, each with words of its own.
    """
    words = "<title>Arrow</title><desc>It points.</desc>"
    inner = f'{words}<use href="tooth" x="3" width="9"/>'
    book.write("figures/pics/tooth.svg", PIC)
    book.write("figures/arrow.svg", SVG.format(inner))
    book.write("figures/arrow.narrow.svg", SVG.format(words))
    book.write("index.md", HERE + "{pic}`tooth` Ask.\n\n```{drawing} arrow\nSee.\n```\n")
    book.build()
    figure = book.page().select_one("figure.two-widths")
    within = figure.select_one("svg svg")

    assert book.warnings == []
    assert book.page().select_one("p > svg.pic")["aria-hidden"] == "true"
    assert (within["viewbox"], within["x"], within["width"]) == ("0 0 48 48", "3", "9")
    assert within.select_one("path")["d"] == "M1 1h9"
    assert len({svg["aria-labelledby"] for svg in figure.select("svg[role=img]")}) == 2
    later(book.folder / "figures/pics/tooth.svg", lambda text: text.replace("h9", "h8"))
    assert book.outdated == {"index"}


def test_a_verdict_wears_its_chip(book):
    """A chip has the colour and sign of the verdict that it begins with; another is refused."""
    book.write(
        "index.md", f"{HERE}{{chip}}`Neither code`, {{chip}}`D9311, twice`, {{chip}}`D0140`."
    )
    book.build()
    chips = book.page().select(".verdict-chip")

    assert [chip["class"][-1] for chip in chips[:2]] == ["is-verdict-third", "is-verdict-first"]
    assert [warning.partition("WARNING: ")[2] for warning in book.warnings] == [
        "chip 'D0140': begin it with one of d9311, d9310, neither, unsettled"
    ]


# -- what changed -------------------------------------------------------------------------------


def test_unchanged_items_are_counted(book):
    """As long as no item has changed, the page says so, and of how many."""
    book.write("index.md", HERE + directive("changes", "items"))
    book.build()

    said = "No answer to any of the 2 questions has changed since it was published."
    assert said in book.page().get_text()


def test_changed_items_are_listed(book, bank):
    """An item whose version has risen is listed by its id, the others are not."""
    later(bank, lambda text: text.replace("    read: there", "    read: there\n    version: 3"))
    book.write("index.md", HERE + directive("changes", "items"))
    book.build()

    assert [li.get_text().strip() for li in book.page().select(".body li")] == [
        "choose-two: version 3"
    ]


def test_pages_are_listed_by_the_day_they_were_checked(book):
    """Pages stand under the day of their check, the latest first; the edition's day has no list."""
    for name, day in (("old", "2025-01-02"), ("new", "2027-03-04"), ("older", "2025-01-02")):
        front = f"---\norphan: true\nchecked: {day}\n---\n"
        book.write(f"sub/{name}.md", f"{front}# The {name} page\n")
    book.write("sub/list.md", "---\norphan: true\n---\n# List\n\n" + directive("changes", "pages"))
    book.build()

    page = book.page("sub/list")
    days = [li for li in page.select(".body li") if li.select("li")]
    told = [li.select_one("p").get_text() for li in days]
    titles = [[a.get_text() for a in li.select("li a")] for li in days]
    assert len(days) == 2
    assert (told[0], titles[0]) == ("Checked March 4, 2027:", ["The new page"])
    assert told[-1] == "Checked January 2, 2025:"
    assert titles[-1] == ["The old page", "The older page"]
    assert [a["href"] for a in days[-1].select("a")] == ["old.html", "older.html"]
    assert page.select(".body li")[-1].get_text().startswith("All other pages: checked ")


def test_a_path_says_how_long_it_takes(book):
    """Each step of a path has the minutes of its page, and their sum stands under the list."""
    book.write("index.md", HERE + "\n```{path}\n1. {ref}`there`: go.\n2. {ref}`end`: stop.\n```\n")
    book.write("other.md", "(there)=\n# There\n\n" + "word " * 300)
    book.write("last.md", "---\norphan: true\n---\n(end)=\n# End\n\n" + "word " * 600)
    book.build()

    article = book.page().select_one("body")
    assert [each.get_text(" ", strip=True) for each in article.select("ol.arabic li")] == [
        "There : go. 1 min",
        "End : stop. 3 min",
    ]
    assert "About 4 minutes in all." in article.get_text()


def test_a_step_that_leads_nowhere_fails_the_build(book):
    """A step of a path begins with a link to a page of the book."""
    book.write("index.md", HERE + "\n```{path}\n1. Read something.\n```\n")
    book.build()

    assert book.warnings == [
        "index.md:5: WARNING: path: 'Read something.' leads to no page; begin it with a link to one"
    ]
