"""The pool, the rounds drawn from it, and how sure one was, as Python holds them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from conftest import ROOT
from helpers.attempts import BANK, FORMS, TIMES, responses
from helpers.practice import DATA, POOL

from exercises import load_forms
from exercises.forms import MIXED, mixed
from exercises.reading.bank import BankError
from exercises.reading.data_files import load_objectives
from exercises.reading.decisions import load_decisions
from exercises.results.files import check_result, rescore
from exercises.results.practice import COUNTS, LEVELS, needs
from exercises.results.refusals import ResultError
from exercises.results.result import checksum, content_hash, make_result
from exercises.scoring import ResponseError


@pytest.fixture
def make():
    """Return a maker of results: a round of the pool's first ten, taken by chance, and sure."""
    drawn = POOL[:10]
    sure = {name: 1 + place % 3 for place, name in enumerate(drawn)}

    def result(*items, mode="practice", confidence=sure, **about):
        form = mixed(items or drawn, mode=mode)
        return make_result(form, BANK, responses(form, Random(1)), seed=5, confidence=confidence,
                           **TIMES | about)  # fmt: skip

    return result


def test_pool_holds_no_judged_item():
    """What a form takes at one go is never practiced; everything else is."""
    judged = {n for name in ("a", "b", "pre", "refresher") for n in FORMS[name].items}

    assert set(POOL) == set(BANK) - judged


def test_every_point_has_two_scenes():
    """What is practiced can be missed and come back: its point has another item in another case."""
    scenes: dict[str, set[str]] = {}
    for name in POOL:
        scenes.setdefault(BANK[name].point, set()).add(BANK[name].case)

    assert {point for point, cases in scenes.items() if len(cases) < 2} == set()


def test_every_objective_can_be_practiced():
    """The pool has enough items of each objective to be ready, and to be wrong once."""
    counts = {name: sum(BANK[n].objective == name for n in POOL) for name in load_objectives()}

    assert all(counts[name] > need for name, need in needs(BANK, FORMS).items()), counts


def test_need_is_half_of_form_a():
    """Form A asks 2, 7, 4, 3, 2, 1, 1: half of it, rounded up, and two at least."""
    assert needs(BANK, FORMS) == {
        "define": 2, "choose": 4, "document": 2, "bill": 2, "denials": 2, "privacy": 2, "current": 2
    }  # fmt: skip


def test_every_verdict_that_is_practiced_asks_why():
    """A case over the verdicts has its reason, in one list of seven, which holds for its key."""
    told = {item["id"]: item for item in DATA["items"] if item["decision"] == "code"}
    reasons = {reason.id: reason for reason in load_decisions()["code"].reasons.options}

    assert [n for n in told if BANK[n].kind == "single" and not told[n]["reason"]] == []
    for name, item in told.items():
        if BANK[name].kind == "single":
            assert reasons[item["reason"]].key == BANK[name].key, name
    assert DATA["reasons"]["code"] == {
        "ask": "Why? Which fact decides it?",
        "options": {reason.id: reason.text for reason in reasons.values()},
    }
    assert len(reasons) == 7


def test_every_reason_decides_a_case_that_is_practiced():
    """Each reason decides three cases or more, so that none is learned from one scene alone."""
    used = Counter(item["reason"] for item in DATA["items"] if item["reason"])

    assert set(used) == set(DATA["reasons"]["code"]["options"])
    assert min(used.values()) >= 3, used
    assert sum(BANK[n].key == "neither" for n in POOL if BANK[n].reason) >= 10


def test_a_round_asks_as_many_reasons_as_form_a_has_verdicts():
    """Form A asks 7 of 20 for a verdict: 2 of D9311, 2 of D9310, 3 of neither."""
    assert DATA["reasoned"] == {"keys": {"d9311": 2, "d9310": 2, "neither": 3}, "of": 20}


def test_a_reason_is_no_part_of_a_result():
    """Hash and content of a round stay as they were without reasons, so results stay good."""
    bare = {name: replace(item, reason=None) for name, item in BANK.items()}

    assert content_hash(mixed(POOL), bare) == content_hash(mixed(POOL), BANK)
    assert content_hash(FORMS["a"], bare) == content_hash(FORMS["a"], BANK)


def test_item_that_no_quiz_shows_is_told():
    """An item is marked as shown if a page's quiz has it, and only then."""
    shown = {name for form in FORMS.values() for name in form.items}

    assert {i["id"] for i in DATA["items"] if i["quizzed"]} == shown & set(POOL)


def test_confidence_changes_no_score(make):
    """How sure one was stands beside each response, and nothing else of the result knows it."""
    sure, unsaid = make(), make(confidence=None)
    rows = [row.pop("confidence") for row in sure["responses"]]

    assert rows == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1]
    assert set(rows) == set(LEVELS)
    assert {**sure, "checksum": ""} == {**unsaid, "checksum": ""}


