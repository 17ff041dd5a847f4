"""What a response is worth: exact, declared, and nothing for ticking everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import FrozenInstanceError
from fractions import Fraction
from math import gcd
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.items import Item, Option, Row
from exercises.scoring import RULES, Key, ResponseError, credit, key_of, total

counts = st.integers(min_value=1, max_value=9)


def item_with(**changes: Any) -> Item:
    """Return an item of the options and the key, or the rows, that the test is about."""
    fields = {
        "id": "choose-cardiology-call",
        "objective": "choose",
        "stem": "What is reported?",
        "source": ("ada-cdt",),
        "read": "d9310-and-d9311",
        "point": "treating-dentist-asks",
        "case": "x6",
    }
    return Item(**fields | changes)


def options(names: str | list[str]) -> tuple[Option, ...]:
    """Return an option for each of *names*."""
    return tuple(Option(id=name, text=name, why="For a reason.") for name in names)


def select_all(right: int, wrong: int) -> Item:
    """Return a select-all item with keys `k0`, `k1` and distractors `d0`, `d1` and so on."""
    keys = [f"k{number}" for number in range(right)]
    return item_with(
        options=options(keys + [f"d{number}" for number in range(wrong)]), key=frozenset(keys)
    )


def match(keys: str, choices: str = "abc") -> Item:
    """Return a match with a row for each letter of *keys*, which names the option that fits."""
    rows = tuple(
        Row(id=f"r{number}", text="A case", key=key, why="For a reason.")
        for number, key in enumerate(keys, 1)
    )
    return item_with(options=options(choices), rows=rows)


@pytest.fixture
def single():
    """Return a single choice of a, b and c with the key a."""
    return item_with(options=options("abc"), key="a")


@pytest.fixture
def five():
    """Return the worked example: select all of A to E, of which A, C and D are keys."""
    return item_with(options=options("abcde"), key=frozenset("acd"))


@st.composite
def answered(draw: Callable[..., Any]) -> tuple[Item, frozenset[str]]:
    """Draw a select-all item of any size and any response to it."""
    item = select_all(draw(counts), draw(counts))
    return item, frozenset(draw(st.sets(st.sampled_from(item.picks))))


@st.composite
def matched(draw: Callable[..., Any]) -> tuple[Item, frozenset[str], list[bool]]:
    """Draw a match, a response that may leave rows blank, and which rows are right."""
    keys = draw(st.text("abcd", min_size=1, max_size=6))
    chosen = [draw(st.sampled_from(["", "a", "b", "c", "d"])) for _ in keys]
    response = {f"r{number}:{pick}" for number, pick in enumerate(chosen, 1) if pick}
    right = [pick == key for pick, key in zip(chosen, keys, strict=True)]
    return match(keys, "abcd"), frozenset(response), right


# -- select all that apply ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("acd", "1"),
        ("ac", "2/3"),
        ("a", "1/3"),
        ("abcd", "1/2"),
        ("abcde", "0"),
        ("ab", "0"),
        ("be", "0"),
        ("", "0"),
    ],
    ids=lambda value: value.upper() or "blank",
)
def test_select_all_as_worked_by_hand(five, response, expected):
    """Keys A, C, D of A to E: max(0, c/3 - w/2), each line worked by hand."""
    assert credit(five, frozenset(response)) == Fraction(expected)


def test_select_all_weights_as_worked_by_hand(five):
    """Three keys and two distractors: +2 for a key, -3 for a distractor, of 6."""
    assert key_of(five) == Key(weights={"a": 2, "b": -3, "c": 2, "d": 2, "e": -3}, full=6)


def test_select_all_weights_are_reduced():
    """Two keys and two distractors, +2 and -2 of 4, are written +1 and -1 of 2."""
    assert key_of(select_all(2, 2)) == Key(weights={"k0": 1, "k1": 1, "d0": -1, "d1": -1}, full=2)


@given(answered())
def test_select_all_is_the_balanced_rule(drawn):
    """Credit is max(0, c/K - w/M) to the last digit, c keys ticked of K, w distractors of M."""
    item, response = drawn
    right, wrong = len(item.keys), len(item.options) - len(item.keys)
    c, w = len(response & item.keys), len(response - item.keys)

    assert credit(item, response) == max(Fraction(0), Fraction(c, right) - Fraction(w, wrong))


@given(answered())
def test_select_all_stays_between_nothing_and_all(drawn):
    """Credit is a Fraction from 0 to 1, and 1 only for exactly the keys."""
    item, response = drawn

    earned = credit(item, response)

    assert isinstance(earned, Fraction)
    assert 0 <= earned <= 1
    assert (earned == 1) == (response == item.keys)


@given(counts, counts)
def test_ticking_everything_earns_nothing(right, wrong):
    """Whoever ticks every box earns 0, for any number of keys and distractors."""
    item = select_all(right, wrong)

    assert credit(item, frozenset(item.picks)) == 0


@given(answered())
def test_a_key_more_never_costs(drawn):
    """Ticking one more key never lowers the credit."""
    item, response = drawn

    assert all(credit(item, response | {key}) >= credit(item, response) for key in item.keys)


@given(answered())
def test_a_distractor_more_never_pays(drawn):
    """Ticking one more distractor never raises the credit."""
    item, response = drawn
    distractors = set(item.picks) - item.keys

    assert all(credit(item, response | {each}) <= credit(item, response) for each in distractors)


@given(counts, counts)
def test_weights_are_whole_and_in_lowest_terms(right, wrong):
    """Select-all weights are whole, share no divisor with the full score, and cancel out."""
    key = key_of(select_all(right, wrong))

    assert all(type(weight) is int for weight in (*key.weights.values(), key.full))
    assert gcd(key.full, *key.weights.values()) == 1
    assert sum(key.weights.values()) == 0


@given(answered())
def test_adding_up_the_weights_is_enough(drawn):
    """A page that adds the weights, holds the sum at 0 and divides by full gets the credit."""
    item, response = drawn
    key = key_of(item)
    points = max(0, min(key.full, sum(key.weights[pick] for pick in response)))

    assert Fraction(points, key.full) == credit(item, response)


# -- single choice and match --------------------------------------------------------------------


@pytest.mark.parametrize(("response", "expected"), [("a", 1), ("b", 0), ("c", 0), ("", 0)])
def test_single_choice_is_right_or_wrong(single, response, expected):
    """The key earns 1, a distractor or a blank 0, and nothing is lost by guessing."""
    assert credit(single, frozenset(response)) == expected


def test_single_choice_weighs_its_key(single):
    """A single choice is worth 1 of 1 for its key."""
    assert key_of(single) == Key(weights={"a": 1, "b": 0, "c": 0}, full=1)


def test_match_weighs_each_row():
    """A match of two rows is worth 1 for the right option of each, of 2."""
    weights = {"r1:a": 1, "r1:b": 0, "r1:c": 0, "r2:a": 0, "r2:b": 0, "r2:c": 1}

    assert key_of(match("ac")) == Key(weights=weights, full=2)


@given(matched())
def test_match_is_the_mean_of_its_rows(drawn):
    """A match earns the share of rows that are right; a blank row is not."""
    item, response, right = drawn

    earned = credit(item, response)

    assert earned == Fraction(sum(right), len(right))
    assert (earned == 1) == (response == item.keys)


# -- what cannot be a response ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "message"),
    [
        ({"e"}, "'e' is not an option; use one of a, b, c"),
        ({"a", "r1:a"}, "'r1:a' is not an option; use one of a, b, c"),
        ({""}, "'' is not an option; use one of a, b, c"),
        ({"a", "b"}, "a single choice takes one option, not two of a, b"),
        ({"a", "b", "c"}, "a single choice takes one option, not two of a, b, c"),
    ],
)
def test_single_choice_refuses(single, response, message):
    """A response that a single choice cannot have received is refused, in words."""
    with pytest.raises(ResponseError, match=f"^item 'choose-cardiology-call': {message}$"):
        credit(single, response)


@pytest.mark.parametrize(
    ("response", "message"),
    [
        ({"a"}, "'a' is not an option; use one of r1:a, r1:b, r1:c, r2:a, r2:b, r2:c"),
        ({"r3:a"}, "'r3:a' is not an option; use one of r1:a, r1:b, r1:c, r2:a, r2:b, r2:c"),
        ({"r1:a", "r1:b"}, "row 'r1' takes one option, not two of r1:a, r1:b"),
        ({"r1:a", "r2:b", "r2:c"}, "row 'r2' takes one option, not two of r1:a, r2:b, r2:c"),
    ],
)
def test_match_refuses(response, message):
    """A response that a match cannot have received is refused, and the row is named."""
    with pytest.raises(ResponseError, match=f"^item 'choose-cardiology-call': {message}$"):
        credit(match("ac"), response)


def test_select_all_refuses(five):
    """Select-all takes any number of options, and only its own."""
    with pytest.raises(ResponseError, match=re.escape("'f' is not an option; use one of a, b, c")):
        credit(five, {"a", "b", "f"})


# -- totals and rules ---------------------------------------------------------------------------


@pytest.mark.parametrize("blank", [frozenset(), set()], ids=["frozenset", "set"])
def test_blank_earns_nothing_of_any_kind(single, five, blank: Set[str]):
    """An item that was not answered earns 0, whatever its kind."""
    assert [credit(item, blank) for item in (single, five, match("abc"))] == [0, 0, 0]


def test_total_is_exact():
    """Three thirds make one whole item, as no sum of floats would promise."""
    assert total([Fraction(1, 3)] * 3 + [Fraction(1, 2)]) == Fraction(3, 2)


def test_total_of_nothing_is_nothing():
    """An empty form has the score 0, as a Fraction."""
    assert (total([]), type(total([]))) == (0, Fraction)


def test_the_rule_is_declared():
    """Each kind says its rule in one sentence, and select-all warns that ticks can cancel."""
    assert RULES.keys() == {"single", "multiple", "match"}
    assert "a wrong tick can cancel a right one" in RULES["multiple"]
    assert "every row counts the same" in RULES["match"]


def test_key_stays_as_it_was_made():
    """A key is made by name, and cannot be changed afterward."""
    key = Key(weights={"a": 1}, full=1)

    with pytest.raises(FrozenInstanceError):
        key.full = 2
    with pytest.raises(TypeError, match="positional"):
        Key({"a": 1}, 1)
