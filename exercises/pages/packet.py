"""Pages gathered on one, so that one press prints them all: `{packet}`, a page in each line."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from exercises.pages.builder import home

logger = logging.getLogger(__name__)

LEFT = {"on-screen", "screen", "vote-card"}
"""A section with a paragraph of these classes is not gathered, nor one with a face."""


class packet_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The place of the *pages*, named as Sphinx names them."""


class PacketDirective(SphinxDirective):
    """`{packet}` gathers the pages that its lines name, as the site addresses them."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the place of the pages, or say which there are not."""
        pages = [f"{home(self.config)}{line.strip()}" for line in self.content if line.strip()]
        for page in (each for each in pages if each not in self.env.found_docs):
            logger.warning("packet: there is no page %r; name one as teach/sheet-b is", page,
                           location=self.get_location())  # fmt: skip
        return [packet_node(pages=[each for each in pages if each in self.env.found_docs])]


class Gather(SphinxPostTransform):
    """Put the pages in their place, before anything refers to anything."""

    default_priority = 1  # type: ignore[assignment]  # docutils writes None here

    def run(self, **_kwargs: object) -> None:
        """Put the pages in their place."""
        for place in list(self.document.findall(packet_node)):
            gathered = [self._sheet(page) for page in place["pages"]]
            place.replace_self(nodes.container("", *gathered, classes=["packet"]))

    def _sheet(self, page: str) -> nodes.section:
        """Return *page* without what is for a screen alone, its headings under other names.

        Several pages may each have a heading of one name.
        """
        section: nodes.section = next(self.env.get_doctree(page).findall(nodes.section))
        for each in list(section.findall(_left)):
            each.parent.remove(each)
        for each in section.findall(nodes.Element):
            ids = each["ids"][:1] if isinstance(each, nodes.section) else []
            each["ids"], each["names"] = [f"{page.rpartition('/')[2]}-{one}" for one in ids], []
            if isinstance(each, addnodes.pending_xref):
                each["refdoc"] = self.env.docname
        return section


def _left(node: nodes.Node) -> bool:
    """Return whether *node* is no part of a sheet."""
    if isinstance(node, nodes.section):
        return any(_face(each) or LEFT & {*each.get("classes", ())} for each in node.children
                   if isinstance(each, nodes.Element))  # fmt: skip
    return isinstance(node, addnodes.index | nodes.target) or _face(node)


def _face(node: nodes.Node) -> bool:
    return node.__class__.__name__ == "face_node"  # the extension, which has it, stands on this


def setup(app: Sphinx) -> None:
    """Add `{packet}`."""
    app.add_node(packet_node)
    app.add_directive("packet", PacketDirective)
    app.add_post_transform(Gather)
