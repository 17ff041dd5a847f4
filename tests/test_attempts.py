"""Responses to a result, a file and a code, and back."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from helpers.attempts import BANK, FORMS, TAKEN, TIMES, responses
from helpers.corpus import corpus
from helpers.spreadsheets import written
from hypothesis import given
from hypothesis import strategies as st

from exercises.reading.edition import edition
from exercises.results.code import CHECKS, from_code, to_code
from exercises.results.files import check_result, read_result, rescore, to_csv
from exercises.results.refusals import ResultError
from exercises.results.result import checksum, make_result, standing, table
from exercises.scoring import ResponseError
from exercises.team import invented
from exercises.team.intake import read_data

CODES = corpus("codes")


@pytest.fixture
def right():
    """Return the key of form A as responses."""
    return {name: sorted(BANK[name].keys) for name in FORMS["a"].items}


@pytest.fixture
def make(right):
    """Return a maker of results on form A: all right, but for the items named as wrong."""

    def result(*, wrong: int = 0, critical: bool = False, **about):
        items = [BANK[name] for name in FORMS["a"].items]
        spoil = [i for i in items if i.critical == critical][: wrong or int(critical)]
        given_ = right | {
            i.id: [next(o.id for o in i.options if o.id not in i.keys)] for i in spoil
        }
        return make_result(FORMS["a"], BANK, given_, seed=7, **TIMES | about)

    return result


@pytest.mark.parametrize(
    ("items", "points"), [(5, 20.0), (10, 13.3), (15, 10.7), (20, 9.2), (30, 7.4)]
)
def test_error_is_binomial(items, points):
    """The error at 80 % is sqrt(x (k - x) / (k - 1)): worked by hand, in points of 100."""
    place = standing(Fraction(4, 5) * items, items, None)

    assert round(100 * place.sem / items, 1) == points


@pytest.mark.parametrize(
    ("score", "outcome"),
    [(20, "meets"), (19, "meets"), (18, "meets"), (17, "borderline"), (16, "borderline"),
     (15, "borderline"), (14, "borderline"), (13, "not yet"), (0, "not yet")],
)  # fmt: skip
def test_outcome_of_twenty(score, outcome):
    """Of 20 items at 80 %: x +/- sqrt(x (20 - x) / 19) holds 16 from 14 (16.1) to 17 (15.4)."""
    assert standing(Fraction(score), 20, Fraction(4, 5)).outcome == outcome


def test_score_just_below_the_cut_never_meets_it():
    """A score that would round up to the cut does not reach it."""
    assert standing(Fraction(1599, 100), 20, Fraction(4, 5)).outcome == "borderline"
    assert standing(Fraction(799, 1000), 1, Fraction(4, 5)).outcome == "not yet"


def test_form_without_a_cut_has_no_outcome():
    """A form that sets no standard says nothing of one."""
    assert standing(Fraction(8), 8, None).outcome is None


@pytest.mark.parametrize(
    ("days", "time", "newer"),
    [
        (-1, "T23:59:59-10:00", None),  # long since the new year in UTC
        (0, "T00:00:00-10:00", edition().next_cdt),
        (-1, "T23:59:59.999+13:00", None),
        (0, "T00:00+13:00", edition().next_cdt),  # still the old year in UTC
        (500, "T12:00:00Z", edition().next_cdt),
    ],
)
def test_result_names_an_edition_that_is_in_force(make, days, time, newer):
    """From its first day on where the learner is, the newer edition stands in the result."""
    day = edition().next_effective + timedelta(days)
    made = make(finished=f"{day}{time}")

    assert made["newer_edition"] == newer
    assert made["cdt_edition"] == edition().cdt
    assert rescore(check_result(made), FORMS, BANK) == []


def test_a_code_without_a_time_names_no_newer_edition(make):
    """Where nobody knows when it was taken, nothing is said of a newer edition."""
    assert make(finished="")["newer_edition"] is None


@pytest.mark.parametrize("name", TAKEN)
def test_table_holds_every_score(name):
    """Whatever is answered, the page finds the score in its table."""
    places, form = table(FORMS[name], BANK), FORMS[name]
    for seed in range(50):
        made = make_result(form, BANK, responses(form, Random(seed)), seed=1, **TIMES)
        raw = Fraction(made["raw"]).limit_denominator(1000)

        assert places[f"{raw.numerator}/{raw.denominator}"].sem == made["sem"]


def test_everything_right_meets(make):
    """All right is 20 of 20, with a band of no width."""
    made = make()

    assert (made["raw"], made["percent"], made["band"], made["result"]) == (
        20,
        100,
        [20, 20],
        "meets",
    )


def test_critical_item_decides(make):
    """One must-not-miss item missed means not yet, whatever the total."""
    made = make(critical=True)

    assert made["raw"] == 19
    assert made["result"] == "not yet"
    assert len(made["must_not_miss_failed"]) == 1


def test_blank_is_counted_and_earns_nothing():
    """Nothing answered is all blank, 0 of 20, not yet."""
    made = make_result(FORMS["a"], BANK, {}, seed=0, **TIMES)

    assert (made["n_blank"], made["raw"], made["result"]) == (20, 0, "not yet")


def test_objectives_add_up(make):
    """The objectives' points add up to the score."""
    made = make(wrong=3)

    assert sum(each["points"] for each in made["by_objective"]) == made["raw"] == 17


