"""What was taken for what, in Python and in the page's script, from one corpus."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from conftest import ROOT
from helpers.lists import TEXTS, over_three

from exercises.faces.assets import text
from exercises.results import confusion
from exercises.results.confusion import confusions, sentences, tables

CORPUS = json.loads((ROOT / "tests/cases/confusion.json").read_text(encoding="utf-8"))

every_case = pytest.mark.parametrize("each", CORPUS, ids=[case["says"] for case in CORPUS])


@every_case
def test_a_learner_is_told_what_was_taken_for_what(make_item, each):
    """Counts from five cases over a list on, words below; what tells nothing is left out."""
    answers = [
        (over_three(make_item, kind, keys, id=f"choose-{n}", decision=decision), chosen)
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
        nothing = "([a, w]) => d9311Confusion.sentences(a, {...w, texts: {}})"
        assert page.evaluate(nothing, [answers, words]) == []
    context.close()


def test_a_place_in_a_case_tells_nothing(make_item):
    """Line 1 taken for Line 4 is not told: without the case it means nothing."""
    lines = over_three(make_item, "single", ["d9311"], id="choose-1", decision="code")
    lines = replace(
        lines, options=tuple(replace(o, text=f"Line {n}") for n, o in enumerate(lines.options))
    )
    told = confusion.words([lines])["texts"]

    assert told == {}
    assert sentences(tables([(lines, ["d9310"])]), told) == []
