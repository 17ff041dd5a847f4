"""One built page to the page that readers get: nothing runs or loads that is not known.

What would need a looser policy is taken out if a tool is known to write it, and refused if not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

from exercises.site.markup import add_link
from exercises.site.tree import Tag, Text


class PageError(ValueError):
    """A page holds what no page may: the message names the page, what it is, what to do."""


FURO_THEME = 'document.body.dataset.theme = localStorage.getItem("theme") || "auto";'
THEME = (
    'document.documentElement.classList.remove("no-js");'
    'try{document.body.dataset.theme=localStorage.getItem("theme")||"auto"}'
    'catch{document.body.dataset.theme="auto"}'
)
"""Light or dark as the reader chose, before the first paint, so that nothing changes after it."""
LATER = (
    'addEventListener("DOMContentLoaded",()=>{const go=()=>{'
    "const{dataset}=document.body,files=dataset.scripts;delete dataset.scripts;"
    "const onload=({target})=>target.remove();"
    'for(const src of files?.split(" ")??[])document.body.append(Object.assign('
    'document.createElement("script"),{src,async:false,onload,onerror:onload}))};'
    'let soon=location.hash.includes("=");try{soon=soon||localStorage.length}catch{}'
    "if(soon)go();setTimeout(go,1e3);new PerformanceObserver(seen=>{"
    'if(seen.getEntriesByName("first-contentful-paint")[0])go()'
    '}).observe({type:"paint",buffered:true})})'
)
"""The text is painted first, and then the scripts are fetched that the body names; each runs in its
turn, and is gone from the page then. They are fetched at once where they will change what is seen:
where something is kept on the device, or the address says where a reader was. The second is for
browsers that tell no paints."""
OPENING = f"{THEME};{LATER}"
"""What runs in each page before anything of it is seen."""

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
HREFS = ("href", "xlink:href")
SETS = ("srcset", "imagesrcset")
MAY_LOAD = frozenset([*LOADED, *HREFS, *SETS])
"""Without one of these, and without a style, a tag loads nothing."""
SCHEMES = ("", "http", "https", "mailto", "tel")
TELLTALE = ("ping", "referrerpolicy", "attributionsrc")
"""What tells someone that a link was followed, or from where."""
NAMED = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def hashed(text: str) -> str:
    """Return the source expression that lets the inline script or style *text* run."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(styles: Iterable[str] = (), scripts: Iterable[str] = (), *, slides: bool = False) -> str:
    """Return the Content-Security-Policy of a page with these *styles* and *scripts* in it."""
    inline = [*styles, *(REVEAL_PRINT if slides else ())]
    run = scripts if slides else [OPENING, *scripts]
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *map(hashed, run)]),
        "style-src": " ".join(["'self'", *map(hashed, inline)]),
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def clean(tree: Tag, path: str) -> None:
    """Take out of the page *path* what its tools write inline; refuse what nobody should.

    Raises `PageError`.
    """
    for tag in [*tree.tags()]:
        if tag.name == "style":
            if "--color-code-background" not in tag.text:
                raise PageError(_said(path, tag, "put it in a style sheet of exercises/faces"))
            tag.remove()
        elif tag.name == "script" and "src" not in tag.attrs:
            _known(tag, path)
    for part in tree.texts():
        if _no_html(part):
            raise PageError(f"{path}: {part.text[:80]!r} may not stand in a page; write plain HTML")
    for tag in tree.tags():
        _check(tag, path)


def _known(script: Tag, path: str) -> None:
    """Let data stand, and put what runs first for the theme's own *script*; refuse any other."""
    if script.attrs.get("type") in DATA_TYPES and not script.within("svg", "math"):
        return  # in a drawing a browser reads it as elements
    if script.text.strip() != FURO_THEME:
        raise PageError(_said(path, script, "put it in a script of exercises/faces"))
    script.parts = [Text(OPENING)]


def _no_html(part: Text) -> bool:
    """Return whether *part* is what no page needs, or a comment that ends earlier in browsers."""
    if part.kind == "comment":
        return part.text.startswith((">", "->")) or "--!>" in part.text
    return part.kind in ("cdata", "declaration", "instruction")


