"""The Anki deck holds what scoring says, and a newer deck changes notes instead of adding some."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from exercises.exports.anki import FIELDS, STYLE, anki, fields, guid, tags
from exercises.exports.wanted import Wanted, passages
from exercises.exports.words import line, plain
from exercises.forms import pool
from exercises.items import Item, Option, Row
from exercises.reading.passages import Passage

BOOK = "https://example.org/book/"
LETTERS = "ABCDEFGHIJKLMNOPQRST"


def wanted(bank, forms, only: str | None = None) -> Wanted:
    """Return all of *bank*, or of it the form *only*, of a book that stands at an address."""
    return Wanted(bank=bank, forms=forms, passage=passages(BOOK), only=only)


def rows(deck: bytes, query: str, folder: Path) -> list[tuple]:
    """Return what *query* finds in the collection of *deck*."""
    (folder / "c.anki2").write_bytes(ZipFile(BytesIO(deck)).read("collection.anki2"))
    found = sqlite3.connect(folder / "c.anki2")
    try:
        return found.execute(query).fetchall()
    finally:
        found.close()


def listed(html: str) -> list[list[str]]:
    """Return the lines of each list in *html*."""
    return [re.findall("<li>(.*?)</li>", each) for each in re.findall("<[ou]l.*?</[ou]l>", html)]


def read_key(held: dict[str, str], item: Item) -> frozenset[str]:
    """Return the picks that a learner who sees the card takes for right."""
    right = listed(held["Key"])[0]
    by_letter = {f"{LETTERS[at]}. {line(option.text)}": option.id
                 for at, option in enumerate(item.options)}  # fmt: skip
    if not item.rows:
        return frozenset(by_letter[each] for each in right)
    texts = {line(row.text): row.id for row in item.rows}
    pairs = [each.rpartition(" → ") for each in right]
    return frozenset(f"{texts[row]}:{by_letter[option]}" for row, _, option in pairs)


@pytest.fixture(scope="module")
def deck(bank, forms) -> bytes:
    """Return the deck of the book's own bank."""
    return anki(wanted(bank, forms))


def test_a_note_for_each_item_that_is_practiced(bank, forms, deck, tmp_path):
    """Each practiced item is one note with one card, under a guid that its id gives."""
    notes = rows(deck, "select guid, flds from notes", tmp_path)
    practiced = pool(bank, forms.values())

    assert sorted(name for name, _ in notes) == sorted(guid(bank[name]) for name in practiced)
    assert rows(deck, "select count(*), count(distinct nid) from cards", tmp_path) == [
        (len(practiced), len(practiced))
    ]
    passage = passages(BOOK)
    for name, held in notes:
        item = bank[name.removeprefix("d9311-")]
        assert held.split("\x1f") == list(fields(item, passage(item.read)).values())


def test_the_key_on_a_card_is_the_key_of_its_item(bank):
    """Of every item the card names the key, by the letters of the options that it lists."""
    for item in bank.values():
        held = fields(item, Passage(title="There"))
        assert listed(held["Options"])[-1] == [line(option.text) for option in item.options]
        assert read_key(held, item) == item.keys, item.id
        assert all(line(option.why) in held["Whys"] for option in item.options)


def test_a_deck_for_each_objective(bank, forms, deck, tmp_path):
    """An objective is a deck of its own below the book's; the notice stands with each."""
    ((told,),) = rows(deck, "select decks from col", tmp_path)
    decks = [each for each in json.loads(told).values() if each["name"] != "Default"]

    assert len(decks) == 7
    assert all(each["name"].startswith("D9311::") for each in decks)
    assert all("© 2025 American Dental Association" in each["desc"] for each in decks)


def test_one_form_is_a_deck(bank, forms, tmp_path):
    """A form that is named goes out, though it stands in no deck of the whole."""
    made = anki(wanted(bank, forms, "a"))

    assert [name for (name,) in rows(made, "select guid from notes order by id", tmp_path)] == [
        f"d9311-{name}" for name in forms["a"].items
    ]


