"""Options are shown in an order that a seed decides, the same in any language."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.order import shuffled

several = st.lists(st.text(min_size=1, max_size=8), max_size=8, unique=True)
seeds = st.integers(min_value=0, max_value=2**31)


def fnv1a(text: str) -> int:
    """Return the 32-bit FNV-1a hash of *text*, as its authors write it down."""
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 16777619) % 2**32
    return value


def fmix32(value: int) -> int:
    """Return *value* after the finishing steps of MurmurHash3."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = ((value ^ (value >> shift)) * factor) % 2**32
    return value ^ (value >> 16)


@pytest.mark.parametrize(
    ("text", "published"),
    [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)],
)
def test_fnv1a_vectors(text, published):
    """The hash used below agrees with the test vectors that the authors of FNV publish."""
    assert fnv1a(text) == published


@pytest.mark.parametrize(
    ("seed", "published"),
    [(0, 0), (1, 0x514E28B7), (0xFFFFFFFF, 0x81F16F39)],
)
def test_fmix32_vectors(seed, published):
    """The finish used below agrees with published MurmurHash3 values: of no bytes, fmix32(seed)."""
    assert fmix32(seed) == published


@given(several, seeds, st.text(max_size=12))
def test_the_order_is_that_of_the_published_hash(ids, seed, salt):
    """Ids stand by the finished FNV-1a hash of `seed/salt/id`, so any language can repeat it."""
    expected = sorted(ids, key=lambda each: (fmix32(fnv1a(f"{seed}/{salt}/{each}")), each))

    assert shuffled(ids, seed=seed, salt=salt) == tuple(expected)


@given(several, seeds, st.text())
def test_shuffling_loses_nothing(ids, seed, salt):
    """Every id is there once, whatever the seed."""
    assert sorted(shuffled(ids, seed=seed, salt=salt)) == sorted(ids)


@given(several, seeds, st.randoms())
def test_the_order_of_writing_does_not_matter(ids, seed, chance):
    """The same ids written in another order are shown in the same order."""
    mixed = ids.copy()
    chance.shuffle(mixed)

    assert shuffled(mixed, seed=seed, salt="x") == shuffled(ids, seed=seed, salt="x")


def test_places_are_spread_evenly():
    """Over 6,000 seeds each of three options stands in each place about 2,000 times.

    A fair shuffle has a standard deviation of sqrt(6000 * 1/3 * 2/3) = 36.5; five of them are 183.
    """
    orders = [shuffled("abc", seed=seed, salt="choose-cardiology-call") for seed in range(6000)]
    places = Counter((each, place) for order in orders for place, each in enumerate(order))

    assert {(each, place): abs(places[each, place] - 2000) < 183 for each, place in places} == {
        (each, place): True for each in "abc" for place in range(3)
    }


def test_orders_are_spread_evenly():
    """Over 6,000 seeds each of the six orders comes about 1,000 times.

    The standard deviation is sqrt(6000 * 1/6 * 5/6) = 28.9; five of them are 144.
    """
    orders = Counter(shuffled("abc", seed=seed, salt="bill-fee-box") for seed in range(6000))

    assert orders.keys() == set(permutations("abc"))
    assert all(abs(count - 1000) < 144 for count in orders.values())


def test_the_item_is_part_of_the_seed():
    """Items of one form are not all shuffled alike: sixty items show all six orders."""
    orders = {shuffled("abc", seed=0, salt=f"choose-item-{number}") for number in range(60)}

    assert orders == set(permutations("abc"))
