"""What a face is while the book is built: a mark that the Sphinx extension fills."""

from __future__ import annotations

import os

BUILDING = "D9311_BUILDING"
"""The environment variable that the Sphinx extension sets while it builds the book."""


def placeholder(face: str, name: str) -> str:
    """Return the mark that the Sphinx extension turns into a face."""
    return f'<div class="face-here" data-face="{face}" data-name="{name}"></div>'


def building() -> bool:
    """Return whether this notebook is run to become a page of the book."""
    return bool(os.environ.get(BUILDING))
