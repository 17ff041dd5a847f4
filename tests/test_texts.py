"""A page, a notebook or a list of sources that cannot be read is named with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exercises.checking.lint import lint
from exercises.checking.review import lacking
from exercises.reading.bank import Bank, BankError
from exercises.reading.passages import sections

UNREAD = {
    "a notebook with conflict markers": (
        "a.ipynb", b'{\n<<<<<<< HEAD\n "cells": [],\n=======\n "cells": []\n>>>>>>> b\n}',
        ":2: holds '<<<<<<<' of a merge; finish it, or take it back"),
    "a page with conflict markers": (
        "a.md", b"# A\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> b\n",
        ":3: holds '<<<<<<<' of a merge; finish it, or take it back"),
    "a notebook cut short": ("a.ipynb", b'{\n "cells": [', ":2: is no JSON (Expecting value);"),
    "an empty notebook": ("a.ipynb", b"", ":1: is no JSON (Expecting value); save the notebook"),
    "a list": ("a.ipynb", b"[]", ": is no notebook; save it again from Jupyter"),
    "no cells": ("a.ipynb", b"{}", ": is no notebook; save it again from Jupyter"),
    "a cell of nothing": ("a.ipynb", b'{"cells": [{"cell_type": "markdown", "source": null}]}',
                          ": is no notebook; save it again from Jupyter"),
    "a deep notebook": ("a.ipynb", b"[" * 100_000, ": is no notebook; save it again from Jupyter"),
    "Latin 1": ("a.md", "# A\n\nCafé.\n".encode("cp1252"), ":3: byte 0xe9 is not UTF-8; save the"),
    "UTF-16": ("a.md", "# A\n".encode("utf-16"), ":1: byte 0xff is not UTF-8; save the file as"),
}  # fmt: skip


@pytest.fixture
def book(tmp_path, monkeypatch) -> Path:
    """Return a book of one page, in the folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book").mkdir()
    (tmp_path / "book/good.md").write_text("(there)=\n# Good\n", encoding="utf-8")
    return Path("book")


def said(book: Path) -> tuple[str, ...]:
    """Return what is said of a book that cannot be read."""
    with pytest.raises(BankError) as caught:
        sections(book)
    return caught.value.problems


@pytest.mark.parametrize(("name", "data", "expected"), UNREAD.values(), ids=UNREAD)
def test_a_page_that_cannot_be_read_is_named_with_its_line(book, name, data, expected):
    """A merge not finished, another encoding, a notebook that is none: file, line, what to do."""
    (book / name).write_bytes(data)

    (problem,) = said(book)
    assert problem.startswith(f"book/{name}{expected}")


def test_what_is_no_page_does_not_hang(book):
    """A pipe, a loop of links and a folder in place of pages are named, all at once."""
    os.mkfifo(book / "a.md")
    (book / "b.md").symlink_to("b.md")
    (book / "c.md").mkdir()
    # How a loop of links is shown depends on Python's version.
    first, second, third = said(book)

    assert first == "book/a.md: is no file; put a file there"
    assert second.endswith("book/b.md: cannot be read (Too many levels of symbolic links); check "
                           "the path")  # fmt: skip
    assert third == "book/c.md: is no file; put a file there"


def test_a_book_without_sources_is_told_so(book, make_item):
    """Without `references.bib` a source is said to be unlisted; one misencoded is named."""
    item = make_item()
    bank = Bank({item.id: item}, places={item.id: "bank.yml:1"}, files={})
    said = lint(bank, {}, book=book)
    assert any("source" in each for each in said), said
    (book / "references.bib").write_bytes(b"@misc{a,\n title={\xe9}}")
    with pytest.raises(BankError, match=r"^book/references\.bib:2: byte 0xe9 is not UTF-8"):
        lint(bank, {}, book=book)


def test_a_record_in_another_encoding_is_told_so(book, make_item):
    """The record of the review is read like a page."""
    Path("review.csv").write_bytes(b"item,version\n\xff")

    with pytest.raises(BankError, match=r"^review\.csv:2: byte 0xff is not UTF-8"):
        list(lacking(_bank(make_item), Path("review.csv")))


def _bank(make_item) -> dict[str, object]:
    item = make_item()
    return {item.id: item}
