"""Text to results, and what is wrong with it in words that a screen can show."""

from __future__ import annotations

import json
from random import Random

import pytest
from test_attempts import BANK, FORMS, TAKEN, TIMES, responses

from exercises.results.files import check_result, read_result, read_results, rescore, to_csv
from exercises.results.result import ResultError, checksum, make_result
from exercises.results.text import differences, headline, said

DEEP = "[" * 30 + "]" * 30


def right(**about):
    """Return the result of form A all right, but for what *about* says."""
    keys = {name: sorted(BANK[name].keys) for name in FORMS["a"].items}
    return make_result(FORMS["a"], BANK, keys, **{"seed": 7, **TIMES, **about})


def summed(made):
    """Return *made* with the checksum that fits it, as a forger would write it."""
    return made | {"checksum": checksum(made)}


def rows(change):
    """Return a result whose rows went through *change*, and whose checksum fits them."""
    made = right()
    return summed(made | {"responses": change(made["responses"])})


def first(**fields):
    """Return a result whose first row has other *fields*, and whose checksum fits."""
    return rows(lambda all_: [all_[0] | fields, *all_[1:]])


FIRST = FORMS["a"].items[0]
SHOWN = right()["responses"][0]["options_shown_in_order"]
OFFERED = ", ".join(option.id for option in BANK[FIRST].options)
REFUSED = {
    "empty": ("", "is no JSON, or was cut short; save it anew"),
    "cut": (json.dumps(right())[:900], "is no JSON, or was cut short; save it anew"),
    "nested": (f'{{"schema_version": {DEEP}}}', "is nested too deep, no result is; save it anew"),
    "very nested": ("[" * 100_000, "is nested too deep, no result is; save it anew"),
    "huge": (" " * 1_000_001, "is more than 1000000 bytes, no result is; save it anew"),
    "long string": ('"' + "x" * 900_000, "is no JSON, or was cut short; save it anew"),
    "no number": ('{"schema_version": NaN}', "is no JSON, or was cut short; save it anew"),
    "page": ("<!doctype html><script>alert(1)</script>", "is no JSON, or was cut short"),
    "list": ("[]", "is no result file of this book"),
    "text": ('"schema_version"', "is no result file of this book"),
    "foreign": ('{"name": "x"}', "is no result file of this book"),
    "prototype": ('{"__proto__": {"schema_version": 1}}', "is no result file of this book"),
    "future": ('{"schema_version": 2}', "has schema_version 2; this program reads 1, get the"),
    "true": ('{"schema_version": true}', "has schema_version true; this program reads 1"),
    "hostile version": ('{"schema_version": "<img src=x>"}', 'has schema_version "<img src=x>"; '),
    "lacking": ('{"schema_version": 1}', "lacks attempt_no"),
    "patient": (right() | {"patient": "x"}, 'holds "patient", which no result has'),
    "own prototype": (json.dumps(right())[:-1] + ', "__proto__": 1}',
                      'holds "__proto__", which no result has'),
    "score of text": (right() | {"raw": "20"}, 'raw: is "20", which no result has'),
    "score without end": (json.dumps(right() | {"raw": "#"}).replace('"#"', "1e999"),
                          "raw: is "),
    "percent": (right() | {"percent": 120}, "percent: is 120, which no result has"),
    "mode": (right() | {"mode": "exam"}, 'mode: is "exam", which no result has'),
    "date": (right() | {"finished": "yesterday"}, 'finished: is "yesterday", which no'),
    "line break": (right() | {"finished": TIMES["finished"] + "\n"}, "finished: is "),
    "other digits": (right() | {"finished": "٢٠26-11-24T10:21:00Z"}, "finished: is "),
    "band": (right() | {"band": [20]}, "band: is a list of 1, which no result has"),
    "long name": (right() | {"learner_label": "é" * 81}, 'learner_label: is "\\u00e9\\u00e9'),
    "seed": (right() | {"seed": 2**53}, "seed: is 9007199254740992, which no result has"),
    "row": (first(points=1.5), "responses.0.points: is 1.5, which no result has"),
    "twice": (first(chosen=["a", "a"]), "responses.0.chosen: is a list of 2, which no result has"),
    "damaged": (right() | {"learner_label": "Another"}, "the checksum does not fit; the file was"),
    "no text": (json.dumps(right()).replace('"learner_label": ""', '"learner_label": "\\ud800"'),
                "the checksum does not fit; the file was"),
    "bad CSV": (to_csv([right()])[:2000], "is no CSV, or was cut short; save it anew"),
    "head only": (to_csv([]), "is no CSV, or was cut short; save it anew"),
    "nested CSV": (to_csv([right()]).replace('"[20.0, 20.0]"', DEEP), "is no CSV, or was cut"),
    "short CSV": ("schema_version,seed\r\n1\r\n", "is no CSV, or was cut short; save it anew"),
    "lacking CSV": ("schema_version,seed\r\n1,x\r\n", "lacks attempt_no"),
    "two": (to_csv([right(), right()]), "holds 2 results; give one at a time"),
}  # fmt: skip
"""What is refused before it is scored: the text or the result, and the words."""

