"""What Moodle can give for a choice: percentages from a fixed list, to five decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from exercises.exports.words import idnumber
from exercises.items import Item
from exercises.scoring import key_of

PERCENTS = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20",
    6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111", 10: "10",
}  # fmt: skip
"""Of Moodle's list what the balanced rule needs: one of so many parts, in percent."""
LONGEST_IDNUMBER = 100
"""How many characters Moodle keeps of an idnumber."""


class ExportError(ValueError):
    """Items that a format cannot hold; `problems` says of each, by its id, why not."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"item {name!r}: {text}" for name, text in problems.items()))


def percents(item: Item) -> dict[str, str]:
    """Return what each option of *item* gives in Moodle: K keys 1/K each, M distractors -1/M.

    Moodle adds them up and gives nothing below 0, as the balanced rule does.
    """
    key = key_of(item)
    return {pick: _percent(Fraction(weight, key.full)) for pick, weight in key.weights.items()}


def check(items: Iterable[Item]) -> None:
    """Raise `ExportError` with each of *items* that Moodle cannot hold."""
    problems = {item.id: "; ".join(faults) for item in items if (faults := [*_faults(item)])}
    if problems:
        raise ExportError(problems)


def _faults(item: Item) -> Iterator[str]:
    most = max(PERCENTS)
    right = len(item.keys)
    for name, count in (("keys", right), ("distractors", len(item.options) - right)):
        if item.kind == "multiple" and count > most:
            yield f"has {count} {name}, and Moodle has no such part of 1; use {most} at most"
    if (length := len(idnumber(item))) > LONGEST_IDNUMBER:
        yield (
            f"has an id that with its version takes {length} characters, and Moodle keeps "
            f"{LONGEST_IDNUMBER}; give it a shorter one"
        )


def _percent(share: Fraction) -> str:
    if not share:
        return "0"
    return ("-" if share < 0 else "") + PERCENTS[share.denominator]
