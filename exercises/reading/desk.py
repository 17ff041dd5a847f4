"""The data of the answer desk: aids and documents, read from YAML and checked by their schemas."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from exercises.documents import Document, Field, Rule
from exercises.reading import schemas
from exercises.reading.bank import BankError
from exercises.reading.package import DATA, load_data
from exercises.reading.yaml_reader import show
from exercises.verdict import Aid, Choice, Question, Verdict


@cache
def load_aid(name: str, folder: Path = DATA / "aids") -> Aid:
    """Return the aid *name*. Raises `BankError` that says where its file is wrong."""
    path = folder / f"{name}.yml"
    data = _read(path, "aid")
    try:
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
                key: Verdict(id=key, **_tuples(value)) for key, value in data["verdicts"].items()
            },
        )
    except ValueError as error:
        raise BankError([f"{show(path)}: {error}"]) from error


@cache
def load_document(name: str, folder: Path = DATA / "documents") -> Document:
    """Return the document *name*. Raises `BankError` that says where its file is wrong."""
    path = folder / f"{name}.yml"
    data = _read(path, "document")
    try:
        return Document(
            id=name,
            title=data["title"],
            text=data["text"],
            fields=tuple(Field(**_tuples(each)) for each in data["fields"]),
            refuse=tuple(Rule(**each) for each in data.get("refuse", ())),
        )
    except ValueError as error:
        raise BankError([f"{show(path)}: {error}"]) from error


@cache
def load_guard() -> tuple[Rule, ...]:
    """Return the rules that see what looks like patient data."""
    return tuple(Rule(**each) for each in load_data("guard"))


def decide(**facts: str) -> Verdict:
    """Return the verdict on the facts of an event: D9311, D9310, neither or unsettled.

    >>> decide(asked_by="staff").code
    'neither'
    """
    return load_aid("which-code").decide({k.replace("_", "-"): v for k, v in facts.items()})


def names(kind: str) -> list[str]:
    """Return the names of the `aids` or the `documents` there are."""
    return sorted(path.stem for path in (DATA / kind).glob("*.yml"))


def _tuples(fields: dict[str, Any]) -> Any:
    """Return *fields* with each list frozen."""
    return {name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()}


def _read(path: Path, kind: str) -> Any:
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in path.parent.glob("*.yml")))
        raise BankError([f"{show(path)}: there is no {kind} {path.stem!r}; use one of {known}"])
    try:
        data = yaml.safe_load(path.read_bytes())
    except yaml.YAMLError as error:
        raise BankError([f"{show(path)}: is not YAML ({' '.join(str(error).split())})"]) from error
    if schemas.fits(kind, data):
        return data
    raise BankError(
        [
            f"{show(path)}: {'.'.join(map(str, problem.absolute_path)) or 'top'}: {problem.message}"
            for problem in schemas.validator(kind).iter_errors(data)
        ]
    )