DIFFERS = {
    "score": (right() | {"raw": 19.5}, ["raw: the file says 19.5, scoring says 20"]),
    "result": (right() | {"result": None},
               ['result: the file says nothing, scoring says "meets"']),
    "cut": (right() | {"cut": 0.1}, ["cut: the file says 0.1, scoring says 0.8"]),
    "band": (right() | {"band": [0, 20]}, ["band.0: the file says 0, scoring says 20"]),
    "objective": (right() | {"by_objective": []},
                  ["by_objective: the file says a list of 0, scoring says a list of 7"]),
    "edition": (right() | {"cdt_edition": 2020}, ["cdt_edition: the file says 2020, scoring"]),
    "unknown form": (summed(right() | {"form_id": "<b>z</b>"}),
                     ['form "<b>z</b>" is not in this book']),
    "other content": (summed(right() | {"content_hash": "0" * 16}),
                      ["the form's items have changed since; score it with the book of its"]),
    "unknown option": (first(chosen=["z"]),
                       [f"item '{FIRST}': 'z' is not an option; use one of {OFFERED}"]),
    "prototype": (first(chosen=["constructor"]),
                  [f"item '{FIRST}': 'constructor' is not an option; use one of {OFFERED}"]),
    "two options": (first(chosen=["d9310", "d9311"]),
                    [f"item '{FIRST}': a single choice takes one option, not two of d9310, d9311"]),
    "key": (first(key=["a", "b", "c"]), ["responses.0.key: the file says a list of 3, scoring"]),
    "row left out": (rows(lambda all_: all_[:-1]), ["n_blank: the file says 0, scoring says 1"]),
    "row twice": (rows(lambda all_: [*all_, all_[0]]),
                  ["responses: the file says a list of 21, scoring says a list of 20"]),
    "order": (first(options_shown_in_order=SHOWN[::-1]), ["responses.0.options_shown_in_order.0"]),
    "all rows": (rows(lambda all_: [row | {"max": 9} for row in all_]),
                 ["responses.0.max: the file says 9, scoring says 1"]),
}  # fmt: skip
"""What is a result, but not that of its responses."""


def text_of(given) -> str:
    """Return *given* as a file holds it."""
    return given if isinstance(given, str) else json.dumps(given)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_result_is_refused(tmp_path, name):
    """Whatever is no result of this book is refused, with the file's name and what is wrong."""
    given, words = REFUSED[name]
    path = tmp_path / "kl.json"
    path.write_bytes(text_of(given).encode("utf-8", "surrogatepass"))

    with pytest.raises(ResultError) as error:
        read_result(path)
    assert str(error.value).startswith(f"kl.json: {words}")
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("name", DIFFERS)
def test_what_differs_is_named(name):
    """A result that its responses do not give is told apart, with both values."""
    given, words = DIFFERS[name]
    problems = rescore(check_result(given, "it"), FORMS, BANK)

    assert problems[0].startswith(words[0])
    assert len(problems) <= 11


def test_many_differences_are_counted():
    """Ten differences are listed, the rest are counted."""
    assert differences([1] * 13, [2] * 13, "x")[9:] == [
        "x.9: the file says 1, scoring says 2",
        "and 3 more",
    ]


def test_other_site_version_is_a_match():
    """Another version of the site alone is no difference: the content is the same."""
    assert rescore(check_result(right() | {"site_version": "9.9"}, "it"), FORMS, BANK) == []


def test_job_title_may_be_left_out():
    """A result without a job title matches."""
    made = {name: value for name, value in right().items() if name != "job_title"}

    assert rescore(check_result(made, "it"), FORMS, BANK) == []


@pytest.mark.parametrize("form", TAKEN)
def test_csv_reads_as_it_was_written(form, tmp_path):
    """A result written as CSV, alone or among others, is read as the same result."""
    labels = ["", "=A1", "'quoted", '"é”, x\nnew line', "007", " 1e5"]
    made = [
        make_result(FORMS[form], BANK, responses(FORMS[form], Random(label)), seed=1,
                    learner_label=label, **TIMES)
        for label in labels
    ]  # fmt: skip
    path = tmp_path / "all.csv"
    path.write_text(to_csv(made), encoding="utf-8-sig", newline="")

    assert read_results(path) == made
    for each in read_results(path):
        assert rescore(check_result(each, "it"), FORMS, BANK) == []


def test_numbers_are_read_as_a_page_reads_them(tmp_path):
    """A whole number may be written with a point, as other programs do: it is the same."""
    path = tmp_path / "kl.json"
    path.write_text(json.dumps(right()).replace('"seed": 7', '"seed": 7.0'), encoding="utf-8")

    assert read_result(path) == right()


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "nothing"), (True, "true"), (20.0, "20"), (1e-7, "1e-7"), (0.1, "0.1"),
     ("é\x1b", '"\\u00e9\\u001b"'), ([1, 2], "a list of 2"), ({}, "an object"),
     ("x" * 70, '"' + "x" * 59 + "…")],
)  # fmt: skip
def test_values_are_said_in_short(value, words):
    """A value is said in signs that any screen shows, in sixty at most."""
    assert said(value) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(16.04, 19.36, "16.1 to 19.3"), (15.96, 16.04, "16 to 16"), (14.164, 17.836, "14.2 to 17.8")],
)
def test_band_never_seems_to_hold_the_cut(low, high, words):
    """A band above 16 is not shown from 16, one below not up to it, one with it still holds it."""
    made = right() | {"band": [low, high], "raw": 17.999, "percent": 89.999}

    assert headline(made) == f"17.99 of 20 (89%), band {words}, meets"
