"""The whole book as one PDF, and what a release gathers: links lead on, the contents are true."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from tools import pdf, release

TOC = {"root": "book/index", "parts": [{"caption": "Learn", "chapters": [{"file": "book/a/one"}]}]}
PAGE = """<html><head><link rel="stylesheet" href="{up}_static/book.css"></head><body>
<article><h1 style="{tight}">{title}<a class="headerlink" href="#x">¶</a></h1>
{body}</article></body></html>"""
TIGHT = "margin: 0; line-height: 1.1"
"""Ink that sticks out of its line and so of its page: Chromium makes two titles of it."""


@pytest.fixture
def site(tmp_path):
    """Return a book of two pages that link to one another."""
    (tmp_path / "a").mkdir()
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static/book.css").write_text("h1 { color: #111 }")
    body = '<p><a href="a/one.html#why">Why</a> <a href="file.zip">All</a></p>'
    (tmp_path / "index.html").write_text(PAGE.format(tight=TIGHT, up="", title="Home", body=body))
    body = '<details><summary>More</summary><h2 id="why">Why so</h2></details><script>1</script>'
    (tmp_path / "a/one.html").write_text(PAGE.format(tight=TIGHT, up="../", title="One", body=body))
    return tmp_path


@pytest.mark.parametrize(
    ("link", "book", "href"),
    [
        ("one.html#why", "", "#a-one--why"),
        ("../index.html", "", "#index"),
        ("#here", "", "#a-one--here"),
        ("../exports/moodle.xml", "https://book.example/", "https://book.example/exports/moodle.xml"),
        ("../other.html#part", "https://book.example/", "https://book.example/other.html#part"),
        ("../exports/moodle.xml", "", None),
        ("https://www.ada.org/x", "", "https://www.ada.org/x"),
        ("mailto:dentalcode@ada.org", "", "mailto:dentalcode@ada.org"),
    ],
)  # fmt: skip
def test_a_link_leads_on(link, book, href):
    """A link leads to a place in the document, to the book on the web, or nowhere at all."""
    soup = BeautifulSoup(f'<article><a href="{link}">x</a></article>', "html.parser")

    moved = pdf.moved(soup.article, "a/one.html", {"index.html", "a/one.html"}, book)

    assert moved.a.get("href") == href


def test_the_address_of_the_book_is_the_one_that_pages_have(site, monkeypatch):
    """BOOK_URL tells the PDF where the book stands, as it tells the pages of the site."""
    (site / "_config.yml").write_text("title: Book\nhtml: {baseurl: ''}\n")
    (site / "_toc.yml").write_text(json.dumps(TOC))
    monkeypatch.setenv("BOOK_URL", "https://book.example/d")

    assert 'href="https://book.example/d/file.zip"' in pdf.gathered(site, site).html({})


def test_ids_hold_among_all_pages():
    """What is named on two pages alike is told apart, and what points at it follows."""
    html = '<article><input id="x" name="q"><label for="x">L</label><p aria-describedby="x y"></p>'
    soup = BeautifulSoup(html, "html.parser")

    moved = pdf.moved(soup.article, "a/one.html", {"a/one.html"}, "")

    assert moved.input["id"] == moved.label["for"] == "a-one--x"
    assert moved.p["aria-describedby"] == "a-one--x a-one--y"
    assert moved.input["name"] == "a-one--q"


def test_a_page_without_a_title_is_named(site):
    """A page that the contents cannot name stops the PDF, and is named."""
    (site / "a/one.html").write_text("<article><p>No title.</p></article>")

    with pytest.raises(ValueError, match=r"^a/one.html: has no article with a title"):
        pdf.Whole(site, TOC, "Book", "")


@pytest.mark.browser
def test_the_contents_name_the_pages(browser, site, tmp_path):
    """Each page begins a sheet, the contents name its number, and bookmarks lead to its parts."""
    whole = pdf.Whole(site, TOC, "Book", "")
    data = pdf.printed(browser, "http://127.0.0.1:9/", whole)
    target = tmp_path / "book.pdf"

    assert pdf.finish(data, "Book", target) == 4
    assert pdf.numbers(data, whole.headings) == {"index.html": 3, "a/one.html": 4}
    with pikepdf.open(target) as book:
        titles = [item.title for item in book.open_outline().root]
        assert titles == ["Book", "Contents", "Home", "One"]
        assert [child.title for child in book.open_outline().root[3].children] == ["Why so"]
        assert book.Root.PageMode == "/UseOutlines"


def test_a_release_says_what_it_holds(tmp_path):
    """Archive, PDF and exports are gathered, and the checksums are those of their bytes."""
    (tmp_path / "exports").mkdir()
    for name in ("d9311-book.zip", "d9311-book.pdf", "exports/moodle.xml"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "release").mkdir()
    (tmp_path / "release/old.zip").write_bytes(b"of another version")

    names = [path.name for path in release.gather(tmp_path)]

    assert names == ["d9311-book.zip", "d9311-book.pdf", "moodle.xml"]
    lines = (tmp_path / "release/SHA256SUMS").read_text().splitlines()
    assert lines[2] == f"{hashlib.sha256(b'exports/moodle.xml').hexdigest()}  moodle.xml"
    assert sorted(path.name for path in (tmp_path / "release").iterdir()) == sorted(
        [*names, "SHA256SUMS"]
    )


def test_a_release_lacks_nothing(tmp_path):
    """A release without one of its files is not made, and the file is named."""
    (tmp_path / "exports").mkdir()

    with pytest.raises(FileNotFoundError) as error:
        release.gather(tmp_path)

    assert Path(error.value.filename).name == "d9311-book.zip"
