"""What a bank and its forms may hold is what a result, its code and a report have room for."""

from __future__ import annotations

import json
import time

import pytest
from conftest import ROOT
from helpers.banks import ONE_ITEM

from exercises.decisions import LONGEST_LIST
from exercises.forms import Form
from exercises.items import Item, Option, Row
from exercises.reading.bank import BankError, load_bank, load_forms
from exercises.results.code import from_code, to_code
from exercises.results.files import read_result, read_results, rescore, to_csv
from exercises.results.result import make_result
from exercises.team import judge, quick
from exercises.team.intake import read
from exercises.team.quick import Book, Quick

ROWS = "    rows:\n" + "".join(f"      - {{id: r{n}, text: t, key: a, why: w}}\n" for n in range(9))
FORMS = "f:\n  title: T\n  items:\n    - define-x\n"
LONG = "x" * 5_000
ID_HELP = "is not an id; use lower-case letters, digits and single hyphens"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return a folder that is the current one, so that places are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("define-x", "define-" + "x" * 114, "3: item {1!r}: id {1!r} has 121 characters; use 120"),
        ("define-x", "define-" + LONG, "3: item {1!r}: id {1!r} has 5007 characters; use 120 at"),
        ("{id: a,", "{id: %s," % ("a" * 41), "8: item 'define-x': option id {0!r} has 41 char"),
        ("{id: b,", "{id: 'a:b',", f"9: item 'define-x': option id 'a:b' {ID_HELP}"),
        ("{id: b,", "{id: a+b,", f"9: item 'define-x': option id 'a+b' {ID_HELP}"),
        ("{id: b,", "{id: constructor,", "9: item 'define-x': option id 'constructor' means some"),
        ("    key: a\n", "    key: a\n    version: 10001\n", "11: item 'define-x': version 10001 "),
        ("    key: a\n", "    key: a\n    version: ١\n", "11: item 'define-x': version '١' is not"),
        ("    key: a\n", f"    key: a\n    version: {'9' * 5_000}\n",
         f"11: item 'define-x': version '{'9' * 80}' is not usable; write 1, 2, 3 …"),
        ("    key: a\n", ROWS, "11: item 'define-x': has 9 rows; use 8 at most"),
        ("    key: a\n", ROWS.replace("r8", "r" * 40), "19: item 'define-x': row id"),
        ("      - {id: b", "".join(f"      - {{id: o{n}, text: t, why: w}}\n" for n in range(19))
         + "      - {id: b", "8: item 'define-x': has 21 options; use 20 at most"),
        ("case: c", "case: " + "c" * 121, "5: item 'define-x': case"),
        ("read: there", "read: ../there", f"12: item 'define-x': read '../there' {ID_HELP}"),
    ],
)  # fmt: skip
def test_what_a_result_has_no_room_for_is_refused_in_the_bank(here, right, wrong, said):
    """Ids, options, rows and versions are checked where they are written: line, what, instead."""
    assert right in ONE_ITEM
    (here / "b.yml").write_text(ONE_ITEM.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_bank(here / "b.yml")

    value = wrong.removeprefix("{id: ").removesuffix(",")
    expected = "b.yml:" + said.format(value, value[:80])
    assert [each for each in caught.value.problems if each.startswith(expected)], str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../evil", ID_HELP),
        ("a/b", ID_HELP),
        ("A", ID_HELP),
        ('"a:b"', ID_HELP),
        ('"a\\0b"', ID_HELP),
        ('""', ID_HELP),
        ("$x$", ID_HELP),
        ("a.b", ID_HELP),
        ("é", ID_HELP),
        ("🦷", ID_HELP),
        ("__proto__", ID_HELP),
        ("constructor", "means something else in a script; use another"),
        ("x" * 81, "has 81 characters; use 80 at most"),
        ("3-12", "begins with a digit, and a spreadsheet makes a number of it; begin with a"),
        ("1e3", "begins with a digit, and a spreadsheet makes a number of it; begin with a"),
        ("mixed-practice", "this is what a drawn round is called; use another id"),
        ("paper", "this is what another page calls its data; use another id"),
        ("team", "this is what another page calls its data; use another id"),
    ],
)
def test_a_form_is_called_what_a_file_and_a_code_can_bear(here, name, said):
    """A form's id becomes a file, an address and the head of a code: what cannot is refused."""
    (here / "forms.yml").write_text(FORMS.replace("f:", f"{name}:", 1), encoding="utf-8")
    with pytest.raises(BankError, match=r"^forms\.yml:1: form ") as caught:
        load_forms(here / "forms.yml")

    (problem,) = caught.value.problems
    assert f": {said}" in problem


