"""The decisions of the desk, read from their file: every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from exercises.decisions import LONGEST_LIST, Decision, Reason, Reasons
from exercises.items import LONGEST_OPTION_ID, Option, id_fault
from exercises.plain import counted
from exercises.quoted import listed, quoted
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
            fields = self.fields(node, ("ask", "options", "shuffle", "reasons"), where)
            if not isinstance(node, yaml.MappingNode):
                continue
            fields.node = key
            ask = self.text(fields, "ask", where, "write the question that every case asks")
            shuffle = self.typed(fields, "shuffle", "bool", where, "true or false", "false")
            options = self.options(fields, where)
            decision = Decision(
                id=name,
                ask=ask,
                options=options,
                shuffle=shuffle == "true",
                reasons=self.reasons(fields, where, [option.id for option in options]),
            )
            yield decision, key.start_mark.line + 1

    def options(self, fields: Fields, where: str) -> tuple[Option, ...]:
        return tuple(
            Option(id=name, text=text, why=self.text(each, "why", here))
            for here, name, text, each in self.choices(fields, where, "option", "why", "neither")
        )

    def reasons(self, fields: Fields, where: str, keys: list[str]) -> Reasons | None:
        """Return what is asked of a decided case, with a reason or more for each of *keys*."""
        if "reasons" not in fields:
            return None
        within = f"{where}: reasons"
        parts = self.fields(fields["reasons"], ("ask", "options"), within)
        if not isinstance(fields["reasons"], yaml.MappingNode):
            return None
        found = []
        for here, name, text, each in self.choices(parts, within, "reason", "for", "no-advice"):
            key = self.text(each, "for", here, f"name what it decides for: {listed(keys)}")
            if key and key not in keys:
                help_ = f"use one of {listed(keys)}"
                self.note(each["for"], f"{here}: for {quoted(key)} is no option; {help_}")
            found.append(Reason(id=name, text=text, key=key))
        for key in keys if found else ():
            if key not in {reason.key for reason in found}:
                self.note(fields["reasons"], f"{within}: none is for {quoted(key)}; write one")
        ask = self.text(parts, "ask", within, "write what is asked once a case is decided")
        return Reasons(ask=ask, options=tuple(found))

    def choices(
        self, fields: Fields, where: str, kind: str, part: str, example: str
    ) -> Iterator[tuple[str, str, str, Fields]]:
        """Yield place, id, text and fields of each choice of a list; note what is wrong with it."""
        found = set()
        nodes = self.sequence(fields, "options", where, "write two or more")
        for node in nodes:
            each = self.fields(node, ("id", "text", part), f"{where}: {kind}")
            if not isinstance(node, yaml.MappingNode):
                continue
            name = self.text(each, "id", f"{where}: {kind}", f"name it, such as {example!r}")
            here = f"{where}: {kind} {quoted(name)}"
            text = self.text(each, "text", here, "write what is chosen")
            if name and (fault := id_fault(name, LONGEST_OPTION_ID)):
                self.note(node, f"{here} {fault}")
            if name in found:
                self.note(node, f"{here} stands twice; give each its own id")
            found.add(name)
            yield here, name, text, each
        if nodes and not 2 <= len(nodes) <= LONGEST_LIST:  # noqa: PLR2004 (a choice needs two)
            self.note(
                fields.node,
                f"{where}: has {counted(len(nodes), kind)}; write 2 to {LONGEST_LIST}",
            )
