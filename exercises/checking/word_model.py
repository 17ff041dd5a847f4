"""A guesser that has read the options of other items and never sees a case: naive Bayes on words.

It learns words, pairs and triples of words of options that are keys and of those that are not, and
picks the option most like a key. A bank in which it does better than chance gives keys away.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from random import Random

from exercises.forms import Form
from exercises.items import Item, Option

BANK_SHARE = Fraction(40, 100)
"""The most of a bank's single choices that it may get right."""

FORM_SHARE = Fraction(45, 100)
"""The same for a form with a standard."""

ROUNDS, PARTS = 5, 10
_WORD = re.compile(r"[a-z0-9']+|[?\[\]\"]")
_LONGEST = 3
_SMOOTH = 0.5


@lru_cache(maxsize=1 << 12)  # each round reads every option again
def grams(text: str) -> frozenset[str]:
    """Return the words of *text*, and its pairs and triples of words."""
    words = _WORD.findall(text.lower())
    return frozenset(
        " ".join(words[at : at + length])
        for length in range(1, _LONGEST + 1)
        for at in range(len(words) - length + 1)
    )


class WordModel:
    """What the options of *items* teach about the words of keys and of distractors."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self.options = Counter[bool]()
        self._scores: dict[str, float] = {}
        # A list that many items share is read once, and counted as often as it stands.
        texts = Counter((o.id in item.keys, o.text) for item in items for o in item.options)
        for (right, text), count in texts.items():
            self.options[right] += count
            for gram in grams(text):
                self.seen[right][gram] += count

    def weight(self, gram: str) -> float:
        """Return the log odds that an option with *gram* is a key."""
        right, wrong = (
            (self.seen[side][gram] + _SMOOTH) / (self.options[side] + 1) for side in (True, False)
        )
        return math.log(right / wrong)

    def pick(self, options: Sequence[Option]) -> Option:
        """Return the option most like a key, the first of equals."""
        return max(options, key=lambda each: self._score(each.text))

    def _score(self, text: str) -> float:
        if text not in self._scores:
            self._scores[text] = sum(map(self.weight, grams(text)))
        return self._scores[text]


def guessed(bank: Mapping[str, Item]) -> dict[str, Fraction]:
    """Return for each single choice the share of rounds in which the model has it right.

    In each round the bank is cut into parts at random; each part is guessed from the others.
    """
    items = [item for item in bank.values() if item.kind == "single"]
    right = Counter[str]()
    for seed in range(ROUNDS):
        order = Random(seed).sample(items, len(items))
        for part in range(PARTS):
            held = order[part::PARTS]
            ids = {item.id for item in held}
            model = WordModel(item for item in order if item.id not in ids)
            right.update(item.id for item in held if model.pick(item.options).id in item.keys)
    return {item.id: Fraction(right[item.id], ROUNDS) for item in items}


def share(form: Form | None, hits: Mapping[str, Fraction]) -> Fraction:
    """Return the share of the single choices of *form*, of the whole bank without one."""
    names = [name for name in (form.items if form else hits) if name in hits]
    return sum((hits[name] for name in names), Fraction(0)) / len(names)
