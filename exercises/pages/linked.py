"""The way from a page to a passage, and what is said of a passage that is not there."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from exercises.reading import named
from exercises.reading.bank import Bank
from exercises.reading.passages import Linked, Passage

logger = logging.getLogger(__name__)


def passages(builder: StandaloneHTMLBuilder, node: nodes.Element, bank: Bank) -> Linked:
    """Return what finds a section for the face *node* of the page being written, by its label.

    A label that no section has is told as `check` tells it: file, line, what to write instead.
    """
    labels: Mapping[str, tuple[str, str, str]] = builder.env.get_domain("std").data["labels"]
    here = builder.current_docname
    told: set[str] = set()

    def passage(label: str) -> Passage:
        if label in labels:
            page, anchor, title = labels[label]
            href = builder.get_relative_uri(here, page) + (f"#{anchor}" if anchor else "")
            return Passage(title=title, href=href)
        if label not in told:
            told.add(label)
            own = f"{node['face']} {node['name']!r}: no section of the book is labelled {label!r}"
            for problem in named.problems(label, labels, bank, bank.places) or [own]:
                logger.warning("%s", problem, location=node)
        return Passage(title=label)

    return passage
