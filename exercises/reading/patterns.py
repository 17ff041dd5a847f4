"""Patterns that Python and every browser of the book read alike, and that end in good time."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 2_000
MOST = 10
"""How often a part may be repeated before what it holds may not vary."""
ENDLESS = 200
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
_ESCAPE = r"\\(?:[bBsSnt1-9]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^\w\s])"
_ALIKE = re.compile(
    rf"{_ESCAPE}|\((?:\?[:=!]|(?!\?))|\)|[*+?]\??|\{{[0-9]+(?:,[0-9]*)?\}}\??|[|^.$]"
    rf"|\[\^?(?:[^\]\[\\]|{_ESCAPE})+\]|[^\\()\[\]{{}}*+?|^$.]"
)
"""One sign, class, group or repeat that means the same in both."""
_REPEATS = (_parser.MAX_REPEAT, _parser.MIN_REPEAT)
_SIGNS = [chr(code) for code in range(128)] + ["é", "٣", "中"]
"""What stands for all there is, when two classes are asked whether they share a sign."""


def fault(pattern: str) -> str | None:
    """Return what is wrong with *pattern* and what to write instead, or None."""
    return _written(pattern) or _meant(pattern)


def _written(pattern: str) -> str | None:
    """Return what is wrong with the signs of *pattern*."""
    if not pattern:
        return "is blank; write what to look for"
    if len(pattern) > LONGEST:
        return f"has {len(pattern)} characters; use {LONGEST} at most"
    return next((said for own, said in _OWN if re.search(own, pattern)), None)


def _meant(pattern: str) -> str | None:
    """Return what is wrong with what *pattern* means."""
    try:
        with warnings.catch_warnings(action="ignore"):
            parsed = _parser.parse(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no pattern ({error}); check brackets and backslashes"
    if other := _other(pattern):
        return f"holds {other!r}, which browsers read otherwise; put a backslash before a sign"
    if re.match(pattern, "", re.IGNORECASE):
        return "fits where nothing stands; say what must be there"
    if _nested(parsed, within=False):
        return "repeats what repeats without end, so that it may never finish; repeat once"
    before = list(parsed)[:-1] if parsed[-1][0] in _REPEATS else parsed  # the last has its fill
    if _follow(before, frozenset()) is None:
        return "repeats twice what fits both, so that it takes too long; put between what fits one"
    return None


def _other(pattern: str) -> str:
    """Return the first few signs of *pattern* that not both read alike, or nothing."""
    at = 0
    while at < len(pattern):
        found = _ALIKE.match(pattern, at)
        if found is None:
            return pattern[at : at + 8]
        at = found.end()
    return ""


def _nested(parsed: Any, *, within: bool) -> bool:
    """Return whether what varies stands *within* what is repeated often."""
    for kind, value in parsed:
        repeat = kind in _REPEATS
        if within and (kind == _parser.BRANCH or (repeat and value[0] != value[1])):
            return True
        often = within or (repeat and value[1] > MOST)
        if any(_nested(part, within=often) for part in _parts(value)):
            return True
    return False


def _follow(parsed: Any, taken: frozenset[str]) -> frozenset[str] | None:
    """Return the signs that an endless repeat before the end of *parsed* may have taken.

    *taken* are those before its beginning. None if another endless repeat takes one of them too:
    then there are as many ways to share them out as there are signs, each tried at every place.
    """
    for kind, value in parsed:
        if kind in _REPEATS:
            low, high, part = value
            signs = _signs(part[0]) if len(part) == 1 else None
            after = _follow(part, taken)
            if after is None or (high > ENDLESS and signs and signs & taken):
                return None
            mine = signs if signs and high > ENDLESS else after
            taken = mine if low else mine | taken
        elif kind == _parser.BRANCH:
            ends = [_follow(part, taken) for part in value[1]]
            if None in ends:
                return None
            taken = frozenset().union(*(end for end in ends if end is not None))
        elif kind == _parser.SUBPATTERN:
            end = _follow(value[-1], taken)
            if end is None:
                return None
            taken = end
        elif (signs := _signs((kind, value))) is not None and not signs & taken:
            taken = frozenset()
    return taken


def _signs(node: Any) -> frozenset[str] | None:
    """Return which of `_SIGNS` the *node* fits, or None if it is more than one sign."""
    kind, value = node
    if kind == _parser.LITERAL:
        return frozenset({chr(value), chr(value).lower(), chr(value).upper()})
    if kind not in (_parser.NOT_LITERAL, _parser.IN, _parser.ANY):
        return None
    return _fitting(kind, tuple(value) if kind == _parser.IN else value)


@lru_cache(1_000)
def _fitting(kind: Any, value: Any) -> frozenset[str]:
    """Return which of `_SIGNS` fit what stands for one sign; a pattern holds few of its kinds."""
    node = kind, list(value) if kind == _parser.IN else value
    alone = _parser.SubPattern(_parser.State(), [node])
    fits = _compiler.compile(alone, re.IGNORECASE).fullmatch
    return frozenset(filter(fits, _SIGNS))


def _parts(value: Any) -> list[Any]:
    """Return the patterns that stand within one element of a pattern."""
    if isinstance(value, _parser.SubPattern):
        return [value]
    if isinstance(value, (tuple, list)):
        return [part for each in value for part in _parts(each)]
    return []
