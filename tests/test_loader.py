"""Bank YAML to items: whatever is wrong is named by file and line, all at once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from exercises import BankError, load_bank, load_forms
from exercises.items import Item, Option, Row
from exercises.reading.data_files import load, load_objectives

Write = Callable[..., Path]

GOOD = """\
objective: choose
items:
  - id: choose-cardiology-call
    point: treating-dentist-asks
    case: x6
    stem: The dentist phones the cardiologist. What is reported?
    options:
      - {id: a, text: D9311, why: She asked about planned care.}
      - {id: b, text: D9310, misconception: who-asked-whom, why: Right if she had been asked.}
      - {id: c, text: Neither code, misconception: staff-call-counts, why: Right if staff asked.}
    key: a
    source: [ada-cdt]
    read: d9310-and-d9311
"""
MATCH = """\
objective: bill
items:
  - id: bill-match-three-days
    point: full-fee
    case: three-days
    stem: >
      Three calls on
      three days.
    options:
      - id: a
        text: D9311
        why: She asked.
      - id: b
        text: D9310
        why: She was asked.
    rows:
      - id: r1
        text: The dentist asks a physician
        key: a
        why: She asked.
      - id: r2
        text: A dentist is asked
        key: b
        why: She was asked.
    source: ada-cdt
    read: the-fee
    critical: true
    version: 3
"""
FORMS = """\
a:
  title: Form A
  items:
    - choose-cardiology-call
b:
  title: Form B
  items:
    - choose-cardiology-call
    - bill-match-three-days
"""
ITEM = "item 'choose-cardiology-call'"
OBJECTIVES = "define, choose, document, bill, denials, privacy, current"
CHOICES = "    options:\n" + "".join(GOOD.splitlines(keepends=True)[7:10])


@pytest.fixture
def write(tmp_path, monkeypatch) -> Write:
    """Return a writer of files in a folder that is the current one, so that places are short."""
    monkeypatch.chdir(tmp_path)

    def write(text: str | bytes, name: str = "choose.yml") -> Path:
        path = Path(name)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


@pytest.fixture
def refused(write) -> Callable[..., tuple[str, ...]]:
    """Return a reader of a bank that must be refused; it gives the problems."""

    def read(text: str | bytes) -> tuple[str, ...]:
        with pytest.raises(BankError, match=r"^choose\.yml") as caught:
            load_bank(write(text))
        assert str(caught.value) == "\n".join(caught.value.problems)
        return caught.value.problems

    return read


@pytest.fixture
def bank(write):
    """Return a bank of two items, one of them a match."""
    return load_bank(write(GOOD), write(MATCH, "bill.yml"))


def but(old: str, new: str, text: str = GOOD) -> str:
    """Return *text* with *old*, which must stand there, replaced by *new*."""
    assert old in text, old
    return text.replace(old, new, 1)


# -- what is read -------------------------------------------------------------------------------


def test_an_item_is_read_whole(bank):
    """Every field of a single choice reaches the item."""
    assert bank["choose-cardiology-call"] == Item(
        id="choose-cardiology-call",
        objective="choose",
        stem="The dentist phones the cardiologist. What is reported?",
        options=(
            Option(id="a", text="D9311", why="She asked about planned care."),
            Option(
                id="b",
                text="D9310",
                why="Right if she had been asked.",
                misconception="who-asked-whom",
            ),
            Option(
                id="c",
                text="Neither code",
                why="Right if staff asked.",
                misconception="staff-call-counts",
            ),
        ),
        key="a",
        source=("ada-cdt",),
        read="d9310-and-d9311",
        point="treating-dentist-asks",
        case="x6",
    )


def test_a_match_is_read_whole(bank):
    """Rows, a source without brackets, critical and version reach the item; folds are joined."""
    item = bank["bill-match-three-days"]

    assert item.rows == (
        Row(id="r1", text="The dentist asks a physician", key="a", why="She asked."),
        Row(id="r2", text="A dentist is asked", key="b", why="She was asked."),
    )
    assert (item.kind, item.key, item.keys) == ("match", None, {"r1:a", "r2:b"})
    assert item.stem == "Three calls on three days."
    assert (item.source, item.critical, item.version) == (("ada-cdt",), True, 3)


def test_a_list_of_keys_is_select_all(write):
    """A list under key, even of one, makes select-all-that-apply."""
    bank = load_bank(write(but("key: a", "key: [a, c]")))

    assert bank["choose-cardiology-call"].key == {"a", "c"}


def test_a_bank_says_where_its_items_stand(bank):
    """Items come in the order of the files, each with its file and line."""
    assert list(bank) == ["choose-cardiology-call", "bill-match-three-days"]
    assert len(bank) == 2
    assert dict(bank.places) == {
        "choose-cardiology-call": "choose.yml:3",
        "bill-match-three-days": "bill.yml:3",
    }
    assert dict(bank.files) == {
        "choose-cardiology-call": Path("choose.yml"),
        "bill-match-three-days": Path("bill.yml"),
    }


def test_a_folder_stands_for_its_banks(write, tmp_path):
    """A folder is read by name, its .yml files and nothing else."""
    write(GOOD)
    write(MATCH, "bill.yml")
    write("not: [a, bank", "notes.txt")

    assert list(load_bank(tmp_path)) == ["bill-match-three-days", "choose-cardiology-call"]


@pytest.mark.parametrize(
    "text",
    [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()],
    ids=["byte order mark", "CRLF"],
)
def test_what_windows_editors_write_is_read(write, text):
    """A byte order mark and CRLF are taken, and the line numbers stay right."""
    assert load_bank(write(text)).places == {"choose-cardiology-call": "choose.yml:3"}


def test_letters_of_any_script_are_read(write):
    """UTF-8 beyond ASCII stays what it is."""
    bank = load_bank(write(but("phones the", "phones «Ångström» 歯科, the")))

    assert "«Ångström» 歯科" in bank["choose-cardiology-call"].stem


def test_a_number_in_quotes_is_text(write):
    """What the message tells an author to write instead is then taken."""
    bank = load_bank(write(but("text: Neither code", 'text: "9311"')))

    assert bank["choose-cardiology-call"].options[2].text == "9311"


def test_a_thousand_items_are_read(write):
    """A bank of 1,000 items is read whole, and the last one's place is right."""
    head, _, item = GOOD.partition("  - ")
    many = [("  - " + item).replace("cardiology-call", f"number-{n}") for n in range(1000)]

    bank = load_bank(write(head + "".join(many)))

    assert len(bank) == 1000
    # Two lines of head, then 11 lines for each of the 999 items before the last.
    assert bank.places["choose-number-999"] == f"choose.yml:{2 + 999 * 11 + 1}"


