"""The data files of the package, each with its shape, read once: every fault with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from exercises.items import id_fault
from exercises.quoted import listed, quoted
from exercises.reading.decisions import load_decisions
from exercises.reading.package import DATA, content
from exercises.reading.shapes import (
    Day,
    ListOf,
    MapOf,
    Name,
    OneOf,
    Pattern,
    Record,
    Shape,
    Share,
    Text,
    Whole,
)
from exercises.reading.yaml_reader import BankError, Reader

Check = Callable[["DataReader", yaml.Node, Any], None]

DATED = {"cdt", "checked", "cdt_next", "cdt_next_date", "copyright_year"}
"""What a notice may name in braces: it changes with the edition."""

RULE = Record({"pattern": Pattern(), "say": Text("say what to write instead")}, what="rule")

KIND = Record(
    {"starts": Text("write bytes as digits of 16"), "what": Text("say what it is"),
     "say": OneOf(("workbook", "document", "packed"))},
    {"holds": Text("write what stands in it")},
    what="kind",
)  # fmt: skip

PLACEHOLDER = Record(
    {"id": Name(), "button": Text(most=60), "form": Text("write {} where the gap's name stands"),
     "hint": Text("say how it is used there"), "source": Text("say where it is from")},
    what="placeholder", named="id",
)  # fmt: skip


def edition_follows(reader: DataReader, root: yaml.Node, data: Any) -> None:
    """Note an edition that does not come after the one before it."""
    if data.get("next", {}).get("cdt", 0) <= data.get("cdt", 0):
        reader.note(at(root, "next", "cdt"), f"next: cdt is not after {data.get('cdt')}; "
                    "name the edition to come")  # fmt: skip


def code_fault(name: str) -> str | None:
    """Return why *name* is no code of the CDT, and what to write instead, or None if it is one."""
    return None if re.fullmatch("[A-Z][0-9]{4}", name) else "is no code; write one such as D9311"


def leads_somewhere(reader: DataReader, root: yaml.Node, data: Any) -> None:
    """Note a contact that is neither a repository nor a mail address."""
    to = data.get("to", "")
    if not re.fullmatch(r"|https://[^\s/]+/\S+|[^\s@:/?&]+@[^\s@:/?&]+\.[a-z]+", to):
        reader.note(at(root, "to"), f"to: {to!r} leads nowhere; write a repository's address "
                    "that begins with https://, or a mail address, or nothing")  # fmt: skip


def typed_fault(words: str) -> str | None:
    """Return what is wrong with *words* as the search reads them, or None."""
    plain = re.fullmatch("[a-z0-9]+(?: [a-z0-9]+)*", words)
    return None if plain else "is not as the search reads it; write small letters and single blanks"


def objectives() -> Shape:
    """Return the shape of the objectives, whose ids stand in every result."""
    return MapOf(Text("say what it teaches"), "objective", fault=partial(id_fault, longest=80))


def must_know() -> Shape:
    """Return the shape of what may not be missed: each point's words, and what breaks it."""
    known = OneOf(tuple(load("misconceptions")))
    each = Record({"say": Text("say what must be known")}, {"mistakes": ListOf(known)})
    return MapOf(each, "point", fault=id_fault)


def activities() -> Shape:
    """Return the shape of the activities: one for each objective."""
    each = Record({"title": Text(), "do": Text("say what a team does"), "read": Name()})
    return MapOf(each, "activity", known=tuple(load_objectives()))


def agenda() -> Shape:
    """Return the shape of the agenda: the steps of a session of so many minutes."""
    step = Record({"at": Whole(0, 120), "what": Text("say what is done"), "read": Name()})
    return MapOf(ListOf(step), "length")


def edition() -> Shape:
    """Return the shape of what changes with an edition."""
    coming = Record({"cdt": Whole(2017, 2999), "effective": Day()})
    names = MapOf(Text("quote the code's name"), "name", fault=code_fault)
    return Record(
        {"cdt": Whole(2017, 2999), "checked": Day(), "next": coming, "cut": Share()},
        {"names": names},
    )


def mark_fault(name: str) -> str | None:
    """Return why *name* cannot begin the names of scripts, or None."""
    plain = re.fullmatch("[a-z][a-z0-9]{1,19}", name)
    return None if plain else "is no mark; write 2 to 20 small letters and digits, a letter first"


def subject_fits(reader: DataReader, root: yaml.Node, data: Any) -> None:
    """Note a mark or a name that a script cannot bear, and a key that counts two answers."""
    if fault := mark_fault(data["mark"]):
        reader.note(at(root, "mark"), f"mark {fault}")
    if not re.fullmatch(r"[\w .–-]+", data["name"]):
        reader.note(at(root, "name"), "name has signs; write letters, digits, blanks and hyphens")
    for number, text in enumerate(data["notice"]):
        for name in set(re.findall(r"\{([^}]*)\}", text)) - DATED:
            reader.note(
                at(root, "notice", number),
                f"{quoted(f'{{{name}}}')} is not known; "
                f"use {', '.join(f'{{{each}}}' for each in sorted(DATED))}",
            )
    for number, name, known in _no_decisions(reader.path, data.get("reasons", ())):
        help_ = f"use one of {listed(known)}" if known else "write decisions.yml"
        place = at(root, "reasons", number)
        reader.note(place, f"reasons: {quoted(name)} is no decision; {help_}")
    keys = [each["key"].upper() for each in data["vote"]["answers"]]
    for number, key in enumerate(keys):
        place = at(root, "vote", "answers", number, "key")
        if not re.fullmatch("[0-9A-Z]", key) or key in "RV":
            reader.note(place, "key is no key to press; write a digit or a letter but R and V")
        elif key in keys[:number]:
            reader.note(place, f"key {key} counts another answer already; give each its own")


