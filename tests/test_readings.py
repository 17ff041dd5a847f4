"""Nobody gets far without the case, and the book leads to the key: counted in what readers said."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from conftest import ROOT

FOLDER = ROOT / "tests" / "readings"
UNREAD = Fraction(1, 50)
"""The share of the bank that may have come in after the readings."""


def reading(name: str) -> dict[str, tuple[frozenset[str], str]]:
    """Return what was answered to each item, and the remark."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["item"]: (frozenset(row["answer"].split()), row["remark"]) for row in rows}
    assert len(found) == len(rows)
    return found


def reached(name: str, bank) -> Fraction:
    """Return the share of the answers that are the key."""
    answers = reading(name)
    right = sum(answer == bank[item].keys for item, (answer, _) in answers.items())
    return Fraction(right, len(answers))


@pytest.mark.parametrize("name", ["options-only", "no-book", "with-book"])
def test_the_bank_was_read(bank, name):
    """Each reading is of items that stand in the bank, and leaves hardly any out."""
    read = reading(name)

    assert read.keys() <= {*bank}
    assert len(bank) - len(read) <= UNREAD * len(bank)


def test_options_alone_give_nothing_away(bank):
    """Whoever sees no case reaches at most 45 keys in 100."""
    assert reached("options-only", bank) <= Fraction(45, 100)


def test_the_book_leads_to_the_key(bank):
    """Whoever has read the book reaches at least 95 keys in 100."""
    assert reached("with-book", bank) >= Fraction(95, 100)


def test_hardly_a_case_is_unclear():
    """Fewer than three cases in 100 are called unclear."""
    read = reading("no-book")

    assert sum(bool(remark) for _, remark in read.values()) < Fraction(3, 100) * len(read)


def test_each_job_was_walked_until_it_passed_or_was_mended():
    """The walk names each job once a round; what was not done says what was mended after it."""
    with (FOLDER / "walk.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["job"], row["round"]) for row in rows}) == len(rows)
    assert len({row["job"] for row in rows}) == 23
    assert {row["verdict"] for row in rows} <= {"pass", "partly"}

    assert [row for row in rows if row["verdict"] != "pass" and not row["mended"]] == []
