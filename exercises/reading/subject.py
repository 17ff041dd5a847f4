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


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What faces and files call the book's subject.

    *mark* begins what a browser keeps, the names of saved files and those of the scripts: two
    books at one host share nothing. *vote* is asked by a show of hands.
    """

    name: str
    mark: str
    training: str
    notice: tuple[str, ...]
    vote: Mapping[str, Any]
    lost: tuple[Mapping[str, str], ...]

    def noticed(self, checked: date) -> list[str]:
        """Return the paragraphs below a page that was *checked* on that day."""
        values = edition().substitutions | {
            "checked": long_date(checked), "copyright_year": str(edition().copyright_year)
        }  # fmt: skip
        return [re.sub(r"\{(\w+)\}", lambda found: values[found[1]], each.strip())
                for each in self.notice]  # fmt: skip

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
    return Subject(**{"lost": (), **found})
