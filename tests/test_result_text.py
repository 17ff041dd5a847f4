"""Text to results, and what is wrong with it in words that a screen can show."""

from __future__ import annotations

import json
from random import Random

import pytest
from helpers.attempts import BANK, FORMS, LATE, TAKEN, TIMES, responses, right
from helpers.corpus import corpus
from helpers.results import DIFFERS, REFUSED, text_of

from exercises.reading.edition import edition
from exercises.results.files import check_result, read_result, read_results, rescore, to_csv
from exercises.results.refusals import ResultError
from exercises.results.result import make_result
from exercises.results.text import differences, headline, said, value


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
    problems = rescore(check_result(given), FORMS, BANK)

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
    assert rescore(check_result(right() | {"site_version": "9.9"}), FORMS, BANK) == []


def test_job_title_may_be_left_out():
    """A result without a job title matches."""
    made = {name: value for name, value in right().items() if name != "job_title"}

    assert rescore(check_result(made), FORMS, BANK) == []


def test_newer_edition_may_be_left_out():
    """What an older page saved after the turn of the edition names none, and matches."""
    made = right(finished=LATE)
    kept = {name: value for name, value in made.items() if name != "newer_edition"}

    assert rescore(check_result(kept), FORMS, BANK) == []
    assert headline(kept) == headline(right())
    assert rescore(check_result(made | {"newer_edition": None}), FORMS, BANK) == []


def test_headline_says_that_a_newer_edition_was_in_force():
    """After score, band and outcome stands which edition was in force, and which was checked."""
    told = edition()

    assert headline(right(finished=LATE)) == (
        "20 of 20 (100%), band 20, meets. "
        f"Taken while CDT {told.next_cdt} was in force; checked against CDT {told.cdt}."
    )


def test_csv_holds_the_newer_edition(tmp_path):
    """In a sheet the newer edition is a number or an empty cell, and is read as it was written."""
    old = {name: value for name, value in right().items() if name != "newer_edition"}
    path = tmp_path / "all.csv"
    path.write_text(to_csv([right(), right(finished=LATE), old]), encoding="utf-8", newline="")
    found = read_results(path)

    assert [each["newer_edition"] for each in found] == [None, edition().next_cdt, None]
    assert found == [right(), right(finished=LATE), right()]


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
        assert rescore(check_result(each), FORMS, BANK) == []


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


@pytest.mark.parametrize(("low", "high", "words"), corpus("numbers")["bands"])
def test_band_never_seems_to_hold_the_cut(low, high, words):
    """A band is rounded inward: above 16 it is not shown from 16, below not up to it."""
    made = right() | {"band": [low, high], "raw": 17.999}

    assert headline(made) == f"17.99 of 20 (89%), band {words}, meets"


def test_a_megabyte_of_brackets_and_quotes_is_read_at_once():
    """However a text is built, each of its signs is looked at once."""
    for text in ('"' * 900_000, '[\\"' * 300_000, '"\\' * 400_000):
        with pytest.raises(ResultError):
            value(text)
