"""What changes with a CDT edition, read from one data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from exercises.reading.data_files import load
from exercises.reading.package import once

TUESDAY = 1  # as `date.weekday` counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The CDT edition that the book was checked against, and the one to come."""

    cdt: int
    checked: date
    next_cdt: int
    next_effective: date
    names: Mapping[str, str]
    cut: float

    @property
    def copyright_year(self) -> int:
        """Return the year of the ADA's notice, one before the edition's (so its licences ask)."""
        return self.cdt - 1

    @property
    def refresher(self) -> date:
        """Return the day for the refresher: the first Tuesday after the next edition's day.

        A Monday may be the holiday of a Sunday that was New Year's Day.
        """
        return self.next_effective + timedelta(7 - (self.next_effective.weekday() - TUESDAY) % 7)

    @property
    def substitutions(self) -> dict[str, str]:
        """Return what the pages may name: `{{ cdt }}`, `{{ checked }}` and so on."""
        quoted = {
            f"{code.lower()}_name": f"“{name}” (CDT {self.cdt}, "
            f"© {self.copyright_year} American Dental Association)"
            for code, name in self.names.items()
        }
        return quoted | {
            "cdt": str(self.cdt),
            "cdt_next": str(self.next_cdt),
            "cdt_next_date": long_date(self.next_effective),
            "checked": long_date(self.checked),
            "cut": f"{self.cut:.0%}",
        }

    def newer(self, on: str) -> int | None:
        """Return the next edition if it is in force on the day that begins *on*, an ISO time."""
        return self.next_cdt if on[:10] >= self.next_effective.isoformat() else None

    def overdue(self, on: date) -> str:
        """Return what to do now that the next edition is in force, or nothing before that day."""
        if on < self.next_effective:
            return ""
        return (
            f"CDT {self.next_cdt} took effect {long_date(self.next_effective)}, and the book "
            f"was checked against CDT {self.cdt}; check it against the new manual, "
            "then write the new edition into exercises/data/edition.yml"
        )


@once
def edition() -> Edition:
    """Return the edition of `data/edition.yml`."""
    data = load("edition")
    return Edition(
        cdt=data["cdt"],
        checked=data["checked"],
        next_cdt=data["next"]["cdt"],
        next_effective=data["next"]["effective"],
        names=data.get("names", {}),
        cut=data["cut"],
    )


def today() -> date:
    """Return the day on this computer's calendar."""
    return date.today()


def long_date(day: date) -> str:
    """Return *day* as its readers write it: `January 1, 2027`."""
    return f"{day:%B} {day.day}, {day.year}"
