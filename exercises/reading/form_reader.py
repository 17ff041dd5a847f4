"""The forms of one file: which items are taken together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import cast, get_args

import yaml

from exercises.forms import MIXED, Form, Mode
from exercises.items import Item, id_fault
from exercises.quoted import quoted
from exercises.reading.data_files import load
from exercises.reading.yaml_reader import Reader

LONGEST_ID, LONGEST_TITLE, MOST_ITEMS = 80, 200, 60
"""Of a form's id as a result file has room for it, of its title on a page, of its items."""
SIGNS = 200
"""How many signs the code of a result may have, its check left out."""
OWN_FILES = ("paper", "team")
"""The names in `_static` beside which no form can put its own data."""


class FormReader(Reader):
    """Reads the nodes of one file as forms."""

    def forms(self, bank: Mapping[str, Item] | None) -> Iterator[Form]:
        """Yield each form; with a *bank*, its items must stand there."""
        root = self.root("write a form's id, its title: and its items:")
        if root is None:
            return
        for key, name, node in self.pairs(root, "form file"):
            where = f"form {quoted(key)}"
            fields = self.fields(node, ("title", "mode", "items"), where)
            if not isinstance(node, yaml.MappingNode):
                continue
            fields.node = name
            if fault := _fault(key):
                self.note(name, f"{where}: {fault}")
            title = self.text(fields, "title", where, "say what the form is for")
            if len(title) > LONGEST_TITLE:
                told = f"title has {len(title)} characters; use {LONGEST_TITLE} at most"
                self.note(fields["title"], f"{where}: {told}")
            mode = self.text(fields, "mode", where) or "practice"
            if mode not in get_args(Mode):
                known = ", ".join(get_args(Mode))
                told = f"{where}: mode {quoted(mode)} is unknown; use one of {known}"
                self.note(fields["mode"], told)
                mode = "practice"
            ids = []
            for each in self.sequence(fields, "items", where, "list the ids of its items"):
                item = self.scalar(each, f"{where}: item")
                if id(each) in self.noted:
                    continue
                if bank is not None and item not in bank:
                    close = difflib.get_close_matches(item, bank, 1)
                    help_ = f"did you mean {close[0]!r}?" if close else "use an id of the bank"
                    self.note(each, f"{where}: item {quoted(item)} is not in the bank; {help_}")
                elif item in ids:
                    self.note(each, f"{where}: item {quoted(item)} stands twice; list it once")
                ids.append(item)
            if len(ids) > MOST_ITEMS:
                self.note(name, f"{where}: has {len(ids)} items; use {MOST_ITEMS} at most")
            elif bank is not None and _signs(bank[each] for each in ids if each in bank) > SIGNS:
                self.note(name, f"{where}: its code would be too long to type; take fewer items")
            cut = Fraction(str(load("edition")["cut"])) if mode == "final" else None
            yield Form(id=key, title=title, items=tuple(ids), mode=cast(Mode, mode), cut=cut)


def _fault(name: str) -> str | None:
    """Return why a form cannot be called *name* and what to write instead, or None."""
    if name == MIXED:
        return "this is what a drawn round is called; use another id"
    if name in OWN_FILES:
        return "this is what another page calls its data; use another id"
    fault = id_fault(name, LONGEST_ID)
    if fault is None and not name[0].isalpha():
        return "begins with a digit, and a spreadsheet makes a number of it; begin with a letter"
    return fault


def _signs(items: Iterable[Item]) -> int:
    """Return how many signs the longest code of a form of *items* has, without its check."""
    ways: int = prod(
        2 ** len(item.options)
        if item.kind == "multiple"
        else (len(item.options) + 1) ** max(1, len(item.rows))
        for item in items
    )
    return -(-(2**20 * ways - 1).bit_length() // 5)
