"""What was written, as a message quotes it: enough to know it again, whoever wrote how much."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 80
"""How many characters of one value a message repeats."""

_LIST = 200
"""How many of a list."""


def quoted(text: str | None) -> str:
    """Return the beginning of *text* in quotes, with what a screen cannot show as escapes."""
    return repr(text and text[:LONGEST])


def listed(names: Iterable[str]) -> str:
    """Return *names* with commas between them, as many as a reader looks through."""
    whole = ", ".join(names)
    if len(whole) <= _LIST:
        return whole
    end = whole.rfind(",", 0, _LIST + 1)
    return f"{whole[: end if end > 0 else _LIST]} …"
