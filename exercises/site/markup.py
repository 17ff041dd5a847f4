"""Going through a page: its tags, the addresses they name, and where these lead."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from exercises.site.tree import Tag

NAMED = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


def digest(data: bytes) -> str:
    """Return eight characters that change with *data*."""
    return hashlib.sha256(data).hexdigest()[:8]


def up(path: str) -> str:
    """Return the way from the page *path* to the book's first folder."""
    return "../" * path.count("/")


def tags(tree: Tag, name: str, has: str) -> list[Tag]:
    """Return the tags of one *name* that have one attribute."""
    return [each for each in tree.tags() if each.name == name and has in each.attrs]


def classed(tree: Tag, name: str) -> list[Tag]:
    """Return the tags of the class *name*."""
    return [tag for tag in tree.tags() if name in tag.attrs.get("class", "").split()]


def scripted(tree: Tag) -> list[Tag]:
    """Return the tags that name what is loaded when something is started."""
    return [tag for tag in tree.tags() if "data-scripts" in tag.attrs]


def linked(tree: Tag, *kinds: str) -> list[Tag]:
    """Return the links of a page's head that lead to one of *kinds* of thing."""
    head = tree.first("head")
    links = head.all("link") if head else []
    return [link for link in links if {*link.words("rel")} & {*kinds}]


def add_link(tree: Tag, **attributes: str) -> None:
    """Put a link with *attributes* at the end of the head."""
    head = tree.first("head")
    assert head is not None
    head.append(Tag("link", attributes))


def file_of(address: str) -> str:
    """Return the path in *address*, without query and fragment."""
    return unquote(urlsplit(address).path)


def below(path: str, address: str) -> str:
    """Return the file that *address* names in the page *path*, from the book's first folder."""
    return normpath(str(PurePosixPath(path).parent / file_of(address)))


def later(tree: Tag) -> Iterator[str]:
    """Yield the addresses that a face of the page loads when it is started."""
    for tag in scripted(tree):
        yield from tag.words("data-scripts")


def named(file: str, text: str) -> Iterator[str]:
    """Yield the files that the style sheet *file* names in its *text*."""
    for name in NAMED.findall(text):
        if not urlsplit(name).scheme and not name.startswith("#"):
            yield below(file, name)
