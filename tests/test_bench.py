"""The bench asks the same of every site, and writes down what it found. Nothing here is timed."""

from __future__ import annotations

import gzip
import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from bench import copies, ten
from bench.browser import feedback
from bench.results import ratio, record, table
from bench.serve import served
from bench.sites import Site
from bench.targets import Target, judged
from exercises import load_bank, load_forms


@pytest.mark.parametrize("name", ten.TEN)
def test_the_ten_items_stand_in_the_bank(bank, name):
    """Each of the ten is an item that every tool can ask: a single choice."""
    assert bank[name].kind == "single"


def test_every_tool_is_asked_the_same(bank):
    """Each tool gets ten stems, each with all options and exactly one key."""
    items = ten.ten(bank)

    quiz = json.loads(ten.jupyterquiz(items))
    pages = ten.mkdocs_quiz(items).split("</quiz>")[:-1]

    assert [sum(a["correct"] for a in each["answers"]) for each in quiz] == [1] * 10
    assert [page.count("- [x]") for page in pages] == [1] * 10
    assert [len(each["answers"]) for each in quiz] == [len(item.options) for item in items]
    assert [page.count("- [") for page in pages] == [len(item.options) for item in items]


def test_an_item_that_peers_cannot_ask_is_refused(bank):
    """Items of other kinds are no fair race, and the message says so."""
    match = next(item for item in bank.values() if item.kind == "match")

    with pytest.raises(ValueError, match="name a single choice"):
        ten.ten({**bank, ten.TEN[0]: match})


@pytest.fixture(scope="module")
def alone(bank, tmp_path_factory) -> Site:
    """Build the two pages that are set beside the peers."""
    site = copies.alone(tmp_path_factory.mktemp("bench") / "alone", ten.ten(bank))
    site.build()
    return site


def test_two_pages_alone_can_be_built(alone):
    """Nothing in the book that is set beside the peers names a page that was left out."""
    assert (alone.output / alone.ten).is_file()
    assert (alone.output / alone.other).is_file()


def test_every_item_is_answered_as_on_a_phone(alone, browser):
    """The bench gets through all ten items, of which a phone shows one at a time."""
    with served(alone.output) as address:
        laid, shown = feedback(browser, f"{address}{alone.ten}", alone.face, slowed=1)

    assert 0 < laid < shown


def test_a_larger_book_is_whole(tmp_path):
    """Twice the book has twice the items, each under its own id, in forms that can be read."""
    copies.whole(tmp_path / "once")
    copies.whole(tmp_path / "twice", 2)
    once, pages_once = copies.counts(tmp_path / "once")
    twice, pages_twice = copies.counts(tmp_path / "twice")
    package = tmp_path / "twice" / "exercises"

    forms = load_forms(package / "data" / "forms.yml", bank=load_bank(package / "bank"))

    assert twice == 2 * once
    assert pages_once < pages_twice <= 2 * pages_once
    assert {"ten", "copy-1-a"} <= set(forms)


def test_sites_are_served_packed(tmp_path):
    """A page is sent with gzip, its type, and leave to keep it."""
    (tmp_path / "index.html").write_text("<p>Ask.</p>", encoding="utf-8")
    with served(tmp_path) as address:
        connection = HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", "/")
        answer = connection.getresponse()
        body = answer.read()
        connection.close()

    assert gzip.decompress(body) == b"<p>Ask.</p>"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("max-age=")


def test_a_table_is_markdown():
    """The first column stands to the left, the numbers to the right."""
    assert table(["", "a"], [["x", "1"]]) == "|  | a |\n| --- | --: |\n| x | 1 |"


def test_a_ratio_of_nothing_is_none():
    """Where this book's number is 0 or missing, nothing is divided."""
    assert (ratio(10, 4), ratio(10, 0), ratio(None, 4)) == ("2.5x", "–", "–")


def test_results_replace_only_their_own_part(tmp_path):
    """A new run takes the place of the old one, and leaves other results alone."""
    path = tmp_path / "results.md"
    record("One", "old", path)
    record("Two", "kept", path)

    record("One", "new", path)

    text = path.read_text(encoding="utf-8")
    assert text.endswith("## One\n\nnew\n\n## Two\n\nkept\n")
    assert "old" not in text


def test_a_missed_target_is_said():
    """The worst page is named, with how many miss and why."""
    target = Target(name="bytes", title="KiB", limit=10, why="search")

    rows = judged({"a": {"bytes": 9.0}, "b": {"bytes": 11.0}}, (target,))

    assert rows == [["KiB", "≤ 10", "11", "b", "no: 1 of 2; search"]]
