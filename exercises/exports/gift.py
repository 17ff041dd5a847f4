"""GIFT: the same questions as Moodle XML, as a text that a teacher can edit by hand.

GIFT has no place for whether options are shuffled, nor for the reason of a row, which stands with
the others in the general feedback.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exercises.exports.fractions import check, percents
from exercises.exports.groups import Group
from exercises.exports.moodle import category, pairs
from exercises.exports.words import idnumber, line, notice, question, reasons, tags
from exercises.items import Item


def gift(groups: Sequence[Group]) -> bytes:
    """Return *groups* as one file. Raises `ExportError` for items that Moodle cannot hold."""
    check(item for group in groups for item in group.items)
    blocks = ["\n".join(f"// {each}" for each in notice())]
    for group in groups:
        blocks.append(f"$CATEGORY: {category(group)}")  # which Moodle reads as it stands
        blocks += ["\n".join(_question(item)) for item in group.items]
    return ("\n\n".join(blocks) + "\n").encode()  # a blank line ends a question


def escaped(text: str) -> str:
    r"""Return *text* with a backslash before each sign that GIFT takes for its own: ~=#{}:\."""
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text)


def _question(item: Item) -> Iterator[str]:
    told = " ".join([f"[id:{idnumber(item)}]", *(f"[tag:{tag}]" for tag in tags(item))])
    yield f"// {told}"
    yield f"::{escaped(item.id)}::[html]{escaped(question(item))}{{"
    yield from _rows(item) if item.rows else _options(item)
    yield f"####{escaped(reasons(item))}"
    yield "}"


def _options(item: Item) -> Iterator[str]:
    for option, percent in zip(item.options, percents(item).values(), strict=True):
        mark = {"0": "~", "100": "="}[percent] if item.kind == "single" else f"~%{percent}%"
        yield f"{mark}{_opened(option.text)}#{_opened(option.why)}"


def _rows(item: Item) -> Iterator[str]:
    for row, option in pairs(
        item
    ):  # HTML has no `->`, and what follows the first one is the option
        yield f"={_opened(row)} -> {escaped(option)}"


def _opened(text: str) -> str:
    """Return *text* as escaped HTML that begins neither as a weight does nor as a format."""
    told = line(text)
    return escaped(f"&#{ord(told[0])};{told[1:]}" if told[:1] in ("%", "[") else told)
