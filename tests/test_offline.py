"""What is kept for offline use is known file by file, and the archive is the same each time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from exercises.reading.package import PACKAGE
from exercises.site.harden import policy
from exercises.site.offline import MANIFEST_LINK, PLACE, archive, finish

WORKER = PACKAGE / "site" / "sw.js"
LARGEST = 5 * 1024 * 1024


@pytest.fixture
def small(tmp_path) -> Path:
    """Return a site of two files and what only a host has use for."""
    site = tmp_path / "site"
    (site / "learn").mkdir(parents=True)
    (site / "index.html").write_text(f"<head>{MANIFEST_LINK}</head>")
    (site / "learn" / "a.css").write_text("p{top:0}")
    (site / "404.html").write_text("no such page")
    (site / "sitemap.xml").write_text("<urlset/>")
    return site


def kept(site: Path) -> dict[str, str]:
    """Return what the worker of *site* keeps, and *version* among it."""
    text = (site / "sw.js").read_text(encoding="utf-8")
    start = text.index("const BOOK = ")
    book = text[start : text.index("};", start)]
    files = json.loads(book[book.index("files: ") + 7 :])
    return files | {"version": json.loads(book[book.index("version: ") + 9 : book.index(",")])}


def test_the_worker_knows_each_file_by_its_digest(small):
    """What readers use is kept, each file with its digest; what only a host uses is not."""
    finish(small, WORKER, title="D9311")
    digest = hashlib.sha256(b"p{top:0}").hexdigest()[:16]

    assert kept(small).keys() == {"index.html", "learn/a.css", "version"}
    assert kept(small)["learn/a.css"] == digest
    assert PLACE not in (small / "sw.js").read_text()


def test_another_book_is_another_version(small):
    """Any changed byte makes a new version; the same bytes make the same."""
    finish(small, WORKER, title="D9311")
    first = kept(small)["version"]
    finish(small, WORKER, title="D9311")
    again = kept(small)["version"]
    (small / "learn" / "a.css").write_text("p{top:1px}")
    finish(small, WORKER, title="D9311")

    assert first == again != kept(small)["version"]


def test_a_worker_without_a_place_is_named(small, tmp_path):
    """A worker that cannot be filled in is an error that names the line it lacks."""
    (tmp_path / "sw.js").write_text("const BOOK = {};")

    with pytest.raises(ValueError, match=r"^sw\.js: has no line 'const BOOK"):
        finish(small, tmp_path / "sw.js", title="D9311")


def test_two_archives_are_the_same(small, tmp_path):
    """Packed twice, whenever it was built, the book is the same archive byte for byte."""
    archive(small, tmp_path / "one.zip")
    for path in small.rglob("*.*"):
        path.touch()
    archive(small, tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_archive_holds_what_readers_use(small, tmp_path):
    """The archive holds the pages in one folder, without what only a host has use for."""
    finish(small, WORKER, title="D9311")
    archive(small, tmp_path / "book.zip")

    with ZipFile(tmp_path / "book.zip") as book:
        assert book.namelist() == ["d9311-book/index.html", "d9311-book/learn/a.css"]
        assert book.read("d9311-book/index.html") == b"<head></head>"


@pytest.mark.parametrize("slides", [False, True])
def test_a_form_may_be_sent_on_a_disk(small, tmp_path, slides):
    """In the archive the policy lets forms, such as the search, go to a page on the disk too."""
    (small / "index.html").write_text(policy(slides=slides))
    archive(small, tmp_path / "book.zip")

    with ZipFile(tmp_path / "book.zip") as book:
        packed = book.read("d9311-book/index.html").decode()
    assert packed.endswith("; form-action 'self' file:")
    assert packed.removesuffix(" file:") == policy(slides=slides)


def test_the_manifest_names_what_is_there(site):
    """The app starts at a page and shows an icon that are there, and stays in the book."""
    app = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))

    assert (site / app["start_url"]).is_file()
    assert all((site / icon["src"]).is_file() for icon in app["icons"])
    assert app["scope"] == "./"
    assert MANIFEST_LINK in (site / "index.html").read_text(encoding="utf-8")


def test_the_book_fits_in_an_e_mail(site, tmp_path):
    """The whole book is one archive of less than 5 MiB."""
    archive(site, tmp_path / "book.zip")

    assert (tmp_path / "book.zip").stat().st_size < LARGEST
