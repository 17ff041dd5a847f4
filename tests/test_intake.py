"""Files to entries: the good are taken, the bad are named with a reason, and none is changed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from helpers.attempts import LATE, TIMES, responses, signed
from helpers.corpus import corpus
from helpers.spreadsheets import file
from helpers.team_files import ANY_FORM, BOOK, FAULTS, GOOD, OTHER, raw
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exercises.reading import schemas
from exercises.reading.edition import edition
from exercises.results.code import to_code
from exercises.results.files import check_result, rescore, to_csv
from exercises.results.refusals import ResultError
from exercises.results.result import checksum, make_result
from exercises.results.values import result_in
from exercises.team import intake, invented
from exercises.team.entry import Entry, Paper, Skipped, _moment
from exercises.team.intake import read, read_data, read_file
from exercises.team.judge import judge
from exercises.team.report import report
from exercises.team.words import head


def only(found: list[Entry | Skipped]) -> Entry | Skipped:
    """Return the one entry or reason of *found*."""
    assert len(found) == 1
    return found[0]


@pytest.fixture
def folder(tmp_path) -> Callable[..., Any]:
    """Return a maker of a folder with the files given by name."""

    def make(**contents: bytes):
        for name, data in contents.items():
            (tmp_path / f"{name}.json").write_bytes(data)
        return tmp_path

    return make


# -- one result --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ANY_FORM)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), chance=st.randoms(use_true_random=False))
def test_quick_makes_what_scoring_makes(form, seed, chance):
    """The quick way to a result ends in the very result that `make_result` gives."""
    given_ = responses(BOOK.forms[form], chance, 0.2)
    about = {"seed": seed, "learner_label": "KL", "job_title": "", "attempt_no": 1, **TIMES}

    assert BOOK.quick[form].result(given_, **about) == make_result(
        BOOK.forms[form], BOOK.bank, given_, **about
    )


odd = st.sampled_from(
    [None, True, False, 0, 1, 1.0, -1, 2, 3, "", "a", "b", [], ["a"], ["a", "a"], {}, 0.5, 1e400]
)


def like(value: Any) -> st.SearchStrategy[Any]:
    """Return what a result may hold instead of *value*: the schema often takes it."""
    if isinstance(value, list):
        return st.lists(st.sampled_from("abc"), max_size=2) | st.permutations(value)
    if isinstance(value, int | float):
        return st.sampled_from([0, 1, 2, 3, 0.5, value + 1])
    return st.sampled_from(["", "a", "b", None, f"{value}x"])


@st.composite
def sound(draw) -> dict[str, Any]:
    """Draw a result that is taken: of a test, or of practice, where it says how sure one was."""
    form = draw(st.sampled_from(["pre", "practice"]))
    made = invented.result(draw(st.integers(0, 3)), form, confidence=form == "practice")
    return json.loads(raw(made))


def slow(data: bytes) -> bool:
    """Return whether schema, checksum and scoring anew find nothing wrong with a result."""
    try:
        result = result_in(data.decode())
        if not schemas.fits("result", result):
            return False  # as `check_result` begins, which takes long to say why
        check_result(result)
        _moment(result["finished"])
        of_today = {"cdt_edition": edition().cdt, "newer_edition": None}
        return not rescore(result | of_today, BOOK.forms, BOOK.bank)
    except ResultError:
        return False


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_quick_never_takes_what_scoring_refuses(data):
    """Whatever is changed in a result, the quick way takes it only if the long way would."""
    result = data.draw(sound())
    paper = BOOK.quick[result["form_id"]].paper
    where = result
    if data.draw(st.booleans()):
        where = data.draw(st.sampled_from(result["responses"]))
    name = data.draw(st.sampled_from(list(where)))
    where[name] = data.draw(odd | like(where[name]))
    if data.draw(st.booleans()):
        with suppress(TypeError, KeyError):
            result["checksum"] = checksum(result)
    assume((result["form_id"], result["content_hash"]) == (paper.form_id, paper.content_hash))
    found = only(read_data(raw(result), "x"))

    assert isinstance(found, Entry) == slow(raw(result))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_compiled_schema_never_takes_what_the_schema_refuses(data):
    """The compiled check of the schema and the full one say the same of whatever is changed."""
    result = data.draw(sound())
    where = data.draw(st.sampled_from([result, *result["responses"], *result["by_objective"]]))
    name = data.draw(st.sampled_from([*where, "patient"]))
    if data.draw(st.booleans()):
        where[name] = data.draw(odd)
    else:
        where.pop(name, None)

    assert schemas.fits("result", result) == schemas.validator("result").is_valid(result)


def test_result_of_another_edition_is_the_same_form():
    """A form that a new edition left alone is counted with the old results of it."""
    old = only(read_data(raw({**GOOD, "cdt_edition": 2025, "site_version": "0.0.9"}), "x"))

    assert isinstance(old, Entry)
    assert old.paper == BOOK.quick["a"].paper


def test_results_with_and_without_a_newer_edition_are_read():
    """A newer edition is kept with its result; what names none is read as before, as quickly."""
    late = BOOK.quick["a"].result(
        {}, **{"seed": 1, "learner_label": "", "job_title": "", "attempt_no": 1,
               "started": LATE, "finished": LATE},
    )  # fmt: skip
    old = {name: value for name, value in late.items() if name != "newer_edition"}

    for given_, newer in ((late, edition().next_cdt), (old, None)):
        entry = only(read_data(raw(given_), "x"))
        assert (entry.cdt, entry.newer) == (edition().cdt, newer)
        assert entry == BOOK.quick["a"].entry(given_, "x") == judge(given_, "x")


def test_result_of_another_version_is_taken_by_its_own_sums():
    """A form whose items changed since is taken as the file scores it, on a paper of its own."""
    entry = only(read_data(raw(signed(GOOD, content_hash=OTHER)), "x"))

    assert isinstance(entry, Entry)
    assert entry.paper.content_hash == OTHER
    assert float(entry.raw) == GOOD["raw"]


def test_sure_responses_are_kept_apart():
    """Full confidence is noted by place, lower ones are not."""
    made = invented.result(1, "practice")
    levels = dict(enumerate((3, 2, 1, 3)))
    for at, row in enumerate(made["responses"]):
        row["confidence"] = levels.get(at, 1)
    entry = only(read_data(raw(signed(made)), "x"))

    assert isinstance(entry, Entry)
    assert entry.sure == (0, 3)


# -- faults ------------------------------------------------------------------------------------

REASONS = {
    "empty": "is empty",
    "blank": "isn't a result file",
    "truncated": "isn't JSON, or was cut short; save it again",
    "foreign JSON": "isn't a result file from this book",
    "foreign list": "isn't a result file from this book",
    "foreign text": "isn't a result file from this book",
    "picture": "is a picture; give the file that the page saved",
    "future version": "has schema_version 2; this program reads 1, get the newer program",
    "patient field": 'holds "patient", which no result has',
    "damaged": "the checksum doesn't match. Was this opened in a spreadsheet, or edited?",
    "better score": "its numbers don't follow from its responses (raw: the file says 20,",
    "no such option": "its numbers don't follow from its responses (item ",
    "no day": 'finished "2026-02-30T10:00:00Z" isn\'t a time',
    "half a sign": "has a broken character",
    "huge": "bytes, too big for a result; save it again",
    "deep": "is nested too deep",
    "other version, points wrong": "earns 2 of 1 points",
    "code mistyped": "one character is wrong",
    "code of no form": "doesn't name a form",
    "sheet, cell missing": "has more or fewer cells on this line than in its header",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_file_is_named_with_a_plain_reason(folder, fault):
    """A file of no use is named, with one printable line that says why, and the next is taken."""
    found = list(read(folder(bad=FAULTS[fault], good=raw(GOOD))))

    bad, good = found[:-1], found[-1]
    assert isinstance(good, Entry)
    assert bad
    for each in bad:
        assert isinstance(each, Skipped)
        assert each.name.startswith("bad.json")
        assert each.reason.isprintable()
        assert 0 < len(each.reason) <= 300
    assert REASONS.get(fault, "") in bad[0].reason


@pytest.mark.parametrize("case", corpus("files"), ids=lambda case: case["case"])
def test_files_as_they_come_back(case):
    """What spreadsheets, editors and phones made of results and codes is read, or named rightly."""
    files = {f"file-{at}": file(recipe) for at, recipe in enumerate(case["files"])}
    found = [each for name, data in files.items() for each in read_data(data, name)]
    made = report(found)
    people = [entry for group in made.groups for entry in group.people]
    refused = [each.reason for each in made.skipped]

    assert len({entry.who or entry.name for entry in people}) == case.get("people", 0)
    assert refused == case.get("refused", []) or (
        case.get("refused") == ["*"] and len(refused) == 1
    )
    assert all(case.get("why", "") in reason for reason in refused)
    assert [each.name for each in made.skipped] == case.get("where", [e.name for e in made.skipped])
    assert [entry.label for entry in people][: len(case.get("names", []))] == case.get("names", [])
    assert case.get("said", "") in " ".join(head(made))
    assert list(made.apart) == case.get("apart", [])


def test_what_is_no_file_is_named(folder):
    """A pipe, a broken link and a file that may not be read are named; none is waited for."""
    here = folder(good=raw(GOOD))
    os.mkfifo(here / "pipe.json")
    (here / "link.json").symlink_to(here / "nowhere")
    found = {each.name: each for each in read(here)}

    assert found["pipe.json"].reason == "isn't a file that can be read to the end"
    assert found["link.json"].reason == "can't be read (No such file or directory)"
    assert isinstance(found["good.json"], Entry)


def test_unreadable_file_is_named(folder, monkeypatch):
    """Where the system refuses, its words are the reason."""

    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(intake, "_bytes", refuse)

    assert list(read(folder(good=raw(GOOD)))) == [
        Skipped("good.json", "can't be read (Permission denied)")
    ]


def test_name_does_not_matter(tmp_path):
    """A result is known by its contents: renamed, marked by an editor, in a subfolder."""
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "results (1).txt").write_bytes(raw(GOOD))
    (tmp_path / "marked").write_bytes(b"\xef\xbb\xbf" + raw(GOOD))
    (tmp_path / "wide.json").write_bytes(json.dumps(GOOD).encode("utf-16"))
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    found = list(read(tmp_path))

    assert [each.name for each in found] == ["marked", "team/results (1).txt", "wide.json"]
    assert all(isinstance(each, Entry) for each in found)


def test_files_are_left_as_they_were(folder):
    """Reading changes no file and adds none."""
    here = folder(**{re.sub(r"\W", "_", name): data for name, data in FAULTS.items()})
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in here.iterdir()}
    list(read(here))

    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in here.iterdir()} == before


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading(data):
    """Whatever a file holds, reading it gives entries or reasons, never an error."""
    assert all(isinstance(each, Entry | Skipped) for each in read_data(data, "x"))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_stops_the_reading(data):
    """A result with bytes lost, doubled or changed is taken whole or named, never half."""
    whole = raw(GOOD)
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 40))
    bad = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + cut :]
    for found in read_data(bad, "x"):
        if isinstance(found, Entry):
            assert found.points == only(read_data(whole, "x")).points


# -- sheets and codes --------------------------------------------------------------------------


def test_sheet_gives_what_the_files_give():
    """A sheet as `to_csv` writes it holds the same results, formulas in names and all."""
    results = [
        signed(invented.result(number, form), learner_label=name)
        for number, (form, name) in enumerate([("a", "=1+1"), ("pre", "É, “x”"), ("b", "")])
    ]
    sheet = read_data(to_csv(results).encode("utf-8-sig"), "team.csv")
    single = [only(read_data(raw(each), "x")) for each in results]

    assert [e._replace(name="x") for e in sheet] == single
    assert [each.name for each in sheet] == [f"team.csv, line {n}" for n in (2, 3, 4)]


def test_broken_line_of_a_sheet_is_named():
    """One bad line of a sheet costs that line alone."""
    head, first, second = to_csv([GOOD, GOOD]).splitlines()
    found = read_data("\r\n".join([head, first[:90], second]).encode(), "team.csv")

    assert [type(each) for each in found] == [Skipped, Entry]
    assert found[0].name == "team.csv, line 2"


def test_code_carries_the_result():
    """A code gives score, band and responses; the name before it says whose it is."""
    entry = only(read_data(f"K. L., DA; {invented.code(0, 'a')}".encode(), "x"))
    whole = only(read_data(raw(GOOD), "x"))

    assert entry.label == "K. L., DA"
    assert (entry.points, entry.chosen, entry.outcome) == (
        whole.points,
        whole.chosen,
        whole.outcome,
    )
    assert (entry.finished, entry.moment) == ("", 0)


def test_code_of_another_version_says_whose_it_is_and_what_to_do():
    """The line's name comes first, then the code, then two ways on."""
    code = to_code({**GOOD, "content_hash": OTHER}, BOOK.forms["a"], BOOK.bank)
    found = only(read_data(f"Kim Lee, {code}".encode(), "x"))

    assert isinstance(found, Skipped)
    assert found.reason.startswith(f'Kim Lee: code "{code}')
    assert found.reason.endswith(
        "was made with another version of the form. Check it with the version of the book it was "
        "taken in, or take the form again"
    )


