"""Guessers who know nothing of the matter. A form that one of them passes gives its keys away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from random import Random

from exercises.forms import Form
from exercises.items import Item, Option
from exercises.order import shown
from exercises.scoring import credit

ABSOLUTES = re.compile(r"\b(always|never|all|none|every|only|must|any)\b", re.IGNORECASE)

Bot = Callable[[Sequence[Option], Random], Option]


def longest(options: Sequence[Option], _chance: Random) -> Option:
    """Choose the longest text, the first of equals."""
    return max(options, key=lambda option: len(option.text))


def first(options: Sequence[Option], _chance: Random) -> Option:
    """Choose what stands first."""
    return options[0]


def avoid_absolutes(options: Sequence[Option], chance: Random) -> Option:
    """Choose by chance among the options without *always*, *never* and the like."""
    return chance.choice([o for o in options if not ABSOLUTES.search(o.text)] or options)


def at_random(options: Sequence[Option], chance: Random) -> Option:
    """Choose by chance."""
    return chance.choice(options)


BOTS: Mapping[str, Bot] = {
    "always-longest": longest,
    "always-first": first,
    "avoid-absolutes": avoid_absolutes,
    "random": at_random,
}


BY_CHANCE = (avoid_absolutes, at_random)
"""Who guesses a standing list otherwise each time."""


def share(bot: Bot, form: Form, bank: Mapping[str, Item], seeds: Sequence[int]) -> Fraction:
    """Return the mean share of full credit that *bot* earns on *form* over *seeds*."""
    given = Counter[tuple[str, frozenset[str]]]()
    chances = [Random(seed) for seed in seeds]
    for item in (bank[name] for name in form.items):
        orders = _orders(item, tuple(seeds))
        if item.standing and bot not in BY_CHANCE:
            given[item.id, _response(bot, item, orders[0], chances[0])] += len(seeds)
            continue
        given.update(
            (item.id, _response(bot, item, options, chance))
            for options, chance in zip(orders, chances, strict=True)
        )
    earned = sum(count * credit(bank[name], picks) for (name, picks), count in given.items())
    return Fraction(earned) / given.total()


@lru_cache(maxsize=1 << 10)
def _orders(item: Item, seeds: tuple[int, ...]) -> list[list[Option]]:
    """Return the options as each seed shows them: every bot meets the same; hashes take long."""
    by_id = {option.id: option for option in item.options}
    if item.standing:
        return [[*item.options]] * len(seeds)
    return [[by_id[name] for name in shown(item, seed)] for seed in seeds]


def _response(bot: Bot, item: Item, options: Sequence[Option], chance: Random) -> frozenset[str]:
    if item.rows:
        return frozenset(f"{row.id}:{bot(options, chance).id}" for row in item.rows)
    if item.kind == "multiple" and bot in BY_CHANCE:
        # Who guesses at select-all ticks each box by the toss of a coin.
        return frozenset(option.id for option in options if chance.random() < 0.5)  # noqa: PLR2004
    return frozenset({bot(options, chance).id})
