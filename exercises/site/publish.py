"""Makes what Sphinx built into what readers get: only what pages use, and the same every time.

Pages are read from one folder and written to another, so that Sphinx finds its own work untouched.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Comment, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from exercises.site import harden
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

FOR_SEARCH = (
    "documentation_options.js", "doctools.js", "sphinx_highlight.js", "searchtools.js",
    "language_data.js",
)  # fmt: skip
BARE = "const bare={__proto__:null,hasOwnProperty:Object.prototype.hasOwnProperty};\n"
TERMS = re.compile(r'("(?:title)?terms": ?\{)')
"""The words of the search, which else would find "constructor" in every list, and break on it."""
GONE = re.compile(r'"[^"]+": ?\[\], ?')
"""Words that an earlier build found and this one does not: a clean build would not have them."""
UNLISTED = ("404.html", "genindex.html", "search.html")
"""What leads to other pages only, and is not in the list of pages for search engines."""
IDLE = ("check_keywords", "area")
"""Fields of the theme that nothing reads."""
NAMED = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
OWNER = re.compile(r"\s*/\*(?!!).*?\*/", re.DOTALL)
BANG = re.compile(r"/\*!.*?\*/\n?", re.DOTALL)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?!!)(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
"""Whole lines of comment; one that begins with a bang says whose a script is, and stays."""
ICON_FILE, CARD = "_static/favicon.svg", "_static/card.png"
PLAIN = " ='/:.,;"
"""What a picture may hold as it is where an attribute in quotation marks names it."""
MAP = re.compile(r"\n?(//|/\*)# sourceMappingURL=[^\n]*")


def pages(raw: Path) -> list[str]:
    """Return the pages of the last build, without what an earlier one left behind."""
    index = (raw / "searchindex.js").read_text(encoding="utf-8")
    names = json.loads(index[index.index("(") + 1 : index.rindex(")")])["docnames"]
    found = [*names, "genindex", "search", "404", f"{SLIDES}index"]
    return sorted(f"{name}.html" for name in found if (raw / f"{name}.html").is_file())


def publish(raw: Path, site: Path, *, base: str = "", title: str = "") -> list[str]:
    """Write the pages of *raw* and all they use into *site*; return the files, sorted.

    *base* is the address at which the book will stand, with a slash at its end, if that is known.
    Raises `harden.PageError` for a page that holds what no page may.
    """
    soups = {}
    for path in pages(raw):
        soup = BeautifulSoup((raw / path).read_text(encoding="utf-8").lstrip(), "html.parser")
        harden.clean(soup, path)
        if not path.startswith(SLIDES):
            _foot(soup, f"{title} · {base}{path}")
        soups[path] = soup
    texts = _Texts(raw, soups)
    for path, soup in soups.items():
        if not path.startswith(SLIDES):
            _link_styles(soup, path)
    _put_styles(soups, texts)
    icon = (raw / ICON_FILE).read_text(encoding="utf-8").strip()
    card = CARD if (raw / CARD).is_file() else None
    written: dict[str, bytes] = {}
    for file in (ICON_FILE, *([card] if card and base else [])):
        _take(file, raw, texts, written)  # the app's manifest and a link that is shared name them
    for path, soup in soups.items():
        slides = path.startswith(SLIDES)
        if not slides:
            _drop_scripts(soup, path)
            _slim(soup)
        _put_icon(soup, icon)
        if path == "index.html":
            _link(soup, rel="manifest", href="manifest.webmanifest")
        _size_images(soup, path, raw)
        harden.describe(soup, path=path, base=base, site=title, card=card)
        harden.guard(soup, slides=slides)
        for file in _wanted(soup, path):
            _take(file, raw, texts, written)
        _version(soup, path, written)
        if path == "404.html":
            _root(soup, urlsplit(base).path or "/")
        written[path] = soup.encode(formatter=_AsWritten())
    if base:
        written["sitemap.xml"] = _sitemap(soups, base)
    _write(site, written)
    return sorted(written)


class _AsWritten(HTMLFormatter):
    """Writes attributes in the order in which they came, and HTML as HTML."""

    def __init__(self) -> None:
        super().__init__(
            entity_substitution=EntitySubstitution.substitute_xml,
            void_element_close_prefix="",
            empty_attributes_are_booleans=True,
        )

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        """Return the attributes of *tag* as they stand."""
        return tag.attrs.items()


class _Texts:
    """The style sheets of a build: joined, cut to what its pages use, and known by a digest."""

    def __init__(self, raw: Path, soups: dict[str, BeautifulSoup]) -> None:
        self.raw = raw
        scripts = (path.read_text(encoding="utf-8") for path in raw.glob("_static/**/*.js"))
        plain = [soup for path, soup in soups.items() if not path.startswith(SLIDES)]
        self.used = harden.tokens(plain) | words(scripts)
        slides = (path.read_text(encoding="utf-8") for path in raw.glob(f"{SLIDES}**/*.js"))
        shown = [soup for path, soup in soups.items() if path.startswith(SLIDES)]
        self.used_in_slides = harden.tokens(shown) | words(slides)
        named = {file for path, soup in soups.items() for file in _sheets(soup, path)}
        sheets = [(raw / name).read_text(encoding="utf-8") for name in sorted(named)]
        self.counts = properties(sheets, self.used | self.used_in_slides)
        self.core = self.style(*(f"_static/{name}" for name in CORE))

    def style(self, *files: str) -> bytes:
        """Return the style sheets *files* as one, cut down."""
        slides = files[0].startswith(SLIDES)
        text = "".join((self.raw / file).read_text(encoding="utf-8") for file in files)
        owners = "".join(BANG.findall(text))
        used = self.used_in_slides if slides else self.used
        return (owners + trim(text, used, self.counts)).encode()


def _script(text: str) -> bytes:
    """Return a script without the comments that have lines of their own, and without a map.

    No tool that we found in Python squeezes more and leaves templates within templates as they are.
    """
    owner = OWNER.match(text)
    said = f"{owner[0].strip()}\n" if owner and "opyright" in owner[0] else ""
    return (said + COMMENT.sub("", MAP.sub("", text)).lstrip()).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _up(path: str) -> str:
    """Return the way from the page *path* to the book's first folder."""
    return "../" * path.count("/")


