"""The pages that are offered as a PDF too, printed by Chromium where there is one."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from exercises.reading.edition import edition
from exercises.site.browser import CHROMIUM, chromium
from exercises.site.markup import tags
from exercises.site.tree import read

PRINTED = ("answer/sheet", "teach/packet")
"""Which they are, as addresses without an ending."""
NODE = re.compile(rb"\(node(\d{8})\)")
"""A table head's name in a tagged PDF: a count of nodes, in which a busy Chromium skips some."""
DATED = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}[+-]\d\d'\d\d'(\))")


def print_pages(raw: Path, site: Path, base: str) -> None:
    """Print pages of *site* that have changed; *raw* keeps each PDF with a digest of its page."""
    browser = chromium()
    styles = b"".join(path.read_bytes() for path in sorted(site.glob("_static/*.css")))
    for page in PRINTED if browser else ():
        kept, source = raw / f"{page}.pdf", site / f"{page}.html"
        if not source.is_file():
            continue
        html = unlinked(source.read_text(encoding="utf-8"), page, base)
        made_of = kept.with_suffix(".pdf.of")
        digest = hashlib.sha256(html.encode() + styles).hexdigest()
        if not (kept.is_file() and made_of.is_file() and made_of.read_text() == digest):
            _print(str(browser), source.with_suffix(".print.html"), html, kept)
            made_of.write_text(digest)
        source.with_suffix(".pdf").write_bytes(kept.read_bytes())


def unlinked(html: str, page: str, base: str) -> str:
    """Return *html* with links that a reader of paper can follow: to the book's address *base*.

    Without one, what leads to another page is plain text: a PDF is sent on, and would name the
    folder of the machine that printed it.
    """
    tree = read(html)
    for link in tags(tree, "a", "href"):
        leads = outward(link.attrs.pop("href"), f"{page}.html", base)
        if leads is not None:
            link.attrs["href"] = leads
    return tree.written()


def outward(href: str, file: str, base: str) -> str | None:
    """Return where *href* on the page *file* leads from paper, or None if that is not known.

    What leads to a place on its page, or out of the book, stays; the rest is at the address *base*.

    >>> outward("../learn/a.html#why", "teach/b.html", "https://book.example/")
    'https://book.example/learn/a.html#why'
    """
    if href.startswith("#") or urlsplit(href).scheme:
        return href
    return urljoin(f"{base}{file}", href) if base else None


def _print(browser: str, place: Path, html: str, pdf: Path) -> None:
    """Print *html*, which stands at *place* for as long as it takes, to *pdf*, undated."""
    place.write_text(html, encoding="utf-8")
    try:
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [browser, *CHROMIUM, f"--user-data-dir={profile}", "--no-pdf-header-footer",
                 f"--print-to-pdf={pdf}", place.as_uri()],
                capture_output=True, check=True, timeout=120,
            )  # fmt: skip
    finally:
        place.unlink()
    pdf.write_bytes(renumbered(DATED.sub(_undated, pdf.read_bytes())))


def renumbered(pdf: bytes) -> bytes:
    """Return *pdf* with its nodes counted from 1 in their order: two prints are the same bytes."""
    counts = sorted(set(NODE.findall(pdf)))
    names = {count: b"(node%08d)" % place for place, count in enumerate(counts, start=1)}
    return NODE.sub(lambda found: names[found[1]], pdf)


def _undated(found: re.Match[bytes]) -> bytes:
    """Return the date in a PDF as that of the edition, so that two prints are the same bytes."""
    return found[1] + f"{edition().checked:%Y%m%d}000000+00'00'".encode() + found[2]
