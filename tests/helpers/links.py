"""Where the links of a site lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag


def read(site: Path, pages: Iterable[str]) -> dict[str, BeautifulSoup]:
    """Return the *pages* of a site, each by its path."""
    texts = {path: (site / path).read_text(encoding="utf-8") for path in pages}
    return {path: BeautifulSoup(text, "html.parser") for path, text in texts.items()}


def followed(path: str, address: str) -> tuple[str, str]:
    """Return the file that *address* on the page *path* names, and the place in it."""
    parts = urlsplit(address)
    name = unquote(parts.path)
    if name.startswith("/"):
        name = name[1:] or "index.html"
    else:
        name = (Path("/") / Path(path).parent / name).resolve().relative_to("/").as_posix()
    if not parts.path:
        name = path
    return name, unquote(parts.fragment)


def inside(soup: BeautifulSoup) -> list[tuple[Tag, str]]:
    """Return the links of a page that lead somewhere in the book, each with its address."""
    found = []
    for tag in soup.find_all(True):
        for name in ("href", "src", "action"):
            address = str(tag.get(name, ""))
            if address and not urlsplit(address).scheme and not urlsplit(address).netloc:
                found.append((tag, address))
    return found


def broken(site: Path, soups: Mapping[str, BeautifulSoup]) -> list[str]:
    """Return what the pages of *site* link or load later that is no file, or no place in one."""
    places = {
        path: {str(tag["id"]) for tag in soup.find_all(id=True)} | {""}
        for path, soup in soups.items()
    }
    found = []
    for path, soup in soups.items():
        later = [
            (tag, name)
            for tag in soup.select("[data-scripts]")
            for name in str(tag["data-scripts"]).split()
        ]
        for tag, address in [*inside(soup), *later]:
            file, place = followed(path, address)
            # A choice of an aid is a fragment too, which aid.js reads.
            if not (site / file).is_file() or place not in places.get(file, {place}):
                found.append(f"{path}: {tag.name} {address}")
    return found