# -- what is refused, one fault at a time -------------------------------------------------------

FAULTS = {
    "unknown key": (
        but("key: a", "key: e"),
        f"11: {ITEM}: key 'e' is not an option; use one of a, b, c",
    ),
    "unknown option among keys": (
        but("key: a", "key: [a, e]"),
        f"11: {ITEM}: key 'e' is not an option; use one of a, b, c",
    ),
    "unknown option in a row": (
        but("key: b", "key: d", MATCH),
        "23: item 'bill-match-three-days': row 'r2': key 'd' is not an option; use one of a, b",
    ),
    "no key": (
        but("    key: a\n", ""),
        f"3: {ITEM}: key is missing; use one of a, b, c or write rows",
    ),
    "empty key": (but("key: a", "key:"), f"11: {ITEM}: key is empty; use one of a, b, c"),
    "empty list of keys": (
        but("key: a", "key: []"),
        f"11: {ITEM}: key is empty; use one of a, b, c",
    ),
    "no distractor": (
        but("key: a", "key: [a, b, c]"),
        f"11: {ITEM}: has no distractor, so ticking everything would be right; "
        "add an option that is wrong",
    ),
    "key and rows": (
        but("    source: ada-cdt", "    key: a\n    source: ada-cdt", MATCH),
        "25: item 'bill-match-three-days': a match takes its keys from rows; delete key",
    ),
    "option twice": (
        but("{id: b,", "{id: a,"),
        f"9: {ITEM}: option id 'a' is used 2 times; give each its own",
    ),
    "option id": (
        but("{id: c,", "{id: C,"),
        f"10: {ITEM}: option id 'C' is not an id; use lower-case letters, digits and single "
        "hyphens, such as 'choose-cardiology-call'",
    ),
    "missing why": (
        but(", why: She asked about planned care.", ""),
        f"8: {ITEM}: option 'a': why is missing; "
        "say why it is right, or why it tempts and what would make it right",
    ),
    "empty why in a block": (
        but("        why: She was asked.\n    rows", "        why:\n    rows", MATCH),
        "15: item 'bill-match-three-days': option 'b': why is missing; "
        "say why it is right, or why it tempts and what would make it right",
    ),
    "missing text": (
        but("text: D9311, ", ""),
        f"8: {ITEM}: option 'a': text is missing; write what the learner chooses",
    ),
    "missing id": (
        but("id: choose-cardiology-call\n    ", ""),
        "3: item without an id: id is missing; "
        "write objective, topic and what, such as 'choose-cardiology-call'",
    ),
    "id is no address": (
        but("id: choose-cardiology-call", "id: choose cardiology"),
        "3: item 'choose cardiology': id 'choose cardiology' cannot be an address; use lower-case "
        "letters, digits and single hyphens, such as 'choose-cardiology-call'",
    ),
    "id of another objective": (
        but("id: choose-cardiology-call", "id: cardiology-call"),
        "3: item 'cardiology-call': id 'cardiology-call' hides its objective; "
        "write 'choose-cardiology-call' or the like",
    ),
    "missing objective": (
        but("objective: choose\n", ""),
        f"1: bank: objective is missing; name one of {OBJECTIVES}",
    ),
    "empty objective": (
        but("objective: choose", "objective:"),
        f"1: bank: objective is missing; name one of {OBJECTIVES}",
    ),
    "unknown objective": (
        but("objective: choose", "objective: chose"),
        f"1: objective 'chose' is unknown; use one of {OBJECTIVES}",
    ),
    "missing source": (
        but("    source: [ada-cdt]\n", ""),
        f"3: {ITEM}: source is missing; name a key of references.bib",
    ),
    "empty source": (
        but("source: [ada-cdt]", "source: []"),
        f"12: {ITEM}: source is missing; name a key of references.bib",
    ),
    "missing read": (
        but("    read: d9310-and-d9311\n", ""),
        f"3: {ITEM}: read is missing; give the label of the section that teaches it",
    ),
    "missing stem": (
        but("stem: The dentist phones the cardiologist. What is reported?", "stem:"),
        f"6: {ITEM}: stem is missing; write the case and the question",
    ),
    "missing options": (
        but(CHOICES, ""),
        f"3: {ITEM}: has no distractor; write at least two options",
    ),
    "number for text": (
        but("text: D9311", "text: 9311"),
        f"8: {ITEM}: option 'a': text '9311' is read as a number; write \"9311\" in quotes",
    ),
    "yes for text": (
        but("text: Neither code", "text: yes"),
        f"10: {ITEM}: option 'c': text 'yes' is read as true or false; write \"yes\" in quotes",
    ),
    "date for text": (
        but("text: Neither code", "text: 2026-11-24"),
        f"10: {ITEM}: option 'c': text '2026-11-24' is read as a date; "
        'write "2026-11-24" in quotes',
    ),
    "null for text": (
        but("case: x6", "case: null"),
        f"5: {ITEM}: case 'null' is read as nothing; write \"null\" in quotes",
    ),
    "tagged text": (
        but("case: x6", "case: !!binary eDY="),
        f"5: {ITEM}: case 'eDY=' is read as something else; write \"eDY=\" in quotes",
    ),
    "yes for a key": (
        but("key: a", "key: yes"),
        f"11: {ITEM}: key 'yes' is read as true or false; write \"yes\" in quotes",
    ),
    "number for a source": (
        but("[ada-cdt]", "[ada-cdt, 2026]"),
        f"12: {ITEM}: source '2026' is read as a number; write \"2026\" in quotes",
    ),
    "list for text": (
        but("stem: The dentist phones the cardiologist. What is reported?", "stem: [What, now]"),
        f"6: {ITEM}: stem is a list, not text; write words",
    ),
    "mapping for text": (
        but("case: x6", "case: {x: 6}"),
        f"5: {ITEM}: case is a mapping, not text; write words",
    ),
    "text for a list": (
        but(CHOICES, "    options: D9311\n"),
        f"7: {ITEM}: options is 'D9311', not a list; begin lines with '- '",
    ),
    "text for an item": (
        GOOD + "  - choose-another\n",
        "14: item without an id: 'choose-another' stands where fields are meant; write name: …",
    ),
    "text for an option": (
        but("    key: a", "      - Ask her\n    key: a"),
        f"11: {ITEM}: option: 'Ask her' stands where fields are meant; write name: …",
    ),
    "list for a bank": (
        "- choose\n- items\n",
        "1: bank: a list stands where fields are meant; write name: …",
    ),
    "text for a bank": (
        "objective\n",
        "1: bank: 'objective' stands where fields are meant; write name: …",
    ),
    "no items": ("objective: choose\n", "1: bank: items is missing; write at least one item"),
    "empty items": (
        "objective: choose\nitems:\n",
        "2: bank: items is missing; write at least one item",
    ),
    "text for items": (
        "objective: choose\nitems: all\n",
        "2: bank: items is 'all', not a list; begin lines with '- '",
    ),
    "unknown field": (
        GOOD + "    critcal: true\n",
        f"14: {ITEM}: field 'critcal' is unknown; did you mean 'critical'?",
    ),
    "unknown field with a list": (
        GOOD + "    sources:\n      - ada-cdt\n",
        f"14: {ITEM}: field 'sources' is unknown; did you mean 'source'?",
    ),
    "unknown field like no other": (
        GOOD + "    zzz: 1\n",
        f"14: {ITEM}: field 'zzz' is unknown; use id, decision, point, case, stem, exhibit, "
        "options, rows, key, reason, why, mistakes, twin, source, read, critical, version",
    ),
    "unknown field of an option": (
        but("misconception: who", "misconseption: who"),
        f"9: {ITEM}: option: field 'misconseption' is unknown; did you mean 'misconception'?",
    ),
    "unknown field of the bank": (
        but("items:", "author: me\nitems:"),
        "2: bank: field 'author' is unknown; use objective, items",
    ),
    "field twice": (GOOD + "    key: b\n", f"14: {ITEM}: 'key' is written twice; keep one"),
    "version zero": (
        GOOD + "    version: 0\n",
        f"14: {ITEM}: version 0 is too low; start at 1",
    ),
    "version in words": (
        GOOD + "    version: two\n",
        f"14: {ITEM}: version 'two' is not usable; write 1, 2, 3 …",
    ),
    "version in a list": (
        GOOD + "    version: [2]\n",
        f"14: {ITEM}: version is a list, not text; write 1, 2, 3 …",
    ),
    "critical yes": (
        GOOD + "    critical: yes\n",
        f"14: {ITEM}: critical 'yes' is not usable; write true or false",
    ),
    "colon in text": (
        but("stem: The dentist", "stem: Call: the dentist"),
        "6: is not YAML (mapping values are not allowed in this context); "
        "check quotes, colons and indents",
    ),
    "tab": (
        but("    case", "\tcase"),
        "5: is not YAML (while scanning a plain scalar found a tab character that violates "
        "indentation); check quotes, colons and indents",
    ),
    "unknown alias": (
        but("case: x6", "case: *x6"),
        "5: is not YAML (found undefined alias); check quotes, colons and indents",
    ),
    "two documents": (
        GOOD + "---\nobjective: bill\n",
        "14: is not YAML (expected a single document in the stream but found another document); "
        "check quotes, colons and indents",
    ),
    "Latin-1": (
        but("phones the", "phones Dr. Ångström, the").encode("latin-1"),
        "6: byte 0xc5 is not UTF-8; save the file as UTF-8",
    ),
    "UTF-16": (GOOD.encode("utf-16"), "1: byte 0xff is not UTF-8; save the file as UTF-8"),
    "control character": (
        but("phones", "\x07phones"),
        "6: is not YAML (unacceptable character #x0007: control characters are not allowed); "
        "delete control characters",
    ),
}