def _check(tag: Tag, path: str) -> None:
    """Take the style off *tag*, and refuse what runs, frames or loads from elsewhere."""
    if tag.name in BARRED or "http-equiv" in tag.attrs:
        raise PageError(_said(path, tag, "link to it instead"))
    if tag.name in MOVING:
        raise PageError(_said(path, tag, "draw it still"))
    if tag.name == "meta" and tag.attrs.get("name", "").strip().lower() == "referrer":
        raise PageError(_said(path, tag, "leave it out; every page sends no referrer"))
    tag.attrs.pop("style", None)
    for name, value in tag.attrs.items():
        if name.startswith("on"):
            raise PageError(_said(path, tag, f"listen in a script instead of {name}"))
        if name in TELLTALE:
            raise PageError(_said(path, tag, f"leave out {name}; nobody is told who reads"))
        if name in ("href", "src", "action", "formaction", "xlink:href"):
            scheme = _parts(value).scheme
            if scheme not in SCHEMES:
                raise PageError(_said(path, tag, f"link to an address, not to {scheme}:"))
        if name in ("action", "formaction") and _outside(value):
            raise PageError(_said(path, tag, "send nothing to another host"))
    if any(map(_outside, pointed(tag))):
        raise PageError(_said(path, tag, "keep a copy of it in the book"))


def pointed(tag: Tag) -> list[str]:
    """Return the addresses that a browser loads by itself for *tag*."""
    found = [name for value in tag.attrs.values() if "url(" in value
             for name in NAMED.findall(value)]  # fmt: skip
    if MAY_LOAD.isdisjoint(tag.attrs):
        return found
    names = [*LOADED, *(() if tag.name in ANCHORS else HREFS)]
    if tag.name == "link" and {*tag.words("rel")} == LINKS_OUT:
        names.remove("href")
    found += [tag.attrs[name] for name in names if tag.attrs.get(name)]
    for name in SETS:
        found += [part.split()[0] for part in tag.attrs.get(name, "").split(",") if part.strip()]
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
    return f"{path}: {tag.written()[:80]!r} may not stand in a page; {instead}"


def guard(tree: Tag, scripts: Iterable[str] = (), *, slides: bool = False) -> None:
    """Put the policy first in the head, where it holds for all that follows.

    *scripts* are those that publishing put into the page: no other may run in it but `OPENING`.
    """
    head = tree.first("head")
    assert head is not None
    charset = next((tag for tag in head.all("meta") if "charset" in tag.attrs), None)
    rules = policy((style.text for style in head.all("style")), scripts, slides=slides)
    tags = [
        Tag("meta", {"http-equiv": "Content-Security-Policy", "content": rules}),
        Tag("meta", {"name": "referrer", "content": "no-referrer"}),
    ]
    if charset is not None:
        charset.remove()
        tags.insert(0, charset)
    for tag in reversed(tags):
        head.insert(0, tag)


def describe(tree: Tag, *, path: str, base: str, site: str, card: str | None = None) -> None:
    """Say what the page is to those who show a link to it; by its address if *base* is known."""
    named = tree.first("title")
    title = named.text if named else site
    head = tree.first("head")
    assert head is not None
    metas = {tag.attrs.get("name"): tag.attrs.get("content", "") for tag in head.all("meta")}
    said = metas.get("description", "")
    shown = {"og:type": "website", "og:site_name": site, "og:title": title, "og:description": said}
    if base:
        address = base + path.removesuffix("index.html")
        add_link(tree, rel="canonical", href=address)
        shown["og:url"] = address
        if card:
            shown["og:image"] = base + card
    if said:
        _metas(head, "property", shown)
        if base and card:
            _metas(head, "name", {"twitter:card": "summary_large_image"})


def _metas(head: Tag, key: str, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        head.append(Tag("meta", {key: name, "content": value}))


def tokens(trees: Iterable[Tag]) -> set[str]:
    """Return every class, id and element that the pages use."""
    found: set[str] = set()
    for tree in trees:
        for tag in tree.tags():
            found.add(tag.name)
            found.update(tag.words("class"))
            if tag.attrs.get("id"):
                found.add(tag.attrs["id"])
    return found
