"""What a page does not need, taken off; what it lacks, put in."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Comment

from exercises.site.markup import add_link, below, classed, file_of, linked, tags

SPHINX_S = (
    "documentation_options.js", "doctools.js", "sphinx_highlight.js", "searchtools.js",
    "language_data.js",
)  # fmt: skip
"""The scripts of Sphinx's own search, which this book does not use."""
IDLE = ("check_keywords", "area")
"""Fields of the theme that nothing reads."""
OWNER = re.compile(r"\s*/\*(?!!).*?\*/", re.DOTALL)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?!!)(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
"""Whole lines of comment; one that begins with a bang says whose a script is, and stays."""
PLAIN = " ='/:.,;"
"""What a picture may hold as it is where an attribute in quotation marks names it."""
MAP = re.compile(r"\n?(//|/\*)# sourceMappingURL=[^\n]*")


THEME_STORE = {
    'localStorage.getItem("theme")||"auto"': 'document.body.dataset.theme||"auto"',
    'localStorage.setItem("theme",e)': '(()=>{try{localStorage.setItem("theme",e)}catch{}})()',
}
"""What the theme's script does where storage may be forbidden, and what does it there as well."""


def script(text: str) -> bytes:
    """Return a script without the comments that have lines of their own, and without a map.

    No tool that we found in Python squeezes more and leaves templates within templates as they are.
    """
    for own, ours in THEME_STORE.items():
        text = text.replace(own, ours)
    owner = OWNER.match(text)
    said = f"{owner[0].strip()}\n" if owner and "opyright" in owner[0] else ""
    return (said + COMMENT.sub("", MAP.sub("", text)).lstrip()).encode()


def drop_scripts(soup: BeautifulSoup) -> None:
    """Take off the scripts of a search that no page has; let the rest wait for the page."""
    for script in tags(soup, "script", "src"):
        if PurePosixPath(file_of(script["src"])).name in SPHINX_S:
            script.decompose()
        elif script.find_parent("article") is None:  # one in the text decides what is seen below
            script["defer"] = "defer"


def slim(soup: BeautifulSoup) -> None:
    """Take off what says nothing to any reader: comments, hints and fields that nothing reads."""
    for comment in [each for each in soup.descendants if isinstance(each, Comment)]:
        comment.extract()
    idle = [
        *linked(soup, "index", "search"),
        *(tag for tag in tags(soup, "input", "name") if tag["name"] in IDLE),
    ]
    for tag in [*idle, *classed(soup, "back-to-top")]:
        tag.decompose()
    for tag in linked(soup, "stylesheet"):
        tag.attrs.pop("type", None)
    for tag in [tag for tag in tags(soup, "span", "class") if "std-ref" in tag["class"]]:
        tag.unwrap()


def put_icon(soup: BeautifulSoup, icon: str) -> None:
    """Put the *icon* in the page itself: named, it would cost each reader a request."""
    for link in linked(soup, "icon"):
        link.decompose()
    named = quote(icon.replace('"', "'"), safe=PLAIN)
    add_link(soup, rel="icon", href=f"data:image/svg+xml,{named}")


def foot(soup: BeautifulSoup, where: str) -> None:
    """Say on paper where the page is from, and what its stamp says of edition and day."""
    stamp = next(iter(classed(soup, "stamp")), None)
    checked = [part.text for part in stamp.find_all("span")[1:2]] if stamp else []
    foot = soup.new_tag("p", attrs={"class": "print-foot", "aria-hidden": "true"})
    said = " · ".join([where, *checked])
    foot.string = said
    if soup.body is not None and soup.html is not None:
        soup.body.append(foot)
        soup.html["data-where"] = said


def size_images(soup: BeautifulSoup, path: str, raw: Path) -> None:
    """Give each picture its size, so that nothing moves when it comes, and let it come late."""
    for image in [tag for tag in tags(soup, "img", "src") if tag["src"].endswith(".svg")]:
        root = ElementTree.parse(raw / below(path, str(image["src"]))).getroot()
        box = root.get("viewBox", "").split()
        if len(box) == 4:  # noqa: PLR2004 (left, top, width, height)
            image["width"], image["height"] = (str(round(float(side))) for side in box[2:])
        image["loading"] = "lazy"
