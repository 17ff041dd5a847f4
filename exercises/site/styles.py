"""The style sheets of a build: joined, cut to what its pages use, and known by a digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from exercises.site import harden
from exercises.site.markup import below, classed, later, linked, named, up
from exercises.site.tree import Tag
from exercises.site.trim import properties, trim, words

SLIDES = "teach/slides/"
SHARED = "_static/book.css"
THEME = ("styles/furo.css", "styles/furo-extensions.css")
"""The theme's styles: of our scripts none uses a class of theirs."""
OURS = {"sidebar-tree"}
"""What bears a name of the theme's and has styles of its own: the menu."""
CORE = (*THEME, "tokens.css", "controls.css", "site.css", "quiz.css")
"""The styles that every page links as one, in the order in which they speak.

Most pages have a quiz, and one sheet more would cost a connection before anything is seen.
"""

WHERE_USED = {"mystnb": "cell", "pygments": "highlight"}
"""Styles that only some pages need, and the class that those pages have."""
BANG = re.compile(r"/\*!.*?\*/\n?", re.DOTALL)


class Texts:
    """The style sheets of a build: joined, cut to what its pages use, and known by a digest."""

    def __init__(self, raw: Path, trees: dict[str, Tag]) -> None:
        self.raw = raw
        plain = harden.tokens(tree for path, tree in trees.items() if not path.startswith(SLIDES))
        slides = harden.tokens(tree for path, tree in trees.items() if path.startswith(SLIDES))
        self.used = plain | self._words("_static/**/*.js")
        self.used_in_slides = slides | self._words(f"{SLIDES}**/*.js")
        self.used_in_theme = (plain | self._words("_static/scripts/*.js")) - OURS
        named = {file for path, tree in trees.items() for file in sheets(tree, path)}
        self.counts = properties(
            ((raw / name).read_text(encoding="utf-8"), self._used(name)) for name in sorted(named)
        )
        self.core = self.style(*(f"_static/{name}" for name in CORE))

    def style(self, *files: str) -> bytes:
        """Return the style sheets *files* as one, cut down."""
        texts = [(self.raw / file).read_text(encoding="utf-8") for file in files]
        owners = [said for text in texts for said in BANG.findall(text)]
        cut = [
            trim(text, self._used(file), self.counts)
            for text, file in zip(texts, files, strict=True)
        ]
        return "".join(owners + cut).encode()

    def _words(self, scripts: str) -> set[str]:
        """Return whatever in the scripts of that pattern might be a name that they use."""
        return words(path.read_text(encoding="utf-8") for path in self.raw.glob(scripts))

    def _used(self, file: str) -> set[str]:
        """Return the names by which pages and scripts can use rules of the style sheet *file*."""
        if file.startswith(SLIDES):
            return self.used_in_slides
        return self.used_in_theme if file.endswith(THEME) else self.used


def link_styles(tree: Tag, path: str) -> None:
    """Link the shared styles once, and of the others those that the page has use for."""
    core = [f"{up(path)}_static/{name}" for name in CORE]
    shared = f"{up(path)}{SHARED}"
    first = True
    for link in linked(tree, "stylesheet"):
        address = link.attrs["href"].partition("?")[0]
        if address in core:
            if first:
                link.attrs["href"] = shared
                first = False
            else:
                link.remove()
            continue
        for name, where in WHERE_USED.items():
            if PurePosixPath(address).name.startswith(name) and not classed(tree, where):
                link.remove()
                break


def put_styles(trees: dict[str, Tag], texts: Texts) -> None:
    """Put each style sheet but the shared one into the pages that use it: they are few.

    One more to wait for costs a connection, and so a way to the host and back before anything is
    seen. It stays a file if it names others, which it does from where it stands.
    """
    for path, tree in trees.items():
        for link in linked(tree, "stylesheet"):
            file = below(path, link.attrs["href"])
            if file == SHARED:
                continue
            text = texts.style(file).decode()
            if not any(named(file, text)) and "</" not in text:
                link.replace(Tag("style", text=text))


def sheets(tree: Tag, path: str) -> Iterator[str]:
    """Yield the style sheets that the page *path* links, and those that it loads later."""
    links = (link.attrs["href"] for link in linked(tree, "stylesheet"))
    started = (name for name in later(tree) if name.endswith(".css"))
    for address in (*links, *started):
        yield below(path, address)
