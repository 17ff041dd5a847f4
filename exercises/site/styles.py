"""The style sheets of a build: joined, cut to what its pages use, and known by a digest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from exercises.site import harden
from exercises.site.markup import below, classed, later, linked, named, up
from exercises.site.tree import Tag
from exercises.site.trim import properties, trim, words

SLIDES = "teach/slides/"
SHARED = "_static/book.css"
CORE = (
    "pygments.css", "styles/furo.css", "styles/furo-extensions.css",
    "tokens.css", "controls.css", "site.css",
)  # fmt: skip
"""The styles that every page links as one, in the order in which they speak.

Few pages show code, but another sheet before the first paint costs more than its half a kilobyte.
"""

WHERE_USED = {"mystnb": "cell"}
"""Styles that only some pages need, and the class that those pages have."""
BANG = re.compile(r"/\*!.*?\*/\n?", re.DOTALL)


class Texts:
    """The style sheets of a build: joined, cut to what its pages use, and known by a digest."""

    def __init__(self, raw: Path, trees: dict[str, Tag]) -> None:
        self.raw = raw
        scripts = (path.read_text(encoding="utf-8") for path in raw.glob("_static/**/*.js"))
        plain = [tree for path, tree in trees.items() if not path.startswith(SLIDES)]
        self.used = harden.tokens(plain) | words(scripts)
        slides = (path.read_text(encoding="utf-8") for path in raw.glob(f"{SLIDES}**/*.js"))
        shown = [tree for path, tree in trees.items() if path.startswith(SLIDES)]
        self.used_in_slides = harden.tokens(shown) | words(slides)
        named = {file for path, tree in trees.items() for file in sheets(tree, path)}
        texts = [(raw / name).read_text(encoding="utf-8") for name in sorted(named)]
        self.counts = properties(texts, self.used | self.used_in_slides)
        self.core = self.style(*(f"_static/{name}" for name in CORE))

    def style(self, *files: str) -> bytes:
        """Return the style sheets *files* as one, cut down."""
        slides = files[0].startswith(SLIDES)
        texts = [(self.raw / file).read_text(encoding="utf-8") for file in files]
        owners = [said for text in texts for said in BANG.findall(text)]
        used = self.used_in_slides if slides else self.used
        return "".join(owners + [trim(text, used, self.counts) for text in texts]).encode()


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
    """Put a style sheet that one page alone uses into that page: it saves a request, and a wait.

    It stays a file if it names others, which it does from where it stands.
    """
    uses = Counter(file for path, tree in trees.items() for file in sheets(tree, path))
    for path, tree in trees.items():
        for link in linked(tree, "stylesheet"):
            file = below(path, link.attrs["href"])
            if uses[file] > 1 or file == SHARED:
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
