"""Bank YAML to items. Problems carry file and line, and come all at once."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

import yaml

from exercises.forms import Form, Mode
from exercises.items import Item, ItemError, Option, Row

PACKAGE = Path(str(resources.files("exercises")))
BANK = PACKAGE / "bank"
DATA = PACKAGE / "data"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
_READ_AS = {"bool": "true or false", "int": "a number", "float": "a number", "null": "nothing",
            "timestamp": "a date"}  # fmt: skip
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


def load_objectives() -> dict[str, str]:
    """Return what the book teaches: each objective's id and its title, in order."""
    objectives: dict[str, str] = load_data("objectives")
    return objectives


def load_data(name: str) -> Any:
    """Return the data file *name* (without `.yml`) of the package."""
    return yaml.load((DATA / f"{name}.yml").read_bytes(), _Loader)


def show(path: Path) -> str:
    """Return *path* as an author types it: relative to where she stands, if it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.yml")) if path.is_dir() else [path]


@dataclass(slots=True)
class _Reader:
    """Walks the nodes of one YAML file, and notes every problem with its line."""

    path: Path
    top: yaml.Node | None = None
    said: list[tuple[int, str]] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)

    @property
    def shown(self) -> str:
        return show(self.path)

    @property
    def problems(self) -> list[str]:
        """Return `file:line: …` for each problem, in the order of the file."""
        return [
            f"{self.shown}:{line}: {text}" if line else f"{self.shown}: {text}"
            for line, text in sorted(self.said, key=lambda each: each[0])
        ]

    # -- what a file holds ------------------------------------------------------------------

    def items(self, objectives: Mapping[str, str]) -> Iterator[tuple[Item, int]]:
        root = self.root("write objective: and items:")
        if root is None:
            return
        fields = self.fields(root, ("objective", "items"), "bank")
        objective = self.text(fields, "objective", "bank", "name one of " + ", ".join(objectives))
        if objective and objective not in objectives:
            self.note(
                fields["objective"],
                f"objective {objective!r} is unknown; use one of {', '.join(objectives)}",
            )
        for node in self.sequence(fields, "items", "bank", "write at least one item"):
            item = self.item(node, objective)
            if item is not None:
                yield item, node.start_mark.line + 1

    def forms(self, bank: Mapping[str, Item] | None) -> Iterator[Form]:
        root = self.root("write a form's id, its title: and its items:")
        if root is None:
            return
        for key, node in self.pairs(root, "form file"):
            where = f"form {key!r}"
            fields = self.fields(node, ("title", "mode", "items"), where)
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
        places: Fields = {"": node, **fields}
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
                if id(places.get(problem.field)) not in noted:
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

    # -- what a node holds ------------------------------------------------------------------

    def root(self, help_: str) -> yaml.Node | None:
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
            node: yaml.Node | None = yaml.compose(text, _Loader)
        except OSError as error:
            self.say(0, f"cannot be read ({error.strerror}); check the path")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            byte = error.object[error.start]
            self.say(line, f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            said = " ".join(filter(None, [error.context, error.problem]))
            self.say(line, f"is not YAML ({said}); check quotes, colons and indents")
        except yaml.YAMLError as error:
            self.say(0, f"is not YAML ({str(error).splitlines()[0]}); delete control characters")
        except RecursionError:
            self.say(0, f"is nested too deep; {help_}")
        else:
            if node is None:
                self.say(0, f"is empty; {help_}")
            self.top = node
            return node
        return None

    def pairs(self, node: yaml.Node, where: str) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.note(node, f"{where}: {_shape(node)} stands where fields are meant; write name: …")
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else repr(key.tag)
            if name in seen:
                self.note(key, f"{where}: {name!r} is written twice; keep one")
            seen.add(name)
            yield name, value

    def fields(self, node: yaml.Node, known: Sequence[str], where: str) -> Fields:
        found = {}
        for name, value in self.pairs(node, where):
            if name in known:
                found[name] = value
                continue
            close = difflib.get_close_matches(name, known, 1)
            help_ = f"did you mean {close[0]!r}?" if close else f"use {', '.join(known)}"
            self.note(value, f"{where}: field {name!r} is unknown; {help_}")
        return found

    def sequence(self, fields: Fields, name: str, where: str, help_: str = "") -> list[yaml.Node]:
        """Return the nodes of a list; note that it is missing if there is *help_* for that."""
        node = fields.get(name)
        if isinstance(node, yaml.SequenceNode) and node.value:
            return list(node.value)
        if isinstance(node, yaml.ScalarNode | yaml.MappingNode):
            self.note(node, f"{where}: {name} is {_shape(node)}, not a list; begin lines with '- '")
        elif help_:
            self.note(node or self.top, f"{where}: {name} is missing; {help_}")
        return []

    def text(self, fields: Fields, name: str, where: str, help_: str = "") -> str:
        """Return the text of a field; note that it is missing if there is *help_* for that."""
        node = fields.get(name)
        text = "" if node is None else self.scalar(node, f"{where}: {name}")
        if help_ and not text and id(node) not in self.noted:
            self.note(node or self.top, f"{where}: {name} is missing; {help_}")
        return text

    def scalar(self, node: yaml.Node, where: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.note(node, f"{where} is {_shape(node)}, not text; write words")
            return ""
        text = str(node.value).strip()
        if text and node.tag != _TEXT:
            read_as = _READ_AS.get(node.tag.rpartition(":")[2], "something else")
            self.note(node, f'{where} {text!r} is read as {read_as}; write "{text}" in quotes')
        return text

    def typed(
        self, fields: Fields, name: str, kind: str, where: str, help_: str, default: str
    ) -> str:
        node = fields.get(name)
        if node is None:
            return default
        value = str(node.value)
        if value.isdecimal() if kind == "int" else value in ("true", "false"):
            return value
        self.note(node, f"{where}: {name} {value!r} is not usable; write {help_}")
        return default

    def note(self, node: yaml.Node | None, text: str) -> None:
        self.noted.add(id(node))
        self.say(0 if node is None else node.start_mark.line + 1, text)

    def say(self, line: int, text: str) -> None:
        self.said.append((line, text))


Fields = dict[str, yaml.Node]

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


def _shape(node: yaml.Node) -> str:
    return {"MappingNode": "a mapping", "SequenceNode": "a list"}.get(
        type(node).__name__, repr(getattr(node, "value", ""))
    )