def test_a_changed_item_is_the_same_note_and_newer(bank, forms, deck, tmp_path):
    """A raised version keeps the guid and has a later time; the others keep theirs."""
    name = next(iter(pool(bank, forms.values())))
    changed = {**bank, name: replace(bank[name], version=bank[name].version + 1)}
    query = "select guid, mod from notes"

    before, after = (dict(rows(each, query, tmp_path))
                     for each in (deck, anki(wanted(changed, forms))))  # fmt: skip

    assert after == {**before, guid(bank[name]): before[guid(bank[name])] + 1}


def test_two_decks_are_the_same_bytes(bank, forms, deck):
    """Neither the hour nor this computer is in the archive or the collection."""
    assert anki(wanted(bank, forms)) == deck


def test_a_match_lists_rows_and_options(make_item):
    """Rows stand above the options, and the key pairs them."""
    options = (
        Option(id="a", text="D9311", why="One."),
        Option(id="b", text="D9310", why="Two."),
    )
    matched = (
        Row(id="r1", text="He *asks*", key="a", why="Because."),
        Row(id="r2", text="She is asked", key="b", why="So."),
    )
    held = fields(make_item(options=options, rows=matched, key=None), Passage(title="There"))

    assert listed(held["Options"]) == [["He <em>asks</em>", "She is asked"], ["D9311", "D9310"]]
    assert listed(held["Key"]) == [["He <em>asks</em> → A. D9311", "She is asked → B. D9310"]]
    assert held["Question"] == "<p>Choose one for each row.</p>"


def test_of_several_right_ones_the_card_says_so(make_item):
    """Select-all is told before the options, without a rule of points, which Anki has not."""
    item = make_item(key=frozenset("ab"), ask="Which?")

    held = fields(item, Passage(title="There"))

    assert held["Question"] == "<p>Which?</p><p>Choose all that apply.</p>"
    assert listed(held["Key"]) == [["A. D9311", "B. D9310"]]


def test_hostile_words_are_text(make_item):
    """Signs of HTML and of Anki's own fields are shown as they were written."""
    words = "{{Key}} <b>&amp;</b> \x1f {{c1::x}}"
    held = fields(make_item(stem=words), Passage(title="<i>"))

    assert unescape(held["Case"]) == "<p>{{Key}} <b>&amp;</b> {{c1::x}}</p>"
    assert "<b>" not in held["Case"]
    assert held["Read"] == "<p>Read again: &lt;i&gt;</p>"


def test_tags_name_objective_decision_and_what_must_not_be_missed(make_item):
    """Tags fold in Anki's browser and have no blank."""
    item = make_item(decision="code", critical=True)

    assert tags(item) == [
        "D9311::objective::choose", "D9311::decision::code", "D9311::must-not-miss",
    ]  # fmt: skip


def test_what_to_read_is_a_link_where_the_book_has_an_address(make_item):
    """With an address the section is a link to its page; without, its title alone."""
    label = "d9310-and-d9311"

    there, here = passages(BOOK)(label), passages("")(label)

    assert there.href == f"{BOOK}learn/d9310-and-d9311.html#{label}"
    assert f'<a href="{there.href}">' in fields(make_item(), there)["Read"]
    assert here == Passage(title=there.title)
    assert passages(BOOK)("nowhere") == Passage(title="nowhere")


def test_cards_are_legible_in_the_dark():
    """Text and ground are given together, for light and dark, each at 7 to 1 at least."""
    pairs = re.findall("color: (#\\w+); background: (#\\w+)", STYLE)

    assert len(pairs) == 2
    for ink, paper in pairs:
        light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7


def luminance(color: str) -> float:
    """Return how light *color* is, as WCAG counts."""
    digits = color[1:] if len(color) == 7 else "".join(2 * each for each in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_fields_are_what_the_type_of_note_has(make_item):
    """A note has the fields of its type, in their order, the id first: Anki sorts by it."""
    assert tuple(fields(make_item(), Passage(title="There"))) == FIELDS
    assert FIELDS[0] == "Id"
    assert plain(make_item().stem) in fields(make_item(), Passage(title="There"))["Case"]
