"""Every data file is read like the bank: file, line, what is wrong, what to write instead."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from conftest import ROOT
from helpers.attempts import right
from sphinx.errors import ConfigError

from exercises.pages.extension import choose
from exercises.pages.faces import FACES
from exercises.reading import data_files, desk, named
from exercises.reading.data_files import DataReader
from exercises.reading.desk import load_aid, load_document
from exercises.reading.package import BOOK, CONTENT, DATA
from exercises.reading.passages import NO_SECTION, pages, sections
from exercises.reading.patterns import fault
from exercises.reading.yaml_reader import BankError

DOCUMENT = """\
title: A note
text: "Asked: {asked}. Answer: {answer}."
fields:
  - {id: asked, element: Question, label: What was asked, kind: text}
  - {id: answer, element: Answer, label: An answer came, kind: tick, text: "yes, today"}
refuse:
  - {pattern: cleared, say: Ask a question instead.}
"""
AID = """\
title: A small aid
start: asked
questions:
  asked:
    text: Who asked?
    choices:
      - {id: us, text: We did, then: d9311}
      - {id: them, text: They did, then: d9310}
verdicts:
  d9311: {code: D9311, title: D9311, reason: You asked., see: [here]}
  d9310: {code: D9310, title: D9310, reason: You were asked., see: [here]}
"""
EDITION = """\
cdt: 2026
checked: 2026-11-23
next:
  cdt: 2027
  effective: 2027-01-01
names:
  D9310: one name
  D9311: another
