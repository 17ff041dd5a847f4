"""What stands beside the pages is made once, made anew when it must be, and put there whole."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from exercises.pages import beside
from exercises.pages.builder import BookBuilder

MAKER = """\
import sys
from pathlib import Path
out = Path(sys.argv[1])
out.mkdir()
(out / "file.txt").write_text(Path("source/a.txt").read_text())
Path("ran").open("a").write("x")
if Path("source/fault").exists():
    sys.exit("a.txt:1: no item stands here")
"""


@pytest.fixture
def making(tmp_path) -> Callable[[], str]:
    """Return what has the folder `things/out` made of `source`, and says how often it was."""
    (tmp_path / "maker.py").write_text(MAKER)
    for name in ("source", "cache", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "source/a.txt").write_text("one")
    app = SimpleNamespace(
        srcdir=tmp_path, doctreedir=tmp_path / "cache", outdir=tmp_path / "site",
        config=SimpleNamespace(html_baseurl=""),
    )  # fmt: skip

    def make() -> str:
        beside._made(app, "things/out", ["maker"], [tmp_path / "source"])
        return (tmp_path / "ran").read_text()

    return make


def test_what_was_made_of_the_same_stands(making, tmp_path):
    """A command runs once; what stands there is left as it is until something has changed."""
    assert making() == "x"
    assert making() == "x"
    assert (tmp_path / "site/things/out/file.txt").read_text() == "one"


@pytest.mark.parametrize(
    ("name", "text"),
    [("source/a.txt", "two"), ("source/b.txt", ""), ("site/things/out/file.txt", "other")],
    ids=["changed", "added", "by another hand"],
)
def test_what_has_changed_is_made_anew(making, tmp_path, name, text):
    """If what it is made of has changed, or what stands there, the command runs again."""
    making()
    (tmp_path / "site/things/out/left.txt").write_text("of an older one")
    (tmp_path / name).write_text(text)

    assert making() == "xx"
    out = tmp_path / "site/things/out"
    assert [path.name for path in out.iterdir()] == ["file.txt"]
    assert (out / "file.txt").read_text() == (tmp_path / "source/a.txt").read_text()


def test_a_fault_is_a_warning_each_time(making, tmp_path, monkeypatch, caplog):
    """What the command says of a fault is said each time, and the last good one stays."""
    monkeypatch.setattr(beside, "logger", logging.getLogger("beside"))
    making()
    (tmp_path / "source/a.txt").write_text("two")
    (tmp_path / "source/fault").touch()

    assert making() == "xx"
    assert making() == "xxx"
    assert caplog.messages == ["things/out: a.txt:1: no item stands here"] * 2
    assert (tmp_path / "site/things/out/file.txt").read_text() == "one"


@pytest.mark.parametrize(
    ("builder", "error"),
    [(object.__new__(BookBuilder), ValueError("x")), (object(), None)],
    ids=["failed", "another kind"],
)
def test_only_pages_that_are_whole_have_things_beside_them(monkeypatch, tmp_path, builder, error):
    """A build that failed, or one of another kind, makes nothing."""
    made: list[str] = []
    monkeypatch.setattr(beside, "_made", lambda _app, name, *_: made.append(name))
    (tmp_path / "book/teach/slides").mkdir(parents=True)
    app = SimpleNamespace(
        builder=builder, srcdir=tmp_path, config=SimpleNamespace(root_doc="book/index"),
        env=SimpleNamespace(found_docs={"book/teach/put-it-in-your-lms"}),
        doctreedir=tmp_path,
    )  # fmt: skip
    beside.make(app, error)
    nothing = list(made)
    app.builder = object.__new__(BookBuilder)
    beside.make(app, None)

    assert nothing == []
    assert made == ["teach/slides", "exports"]
