"""Bank YAML to items. Problems carry file and line, and come all at once."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

import yaml

from exercises.forms import MIXED, Form, Mode
from exercises.items import Item, ItemError, Option, Row
from exercises.reading.package import BANK, DATA, load_data, load_objectives
from exercises.reading.yaml_reader import Fields, Reader, show

_ITEM = ("id", "point", "case", "stem", "options", "rows", "key", "source", "read", "critical",
         "version")  # fmt: skip


class BankError(ValueError):
    """A bank or a form that cannot be used; `problems` holds one `file:line: …` for each fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Bank(Mapping[str, Item]):
    """Items by id, and where each of them stands."""

    items_by_id: Mapping[str, Item]
    places: Mapping[str, str]
    files: Mapping[str, Path]

    def __getitem__(self, item: str) -> Item:
        return self.items_by_id[item]

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_by_id)

    def __len__(self) -> int:
        return len(self.items_by_id)


def load_bank(*paths: Path) -> Bank:
    """Return every item of the bank files *paths*, of the package's own bank without any.

    A folder stands for the `.yml` files in it. Raises `BankError` with every problem of every file.
    """
    files = list(_files(paths or (BANK,)))
    problems: list[str] = []
    if not files:
        problems.append(f"{show(paths[0])}: has no bank; add a file such as choose.yml")
    items: dict[str, Item] = {}
    places: dict[str, str] = {}
    origin: dict[str, Path] = {}
    objectives = load_objectives()
    for path in files:
        reader = _Reader(path)
        for item, line in reader.items(objectives):
            place = f"{reader.shown}:{line}"
            if item.id in items:
                reader.say(
                    line,
                    f"item {item.id!r}: this id stands at {places[item.id]} already; "
                    "give each item its own",
                )
                continue
            items[item.id], places[item.id], origin[item.id] = item, place, path
        problems.extend(reader.problems)
    if problems:
        raise BankError(problems)
    return Bank(MappingProxyType(items), MappingProxyType(places), MappingProxyType(origin))


def load_forms(
    path: Path | None = None, *, bank: Mapping[str, Item] | None = None
) -> dict[str, Form]:
    """Return the forms of *path* by id, the package's own without one.

    With a *bank*, each item of a form must stand in it. Raises `BankError` with every problem.
    """
    reader = _Reader(path or DATA / "forms.yml")
    forms = {form.id: form for form in reader.forms(bank)}
    if reader.problems:
        raise BankError(reader.problems)
    return forms


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.yml")) if path.is_dir() else [path]


