"""The places of the book that its search leads to: each heading, with the words that stand below.

`search.js` looks through the words themselves, so a result shows the line it was found in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes

from exercises.reading.data_files import load
from exercises.reading.subject import subject

UNREAD = (
    nodes.raw, nodes.comment, nodes.system_message, nodes.title, nodes.literal_block,
    nodes.section, addnodes.index, addnodes.toctree,
)  # fmt: skip
"""What holds no words to be found: faces and code, and what is a place, or a name of it, itself."""
LINES = (nodes.paragraph, nodes.term, nodes.caption, nodes.rubric, nodes.line, nodes.title)
SETTER = "Search.look"
"""What the file of words calls with them, after the subject's mark: in a page and on a disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A heading of a page: its *anchor*, its *names* of the index, and the *text* below it.

    The first place of a page is the page itself, without an anchor.
    """

    anchor: str
    heading: str
    names: tuple[str, ...]
    text: str


def places(doctree: nodes.document) -> Iterator[Place]:
    """Yield the places of a page, in order."""
    for number, section in enumerate(doctree.findall(nodes.section)):
        heading = next((_said(each) for each in section.findall(nodes.title)), "")
        names = [
            entry[1]
            for child in section.children
            if isinstance(child, addnodes.index)
            for entry in child["entries"]
        ]
        yield Place(
            anchor=section["ids"][0] if number else "",
            heading=_line(heading),
            names=tuple(dict.fromkeys(names)),
            text=_line(" ".join(_lines(section.children))),
        )


def _lines(parts: list[Any]) -> Iterator[str]:
    """Yield the lines of *parts*, as they are read."""
    for part in parts:
        if isinstance(part, UNREAD):
            continue
        if isinstance(part, LINES) or not part.children:
            yield _said(part)
        else:
            yield from _lines(part.children)


def _said(part: nodes.Node) -> str:
    """Return the words of *part*. What is raw has none: a picture in a line is markup."""
    if isinstance(part, nodes.raw):
        return ""
    if not isinstance(part, nodes.Element) or not part.children:
        return str(part.astext())
    return str(part.child_text_separator).join(map(_said, part.children))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def script(pages: Mapping[str, tuple[str, list[Place]]]) -> str:
    """Return the file of words: *pages* by address, each with its title and places; synonyms.

    A place is a list: the number of its page, anchor, heading, names, text.
    """
    addresses = sorted(pages)
    found: dict[str, Any] = {
        "docnames": addresses,
        "titles": [pages[address][0] for address in addresses],
        "places": [
            [number, place.anchor, place.heading, ", ".join(place.names), place.text]
            for number, address in enumerate(addresses)
            for place in pages[address][1]
        ],
        "synonyms": load("synonyms"),
    }
    words = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"{subject().mark}{SETTER}({words});\n"