def _link_styles(soup: BeautifulSoup, path: str) -> None:
    """Link the shared styles once, and of the others those that the page has use for."""
    core = [f"{_up(path)}_static/{name}" for name in CORE]
    shared = f"{_up(path)}{SHARED}"
    first = True
    for link in _linked(soup, "stylesheet"):
        address = str(link["href"]).partition("?")[0]
        if address in core:
            if first:
                link["href"] = shared
                first = False
            else:
                link.decompose()
            continue
        for name, where in WHERE_USED.items():
            if PurePosixPath(address).name.startswith(name) and not soup.find(class_=where):
                link.decompose()
                break


def _put_styles(soups: dict[str, BeautifulSoup], texts: _Texts) -> None:
    """Put a style sheet that one page alone uses into that page: it saves a request, and a wait.

    It stays a file if it names others, which it does from where it stands.
    """
    uses = Counter(file for path, soup in soups.items() for file in _sheets(soup, path))
    for path, soup in soups.items():
        for link in _linked(soup, "stylesheet"):
            file = _below(path, str(link["href"]))
            if uses[file] > 1 or file == SHARED:
                continue
            text = texts.style(file).decode()
            if not any(_named(file, text)) and "</" not in text:
                style = soup.new_tag("style")
                style.string = text
                link.replace_with(style)


def _tags(soup: BeautifulSoup, name: str = "", has: str = "") -> list[Any]:
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


def _scripted(soup: BeautifulSoup) -> list[Any]:
    """Return the tags that name what is loaded when something is started."""
    return _tags(soup, has="data-scripts")


def _linked(soup: BeautifulSoup, *kinds: str) -> list[Tag]:
    """Return the links of a page's head that lead to one of *kinds* of thing."""
    links = soup.head.find_all("link") if soup.head else []
    return [link for link in links if set(link.get("rel") or ()) & {*kinds}]


def _sheets(soup: BeautifulSoup, path: str) -> Iterator[str]:
    """Yield the style sheets that the page *path* links, and those that it loads later."""
    links = (str(link["href"]) for link in _linked(soup, "stylesheet"))
    later = (name for name in _later(soup) if name.endswith(".css"))
    for address in (*links, *later):
        yield _below(path, address)


def _drop_scripts(soup: BeautifulSoup, path: str) -> None:
    """Take off the scripts of search where nothing is searched; let the rest wait for the page."""
    for script in _tags(soup, "script", "src"):
        if path != "search.html" and PurePosixPath(_file(script["src"])).name in FOR_SEARCH:
            script.decompose()
        else:
            script["defer"] = "defer"


def _slim(soup: BeautifulSoup) -> None:
    """Take off what says nothing to any reader: comments, hints and fields that nothing reads."""
    for comment in [each for each in soup.descendants if isinstance(each, Comment)]:
        comment.extract()
    idle = [
        *_linked(soup, "index", "search"),
        *(tag for tag in _tags(soup, "input", "name") if tag["name"] in IDLE),
    ]
    for tag in [*idle, *(tag for tag in _tags(soup) if "back-to-top" in tag.get("class", ()))]:
        tag.decompose()
    for tag in _linked(soup, "stylesheet"):
        tag.attrs.pop("type", None)
    for tag in [tag for tag in _tags(soup, "span", "class") if "std-ref" in tag["class"]]:
        tag.unwrap()


