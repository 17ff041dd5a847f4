"""One built page to the page that readers get: nothing runs or loads that is not known.

What would need a looser policy is taken out if a tool is known to write it, and refused if not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

from bs4 import BeautifulSoup, CData, Comment, Tag
from bs4.element import Declaration, ProcessingInstruction


class PageError(ValueError):
    """A page holds what no page may: the message names the page, what it is, what to do."""


FURO_THEME = 'document.body.dataset.theme = localStorage.getItem("theme") || "auto";'
THEME = (
    'document.documentElement.classList.remove("no-js");'
    'try{document.body.dataset.theme=localStorage.getItem("theme")||"auto"}'
    'catch{document.body.dataset.theme="auto"}'
)
"""Light or dark as the reader chose, before the first paint, so that nothing changes after it."""

DATA_TYPES = ("application/json",)
REVEAL_PRINT = (
    "@page{size:1331px 748px; margin: 0px;}",
    ".reveal section>img, .reveal section>video, .reveal section>iframe"
    "{max-width: 1280px; max-height:720px}",
)
"""What reveal.js writes into the slides to print one to a sheet; slides.js gives it the size."""

POINTERS = {
    "script": "src", "img": "src", "source": "src", "audio": "src", "video": "src",
    "link": "href", "use": "href", "image": "href", "feimage": "href", "track": "src",
    "input": "src",
}  # fmt: skip
"""By which attribute a tag that loads something names it; `pointed` knows what else may."""
ANCHORS = ("a", "area")
"""What leads to an address only if the reader follows it; all else is loaded at once."""
BARRED = ("base", "iframe", "frame", "object", "embed", "applet", "portal", "fencedframe")
MOVING = ("animate", "set")
"""What gives another element of a drawing an address, or a listener, after the page was read."""
LINKS_OUT = {"canonical"}
LOADED = ("src", "poster", "background", "manifest", "data")
SCHEMES = ("", "http", "https", "mailto", "tel")
TELLTALE = ("ping", "referrerpolicy", "attributionsrc")
"""What tells someone that a link was followed, or from where."""
NAMED = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def hashed(text: str) -> str:
    """Return the source expression that lets the inline script or style *text* run."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(styles: Iterable[str] = (), *, slides: bool = False) -> str:
    """Return the Content-Security-Policy of a page that holds the inline *styles*."""
    inline = [*styles, *(REVEAL_PRINT if slides else ())]
    rules = {
        "default-src": "'self'",
        "script-src": "'self'" if slides else f"'self' {hashed(THEME)}",
        "style-src": " ".join(["'self'", *map(hashed, inline)]),
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def clean(soup: BeautifulSoup, path: str) -> None:
    """Take out of the page *path* what its tools write inline; refuse what nobody should.

    Raises `PageError`.
    """
    for style in soup.find_all("style"):
        if "--color-code-background" not in style.text:
            raise PageError(_said(path, style, "put it in a style sheet of exercises/faces"))
        style.decompose()
    for script in soup.find_all("script", src=False):
        if script.get("type") in DATA_TYPES and not script.find_parent(["svg", "math"]):
            continue  # in a drawing a browser reads it as elements
        if script.text.strip() != FURO_THEME:
            raise PageError(_said(path, script, "put it in a script of exercises/faces"))
        script.string = THEME
    for part in soup.find_all(string=_no_html):
        raise PageError(f"{path}: {str(part)[:80]!r} may not stand in a page; write plain HTML")
    for tag in soup.find_all(True):
        _check(tag, path)


def _no_html(part: str | None) -> bool:
    """Return whether *part* is what no page needs, or a comment that ends earlier in browsers."""
    if isinstance(part, Comment):
        return part.startswith((">", "->")) or "--!>" in part
    return isinstance(part, (CData, Declaration, ProcessingInstruction))


def _check(tag: Tag, path: str) -> None:
    """Take the style off *tag*, and refuse what runs, frames or loads from elsewhere."""
    if tag.name in BARRED or tag.has_attr("http-equiv"):
        raise PageError(_said(path, tag, "link to it instead"))
    if tag.name in MOVING:
        raise PageError(_said(path, tag, "draw it still"))
    if tag.name == "meta" and str(tag.get("name", "")).strip().lower() == "referrer":
        raise PageError(_said(path, tag, "leave it out; every page sends no referrer"))
    tag.attrs.pop("style", None)
    for name, value in tag.attrs.items():
        if name.startswith("on"):
            raise PageError(_said(path, tag, f"listen in a script instead of {name}"))
        if name in TELLTALE:
            raise PageError(_said(path, tag, f"leave out {name}; nobody is told who reads"))
        if name in ("href", "src", "action", "formaction", "xlink:href"):
            scheme = _parts(str(value)).scheme
            if scheme not in SCHEMES:
                raise PageError(_said(path, tag, f"link to an address, not to {scheme}:"))
        if name in ("action", "formaction") and _outside(str(value)):
            raise PageError(_said(path, tag, "send nothing to another host"))
    if any(map(_outside, pointed(tag))):
        raise PageError(_said(path, tag, "keep a copy of it in the book"))


def pointed(tag: Tag) -> list[str]:
    """Return the addresses that a browser loads by itself for *tag*."""
    names = [*LOADED, *(() if tag.name in ANCHORS else ("href", "xlink:href"))]
    if tag.name == "link" and {*(tag.get("rel") or ())} == LINKS_OUT:
        names.remove("href")
    found = [str(tag[name]) for name in names if tag.get(name)]
    for value in tag.attrs.values():
        found += NAMED.findall(str(value))
    for name in ("srcset", "imagesrcset"):
        found += [part.split()[0] for part in str(tag.get(name, "")).split(",") if part.strip()]
    return found


def _parts(address: str) -> SplitResult:
    """Return the parts of *address* as browsers see them.

    To them a backslash is a slash, and what follows two or more at the beginning is a host.
    """
    try:
        return urlsplit(re.sub("^//+", "//", address.strip().replace("\\", "/").lower()))
    except ValueError:  # brackets that hold no address of the net
        return SplitResult("unknown", address, "", "", "")


def _outside(address: str) -> bool:
    parts = _parts(address)
    return bool(parts.netloc or parts.scheme)


def _said(path: str, tag: Tag, instead: str) -> str:
    return f"{path}: {str(tag)[:80]!r} may not stand in a page; {instead}"


def guard(soup: BeautifulSoup, *, slides: bool = False) -> None:
    """Put the policy first in the head, where it holds for all that follows."""
    head = soup.head
    assert head is not None
    charset = head.find("meta", charset=True)
    rules = policy((str(style.string) for style in head.find_all("style")), slides=slides)
    tags = [
        soup.new_tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": rules}),
        soup.new_tag("meta", attrs={"name": "referrer", "content": "no-referrer"}),
    ]
    if isinstance(charset, Tag):
        charset.extract()
        tags.insert(0, charset)
    for tag in reversed(tags):
        head.insert(0, tag)


def describe(
    soup: BeautifulSoup, *, path: str, base: str, site: str, card: str | None = None
) -> None:
    """Say what the page is to those who show a link to it; by its address if *base* is known."""
    title = soup.title.text if soup.title else site
    description = soup.find("meta", attrs={"name": "description"})
    said = str(description["content"]) if isinstance(description, Tag) else ""
    shown = {"og:type": "website", "og:site_name": site, "og:title": title, "og:description": said}
    if base:
        address = base + path.removesuffix("index.html")
        soup.head.append(soup.new_tag("link", rel="canonical", href=address))  # type: ignore[union-attr]
        shown["og:url"] = address
        if card:
            shown["og:image"] = base + card
    if said:
        _metas(soup, "property", shown)
        if base and card:
            _metas(soup, "name", {"twitter:card": "summary_large_image"})


def _metas(soup: BeautifulSoup, key: str, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        soup.head.append(soup.new_tag("meta", attrs={key: name, "content": value}))  # type: ignore[union-attr]


def tokens(soups: Iterable[BeautifulSoup]) -> set[str]:
    """Return every class and id that the pages use."""
    found: set[str] = set()
    for soup in soups:
        for tag in soup.descendants:
            if isinstance(tag, Tag):
                found.update(tag.get("class") or ())
                if tag.get("id"):
                    found.add(str(tag["id"]))
    return found
