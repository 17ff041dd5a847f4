"""In what order options stand: by a hash that any language can repeat."""

from __future__ import annotations

from collections.abc import Sequence

from exercises.items import Item


def shuffled(ids: Sequence[str], *, seed: int, salt: str) -> tuple[str, ...]:
    """Return *ids* in an order that depends on nothing but *seed*, *salt* and the ids themselves.

    They are sorted by a 32-bit hash (FNV-1a, finished as in MurmurHash3), which any language can
    repeat: `order` in quiz.js gives the same. *salt* is the item's id.
    """
    return tuple(sorted(ids, key=lambda each: (hash32(f"{seed}/{salt}/{each}"), each)))


def shown(item: Item, seed: int) -> tuple[str, ...]:
    """Return the option ids of *item* as they are shown: a standing list keeps its order."""
    ids = tuple(option.id for option in item.options)
    return ids if item.standing else shuffled(ids, seed=seed, salt=item.id)


def hash32(text: str) -> int:
    """Return the 32-bit hash of *text*: FNV-1a over UTF-8, finished as in MurmurHash3."""
    return finished_hash(fnv(text.encode()))


def fnv(data: bytes, value: int = 0x811C9DC5) -> int:
    """Return FNV-1a of *data*, going on from *value*, the FNV-1a of what stands before it."""
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def finished_hash(value: int) -> int:
    """Return *value* mixed as MurmurHash3 does at its end, so that near texts lie far apart."""
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16
