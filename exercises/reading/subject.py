"""What a book is about: the names, texts and keys that are its subject's own (data/subject.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exercises.reading.data_files import load
from exercises.reading.edition import edition, long_date
from exercises.reading.package import once

LOOKS = ("first", "second", "third", "fourth")
"""How verdicts are told apart by eye, in the order in which a subject names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What faces and files call the book's subject.

    *mark* begins what a browser keeps, the names of saved files and those of the scripts: two
    books at one host share nothing. *vote* is asked by a show of hands. *verdicts* are told by
    colour and sign, each by its place.
    """

    name: str
    mark: str
    training: str
    notice: tuple[str, ...]
    vote: Mapping[str, Any]
    verdicts: tuple[str, ...]
    lost: tuple[Mapping[str, str], ...]

    def noticed(self, checked: date) -> list[str]:
        """Return the paragraphs below a page that was *checked* on that day."""
        values = edition().substitutions | {
            "checked": long_date(checked), "copyright_year": str(edition().copyright_year)
        }  # fmt: skip
        return [re.sub(r"\{(\w+)\}", lambda found: values[found[1]], each.strip())
                for each in self.notice]  # fmt: skip

    def look(self, verdict: str) -> str:
        """Return the class that *verdict* is seen by, or nothing for what is no verdict.

        >>> subject().look("D9311")
        'is-verdict-first'
        """
        known = verdict.lower() in self.verdicts
        return f"is-verdict-{LOOKS[self.verdicts.index(verdict.lower())]}" if known else ""

    def own(self, script: str) -> str:
        """Return *script*, which is written for this book, under the subject's mark and name.

        Names of types, which stand in comments, lose this book's number.
        """
        marked = script.replace("d9311", self.mark).replace("D9311", self.name)
        return script if self.mark == "d9311" else re.sub("(?<=[A-Za-z])9311", "", marked)


@once
def subject() -> Subject:
    """Return the subject of the content."""
    found = load("subject")
    return Subject(**{"lost": (), "verdicts": (), **found})
