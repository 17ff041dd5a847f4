"""Forms on paper: letters out and letters in."""

from __future__ import annotations

from random import Random
from string import ascii_uppercase

import pytest
from helpers.attempts import BANK, FORMS, TAKEN, TIMES, responses
from helpers.paper import WRONG, written

from exercises.forms import Form
from exercises.items import Option, Row
from exercises.order import shuffled
from exercises.results.code import to_code
from exercises.results.letters import from_letters, letters, ranges
from exercises.results.refusals import ResultError
from exercises.results.result import make_result, standing


@pytest.fixture
def mixed(make_item):
    """Return a bank and a form with an item of each kind: single, multiple and match."""
    options = tuple(
        Option(id=name, text=name, why="It is so for a reason of eight words.") for name in "abcd"
    )
    rows = tuple(Row(id=f"r{n}", text=f"row {n}", key="a", why="So.") for n in (1, 2, 3))
    items = [
        make_item(id="choose-one"),
        make_item(id="choose-many", options=options, key=frozenset("ac")),
        make_item(id="choose-match", options=options, key=None, rows=rows),
    ]
    bank = {item.id: item for item in items}
    return Form(id="mixed", title="Mixed", items=tuple(bank), mode="pre"), bank


def test_letters_follow_the_order_of_the_seed():
    """The first option shown is A, whatever its id."""
    item = next(item for item in BANK.values() if item.kind == "single" and not item.standing)
    order = shuffled([option.id for option in item.options], seed=5, salt=item.id)

    assert letters(item, 5) == dict(zip(order, ascii_uppercase, strict=False))


def test_letters_of_a_standing_list_are_the_same_under_every_seed():
    """On every sheet A is D9311, B is D9310 and C is neither."""
    item = next(item for item in BANK.values() if item.decision == "code")

    assert {tuple(letters(item, seed).items()) for seed in range(9)} == {
        (("d9311", "A"), ("d9310", "B"), ("neither", "C"))
    }


@pytest.mark.parametrize("name", TAKEN)
def test_letters_give_the_result_of_the_screen(name):
    """Letters typed back in give the responses, result and code of 200 attempts, blanks and all."""
    form = FORMS[name]
    for number in range(200):
        chance = Random(number)
        given, seed = responses(form, chance, 0.2), chance.randrange(10_000)
        read = from_letters(form, BANK, seed, written(form, BANK, seed, given))
        on_screen = make_result(form, BANK, given, seed=seed, **TIMES)
        on_paper = make_result(form, BANK, read, seed=seed, **TIMES)

        assert on_paper == on_screen
        assert to_code(on_paper, form, BANK) == to_code(on_screen, form, BANK)


@pytest.mark.parametrize("seed", range(30))
def test_every_kind_is_written_and_read(mixed, seed):
    """Several letters for select-all and one for each row of a match come back as they were."""
    form, bank = mixed
    for given in (
        {"choose-one": ["b"], "choose-many": ["a", "d"], "choose-match": ["r1:c", "r3:a"]},
        {"choose-one": [], "choose-many": [], "choose-match": []},
        {"choose-one": ["a"], "choose-many": [*"abcd"], "choose-match": ["r1:a", "r2:a", "r3:d"]},
    ):
        assert from_letters(form, bank, seed, written(form, bank, seed, given)) == given


@pytest.mark.parametrize(
    "text",
    ["B A C A B C A B", "b a c a b c a b", "1 B 2 A 3 C 4 A 5 B 6 C 7 A 8 B",
     "1. B\n2. A\n3. C\n4. A\n5. B\n6. C\n7. A\n8. B", "B,A,C,A;B;C,A,B", "1B2A3C4A5B6C7A8B"],
)  # fmt: skip
def test_ways_of_typing_are_forgiven(text):
    """Small letters, numbers, dots, commas and lines are read alike."""
    expected = from_letters(FORMS["pre"], BANK, 1, "B A C A B C A B")

    assert from_letters(FORMS["pre"], BANK, 1, text) == expected
    assert list(expected) == list(FORMS["pre"].items)


@pytest.mark.parametrize("sign", ["-", "–", "—", "_"])
def test_a_dash_of_any_length_is_a_blank(sign):
    """A blank may be any dash that a keyboard makes."""
    assert from_letters(FORMS["refresher"], BANK, 1, f"{sign} A A A A")[
        FORMS["refresher"].items[0]
    ] == []  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_wrong_letters_are_named(text):
    """What was not on the sheet, or is one too many or too few, is named with its item."""
    with pytest.raises(ResultError) as error:
        from_letters(FORMS["refresher"], BANK, 1, text)
    assert str(error.value) == WRONG[text]


MIXED_WRONG = {
    "A AA AAA": 'item 2: "AA" names a letter twice',
    "A A AA": 'item 3: "AA" needs 3 letters, one for each row',
    "A E AAA": 'item 2: "E" isn\'t on the sheet; write A to D, or - for blank',
    "A A- AAA": 'item 2: "A-" isn\'t on the sheet; write A to D, or - for blank',
}


@pytest.mark.parametrize("text", MIXED_WRONG)
def test_wrong_letters_of_other_kinds_are_named(mixed, text):
    """Select-all takes each letter once, a match one for each row."""
    with pytest.raises(ResultError) as error:
        from_letters(*mixed, 1, text)
    assert str(error.value) == MIXED_WRONG[text]


def test_ranges_are_those_of_the_standing():
    """Of 20 at 80 %: 18 and more meet, 14 to 17 are borderline, 13 and fewer not yet."""
    assert ranges(FORMS["a"]) == [(18, 20, "meets"), (14, 17, "borderline"), (0, 13, "not yet")]
    assert ranges(FORMS["pre"]) == []
    for low, high, outcome in ranges(FORMS["b"]):
        for score in range(low, high + 1):
            assert standing(score, 20, FORMS["b"].cut).outcome == outcome
