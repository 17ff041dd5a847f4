"""The data of the answer desk: aids and documents, read with every fault at its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from exercises.documents import GAP, Document, Field, Rule
from exercises.quoted import quoted
from exercises.reading.data_files import RULE, DataReader, at, load
from exercises.reading.package import data as data_of
from exercises.reading.passages import NO_SECTION
from exercises.reading.shapes import ListOf, MapOf, Name, OneOf, Record, Text
from exercises.reading.yaml_reader import BankError, show
from exercises.verdict import Aid, Choice, Contact, Question, Verdict

FORM_WORDS = ("elements", "name", "method", "target", "action", "reset", "submit")
"""What a form means by these names is its own: a field called so would hide it."""

CHOICE = Record(
    {"id": Name(), "text": Text(), "then": Name()},
    {"group": Text(most=72)},
    what="choice", named="id",
)  # fmt: skip
QUESTION = Record(
    {"text": Text("ask for one fact"), "choices": ListOf(CHOICE, 2, 12, unique="id")},
    {"hint": Text()},
)
VERDICT = Record(
    {
        "code": Text(most=80),
        "title": Text(most=200),
        "reason": Text("say why"),
        "see": ListOf(Name()),
    },
    {"needs": Text(), "change": Text(), "neighbour": Text(), "steps": ListOf(Text()),
     "next": Name(), "contact": Name()},
)  # fmt: skip
CONTACT = Record(
    {"name": Text(most=80), "phone": Text(most=20), "mail": Text(most=80), "read": Text(most=4)}
)
AID = Record(
    {"title": Text(most=200), "start": Name(), "questions": MapOf(QUESTION, "question"),
     "verdicts": MapOf(VERDICT, "verdict")},
    {"contacts": MapOf(CONTACT, "contact")},
)  # fmt: skip
FIELD = Record(
    {"id": Name(reserved=FORM_WORDS), "element": Text(), "label": Text(most=200),
     "kind": OneOf(("tick", "pick", "text"))},
    {"options": ListOf(Text(), 2, 40), "text": Text(), "hint": Text(),
     "when": OneOf(("first", "later")), "refuse": ListOf(RULE), "instead": Text()},
    what="field", named="id",
)  # fmt: skip
DOCUMENT = Record(
    {"title": Text(most=200), "text": Text(), "fields": ListOf(FIELD, 1, 60, unique="id")},
    {"refuse": ListOf(RULE), "about": OneOf(("patient", "office"))},
)
DEEPEST, WAYS = 12, 2_000
_ENOUGH = 20  # faults of one kind
"""How many questions one may be asked, and how many ways an aid may have."""


def load_aid(name: str, folder: Path | None = None) -> Aid:
    """Return the aid *name*. Raises `BankError` that says where its file is wrong."""
    return _aid(name, folder or data_of("aids"))


@cache
def _aid(name: str, folder: Path) -> Aid:
    data = DataReader(_path(folder, name, "aid")).value(AID, _leads)
    contacts = {key: Contact(**value) for key, value in data.get("contacts", {}).items()}
    return Aid(
        id=name,
        title=data["title"],
        start=data["start"],
        questions={
            key: Question(
                id=key,
                text=value["text"],
                hint=value.get("hint", ""),
                choices=tuple(Choice(**choice) for choice in value["choices"]),
            )
            for key, value in data["questions"].items()
        },
        verdicts={
            key: Verdict(id=key, **value | {"contact": contacts.get(value.get("contact"))})
            for key, value in data["verdicts"].items()
        },
    )


def load_document(name: str, folder: Path | None = None) -> Document:
    """Return the document *name*. Raises `BankError` that says where its file is wrong."""
    return _document(name, folder or data_of("documents"))


@cache
def _document(name: str, folder: Path) -> Document:
    data = DataReader(_path(folder, name, "document")).value(DOCUMENT, _fits)
    return Document(
        id=name,
        title=data["title"],
        text=data["text"],
        fields=tuple(Field(**each | {"refuse": _rules(each)}) for each in data["fields"]),
        refuse=_rules(data),
        about=data.get("about", "patient"),
    )


def _rules(data: Mapping[str, Any]) -> tuple[Rule, ...]:
    return tuple(Rule(**each) for each in data.get("refuse", ()))


@cache
def load_guard() -> tuple[Rule, ...]:
    """Return the rules that see what looks like patient data."""
    return tuple(Rule(**each) for each in load("guard"))


def decide(**facts: str) -> Verdict:
    """Return the verdict on the facts of an event: D9311, D9310, neither or unsettled.

    >>> decide(asked_by="staff", staff_asked="facts").code
    'neither'
    """
    return load_aid("which-code").decide({k.replace("_", "-"): v for k, v in facts.items()})


def names(kind: str) -> list[str]:
    """Return the names of the `aids` or the `documents` there are."""
    return sorted(path.stem for path in data_of(kind).glob("*.yml"))


def problems() -> Iterator[str]:
    """Yield what is wrong with the package's aids and documents, and what they name."""
    for kind, read in (("aids", load_aid), ("documents", load_document)):
        for name in names(kind):
            try:
                read(name)
            except BankError as error:
                yield from error.problems