def _put_icon(soup: BeautifulSoup, icon: str) -> None:
    """Put the *icon* in the page itself: named, it would cost each reader a request."""
    for link in _linked(soup, "icon"):
        link.decompose()
    named = quote(icon.replace('"', "'"), safe=PLAIN)
    _link(soup, rel="icon", href=f"data:image/svg+xml,{named}")


def _link(soup: BeautifulSoup, **attributes: str) -> None:
    assert soup.head is not None
    soup.head.append(soup.new_tag("link", attrs=attributes))


def _foot(soup: BeautifulSoup, where: str) -> None:
    """Say on paper where the page is from, and what its stamp says of edition and day."""
    stamp = soup.find(class_="stamp")
    checked = [part.text for part in stamp.find_all("span")[1:2]] if stamp else []
    foot = soup.new_tag("p", attrs={"class": "print-foot", "aria-hidden": "true"})
    said = " · ".join([where, *checked])
    foot.string = said
    if soup.body is not None and soup.html is not None:
        soup.body.append(foot)
        soup.html["data-where"] = said


def _size_images(soup: BeautifulSoup, path: str, raw: Path) -> None:
    """Give each picture its size, so that nothing moves when it comes, and let it come late."""
    for image in [tag for tag in _tags(soup, "img", "src") if tag["src"].endswith(".svg")]:
        root = ElementTree.parse(raw / _below(path, str(image["src"]))).getroot()
        box = root.get("viewBox", "").split()
        if len(box) == 4:  # noqa: PLR2004 (left, top, width, height)
            image["width"], image["height"] = (str(round(float(side))) for side in box[2:])
        image["loading"] = "lazy"


def _file(address: Any) -> str:
    return unquote(urlsplit(str(address)).path)


def _below(path: str, address: str) -> str:
    """Return the file that *address* names in the page *path*, from the book's first folder."""
    return normpath(str(PurePosixPath(path).parent / _file(address)))


def _later(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the addresses that a face of the page loads when it is started."""
    for tag in _scripted(soup):
        yield from str(tag["data-scripts"]).split()


def _wanted(soup: BeautifulSoup, path: str) -> Iterator[str]:
    """Yield the files, other than pages, that the page *path* loads or leads to."""
    addresses = [*_later(soup)]
    for tag in list(_tags(soup)):
        if tag.name == "link" and "canonical" in (tag.get("rel") or ()):
            continue
        addresses += [*harden.pointed(tag), *([str(tag["href"])] if tag.get("href") else [])]
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.endswith(".html"):
            continue
        yield _below(path, address)


def _take(file: str, raw: Path, texts: _Texts, written: dict[str, bytes]) -> None:
    """Put *file*, and what it names itself, among what is *written*."""
    if file in written or file.endswith(".html"):
        return
    if file == SHARED:
        written[file] = texts.core
    elif not (raw / file).is_file():
        return
    elif file.endswith(".css"):
        written[file] = texts.style(file)
    elif file == "searchindex.js":
        index = GONE.sub("", (raw / file).read_text(encoding="utf-8"))
        index = TERMS.sub(r"\1__proto__:bare,", index)
        written[file] = f"{BARE}{index}".encode()
    elif file.endswith(".js"):
        written[file] = _script((raw / file).read_text(encoding="utf-8"))
    else:
        written[file] = (raw / file).read_bytes()
    if file.endswith(".css"):
        for name in _named(file, written[file].decode()):
            _take(name, raw, texts, written)


def _named(file: str, text: str) -> Iterator[str]:
    """Yield the files that the style sheet *file* names in its *text*."""
    for name in NAMED.findall(text):
        if not urlsplit(name).scheme and not name.startswith("#"):
            yield _below(file, name)


def _version(soup: BeautifulSoup, path: str, written: dict[str, bytes]) -> None:
    """Name each style and script by what it holds, so that no browser shows an old one."""
    tags = [*soup.find_all("link"), *_tags(soup, "script", "src")]
    for tag, name in ((tag, harden.POINTERS[tag.name]) for tag in tags):
        file = _below(path, str(tag[name]))
        if file in written and file.endswith((".css", ".js")):
            tag[name] = f"{_file(tag[name])}?v={_digest(written[file])}"
    for tag in _scripted(soup):
        names = str(tag["data-scripts"]).split()
        tag["data-scripts"] = " ".join(f"{n}?v={_digest(written[_below(path, n)])}" for n in names)


def _root(soup: BeautifulSoup, root: str) -> None:
    """Have the page name everything from the *root*, since it is shown at any address."""
    for tag in list(_tags(soup)):
        for name in ("href", "src", "action"):
            address = str(tag.get(name, ""))
            parts = urlsplit(address)
            if address and not address.startswith(("#", "/")) and not parts.scheme:
                tag[name] = root + address
    if isinstance(soup.html, Tag) and soup.html.get("data-content_root"):
        soup.html["data-content_root"] = root


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
