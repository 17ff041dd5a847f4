"""YAML with its lines: every problem of a file is noted where it stands, none stops the reading."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from exercises.quoted import LONGEST, quoted
from exercises.reading.texts import TextError, text_of

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 10
"""How deep lists and mappings may stand in each other; a bank needs five."""

ENOUGH = 100
"""How many faults of one file are told: whoever has that many has given another kind of file."""

_SAID = 200
"""How much of what YAML itself says of a fault is passed on."""

_DIGITS = 5  # of a version; it stands in every result file
_TEXT = "tag:yaml.org,2002:str"
_READ_AS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


def show(path: Path) -> str:
    """Return *path* as an author types it: relative to where she stands, if it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # a loop of links has no end to name
        return path.as_posix()


class BankError(ValueError):
    """A bank or a form that cannot be used; `problems` holds one `file:line: …` for each fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class Fields(dict[str, yaml.Node]):
    """The fields of a mapping by name, and the *node* they stand in."""

    node: yaml.Node | None = None


@dataclass
class Reader:
    """Walks the nodes of one YAML file, and notes every problem with its line."""

    path: Path
    said: list[tuple[int, str]] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)

    @cached_property
    def shown(self) -> str:
        """The file's path as its author types it: each item has it in its place."""
        return show(self.path)

    @property
    def problems(self) -> list[str]:
        """Return `file:line: …` for each problem, in the order of the file."""
        shown = self.shown
        return [
            f"{shown}:{line}: {text}" if line else f"{shown}: {text}"
            for line, text in sorted(self.said, key=lambda each: each[0])
        ]

    def root(self, help_: str) -> yaml.Node | None:
        """Return the top node of the file, or note why there is none; *help_* says what to put."""
        try:
            text = text_of(self.path)
            if control := _CONTROL.search(text):
                self.say(
                    text.count("\n", 0, control.start()) + 1,
                    f"is not YAML (unacceptable character #x{ord(control[0]):04x}: control "
                    "characters are not allowed); delete control characters",
                )
                return None
            if refused := _refused(text):
                self.say(*refused)
                return None
            node: yaml.Node | None = yaml.compose(text, Loader)
        except TextError as error:
            self.say(error.line, error.text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            said = " ".join(filter(None, [error.context, error.problem]))
            self.say(line, f"is not YAML ({said[:_SAID]}); check quotes, colons and indents")
        except yaml.YAMLError as error:
            self.say(
                0, f"is not YAML ({str(error).splitlines()[0][:_SAID]}); delete control characters"
            )
        else:
            if node is None:
                self.say(0, f"is empty; {help_}")
            return node
        return None

    def pairs(self, node: yaml.Node, where: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield name, key and value of each field, and note a name written twice."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, f"{where}: {_shape(node)} stands where fields are meant; write name: …")
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else repr(key.tag)
            if name in seen:
                self.note(key, f"{where}: {quoted(name)} is written twice; keep one")
            seen.add(name)
            yield name, key, value

    def fields(self, node: yaml.Node, known: Sequence[str], where: str) -> Fields:
        """Return the fields that are *known*, and note the others with the nearest name."""
        found = Fields()
        found.node = node
        for name, key, value in self.pairs(node, where):
            if name in known:
                found[name] = value
                continue
            close = difflib.get_close_matches(name, known, 1)
            help_ = f"did you mean {close[0]!r}?" if close else f"use {', '.join(known)}"
            self.note(key, f"{where}: field {quoted(name)} is unknown; {help_}")
        return found

    def sequence(self, fields: Fields, name: str, where: str, help_: str = "") -> list[yaml.Node]:
        """Return the nodes of a list; note that it is missing if there is *help_* for that."""
        node = fields.get(name)
        if isinstance(node, yaml.SequenceNode) and node.value:
            return list(node.value)
        if isinstance(node, yaml.MappingNode) or (isinstance(node, yaml.ScalarNode) and node.value):
            self.note(node, f"{where}: {name} is {_shape(node)}, not a list; begin lines with '- '")
        elif help_:
            self.note(node or fields.node, f"{where}: {name} is missing; {help_}")
        return []

    def text(self, fields: Fields, name: str, where: str, help_: str = "") -> str:
        """Return the text of a field; note that it is missing if there is *help_* for that."""
        node = fields.get(name)
        text = "" if node is None else self.scalar(node, f"{where}: {name}")
        if help_ and not text and id(node) not in self.noted:
            self.note(node or fields.node, f"{where}: {name} is missing; {help_}")
        return text

    def scalar(self, node: yaml.Node, where: str) -> str:
        """Return the text of *node*; note what YAML would take for something else."""
        text = self.raw(node, where)
        if text and node.tag != _TEXT:
            read_as = _READ_AS.get(node.tag.rpartition(":")[2], "something else")
            again = f'"{text}"' if len(text) <= LONGEST else "it"
            self.note(node, f"{where} {quoted(text)} is read as {read_as}; write {again} in quotes")
        return text

    def raw(self, node: yaml.Node, where: str, help_: str = "words") -> str:
        """Return what is written, whatever YAML takes it for; note it if it is no single value."""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value).strip()
        self.note(node, f"{where} is {_shape(node)}, not text; write {help_}")
        return ""

    def typed(
        self, fields: Fields, name: str, kind: str, where: str, help_: str, default: str
    ) -> str:
        """Return an `int` or `bool` as written, *default* without one; note one that is neither."""
        node = fields.get(name)
        if node is None:
            return default
        value = self.raw(node, f"{where}: {name}", help_)
        if (
            value.isascii() and value.isdecimal() and len(value) <= _DIGITS
            if kind == "int"
            else value in ("true", "false")
        ):
            return value
        if id(node) not in self.noted:
            self.note(node, f"{where}: {name} {quoted(value)} is not usable; write {help_}")
        return default

    def note(self, node: yaml.Node | None, text: str) -> None:
        """Note a problem at *node*."""
        self.noted.add(id(node))
        self.say(0 if node is None else node.start_mark.line + 1, text)

    def say(self, line: int, text: str) -> None:
        """Note a problem at *line*, 0 for the whole file. Raises `BankError` if it is enough."""
        self.said.append((line, text))
        if len(self.said) >= ENOUGH:
            raise BankError([*self.problems, f"{self.shown}: and so on; mend these first"])


def _shape(node: yaml.Node) -> str:
    return {"MappingNode": "a mapping", "SequenceNode": "a list"}.get(
        type(node).__name__, quoted(getattr(node, "value", ""))
    )


def _refused(text: str) -> tuple[int, str] | None:
    """Return line and reason of what would end the interpreter, or fill its memory, if composed.

    Looked for among events, one after the other: nesting deeper than any data file, and aliases,
    of which a few make a file that stands for millions of entries.
    """
    depth = 0
    anchors: set[str] = set()
    try:
        for event in yaml.parse(text, Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    return _line(event), f"is nested deeper than {DEEPEST} levels; take some out"
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent) and event.anchor in anchors:
                return (
                    _line(event),
                    f"uses the alias {quoted(f'*{event.anchor}')}; write out what it stands for",
                )
            if isinstance(event, yaml.NodeEvent) and event.anchor:
                anchors.add(event.anchor)
    except yaml.YAMLError:
        return None  # composing says what is wrong
    return None


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1
