"""The sections of the book that items send a learner back to, found without building it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exercises.reading.texts import TextError, markdown_of, text_of
from exercises.reading.yaml_reader import BankError, show

NO_SECTION = "labels no section of the book; use the label above a heading"
_LABELLED = re.compile(r"^\(([\w-]+)\)=\n+#+ +(.+)$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A labelled heading: the page it stands in, relative to the book, and its words."""

    page: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The section that teaches an item: its title, and where to read it if that is known."""

    title: str
    href: str | None = None


Linked = Callable[[str], Passage]
"""What turns the label of a section into the passage to read."""


def sections(book: Path) -> dict[str, Section]:
    """Return every labelled section of the pages and notebooks in the folder *book*."""
    found = {}
    for path, text in pages(book):
        for label, title in _LABELLED.findall(_FENCED.sub("", text)):
            found[label] = Section(page=path.relative_to(book).as_posix(), title=title.strip())
    return found


def pages(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield each page of the folder *book* with its Markdown; of a notebook, its Markdown cells.

    Raises `BankError` at the end, with every page that cannot be read.
    """
    problems = []
    for path in sorted(book.rglob("*")):
        if any(part.startswith((".", "_")) for part in path.relative_to(book).parts):
            continue
        if path.suffix in (".md", ".ipynb"):
            try:
                yield path, markdown_of(path)
            except TextError as error:
                problems.append(_placed(path, error))
    if problems:
        raise BankError(problems)


def text_here(path: Path) -> str:
    """Return the text of *path*. Raises `BankError` that says where it is and what to do."""
    try:
        return text_of(path)
    except TextError as error:
        raise BankError([_placed(path, error)]) from error


def _placed(path: Path, error: TextError) -> str:
    return f"{show(path)}:{error.line}: {error}" if error.line else f"{show(path)}: {error}"
