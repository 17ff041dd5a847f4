"""Bank YAML to items. Problems carry file and line, and come all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from exercises.forms import Form
from exercises.items import Item
from exercises.quoted import quoted
from exercises.reading.data_files import load_objectives
from exercises.reading.decisions import Decisions, load_decisions
from exercises.reading.form_reader import FormReader
from exercises.reading.item_reader import ItemReader
from exercises.reading.package import content, data
from exercises.reading.yaml_reader import BankError, show

__all__ = ["Bank", "BankError", "load_bank", "load_forms"]


@dataclass(frozen=True, slots=True)
class Bank(Mapping[str, Item]):
    """Items by id, and where each of them stands."""

    items_by_id: Mapping[str, Item]
    places: Mapping[str, str]
    files: Mapping[str, Path]
    decisions: Decisions = field(default_factory=lambda: Decisions({}, {}))

    def __getitem__(self, item: str) -> Item:
        return self.items_by_id[item]

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_by_id)

    def __len__(self) -> int:
        return len(self.items_by_id)


def load_bank(*paths: Path, decisions: Decisions | None = None) -> Bank:
    """Return every item of the bank files *paths*, of the content's bank without any.

    A folder stands for the `.yml` files in it; *decisions* are the content's without any.
    Raises `BankError` with every problem of every file.
    """
    paths = paths or (content() / "bank",)
    files = list(_files(paths))
    decisions = load_decisions() if decisions is None else decisions
    problems: list[str] = []
    if not files:
        problems.append(f"{show(paths[0])}: has no bank; add a file such as choose.yml")
    items: dict[str, Item] = {}
    places: dict[str, str] = {}
    origin: dict[str, Path] = {}
    objectives = load_objectives()
    for path in files:
        reader = ItemReader(path, decisions)
        try:
            for item, line in reader.items(objectives):
                place = f"{reader.shown}:{line}"
                if item.id in items:
                    reader.say(
                        line,
                        f"item {quoted(item.id)}: this id stands at {places[item.id]} already; "
                        "give each item its own",
                    )
                    continue
                items[item.id], places[item.id], origin[item.id] = item, place, path
        except BankError as error:
            problems.extend(error.problems)
        else:
            problems.extend(reader.problems)
    if problems:
        raise BankError(problems)
    return Bank(
        MappingProxyType(items), MappingProxyType(places), MappingProxyType(origin), decisions
    )


def load_forms(
    path: Path | None = None, *, bank: Mapping[str, Item] | None = None
) -> dict[str, Form]:
    """Return the forms of *path* by id, the content's without one.

    With a *bank*, each item of a form must stand in it. Raises `BankError` with every problem.
    """
    reader = FormReader(path or data("forms.yml"))
    forms = {form.id: form for form in reader.forms(bank)}
    if reader.problems:
        raise BankError(reader.problems)
    return forms


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.yml")) if path.is_dir() else [path]
