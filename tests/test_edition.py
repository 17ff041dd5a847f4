"""What changes with a CDT edition comes from one file and reads as people write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exercises.__main__ import main
from exercises.reading.edition import Edition, edition, long_date
from exercises.site.build import build


@pytest.fixture
def old() -> Edition:
    """Return an edition of long ago, made by hand."""
    return Edition(
        cdt=2019,
        checked=date(2019, 3, 4),
        next_cdt=2020,
        next_effective=date(2020, 1, 1),
        names={"D0001": "a service"},
        cut=0.75,
    )


def test_pages_may_name_the_edition(old):
    """Every word that changes with an edition has a name that pages use instead."""
    assert old.substitutions == {
        "cdt": "2019",
        "cdt_next": "2020",
        "cdt_next_date": "January 1, 2020",
        "checked": "March 4, 2019",
        "cut": "75%",
        "d0001_name": "“a service” (CDT 2019, © 2018 American Dental Association)",
    }


@pytest.mark.parametrize(
    ("turn", "day"),
    [
        ("2027-01-01", "2027-01-05"),  # from a Friday
        ("2028-01-01", "2028-01-04"),  # a Saturday
        ("2034-01-01", "2034-01-03"),  # a Sunday, so that the Monday is a holiday
        ("2029-01-01", "2029-01-02"),  # a Monday
        ("2030-01-01", "2030-01-08"),  # a Tuesday
        ("2025-01-01", "2025-01-07"),  # a Wednesday
    ],
)
def test_refresher_is_on_the_first_tuesday_after(old, turn, day):
    """The refresher's day is a working day in the week after the edition's, and never that day."""
    new = replace(old, next_effective=date.fromisoformat(turn))

    assert new.refresher == date.fromisoformat(day)


def test_copyright_is_of_the_year_before(old):
    """The owner's notice bears the year before the edition's, as its licenses ask."""
    assert old.copyright_year == 2018


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 1, 1), "January 1, 2027"),
        (date(2026, 11, 23), "November 23, 2026"),
        (date(2024, 2, 29), "February 29, 2024"),
    ],
)
def test_dates_read_as_people_write_them(day, text):
    """A date has its month in words, no leading zero and all of its year."""
    assert long_date(day) == text


def test_the_next_edition_begins_with_its_year():
    """The book's own edition is followed by the next year's, in force from 1 January."""
    now = edition()

    assert now.next_cdt == now.cdt + 1
    assert now.next_effective == date(now.next_cdt, 1, 1)
    assert date(now.copyright_year, 1, 1) < now.checked < now.next_effective


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2020, 1, 2), True),
        (date(2026, 11, 28), True),
    ],
)
def test_an_edition_is_overdue_from_the_next_one_s_first_day(old, day, said):
    """From the day on which the next edition is in force it is said what to do, and not before."""
    words = (
        "CDT 2020 took effect January 1, 2020, and the book was checked against CDT 2019; "
        "check it against the new manual, then write the new edition into "
        "exercises/data/edition.yml"
    )

    assert old.overdue(day) == (words if said else "")


@pytest.mark.parametrize(("day", "said"), [(date(2026, 12, 31), 0), (date(2027, 1, 1), 1)])
def test_check_says_that_an_edition_is_overdue(monkeypatch, capsys, day, said):
    """`check` says so among what it found, and fails nothing: no bank is wrong for it."""
    monkeypatch.setattr("exercises.__main__.today", lambda: day)

    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert told.out.count("CDT 2027 took effect January 1, 2027") == said
    assert told.err == ""


@pytest.mark.parametrize(("day", "said"), [(date(2026, 12, 31), 0), (date(2027, 1, 1), 1)])
def test_a_strict_build_says_it_and_stays_green(monkeypatch, capsys, tmp_path, day, said):
    """A build says so each time, even one that finds nothing to do, and ends as it would."""
    stamp = tmp_path / "built"
    stamp.write_text("sources site", encoding="utf-8")
    monkeypatch.setattr("exercises.site.build.STAMP", stamp)
    monkeypatch.setattr("exercises.site.build._sources", lambda: "sources")
    monkeypatch.setattr("exercises.site.build._mark", lambda *folders: "site")
    monkeypatch.setattr("exercises.site.build.today", lambda: day)

    assert build() == 0
    assert capsys.readouterr().err.count("CDT 2027 took effect January 1, 2027") == said


def test_the_book_quotes_two_names_and_no_more():
    """Two code names are quoted in the whole book, each with its owner."""
    names = {name: text for name, text in edition().substitutions.items() if "_name" in name}

    assert names.keys() == {"d9310_name", "d9311_name"}
    assert all("American Dental Association" in text for text in names.values())


def test_the_standard_is_four_in_five():
    """The practice standard that pages name is 80%."""
    assert edition().substitutions["cut"] == "80%"
