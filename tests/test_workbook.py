"""The workbook: everything of the book in one list, a form's result as the page makes it."""

from __future__ import annotations

import json

import pytest

from exercises import take
from exercises.notebook.form import Attempt
from exercises.notebook.workbook import answer_table, workbook
from exercises.reading.desk import names
from exercises.results.code import from_code
from exercises.results.result import make_result

ABOUT = {
    "seed": 3, "learner_label": "KL", "job_title": "", "attempt_no": 1,
    "started": "2026-11-28T10:00:00Z", "finished": "2026-11-28T10:10:00Z",
}  # fmt: skip


def hand_in(form: Attempt, *, wrong: int) -> dict[str, list[str]]:
    """Answer *form* right but for its first *wrong* items, as the face keeps it."""
    picks = {name: sorted(form.bank[name].keys) for name in form.form.items}
    for name in form.form.items[:wrong]:
        picks[name] = [min(set(form.bank[name].picks) - form.bank[name].keys)]
    form.kept = json.dumps({"about": ABOUT, "responses": picks, "flagged": []})
    return picks


def test_the_list_holds_everything():
    """Every form, quiz, aid and document can be picked, and each stays as it was left."""
    book = workbook()
    kinds = [text.partition(":")[0] for text in book.picker.options]
    first = book.picked
    for at in range(len(kinds)):
        book.picker.index = at

    assert kinds.count("Test") == 4
    assert kinds.count("Aid") == len(names("aids"))
    assert kinds.count("Form to fill in") == len(names("documents"))
    book.picker.index = 0
    assert book.picked is first


def test_python_makes_the_result(tmp_path):
    """The result is the result module's own, its code reads back, and the file holds it."""
    form = take("pre")
    assert form.result is form.code is None
    picks = hand_in(form, wrong=2)

    expected = make_result(form.form, form.bank, picks, **ABOUT)
    assert form.result == expected
    assert form.result["raw"] == 6.0
    assert from_code(form.code, {"pre": form.form}, form.bank) == (form.form, picks)
    assert json.loads(form.save(tmp_path / "a.json").read_text(encoding="utf-8")) == expected


def test_an_open_form_is_not_saved(tmp_path):
    """A form that isn't handed in has nothing to save, and says so."""
    with pytest.raises(ValueError, match="form 'pre' isn't handed in yet"):
        take("pre").save(tmp_path / "a.json")


def test_below_a_form_stand_its_code_chart_and_table():
    """When the form is handed in, Python's code, chart and tables of answers stand below it."""
    book = workbook()
    book.picker.index = next(i for i, text in enumerate(book.picker.options) if "ight q" in text)
    shown = book.place.children[1]
    assert "when you finish" in shown.outputs[0]["text"]
    hand_in(book.picked, wrong=1)

    assert f"Code: {book.picked.code}" in shown.outputs[0]["text"]


def test_a_quiz_of_practice_is_not_taken():
    """A name that is no form to take is answered with those that are."""
    with pytest.raises(KeyError, match="no form 'define' to take; use one of pre, refresher, a, b"):
        take("define")


def test_answers_are_a_table():
    """A row for each right answer, a column for each answer, counts in the cells."""
    table = answer_table({("a", "b"): 2, ("a", "a"): 1}, {"a": "<One>", "b": "Two"})

    assert '<th scope="row">&lt;One&gt;</th><td>1</td><td>2</td>' in table
    assert table.count("<tr>") == 2
