"""The sections that items send a learner back to are found without building the book."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.reading.passages import Section, pages, sections


@pytest.fixture
def write(tmp_path) -> Callable[[str, str], None]:
    """Return a writer of pages in a book."""

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def notebook(*cells: tuple[str, str]) -> str:
    """Return a notebook of *cells*: each its type and its source."""
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": text.splitlines(True)} for kind, text in cells]}
    )


def test_labelled_headings_are_sections(write, tmp_path):
    """A label above a heading of any level is a section, with its page and its words."""
    write("index.md", "(top)=\n# Welcome\n\n(next-one)=\n\n### What *next*?  \n\nText.\n")
    write("learn/page.md", "---\ndescription: x\n---\n(in-learn)=\n## Learn\n")

    assert sections(tmp_path) == {
        "top": Section(page="index.md", title="Welcome"),
        "next-one": Section(page="index.md", title="What *next*?"),
        "in-learn": Section(page="learn/page.md", title="Learn"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "# No label\n",
        "(a-label)=\nA paragraph.\n",
        "    (a-label)=\n    # Indented, so code\n",
        "```text\n(a-label)=\n# In a fence\n```\n",
        "~~~~\n(a-label)=\n# In a fence\n~~~~\n",
    ],
)
def test_other_text_is_no_section(write, tmp_path, text):
    """A heading without a label, a label without a heading, and samples are no sections."""
    write("page.md", f"{text}\n(after)=\n# After\n")

    assert list(sections(tmp_path)) == ["after"]


def test_notebooks_have_sections(write, tmp_path):
    """The Markdown cells of a notebook are read, its code is not."""
    write(
        "try.ipynb",
        notebook(
            ("markdown", "(try)=\n# Try it\n"),
            ("code", "(no)=\n# A remark\n"),
            ("markdown", "(more)=\n## More\n"),
        ),
    )

    assert sections(tmp_path) == {
        "try": Section(page="try.ipynb", title="Try it"),
        "more": Section(page="try.ipynb", title="More"),
    }


def test_what_is_not_the_book_is_left_out(write, tmp_path):
    """Folders that begin with a dot or an underscore, and other files, are no pages."""
    for name in ("_build/a.md", ".pytest_cache/README.md", "sub/.ipynb_checkpoints/b.md", "c.txt"):
        write(name, "(hidden)=\n# Hidden\n")
    write("sub/d.md", "(shown)=\n# Shown\n")

    assert list(sections(tmp_path)) == ["shown"]


def test_pages_come_in_order_with_their_words(write, tmp_path):
    """Pages are read by name; of a notebook, its Markdown cells with a blank line between."""
    write("b.md", "B")
    write("a.ipynb", notebook(("markdown", "one"), ("code", "x"), ("markdown", "two")))

    assert list(pages(tmp_path)) == [
        (tmp_path / "a.ipynb", "one\n\ntwo"),
        (tmp_path / "b.md", "B"),
    ]


def test_a_book_may_stand_below_a_hidden_folder(tmp_path):
    """Only what is hidden within the book counts, not where the book itself stands."""
    book = tmp_path / ".cache" / "_work" / "book"
    book.mkdir(parents=True)
    Path(book, "page.md").write_text("(shown)=\n# Shown\n", encoding="utf-8")

    assert list(sections(book)) == ["shown"]
