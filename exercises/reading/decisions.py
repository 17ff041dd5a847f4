"""The decisions of the desk, read from their file: every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from exercises.decisions import LONGEST_LIST, Decision
from exercises.items import LONGEST_OPTION_ID, Option, id_fault
from exercises.plain import counted
from exercises.quoted import quoted
from exercises.reading.package import data
from exercises.reading.yaml_reader import BankError, Fields, Reader


@dataclass(frozen=True, slots=True)
class Decisions(Mapping[str, Decision]):
    """Decisions by id, and where each of them stands."""

    by_id: Mapping[str, Decision]
    places: Mapping[str, str]

    def __getitem__(self, name: str) -> Decision:
        return self.by_id[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)


def load_decisions(path: Path | None = None) -> Decisions:
    """Return the decisions of *path*, the content's without one. Raises `BankError`."""
    reader = _Reader(path or data("decisions.yml"))
    found = list(reader.decisions())
    if reader.problems:
        raise BankError(reader.problems)
    return Decisions(
        MappingProxyType({decision.id: decision for decision, _ in found}),
        MappingProxyType({decision.id: f"{reader.shown}:{line}" for decision, line in found}),
    )


class _Reader(Reader):
    """Reads the nodes of one file as decisions."""

    def decisions(self) -> Iterator[tuple[Decision, int]]:
        root = self.root("write a decision's id, its ask: and its options:")
        if root is None:
            return
        for name, key, node in self.pairs(root, "decision file"):
            where = f"decision {quoted(name)}"
            if fault := id_fault(name):
                self.note(key, f"{where} {fault}")
            fields = self.fields(node, ("ask", "options", "shuffle"), where)
            if not isinstance(node, yaml.MappingNode):
                continue
            fields.node = key
            ask = self.text(fields, "ask", where, "write the question that every case asks")
            shuffle = self.typed(fields, "shuffle", "bool", where, "true or false", "false")
            options = self.options(fields, where)
            yield (
                Decision(id=name, ask=ask, options=options, shuffle=shuffle == "true"),
                key.start_mark.line + 1,
            )

    def options(self, fields: Fields, where: str) -> tuple[Option, ...]:
        found: dict[str, Option] = {}
        nodes = self.sequence(fields, "options", where, "write two or more")
        for node in nodes:
            each = self.fields(node, ("id", "text", "why"), f"{where}: option")
            if not isinstance(node, yaml.MappingNode):
                continue
            name = self.text(each, "id", f"{where}: option", "name it, such as 'neither'")
            here = f"{where}: option {quoted(name)}"
            text = self.text(each, "text", here, "write what is chosen")
            if name and (fault := id_fault(name, LONGEST_OPTION_ID)):
                self.note(node, f"{here} {fault}")
            if name in found:
                self.note(node, f"{here} stands twice; give each its own id")
            found[name] = Option(id=name, text=text, why=self.text(each, "why", here))
        if nodes and not 2 <= len(nodes) <= LONGEST_LIST:  # noqa: PLR2004 (a choice needs two)
            self.note(
                fields.node,
                f"{where}: has {counted(len(nodes), 'option')}; write 2 to {LONGEST_LIST}",
            )
        return tuple(found.values())
