"""The sections and pages that data files name: `check` and every build hold them in these words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import yaml

from exercises.items import Item
from exercises.quoted import quoted
from exercises.reading import desk
from exercises.reading.data_files import SHAPES, DataReader, at, load
from exercises.reading.package import data
from exercises.reading.passages import NO_SECTION
from exercises.reading.yaml_reader import BankError

NO_PAGE = "is no page of the book; write its path below the book's folder, without an ending"
LINK = re.compile(r"\{([a-z0-9-]+)\}")
"""A section that a script names: its title stands there, and leads to it."""

Place = tuple[tuple[str | int, ...], str, str]
"""Where a name stands in its file, how a message calls that, and the name."""


def astray(labels: Collection[str], pages: Collection[str] | None = None) -> Iterator[str]:
    """Yield `file:line: …` for each name in a data file that is not in *labels*, or in *pages*.

    Without *pages*, those are not looked at. Raises `BankError` for a file that cannot be read.
    """
    yield from desk.astray(labels)
    for name, places in SECTIONS.items():
        yield from _lacking(name, places, labels, NO_SECTION)
    if pages is not None:
        yield from lost(pages)


def lost(pages: Collection[str]) -> list[str]:
    """Return `file:line: …` for each page that a lost reader is sent to and that is not there."""
    return list(_lacking("subject", _lost, pages, NO_PAGE))


def problems(
    label: str, labels: Collection[str], bank: Mapping[str, Item], places: Mapping[str, str]
) -> list[str]:
    """Return `file:line: …` for each item and each data file that names the missing *label*."""
    found = [each for each in astray(labels) if f"{quoted(label)} {NO_SECTION}" in each]
    return found + [
        f"{places[item.id]}: item {item.id!r}: read {quoted(label)} {NO_SECTION}"
        for item in bank.values()
        if item.read == label
    ]


def _activities(held: Any) -> Iterator[Place]:
    for name, each in held.items():
        yield (name, "read"), f"activity {quoted(name)}: read", each["read"]


def _agenda(held: Any) -> Iterator[Place]:
    for length, steps in held.items():
        for number, step in enumerate(steps):
            yield (length, number, "read"), f"length {quoted(length)}: read", step["read"]


def _scripts(held: Any) -> Iterator[Place]:
    for name, words in held.items():
        for label in LINK.findall(words):
            yield (name,), f"script {quoted(name)}:", label


def _lost(held: Any) -> Iterator[Place]:
    for number, each in enumerate(held.get("lost", ())):
        yield ("lost", number, "page"), "lost: page", each["page"]


SECTIONS: dict[str, Callable[[Any], Iterator[Place]]] = {
    "activities": _activities,
    "agenda": _agenda,
    "scripts": _scripts,
}
"""The files beside the aids that name sections, and where."""


def _lacking(
    name: str, places: Callable[[Any], Iterator[Place]], known: Collection[str], lack: str
) -> Iterator[str]:
    """Yield what the data file *name* names and is not *known*."""
    held = load(name)
    if all(each in known for _, _, each in places(held)):
        return

    def note(reader: DataReader, root: yaml.Node, _held: Any) -> None:
        for path, where, each in places(held):
            if each not in known:
                reader.note(at(root, *path), f"{where} {quoted(each)} {lack}")

    try:
        DataReader(data(f"{name}.yml")).value(SHAPES[name][0](), note)
    except BankError as error:
        yield from error.problems
