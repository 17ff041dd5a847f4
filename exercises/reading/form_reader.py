"""The forms of one file: which items are taken together."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast, get_args

import yaml

from exercises.forms import MIXED, Form, Mode
from exercises.items import Item
from exercises.reading.data_files import load
from exercises.reading.yaml_reader import Reader


class FormReader(Reader):
    """Reads the nodes of one file as forms."""

    def forms(self, bank: Mapping[str, Item] | None) -> Iterator[Form]:
        """Yield each form; with a *bank*, its items must stand there."""
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
            cut = Fraction(str(load("edition")["cut"])) if mode == "final" else None
            yield Form(id=key, title=title, items=tuple(ids), mode=cast(Mode, mode), cut=cut)
