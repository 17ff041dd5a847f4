"""Which items, in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A set of items taken together; *items* are their ids, in order."""

    id: str
    title: str
    items: tuple[str, ...]


def shuffled(ids: Sequence[str], *, seed: int, salt: str) -> tuple[str, ...]:
    """Return *ids* in an order that depends on nothing but *seed*, *salt* and the ids themselves.

    They are sorted by a 32-bit hash (FNV-1a, finished as in MurmurHash3), which any language can
    repeat: `order` in quiz.js gives the same. *salt* is the item's id.
    """
    return tuple(sorted(ids, key=lambda each: (_hash(f"{seed}/{salt}/{each}"), each)))


def _hash(text: str) -> int:
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16
