"""The menu beside each page: the book's parts, the own one open, each page with its quizzes."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from exercises.faces import render

WHOLE = 150
"""Up to how many pages all are listed beside each; else what a book weighs grows by the square."""
QUIZZES = "quizzes"
"""Where a page's metadata names its quizzes, each with the number of its items: `pre:8 index:5`."""


def navigate(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give *page* its menu: each part folded but its own, or on other pages the first.

    In a large book, of each other part only the first page is listed.
    """
    parts = list(app.env.tocs[app.config.root_doc].findall(addnodes.toctree))
    large = sum(len(part["entries"]) for part in parts) > WHOLE
    within = [any(place == page for _, place in part["entries"]) for part in parts]
    opened = within.index(True) if any(within) else 0

    def named(place: str, title: str | None) -> dict[str, Any]:
        told = title or app.env.titles[place].astext()
        quizzes = (app.env.metadata.get(place) or {}).get(QUIZZES, "")
        link = context["pathto"](place)
        return {"title": told, "href": link, "at": place == page, "quizzes": quizzes}

    shown: list[dict[str, Any]] = []
    for number, part in enumerate(parts):
        if not large or within[number]:
            places = [named(place, title) for title, place in part["entries"]]
            shown.append({"caption": part["caption"], "open": number == opened, "places": places})
        else:
            if not shown or shown[-1]["caption"]:
                shown.append({"caption": None, "open": True, "places": []})
            shown[-1]["places"].append(named(part["entries"][0][1], part["caption"]))
    context["menu"] = render.template("menu", parts=shown)
    context["toctree"] = lambda **_how: ""  # the theme's own, which no page shows


def setup(app: Sphinx) -> None:
    """Draw the menu before the theme would draw its own."""
    app.connect("html-page-context", navigate, priority=400)
