"""The plain command builds the book; a fault is said each time, and nothing of it is published."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from helpers.links import broken, read
from helpers.small_book import TOC, keep, lay_out, write
from helpers.warm import Warm

from exercises.site.build import tool

OFFERED = """\
# What to download

<a href="../exports/moodle.xml">Moodle XML</a>

[Open the slides](slides/index.html){.external}
"""
PLAIN = ("build", ".", "-W", "-n", "--keep-going")
# What is wrong: in which file, for what it stands there, and what the build says of it.
FAULTS = {
    "in pages and in what they show": [
        ("book/learn/one.md", "{ref}`two <two>`", "{ref}`two <tow>`", "undefined label: 'tow'"),
        ("book/learn/one.md", "{cite}`cda-consult`", "{cite}`cda-consul`", "cda-consul"),
        ("exercises/data/aids/which-code.yml", "start:", "strat:", "which-code.yml"),
        ("exercises/data/documents/consultation-note.yml", "title:", "titel:",
         "consultation-note.yml"),
    ],
    "a script in a page": [
        ("book/learn/one.md", "See {ref}", "<script>alert(1)</script>\n\nSee {ref}",
         "learn/one.html: '<script>alert(1)</script>' may not stand in a page"),
    ],
    "a broken form": [
        ("exercises/data/forms.yml", "  title: ", "  titel: ", "did you mean 'title'?"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> tuple[Path, Path]:
    """Build a small book of the real engine once; return where it stands, and a copy to go back to.

    It has three pages with a quiz, an aid and a document.
    """
    book = lay_out(tmp_path_factory.mktemp("small") / "book")
    keep(book, "privacy")
    done = run(book, "exercises", "build")
    assert done.returncode == 0, done.stderr
    return book, shutil.copytree(book, book.with_name("good"))


@pytest.fixture(scope="module")
def warm(small) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Return what runs a command in the small book as `run` and `jupyter_book` do, but sooner.

    Where no process can be forked, on Windows, it is these two.
    """
    if not hasattr(os, "fork"):
        plain = {"jupyter-book": partial(jupyter_book, small[0])}
        yield lambda first, *rest: plain.get(first, partial(run, small[0], first))(*rest)
        return
    running = Warm(small[0])
    yield running
    running.close()


@pytest.fixture
def book(small) -> Path:
    """Return the small book, built, as it was when it was built: Sphinx knows it by its place."""
    place, good = small
    shutil.rmtree(place)
    return shutil.copytree(good, place)


