"""Every response that an item can be given."""

from __future__ import annotations

from itertools import chain, combinations, product

from exercises.items import Item


def whole_responses(item: Item) -> list[frozenset[str]]:
    """Return every response that Check takes: one option, some ticks, an option for each row."""
    ids = [option.id for option in item.options]
    if item.rows:
        rows = [[f"{row.id}:{option}" for option in ids] for row in item.rows]
        return [frozenset(picks) for picks in product(*rows)]
    most = 1 if item.kind == "single" else len(ids)
    sets = chain.from_iterable(combinations(ids, size) for size in range(1, most + 1))
    return [frozenset(picks) for picks in sets]


def every_response(item: Item) -> list[frozenset[str]]:
    """Return the whole responses, the blank one and, for a match, those that leave rows out."""
    if not item.rows:
        return [frozenset(), *whole_responses(item)]
    rows = [["", *(f"{row.id}:{option.id}" for option in item.options)] for row in item.rows]
    return [frozenset(filter(None, picks)) for picks in product(*rows)]
