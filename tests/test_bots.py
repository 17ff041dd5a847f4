"""Guessers earn what their habit earns: on forms made by hand, to the digit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from exercises.checking.guessers import BOTS, share
from exercises.forms import Form
from exercises.items import Item, Option, Row
from exercises.order import shuffled

ONE = range(1)
MANY = range(3000)


@pytest.fixture
def earned(make_item) -> Callable[..., Fraction]:
    """Return what the guesser *name* earns on a form of some items, over some seeds."""

    def earned(name: str, *items: Item, seeds: range = ONE) -> Fraction:
        form = Form(id="few", title="A few", items=tuple(item.id for item in items))
        return share(BOTS[name], form, {item.id: item for item in items}, seeds)

    return earned


@pytest.fixture
def item_of(make_item) -> Callable[..., Item]:
    """Return a maker of single choices from their texts; the first is the key."""

    def make(*texts: str, name: str = "choose-it", **changes: object) -> Item:
        options = tuple(
            Option(id=letter, text=text, why="For a reason.")
            for letter, text in zip("abcdef", texts, strict=False)
        )
        return make_item(**{"id": name, "options": options} | changes)

    return make


def test_the_longest_is_chosen(earned, item_of):
    """Of two items, one whose key is longest and one whose key is not, half is earned."""
    items = item_of("longest", "long", "lo"), item_of("lo", "long", "longest", name="choose-other")

    assert earned("always-longest", *items, seeds=range(7)) == Fraction(1, 2)


def test_the_longest_text_counts_and_not_its_place(earned, item_of):
    """Who takes the longest is right in every order if the key is longest."""
    assert earned("always-longest", item_of("longest", "long", "lo"), seeds=MANY) == 1


def test_the_first_shown_is_chosen(earned, item_of):
    """Who takes the first is right just where the shuffle puts the key first."""
    item = item_of("D9311", "D9310", "Neither")
    first = sum(shuffled("abc", seed=seed, salt=item.id)[0] == "a" for seed in range(50))

    assert 0 < first < 50
    assert earned("always-first", item, seeds=range(50)) == Fraction(first, 50)


def test_absolutes_are_avoided(earned, item_of):
    """With an absolute in each distractor the key is all that is left."""
    assert earned("avoid-absolutes", item_of("It may", "It always is", "It NEVER is")) == 1


def test_a_key_with_an_absolute_is_missed(earned, item_of):
    """With an absolute in the key and none elsewhere, nothing is earned."""
    item = item_of("In any case", "It may", "It might")

    assert earned("avoid-absolutes", item, seeds=range(50)) == 0


@pytest.mark.parametrize("name", ["random", "avoid-absolutes"])
def test_chance_earns_a_third(earned, item_of, name):
    """Of three like options chance earns 1/3: over 3,000 seeds within 5 * sqrt(2/9/3000) = .043."""
    item = item_of("D9311", "D9310", "Neither")

    assert earned(name, item, seeds=MANY) == pytest.approx(1 / 3, abs=0.043)


def test_chance_is_the_same_each_time(earned, item_of):
    """The same seeds give the same guesses, so that a build does not pass by luck."""
    item = item_of("D9311", "D9310", "Neither")

    assert earned("random", item, seeds=range(40)) == earned("random", item, seeds=range(40))


def test_absolutes_everywhere_leave_chance(earned, item_of):
    """If every option has an absolute, none is avoided."""
    item = item_of("All of it", "Only this", "None")

    assert earned("avoid-absolutes", item, seeds=MANY) == pytest.approx(1 / 3, abs=0.043)


def test_one_tick_of_several(earned, item_of):
    """Who ticks the longest alone, one of two keys, earns 1/2."""
    item = item_of("longest", "long", "lo", "no", key=frozenset("ab"))

    assert earned("always-longest", item) == Fraction(1, 2)


@pytest.mark.parametrize("name", ["random", "avoid-absolutes"])
def test_coins_for_ticks(earned, item_of, name):
    """A coin for each of two keys and two distractors earns 3/16.

    c of two keys and w of two distractors earn (c - w)/2 if that is more than nothing:
    c=1, w=0 has the chance 1/2 * 1/4 and earns 1/2; c=2, w=0 has 1/4 * 1/4 and earns 1;
    c=2, w=1 has 1/4 * 1/2 and earns 1/2; together 1/16 + 1/16 + 1/16. The mean square is
    1/32 + 2/32 + 1/32 = 1/8, so five standard errors of 3,000 are 5 * sqrt(.0898/3000) = .027.
    """
    item = item_of("one", "two", "three", "four", key=frozenset("ab"))

    assert earned(name, item, seeds=MANY) == pytest.approx(3 / 16, abs=0.027)


def test_rows_are_guessed_one_by_one(earned, item_of):
    """In a match the habit is kept in each row: the longest fits one row of two."""
    rows = tuple(
        Row(id=f"r{letter}", text="A call", key=letter, why="For a reason.") for letter in "ab"
    )
    item = item_of("longest", "long", "lo", key=None, rows=rows)

    assert earned("always-longest", item) == Fraction(1, 2)


def test_items_and_seeds_count_alike(earned, item_of):
    """The share is the mean over all items and all seeds."""
    items = [item_of("longest", "long", "lo", name=f"choose-{n}") for n in range(3)]
    items.append(item_of("lo", "long", "longest", name="choose-other"))

    assert earned("always-longest", *items, seeds=range(5)) == Fraction(3, 4)
