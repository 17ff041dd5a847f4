"""What is to go out, and where what it was learned from can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.exports.groups import Group, groups
from exercises.forms import Form
from exercises.items import Item
from exercises.reading.package import PACKAGE
from exercises.reading.passages import Linked, Passage, sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The bank and its forms, or of them the form *only*; *passage* finds a section's place."""

    bank: Mapping[str, Item]
    forms: Mapping[str, Form]
    passage: Linked
    only: str | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """The items as they go out together."""
        return groups(self.bank, self.forms, only=self.only)


def passages(address: str) -> Linked:
    """Return what names a section of the book at *address*, an empty one if nobody has said.

    A section that the book beside this package does not have is named by its label.
    """
    known = sections(PACKAGE.parent / "book")

    def passage(label: str) -> Passage:
        if not (section := known.get(label)):
            return Passage(title=label)
        page = section.page.rpartition(".")[0]
        return Passage(
            title=section.title, href=f"{address}{page}.html#{label}" if address else None
        )

    return passage