def jupyter_book(book: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run what users of Jupyter Book type, with the engine that stands in *book*."""
    return subprocess.run(
        [tool("jupyter-book"), *command], cwd=book, capture_output=True, text=True, check=False,
        timeout=300, env=os.environ | {"PYTHONPATH": str(book)},
    )  # fmt: skip


def run(book: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in *book*, with the engine that stands there."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=book, capture_output=True, text=True, check=False,
        timeout=300, env=os.environ | {"PYTHONPATH": str(book), "CHROMIUM": "none"},
    )  # fmt: skip


def site(book: Path) -> dict[str, bytes]:
    """Return every file of the published site."""
    folder = book / "_build/html"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
            if p.is_file()}  # fmt: skip


def test_a_fault_is_said_each_time_and_nothing_of_it_is_published(book, warm):
    """Builds fail with one message each time, the last good site stays; mended, the next shows it.

    One fault follows on another: what one left behind hides nothing of the next.
    """
    good = site(book)
    build = partial(run, book)  # the first time, by itself
    for faults in FAULTS.values():
        kept = {name: (book / name).read_text(encoding="utf-8") for name, *_ in faults}
        for name, right, wrong, _ in faults:
            change(book / name, right, wrong)
        for _ in range(2):
            failed = build("exercises", "build")
            build = warm
            assert failed.returncode != 0
            assert [said for *_, said in faults if said not in failed.stderr] == []
            assert site(book) == good
            assert not (book / "_build/built").exists()
        for name, text in kept.items():
            write(book / name, text.replace("# One page\n", "# One page, mended\n"))
    assert warm("exercises", "build").returncode == 0
    mended = site(book)
    assert b"mended" in mended["learn/one.html"]
    assert mended["learn/two.html"] == good["learn/two.html"].replace(
        b"One page", b"One page, mended"
    )


def test_the_plain_command_fails_each_time_too(book, warm):
    """`jupyter-book build . -W -n --keep-going` is as strict, the second time as the first."""
    change(book / "book/learn/one.md", "<two>", "<tow>")

    for again in (jupyter_book, lambda _, *command: warm("jupyter-book", *command)):
        failed = again(book, *PLAIN)
        assert failed.returncode != 0
        assert "undefined label: 'tow'" in failed.stderr


def test_plain_and_published_follow_one_another_in_any_order(book, warm):
    """After the plain command and after ours, a page stands at its address, whichever came last.

    Every link of either leads somewhere, to the slides and to the exports too.
    """
    assert "Content-Security-Policy" in page(book)
    shutil.copytree(ROOT / "book/teach/slides", book / "book/teach/slides")
    write(book / "book/teach/put-it-in-your-lms.md", OFFERED)
    write(book / "_toc.yml", f"{TOC}      - file: book/teach/put-it-in-your-lms\n")
    offered = ["../exports/moodle.xml", "slides/index.html"]
    assert warm("jupyter-book", *PLAIN).returncode == 0
    assert "Content-Security-Policy" not in page(book)
    assert 'section class="quiz"' in page(book)
    assert links(book) == offered
    assert warm("exercises", "build").returncode == 0
    first = site(book)
    assert "Content-Security-Policy" in page(book)
    assert links(book) == offered
    assert warm("jupyter-book", "clean", ".").returncode == 0
    assert not (book / "_build/html").exists()
    assert warm("jupyter-book", "config", "sphinx", ".").returncode == 0
    assert warm("jupyter-book", *PLAIN, "--all").returncode == 0
    assert "Content-Security-Policy" not in page(book)
    assert links(book) == offered
    assert warm("exercises", "build").returncode == 0
    assert site(book) == first


def page(book: Path) -> str:
    """Return the page with the quiz."""
    return (book / "_build/html/learn/one.html").read_text(encoding="utf-8")


def links(book: Path) -> list[str]:
    """Return what the page of exports links in its text, once every link is seen to lead there."""
    folder = book / "_build/html"
    pages = read(folder, ["teach/put-it-in-your-lms.html", "learn/one.html", "index.html"])
    assert broken(folder, pages) == []
    found = pages["teach/put-it-in-your-lms.html"].select("article p:not(.newer) a")
    return [str(a["href"]) for a in found]


def test_a_build_in_steps_is_the_clean_build(book, warm):
    """A title, the contents, a page, data, a bank: edited in steps, as if built from nothing.

    Two edits make one step where neither has the page of the other read anew.
    """
    document = book / "exercises/data/documents/consultation-note.yml"
    bank = book / "exercises/bank/privacy.yml"
    edits = [
        lambda: (change(bank, "Leave my heart", "Today, leave my heart"),
                 change(book / "book/learn/two.md", "# Another page", "# Quite another page")),
        lambda: (write(book / "book/learn/three.md", "(three)=\n# A third page\n\nZymurgy.\n"),
                 change(book / "book/learn/one.md", "See {ref}", "Look at {ref}")),
        lambda: write(book / "_toc.yml", TOC + "      - file: book/learn/three\n"),
        lambda: (change(book / "book/learn/three.md", "Zymurgy", "Nothing that stays"),
                 change(document, "title: ", "title: New ")),
    ]  # fmt: skip
    for edit in edits:
        edit()
        assert warm("exercises", "build").returncode == 0
    stepped = site(book)
    shutil.rmtree(book / "_build")
    assert warm("exercises", "build").returncode == 0

    clean = site(book)
    assert b"Quite another page" in clean["index.html"]
    assert b"Today, leave my heart" in clean["learn/one.html"]
    assert b"zymurg" not in stepped["searchindex.js"]
    assert [name for name in stepped if stepped[name] != clean.get(name)] == []
    assert stepped.keys() == clean.keys()


def change(path: Path, right: str, new: str) -> None:
    """Change one place of *path*."""
    text = path.read_text(encoding="utf-8")
    assert right in text
    write(path, text.replace(right, new, 1))


@pytest.mark.usefixtures("hears_ctrl_c")
def test_an_interrupted_build_is_begun_from_nothing(book, warm):
    """Ended by Ctrl-C while it writes, the next build publishes every page of the contents."""
    shutil.rmtree(book / "_build")
    with subprocess.Popen(
        [sys.executable, "-m", "exercises", "build"], cwd=book, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(book), "CHROMIUM": "none"},
    ) as building:  # fmt: skip
        until(lambda: list((book / "_build").rglob("one.doctree")))
        os.killpg(building.pid, signal.SIGINT)
        building.wait(timeout=60)
    assert not (book / "_build/html").exists()
    assert warm("exercises", "build").returncode == 0

    assert {"index.html", "learn/one.html", "learn/two.html"} <= site(book).keys()


def until(true, patience: float = 60) -> None:
    """Wait until something is true."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
