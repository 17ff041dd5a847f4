"""A page as a tree of tags and texts: read with the standard library's parser, written as HTML.

Publishing goes through every page a dozen times; a tree that does more than this takes twice as
long for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "image",
    "img", "input", "isindex", "keygen", "link", "menuitem", "meta", "nextid", "param", "source",
    "spacer", "track", "wbr",
))  # fmt: skip
"""What holds nothing, and has no end."""
AS_IT_IS = ("script", "style")
"""What holds text that is no HTML."""
BLANKS_COUNT = ("pre", "textarea")
BLANKS = " \n\t\f\r"
LISTS = ("class", "rel")
"""Attributes that hold words."""
KINDS = {
    "": ("", ""),
    "comment": ("<!--", "-->"),
    "doctype": ("<!DOCTYPE ", ">\n"),
    "declaration": ("<!", ">"),
    "instruction": ("<?", ">"),
    "cdata": ("<![CDATA[", "]]>"),
}
"""What a text may be, and what stands around it."""


class Text:
    """A text of a page, or what stands in the place of one: a comment, say."""

    __slots__ = ("kind", "parent", "text")

    def __init__(self, text: str, kind: str = "") -> None:
        self.text, self.kind = text, kind
        self.parent: Tag | None = None

    def written(self) -> str:
        """Return the text as HTML."""
        start, end = KINDS[self.kind]
        return f"{start}{self.text}{end}" if self.kind else escape(self.text, quote=False)

    def remove(self) -> None:
        """Take the text out of its page."""
        _remove(self)


class Tag:
    """A tag of a page, and all that it holds. A tag without a name is a page."""

    __slots__ = ("attrs", "name", "parent", "parts")

    def __init__(self, name: str, attrs: dict[str, str] | None = None, text: str = "") -> None:
        self.name, self.attrs = name, attrs or {}
        self.parts: list[Tag | Text] = []
        self.parent: Tag | None = None
        if text:
            self.append(Text(text))

    def tags(self) -> Iterator[Tag]:
        """Yield all tags that it holds, however deep, in order, each before what it holds."""
        waiting = self.parts[::-1]
        while waiting:
            part = waiting.pop()
            if part.__class__ is Tag:
                yield part
                waiting += part.parts[::-1]

    def texts(self) -> Iterator[Text]:
        """Yield all texts that it holds, however deep."""
        for tag in [self, *self.tags()]:
            yield from (part for part in tag.parts if isinstance(part, Text))

    def all(self, name: str) -> list[Tag]:
        """Return the tags of one *name* that it holds."""
        return [tag for tag in self.tags() if tag.name == name]

    def first(self, name: str) -> Tag | None:
        """Return the first tag of that *name*, if it holds one."""
        return next((tag for tag in self.tags() if tag.name == name), None)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(
            part.text if isinstance(part, Tag) else part.text if not part.kind else ""
            for part in self.parts
        )

    def words(self, name: str) -> list[str]:
        """Return the words of the attribute *name*."""
        return self.attrs.get(name, "").split()

    def within(self, *names: str) -> bool:
        """Return whether it stands, however deep, in a tag of one of these *names*."""
        tag = self.parent
        while tag is not None and tag.name not in names:
            tag = tag.parent
        return tag is not None

    def append(self, part: Tag | Text) -> None:
        """Put *part* at its end."""
        self.insert(len(self.parts), part)

    def insert(self, at: int, part: Tag | Text) -> None:
        """Put *part* at the place *at*."""
        part.parent = self
        self.parts.insert(at, part)

    def remove(self) -> None:
        """Take it out of its page, with all that it holds."""
        _remove(self)

    def replace(self, *parts: Tag | Text) -> None:
        """Put *parts* in its place."""
        place = self.parent
        if place is None:
            return
        at = _at(place, self)
        place.parts[at : at + 1] = parts
        for part in parts:
            part.parent = place
        self.parent = None

    def written(self) -> str:
        """Return it as HTML."""
        out: list[str] = []
        waiting: list[Tag | Text | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Text):
                out.append(part.written())
            elif part.name in VOID and not part.parts:
                out.append(_start(part))
            elif part.name in AS_IT_IS:
                out.append(f"{_start(part)}{part.text}</{part.name}>")
            else:
                if part.name:
                    out.append(_start(part))
                    waiting.append(f"</{part.name}>")
                waiting += part.parts[::-1]
        return "".join(out)


def _at(place: Tag, part: Tag | Text) -> int:
    return next(at for at, each in enumerate(place.parts) if each is part)


def _remove(part: Tag | Text) -> None:
    if part.parent is not None:
        del part.parent.parts[_at(part.parent, part)]
        part.parent = None


def _start(tag: Tag) -> str:
    """Return the start of *tag*, its attributes in the order in which they came."""
    return "".join(
        [f"<{tag.name}", *(f" {key}={_quoted(value)}" for key, value in tag.attrs.items()), ">"]
    )


def _quoted(value: str) -> str:
    """Return *value* in the quotation marks that it does not hold itself."""
    value = escape(value, quote=False)
    if '"' not in value:
        return f'"{value}"'
    return "'" + value + "'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'


class _Reader(HTMLParser):
    """Makes the tree while the parser goes through a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Tag("")
        self.open = [self.page]
        self.said: list[str] = []

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where in a page a tag stands."""
        return j

    def handle_data(self, data: str) -> None:
        """Keep a piece of text: what stands between two tags may come in several."""
        self.said.append(data)

    def _put(self, kind: str = "") -> None:
        """Put what was said into the open tag; blanks alone become one, or the end of a line."""
        text = "".join(self.said)
        self.said.clear()
        if not text.strip(BLANKS) and not any(tag.name in BLANKS_COUNT for tag in self.open):
            text = "\n" if "\n" in text else " "
        self.open[-1].append(Text(text, kind))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        self._begin(tag, attrs)
        if tag in VOID:
            self.open.pop()

    def _begin(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.said:
            self._put()
        tag = Tag(name, {key: value or "" for key, value in attrs})
        for key in LISTS:
            if key in tag.attrs:
                tag.attrs[key] = " ".join(tag.attrs[key].split())
        self.open[-1].append(tag)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Put a tag that ends where it begins."""
        self._begin(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last under this name, and all within it."""
        if self.said:
            self._put()
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name == tag:
                del self.open[at:]
                return

    def _special(self, data: str, kind: str) -> None:
        if self.said:
            self._put()
        self.said = [data]
        self._put(kind)

    def handle_comment(self, data: str) -> None:
        """Put a comment."""
        self._special(data, "comment")

    def handle_decl(self, decl: str) -> None:
        """Put the kind of document that the page says it is."""
        self._special(decl[len("doctype ") :], "doctype")

    def unknown_decl(self, data: str) -> None:
        """Put another declaration, or what is marked as text."""
        if data.upper().startswith("CDATA["):
            self._special(data[len("CDATA[") :], "cdata")
        else:
            self._special(data, "declaration")

    def handle_pi(self, data: str) -> None:
        """Put an instruction."""
        self._special(data, "instruction")


def read(text: str) -> Tag:
    """Return the page that *text* writes."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.said:
        reader._put()
    return reader.page
