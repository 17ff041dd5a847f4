"""Style sheets cut down to the rules, and the custom properties, that some page can use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import pairwise
from typing import Any

import tinycss2

_WORD = re.compile(r"[\w-]+")
GROUPS = ("media", "supports", "layer")
"""The rules that hold rules."""
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


@lru_cache(maxsize=64)
def _rules(css: str) -> tuple[Any, ...]:
    """Return the rules of a style sheet, read once: it is asked what counts, then cut."""
    return (*tinycss2.parse_stylesheet(css, True, True),)


def words(scripts: Iterable[str]) -> set[str]:
    """Return whatever in *scripts* might be the name of a class or an element that they make."""
    return {word for text in scripts for word in _WORD.findall(text)}


def properties(sheets: Iterable[tuple[str, Set[str]]]) -> set[str]:
    """Return the custom properties that count in *sheets*, each with the names that use it.

    One counts if a script names it, or if it stands in the value of something that counts.
    """
    counts: set[str] = set()
    stands_in: dict[str, set[str]] = {}
    for sheet, used in sheets:
        counts.update(name for name in used if name.startswith("--"))
        for name, value in _declarations(_rules(sheet), used):
            if name.startswith("--"):
                stands_in.setdefault(name, set()).update(_VARIABLE.findall(value))
            else:
                counts.update(_VARIABLE.findall(value))
    new = set(counts)
    while new:
        new = {inner for name in new for inner in stands_in.get(name, ())} - counts
        counts |= new
    return counts


def _declarations(rules: Iterable[Any], used: Set[str]) -> Iterable[tuple[str, str]]:
    """Yield the name and the value of whatever is declared in the rules that some page can use.

    What an at-rule such as `@keyframes` holds is one value, under the rule's own name.
    """
    for rule in rules:
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in GROUPS:
            yield from _declarations(tinycss2.parse_rule_list(rule.content, True, True), used)
        elif rule.type == "at-rule":
            yield f"@{rule.at_keyword}", _text(rule.content or ())
        elif rule.content and any(_names(each) <= used for each in _split(rule.prelude)):
            yield from _named(rule.content)


def trim(css: str, used: Set[str], counts: Set[str]) -> str:
    """Return *css* without comments, spare blanks, and what no page can use.

    That is rules for classes, ids and elements not in *used*, and properties not in *counts*.
    """
    return "".join(_kept(_rules(css), used, counts))


def _kept(rules: Iterable[Any], used: Set[str], counts: Set[str]) -> Iterable[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _split(rule.prelude) if _names(each) <= used]
            body = ";".join(
                f"{name}:{value or ' '}"  # a property may hold nothing but a blank
                for name, value in _named(rule.content)
                if name in counts or not name.startswith("--")
            )
            if selectors and body:
                yield f"{','.join(map(_selector, selectors))}{{{body}}}"
        elif rule.type == "at-rule" and rule.content is None:
            yield f"@{rule.at_keyword}{_text(rule.prelude, sep=' ')};"
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS:
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, True, True), used, counts))
            if inner:
                yield f"@{rule.at_keyword} {_text(rule.prelude)}{{{inner}}}"
        elif rule.type == "at-rule":
            yield f"@{rule.at_keyword} {_text(rule.prelude)}{{{_text(rule.content)}}}"


def _named(content: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Yield the name and the value of each declaration, without the blanks around them."""
    for part in _split(content, at=";"):
        name, colon, value = _text(part).partition(":")
        if colon:
            yield name.strip(), value.strip()


def _split(tokens: Iterable[Any], at: str = ",") -> list[list[Any]]:
    """Return the parts of a list, such as selectors or declarations, each as its tokens."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == at:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _names(selector: list[Any]) -> set[str]:
    """Return the classes, ids and elements that *selector* needs; those in `:not()` it does not."""
    found = {token.value for token in selector if token.type == "hash"}
    for before, name in pairwise([None, *selector]):
        if name.type == "ident" and before != ":":
            found.add(name.value)
    return found


def _selector(parts: Iterable[Any]) -> str:
    """Return a selector as text, without blanks that say nothing; in quotation marks they may."""
    written = _text(parts)
    return written if '"' in written else re.sub(" ?([>~+,]) ?", r"\1", written)


def _text(parts: Iterable[Any], sep: str = "") -> str:
    """Return tokens as text, each run of blanks as one."""
    written = "".join(
        " " if token.type == "whitespace" else token.serialize()
        for token in parts
        if token.type != "comment"
    )
    written = written.strip()
    return f"{sep}{written}" if written else ""
