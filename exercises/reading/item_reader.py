"""The items of one bank file: each a case over a decision, or with options of its own."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from exercises.decisions import Decision, options_for, reason_fault
from exercises.items import Exhibit, Item, ItemError, Option, Row
from exercises.quoted import quoted
from exercises.reading.yaml_reader import Fields, Reader

_ITEM = ("id", "decision", "point", "case", "stem", "exhibit", "options", "rows", "key", "reason",
         "why", "mistakes", "twin", "source", "read", "critical", "version")  # fmt: skip


class ItemReader(Reader):
    """Reads the nodes of one file as items."""

    def __init__(self, path: Path, decisions: Mapping[str, Decision]) -> None:
        super().__init__(path)
        self.decisions = decisions

    def items(self, objectives: Mapping[str, str]) -> Iterator[tuple[Item, int]]:
        """Yield each item that can be used, with its line."""
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
                f"objective {quoted(objective)} is unknown; use one of {', '.join(objectives)}",
            )
            objective = ""
        for node in self.sequence(fields, "items", "bank", "write at least one item"):
            item = self.item(node, objective)
            if item is not None:
                yield item, node.start_mark.line + 1

    def item(self, node: yaml.Node, objective: str) -> Item | None:
        """Return the item that *node* holds, or None when something is wrong with it."""
        before = len(self.said)
        fields = self.fields(node, _ITEM, _name(node))
        if not isinstance(node, yaml.MappingNode):
            return None
        where = _name(node)
        places = Fields({"": node, **fields})
        decision = self.decision(fields, where)
        options = self.options(fields, where, places, decision)
        rows = self.rows(fields, where, places)
        version = self.typed(fields, "version", "int", where, "1, 2, 3 …", "1")
        critical = self.typed(fields, "critical", "bool", where, "true or false", "false")
        parts: Any = {part: self.text(fields, part, where) for part in _TEXTS}
        key = self.key(fields, where)
        try:
            item = Item(
                objective=objective,
                options=options,
                rows=rows,
                key=key,
                reason=self.reason(fields, where, decision, key),
                source=self.source(fields, where),
                critical=critical == "true",
                version=int(version),
                decision=decision.id if decision else None,
                ask=decision.ask if decision else "",
                standing=bool(decision and not decision.shuffle),
                exhibit=self.exhibit(fields, where),
                twin=self.text(fields, "twin", where) or None,
                **parts,
            )
        except ItemError as error:
            noted = {id(place) for place in places.values()} & self.noted
            for problem in error.problems:
                told = problem.field == "objective"  # of the bank, not of each item
                if not told and id(places.get(problem.field)) not in noted:
                    self.note(_nearest(problem.field, places), f"{where}: {problem.text}")
            return None
        return item if len(self.said) == before else None

    def decision(self, fields: Fields, where: str) -> Decision | None:
        """Return the decision that an item names, if it names one."""
        name = self.text(fields, "decision", where)
        if not name:
            return None
        if name not in self.decisions:
            close = difflib.get_close_matches(name, self.decisions, 1)
            help_ = f"did you mean {close[0]!r}?" if close else "use one of decisions.yml"
            self.note(fields["decision"], f"{where}: decision {quoted(name)} is unknown; {help_}")
        if "options" in fields:
            self.note(fields["options"], f"{where}: has a decision and options; delete one")
        return self.decisions.get(name)

    def options(
        self, fields: Fields, where: str, places: Fields, decision: Decision | None
    ) -> tuple[Option, ...]:
        """Return the options of an item: its decision's, with its own reasons, or its own."""
        if decision:
            if "why" in fields:
                places.setdefault("options", fields["why"])
            reasons = self.by_option(fields, "why", where, places)
            mistakes = self.by_option(fields, "mistakes", where, places)
            made, problems = options_for(decision, reasons, mistakes)
            for problem in problems:
                self.note(places[problem.field], f"{where}: {problem.text}")
            return made
        if fields.get("decision") is None:
            for name in ("why", "mistakes"):
                if name in fields:
                    self.note(fields[name], f"{where}: {name} goes with a decision; name one")
        found = []
        for here, name, each in self.parts("options", "option", Option, fields, where, places):
            tag = self.text(each, "misconception", here) if "misconception" in each else None
            text, why = self.text(each, "text", here), self.text(each, "why", here)
            found.append(Option(id=name, text=text, why=why, misconception=tag))
        return tuple(found)

    def by_option(self, fields: Fields, name: str, where: str, places: Fields) -> dict[str, str]:
        """Return what stands under *name* for each option, and note where."""
        found = {}
        for option, _, node in (
            self.pairs(fields[name], f"{where}: {name}") if name in fields else ()
        ):
            found[option] = self.scalar(node, f"{where}: {name} {quoted(option)}")
            places[f"{name}.{option}"] = node
            places.setdefault(f"options.{option}", node)
        return found

    def exhibit(self, fields: Fields, where: str) -> Exhibit | None:
        """Return what lies on the desk, if something does."""
        if "exhibit" not in fields:
            return None
        here = f"{where}: exhibit"
        parts = self.fields(fields["exhibit"], ("title", "lines"), here)
        lines = self.sequence(parts, "lines", here, "write what it says, a line each")
        title = self.text(parts, "title", here, "say what it is, such as 'Note in the chart'")
        return Exhibit(
            title=title, lines=tuple(self.scalar(each, f"{here}: line") for each in lines)
        )

    def rows(self, fields: Fields, where: str, places: Fields) -> tuple[Row, ...]:
        """Return the rows of a match."""
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
                yield f"{where}: {kind} {quoted(name)}", name, each

    def key(self, fields: Fields, where: str) -> str | frozenset[str] | None:
        """Return the key: an id, the ids of select-all, or None for a match."""
        node = fields.get("key")
        if isinstance(node, yaml.SequenceNode):
            return frozenset(self.scalar(each, f"{where}: key") for each in node.value)
        return None if node is None else self.scalar(node, f"{where}: key")

    def reason(
        self, fields: Fields, where: str, decision: Decision | None, key: object
    ) -> str | None:
        """Return the reason that decides a case; note one that is missing or does not fit."""
        name = self.text(fields, "reason", where)
        at = fields.get("reason", fields.node)
        if name and not decision:
            self.note(at, f"{where}: reason goes with a decision; name one")
        elif name and not isinstance(key, str):
            self.note(at, f"{where}: reason goes with one key; delete reason")
        elif (
            decision
            and isinstance(key, str)
            and key in decision.ids
            and (fault := reason_fault(decision, name, key))
        ):
            self.note(at, f"{where}: {fault}")
        return name or None

    def source(self, fields: Fields, where: str) -> tuple[str, ...]:
        """Return the keys of the sources that an item rests on."""
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
            return f"item {quoted(value.value)}"
    return "item without an id"


def _nearest(field: str, places: Fields) -> yaml.Node:
    """Return the node of *field*, or of the nearest one around it."""
    while field not in places:
        field = field.rpartition(".")[0]
    return places[field]