@pytest.mark.parametrize(
    ("count", "rows", "said"),
    [
        (61, 0, "1: form 'f': has 61 items; use 60 at most"),
        (40, 8, "1: form 'f': its code would be too long to type; take fewer items"),
    ],
)
def test_a_form_is_no_longer_than_its_code(here, make_item, count, rows, said):
    """A form has at most 60 items, and 200 signs hold every way to answer it."""
    bank = dict(_items(make_item, count, rows))
    items = "".join(f"    - {name}\n" for name in bank)
    (here / "forms.yml").write_text(f"f:\n  title: T\n  items:\n{items}", encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_forms(here / "forms.yml", bank=bank)

    assert caught.value.problems == (f"forms.yml:{said}",)


def test_a_long_title_is_refused(here):
    """A form's title fits a page's head."""
    (here / "forms.yml").write_text(FORMS.replace("T", "T" * 201), encoding="utf-8")

    with pytest.raises(BankError, match=r"2: form 'f': title has 201 characters; use 200 at most"):
        load_forms(here / "forms.yml")


def _items(make_item, count: int, rows: int, multiple: bool = False):
    """Yield items by id in which everything is as long as `check` lets it be."""
    ids = [f"{n:02}" + "o" * 38 for n in range(LONGEST_LIST)]
    options = tuple(Option(id=name, text="t", why="w") for name in ids)
    for number in range(count):
        name = f"choose-{number:03}-" + "x" * 109
        key = {"key": frozenset(ids[1:])} if multiple else {"key": ids[0]}
        if rows:
            made = (Row(id=f"{n}" + "r" * 38, text="t", key=ids[n], why="w") for n in range(rows))
            key = {"key": None, "rows": tuple(made)}
        yield name, make_item(id=name, options=options, version=10_000, **key)


@pytest.mark.parametrize(
    ("count", "rows", "multiple"), [(60, 0, False), (60, 0, True), (38, 8, False)]
)
def test_what_passes_can_be_taken_saved_read_and_reported(
    here, make_item, monkeypatch, count, rows, multiple
):
    """A form at every limit: its result is saved, read, scored anew, typed as a code, reported."""
    bank: dict[str, Item] = dict(_items(make_item, count, rows, multiple))
    name = "f" * 80
    text = f"{name}:\n  title: T\n  mode: final\n  items:\n"
    (here / "forms.yml").write_text(text + "".join(f"    - {i}\n" for i in bank), encoding="utf-8")
    forms: dict[str, Form] = load_forms(here / "forms.yml", bank=bank)
    known = Book(bank, forms, {name: Quick(forms[name], bank)})
    for module in (quick, judge):
        monkeypatch.setattr(module, "book", lambda: known)
    monkeypatch.setattr("exercises.team.intake.book", lambda: known)
    responses = {each: item.keys for each, item in bank.items()}
    times = {"started": "2026-11-24T10:00:00Z", "finished": "2026-11-24T10:21:00Z"}
    result = make_result(forms[name], bank, responses, seed=9999, learner_label="Ana", **times)
    code = to_code(result, forms[name], bank)
    folder = here / "results"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(result), encoding="utf-8")
    (folder / "b.csv").write_text(to_csv([result]), encoding="utf-8", newline="")
    (folder / "c.txt").write_text(f"Ben,{code}\n", encoding="utf-8")

    assert rescore(read_result(folder / "a.json"), forms, bank) == []
    assert read_results(folder / "b.csv") == [result]
    assert from_code(code, forms, bank)[1] == {each: sorted(responses[each]) for each in bank}
    assert [entry.label for entry in read(folder)] == ["Ana", "Ana", "Ben"]


def test_the_limits_are_those_of_the_schema():
    """The schema of a result lets through what was tried above as the most there may be."""
    schema = json.loads((ROOT / "exercises/data/result.schema.json").read_text(encoding="utf-8"))
    row = schema["properties"]["responses"]["items"]["properties"]
    lengths = [row["item_id"]["maxLength"], row["options_shown_in_order"]["items"]["maxLength"],
               row["chosen"]["items"]["maxLength"], schema["properties"]["form_id"]["maxLength"],
               row["objective"]["maxLength"]]  # fmt: skip

    assert lengths == [120, 40, 39 + 1 + 40, 80, 80]
    assert row["item_version"]["maximum"] == 10_000


def test_a_bank_of_nothing_but_faults_ends_in_time(here):
    """After a hundred faults the rest is not told, so that a foreign file ends in a second."""
    (here / "b.yml").write_text("objective: define\nitems:\n" + "  - {id: x}\n" * 20_000)
    began = time.monotonic()
    with pytest.raises(BankError) as caught:
        load_bank(here / "b.yml")

    assert time.monotonic() - began < 30
    assert len(caught.value.problems) == 101
    assert caught.value.problems[-1].endswith("and so on; mend these first")
