"""Files to entries: the good are taken, the bad are named with a reason, and none is changed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_attempts import responses

from exercises.reading import schemas
from exercises.reading.edition import edition
from exercises.results.files import check_result, rescore, to_csv
from exercises.results.result import ResultError, checksum, make_result
from exercises.team import intake, invented
from exercises.team.entry import Entry, Paper, Skipped
from exercises.team.intake import read, read_code, read_data, read_file
from exercises.team.quick import book

BOOK = book()
TIMES = {"started": "2026-11-24T10:00:00-06:00", "finished": "2026-11-24T10:21:00-06:00"}
GOOD = invented.result(0, "a")
ANY_FORM = list(BOOK.forms)


def raw(result: object) -> bytes:
    """Return *result* as a page saves it."""
    return json.dumps(result, indent=1).encode()


def signed(result: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return *result* with *changes* and a checksum that fits them."""
    changed = {**result, **changes}
    return {**changed, "checksum": checksum(changed)}


def nested(depth: int) -> bytes:
    """Return lists within lists within a result's field."""
    return raw(GOOD).replace(b'"seed": ', b'"seed": ' + b"[" * depth + b"]" * depth + b', "x": ', 1)


def rows(result: dict[str, Any], **changes: Any) -> list[dict[str, Any]]:
    """Return the responses of *result* with *changes* in the first."""
    first, *rest = result["responses"]
    return [{**first, **changes}, *rest]


OTHER = "0123456789abcdef"
"""The content of a version that is not the book's own."""

FAULTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b"  \n\n",
    "truncated": raw(GOOD)[:-200],
    "foreign JSON": b'{"name": "package", "version": "1.0"}',
    "foreign list": b"[1, 2, 3]",
    "foreign text": b"Dear all,\nplease find the results attached.\n",
    "letter with a colon": b"Subject: results\n\nSee the attachment.\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    "future version": raw({**GOOD, "schema_version": 2}),
    "version of no kind": raw({**GOOD, "schema_version": {"a": [1] * 1000}}),
    "patient field": raw({**GOOD, "patient": "Jane"}),
    "damaged": raw({**GOOD, "attempt_no": 7}),
    "better score": raw({**GOOD, "raw": 20.0, "percent": 100.0}),
    "better result": raw({**GOOD, "result": "meets", "must_not_miss_failed": []}),
    "better key": raw({**GOOD, "responses": rows(GOOD, key=["zz"])}),
    "no such option": raw(signed(GOOD, responses=rows(GOOD, chosen=["zz"]))),
    "two options": raw(signed(GOOD, responses=rows(GOOD, chosen=["a", "b"]))),
    "lower cut": raw({**GOOD, "cut": 0.1}),
    "not a number": raw(GOOD).replace(b'"percent": ', b'"percent": NaN, "x": '),
    "version with a point": raw(signed(GOOD, responses=rows(GOOD, item_version=1.0))),
    "true for one": raw({**GOOD, "attempt_no": True}),
    "no day": raw(signed(GOOD, finished="2026-02-30T10:00:00Z")),
    "half a sign": raw(GOOD).replace(b'"invented"', b'"\\ud83d"'),
    "huge": b'{"schema_version": 1, "x": "' + b"x" * 1_000_001 + b'"}',
    "huge number": raw(GOOD).replace(b'"seed": ', b'"seed": 1' + b"0" * 5000 + b', "x": '),
    "deep": nested(100_000),
    "less deep": nested(900),
    "other version, sums wrong": raw(signed(GOOD, content_hash=OTHER) | {"raw": 20.0}),
    "other version, points wrong": raw(
        signed(GOOD, content_hash=OTHER, responses=rows(GOOD, points=2))
    ),
    "other version, blanks wrong": raw(signed(GOOD, content_hash=OTHER) | {"n_blank": 9}),
    "other version, no result": raw(signed(GOOD, content_hash=OTHER) | {"result": None}),
    "other version, all objectives gone": raw(
        signed(GOOD, content_hash=OTHER) | {"by_objective": []}
    ),
    "other version, objective wrong": raw(
        signed(GOOD, content_hash=OTHER)
        | {"by_objective": [{**GOOD["by_objective"][0], "n": 9}, *GOOD["by_objective"][1:]]}
    ),
    "other version, failed what was right": raw(
        signed(GOOD, content_hash=OTHER) | {"must_not_miss_failed": ["choose-no-such-item"]}
    ),
    "other version, twice an item": raw(
        signed(GOOD, content_hash=OTHER, responses=[GOOD["responses"][0]] * 20)
    ),
    "sheet, cell missing": to_csv([GOOD]).rpartition(",")[0].encode(),
    "sheet, cell of another kind": to_csv([GOOD]).replace(",final,", ",final,x", 1).encode(),
    "sheet from a spreadsheet": to_csv([GOOD]).replace(GOOD["checksum"], "1.2E+05").encode(),
    "code mistyped": invented.code(0, "a").replace("A:", "A:7").encode(),
    "code of no form": b"ZEBRA:1234-5678\n",
    "name too long": ("n" * 81 + ", " + invented.code(0, "a")).encode(),
}
"""Every kind of file that is no use; report.js skips the same."""


