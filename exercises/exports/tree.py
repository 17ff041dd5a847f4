"""XML to bytes, the same each time."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring


def written(root: Element) -> bytes:
    """Return the tree below *root*, indented, with its declaration."""
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
