"""The book's address as a square to scan, once it is known: `{square}`, or `{square} PAGE`."""

from __future__ import annotations

import os
from html import escape

import segno
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from exercises.pages.builder import home

logger = logging.getLogger(__name__)


class square_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The place of a square that leads to *to*, a page as the site addresses it."""


class SquareDirective(SphinxDirective):
    """`{square} PAGE` shows the address of PAGE, or else of the first page, to scan and to read."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the square, or say which page there is not."""
        to = self.arguments[0] if self.arguments else ""
        if to and f"{home(self.config)}{to}" not in self.env.found_docs:
            logger.warning("square %r: no page stands there; name one as learn/start-here is",
                           to, location=self.get_location())  # fmt: skip
            return []
        return [square_node(to=to)]


def square(address: str) -> str:
    """Return *address* as a square of black on white, with its words below."""
    drawn = segno.make(address, micro=False, error="m").svg_inline(
        omitsize=True, border=4, dark="#000000", light="#ffffff", svgclass=None, lineclass=None
    )
    drawn = drawn.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
    return f'<p class="square">{drawn}<small>{escape(address)}</small></p>'


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Draw the squares of a page, or take their places away where nobody has said an address."""
    said = (os.environ.get("BOOK_URL") or app.config.html_baseurl or "").rstrip("/")
    for place in list(doctree.findall(square_node)):
        to = place["to"] and f"{place['to']}.html"
        drawn = [nodes.raw("", square(f"{said}/{to}"), format="html")] if said else []
        place.replace_self(drawn)


def setup(app: Sphinx) -> None:
    """Add `{square}`."""
    app.add_directive("square", SquareDirective)
    app.connect("doctree-resolved", fill)