def files(chance: Random, people: int) -> dict[str, bytes]:
    """Return files as a manager may have them: good, of other versions, copied, sheets, codes."""
    found: dict[str, bytes] = {}
    results = []
    for number in range(people):
        for form in ("pre", "a", "b", chance.choice(ANY_FORM)):
            given = responses(BOOK.forms[form], chance, 0.1)
            about = {
                "seed": chance.randrange(10_000),
                "learner_label": chance.choice(["", f"Alder {number % 9}", f"alder  {number % 9}"]),
                "job_title": chance.choice(["", "=front desk", "hygiëniste"]),
                "attempt_no": chance.randint(1, 3),
                "started": TIMES["started"],
                "finished": f"2026-11-{chance.randint(10, 28)}T10:{number % 60:02}:"
                f"{chance.randrange(60):02}{chance.choice(['Z', '-06:00', '+05:30'])}",
            }
            made = make_result(BOOK.forms[form], BOOK.bank, given, **about)
            if chance.random() < 0.3:
                for row in made["responses"]:
                    row["confidence"] = chance.choice((1, 2, 3))
            if chance.random() < 0.2:
                made = signed(made, content_hash=chance.choice([OTHER, OTHER[::-1]]))
            results.append(made)
            found[f"{form}-{number}-{len(found)}.json"] = raw(made)
    copied = chance.choice(results)
    found["copy of a file.json"] = raw(copied)
    found["contradicts.json"] = raw(signed(copied, seed=copied["seed"] + 1))
    found["some.csv"] = to_csv(chance.sample(results, min(3, len(results)))).encode()
    found["codes.txt"] = "\n".join(invented.codes(2)).encode()
    found["excel.txt"] = b"\xff\xfe" + "\n".join(invented.codes(1)).encode("utf-16-le")
    for name in chance.sample(list(FAULTS), 3):
        found[f"{name}.json"] = FAULTS[name]
    return found


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


def slow(result: Any) -> bool:
    """Return whether schema, checksum and scoring anew find nothing wrong with *result*."""
    try:
        check_result(result, "x")
        intake._moment(result["finished"], "x")
        return not rescore(result | {"cdt_edition": edition().cdt}, BOOK.forms, BOOK.bank)
    except ResultError:
        return False


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_quick_never_takes_what_scoring_refuses(data):
    """Whatever is changed in a result, the quick way takes it only if the long way would."""
    result = json.loads(raw(invented.result(data.draw(st.integers(0, 3)), "pre", confidence=True)))
    where = result
    if data.draw(st.booleans()):
        where = data.draw(st.sampled_from(result["responses"]))
    where[data.draw(st.sampled_from(list(where)))] = data.draw(odd)
    if data.draw(st.booleans()):
        with suppress(TypeError, KeyError):
            result["checksum"] = checksum(result)
    paper = BOOK.quick["pre"].paper
    assume((result["form_id"], result["content_hash"]) == (paper.form_id, paper.content_hash))
    found = only(read_data(raw(result), "x"))

    assert isinstance(found, Entry) == slow(json.loads(raw(result)))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_compiled_schema_never_takes_what_the_schema_refuses(data):
    """The compiled check of the schema and the full one say the same of whatever is changed."""
    result = json.loads(raw(invented.result(1, "pre", confidence=True)))
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
    "blank": "is no result file",
    "truncated": "is no JSON, or was cut short; save it anew",
    "foreign JSON": "is no result file of this book",
    "foreign list": "is no result file of this book",
    "foreign text": "is no result file of this book",
    "picture": "is no result file of this book",
    "future version": "has schema_version 2; this program reads 1, get the newer program",
    "patient field": 'holds "patient", which no result has',
    "damaged": "the checksum does not fit; the file was changed or damaged",
    "better score": "its numbers do not follow from its responses (raw: the file says 20,",
    "no such option": "its numbers do not follow from its responses (item ",
    "no day": "finished '2026-02-30T10:00:00Z' is no time",
    "half a sign": "holds what no result holds",
    "huge": "bytes, no result is; save it anew",
    "deep": "is nested deeper than any result",
    "other version, points wrong": "earns 2 of 1 points",
    "code mistyped": "the last sign does not fit",
    "code of no form": "names no form",
    "sheet, cell missing": "has more or fewer cells in this line than in its head",
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
        assert 0 < len(each.reason) <= 200
    assert REASONS.get(fault, "") in bad[0].reason


def test_what_is_no_file_is_named(folder):
    """A pipe, a broken link and a file that may not be read are named; none is waited for."""
    here = folder(good=raw(GOOD))
    os.mkfifo(here / "pipe.json")
    (here / "link.json").symlink_to(here / "nowhere")
    found = {each.name: each for each in read(here)}

    assert found["pipe.json"].reason == "is no file that can be read to its end"
    assert found["link.json"].reason == "cannot be read (No such file or directory)"
    assert isinstance(found["good.json"], Entry)


def test_unreadable_file_is_named(folder, monkeypatch):
    """Where the system refuses, its words are the reason."""

    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(intake, "_bytes", refuse)

    assert list(read(folder(good=raw(GOOD)))) == [
        Skipped("good.json", "cannot be read (Permission denied)")
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
    entry = read_code(f"K. L., DA; {invented.code(0, 'a')}", "x")
    whole = only(read_data(raw(GOOD), "x"))

    assert entry.label == "K. L., DA"
    assert (entry.points, entry.chosen, entry.outcome) == (
        whole.points,
        whole.chosen,
        whole.outcome,
    )
    assert (entry.finished, entry.moment) == ("", 0)


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
    assert read_file(str(tmp_path), "x")[0].reason == "is no file that can be read to its end"
