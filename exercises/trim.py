"""Style sheets cut down to the rules that some page can use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import pairwise
from typing import Any

import tinycss2

_WORD = re.compile(r"[\w-]+")


def words(scripts: Iterable[str]) -> set[str]:
    """Return whatever in *scripts* might be the name of a class that they set."""
    return {word for text in scripts for word in _WORD.findall(text)}


def trim(css: str, used: Set[str]) -> str:
    """Return *css* without comments, spare blanks, and rules for classes and ids not in *used*."""
    return "".join(_kept(tinycss2.parse_stylesheet(css, True, True), used))


def _kept(rules: Iterable[Any], used: Set[str]) -> Iterable[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _split(rule.prelude) if _names(each) <= used]
            if selectors and (body := _text(rule.content)):
                yield f"{','.join(map(_text, selectors))}{{{body}}}"
        elif rule.type == "at-rule" and rule.content is None:
            yield f"@{rule.at_keyword}{_text(rule.prelude, sep=' ')};"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "layer"):
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, True, True), used))
            if inner:
                yield f"@{rule.at_keyword} {_text(rule.prelude)}{{{inner}}}"
        elif rule.type == "at-rule":
            yield f"@{rule.at_keyword} {_text(rule.prelude)}{{{_text(rule.content)}}}"


def _split(prelude: Iterable[Any]) -> list[list[Any]]:
    """Return the selectors of a list, each as its tokens."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _names(selector: list[Any]) -> set[str]:
    """Return the classes and ids that *selector* cannot do without; those in `:not()` it can."""
    found = {token.value for token in selector if token.type == "hash"}
    for dot, name in pairwise(selector):
        if dot == "." and name.type == "ident":
            found.add(name.value)
    return found


def _text(parts: Iterable[Any], sep: str = "") -> str:
    """Return tokens as text, each run of blanks as one."""
    written = "".join(
        " " if token.type == "whitespace" else token.serialize()
        for token in parts
        if token.type != "comment"
    )
    written = written.strip()
    return f"{sep}{written}" if written else ""
