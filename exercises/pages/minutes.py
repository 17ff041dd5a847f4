"""How long a page takes, and a path of pages: each step with its minutes, and all of them together.

What is folded is not on the way: whoever unfolds it has the time.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from posixpath import dirname, join, normpath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

WORDS_A_MINUTE = 238
"""What adults read silently of nonfiction in English: Brysbaert, *J Mem Lang* 2019;109:104047."""
ITEMS_A_MINUTE = 2


class path_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A path: what stands in it is a list, each entry of which begins with a link to a page."""


class PathDirective(SphinxDirective):
    """`{path}` holds a numbered list of pages; the build adds each page's minutes, and the sum."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list, with a place for the minutes, which are known once all is read."""
        node = path_node()
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def read_words(doctree: nodes.document) -> int:
    """Return how many words of a page stand open: not in a fold, not in a drawing or a face."""
    folded = words = 0
    for node in doctree.findall():
        if isinstance(node, nodes.raw):
            folded += node.astext().count("<details") - node.astext().count("</details>")
        elif isinstance(node, nodes.Text) and not folded and not isinstance(node.parent, nodes.raw):
            words += len(node.split())
    return words


def minutes(doctree: nodes.document, items: int) -> int:
    """Return the minutes for the words of a page and the *items* of its quizzes, to the nearest.

    Rounded up, those of a path would come to half a minute too much for each of its pages.
    """
    exact = read_words(doctree) / WORDS_A_MINUTE + items / ITEMS_A_MINUTE
    return max(1, math.floor(exact + 0.5))


def fill(app: Sphinx, doctree: nodes.document, here: str, takes: Callable[[str], int]) -> None:
    """Give each step of the paths on the page *here* its minutes, and say first what they come to.

    *takes* returns the minutes of a page, named as Sphinx names it.
    """
    for path in list(doctree.findall(path_node)):
        total = 0
        for entry in path.findall(nodes.list_item):
            page = _page(app, here, entry)
            if page is None:
                logger.warning("path: %r leads to no page; begin it with a link to one",
                               entry.astext(), location=path)  # fmt: skip
                continue
            time = takes(page)
            total += time
            next(entry.findall(nodes.paragraph)).append(
                nodes.inline("", f" {time} min", classes=["minutes"])
            )
        said = nodes.paragraph("", f"About {total} minutes in all.")
        path.replace_self(nodes.container("", said, *path.children, classes=["path"]))


def _page(app: Sphinx, here: str, entry: nodes.Element) -> str | None:
    """Return the page that the first link of *entry* leads to."""
    folder = dirname(app.builder.get_target_uri(here))
    for link in entry.findall(nodes.reference):
        address = normpath(join(folder, link.get("refuri", "").partition("#")[0]))
        for page in app.env.found_docs:
            if app.builder.get_target_uri(page) == address:
                return page
    return None


def setup(app: Sphinx) -> None:
    """Add `{path}`."""
    app.add_node(path_node)
    app.add_directive("path", PathDirective)
