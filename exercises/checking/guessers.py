"""Guessers who know nothing of the matter. A form that one of them passes gives its keys away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


def share(bot: Bot, form: Form, bank: Mapping[str, Item], seeds: Iterable[int]) -> Fraction:
    """Return the mean share of full credit that *bot* earns on *form* over *seeds*."""
    given = Counter(_responses(bot, form, bank, seeds))
    earned = sum(count * credit(bank[name], picks) for (name, picks), count in given.items())
    return Fraction(earned) / given.total()


def _responses(
    bot: Bot, form: Form, bank: Mapping[str, Item], seeds: Iterable[int]
) -> Iterator[tuple[str, frozenset[str]]]:
    for seed in seeds:
        chance = Random(seed)
        for name in form.items:
            yield name, _response(bot, bank[name], seed, chance)


@lru_cache(maxsize=1 << 16)
def _order(item: Item, seed: int) -> tuple[str, ...]:
    """Return `order.shown`: every bot meets the same orders, and the hashes take longest."""
    return shown(item, seed)


def _response(bot: Bot, item: Item, seed: int, chance: Random) -> frozenset[str]:
    by_id = {option.id: option for option in item.options}
    options = [by_id[name] for name in _order(item, seed)]
    if item.rows:
        return frozenset(f"{row.id}:{bot(options, chance).id}" for row in item.rows)
    if item.kind == "multiple" and bot in (avoid_absolutes, at_random):
        # Who guesses at select-all ticks each box by the toss of a coin.
        return frozenset(option.id for option in options if chance.random() < 0.5)  # noqa: PLR2004
    return frozenset({bot(options, chance).id})
