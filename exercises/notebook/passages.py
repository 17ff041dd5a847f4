"""Names of the sections of the book beside the package."""

from __future__ import annotations

from exercises.reading.package import PACKAGE
from exercises.reading.passages import Linked, Passage, sections


def book_passage() -> Linked:
    """Return what names a section of the book beside this package, or its label without one."""
    known = sections(PACKAGE.parent / "book")

    def passage(label: str) -> Passage:
        section = known.get(label)
        return Passage(title=f"{section.title} ({section.page})" if section else label)

    return passage
