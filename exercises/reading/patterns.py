"""Patterns that Python and every browser of the book read alike, and that end in good time."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 2_000
MOST = 200
"""How often a part may be repeated before it counts as without end."""
_OWN = (
    (r"\(\?P", "names a group as only Python does; number it"),
    (r"\(\?<", "looks behind, which older Safari cannot; say it the other way round"),
    (r"\(\?[aiLmsux]+[):-]", "sets a flag inside; patterns are read whatever the case"),
    (r"\(\?#", "holds a comment; write it beside the pattern"),
    (r"(?<!\\)(?:\\\\)*\\[AZzGKdDwWhR]", "uses a class that browsers read otherwise; "
     "write [0-9] or [a-z0-9_]"),
    (r"(?<!\\)(?:\\\\)*[*+?}]\+", "takes all and gives nothing back, which browsers cannot"),
)  # fmt: skip
_REPEATS = (_parser.MAX_REPEAT, _parser.MIN_REPEAT)


def fault(pattern: str) -> str | None:
    """Return what is wrong with *pattern* and what to write instead, or None."""
    if not pattern:
        return "is blank; write what to look for"
    if len(pattern) > LONGEST:
        return f"has {len(pattern)} characters; use {LONGEST} at most"
    for own, said in _OWN:
        if re.search(own, pattern):
            return said
    try:
        parsed = _parser.parse(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no pattern ({error}); check brackets and backslashes"
    if _nested(parsed, within=False):
        return "repeats what repeats without end, so that it may never finish; repeat once"
    return None


def _nested(parsed: Any, *, within: bool) -> bool:
    """Return whether a repeat or a choice stands *within* an endless repeat."""
    for kind, value in parsed:
        endless = kind in _REPEATS and value[1] > MOST
        if within and (endless or kind == _parser.BRANCH):
            return True
        for part in _parts(value):
            if _nested(part, within=within or endless):
                return True
    return False


def _parts(value: Any) -> list[Any]:
    """Return the patterns that stand within one element of a pattern."""
    if isinstance(value, _parser.SubPattern):
        return [value]
    if isinstance(value, (tuple, list)):
        return [part for each in value for part in _parts(each)]
    return []