cut: 0.80
"""
GOOD = {"document": DOCUMENT, "aid": AID, "edition": EDITION, "contact": 'to: ""\n',
        "guard": "- {pattern: '[0-9]{9}', say: This looks like a number.}\n",
        "objectives": "define: Say what it is\nchoose: Tell it apart\n",
        "misconceptions": "thin-note: Trusts a thin note.\n",
        "must-know": "in-the-chart: {say: It stands there, mistakes: [thin-note]}\n",
        "placeholders": "- {id: plain, button: Copy, form: '[{}]', hint: Any., source: ours}\n",
        "scripts": "told: This is the charge.\n"}  # fmt: skip


def read(kind: str, folder) -> object:
    """Read the file of *kind* in *folder*, anew."""
    if kind == "document":
        return load_document("document", folder)
    if kind == "aid":
        return load_aid("aid", folder)
    shape, check = data_files.SHAPES[kind]
    return DataReader(folder / f"{kind}.yml").value(shape(), check)


def said(kind: str, text: str, folder) -> list[str]:
    """Return what is said of a file of *kind* that holds *text*, without its path."""
    (folder / f"{kind}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        read(kind, folder)
    return [problem.partition(f"{kind}.yml:")[2] for problem in caught.value.problems]


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_is_read(tmp_path, kind):
    """The files that the wrong ones are made from are fine."""
    (tmp_path / f"{kind}.yml").write_text(GOOD[kind], encoding="utf-8")

    assert read(kind, tmp_path)


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "expected"),
    [
        ("document", "title:", "titel:",
         "1: document: field 'titel' is unknown; did you mean 'title'?"),
        ("document", "kind: tick", "kind: box",
         "5: field 'answer': kind 'box' is unknown; use one of tick, pick, text"),
        ("document", "{asked}", "{ask}", "2: the gap {ask} has no field; write a field for it"),
        ("document", "{asked}", "{ask}",
         "4: field 'asked': the text has no gap {asked}; write one"),
        ("document", ', text: "yes, today"', "",
         "5: field 'answer': text is missing; write what a tick puts in the gap"),
        ("document", "kind: text}", "kind: pick}",
         "4: field 'asked': options is missing; list what can be picked"),
        ("document", "id: asked", "id: elements",
         "4: field 'elements': id 'elements' means something else in a form; use another"),
        ("document", "id: answer", "id: asked",
         "5: document: fields: id 'asked' stands twice; use it once"),
        ("document", "title: A note", "title: [A note",
         "2: is not YAML (while parsing a flow sequence did not find expected ',' or ']'); "
         "check quotes, colons and indents"),
        ("document", "cleared", "(clear", "7: document: refuse: pattern is no pattern"),
        ("document", "cleared", "(?P<a>x)",
         "7: document: refuse: pattern names a group as only Python does; number it"),
        ("document", "cleared", "(a+)+b",
         "7: document: refuse: pattern repeats what repeats without end, so that it may "
         "never finish"),
        ("document", "title: A note", "title: A note\ntitle: B",
         "2: document: 'title' is written twice; keep one"),
        ("aid", "then: d9311", "then: d9312",
         "7: leads to 'd9312', which is no question and no verdict; name one that fits"),
        ("aid", "then: d9311", "then: asked",
         "7: leads to 'asked', which was asked before; name one that fits"),
        ("aid", "then: d9310", "then: d9311",
         "11: no answer leads to verdict 'd9310'; delete it or lead to it"),
        ("aid", "reason: You asked., ", "reason: You asked., contact: ada, ",
         "10: verdict 'd9311': there is no contact 'ada'; write it in contacts"),
        ("aid", "start: asked", "start: ask",
         "2: leads to 'ask', which is no question and no verdict; name one that fits"),
        ("aid", "reason: You asked., ", "", "10: verdict 'd9311': reason is missing; write it"),
        ("edition", "cut: 0.80", "cut: 80",
         "9: edition: cut '80' is no share; write 0.80 for 80 %, say"),
        ("edition", "2026-11-23", "2026-11-31",
         "2: edition: checked '2026-11-31' is no day; write it as 2026-11-23"),
        ("edition", "2026-11-23", "yesterday",
         "2: edition: checked 'yesterday' is no day; write it as 2026-11-23"),
        ("edition", "cdt: 2026", "cdt: twenty",
         "1: edition: cdt 'twenty' is not usable; write a whole number from 2017 to 2999"),
        ("edition", "  cdt: 2027", "  cdt: 2026",
         "4: next: cdt is not after 2026; name the edition to come"),
        ("edition", "checked:", "chekced:",
         "2: edition: field 'chekced' is unknown; did you mean 'checked'?"),
        ("guard", "say: This", "sya: This",
         "1: guard: field 'sya' is unknown; did you mean 'say'?"),
        ("objectives", "define:", "De fine:",
         "1: objective 'De fine' is not an id; use lower-case letters"),
        ("objectives", "define:", "d" * 81 + ":",
         f"1: objective '{'d' * 80}' has 81 characters; use 80 at most"),
        ("objectives", "define:", "constructor:", "1: objective 'constructor' means something"),
        ("contact", '""', "http://example.org/a",
         "1: to: 'http://example.org/a' leads nowhere; write a repository's address that begins "
         "with https://, or a mail address, or nothing"),
        ("contact", '""', "a@b.org?cc=c@d.org",
         "1: to: 'a@b.org?cc=c@d.org' leads nowhere; write a repository's address that begins "
         "with https://, or a mail address, or nothing"),
        ("edition", "D9310:", "d9310:", "7: name 'd9310' is no code; write one such as D9311"),
        ("placeholders", "source: ours", "from: ours",
         "1: placeholders: placeholder: field 'from' is unknown; did you mean 'form'?"),
        ("placeholders", ", source: ours", "",
         "1: placeholder 'plain': source is missing; write it"),
        ("scripts", "This is the charge.", '""', "1: script 'told' is blank"),
        ("misconceptions", "Trusts a thin note.", '""', "1: mistake 'thin-note' is blank"),
        ("must-know", "It stands there", '""', "1: point 'in-the-chart': say is blank"),
        ("must-know", "thin-note", "thin", "1: point 'in-the-chart': mistakes 'thin' is unknown"),
        ("must-know", "in-the-chart", "In the chart", "1: point 'In the chart' is not an id"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path, kind, right, wrong, expected):
    """Whatever is wrong with a data file, its line is named, and what to write instead."""
    assert right in GOOD[kind]
    found = said(kind, GOOD[kind].replace(right, wrong, 1), tmp_path)

    assert any(each.startswith(expected) for each in found), found


def test_all_faults_come_at_once(tmp_path):
    """One reading names every fault of a file."""
    text = EDITION.replace("cut: 0.80", "cut: 80").replace("2026-11-23", "soon")

    assert len(said("edition", text, tmp_path)) == 2


def _tree(depth: int) -> str:
    """Return an aid in which each question leads to the next by two choices."""
    questions = "".join(
        f"  q{n}:\n    text: Q\n    choices:\n"
        f"      - {{id: a, text: A, then: q{n + 1}}}\n      - {{id: b, text: B, then: q{n + 1}}}\n"
        for n in range(depth)
    )
    end = f"  q{depth}:\n    text: Q\n    choices:\n      - {{id: a, text: A, then: v}}\n"
    end += "      - {id: b, text: B, then: v}\n"
    verdict = "verdicts:\n  v: {code: c, title: t, reason: r, see: [here]}\n"
    return f"title: T\nstart: q0\nquestions:\n{questions}{end}{verdict}"


HOSTILE = {
    "alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "alias square": "a: &a [" + "x, " * 9_000 + "x]\nb: [" + "*a, " * 9_000 + "*a]\n",
    "deep": "a: " + "[" * 5_000 + "]" * 5_000,
    "tree": _tree(60),
    "many ways": _tree(11),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_never_end_is_refused_in_a_second(tmp_path, name):
    """Bombs of aliases, deep nesting and exponential trees are refused with a line, at once."""
    start = time.process_time()
    found = said("aid", HOSTILE[name], tmp_path)

    assert time.process_time() - start < 10
    assert found[0].partition(":")[0].isdecimal()
    assert len(" ".join(found)) < 3_000


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?<=a)b", "looks behind"),
        ("(?<!a)b", "looks behind"),
        ("(?i)a", "sets a flag inside"),
        (r"\d+", "uses a class that browsers read otherwise"),
        (r"a\Z", "uses a class that browsers read otherwise"),
        ("a++", "takes all and gives nothing back"),
        ("(a|a)*b", "repeats what repeats without end"),
        ("(a{1,900}b)+", "repeats what repeats without end"),
        ("(a?){50}a{50}", "repeats what repeats without end"),
        ("(.{0,100}){1,100}x", "repeats what repeats without end"),
        ("a*a*a*b", "repeats twice what fits both"),
        (r"x.*,.*y", "repeats twice what fits both"),
        (r"\s+(?:no )?[^a-z]+x", "repeats twice what fits both"),
        ("a{,3}b", "holds '{,3}b', which browsers read otherwise; put a backslash"),
        ("[]a]", "holds '[]a]', which browsers read otherwise"),
        ("[[:alpha:]]", "holds '[[:alpha', which browsers read otherwise"),
        ("(?>a)b", "holds '(?>a)b', which browsers read otherwise"),
        ("(a)?(?(1)b|c)", "holds '(?(1)b|c', which browsers read otherwise"),
        (r"\U0001F9B7", "holds '\\\\U0001F9', which browsers read otherwise"),
        (r"\a", "holds"),
        ("a|", "fits where nothing stands; say what must be there"),
        ("x*", "fits where nothing stands; say what must be there"),
        ("[a-", "is no pattern"),
        ("", "is blank"),
        ("a" * 3_000, "has 3000 characters"),
    ],
)
def test_a_pattern_that_a_browser_reads_otherwise_is_refused(pattern, said):
    """A pattern means the same in Python and in every browser, and it ends."""
    assert (fault(pattern) or "").startswith(said)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bclear(?:ed|ance)?\b",
        r"[0-9]{3}-[0-9]{4}",
        r"\\d",
        "a*?b",
        r"[^\s@]+@[^\s@]+\.[a-z]{2,}",
        r"(?:^|\n)[^a-z\n]*(?:no[^a-z\n]*)?ok",
        "(?:a|b)*c",
    ],
)
def test_a_plain_pattern_passes(pattern):
    """What both read alike is left alone."""
    assert fault(pattern) is None


@pytest.fixture
def engine(tmp_path):
    """Return a copy of the engine, and a runner of `check`, or of another command, on it."""
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises",
                    ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip

    def check(*arguments: str, command: str = "check") -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "exercises", command, *arguments], cwd=tmp_path, timeout=60,
            capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        assert ran.returncode == 1, ran.stderr
        assert "Traceback" not in ran.stderr
        return ran.stderr

    return tmp_path, check


@pytest.mark.parametrize(
    "names",
    [["edition"], ["activities", "forms"],
     ["guard", "synonyms", "objectives", "misconceptions", "decisions", "aids/denial",
      "documents/consultation-note"]],
    ids=["read first", "read last", "read between"],
)  # fmt: skip
def test_check_names_a_fault_in_any_data_file(engine, names):
    """`check` reads every data file, and says where each is wrong, though others are wrong too."""
    folder, check = engine
    for name in names:
        with (folder / f"exercises/data/{name}.yml").open("a", encoding="utf-8") as file:
            file.write("\n{\n")
    said = check()

    assert [name for name in names if f"exercises/data/{name}.yml:" not in said] == []


def test_an_aid_leads_to_sections_of_the_book():
    """A verdict that sends its reader to what the book does not have is named with its line."""
    known = sections(BOOK).keys()
    lines = (DATA / "aids/denial.yml").read_text(encoding="utf-8").splitlines()
    at = [number for number, line in enumerate(lines, 1) if line == "    next: patient-words"]

    assert list(desk.astray(known)) == []
    said = [each.partition("denial.yml")[2] for each in desk.astray(known - {"patient-words"})]
    assert (
        f":{at[0]}: verdict 'bill': next 'patient-words' labels no section of the book; "
        "use the label above a heading"
    ) in said


def line_of(name: str, text: str) -> int:
    """Return the first line of the data file *name* that holds *text*."""
    lines = (DATA / f"{name}.yml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("name", "label", "line", "where"),
    [
        ("activities", "denials", "  read: denials", "activity 'denials': read"),
        ("agenda", "minute-27", "minute-27", "length '45': read"),
        ("scripts", "start-here", "new-hire:", "script 'new-hire':"),
        ("subject", "reference/faq", "reference/faq", "lost: page"),
    ],
)
def test_what_a_data_file_names_is_there(name, label, line, where):
    """A section or a page that a data file names and the book lacks is told with its line."""
    labels = sections(BOOK).keys()
    known = {path.relative_to(BOOK).with_suffix("").as_posix() for path, _ in pages(BOOK)}
    assert list(named.astray(labels, known)) == []
    lack = named.NO_PAGE if name == "subject" else NO_SECTION
    said = [each.partition("exercises/data/")[2]
            for each in named.astray(labels - {label}, known - {label})]  # fmt: skip

    assert f"{name}.yml:{line_of(name, line)}: {where} {label!r} {lack}" in said


def test_check_and_build_tell_a_slip_in_the_subject_alike(engine, monkeypatch):
    """A field of subject.yml that there is not stops both, in the same words."""
    folder, check = engine
    path = folder / "exercises/data/subject.yml"
    text = path.read_text(encoding="utf-8").replace("verdicts: [", "verdikts: [")
    path.write_text(text, encoding="utf-8")
    told = check()
    monkeypatch.chdir(folder)
    monkeypatch.setenv(CONTENT, str(folder / "exercises"))
    config = SimpleNamespace(exercises_content=None)

    with pytest.raises(ConfigError) as stopped:
        choose(SimpleNamespace(config=config), config)

    assert told.splitlines() == str(stopped.value).splitlines()
    line = line_of("subject", "verdicts: [")
    fault = "subject: field 'verdikts' is unknown; did you mean 'verdicts'?"
    assert told == f"exercises/data/subject.yml:{line}: {fault}\n"


@pytest.mark.parametrize(("face", "file"), [("clock", "agenda"), ("report", "activities")])
def test_a_face_says_which_file_it_needs(monkeypatch, face, file):
    """A face that another subject's data leave without its file names it, and what to write."""
    monkeypatch.setenv(CONTENT, str(ROOT / "tests/second_book/content"))
    monkeypatch.setattr("exercises.pages.faces.load", lambda _name: {})

    with pytest.raises(BankError, match=rf"{file}\.yml: is missing; write "):
        FACES[face].files(None, "")