@pytest.mark.parametrize(("text", "problem"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_one_line_with_its_place(refused, text, problem):
    """One fault gives one line: the file, the line it stands in, what is wrong, what to write."""
    assert refused(text) == (f"choose.yml:{problem}",)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a remark\n"])
def test_an_empty_file_says_what_to_write(refused, text):
    """A file that holds nothing has no line to name, and says how a bank begins."""
    assert refused(text) == ("choose.yml: is empty; write objective: and items:",)


def test_a_missing_file_is_named(write, tmp_path):
    """A path that leads nowhere is one problem, without a traceback."""
    write(GOOD)

    with pytest.raises(BankError, match=r"^chose\.yml: cannot be read \(No such file .*check the"):
        load_bank(Path("chose.yml"))


def test_a_folder_without_a_bank_is_named(write, tmp_path):
    """A folder that holds no bank is a problem, not an empty bank."""
    (tmp_path / "empty").mkdir()
    write("text", "empty/choose.txt")

    with pytest.raises(BankError, match=r"^empty: has no bank; add a file such as choose.yml$"):
        load_bank(Path("empty"))


def test_a_file_elsewhere_is_shown_whole(write, tmp_path, monkeypatch):
    """A file that is not below the current folder is shown by its full path."""
    path = write("").resolve()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    with pytest.raises(BankError, match=f"^{re.escape(path.as_posix())}: is empty"):
        load_bank(path)


@pytest.mark.parametrize(
    "text",
    ["items: " + "[" * 2000 + "]" * 2000, "items: " + "{a: " * 2000 + "}" * 2000],
    ids=["lists", "mappings"],
)
def test_deep_nesting_is_a_problem_like_another(refused, text):
    """Two thousand brackets, one in another, are refused in words and not by a traceback."""
    problems = refused("objective: choose\n" + text)

    assert all(problem.startswith("choose.yml:") for problem in problems)
    assert (
        "is nested deeper than 10 levels; take some out" in problems[0]
        or "where fields are meant" in problems[0]
    )
    assert len(" ".join(problems)) < 1000


def test_no_nesting_takes_the_interpreter_down(write):
    """A file of 200,000 brackets is refused as well; it must not end Python itself."""
    write("objective: choose\nitems: " + "[" * 200_000)

    checked = subprocess.run(
        [sys.executable, "-m", "exercises", "check", "choose.yml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 1
    assert checked.stderr.startswith("choose.yml:")
    assert len(checked.stderr.splitlines()) == 1


# -- all at once --------------------------------------------------------------------------------


def test_an_id_twice_in_a_file_names_both_places(refused):
    """The second item of an id is refused, and the first is named."""
    item = GOOD.partition("items:\n")[2]

    assert refused(GOOD + item) == (
        f"choose.yml:14: {ITEM}: this id stands at choose.yml:3 already; give each item its own",
    )


def test_an_id_twice_across_files_names_both_places(write):
    """An id is unique in all the banks that are read together."""
    paths = write(GOOD), write("# another\n" + GOOD, "other.yml")

    with pytest.raises(BankError, match="give each item its own") as caught:
        load_bank(*paths)

    assert caught.value.problems == (
        f"other.yml:4: {ITEM}: this id stands at choose.yml:3 already; give each item its own",
    )


def test_all_problems_come_at_once_and_in_order(write):
    """Faults of every item of every file are listed, file by file and from the top down."""
    text = but("text: D9311", "text: 9311", but("key: a", "key: e"))
    text += "    critcal: true\n  - id: choose-empty\n"
    paths = write(text), write(but("key: b", "key: d", MATCH), "bill.yml")

    with pytest.raises(BankError, match="bill") as caught:
        load_bank(*paths)

    assert [problem.partition(";")[0] for problem in caught.value.problems] == [
        f"choose.yml:8: {ITEM}: option 'a': text '9311' is read as a number",
        f"choose.yml:11: {ITEM}: key 'e' is not an option",
        f"choose.yml:14: {ITEM}: field 'critcal' is unknown",
        "choose.yml:15: item 'choose-empty': stem is missing",
        "choose.yml:15: item 'choose-empty': read is missing",
        "choose.yml:15: item 'choose-empty': point is missing",
        "choose.yml:15: item 'choose-empty': case is missing",
        "choose.yml:15: item 'choose-empty': source is missing",
        "choose.yml:15: item 'choose-empty': has no distractor",
        "bill.yml:23: item 'bill-match-three-days': row 'r2': key 'd' is not an option",
    ]


# -- forms --------------------------------------------------------------------------------------


def test_forms_are_read_in_order(write, bank):
    """A form is its id, its title and the ids of its items, in the order of writing."""
    forms = load_forms(write(FORMS, "forms.yml"), bank=bank)

    assert list(forms) == ["a", "b"]
    assert forms["b"].id == "b"
    assert forms["b"].title == "Form B"
    assert forms["b"].items == ("choose-cardiology-call", "bill-match-three-days")


def test_only_a_final_form_has_a_cut(write):
    """A form is practice unless it says so; a final one has the edition's cut, exactly 4/5."""
    forms = load_forms(write(FORMS + "  mode: final\n", "forms.yml"))

    assert (forms["a"].mode, forms["a"].cut) == ("practice", None)
    assert (forms["b"].mode, forms["b"].cut) == ("final", Fraction(4, 5))


FORM_FAULTS = {
    "unknown item, nearly right": (
        but("    - choose-cardiology-call\nb", "    - choose-cardology-call\nb", FORMS),
        "4: form 'a': item 'choose-cardology-call' is not in the bank; "
        "did you mean 'choose-cardiology-call'?",
    ),
    "unknown item": (
        FORMS + "    - zzz\n",
        "10: form 'b': item 'zzz' is not in the bank; use an id of the bank",
    ),
    "item twice": (
        FORMS + "    - choose-cardiology-call\n",
        "10: form 'b': item 'choose-cardiology-call' stands twice; list it once",
    ),
    "number for an item": (
        FORMS + "    - 9311\n",
        "10: form 'b': item '9311' is read as a number; write \"9311\" in quotes",
    ),
    "list for an item": (
        FORMS + "    - [a]\n",
        "10: form 'b': item is a list, not text; write words",
    ),
    "no title": (
        but("  title: Form B\n", "", FORMS),
        "5: form 'b': title is missing; say what the form is for",
    ),
    "number for a title": (
        but("Form B", "9311", FORMS),
        "6: form 'b': title '9311' is read as a number; write \"9311\" in quotes",
    ),
    "no items": (
        but(
            "  items:\n    - choose-cardiology-call\n    - bill-match-three-days\n",
            "",
            FORMS,
        ),
        "5: form 'b': items is missing; list the ids of its items",
    ),
    "text for items": (
        FORMS + "c:\n  title: Form C\n  items: all\n",
        "12: form 'c': items is 'all', not a list; begin lines with '- '",
    ),
    "form twice": (
        FORMS + "a:\n  title: Again\n  items: [bill-match-three-days]\n",
        "10: form file: 'a' is written twice; keep one",
    ),
    "unknown field": (
        but("  items:", "  titel: Form A\n  items:", FORMS),
        "3: form 'a': field 'titel' is unknown; did you mean 'title'?",
    ),
    "unknown mode": (
        FORMS + "  mode: exam\n",
        "10: form 'b': mode 'exam' is unknown; use one of practice, pre, final, review",
    ),
    "text for a form": (
        FORMS + "c: later\n",
        "10: form 'c': 'later' stands where fields are meant; write name: …",
    ),
}


@pytest.mark.parametrize(("text", "problem"), FORM_FAULTS.values(), ids=FORM_FAULTS.keys())
def test_a_fault_of_a_form_is_one_line_with_its_place(write, bank, text, problem):
    """One fault of a form gives one line: file, line, what is wrong, what to write."""
    with pytest.raises(BankError, match="form") as caught:
        load_forms(write(text, "forms.yml"), bank=bank)

    assert caught.value.problems == (f"forms.yml:{problem}",)


def test_forms_without_a_bank_are_not_held_against_it(write):
    """Without a bank the forms are read all the same."""
    assert list(load_forms(write(FORMS, "forms.yml"))) == ["a", "b"]


def test_an_empty_form_file_says_what_to_write(write):
    """A form file that holds nothing says how one begins."""
    with pytest.raises(
        BankError, match=r"^forms\.yml: is empty; write a form's id, its title: and its items:$"
    ):
        load_forms(write("", "forms.yml"))


# -- data ---------------------------------------------------------------------------------------


def test_objectives_are_the_seven_of_the_blueprint():
    """The package names seven objectives in the order in which they are taught."""
    assert ", ".join(load_objectives()) == OBJECTIVES


def test_misconceptions_are_said_in_words():
    """Each tag of a misconception has a sentence that a person understands."""
    tags = load("misconceptions")

    assert all(text.endswith(".") and len(text.split()) > 4 for text in tags.values())
