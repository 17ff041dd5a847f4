"""`make pdf`: the whole book as one PDF, `_build/d9311-book.pdf`, for reading and for the file.

The built pages are put into one document in the order of `_toc.yml`, and Chromium prints it: so
links lead to pages of the PDF, and headings become its bookmarks. It is printed twice, since the
contents can name a page number only once it is known.
"""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterator
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import yaml
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader
from pypdf.generic import Destination

from exercises.reading.edition import edition, long_date
from exercises.site.browser import CHROMIUM, chromium
from exercises.site.build import ROOT, SITE, address, build
from exercises.site.printed import outward
from exercises.site.serve import HOST, server

PDF = ROOT / "_build" / "d9311-book.pdf"
LARGEST = 5 * 1024 * 1024
POINTS_AT_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
LEFT_OUT = "script, .stamp, .headerlink, .newer, .notice, .print-tools, .offline-tools"
"""What the title page says once for all pages, and what only a screen has use for."""
# The 3 px: ink of a title that sticks out above its page would make Chromium name it twice.
STYLE = """
.pdf-page { break-before: page }
.pdf-page::before { content: ""; display: block; height: 3px }
.pdf-title { padding-top: 30vh } .pdf-title h1 { font-size: 2.4rem; line-height: 1.15 }
.pdf-contents li { display: flex; gap: 1rem; justify-content: space-between; break-inside: avoid }
.pdf-contents ul { list-style: none; margin: 0; padding: 0 }
.pdf-contents a { text-decoration: none }
.pdf-contents .pdf-part { break-after: avoid; font-weight: bold; margin: 1rem 0 .25rem }
"""
PAPER: dict[str, Any] = {
    "format": "Letter",
    "print_background": True,
    "outline": True,
    "tagged": True,
}


