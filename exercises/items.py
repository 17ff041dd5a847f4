"""What an item is; an item that cannot be scored cannot be made.

Words follow the field: a *stem*, *options* (the *key* and the *distractors*), each with its *why*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exercises.quoted import listed, quoted

Kind = Literal["single", "multiple", "match"]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_HELP = "use lower-case letters, digits and single hyphens, such as 'choose-cardiology-call'"
LONGEST_ID, LONGEST_OPTION_ID, LONGEST_ROW_ID = 120, 40, 39
"""How many characters an id may have; a pick of a match is a row's, a colon and an option's."""
MOST_OPTIONS, MOST_ROWS, MOST_VERSION = 20, 8, 10_000
"""What a result file and the code of a result have room for: see data/result.schema.json."""


def id_fault(name: str, longest: int = LONGEST_ID) -> str | None:
    """Return why *name* can be no id and what to write instead, or None if it can."""
    if not ID.fullmatch(name):
        return f"is not an id; {ID_HELP}"
    if len(name) > longest:
        return f"has {len(name)} characters; use {longest} at most"
    if name == "constructor":  # every object of a script has something of this name
        return "means something else in a script; use another"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: the *field* it stands in, and what to write instead."""

    field: str
    text: str


class ItemError(ValueError):
    """An item that cannot be scored or explained; `problems` lists everything that is wrong."""

    def __init__(self, item: str, problems: Sequence[Problem]) -> None:
        self.item = item
        self.problems = tuple(problems)
        super().__init__("\n".join(f"item {quoted(item)}: {problem.text}" for problem in problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice, with the reason that a learner reads after checking.

    *misconception* names the mistake a distractor comes from; keys have none.
    """

    id: str
    text: str
    why: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a match item; *key* is the id of the option that fits it."""

    id: str
    text: str
    key: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What lies on the desk in a case: a note, an EOB, a fax, line by line under its *title*."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to answer.

    A string *key* makes it single choice, a set select-all-that-apply; *rows* and no key a match.
    An item over a *decision* is a case: its *stem* tells what happened, *ask* and options are the
    decision's; a *standing* list keeps its order. One with options of its own asks in its stem.
    A *twin* is the same scene with one fact changed and another key. The *reason* is the fact
    that decides it, of its decision's standing list; no result scores it.
    Items of one *point* are siblings: the same thing to know in another *case* (scene).
    A change of key or meaning raises *version*; a published id is never used again.

    Raises `ItemError` with every problem at once.
    """

    id: str
    objective: str
    stem: str
    options: tuple[Option, ...]
    key: str | frozenset[str] | None = None
    rows: tuple[Row, ...] = ()
    source: tuple[str, ...]
    read: str
    point: str
    case: str
    critical: bool = False
    version: int = 1
    decision: str | None = None
    ask: str = ""
    exhibit: Exhibit | None = None
    twin: str | None = None
    standing: bool = False
    reason: str | None = None

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise ItemError(self.id, problems)

    @property
    def kind(self) -> Kind:
        """Return `single`, `multiple` (select all that apply) or `match`."""
        if self.rows:
            return "match"
        return "single" if isinstance(self.key, str) else "multiple"

    @property
    def wording(self) -> str:
        """Return the whole item in one line: the case, what lies on the desk, the question."""
        shown = self.exhibit
        lines = [f"{n}. {line}" for n, line in enumerate(shown.lines, 1)] if shown else []
        parts = [self.stem, *([f"{shown.title}:"] if shown else []), *lines, self.ask]
        return " ".join(" ".join(parts).split())

    @property
    def keys(self) -> frozenset[str]:
        """Return the picks that earn credit: option ids, or `row:option` for a match."""
        if self.rows:
            return frozenset(f"{row.id}:{row.key}" for row in self.rows)
        assert self.key is not None
        return frozenset({self.key}) if isinstance(self.key, str) else self.key

    @property
    def picks(self) -> tuple[str, ...]:
        """Return every pick that a response may hold, in the order of writing."""
        if self.rows:
            return tuple(f"{row.id}:{option.id}" for row in self.rows for option in self.options)
        return tuple(option.id for option in self.options)


def _problems(item: Item) -> Iterator[Problem]:
    if not item.id.strip():
        yield from _blank("id", item.id)
    elif not ID.fullmatch(item.id):
        yield Problem(field="id", text=f"id {quoted(item.id)} cannot be an address; {ID_HELP}")
    elif fault := id_fault(item.id):
        yield Problem(field="id", text=f"id {quoted(item.id)} {fault}")
    elif item.objective and not item.id.startswith(f"{item.objective}-"):
        expected = f"{item.objective}-{item.id}"
        yield Problem(
            field="id",
            text=f"id {quoted(item.id)} hides its objective; write {quoted(expected)} or the like",
        )
    for field in ("objective", "stem", "read", "point", "case"):
        yield from _blank(field, getattr(item, field))
    if not item.source:
        yield Problem(field="source", text="source is missing; name a key of references.bib")
    for field in ("read", "point", "case", "objective"):
        value = getattr(item, field)
        if value.strip() and (fault := id_fault(value)):
            yield Problem(field=field, text=f"{field} {quoted(value)} {fault}")
    if item.version < 1:
        yield Problem(field="version", text=f"version {item.version!r} is too low; start at 1")
    if item.version > MOST_VERSION:
        yield Problem(
            field="version",
            text=f"version {item.version!r} is too high; use {MOST_VERSION} at most",
        )
    if item.exhibit and not (item.exhibit.title.strip() and all(item.exhibit.lines)):
        yield Problem(field="exhibit", text="exhibit has a blank; give it a title and its lines")
    if item.twin == item.id:
        yield Problem(field="twin", text="is its own twin; name the other case")
    yield from _option_problems(item)
    yield from _row_problems(item) if item.rows else _key_problems(item)


def _option_problems(item: Item) -> Iterator[Problem]:
    if len(item.options) < 2:  # noqa: PLR2004 (a choice needs two)
        yield Problem(field="options", text="has no distractor; write at least two options")
    if len(item.options) > MOST_OPTIONS:
        count = len(item.options)
        yield Problem(field="options", text=f"has {count} options; use {MOST_OPTIONS} at most")
    yield from _twice("option", "options", [option.id for option in item.options])
    for option in item.options:
        field = f"options.{option.id}"
        if fault := id_fault(option.id, LONGEST_OPTION_ID):
            yield Problem(field=field, text=f"option id {quoted(option.id)} {fault}")
        yield from _blank(f"{field}.text", option.text, f"option {quoted(option.id)}: text")
        if not (item.rows and item.decision):  # the rows say why; a list is the same in every case
            yield from _blank(f"{field}.why", option.why, f"option {quoted(option.id)}: why")


def _key_problems(item: Item) -> Iterator[Problem]:
    known = [option.id for option in item.options]
    if not known:
        return
    if item.key is None:
        yield Problem(field="key", text=f"key is missing; use one of {listed(known)} or write rows")
        return
    if not item.key:
        yield Problem(field="key", text=f"key is empty; use one of {listed(known)}")
        return
    for key in sorted(item.keys.difference(known)):
        yield Problem(
            field="key", text=f"key {quoted(key)} is not an option; use one of {listed(known)}"
        )
    if item.keys.issuperset(known):
        yield Problem(
            field="key",
            text="has no distractor, so ticking everything would be right; add an option that is "
            "wrong",
        )


def _row_problems(item: Item) -> Iterator[Problem]:
    known = [option.id for option in item.options]
    if item.key is not None:
        yield Problem(field="key", text="a match takes its keys from rows; delete key")
    if len(item.rows) > MOST_ROWS:
        yield Problem(field="rows", text=f"has {len(item.rows)} rows; use {MOST_ROWS} at most")
    yield from _twice("row", "rows", [row.id for row in item.rows])
    for row in item.rows:
        field = f"rows.{row.id}"
        if fault := id_fault(row.id, LONGEST_ROW_ID):
            yield Problem(field=field, text=f"row id {quoted(row.id)} {fault}")
        yield from _blank(f"{field}.text", row.text, f"row {quoted(row.id)}: text")
        yield from _blank(f"{field}.why", row.why, f"row {quoted(row.id)}: why")
        if row.key not in known:
            yield Problem(
                field=f"{field}.key",
                text=f"row {quoted(row.id)}: key {quoted(row.key)} is not an option; "
                f"use one of {listed(known)}",
            )


def _blank(field: str, value: str, name: str = "") -> Iterator[Problem]:
    if not value.strip():
        yield Problem(
            field=field,
            text=f"{name or field} is missing; {_HELP[field.rsplit('.', maxsplit=1)[-1]]}",
        )


def _twice(name: str, field: str, ids: Sequence[str]) -> Iterator[Problem]:
    for each, count in Counter(ids).items():
        if count > 1:
            yield Problem(
                field=f"{field}.{each}",
                text=f"{name} id {quoted(each)} is used {count} times; give each its own",
            )


_HELP = {
    "id": "write objective, topic and what, such as 'choose-cardiology-call'",
    "objective": "name the bank's objective",
    "stem": "write the case and the question",
    "text": "write what the learner chooses",
    "why": "say why it is right, or why it tempts and what would make it right",
    "read": "give the label of the section that teaches it",
    "point": "name the teaching point; siblings share it",
    "case": "name the scene",
}