def astray(labels: Collection[str]) -> Iterator[str]:
    """Yield each verdict of an aid that sends its reader to a section which is not in *labels*."""
    for name in names("aids"):
        try:
            DataReader(_path(data_of("aids"), name, "aid")).value(AID, partial(_stand, labels))
        except BankError as error:
            yield from error.problems


def _stand(labels: Collection[str], reader: DataReader, root: yaml.Node, data: Any) -> None:
    """Note each section that a verdict names and the book does not have."""
    for name, verdict in data["verdicts"].items():
        named = [("see", label) for label in verdict["see"]]
        named += [("next", verdict["next"])] if "next" in verdict else []
        for field, label in named:
            if label not in labels:
                reader.note(
                    at(root, "verdicts", name, field),
                    f"verdict {quoted(name)}: {field} {quoted(label)} {NO_SECTION}",
                )


def _leads(reader: DataReader, root: yaml.Node, data: Any) -> None:
    """Note each choice that leads nowhere or in a circle, and each verdict that none leads to.

    A verdict whose contact is not there is noted, too.
    """
    for name, verdict in data["verdicts"].items():
        if "contact" in verdict and verdict["contact"] not in data.get("contacts", {}):
            place = at(root, "verdicts", name, "contact")
            lack = f"there is no contact {verdict['contact']!r}; write it in contacts"
            reader.note(place, f"verdict {name!r}: {lack}")
    reached: set[str] = set()
    ways = 0

    def follow(here: str, came: tuple[str, ...], node: yaml.Node) -> None:
        nonlocal ways
        if here in data["verdicts"]:
            reached.add(here)
            ways += 1
        elif here not in data["questions"] or here in came or len(came) >= DEEPEST:
            lack = "was asked before" if here in came else "is no question and no verdict"
            if here not in came and here in data["questions"]:
                lack = f"comes after {DEEPEST} questions"
            reader.note(node, f"leads to {quoted(here)}, which {lack}; name one that fits")
        elif ways <= WAYS and len(reader.said) < _ENOUGH:
            for number, choice in enumerate(data["questions"][here]["choices"]):
                place = at(root, "questions", here, "choices", number, "then")
                follow(choice["then"], (*came, here), place)

    follow(data["start"], (), at(root, "start"))
    if ways > WAYS:
        reader.note(at(root, "start"), f"has more than {WAYS} ways through; ask less")
        return
    for name in data["verdicts"].keys() - reached if not reader.said else ():
        place = at(root, "verdicts", name)
        reader.note(place, f"no answer leads to verdict {quoted(name)}; delete it or lead to it")


def _fits(reader: DataReader, root: yaml.Node, data: Any) -> None:
    """Note each gap without a field, each field without a gap, and what its kind lacks."""
    gaps = set(GAP.findall(data["text"]))
    for name in sorted(gaps - {each["id"] for each in data["fields"]}):
        reader.note(at(root, "text"), f"the gap {{{name[:80]}}} has no field; write a field for it")
    for number, each in enumerate(data["fields"]):
        place, here = at(root, "fields", number), f"field {quoted(each['id'])}"
        if each["id"] not in gaps:
            reader.note(place, f"{here}: the text has no gap {{{each['id'][:80]}}}; write one")
        if each["kind"] == "pick" and "options" not in each:
            reader.note(place, f"{here}: options is missing; list what can be picked")
        if each["kind"] == "tick" and "text" not in each:
            reader.note(place, f"{here}: text is missing; write what a tick puts in the gap")


def _path(folder: Path, name: str, kind: str) -> Path:
    path = folder / f"{name}.yml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in folder.glob("*.yml")))
        help_ = f"use one of {known}" if known else f"write {show(path)}"
        raise BankError([f"{show(path)}: there is no {kind} {quoted(name)}; {help_}"])
    return path