def _no_decisions(path: Path, names: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the place of each of *names* that is no decision beside *path*, it, and what there is.

    What is wrong with the decisions themselves is told where they are read.
    """
    try:
        known = list(load_decisions(path.with_name("decisions.yml"))) if names else []
    except BankError:
        return
    yield from ((n, each, known) for n, each in enumerate(names) if each not in known)


def subject() -> Shape:
    """Return the shape of what a book's subject is called."""
    answer = Record({"id": Name(), "name": Text(most=40), "key": Text(most=1)}, what="answer")
    vote = Record(
        {"ask": Text("ask what is voted on"), "answers": ListOf(answer, 2, 6, unique="id")}
    )
    lost = Record({"page": Text(most=200), "title": Text(most=80), "for": Text(most=80)})
    return Record(
        {"name": Text("name it in a word or two", most=40), "mark": Text(most=20),
         "training": Text("say what people are trained in", most=80),
         "notice": ListOf(Text(), 1, 9), "vote": vote},
        {"lost": ListOf(lost), "verdicts": ListOf(Name(), 0, 4)},
    )  # fmt: skip


def synonyms() -> Shape:
    """Return the shape of what is typed into the search, with the words of the book for it."""
    return MapOf(ListOf(Text("write words of the book")), "words typed", fault=typed_fault)


SHAPES: dict[str, tuple[Callable[[], Shape], Check | None]] = {
    "subject": (subject, subject_fits),
    "objectives": (objectives, None),
    "misconceptions": (lambda: MapOf(Text("say what is mistaken for what"), "mistake"), None),
    "must-know": (must_know, None),
    "activities": (activities, None),
    "agenda": (agenda, None),
    "guard": (lambda: ListOf(RULE), None),
    "edition": (edition, edition_follows),
    "synonyms": (synonyms, None),
    "contact": (lambda: Record({"to": Text(most=200, blank=True)}), leads_somewhere),
    "limits": (lambda: MapOf(Whole(1, 999_999_999), "limit"), None),
    "kinds": (lambda: ListOf(KIND), None),
    "refusals": (lambda: MapOf(Text("say what is wrong and what to do"), "refusal"), None),
    "result": (lambda: MapOf(Text("say it as a result does"), "sentence"), None),
    "scripts": (lambda: MapOf(Text("write what is said"), "script", fault=id_fault), None),
    "placeholders": (lambda: ListOf(PLACEHOLDER, unique="id"), None),
    "report": (lambda: MapOf(Text("say it as a report does"), "sentence"), None),
}
"""The files beside aids, documents, forms and decisions: what each may hold, and what must fit."""

ENGINE = {"guard", "placeholders", "limits", "kinds", "refusals", "result", "report"}
"""What is the same whatever a book is about: always the package's own."""

OPTIONAL = {"activities", "agenda", "contact", "misconceptions", "must-know", "scripts", "synonyms"}
"""What another subject may leave out; a page that needs it says so."""


class DataReader(Reader):
    """Reads one data file by its shape."""

    def value(self, shape: Shape, check: Check | None = None) -> Any:
        """Return what the file holds. Raises `BankError` with every problem."""
        root = self.root("write its fields")
        value = None if root is None else shape.read(self, root, self.path.stem)
        if root is not None and check and not self.said:
            check(self, root, value)
        if self.said:
            raise BankError(self.problems)
        return value


def load(name: str, folder: Path | None = None) -> Any:
    """Return the data file *name* (without `.yml`), of the content unless *folder* is named.

    Raises `BankError` with every problem.
    """
    return _read(name, folder or (DATA if name in ENGINE else content() / "data"))


@cache
def _read(name: str, folder: Path) -> Any:
    path = folder / f"{name}.yml"
    if name in OPTIONAL and folder != DATA and not path.exists():
        return {}
    shape, check = SHAPES[name]
    return DataReader(path).value(shape(), check)


def load_objectives() -> dict[str, str]:
    """Return what the book teaches: each objective's id and its title, in order."""
    found: dict[str, str] = load("objectives")
    return found


def at(root: yaml.Node, *path: str | int) -> yaml.Node:
    """Return the node at *path* below *root*, or the nearest one above it."""
    for step in path:
        found = next(_below(root, step), None)
        if found is None:
            return root
        root = found
    return root


def _below(node: yaml.Node, step: str | int) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        yield from node.value[step : step + 1]
    elif isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if key.value == step)


def problems() -> Iterator[str]:
    """Yield what is wrong with the data files."""
    for name in SHAPES:
        try:
            load(name)
        except BankError as error:
            yield from error.problems
