"""What a page gives on paper, read back from its PDF."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

from playwright.sync_api import Page
from pypdf import PdfReader

FOOT = re.compile(r"^(\d+ of \d+)?D9311\b.* · \S+\.html · .*\n")
"""What stands in the margin of each sheet, which the reader of PDF takes for its beginning."""


def pages_of(page: Page, tmp_path: Path, size: str = "Letter") -> list[str]:
    """Return the text of each page that printing gives, without the line in its foot."""
    path = tmp_path / f"{size}.pdf"
    page.pdf(path=path, format=size, prefer_css_page_size=False)
    texts = (normalize("NFKC", each.extract_text()) for each in PdfReader(path).pages)
    return [FOOT.sub("", text) for text in texts]


def sheets(pdf: bytes) -> int:
    """Return how many sheets a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
