"""What a page does not need, taken off; what it lacks, put in."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.etree import ElementTree

from exercises.site.markup import add_link, below, classed, file_of, linked, tags, up
from exercises.site.tree import Tag

SPHINX_S = (
    "documentation_options.js", "doctools.js", "sphinx_highlight.js", "searchtools.js",
    "language_data.js",
)  # fmt: skip
"""The scripts of Sphinx's own search, which this book does not use."""
EVERYWHERE = ("_static/page.js", "_static/scripts/furo.js")
BOOK = "_static/book.js"
"""What every page runs, ours and the theme's, in this order; and the one file that readers get."""
PLAIN_LINK = {"reference", "internal"}
"""What Sphinx calls any link, and no style asks for in a text."""
IDLE = ("check_keywords", "area")
"""Fields of the theme that nothing reads."""
OWNER = re.compile(r"\s*/\*(?!!).*?\*/", re.DOTALL)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?!!)(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
"""Whole lines of comment; one that begins with a bang says whose a script is, and stays."""
TYPES = re.compile(r"[ \t]*/\*\*? @(?:type|param|returns?)\b(?:[^*]|\*(?!/))*\*/[ \t]*")
"""What a script says to whoever checks its types, within a line."""
ASIDE = re.compile(r"(?<=[;{},)])[ \t]+// [^\n'\"`]*$", re.MULTILINE)
"""A comment at the end of a line of code."""
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
PLAIN = " ='/:.,;"
"""What a picture may hold as it is where an attribute in quotation marks names it."""
MAP = re.compile(r"\n?(//|/\*)# sourceMappingURL=[^\n]*")


THEME_S = {
    'document.addEventListener("DOMContentLoaded",': "setTimeout(",
    "window.scroll()": 'dispatchEvent(new Event("scroll"))',  # it would end the way to a fragment
    'localStorage.getItem("theme")||"auto"': 'document.body.dataset.theme||"auto"',
    'localStorage.setItem("theme",e)': '(()=>{try{localStorage.setItem("theme",e)}catch{}})()',
}
"""How the theme's script does a thing, and how it does it where the page was read before the script
came, and where storage may be forbidden."""


def script(text: str) -> bytes:
    """Return a script without comments, types, indents, and a map.

    Where a text may go on over the end of a line, indents are part of it, and stay. No tool that we
    found in Python squeezes more and leaves templates within templates as they are.
    """
    for own, ours in THEME_S.items():
        text = text.replace(own, ours)
    owner = OWNER.match(text)
    said = f"{owner[0].strip()}\n" if owner and "opyright" in owner[0] else ""
    text = ASIDE.sub("", TYPES.sub(" ", COMMENT.sub("", MAP.sub("", text)))).lstrip()
    if not any(line.count("`") % 2 or line.endswith("\\") for line in text.split("\n")):
        text = INDENT.sub("", text)
    return (said + text).encode()


def drop_scripts(tree: Tag, path: str) -> None:
    """Take off the scripts of a search that no page has; let the rest wait for the page.

    What every page runs is one file.
    """
    joined = False
    for script in tags(tree, "script", "src"):
        if PurePosixPath(file_of(script.attrs["src"])).name in SPHINX_S:
            script.remove()
        elif below(path, script.attrs["src"]) in EVERYWHERE:
            script.attrs = {"src": f"{up(path)}{BOOK}", "defer": "defer"}
            if joined:
                script.remove()
            joined = True
        elif not script.within("article"):  # one in the text says itself whether it can wait
            script.attrs["defer"] = "defer"


def wait_scripts(tree: Tag) -> None:
    """Have the body name the scripts that can wait, for `harden.LATER`: no text waits for them.

    One that says more than where it is finds that in its own tag, and stays. So do all on a page
    with a path: what is next on it is put above what is read.
    """
    body = tree.first("body")
    waiting = [tag for tag in tags(tree, "script", "defer") if {*tag.attrs} == {"src", "defer"}]
    if body is None or not waiting or classed(tree, "path"):
        return
    body.attrs["data-scripts"] = " ".join(tag.attrs["src"] for tag in waiting)
    for tag in waiting:
        tag.remove()


def put_scripts(tree: Tag, path: str, raw: Path) -> list[str]:
    """Put the scripts that a page waits for in its text there; return what they say.

    Each decides what is seen below it, and as a file would cost a connection before that is seen.
    """
    put = []
    for tag in tags(tree, "script", "src"):
        file = raw / below(path, tag.attrs["src"])
        if not (tag.within("article") and {*tag.attrs} == {"src"} and file.is_file()):
            continue
        text = script(file.read_text(encoding="utf-8")).decode()
        if not any(sign in text for sign in ("</", "<!--")):  # in a page these end it, or its end
            tag.replace(Tag("script", text=text))
            put.append(text)
    return put


def slim(tree: Tag) -> None:
    """Take off what says nothing to any reader: comments, hints and fields that nothing reads."""
    for comment in [each for each in tree.texts() if each.kind == "comment"]:
        comment.remove()
    idle = [
        *linked(tree, "index", "search"),
        *(tag for tag in tags(tree, "input", "name") if tag.attrs["name"] in IDLE),
    ]
    for tag in [*idle, *classed(tree, "back-to-top")]:
        tag.remove()
    for tag in linked(tree, "stylesheet"):
        tag.attrs.pop("type", None)
    for tag in tags(tree, "a", "class"):
        if tag.within("article") and set(tag.words("class")) <= PLAIN_LINK:
            del tag.attrs["class"]
    for again in [tag for tag in tags(tree, "meta", "name") if tag.attrs["name"] == "viewport"][1:]:
        again.remove()
    for tag in (link for cite in classed(tree, "bibtex-citation") for link in cite.all("a")):
        if "title" in tag.attrs:  # the address stands with the source, where it can be followed
            tag.attrs["title"] = tag.attrs["title"].partition(" URL: ")[0]
    for tag in classed(tree, "std-ref"):
        if tag.name == "span":
            tag.replace(*tag.parts)


def put_icon(tree: Tag, icon: str) -> None:
    """Put the *icon* in the page itself: named, it would cost each reader a request."""
    for link in linked(tree, "icon"):
        link.remove()
    named = quote(icon.replace('"', "'"), safe=PLAIN)
    add_link(tree, rel="icon", href=f"data:image/svg+xml,{named}")


def foot(tree: Tag, where: str) -> None:
    """Say on paper where the page is from, and what its stamp says of edition and day."""
    stamp = next(iter(classed(tree, "stamp")), None)
    checked = [part.text for part in stamp.all("span")[1:2]] if stamp else []
    said = " · ".join([where, *checked])
    html, body = tree.first("html"), tree.first("body")
    if html is not None and body is not None:
        body.append(Tag("p", {"class": "print-foot", "aria-hidden": "true"}, said))
        html.attrs["data-where"] = said


def size_images(tree: Tag, path: str, raw: Path) -> None:
    """Give each picture its size, so that nothing moves when it comes, and let it come late."""
    for image in [tag for tag in tags(tree, "img", "src") if tag.attrs["src"].endswith(".svg")]:
        root = ElementTree.parse(raw / below(path, image.attrs["src"])).getroot()
        box = root.get("viewBox", "").split()
        if len(box) == 4:  # noqa: PLR2004 (left, top, width, height)
            size = (str(round(float(side))) for side in box[2:])
            image.attrs["width"], image.attrs["height"] = size
        image.attrs["loading"] = "lazy"
