"""The page that offers the exports: each link gives what the command writes, and stays light."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from exercises.__main__ import main
from exercises.pages.beside import OFFERS
from exercises.site.offline import FOLDER, archive

MOST = 5 * 1024 * 1024


@pytest.fixture(scope="module")
def offered(site) -> dict[str, Path]:
    """Return the files that the page offers, by the name under which a browser saves each."""
    page = site / f"{OFFERS}.html"
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    return {
        str(link["download"]): (page.parent / str(link["href"])).resolve()
        for link in soup.select("a[download]")
    }


def test_each_format_is_offered_as_the_command_writes_it(site, offered, tmp_path):
    """Every file of every format is offered once, and holds the bytes that `export` writes."""
    assert main(["export", str(tmp_path)]) == 0

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert offered == {f"d9311-{file}": site.resolve() / "exports" / file for file in made}
    for path in offered.values():
        assert path.read_bytes() == made[path.name]


def test_exports_are_small(offered):
    """All of them together are 5 MiB at most."""
    assert 0 < sum(path.stat().st_size for path in offered.values()) <= MOST


def test_no_browser_keeps_them_but_the_archive_does(site, offered, tmp_path):
    """The worker keeps the page and none of its files; the archive holds both."""
    archive(site, tmp_path / "book.zip")
    worker = (site / "sw.js").read_text(encoding="utf-8")
    with ZipFile(tmp_path / "book.zip") as book:
        held = {*book.namelist()}

    assert f'"{OFFERS}.html": ' in worker
    assert '"exports/' not in worker
    assert {f"{FOLDER}/exports/{path.name}" for path in offered.values()} <= held


def test_the_page_says_that_they_hold_the_answers(site):
    """Whoever downloads a file has read before it that the answers are in it."""
    html = (site / f"{OFFERS}.html").read_text(encoding="utf-8")
    before = html[html.index("<article") : html.index("download=")]

    assert "These files hold the answers." in before
    assert "don’t hand them out." in before
