"""XML to bytes, the same each time."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

INLINE = {"em", "strong", "code"}
"""What stands among words, where a blank would be read."""


def written(root: Element) -> bytes:
    """Return the tree below *root*, an element a line, with its declaration."""
    _lay_out(root, "\n")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _lay_out(element: Element, margin: str) -> None:
    """Put what is in *element* on lines of its own, but no words."""
    if element.tag == "div" or not len(element) or any(c.tag in INLINE for c in element):
        return
    inner = f"{margin}  "
    element.text = inner
    for child in element:
        _lay_out(child, inner)
        child.tail = inner
    element[-1].tail = margin
