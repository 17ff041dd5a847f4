"""What was taken for what, in Python and in the page's script, from one corpus."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT

from exercises.faces.assets import text
from exercises.items import Item, Option, Row
from exercises.results import confusion
from exercises.results.confusion import confusions, sentences, tables

CORPUS = json.loads((ROOT / "tests/cases/confusion.json").read_text(encoding="utf-8"))
TEXTS = {"code": {"d9311": "D9311", "d9310": "D9310", "neither": "Neither code"}}

every_case = pytest.mark.parametrize("each", CORPUS, ids=[case["says"] for case in CORPUS])


def item(make_item: Any, number: int, decision: str, kind: str, keys: list[str]) -> Item:
    """Return an item over a list of three, with *keys*."""
    options = tuple(
        Option(id=name, text=text, why="It is so.") for name, text in TEXTS["code"].items()
    )
    changes: dict[str, Any] = {"key": keys[0]} if kind == "single" else {"key": frozenset(keys)}
    if kind == "match":
        rows = (key.partition(":") for key in keys)
        changes = {"key": None, "rows": tuple(
            Row(id=row, text=row, key=key, why="It is so.") for row, _, key in rows)}  # fmt: skip
    return make_item(id=f"choose-{number}", decision=decision, standing=decision == "code",
                     options=options, **changes)  # fmt: skip


@every_case
def test_a_learner_is_told_what_was_taken_for_what(make_item, each):
    """Counts from five cases over a list on, words below; what tells nothing is left out."""
    answers = [
        (item(make_item, n, decision, kind, keys), chosen)
        for n, (decision, kind, keys, chosen) in enumerate(each["answers"])
    ]

    assert sentences(tables(answers), TEXTS) == each["told"]


def test_the_commonest_confusion_comes_first():
    """Two in three before one in one; of equal counts, the smaller group first."""
    table = confusion.Counter(
        {("a", "b"): 1, ("a", "a"): 3, ("c", "a"): 1, ("b", "c"): 2, ("b", "b"): 1}
    )

    assert [(e.key, e.chosen, e.count, e.of) for e in confusions("code", table)] == [
        ("b", "c", 2, 3), ("c", "a", 1, 1), ("a", "b", 1, 4)]  # fmt: skip


def test_the_page_says_what_python_says(browser):
    """The script gives the sentences of the corpus, word for word."""
    words = {"enough": confusion.ENOUGH, "counted": confusion.COUNTED, "worded": confusion.WORDED,
             "texts": TEXTS}  # fmt: skip
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(content=text("confusion.js"))
    for each in CORPUS:
        answers = [
            [
                {"decision": decision, "standing": decision == "code", "kind": kind, "key": keys},
                chosen,
            ]
            for decision, kind, keys, chosen in each["answers"]
        ]
        told = page.evaluate("([a, w]) => d9311Confusion.sentences(a, w)", [answers, words])
        assert told == each["told"], each["says"]
    context.close()