def parts(toc: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each part of a `_toc.yml`: its caption, and the built files of its pages in order."""
    yield "", [_file(toc["root"])]
    for part in toc["parts"]:
        yield part["caption"], [_file(chapter["file"]) for chapter in part["chapters"]]


def _file(source: str) -> str:
    return f"{source.removeprefix('book/')}.html"


def name_of(path: str, fragment: str = "") -> str:
    """Return the id, in the one document, of what *path* and *fragment* name in the book.

    >>> name_of("learn/form-a.html", "form-a")
    'learn-form-a--form-a'
    """
    page = path.removesuffix(".html").replace("/", "-")
    return f"{page}--{fragment}" if fragment else page


def moved(article: Tag, path: str, pages: set[str], book: str) -> Tag:
    """Return the *article* of the page *path*, with ids and addresses that hold among all *pages*.

    A link to another page leads to its place in the document; one to what is no page of it, to the
    *book*'s address, if that is known, and is plain text if not.
    """
    for each in article.select(LEFT_OUT):
        each.decompose()
    for each in article.find_all(True):
        _rename(each, path)
        if each.name == "details":
            each["open"] = ""
        if "src" in each.attrs:
            each["src"] = normpath(join(dirname(path), str(each["src"])))
        if each.name == "a" and "href" in each.attrs:
            _redirect(each, path, pages, book)
    return article


def _rename(tag: Tag, path: str) -> None:
    if "id" in tag.attrs:
        tag["id"] = name_of(path, str(tag["id"]))
    if tag.name == "input" and "name" in tag.attrs:
        tag["name"] = name_of(path, str(tag["name"]))
    for attribute in POINTS_AT_IDS:
        if attribute in tag.attrs:
            value = tag[attribute]
            ids = value.split() if isinstance(value, str) else value
            tag[attribute] = " ".join(name_of(path, each) for each in ids)


def _redirect(link: Tag, path: str, pages: set[str], book: str) -> None:
    href = str(link["href"])
    to = urlsplit(href)
    file = normpath(join(dirname(path), to.path)) if to.path else path
    if not to.scheme and file in pages:
        link["href"] = f"#{name_of(file, to.fragment)}"
    elif (leads := outward(href, path, book)) is not None:
        link["href"] = leads
    else:
        del link["href"]


class Whole:
    """The book as one document: its pages in order, and the sheets that they are styled by."""

    def __init__(self, site: Path, toc: dict[str, Any], title: str, book: str) -> None:
        self.title, self.parts = title, list(parts(toc))
        self.sheets: dict[str, None] = {}
        pages = {path for _, files in self.parts for path in files}
        self.notice = ""
        self.headings: dict[str, str] = {}
        self.articles: dict[str, str] = {}
        for _, files in self.parts:
            for path in files:
                self._take(site, path, pages, book)

    def _take(self, site: Path, path: str, pages: set[str], book: str) -> None:
        soup = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")
        for sheet in soup.select('link[rel="stylesheet"]'):
            self.sheets[normpath(join(dirname(path), str(sheet["href"])))] = None
        article = soup.select_one("article")
        if article is None or article.h1 is None:
            raise ValueError(f"{path}: has no article with a title; `make book` builds it anew")
        if not self.notice and (notice := soup.select_one(".notice")):
            self.notice = str(notice)
        body = moved(article, path, pages, book)
        heading = body.h1
        assert heading is not None
        self.headings[path] = heading.get_text(" ", strip=True)
        self.articles[path] = (
            f'<div class="pdf-page" id="{name_of(path)}">{body.decode_contents()}</div>'
        )

    def html(self, numbers: dict[str, int]) -> str:
        """Return the document; *numbers* gives the PDF's page by the file's path, if known."""
        sheets = "".join(f'<link rel="stylesheet" href="{each}">' for each in self.sheets)
        now = edition()
        where = f"{self.title} · CDT {now.cdt}, checked {long_date(now.checked)}"
        return (
            f'<!doctype html><html lang="en" class="no-js" data-where="{escape(where)}">'
            f'<meta charset="utf-8">'
            f"<title>{escape(self.title)}</title>{sheets}<style>{STYLE}</style>"
            f'<body data-theme="light"><div class="article-container"><article>'
            f'<div class="pdf-title"><h1>{escape(self.title)}</h1>'
            f"<p>CDT © {now.copyright_year} American Dental Association</p>"
            f"<p>Checked against CDT {now.cdt} on {long_date(now.checked)}</p>{self.notice}</div>"
            f"{self._contents(numbers)}{''.join(self.articles.values())}</article></div>"
        )

    def _contents(self, numbers: dict[str, int]) -> str:
        lines = ['<nav class="pdf-page pdf-contents"><h1>Contents</h1>']
        for caption, files in self.parts:
            lines.append(f'<p class="pdf-part">{escape(caption)}</p><ul>' if caption else "<ul>")
            for path in files:
                link = f'<a href="#{name_of(path)}">{escape(self.headings[path])}</a>'
                lines.append(f"<li>{link} <span>{numbers.get(path, '')}</span></li>")
            lines.append("</ul>")
        return "".join([*lines, "</nav>"])


def gathered(root: Path, site: Path) -> Whole:
    """Return the book whose settings stand in *root*, of the pages of *site*, at its address."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    return Whole(site, toc, config["title"], address())


def numbers(pdf: bytes, headings: dict[str, str]) -> dict[str, int]:
    """Return the page at which each of *headings* stands in *pdf*, by its bookmarks, from 1.

    Errors: `ValueError`, naming the page of the book that has no bookmark of its own.
    """
    reader = PdfReader(io.BytesIO(pdf))
    marks = [each for each in reader.outline if isinstance(each, Destination)]
    found, at = {}, 0
    for path, heading in headings.items():
        here = (i for i, mark in enumerate(marks) if i >= at and _same(mark.title, heading))
        if (place := next(here, None)) is None:
            raise ValueError(f"{path}: its title {heading!r} is no bookmark of the PDF")
        page = reader.get_destination_page_number(marks[place])
        found[path], at = (page or 0) + 1, place + 1
    return found


def _same(one: str | None, other: str) -> bool:
    return "".join((one or "").split()) == "".join(other.split())


def printed(browser: Browser, address: str, whole: Whole) -> bytes:
    """Return the book as a PDF: printed once to learn its page numbers, then with them."""
    context = browser.new_context(java_script_enabled=False, color_scheme="light")
    page = context.new_page()
    known: dict[str, int] = {}
    place = f"{address}whole-book.html"
    page.route(place, lambda route: route.fulfill(body=whole.html(known), content_type="text/html"))
    page.goto(place)
    known.update(numbers(page.pdf(**PAPER), whole.headings))
    page.goto(place)
    pdf = page.pdf(**PAPER)
    context.close()
    if numbers(pdf, whole.headings) != known:
        raise ValueError("the page numbers in the contents moved the pages; print it a third time")
    return pdf


def finish(pdf: bytes, title: str, target: Path) -> int:
    """Write *pdf* to *target* with its title, bookmarks shown, packed; return its pages."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        with book.open_metadata() as told:
            told["dc:title"] = title
            told["dc:description"] = f"Checked against CDT {edition().cdt}"
        book.Root.PageMode = pikepdf.Name.UseOutlines
        book.Root.Lang = "en-US"
        packed = pikepdf.ObjectStreamMode.generate
        book.save(target, object_stream_mode=packed, recompress_flate=True, deterministic_id=True)
        return len(book.pages)


def main() -> int:
    """Build the book, print it, and say what came of it."""
    if (program := chromium()) is None:
        print("The PDF is printed by Chromium, and there is none; set CHROMIUM to its path")
        return 1
    if failed := build():
        return failed
    whole = gathered(ROOT, SITE)
    with server(SITE, 8900) as httpd, sync_playwright() as playwright:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        pdf = printed(browser, f"http://{HOST}:{httpd.server_port}/", whole)
        httpd.shutdown()
    count = finish(pdf, whole.title, PDF)
    size = PDF.stat().st_size
    print(f"{PDF.relative_to(ROOT)}: {count} pages, {size / 1024 / 1024:.1f} MiB")
    if size > LARGEST:
        print(f"It may be {LARGEST // 1024 // 1024} MiB at most")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
