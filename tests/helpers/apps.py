"""Sphinx builders that leave nothing behind for the next one in the same process."""

from __future__ import annotations

from typing import Any

from sphinx.testing.util import SphinxTestApp


def sphinx_app(builder: str = "html", **options: Any) -> SphinxTestApp:
    """Return a builder with a table of file endings of its own.

    Sphinx fills the table that all builders of a process share unless a book names one: after a
    book read by one parser of Markdown, a book read by another would ask for the first one's.
    """
    endings = {"source_suffix": {".rst": "restructuredtext"}}
    options["confoverrides"] = endings | options.get("confoverrides", {})
    return SphinxTestApp(builder, **options)
