"""Drawings in a page, which follow its colours: `{drawing} NAME`, and `` {pic}`NAME` `` in a line.

Pictures stand once, in `figures/pics`: a drawing takes one in by `<use href="NAME"/>`.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from exercises.pages.builder import home

logger = logging.getLogger(__name__)

SVG = "http://www.w3.org/2000/svg"
PROBLEMS = (OSError, ElementTree.ParseError, ValueError)


class DrawingDirective(SphinxDirective):
    """`{drawing} NAME` puts `figures/NAME.svg` in a page.

    Where there is a `figures/NAME.narrow.svg`, that one is shown on a phone.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a figure: the drawing, with its text alternative, and the caption."""
        name = self.arguments[0]
        path = _figures(self) / f"{name}.svg"
        narrow = path.with_name(f"{name}.narrow.svg")
        self.env.note_dependency(str(path))
        try:
            drawing = _inline(self, path, name)
            if narrow.is_file():
                self.env.note_dependency(str(narrow))
                drawing += _inline(self, narrow, f"{name}-narrow")
        except PROBLEMS as error:
            logger.warning("drawing %r: %s", name, error, location=self.get_location())
            return []
        caption = nodes.caption()
        self.state.nested_parse(self.content, self.content_offset, caption)
        kinds = ["drawing", *(["two-widths"] if narrow.is_file() else [])]
        figure = nodes.figure("", nodes.raw("", drawing, format="html"), classes=kinds)
        for paragraph in caption.findall(nodes.paragraph):
            figure += nodes.caption("", "", *paragraph.children)
        return [figure]


class PicRole(SphinxRole):
    """`` {pic}`NAME` `` puts the picture `figures/pics/NAME.svg` before words that say the same."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the picture, which screen readers pass over."""
        try:
            picture = _picture(self, self.text)
        except PROBLEMS as error:
            logger.warning("pic %r: %s", self.text, error, location=self.get_location())
            return [], []
        picture.set("class", "pic")
        picture.set("aria-hidden", "true")
        return [nodes.raw("", _written(picture), format="html")], []


def _figures(place: SphinxDirective | SphinxRole) -> Path:
    return Path(place.env.srcdir, home(place.config), "figures")


def _picture(place: SphinxDirective | SphinxRole, name: str) -> ElementTree.Element:
    """Return the picture *name*. Raises one of `PROBLEMS`."""
    path = _figures(place) / "pics" / f"{name}.svg"
    place.env.note_dependency(str(path))
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))


def _inline(place: SphinxDirective, path: Path, name: str) -> str:
    """Return a drawing named for screen readers by its own title and description."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    for part in ("title", "desc"):
        element = root.find(f"{{{SVG}}}{part}")
        if element is None or not (element.text or "").strip():
            raise ValueError(f"has no <{part}>; write one, it is the text alternative")
        element.set("id", f"{name}-{part}")
    for use in list(root.iter(f"{{{SVG}}}use")):
        picture = _picture(place, use.attrib.pop("href"))
        use.tag = picture.tag
        use.attrib.update({**picture.attrib, **use.attrib})
        use.extend(picture)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    return _written(root)


def _written(root: ElementTree.Element) -> str:
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def setup(app: Sphinx) -> None:
    """Add `{drawing}` and `{pic}`."""
    app.add_directive("drawing", DrawingDirective)
    app.add_role("pic", PicRole())