# -- many --------------------------------------------------------------------------------------


def test_two_processes_find_what_one_finds(folder):
    """Read by two processes, files come in the same order with the same contents."""
    here = folder(**{f"r{n}": raw(invented.result(n, "pre")) for n in range(6)}, bad=b"{")

    assert list(read(here, jobs=2)) == list(read(here))


def test_progress_is_told(folder, monkeypatch):
    """The number of files done rises to the number of all."""
    monkeypatch.setattr(intake, "_BATCH", 2)
    told: list[tuple[int, int]] = []
    list(
        read(folder(**{f"r{n}": raw(GOOD) for n in range(5)}), progress=lambda *at: told.append(at))
    )

    assert told == [(2, 5), (4, 5), (5, 5)]


def test_parsed_files_are_let_go():
    """An entry holds short tuples and texts, nothing of the parsed file, so memory stays flat."""
    entry = only(read_data(raw(GOOD), "x"))

    kinds = {type(part) for part in entry if not isinstance(part, Paper)}
    assert kinds <= {str, int, float, tuple, type(None)}
    assert entry.paper is BOOK.quick["a"].paper
    assert {type(each) for part in (entry.points, entry.chosen) for each in part} == {int, str}


def test_read_file_never_raises(tmp_path):
    """A folder in place of a file is a reason like any other."""
    assert read_file(str(tmp_path), "x")[0].reason == "isn't a file that can be read to the end"
