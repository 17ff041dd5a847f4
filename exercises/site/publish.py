"""What Sphinx built to what readers get."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from exercises.site import harden
from exercises.site.lean import (
    BOOK,
    EVERYWHERE,
    drop_scripts,
    foot,
    put_icon,
    put_scripts,
    script,
    size_images,
    slim,
    wait_scripts,
)
from exercises.site.markup import add_link, below, digest, file_of, later, named, scripted, tags
from exercises.site.styles import SHARED, SLIDES, Texts, link_styles, put_styles
from exercises.site.tree import Tag, read

UNLISTED = ("404.html", "genindex.html", "search.html")
"""What leads to other pages only, and is not in the list of pages for search engines."""
ICON_FILE, CARD = "_static/favicon.svg", "_static/card.png"


def pages(raw: Path) -> list[str]:
    """Return the pages of the last build, without what an earlier one left behind."""
    index = (raw / "searchindex.js").read_text(encoding="utf-8")
    names = json.loads(index[index.index("(") + 1 : index.rindex(")")])["docnames"]
    found = [*names, "genindex", "search", "404", f"{SLIDES}index"]
    return sorted(f"{name}.html" for name in found if (raw / f"{name}.html").is_file())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: every tag of every page is in use, and each is looked at."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_uncollected()
def publish(raw: Path, site: Path, *, base: str = "", title: str = "") -> list[str]:
    """Write the pages of *raw* and all they use into *site*; return the files, sorted.

    *base* is the address at which the book will stand, with a slash at its end, if that is known.
    Raises `harden.PageError` for a page that holds what no page may.
    """
    trees = {path: _read(raw, path, f"{title} · {base}{path}") for path in pages(raw)}
    texts = Texts(raw, trees)
    for path, tree in trees.items():
        if not path.startswith(SLIDES):
            link_styles(tree, path)
    put_styles(trees, texts)
    icon = (raw / ICON_FILE).read_text(encoding="utf-8").strip()
    card = CARD if (raw / CARD).is_file() else None
    written: dict[str, bytes] = {}
    for file in (ICON_FILE, *([card] if card and base else [])):
        _take(file, raw, texts, written)  # the app's manifest and a link that is shared name them
    for path, tree in trees.items():
        _dress(tree, path, raw, icon)
        harden.describe(tree, path=path, base=base, site=title, card=card)
        harden.guard(tree, put_scripts(tree, path, raw), slides=path.startswith(SLIDES))
        for file in _wanted(tree, path):
            _take(file, raw, texts, written)
        _version(tree, path, written)
        if path == "404.html":
            _root(tree, urlsplit(base).path or "/")
        written[path] = tree.written().encode()
    if base:
        written["sitemap.xml"] = _sitemap(trees, base)
    _write(site, written)
    return sorted(written)


def _read(raw: Path, path: str, where: str) -> Tag:
    """Return the page *path* as it may stand, with *where* it is from at its foot."""
    tree = read((raw / path).read_text(encoding="utf-8").lstrip())
    harden.clean(tree, path)
    if not path.startswith(SLIDES):
        foot(tree, where)
    return tree


def _dress(tree: Tag, path: str, raw: Path, icon: str) -> None:
    """Take off the page *path* what it does not need, and put in what it lacks."""
    if not path.startswith(SLIDES):
        drop_scripts(tree, path)
        slim(tree)
        wait_scripts(tree)
    put_icon(tree, icon)
    if path == "index.html":
        add_link(tree, rel="manifest", href="manifest.webmanifest")
    size_images(tree, path, raw)


def _wanted(tree: Tag, path: str) -> Iterator[str]:
    """Yield the files, other than pages, that the page *path* loads or leads to."""
    addresses = [*later(tree)]
    for tag in tree.tags():
        if tag.name == "link" and "canonical" in tag.words("rel"):
            continue
        addresses += [*harden.pointed(tag), *filter(None, [tag.attrs.get("href")])]
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.endswith(".html"):
            continue
        yield below(path, address)


def _take(file: str, raw: Path, texts: Texts, written: dict[str, bytes]) -> None:
    """Put *file*, and what it names itself, among what is *written*."""
    if file in written or file.endswith(".html"):
        return
    if file == SHARED:
        written[file] = texts.core
    elif file == BOOK:
        written[file] = b"\n".join(
            script((raw / part).read_text(encoding="utf-8"))
            for part in EVERYWHERE
            if (raw / part).is_file()
        )
    elif not (raw / file).is_file():
        return
    elif file.endswith(".css"):
        written[file] = texts.style(file)
    elif file.endswith(".js"):
        written[file] = script((raw / file).read_text(encoding="utf-8"))
    else:
        written[file] = (raw / file).read_bytes()
    if file.endswith(".css"):
        for name in named(file, written[file].decode()):
            _take(name, raw, texts, written)


def _version(tree: Tag, path: str, written: dict[str, bytes]) -> None:
    """Name each style and script by what it holds, so that no browser shows an old one."""

    def versioned(address: str) -> str:
        file = below(path, address)
        if file in written and file.endswith((".css", ".js")):
            return f"{file_of(address)}?v={digest(written[file])}"
        return address

    for tag in [*tree.all("link"), *tags(tree, "script", "src")]:
        name = harden.POINTERS[tag.name]
        tag.attrs[name] = versioned(tag.attrs[name])
    for tag in scripted(tree):
        tag.attrs["data-scripts"] = " ".join(map(versioned, tag.words("data-scripts")))


def _root(tree: Tag, root: str) -> None:
    """Have the page name everything from the *root*, since it is shown at any address."""
    for tag in tree.tags():
        for name in ("href", "src", "action"):
            address = tag.attrs.get(name, "")
            parts = urlsplit(address)
            if address and not address.startswith(("#", "/")) and not parts.scheme:
                tag.attrs[name] = root + address
        if "data-scripts" in tag.attrs:
            tag.attrs["data-scripts"] = " ".join(root + name for name in tag.words("data-scripts"))
    html = tree.first("html")
    if html is not None and html.attrs.get("data-content_root"):
        html.attrs["data-content_root"] = root


def _sitemap(paths: Iterable[str], base: str) -> bytes:
    """Return the list of pages for search engines: all that say something themselves."""
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    listed = ElementTree.Element("urlset", xmlns=space)
    for path in paths:
        if path not in UNLISTED:
            url = ElementTree.SubElement(listed, "url")
            ElementTree.SubElement(url, "loc").text = base + path.removesuffix("index.html")
    text = ElementTree.tostring(listed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _write(site: Path, files: dict[str, bytes]) -> None:
    """Make *site* hold these *files* and no others, and touch none that is right."""
    for old in sorted(site.rglob("*"), reverse=True) if site.is_dir() else ():
        if old.is_file() and old.relative_to(site).as_posix() not in files:
            old.unlink()
        elif old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    for name, data in files.items():
        path = site / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
