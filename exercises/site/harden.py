"""One built page to the page that readers get: nothing runs or loads that is not known.

What would need a looser policy is taken out if a tool is known to write it, and refused if not.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, CData, Tag
from bs4.element import Declaration


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
BARRED = ("base", "iframe", "frame", "object", "embed", "applet")
LINKS_OUT = ("canonical",)
TELLTALE = ("ping", "referrerpolicy", "attributionsrc")
"""What tells someone that a link was followed, or from where."""


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
        if script.get("type") in DATA_TYPES:
            continue
        if script.text.strip() != FURO_THEME:
            raise PageError(_said(path, script, "put it in a script of exercises/faces"))
        script.string = THEME
    for part in soup.find_all(string=lambda text: isinstance(text, (CData, Declaration))):
        raise PageError(f"{path}: {str(part)[:80]!r} may not stand in a page; write plain HTML")
    for tag in soup.find_all(True):
        _check(tag, path)


def _check(tag: Tag, path: str) -> None:
    """Take the style off *tag*, and refuse what runs, frames or loads from elsewhere."""
    if tag.name in BARRED or str(tag.get("http-equiv", "")).lower() == "refresh":
        raise PageError(_said(path, tag, "link to it instead"))
    if tag.name == "meta" and str(tag.get("name", "")).lower() == "referrer":
        raise PageError(_said(path, tag, "leave it out; every page sends no referrer"))
    tag.attrs.pop("style", None)
    for name, value in tag.attrs.items():
        if name.startswith("on"):
            raise PageError(_said(path, tag, f"listen in a script instead of {name}"))
        if name in TELLTALE:
            raise PageError(_said(path, tag, f"leave out {name}; nobody is told who reads"))
        if name in ("action", "formaction") and (
            urlsplit(str(value)).netloc or str(value)[:2] == "//"
        ):
            raise PageError(_said(path, tag, "send nothing to another host"))
        if name in ("href", "src", "action", "formaction", "xlink:href"):
            scheme = urlsplit(str(value).strip().lower()).scheme
            if scheme in ("javascript", "data", "vbscript"):
                raise PageError(_said(path, tag, f"link to an address, not to {scheme}:"))
    for value in pointed(tag):
        if urlsplit(value).netloc or urlsplit(value).scheme:
            raise PageError(_said(path, tag, "keep a copy of it in the book"))


def pointed(tag: Tag) -> list[str]:
    """Return the addresses that a browser loads by itself for *tag*."""
    found = [str(tag[POINTERS[tag.name]])] if tag.get(POINTERS.get(tag.name, "")) else []
    found += [str(tag[name]) for name in ("poster", "background", "xlink:href") if tag.get(name)]
    if tag.name == "link" and set(tag.get("rel") or ()) & {*LINKS_OUT}:
        found = []
    sets = str(tag.get("srcset", "")).split(",")
    return found + [part.split()[0] for part in sets if part.strip()]


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
