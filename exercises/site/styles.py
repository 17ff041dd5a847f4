"""The style sheets of a build: joined, cut to what its pages use, and known by a digest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup

from exercises.site import harden
from exercises.site.markup import below, classed, later, linked, named, up
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

    def __init__(self, raw: Path, soups: dict[str, BeautifulSoup]) -> None:
        self.raw = raw
        scripts = (path.read_text(encoding="utf-8") for path in raw.glob("_static/**/*.js"))
        plain = [soup for path, soup in soups.items() if not path.startswith(SLIDES)]
        self.used = harden.tokens(plain) | words(scripts)
        slides = (path.read_text(encoding="utf-8") for path in raw.glob(f"{SLIDES}**/*.js"))
        shown = [soup for path, soup in soups.items() if path.startswith(SLIDES)]
        self.used_in_slides = harden.tokens(shown) | words(slides)
        named = {file for path, soup in soups.items() for file in sheets(soup, path)}
        texts = [(raw / name).read_text(encoding="utf-8") for name in sorted(named)]
        self.counts = properties(texts, self.used | self.used_in_slides)
        self.core = self.style(*(f"_static/{name}" for name in CORE))

    def style(self, *files: str) -> bytes:
        """Return the style sheets *files* as one, cut down."""
        slides = files[0].startswith(SLIDES)
        text = "".join((self.raw / file).read_text(encoding="utf-8") for file in files)
        owners = "".join(BANG.findall(text))
        used = self.used_in_slides if slides else self.used
        return (owners + trim(text, used, self.counts)).encode()


def link_styles(soup: BeautifulSoup, path: str) -> None:
    """Link the shared styles once, and of the others those that the page has use for."""
    core = [f"{up(path)}_static/{name}" for name in CORE]
    shared = f"{up(path)}{SHARED}"
    first = True
    for link in linked(soup, "stylesheet"):
        address = str(link["href"]).partition("?")[0]
        if address in core:
            if first:
                link["href"] = shared
                first = False
            else:
                link.decompose()
            continue
        for name, where in WHERE_USED.items():
            if PurePosixPath(address).name.startswith(name) and not classed(soup, where):
                link.decompose()
                break


def put_styles(soups: dict[str, BeautifulSoup], texts: Texts) -> None:
    """Put a style sheet that one page alone uses into that page: it saves a request, and a wait.

    It stays a file if it names others, which it does from where it stands.
    """
    uses = Counter(file for path, soup in soups.items() for file in sheets(soup, path))
    for path, soup in soups.items():
        for link in linked(soup, "stylesheet"):
            file = below(path, str(link["href"]))
            if uses[file] > 1 or file == SHARED:
                continue
            text = texts.style(file).decode()
            if not any(named(file, text)) and "</" not in text:
                style = soup.new_tag("style")
                style.string = text
                link.replace_with(style)


def sheets(soup: BeautifulSoup, path: str) -> Iterator[str]:
    """Yield the style sheets that the page *path* links, and those that it loads later."""
    links = (str(link["href"]) for link in linked(soup, "stylesheet"))
    started = (name for name in later(soup) if name.endswith(".css"))
    for address in (*links, *started):
        yield below(path, address)