class _Reader(Reader):
    """Reads the nodes of one file as items or as forms."""

    def items(self, objectives: Mapping[str, str]) -> Iterator[tuple[Item, int]]:
        root = self.root("write objective: and items:")
        if root is None:
            return
        fields = self.fields(root, ("objective", "items"), "bank")
        if not isinstance(root, yaml.MappingNode):
            return
        objective = self.text(fields, "objective", "bank", "name one of " + ", ".join(objectives))
        if objective and objective not in objectives:
            self.note(
                fields["objective"],
                f"objective {objective!r} is unknown; use one of {', '.join(objectives)}",
            )
            objective = ""
        for node in self.sequence(fields, "items", "bank", "write at least one item"):
            item = self.item(node, objective)
            if item is not None:
                yield item, node.start_mark.line + 1

    def forms(self, bank: Mapping[str, Item] | None) -> Iterator[Form]:
        root = self.root("write a form's id, its title: and its items:")
        if root is None:
            return
        for key, name, node in self.pairs(root, "form file"):
            where = f"form {key!r}"
            fields = self.fields(node, ("title", "mode", "items"), where)
            if not isinstance(node, yaml.MappingNode):
                continue
            fields.node = name
            if key == MIXED:
                self.note(name, f"{where}: this is what a drawn round is called; use another id")
            title = self.text(fields, "title", where, "say what the form is for")
            mode = self.text(fields, "mode", where) or "practice"
            if mode not in get_args(Mode):
                self.note(
                    fields["mode"],
                    f"{where}: mode {mode!r} is unknown; use one of {', '.join(get_args(Mode))}",
                )
                mode = "practice"
            ids = []
            for each in self.sequence(fields, "items", where, "list the ids of its items"):
                item = self.scalar(each, f"{where}: item")
                if id(each) in self.noted:
                    continue
                if bank is not None and item not in bank:
                    close = difflib.get_close_matches(item, bank, 1)
                    help_ = f"did you mean {close[0]!r}?" if close else "use an id of the bank"
                    self.note(each, f"{where}: item {item!r} is not in the bank; {help_}")
                elif item in ids:
                    self.note(each, f"{where}: item {item!r} stands twice; list it once")
                ids.append(item)
            cut = Fraction(str(load_data("edition")["cut"])) if mode == "final" else None
            yield Form(id=key, title=title, items=tuple(ids), mode=cast(Mode, mode), cut=cut)

    def item(self, node: yaml.Node, objective: str) -> Item | None:
        before = len(self.said)
        fields = self.fields(node, _ITEM, _name(node))
        if not isinstance(node, yaml.MappingNode):
            return None
        where = _name(node)
        places = Fields({"": node, **fields})
        options = self.options(fields, where, places)
        rows = self.rows(fields, where, places)
        version = self.typed(fields, "version", "int", where, "1, 2, 3 …", "1")
        critical = self.typed(fields, "critical", "bool", where, "true or false", "false")
        parts: Any = {part: self.text(fields, part, where) for part in _TEXTS}
        try:
            item = Item(
                objective=objective,
                options=options,
                rows=rows,
                key=self.key(fields, where),
                source=self.source(fields, where),
                critical=critical == "true",
                version=int(version),
                **parts,
            )
        except ItemError as error:
            noted = frozenset(self.noted)
            for problem in error.problems:
                told = problem.field == "objective"  # of the bank, not of each item
                if not told and id(places.get(problem.field)) not in noted:
                    self.note(_nearest(problem.field, places), f"{where}: {problem.text}")
            return None
        return item if len(self.said) == before else None

    def options(self, fields: Fields, where: str, places: Fields) -> tuple[Option, ...]:
        found = []
        for here, name, each in self.parts("options", "option", Option, fields, where, places):
            tag = self.text(each, "misconception", here) if "misconception" in each else None
            text, why = self.text(each, "text", here), self.text(each, "why", here)
            found.append(Option(id=name, text=text, why=why, misconception=tag))
        return tuple(found)

    def rows(self, fields: Fields, where: str, places: Fields) -> tuple[Row, ...]:
        found = []
        for here, name, each in self.parts("rows", "row", Row, fields, where, places):
            text, key, why = (self.text(each, part, here) for part in ("text", "key", "why"))
            found.append(Row(id=name, text=text, key=key, why=why))
        return tuple(found)

    def parts(
        self, field: str, kind: str, made: type, fields: Fields, where: str, places: Fields
    ) -> Iterator[tuple[str, str, Fields]]:
        """Yield the name and the fields of each option or row, and note where they stand."""
        known = [each.name for each in dataclasses.fields(made)]
        for node in self.sequence(fields, field, where):
            each = self.fields(node, known, f"{where}: {kind}")
            if isinstance(node, yaml.MappingNode):
                name = self.text(each, "id", f"{where}: {kind}")
                places[f"{field}.{name}"] = node
                places.update({f"{field}.{name}.{part}": value for part, value in each.items()})
                yield f"{where}: {kind} {name!r}", name, each

    def key(self, fields: Fields, where: str) -> str | frozenset[str] | None:
        node = fields.get("key")
        if isinstance(node, yaml.SequenceNode):
            return frozenset(self.scalar(each, f"{where}: key") for each in node.value)
        return None if node is None else self.scalar(node, f"{where}: key")

    def source(self, fields: Fields, where: str) -> tuple[str, ...]:
        node = fields.get("source")
        nodes = (
            [node] if isinstance(node, yaml.ScalarNode) else self.sequence(fields, "source", where)
        )
        return tuple(filter(None, (self.scalar(each, f"{where}: source") for each in nodes)))


_TEXTS = ("id", "stem", "read", "point", "case")


def _name(node: yaml.Node) -> str:
    """Return how to speak of an item before it is one."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "id" and isinstance(value, yaml.ScalarNode) and value.value:
            return f"item {value.value!r}"
    return "item without an id"


def _nearest(field: str, places: Fields) -> yaml.Node:
    """Return the node of *field*, or of the nearest one around it."""
    while field not in places:
        field = field.rpartition(".")[0]
    return places[field]