@pytest.mark.parametrize("name", ["a", "b", "pre"])
def test_recorded_score_takes_no_confidence(name):
    """A form that records a score refuses to hold how sure one was."""
    with pytest.raises(ResponseError, match="is asked in practice only"):
        make_result(FORMS[name], BANK, {}, seed=1, confidence={FORMS[name].items[0]: 3}, **TIMES)


def test_recorded_file_with_confidence_is_refused():
    """A file of a recorded score that holds confidence is no result."""
    made = make_result(FORMS["a"], BANK, {}, seed=1, **TIMES)
    made["responses"][0]["confidence"] = 3
    made["checksum"] = checksum(made)

    with pytest.raises(
        ResultError, match=r'responses\.0: holds "confidence", which is for practice alone'
    ):
        check_result(made)


@pytest.mark.parametrize("mode", ["practice", "review"])
def test_round_scores_anew_to_itself(make, mode):
    """A round's file is sound, and scoring its responses anew gives it again."""
    made = check_result(json.loads(json.dumps(make(mode=mode))))

    assert rescore(made, FORMS, BANK) == []
    assert (made["form_id"], made["mode"], made["result"]) == (MIXED, mode, None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"raw": 0.0}, "raw: the file says 0,"),
        ({"mode": "final"}, "mode 'final' is none of mixed-practice; use practice or review"),
        ({"content_hash": "0" * 16}, "the form's items have changed since"),
    ],
)
def test_changed_round_does_not_match(make, change, said):
    """What is changed in a round's file is named when it is scored anew."""
    assert any(said in problem for problem in rescore(make() | change, FORMS, BANK))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"item_id": "choose-none"}, "item 'choose-none' is not practiced in this book"),
        ({"item_id": FORMS["a"].items[0]}, "is not practiced in this book"),
        ({"item_id": POOL[1]}, "stands twice; draw it once"),
    ],
)
def test_round_of_other_items_does_not_match(make, row, said):
    """A round with an item that is unknown, judged or there twice is refused in words."""
    made = make()
    made["responses"][0] |= row

    assert any(said in problem for problem in rescore(made, FORMS, BANK))


def test_round_is_known_by_its_items():
    """Another item, another order, another word or version of an item is another content."""
    one, two = POOL[:2]
    known = content_hash(mixed([one, two]), BANK)
    reworded = dict(BANK) | {one: replace(BANK[one], stem="Something else?")}
    renewed = dict(BANK) | {one: replace(BANK[one], version=9)}

    assert content_hash(mixed([one]), BANK) != known
    assert content_hash(mixed([two, one]), BANK) != known
    assert content_hash(mixed([one, two]), reworded) != known
    assert content_hash(mixed([one, two]), renewed) != known


def test_checksum_covers_confidence(make):
    """How sure one was cannot change by accident and go unseen."""
    made = make()
    made["responses"][0]["confidence"] = 3

    with pytest.raises(ResultError, match="the checksum doesn't match"):
        check_result(made)


def test_no_form_takes_the_name_of_a_round(tmp_path):
    """A form called as a drawn round is refused: their files could not be told apart."""
    path = tmp_path / "forms.yml"
    path.write_text(f"{MIXED}:\n  title: Mine\n  items: [{POOL[0]}]\n", encoding="utf-8")

    with pytest.raises(BankError, match="this is what a drawn round is called; use another id"):
        load_forms(path)


def test_rule_stands_on_the_page():
    """The page says the rule of readiness and the review days as Python holds them."""
    text = (ROOT / "book" / "learn" / "mixed-practice.md").read_text(encoding="utf-8")

    assert DATA["ready"] == {"of": 10, "right": 9}
    assert "nine of your last ten new cases were right" in text
    assert "A case is right when both your answer and your reason are." in text
    assert "after 1, 7 and 28 days" in text


@pytest.mark.parametrize(
    "path",
    ["book/learn/mixed-practice.md", "book/teach/index.md", "exercises/pages/page.progress.js",
     "exercises/faces/attempt/attempt.html.j2", "exercises/faces/practice/practice.dates.js",
     "exercises/faces/session/session.html.j2"],
)  # fmt: skip
def test_a_review_has_as_many_cases_wherever_it_is_named(path):
    """A page, the calendar and the link at home name the number that a review draws."""
    said = (ROOT / path).read_text(encoding="utf-8").lower()

    assert COUNTS["review"] == 3
    assert "three cases" in said
    assert not {"four cases", "five cases"} & {*re.findall(r"\w+ cases", said)}