def test_what_is_no_file_is_said(engine):
    """A pipe or a loop of links in place of a bank does not hang the check."""
    folder, check = engine
    os.mkfifo(folder / "pipe.yml")
    (folder / "loop.yml").symlink_to("loop.yml")

    assert "pipe.yml: is no file; put a file there" in check("pipe.yml")
    assert "loop.yml: cannot be read" in check("loop.yml")


def test_a_version_has_five_digits_at_most(engine):
    """A version of five thousand digits is refused in words."""
    folder, check = engine
    bank = (folder / "exercises/bank/define.yml").read_text(encoding="utf-8")
    long = bank.replace("    version: 1\n", f"    version: {'9' * 5_000}\n", 1)
    (folder / "long.yml").write_text(long, encoding="utf-8")

    assert "is not usable; write 1, 2, 3 …" in check("long.yml")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [("paper", ["a"]), ("score", ["result.json"]), ("report", ["results", "--html", "x.html"])],
)
def test_every_command_names_a_source_that_cannot_be_read(engine, command, arguments):
    """A broken bank, or a page in another encoding, ends a command in one line, no traceback."""
    folder, check = engine
    (folder / "results").mkdir()
    good = json.dumps(right())
    for name in ("result.json", "results/a.json"):
        (folder / name).write_text(good, encoding="utf-8")
    if command == "report":
        (folder / "book").mkdir()
        (folder / "book/a.md").write_bytes(b"# Caf\xe9\n")
        expected = "book/a.md:1: byte 0xe9 is not UTF-8; save the file as UTF-8"
    else:
        (folder / "exercises/data/forms.yml").write_text("<<<<<<< HEAD\n", encoding="utf-8")
        expected = "exercises/data/forms.yml:1: holds '<<<<<<<' of a merge; finish it"

    assert expected in check(*arguments, command=command)