def test_unknown_pick_is_refused():
    """A pick that the item does not offer is no result."""
    with pytest.raises(ResponseError, match="'z' is not an option; use one of"):
        make_result(FORMS["a"], BANK, {FORMS["a"].items[0]: ["z"]}, seed=0, **TIMES)


@pytest.mark.parametrize("name", TAKEN)
def test_file_scores_anew_to_itself(name, tmp_path):
    """A file written and read scores to the same numbers."""
    made = make_result(FORMS[name], BANK, responses(FORMS[name], Random(3)), seed=2, **TIMES)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(made), encoding="utf-8")

    assert rescore(read_result(path), FORMS, BANK) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"raw": 20.0}, "raw: the file says 20, scoring says 17"),
        ({"result": "meets"}, 'result: the file says "meets", scoring says "borderline"'),
        ({"form_id": "z"}, 'form "z" is not in this book'),
        ({"content_hash": "0" * 16}, "the form's items have changed since"),
    ],
)
def test_changed_file_does_not_match(make, change, said):
    """Whatever number is changed in a file is named when it is scored anew."""
    assert any(said in problem for problem in rescore(make(wrong=3) | change, FORMS, BANK))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "isn't JSON, or was cut short"),
        ('{"schema_version": 1, "form', "isn't JSON, or was cut short"),
        ("[" * 100_000, "is nested too deep for a result"),
        ("[]", "isn't a result file from this book"),
        ('{"name": "x"}', "isn't a result file from this book"),
        ('{"schema_version": 2}', "has schema_version 2; this program reads 1"),
        ('{"schema_version": 1}', "lacks attempt_no"),
        (" " * 1_000_001, "is more than 1000000 bytes, too big for a result"),
    ],
)
def test_foreign_file_is_refused(tmp_path, text, said):
    """A file that is empty, cut, foreign, newer or huge is named with what is wrong."""
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ResultError) as error:
        read_result(path)
    assert str(error.value).startswith("result.json: ")
    assert said in str(error.value)


