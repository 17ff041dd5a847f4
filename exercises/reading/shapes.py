"""What a data file may hold, field by field: nodes to values, every fault with its line.

A shape reads a node through `Reader`, which notes what is wrong, and gives a value in any case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import yaml

from exercises.items import id_fault
from exercises.plain import counted
from exercises.quoted import quoted
from exercises.reading.patterns import fault as pattern_fault
from exercises.reading.yaml_reader import Reader


class Shape(Protocol):
    """Reads one node; *where* says in a message what it stands in."""

    def read(self, reader: Reader, node: yaml.Node, where: str) -> Any:
        """Return the value of *node*, having noted what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, of *most* characters at most; *help_* says what to write where they are missing."""

    help_: str = "write some words"
    most: int = 5_000
    blank: bool = False

    def read(self, reader: Reader, node: yaml.Node, where: str) -> str:
        """Return the text."""
        text = reader.scalar(node, where)
        if not text and not self.blank and id(node) not in reader.noted:
            reader.note(node, f"{where} is blank; {self.help_}")
        if len(text) > self.most:
            reader.note(node, f"{where} has {len(text)} characters; use {self.most} at most")
        return text


@dataclass(frozen=True, slots=True)
class Name:
    """An id, which becomes part of an address; *reserved* ones mean something else."""

    most: int = 60
    reserved: Collection[str] = ()

    def read(self, reader: Reader, node: yaml.Node, where: str) -> str:
        """Return the id."""
        name = reader.scalar(node, where)
        if id(node) in reader.noted:
            return name
        if fault := id_fault(name, self.most):
            reader.note(node, f"{where} {quoted(name)} {fault}")
        elif name in self.reserved:
            reader.note(node, f"{where} {quoted(name)} means something else in a form; use another")
        return name


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, reader: Reader, node: yaml.Node, where: str) -> str:
        """Return the word."""
        word = reader.scalar(node, where)
        if word not in self.words and id(node) not in reader.noted:
            reader.note(
                node, f"{where} {quoted(word)} is unknown; use one of {', '.join(self.words)}"
            )
        return word


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between *low* and *high*."""

    low: int
    high: int

    def read(self, reader: Reader, node: yaml.Node, where: str) -> int:
        """Return the number, *low* where there is none."""
        text = reader.raw(node, where, "a whole number")
        if re.fullmatch("[0-9]{1,9}", text) and self.low <= int(text) <= self.high:
            return int(text)
        if id(node) not in reader.noted:
            reader.note(node, f"{where} {quoted(text)} is not usable; "
                        f"write a whole number from {self.low} to {self.high}")  # fmt: skip
        return self.low


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole, more than 0 and at most 1, such as 0.80."""

    def read(self, reader: Reader, node: yaml.Node, where: str) -> float:
        """Return the share, 1 where there is none."""
        text = reader.raw(node, where, "a share such as 0.80")
        if re.fullmatch(r"0?\.[0-9]{1,4}|1(\.0{1,4})?", text) and float(text) > 0:
            return float(text)
        if id(node) not in reader.noted:
            reader.note(node, f"{where} {quoted(text)} is no share; write 0.80 for 80 %, say")
        return 1.0


@dataclass(frozen=True, slots=True)
class Day:
    """A day, written as 2026-11-23."""

    def read(self, reader: Reader, node: yaml.Node, where: str) -> date:
        """Return the day, the first there is where there is none."""
        text = reader.raw(node, where, "a day such as 2026-11-23")
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        if id(node) not in reader.noted:
            reader.note(node, f"{where} {quoted(text)} is no day; write it as 2026-11-23")
        return date.min


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that Python and a browser read alike, and that never runs away."""

    def read(self, reader: Reader, node: yaml.Node, where: str) -> str:
        """Return the pattern."""
        text = reader.scalar(node, where)
        problem = pattern_fault(text)
        if problem and id(node) not in reader.noted:
            reader.note(node, f"{where} {problem}")
        return text if problem is None else "(?!)"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of *least* to *most* of one shape."""

    each: Shape
    least: int = 1
    most: int = 500
    unique: str = ""

    def read(self, reader: Reader, node: yaml.Node, where: str) -> tuple[Any, ...]:
        """Return what stands in the list; with *unique*, that field differs in each."""
        if not isinstance(node, yaml.SequenceNode):
            reader.note(node, f"{where} is no list; begin lines with '- '")
            return ()
        if not self.least <= len(node.value) <= self.most:
            span = f"{self.least} to {self.most}"
            reader.note(node, f"{where} has {counted(len(node.value), 'entry')}; write {span}")
        found = [self.each.read(reader, each, where) for each in node.value]
        if self.unique:
            self._twice(reader, node, where, found)
        return tuple(found)

    def _twice(self, reader: Reader, node: yaml.Node, where: str, found: list[Any]) -> None:
        seen: set[Any] = set()
        for entry, each in zip(found, node.value, strict=True):
            name = entry.get(self.unique) if isinstance(entry, dict) else entry
            if name in seen:
                reader.note(
                    each, f"{where}: {self.unique} {quoted(name)} stands twice; use it once"
                )
            seen.add(name)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Entries by name, each of one shape; *known* names the ones there may be.

    *fault* says what is wrong with a name, and what to write instead.
    """

    each: Shape
    what: str
    known: Collection[str] = ()
    fault: Callable[[str], str | None] = id_fault

    def read(self, reader: Reader, node: yaml.Node, where: str) -> dict[str, Any]:
        """Return the entries by name."""
        found = {}
        for name, key, value in reader.pairs(node, where):
            here = f"{self.what} {quoted(name)}"
            if self.known and name not in self.known:
                reader.note(key, f"{here} is unknown; use one of {', '.join(self.known)}")
            elif fault := self.fault(name):
                reader.note(key, f"{here} {fault}")
            found[name] = self.each.read(reader, value, here)
        for name in self.known:
            if name not in found:
                reader.note(node, f"{where}: {self.what} {name!r} is missing; write it")
        return found


@dataclass(frozen=True, slots=True)
class Record:
    """Fields by name, those of *need* in every record; *named* by one of them in messages."""

    need: Mapping[str, Shape]
    may: Mapping[str, Shape] = field(default_factory=dict)
    what: str = ""
    named: str = ""

    def read(self, reader: Reader, node: yaml.Node, where: str) -> dict[str, Any]:
        """Return the fields that are there; their nodes are kept in `Reader.places`."""
        here = f"{where}: {self.what}" if self.what and self.named else where
        fields = reader.fields(node, [*self.need, *self.may], here)
        if not isinstance(node, yaml.MappingNode):
            return {}
        if self.named and isinstance(fields.get(self.named), yaml.ScalarNode):
            here = f"{self.what} {quoted(fields[self.named].value)}"
        for name in self.need:
            if name not in fields:
                reader.note(node, f"{here}: {name} is missing; write it")
        shapes = {**self.need, **self.may}
        return dict(self._values(reader, fields, shapes, here))

    @staticmethod
    def _values(
        reader: Reader, fields: Mapping[str, yaml.Node], shapes: Mapping[str, Shape], here: str
    ) -> Iterator[tuple[str, Any]]:
        for name, node in fields.items():
            yield name, shapes[name].read(reader, node, f"{here}: {name}")
