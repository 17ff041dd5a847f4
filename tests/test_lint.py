"""Each rule of good items is tripped by an item that breaks it, and passed by one that does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from exercises.checking.lint import lint
from exercises.forms import Form
from exercises.items import Item, Option, Row
from exercises.order import shuffled
from exercises.reading.bank import Bank
from exercises.reading.edition import edition

NAME = edition().names["D9311"]
WHY = "It would be right if she had been asked."


def distractor(name: str, text: str = "D9310", **changes: Any) -> Option:
    """Return a good distractor, but for *changes*."""
    return Option(**{"id": name, "text": text, "why": WHY, "misconception": "thin-note"} | changes)


def key(name: str = "a", text: str = "D9311", **changes: Any) -> Option:
    """Return a good key, but for *changes*."""
    return Option(**{"id": name, "text": text, "why": WHY} | changes)


def row(**changes: Any) -> Row:
    """Return a good row, but for *changes*."""
    return Row(**{"id": "r1", "text": "She asked him", "key": "a", "why": WHY} | changes)


THREE = (key(), distractor("b"), distractor("c", "Neither code"))
FOUR = (*THREE, distractor("d", "Both codes"))
SELECT: dict[str, Any] = {
    "stem": "She phones him. What goes into the note? Choose all that apply.",
    "options": (key(), key("b", "D9310"), *FOUR[2:]),
    "key": frozenset("ab"),
}


@pytest.fixture
def problems(make_item) -> Callable[..., list[str]]:
    """Return a linter of one item: a good single choice, but for what the test is about."""

    def find(book: Path | None = None, **changes: Any) -> list[str]:
        item = make_item(**{"options": THREE} | changes)
        found = lint(bank_of([item]), {}, book=book)
        start = f"choose.yml:1: item '{item.id}': "
        assert all(problem.startswith(start) for problem in found)
        return [problem.removeprefix(start) for problem in found]

    return find


@pytest.fixture
def book(tmp_path) -> Path:
    """Return a book of one page with one label, and one source."""
    (tmp_path / "page.md").write_text("(d9310-and-d9311)=\n# Two codes\n", encoding="utf-8")
    (tmp_path / "references.bib").write_text("@misc{ada-cdt,\n title={CDT}}\n", encoding="utf-8")
    return tmp_path


def bank_of(items: Sequence[Item]) -> Bank:
    """Return a bank of *items*, which stand in the lines of choose.yml."""
    places = {item.id: f"choose.yml:{line}" for line, item in enumerate(items, 1)}
    return Bank(
        {item.id: item for item in items}, places, {item.id: Path("choose.yml") for item in items}
    )


# -- items --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {},
        SELECT | {"key": frozenset("a"), "options": FOUR},
        {"key": None, "rows": (row(),), "stem": "Three calls in a week."},
        {"stem": "She phones him. What is NOT reported?"},
        {"stem": "He does not answer. She leaves word. What is reported?"},
        {"options": (key(), distractor("b", "Anyone who asks"), distractor("c", "Overall"))},
    ],
    ids=["single", "multiple", "match", "NOT in capitals", "negative case", "words with any, all"],
)
def test_a_good_item_passes(problems, changes):
    """A good item of each kind has nothing to mend."""
    assert problems(**changes) == []


TRIPPED = {
    "hidden rule": (
        SELECT | {"stem": "She phones him. What goes into the note?"},
        "select-all hides its rule; end the stem with 'Choose all that apply.'",
    ),
    "no question": (
        {"stem": "She phones him. Say what is reported."},
        "stem ends in 'is reported.'; end it with a question",
    ),
    "no question in select-all": (
        SELECT | {"stem": "She phones him and notes it. Choose all that apply."},
        "stem ends in 'nd notes it.'; end it with a question",
    ),
    "which of the following": (
        {"stem": "She phones him. Which of the following is reported?"},
        "asks 'which of the following'; ask what can be answered with the options hidden",
    ),
    "which of these": (
        {"stem": "She phones him. Which of these is reported?"},
        "asks 'which of the following'; ask what can be answered with the options hidden",
    ),
    "negative": (
        {"stem": "She phones him. What is not reported?"},
        "asks for what is not so; ask the other way round, or write NOT in capitals",
    ),
    "short negative": (
        {"stem": "She phones him. Which code doesn't fit?"},
        "asks for what is not so; ask the other way round, or write NOT in capitals",
    ),
    "two options": (
        {"options": THREE[:2]},
        "has 2 options; write 3 for single choice",
    ),
    "four options": (
        {"options": FOUR},
        "has 4 options; write 3 for single choice",
    ),
    "three options of select-all": (
        SELECT | {"options": THREE},
        "has 3 options; write 4 to 5 for multiple choice",
    ),
    "two options of a match": (
        {"options": THREE[:2], "key": None, "rows": (row(),)},
        "has 2 options; write 3 to 5 for match choice",
    ),
    "absolute": (
        {"options": (key(), distractor("b", "Never D9310"), THREE[2])},
        "option 'b': 'Never' helps the test-wise; say it without absolutes",
    ),
    "absolute in the key": (
        {"options": (key(text="D9311 only"), *THREE[1:])},
        "option 'a': 'only' helps the test-wise; say it without absolutes",
    ),
    "both of these": (
        {"options": (key(), distractor("b", "Both of these"), THREE[2])},
        "option 'b': speaks of the other options; say what it claims",
    ),
    "none of the above": (
        {"options": (key(), distractor("b", "None of the above"), THREE[2])},
        "option 'b': speaks of the other options; say what it claims",
    ),
    "all three": (
        {"options": (key(), distractor("b", "All three codes"), THREE[2])},
        "option 'b': speaks of the other options; say what it claims",
    ),
    "key from a mistake": (
        {"options": (key(misconception="thin-note"), *THREE[1:])},
        "option 'a': is a key, so it comes from no mistake; delete misconception",
    ),
    "distractor from nowhere": (
        {"options": (key(), distractor("b", misconception=None), THREE[2])},
        "option 'b': misconception None is unknown; use one of who-asked-whom, ",
    ),
    "unknown mistake": (
        {"options": (key(), distractor("b", misconception="thin"), THREE[2])},
        "option 'b': misconception 'thin' is unknown; use one of who-asked-whom, ",
    ),
    "short why": (
        {"options": (key(), distractor("b", why="Seven words are not enough to teach."), THREE[2])},
        "option 'b': why has 7 words; use 8 or more",
    ),
    "short why of a row": (
        {"key": None, "rows": (row(why="She asked him."),)},
        "row 'r1': why has 3 words; use 8 or more",
    ),
    "must-know point without words": (
        {"critical": True},
        "is critical, and point 'treating-dentist-asks' is not in must-know.yml; say it there, "
        "or take one of staff-call-is-not-consultation, exchange-in-chart, never-recode",
    ),
    "name of the code": (
        {"stem": f"Is it a {NAME}?"},
        "quotes the name of D9311; say it in our own words",
    ),
    "name broken over lines": (
        {"stem": f"Is it a {NAME.replace(' ', chr(10) + '  ')}?"},
        "quotes the name of D9311; say it in our own words",
    ),
    "name begun in capitals": (
        {"stem": f"{NAME.capitalize()}: is it one?"},
        "quotes the name of D9311; say it in our own words",
    ),
    "name in an option": (
        {"options": (key(text=f"A {NAME}"), *THREE[1:])},
        "quotes the name of D9311; say it in our own words",
    ),
    "name in a why": (
        {"options": (key(why=f"{WHY} It is a {NAME}."), *THREE[1:])},
        "quotes the name of D9311; say it in our own words",
    ),
    "name in a row": (
        {"key": None, "rows": (row(text=f"A {NAME}"),)},
        "quotes the name of D9311; say it in our own words",
    ),
    "name in the why of a row": (
        {"key": None, "rows": (row(why=f"{WHY} It is a {NAME}."),)},
        "quotes the name of D9311; say it in our own words",
    ),
}


@pytest.mark.parametrize(("changes", "problem"), TRIPPED.values(), ids=TRIPPED.keys())
def test_a_rule_of_items_is_held(problems, changes, problem):
    """An item that breaks a rule is told so, with what to write instead."""
    assert [found for found in problems(**changes) if found.startswith(problem)]


def test_sources_and_passages_that_stand_in_the_book_pass(problems, book):
    """With the book at hand, a source and a label that are there have nothing to mend."""
    assert problems(book=book) == []


def test_a_passage_must_stand_in_the_book(problems, book):
    """A label that no section has is named."""
    assert problems(book=book, read="the-moon") == [
        "read 'the-moon' labels no section of the book; use the label above a heading"
    ]


def test_a_source_must_stand_in_the_book(problems, book):
    """A source that is not in references.bib is named, each of them."""
    assert problems(book=book, source=("ada-cdt", "moon", "mars")) == [
        "source 'moon' is not in references.bib; add it there or name another",
        "source 'mars' is not in references.bib; add it there or name another",
    ]


# -- forms --------------------------------------------------------------------------------------


def nine(
    make_item: Callable[..., Item],
    *,
    keys: str = "k" * 9,
    others: str = "d" * 9,
    place: Callable[[int], int] = lambda number: number % 3,
    longest: Callable[[int], int] = lambda number: number // 3,
    count: int = 9,
) -> list[Item]:
    """Return items of three options, of which one is longer by a letter.

    The key stands in *place*, the longer one in *longest*, as a page with seed 0 shows them; as
    they are, each place holds the key, and the longer one the key, in three of nine.
    """
    made = []
    for number in range(count):
        name = f"choose-number-{number}"
        order = shuffled("abc", seed=0, salt=name)
        right = order[place(number)]
        options = tuple(
            (key if each == right else distractor)(
                each, (keys if each == right else others) + "x" * (each == order[longest(number)])
            )
            for each in "abc"
        )
        made.append(make_item(id=name, case=f"case-{number}", options=options, key=right))
    return made


def linted(items: Sequence[Item], seeds: int = 1) -> list[str]:
    """Return what is wrong with a form of *items*, apart from the items themselves."""
    form = Form(id="few", title="A few", items=tuple(item.id for item in items))
    found = lint(bank_of(items), {"few": form}, seeds=seeds)
    return [each.partition("form 'few': ")[2] for each in found if "forms.yml: form 'few'" in each]


def test_a_good_form_passes(make_item):
    """Keys spread over the places, as long as distractors and longest in a third: all is well."""
    assert linted(nine(make_item)) == []


def test_a_case_is_shown_once(make_item):
    """Two items on one case would answer each other."""
    items = nine(make_item, count=2)
    items.append(make_item(id="choose-again", options=THREE, case="case-1"))

    assert linted(items) == [
        "shows the case 'case-1' 2 times, so one item answers another; keep one"
    ]


def test_a_form_is_mostly_single_choice(make_item):
    """Of nine items, six single choices are too few for four in five; eight are enough."""
    single = nine(make_item)
    several = [make_item(id=f"choose-several-{n}", case=f"several-{n}", **SELECT) for n in range(3)]

    assert linted(single[:6] + several)[:1] == ["has 6 single-choice items of 9; use 80% or more"]
    assert not [each for each in linted(single[:8] + several[:1]) if "single-choice" in each]


def test_a_form_without_single_choice_says_only_that(make_item):
    """Lengths and places are asked of single choices; without one there is nothing to ask."""
    several = [make_item(id=f"choose-several-{n}", case=f"several-{n}", **SELECT) for n in range(6)]

    assert linted(several) == ["has 0 single-choice items of 6; use 80% or more"]


def test_absolutes_do_not_give_the_key_away(make_item):
    """If each distractor says *never*, who avoids absolutes is right every time, and is found."""
    items = nine(make_item, keys="often k", others="never d")

    assert linted(items) == ["the guesser avoid-absolutes earns 100%; rewrite what gives keys away"]


def test_short_forms_are_not_judged_by_numbers(make_item):
    """Five items are too few to speak of lengths, places and guessers."""
    assert linted(nine(make_item, longest=lambda number: number % 3, count=5)) == []


def test_problems_of_items_and_forms_come_together(make_item):
    """One run names what is wrong with the items and with the forms."""
    items = [make_item(options=THREE), make_item(id="choose-again", options=THREE[:2])]
    form = Form(id="few", title="A few", items=tuple(item.id for item in items))

    found = lint(bank_of(items), {"few": form})

    assert [each.partition(": ")[2] for each in found] == [
        "item 'choose-again': has 2 options; write 3 for single choice",
        "form 'few': shows the case 'x6' 2 times, so one item answers another; keep one",
    ]


def test_a_form_with_a_standard_shares_no_item(make_item):
    """What is asked in a form with a cut is shown in no other form; practice forms may share."""
    item = make_item(options=THREE)
    final = Form(id="final", title="Final", items=(item.id,), mode="final", cut=Fraction(4, 5))
    forms = [final, *(Form(id=name, title=name, items=(item.id,)) for name in ("one", "two"))]

    found = lint(bank_of([item]), {form.id: form for form in forms})

    assert [each.partition("forms.yml: ")[2] for each in found] == [
        f"form 'final': shares {item.id} with form {other!r}; keep them apart"
        for other in ("one", "two")
    ]
