"""Pages gathered on one, so that one press prints them all: `{packet}`, a page in each line.

`{packet-list}` says what the packets of its page hold, for whom each sheet is, how many copies.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from exercises.pages.builder import home

logger = logging.getLogger(__name__)

LEFT = {"on-screen", "vote-card"}
"""A section with a paragraph of these classes is not gathered, nor one with a face."""


HEADS = ("Sheet", "For", "Copies")


class packet_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The place of the *sheets*: of each the page, as Sphinx names it, for whom, how many."""


class list_node(nodes.General, nodes.Element):  # noqa: N801
    """The place of the list of what the packets of the page hold."""


class PacketDirective(SphinxDirective):
    """`{packet} TITLE` gathers the pages that its lines name, as the site addresses them.

    A line is `page | for whom | how many copies`; without a list, the page will do.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the place of the pages, or say which there are not."""
        sheets = []
        for line in filter(None, map(str.strip, self.content)):
            name, whom, copies, *_ = [*map(str.strip, line.split("|")), "", ""]
            page = f"{home(self.config)}{name}"
            if page in self.env.found_docs:
                sheets.append((page, whom, copies))
            else:
                logger.warning("packet: there is no page %r; name one as teach/sheet-b is", page,
                               location=self.get_location())  # fmt: skip
        return [packet_node(sheets=sheets, title=" ".join(self.arguments))]


class ListDirective(SphinxDirective):
    """`{packet-list}` lists what the packets of its page hold, which print right after it."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        return [list_node()]


class Gather(SphinxPostTransform):
    """Put the pages in their place, before anything refers to anything."""

    default_priority = 1  # type: ignore[assignment]  # docutils writes None here

    def run(self, **_kwargs: object) -> None:
        """Put the pages in their place."""
        places = list(self.document.findall(packet_node))
        tables = [self._list(place) for place in places]
        for place in places:
            gathered = [self._sheet(page) for page, _, _ in place["sheets"]]
            place.replace_self(nodes.container("", *gathered, classes=["packet"]))
        for place in list(self.document.findall(list_node)):
            parts = [each.deepcopy() for table in tables for each in table]
            place.replace_self(nodes.container("", *parts, classes=["packet-list"]))

    def _list(self, place: packet_node) -> list[nodes.Element]:
        """Return what a packet is called, and its sheets in a table: what, for whom, how many."""
        rows = [
            _row(nodes.reference("", self.env.titles[page].astext(), internal=True,
                                 refuri=f"#{self._name(page)}"), whom, copies)
            for page, whom, copies in place["sheets"]
        ]  # fmt: skip
        columns = [nodes.colspec(colwidth=1) for _ in HEADS]
        group = nodes.tgroup("", *columns, nodes.thead("", _row(*HEADS)), nodes.tbody("", *rows),
                             cols=len(HEADS))  # fmt: skip
        title = nodes.paragraph("", "", nodes.strong("", place["title"]))
        return [title, nodes.table("", group)]

    def _name(self, page: str) -> str:
        """Return the id that the first heading of *page* has among what is gathered."""
        section = next(self.env.get_doctree(page).findall(nodes.section))
        return _own(page, section["ids"][0])

    def _sheet(self, page: str) -> nodes.section:
        """Return *page* without what is for a screen alone, its headings under other names.

        Several pages may each have a heading of one name.
        """
        section: nodes.section = next(self.env.get_doctree(page).findall(nodes.section))
        for each in list(section.findall(_left)):
            each.parent.remove(each)
        for each in section.findall(nodes.Element):
            ids = each["ids"][:1] if isinstance(each, nodes.section) else []
            each["ids"], each["names"] = [_own(page, one) for one in ids], []
            if isinstance(each, addnodes.pending_xref):
                each["refdoc"] = self.env.docname
        return section


def _own(page: str, name: str) -> str:
    """Return the id that *name* of *page* has where several pages are gathered."""
    return f"{page.rpartition('/')[2]}-{name}"


def _row(*cells: nodes.Node | str) -> nodes.row:
    """Return *cells* as a row of a table."""
    inside = [nodes.Text(each) if isinstance(each, str) else each for each in cells]
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", each)) for each in inside))


def _left(node: nodes.Node) -> bool:
    """Return whether *node* is no part of a sheet."""
    if isinstance(node, nodes.section):
        return any(_face(each) or LEFT & {*each.get("classes", ())} for each in node.children
                   if isinstance(each, nodes.Element))  # fmt: skip
    return isinstance(node, addnodes.index | nodes.target) or _face(node)


def _face(node: nodes.Node) -> bool:
    return node.__class__.__name__ == "face_node"  # the extension, which has it, stands on this


def setup(app: Sphinx) -> None:
    """Add `{packet}` and its list."""
    app.add_node(packet_node)
    app.add_node(list_node)
    app.add_directive("packet", PacketDirective)
    app.add_directive("packet-list", ListDirective)
    app.add_post_transform(Gather)