def test_missing_file_is_refused(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(ResultError, match=r"none\.json: can't be read"):
        read_result(tmp_path / "none.json")


def test_damage_is_found(make):
    """A response changed by accident no longer fits the checksum."""
    made = make()
    made["responses"][0]["chosen"] = ["x"]

    with pytest.raises(ResultError, match="the checksum doesn't match"):
        check_result(made)


def test_patient_field_is_refused(make):
    """A file with a field of its own, a patient's say, is no result."""
    made = make() | {"patient": "someone"}

    with pytest.raises(ResultError, match="patient"):
        check_result(made)


@given(seed=st.integers(0, 10_000), name=st.sampled_from(TAKEN))
def test_code_brings_the_responses_back(seed, name):
    """A code unpacks to the form and the responses it was made of, blanks and all."""
    form = FORMS[name]
    made = make_result(form, BANK, responses(form, Random(seed), 0.3), seed=1, **TIMES)
    back, said = from_code(to_code(made, form, BANK).lower(), FORMS, BANK)

    assert back is form
    assert said == {row["item_id"]: row["chosen"] for row in made["responses"]}


SLIPS = [("a", 0), ("a", 1), ("b", 2), ("pre", 3), ("refresher", 4)]


@pytest.mark.parametrize(("name", "seed"), SLIPS)
def test_every_single_slip_is_caught(name, seed):
    """One sign mistyped, wherever and to whatever, the check sign too, is caught."""
    form = FORMS[name]
    made = make_result(form, BANK, responses(form, Random(seed)), seed=1, **TIMES)
    head, _, body = to_code(made, form, BANK).partition(":")
    body = body.replace("-", "")
    for place, sign in enumerate(body):
        for other in CHECKS:
            if sign != other:
                with pytest.raises(
                    ResultError, match=r"one character is wrong|which isn't used in codes"
                ):
                    from_code(f"{head}:{body[:place]}{other}{body[place + 1 :]}", FORMS, BANK)


@pytest.mark.parametrize("name", TAKEN)
def test_every_swap_of_neighbors_is_caught(name):
    """Two signs that change places, the check sign too, are caught, in 100 codes."""
    form = FORMS[name]
    for seed in range(100):
        made = make_result(form, BANK, responses(form, Random(seed)), seed=1, **TIMES)
        head, _, body = to_code(made, form, BANK).partition(":")
        body = body.replace("-", "")
        for at, (one, other) in enumerate(pairwise(body)):
            if one != other:
                with pytest.raises(
                    ResultError, match=r"one character is wrong|which isn't used in codes"
                ):
                    from_code(f"{head}:{body[:at]}{other}{one}{body[at + 2 :]}", FORMS, BANK)


def test_check_sign_catches_by_its_modulus():
    """The proof for codes of any length: 37 is prime, and no slip adds a multiple of it.

    A sign is a digit below 32 times a power of 32. One mistyped adds d * 32**n with 0 < |d| < 32.
    Two swapped add d * (32 - 1) * 32**n. The last sign and the check sign swapped fit only if
    twice their difference is 0. None of these factors holds 37.
    """
    assert all(37 % divisor for divisor in range(2, 37))
    assert all(d % 37 and d * 31 % 37 and 2 * d % 37 for d in range(1, 32))
    assert 32 % 37
    assert len(CHECKS) == len(set(CHECKS)) == 37


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("other", TAKEN)
def test_another_forms_name_is_caught(name, other):
    """A code read under the name of another form is refused."""
    form = FORMS[name]
    made = make_result(form, BANK, responses(form, Random(1)), seed=1, **TIMES)
    body = to_code(made, form, BANK).partition(":")[2]
    if name != other:
        with pytest.raises(ResultError, match="another version of the form"):
            from_code(f"{other}:{body}", FORMS, BANK)


@pytest.mark.parametrize("name", TAKEN)
def test_code_gives_the_score_of_the_file(name):
    """What a code brings back scores as the file did, for 100 attempts with blanks."""
    form = FORMS[name]
    for seed in range(100):
        made = make_result(form, BANK, responses(form, Random(seed), 0.3), seed=1, **TIMES)
        back, given = from_code(to_code(made, form, BANK), FORMS, BANK)

        assert make_result(back, BANK, given, seed=1, **TIMES) == made


@pytest.mark.parametrize(("code", "said"), [*CODES["refused"], ("A:" + "1" * 300, "is longer")])
def test_wrong_code_is_refused(code, said):
    """A code that cannot be one is refused in words that help to mend it."""
    with pytest.raises(ResultError, match=re.escape(said)):
        from_code(code, FORMS, BANK)


@pytest.mark.parametrize(("_way", "text"), CODES["read"])
def test_ways_of_writing_a_code_are_forgiven(_way, text):
    """Small letters, dashes, spaces and quotes of any kind, O and I for 0 and 1: read alike."""
    form = FORMS["a"]
    for seed in range(5):
        made = make_result(form, BANK, responses(form, Random(seed)), seed=1, **TIMES)
        code = to_code(made, form, BANK)

        assert from_code(written(text, code), FORMS, BANK) == from_code(code, FORMS, BANK)


@pytest.mark.parametrize(("text", "label"), CODES["named"])
def test_a_line_may_say_whose_code_it_is(text, label):
    """A name stands before the code, as typed or as a spreadsheet saves it."""
    (entry, *_) = read_data(written(text, invented.code(0, "a")).encode(), "x")

    assert entry.label == label


def test_csv_has_the_same_columns_and_no_formula(make):
    """A line of CSV holds what the file holds, and no cell that a spreadsheet would run."""
    made = make(learner_label="=HYPERLINK(1)")
    (row,) = csv.DictReader(io.StringIO(to_csv([made])))

    assert set(row) == set(made)
    assert row["learner_label"] == "'=HYPERLINK(1)"
    assert json.loads(row["responses"]) == made["responses"]


def test_checksum_covers_who_and_what(make):
    """Another person, another time or another response has another checksum."""
    made = make()
    for change in ({"learner_label": "B"}, {"finished": "2027"}, {"seed": 8}):
        assert checksum(made | change) != made["checksum"]
