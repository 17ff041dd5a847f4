"""The record of the review, and that each chapter is practiced: every promise by five items."""

from __future__ import annotations

import csv
import re

import pytest
import yaml
from conftest import ROOT
from helpers.own import BANK

from exercises.items import Item
from exercises.reading.passages import pages, sections

BOOK = ROOT / "book"
SECTIONS = sections(BOOK)
PROMISED = yaml.safe_load((ROOT / "tests" / "practiced.yml").read_bytes())
ENOUGH = 5

with (ROOT / "tests" / "review.csv").open(encoding="utf-8", newline="") as _file:
    REVIEW = list(csv.DictReader(_file))

# Chapters with a quiz to which fewer than five items lead back, and why.
LED_ELSEWHERE = {
    "learn/twenty-four-cases.md": "each scene names the section that teaches it",
    "learn/practice.ipynb": "it mixes items that other chapters teach",
}
CHAPTERS = sorted(
    path.relative_to(BOOK).as_posix()
    for path, text in pages(BOOK)
    if path.parent.name == "learn" and "After this page you can" in text
)

every_item = pytest.mark.parametrize("item", BANK.values(), ids=BANK.keys())
every_row = pytest.mark.parametrize("row", REVIEW, ids=[row["item"] for row in REVIEW])
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


def key_of(item: Item) -> str:
    """Return the key as the record writes it: `b`, `a c`, or `r1:b r2:a` for a match."""
    return " ".join([f"{r.id}:{r.key}" for r in item.rows] or sorted(item.keys))


def promises(chapter: str) -> list[str]:
    """Return what *chapter* says you can do after it, clause by clause."""
    text = dict(pages(BOOK))[BOOK / chapter]
    said = re.search(r"\*\*After this page you can\*\* (.+?)\.\n", text)[1]
    return [clause.replace("*", "").removeprefix("and ") for clause in said.split("; ")]


def practices(item: Item, names: list[str]) -> bool:
    """Tell whether *item* is one of *names*, or on a point or a case among them."""
    return not {item.id, item.point, item.case}.isdisjoint(names)


def test_record_has_one_line_for_each_item():
    """Every item of the bank stands in the record once, in the order of the bank."""
    assert [row["item"] for row in REVIEW] == list(BANK)


@every_row
def test_record_is_of_the_present_item(row):
    """The version and the sources that were reviewed are those that the item has now."""
    item = BANK[row["item"]]

    assert (int(row["version"]), row["sources"].split()) == (item.version, list(item.source))


@every_row
def test_what_was_reached_is_the_key(row):
    """Who saw stem and options only, and the book, reached the key; or has yet to take it again."""
    assert row["again"] in ("", "again")
    assert row["reached"] == key_of(BANK[row["item"]]) or (
        row["reached"] == "" and row["again"] == "again"
    )


@every_row
def test_passage_of_the_record_exists(row):
    """The passage from which a reader reached the key stands in the book."""
    assert row["from"] in SECTIONS or (row["from"] == "" and row["again"] == "again")


@every_row
def test_record_says_what_came_of_it(row):
    """A line says if the facts held, how sure a reader was without the book, and what was done."""
    assert row["facts"] in ("ok", "changed")
    asked = not BANK[row["item"]].decision  # of a case, a guesser without it says how sure one is
    assert row["closed"] in ("sure", "fairly", "guess") or row["again"] == "again" or not asked
    assert row["action"]


@every_chapter
def test_chapter_is_practiced(chapter):
    """At least five items lead back to each chapter, unless the chapter itself leads elsewhere."""
    found = [item.id for item in BANK.values() if SECTIONS[item.read].page == chapter]

    assert len(found) >= ENOUGH or chapter in LED_ELSEWHERE, found


@every_chapter
def test_promises_are_entered(chapter):
    """What a chapter promises is entered word for word."""
    name = chapter.rpartition("/")[2].partition(".")[0]

    assert list(PROMISED[name]) == promises(chapter)


@pytest.mark.parametrize(
    ("promise", "names"),
    [(p, names) for entry in PROMISED.values() for p, names in entry.items()],
)
def test_promise_is_practiced(promise, names):
    """What a chapter promises is practiced by five items or more, or it is said why not."""
    if isinstance(names, str):
        return
    used = {name: [i.id for i in BANK.values() if practices(i, [name])] for name in names}

    assert [name for name, items in used.items() if not items] == []
    assert len({item for items in used.values() for item in items}) >= ENOUGH, promise


def test_the_quiz_of_a_chapter_leads_back_to_it(forms):
    """Each chapter with a quiz of its own asks at least two items that it teaches itself."""
    for chapter in set(CHAPTERS) - LED_ELSEWHERE.keys():
        form = forms[chapter.rpartition("/")[2].removesuffix(".md")]
        own = [name for name in form.items if SECTIONS[BANK[name].read].page == chapter]

        assert len(own) >= 2, (chapter, own)
