"""Going through a page: its tags, the addresses they name, and where these lead."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

NAMED = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


def digest(data: bytes) -> str:
    """Return eight characters that change with *data*."""
    return hashlib.sha256(data).hexdigest()[:8]


def up(path: str) -> str:
    """Return the way from the page *path* to the book's first folder."""
    return "../" * path.count("/")


def tags(soup: BeautifulSoup, name: str = "", has: str = "") -> list[Any]:
    """Return the tags of a page: those of one *name*, those that have one attribute, or all.

    A page is gone through dozens of times, and what bs4 offers for it takes five times as long.
    """
    return [
        each
        for each in soup.descendants
        if isinstance(each, Tag)
        and (not name or each.name == name)
        and (not has or has in each.attrs)
    ]


def classed(soup: BeautifulSoup, name: str) -> list[Any]:
    """Return the tags of the class *name*."""
    return [tag for tag in tags(soup, has="class") if name in tag["class"]]


def scripted(soup: BeautifulSoup) -> list[Any]:
    """Return the tags that name what is loaded when something is started."""
    return tags(soup, has="data-scripts")


def linked(soup: BeautifulSoup, *kinds: str) -> list[Tag]:
    """Return the links of a page's head that lead to one of *kinds* of thing."""
    links = soup.head.find_all("link") if soup.head else []
    return [link for link in links if set(link.get("rel") or ()) & {*kinds}]


def add_link(soup: BeautifulSoup, **attributes: str) -> None:
    """Put a link with *attributes* at the end of the head."""
    assert soup.head is not None
    soup.head.append(soup.new_tag("link", attrs=attributes))


def file_of(address: Any) -> str:
    """Return the path in *address*, without query and fragment."""
    return unquote(urlsplit(str(address)).path)


def below(path: str, address: str) -> str:
    """Return the file that *address* names in the page *path*, from the book's first folder."""
    return normpath(str(PurePosixPath(path).parent / file_of(address)))


def later(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the addresses that a face of the page loads when it is started."""
    for tag in scripted(soup):
        yield from str(tag["data-scripts"]).split()


def named(file: str, text: str) -> Iterator[str]:
    """Yield the files that the style sheet *file* names in its *text*."""
    for name in NAMED.findall(text):
        if not urlsplit(name).scheme and not name.startswith("#"):
            yield below(file, name)
