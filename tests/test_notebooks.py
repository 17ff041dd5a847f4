"""The notebooks as they are stored, and the pages they become. That they run is nbval's to say."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from exercises.site.build import RAW

BOOK = Path(__file__).parent.parent / "book"
NOTEBOOKS = [
    path.relative_to(BOOK)
    for path in sorted(BOOK.rglob("*.ipynb"))
    if not any(part.startswith(".") for part in path.relative_to(BOOK).parts)
]
QUIZ = re.compile(r"\bquiz\(['\"]([\w-]+)['\"]\)")

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS, ids=str)


class Built(HTMLParser):
    """What a page holds: its images' alt text, quizzes, which items carry weights, scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.alts: list[str | None] = []
        self.quizzes: list[str | None] = []
        self.weighed: list[bool] = []
        self.in_quiz = False
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is looked for."""
        has = dict(attrs)
        if tag == "img":
            self.alts.append(has.get("alt"))
        elif tag == "section" and "data-form" in has:
            self.in_quiz = has.get("class") == "quiz"  # a form at one go holds no key before Start
            if self.in_quiz:
                self.quizzes.append(has["data-form"])
        elif tag == "form" and "data-item" in has and self.in_quiz:
            self.weighed.append("data-full" in has)
        elif tag == "script":
            self.scripts.append(f"{has.get('type')} {has.get('src')}")


def code_cells(path: Path) -> list[dict[str, Any]]:
    """Return the code cells of the notebook *path*."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def alt(cell: dict[str, Any]) -> str | None:
    """Return the alt text that *cell* gives its picture, or None."""
    text: str | None = cell["metadata"].get("mystnb", {}).get("image", {}).get("alt")
    return text


def draws(cell: dict[str, Any]) -> bool:
    """Return whether *cell*, once run, shows a picture."""
    kinds = [kind for output in cell["outputs"] for kind in output.get("data", {})]
    return any(kind.startswith("image/") for kind in kinds)


@pytest.fixture(scope="session")
def executed(site: Path) -> Path:
    """Return the folder where the build keeps the notebooks with their outputs."""
    assert site.is_dir()
    return RAW.parent / "jupyter_execute" / BOOK.name


@pytest.fixture
def built(site: Path, name: Path) -> Built:
    """Return what the page of the notebook *name* holds."""
    return Built((site / name.with_suffix(".html")).read_text(encoding="utf-8"))


def test_there_are_notebooks():
    """The tests below have something to look at: practice and how scoring works."""
    assert {"learn/practice.ipynb", "reference/how-scoring-works.ipynb"} <= {
        name.as_posix() for name in NOTEBOOKS
    }


# -- as stored -------------------------------------------------------------------------------


@every_notebook
def test_notebook_is_stored_clean(name):
    """No cell is stored with an output or a count, so that a change in git is a change in words."""
    left = [
        cell["id"]
        for cell in code_cells(BOOK / name)
        if cell["outputs"] or cell["execution_count"] is not None
    ]

    assert not left, "clear all outputs and save"


@every_notebook
def test_notebook_is_python(name):
    """The language is named, or a kernel in the browser would ask which one to use."""
    metadata = json.loads((BOOK / name).read_text(encoding="utf-8"))["metadata"]

    assert metadata["language_info"]["name"] == "python"
    assert metadata["kernelspec"]["name"] == "python3"


@every_notebook
def test_notebook_stores_no_widget(name):
    """No state of a widget is stored: it would grow the file and show an old quiz."""
    metadata = json.loads((BOOK / name).read_text(encoding="utf-8"))["metadata"]

    assert "widgets" not in metadata


# -- as built --------------------------------------------------------------------------------


@every_notebook
def test_picture_has_its_alt_text(executed, name):
    """Each cell that draws says in words what the picture shows, and no other cell does."""
    spoken = {cell["id"]: bool(alt(cell)) for cell in code_cells(BOOK / name)}

    assert spoken == {cell["id"]: draws(cell) for cell in code_cells(executed / name)}


@every_notebook
def test_page_shows_each_picture_with_its_alt_text(built, name):
    """The page holds one image for each alt text of the notebook, in the same order."""
    assert built.alts == [text for cell in code_cells(BOOK / name) if (text := alt(cell))]


@every_notebook
def test_page_shows_each_quiz(built, name):
    """Each quiz that the notebook makes stands in the page, ready to be taken without Python."""
    sources = ["".join(cell["source"]) for cell in code_cells(BOOK / name)]

    assert built.quizzes == [form for source in sources for form in QUIZ.findall(source)]
    assert all(built.weighed)


@every_notebook
def test_page_needs_no_kernel(site, built, name):
    """No widget, and no script to draw one, reaches the page: there it would be dead."""
    page = (site / name.with_suffix(".html")).read_text(encoding="utf-8")

    assert "jupyter.widget" not in page
    assert not [script for script in built.scripts if "//" in script or "widget" in script]
