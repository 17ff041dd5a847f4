"""Items over a standing list of three, as the corpora of what was taken for what name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exercises.items import Item, Option, Row

TEXTS = {"code": {"d9311": "D9311", "d9310": "D9310", "neither": "Neither code"}}


def over_three(
    make_item: Callable[..., Item], kind: str, keys: Sequence[str], *,
    tags: Mapping[str, str] | None = None, **about: Any,
) -> Item:  # fmt: skip
    """Return an item over the list of three, with *keys*; a match's are `row:key`."""
    options = tuple(
        Option(id=name, text=text, why="It is so.", misconception=(tags or {}).get(name))
        for name, text in TEXTS["code"].items()
    )
    key: str | frozenset[str] | None = keys[0] if kind == "single" else frozenset(keys)
    if kind == "match":
        rows = (each.partition(":") for each in keys)
        about["rows"] = tuple(Row(id=row, text=row, key=to, why="It is so.") for row, _, to in rows)
        key = None
    return make_item(options=options, key=key, standing=about["decision"] == "code", **about)
