"""`python -m exercises`: 0 is fine, 1 found problems, 2 is wrong usage."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import category
from urllib.request import urlopen

import pytest
from conftest import ROOT
from helpers.attempts import signed

from exercises.__main__ import main
from exercises.commands.report import Progress
from exercises.results.files import to_csv
from exercises.results.sheets import FORMULA
from exercises.site.build import _sources, commands, tool
from exercises.site.harden import PageError
from exercises.team import invented

BANK = """\
objective: choose
items:
  - id: choose-cardiology-call
    point: treating-dentist-asks
    case: x6
    stem: The dentist phones the cardiologist. What is reported?
    options:
      - id: a
        text: D9311
        why: She asked a medical professional about care she planned.
      - id: b
        text: D9310
        misconception: who-asked-whom
        why: It would be right if she had been asked.
      - id: c
        text: Neither code
        misconception: staff-call-counts
        why: It would be right if staff alone had called.
    key: a
    source: [ada-cdt]
    read: five-facts
"""


@pytest.fixture
def bank(tmp_path, monkeypatch) -> Path:
    """Return a good bank of one item, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("choose.yml")
    path.write_text(BANK, encoding="utf-8")
    return path


def test_check_says_that_all_is_fine(capsys):
    """The package's own bank and forms have no problem, and their number is said."""
    assert main(["check"]) == 0

    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.endswith(" forms are fine.\n")


def test_check_of_a_file_reads_no_forms(bank, capsys):
    """A bank of one's own is checked by itself."""
    assert main(["check", str(bank)]) == 0
    assert capsys.readouterr() == ("1 items and 0 forms are fine.\n", "")


def test_check_names_each_problem_on_a_line(bank, capsys):
    """What keeps a bank from being read goes to standard error, one problem a line."""
    bank.write_text(BANK.replace("key: a", "key: e").replace("text: D9310", "text: 9310"))

    assert main(["check", str(bank)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "choose.yml:12: item 'choose-cardiology-call': option 'b': text '9310' is read as a "
        'number; write "9310" in quotes',
        "choose.yml:19: item 'choose-cardiology-call': key 'e' is not an option; "
        "use one of a, b, c",
    ]


OBEYED = "\x1b]0;gone\x07\r\x9b2J\u202e\u2066\u200f\u2028"
"""What a terminal obeys: escapes, a bell, a return, marks that turn the direction of writing."""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("id: c\n", 'id: "{escaped}"\n'),
        ("id: b\n", "id: b{marks}\n"),
        ("key: e\n", 'key: "{escaped}"\n'),
        ("    point: treating", '    "{escaped}": treating'),
        ("objective: choose", 'objective: "{escaped}"'),
        ("misconception: who-asked-whom", 'misconception: "{escaped}"'),
    ],
)
def test_check_obeys_no_sign_of_a_bank(bank, capsys, right, wrong):
    """Signs that a screen would obey are written out, in whatever place of a bank they stand."""
    escaped = OBEYED.encode("unicode_escape").decode()
    text = wrong.format(escaped=escaped, marks="\u202e\u2066\u200f")
    bank.write_text(BANK.replace("key: a", "key: e").replace(right, text), encoding="utf-8")

    assert main(["check", str(bank)]) == 1
    assert capsys.readouterr().err.replace("\n", "").isprintable()


@pytest.mark.parametrize("command", ["check", "report", "serve"])
def test_no_sign_of_a_path_is_obeyed(tmp_path, capsys, command):
    """The name of a file or folder is said on one line, with such signs written out."""
    assert main([command, str(tmp_path / f"a{OBEYED}.yml")]) != 0
    said = capsys.readouterr().err
    assert said.endswith("\n")
    assert said[:-1].isprintable()


def test_no_sign_of_a_data_file_is_obeyed(monkeypatch, capsys):
    """What is wrong with the package's own files is said in the same way."""
    problem = f"guard.yml:1: {OBEYED}"
    monkeypatch.setattr("exercises.__main__.data_files.problems", lambda: iter([problem]))

    assert main(["check"]) == 1
    assert capsys.readouterr().err == (
        "guard.yml:1: \\x1b]0;gone\\x07\\r\\x9b2J\\u202e\\u2066\\u200f\\u2028\n"
    )


def test_check_lints_what_can_be_read(bank, capsys):
    """A bank that can be read is held to the rules of good items too."""
    bank.write_text(BANK.replace("What is reported?", "Say what is reported."))

    assert main(["check", str(bank)]) == 1
    assert capsys.readouterr() == (
        "",
        "choose.yml:3: item 'choose-cardiology-call': stem ends in 'is reported.'; "
        "end it with a question\n",
    )


def test_check_holds_a_bank_against_a_book(bank, tmp_path, capsys):
    """Sources and sections must stand in the book that is named."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "references.bib").write_text("@misc{other,\n}\n", encoding="utf-8")

    assert main(["check", "--book", "book", str(bank)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [
        line.partition("'choose-cardiology-call': ")[2].partition(";")[0] for line in lines
    ] == [
        "read 'five-facts' labels no section of the book",
        "source 'ada-cdt' is not in references.bib",
    ]


def test_check_of_a_missing_file_is_a_problem(bank, capsys):
    """A file that is not there is a problem in words."""
    assert main(["check", "chose.yml"]) == 1
    assert capsys.readouterr().err.startswith("chose.yml: cannot be read (No such file")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: command"),
        (["chek"], "invalid choice: 'chek'"),
        (["serve", "one", "two"], "unrecognized arguments: two"),
        (["check", "--all"], "unrecognized arguments: --all"),
    ],
)
def test_wrong_usage_is_2(capsys, arguments, said):
    """Wrong usage ends with 2 and says what was expected."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(arguments)

    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("check", "Check the bank, its forms and all other data, or the banks in FILE…"),
        ("serve", "a built book (default: _build/html)"),
        ("report", "say who hasn't handed in"),
        ("export", "(all, by default), or anywidget"),
    ],
)
def test_each_command_says_what_it_does(capsys, command, said):
    """A command's own --help says what it does, and what each thing is that it takes."""
    with pytest.raises(SystemExit, match=r"^0$"):
        main([command, "--help"])

    told = " ".join(capsys.readouterr().out.split())
    assert said in told
    assert "show this help" in told


@pytest.fixture
def building(tmp_path, monkeypatch) -> Callable[..., tuple[int, str]]:
    """Return a runner of `build` on commands that end with the given codes.

    It gives the exit code, and the codes of the commands that were run.
    """

    def build(*codes: int, publish: Any = lambda *_, **__: []) -> tuple[int, str]:
        ran = tmp_path / "ran"
        code = "import sys; open('ran', 'a').write(sys.argv[1]); sys.exit(int(sys.argv[1]))"
        listed = [([sys.executable, "-c", code, str(each)], tmp_path) for each in codes]
        monkeypatch.setattr("exercises.site.build.commands", lambda: listed)
        monkeypatch.setattr("exercises.site.build.named", list)
        monkeypatch.setattr("exercises.site.build.lost", lambda _pages: [])
        monkeypatch.setattr("exercises.site.build.chromium", lambda: None)
        monkeypatch.setattr("exercises.site.build.STAMP", tmp_path / "built")
        monkeypatch.setattr("exercises.site.publish.publish", publish)
        monkeypatch.setattr("exercises.site.offline.finish", lambda *_, **__: None)
        return main(["build"]), ran.read_text(encoding="utf-8")

    return build


@pytest.mark.parametrize(
    ("codes", "result", "ran"),
    [((0, 0), 0, "00"), ((0, 3), 3, "03"), ((2, 0), 2, "2")],
    ids=["fine", "second fails", "first fails"],
)
def test_build_ends_with_what_failed(building, codes, result, ran):
    """Pages, then slides: the first command that fails ends the build with its code."""
    assert building(*codes) == (result, ran)


def test_build_stops_where_the_lost_are_sent_nowhere(tmp_path, monkeypatch, capsys):
    """A page that subject.yml sends a lost reader to must be in the book, as `check` says too."""
    monkeypatch.setattr("exercises.site.build.named", lambda: ["answer/which-code"])
    monkeypatch.setattr("exercises.site.build.STAMP", tmp_path / "built")
    pages = ["reference/faq", "learn/what-d9311-is", "teach/index"]

    assert main(["build"]) == 1
    assert [line.partition("lost: ")[2] for line in capsys.readouterr().err.splitlines()] == [
        f"page {page!r} is no page of the book; write its path below the book's folder, "
        "without an ending"
        for page in pages
    ]


def test_build_passes_on_what_tools_say(tmp_path, building, monkeypatch, capsys):
    """What a tool warns of is passed on; what a kernel says of itself each time is not."""
    code = (
        "import sys; sys.stderr.write('[IPKernelApp] WARNING | Kernel is running over TCP\\n"
        "# 2026 INFO traitlets client\\n\\nindex.md:3: WARNING: no such page\\n'); sys.exit(2)"
    )
    building(0)
    monkeypatch.setattr("exercises.site.build.STAMP", tmp_path / "other")
    monkeypatch.setattr(
        "exercises.site.build.commands", lambda: [([sys.executable, "-c", code], ROOT)]
    )

    assert main(["build"]) == 2
    assert capsys.readouterr().err == "index.md:3: WARNING: no such page\n"


def test_build_does_nothing_twice(building, monkeypatch):
    """If nothing has changed since the last build, none of its commands is run again."""
    monkeypatch.setattr("exercises.site.build._mark", lambda *folders: f"{len(folders)} folders")

    assert building(0, 0) == (0, "00")
    assert building(0, 0) == (0, "00")


def test_another_version_of_a_library_is_a_change(tmp_path, monkeypatch):
    """What a build depends on differs with the version of whatever library is installed."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "a_library-1.0.dist-info").mkdir()
    before = _sources()
    assert _sources() == before
    (tmp_path / "a_library-1.0.dist-info").rename(tmp_path / "a_library-1.1.dist-info")

    assert _sources() != before


def test_a_failed_build_is_tried_again(building):
    """A build that failed is not taken for one that is done."""
    assert building(0, 3) == (3, "03")
    assert building(0, 3) == (3, "0303")


def test_a_page_that_may_not_stand_fails_the_build(building, capsys):
    """What no page may hold ends the build, and its last line says what and where."""

    def refuse(*_: object, **__: object) -> None:
        raise PageError("learn/a.html: '<script>' may not stand in a page; put it in a script")

    result, _ = building(0, 0, publish=refuse)

    assert result == 1
    assert capsys.readouterr().err.startswith("learn/a.html: '<script>' may not stand")


def test_build_is_strict():
    """The book is built so that any warning fails, and any reference to nothing."""
    ((command, folder),) = commands()

    assert {"-W", "-n", "--keep-going"} <= set(command)
    assert folder == ROOT


def test_a_missing_command_is_named():
    """If Sphinx is not installed beside this Python, the message says what to run."""
    with pytest.raises(FileNotFoundError, match=r"sphinx-bild is not installed beside .*; run"):
        tool("sphinx-bild")


def test_serve_wants_a_built_book(tmp_path, monkeypatch, capsys):
    """A folder without an index is not served, and the message says what to do first."""
    monkeypatch.setattr("exercises.__main__.server", None)
    assert main(["serve", str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", f"{tmp_path}: has no index.html; build the book first\n")


@pytest.mark.usefixtures("hears_ctrl_c")
def test_serve_until_it_is_ended(tmp_path):
    """The address is said at once, the page is there, and Ctrl-C ends it without a traceback."""
    (tmp_path / "index.html").write_text("Hello", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "exercises", "serve", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        try:
            address, _, rest = running.stdout.readline().partition("  ")
            with urlopen(address) as page:
                shown = page.read()
        finally:
            running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)

    assert address.startswith("http://127.0.0.1:")
    assert rest == "(Ctrl-C ends it)\n"
    assert shown == b"Hello"
    assert (running.returncode, errors) == (0, "")


def test_the_module_is_the_command(bank):
    """`python -m exercises` passes its exit code on."""
    command = [sys.executable, "-m", "exercises", "check"]

    good = subprocess.run([*command, bank.name], capture_output=True, text=True, check=False)
    bad = subprocess.run([*command, "chose.yml"], capture_output=True, text=True, check=False)

    assert (good.returncode, good.stdout) == (0, "1 items and 0 forms are fine.\n")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert len(bad.stderr.splitlines()) == 1


# -- report ------------------------------------------------------------------------------------


@pytest.fixture
def results(tmp_path) -> Path:
    """Return a folder with the results of two invented people on three forms."""
    folder = tmp_path / "results"
    folder.mkdir()
    for number, form in ((n, f) for n in range(2) for f in ("pre", "a", "b")):
        made = invented.result(number, form)
        (folder / f"{form}-{number}.json").write_text(json.dumps(made), encoding="utf-8")
    return folder


def test_report_is_printed(results, capsys):
    """A folder of good files gives the report on standard output, and 0."""
    assert main(["report", str(results)]) == 0

    said = capsys.readouterr()
    assert "\n6 results of 2 people counted. " in said.out
    assert said.err == ""


def test_report_names_who_is_missing(results, tmp_path, capsys):
    """Of the names in a file, those without a result are named; a file that is none is refused."""
    names = tmp_path / "names.txt"
    names.write_text("alder\nBirch\nCedar, desk\n", encoding="utf-8")

    assert main(["report", str(results), "--team", str(names)]) == 0
    assert "1 of 3 on your list hasn't handed in yet (" in (said := capsys.readouterr().out)
    assert "): Cedar.\n" in said
    assert main(["report", str(results), "--team", str(tmp_path / "none.txt")]) == 2
    assert "none.txt: cannot be read" in capsys.readouterr().err


def test_report_names_what_it_skips(results, capsys):
    """Each file of no use is one line on standard error; the rest is reported, and it is 1."""
    (results / "cut.json").write_text("{", encoding="utf-8")
    (results / "copy.json").write_bytes((results / "a-0.json").read_bytes())

    assert main(["report", str(results)]) == 1
    said = capsys.readouterr()
    assert "1 copy counted only once. 1 file or line not counted: see the end." in said.out
    assert said.err.splitlines() == [
        "cut.json: isn't JSON, or was cut short; save it again",
        "copy.json: is a copy of a-0.json; counted once",
    ]


def test_report_names_the_first_lines_of_a_file(results, capsys):
    """Of 5,000 bad rows and 7 copies in one file the first five are said; other files are, too."""
    made = json.loads((results / "a-0.json").read_text(encoding="utf-8"))
    head, row = to_csv([made]).splitlines()
    text = "\n".join([head, *["1,2"] * 5_000, *[row] * 7])
    (results / "all.csv").write_text(text, encoding="utf-8", newline="")
    (results / "cut.json").write_text("{", encoding="utf-8")

    assert main(["report", str(results)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines[:5]] == [
        f"all.csv, line {number}" for number in (2, 3, 4, 5, 6)
    ]
    assert lines[5:] == [
        "and 5,002 more in all.csv",
        "cut.json: isn't JSON, or was cut short; save it again",
    ]


def test_report_of_nothing_is_a_problem(tmp_path, capsys):
    """An empty folder has nothing to report, and that is 1."""
    assert main(["report", str(tmp_path)]) == 1
    assert "Nothing to report" in capsys.readouterr().out


def test_report_writes_sheet_page_and_pictures(results, tmp_path, capsys):
    """--csv, --html and --png write what they name, and the results stay as they were."""
    before = {path.name: path.read_bytes() for path in results.iterdir()}
    sheet, page, pictures = (tmp_path / name for name in ("team.csv", "team.html", "pictures"))

    assert main(["report", str(results), "--csv", str(sheet), "--html", str(page),
                 "--png", str(pictures)]) == 0  # fmt: skip
    assert capsys.readouterr().err == ""
    assert sheet.read_text(encoding="utf-8-sig").startswith("name,job_title,form,")
    html = page.read_text(encoding="utf-8")
    assert html.count("data:image/svg+xml") == len(list(pictures.glob("*.png"))) == 10
    words = (pictures / "what-they-show.txt").read_text(encoding="utf-8")
    assert "scores-a.png: Form A: scores of 2 people" in words
    assert {path.name: path.read_bytes() for path in results.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: is no folder; name the folder that holds the result files"),
        ([".", "--csv", "."], ".: is a folder; name a file to write"),
        ([".", "--csv", "kl.json"], "kl.json: is one of the files to read; write to another"),
        ([".", "--html", "away.json"], "away.json: is one of the files to read; write to another"),
        (
            ["sub", "--csv", "x.csv", "--html", "./x.csv"],
            "x.csv: is named for --csv and for --html; name two files",
        ),
        ([".", "--png", "."], ".: is in the folder that is read; name another for the pictures"),
        (
            [".", "--png", "sub/new"],
            "sub/new: is in the folder that is read; name another for the pictures",
        ),
        (["sub", "--png", "kl.json"], "kl.json: is no folder; name one for the pictures"),
        (
            ["sub", "--png", "round"],
            "round: is in the folder that is read; name another for the pictures",
        ),
    ],
)
def test_report_is_told_what_it_cannot_use(tmp_path, monkeypatch, capsys, arguments, said):
    """A folder that is none, or an output that is an input or another's, is wrong usage: 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "round").symlink_to("sub")
    (tmp_path / "kl.json").write_text("{}")
    outside = tmp_path.parent / f"{tmp_path.name}-away.json"
    outside.write_text("{}")
    (tmp_path / "away.json").symlink_to(outside)

    assert main(["report", *arguments]) == 2
    assert capsys.readouterr().err == f"{said}\n"


def test_report_that_cannot_be_written_is_a_problem(results, tmp_path, capsys):
    """A place that cannot be written is named; the report was printed all the same."""
    assert main(["report", str(results), "--csv", str(tmp_path / "no" / "team.csv")]) == 1

    said = capsys.readouterr()
    assert said.out.startswith("Team report on D9311")
    assert "team.csv: cannot be written (No such file or directory)" in said.err


@pytest.mark.parametrize(("live", "said"), [(True, "\r50 of 100 files read"), (False, "")])
def test_progress_is_shown_in_a_terminal(monkeypatch, capsys, live, said):
    """A terminal sees how far it is; a log does not, unless it takes long."""
    now = iter([0.0, 1.0, 2.0, 60.0])
    monkeypatch.setattr("sys.stderr.isatty", lambda: live, raising=False)
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    progress = Progress()
    progress(50, 100)
    progress(51, 100)
    assert capsys.readouterr().err.startswith(said)
    progress(52, 100)

    assert "52 of 100 files read" in capsys.readouterr().err


# -- what a report meets -----------------------------------------------------------------------

HOSTILE = {
    "a dollar sign": {"learner_label": "$\\frac{1}{0$ and $"},
    "a Polish name": {"learner_label": "Łukasz"},
    "signs that move a cursor": {"learner_label": "\x1b[31mKL\x07\u202e"},
    "signs in all that has words": {
        "learner_label": "\x9b2JA\u2066n\rn\na\u2028",
        "job_title": "\x1b]0;gone\x07\u200fRDH\x85",
        "form_id": "a\x1b[0m\u202eb\x0c\x7f",
        "content_hash": "0" * 16,
    },
    "a formula behind such a sign": {"learner_label": "\x1b=1+1", "job_title": "\u202e=1+1"},
    "a slash in a form": {"form_id": "../../etc/passwd", "content_hash": "0" * 16},
    "a zero in a form": {"form_id": "a\0b", "content_hash": "0" * 16},
    "a long form of pictures": {"form_id": "\U0001f600" * 80, "content_hash": "0" * 16},
    "a formula for a form": {"form_id": "=cmd()", "content_hash": "0" * 16},
    "an attempt beyond any": {"attempt_no": 2**53 - 1},
}


def test_report_writes_all_whatever_a_result_calls_itself(tmp_path, capsys):
    """Text, sheet, page and pictures are written where they belong.

    None holds a formula, nor a sign that a screen obeys.
    """
    folder, out = tmp_path / "results", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    for number, case in enumerate(HOSTILE.values()):
        made = signed(invented.result(0, "a") | case)
        (folder / f"{number}.json").write_text(json.dumps(made), encoding="utf-8")
    names = ["--csv", str(out / "team.csv"), "--html", str(out / "team.html")]

    assert main(["report", str(folder), *names, "--png", str(out / "png")]) == 0
    said, told = capsys.readouterr()
    assert told == ""
    written = [path for path in out.rglob("*.*") if path.suffix != ".png"]
    assert len(written) == 3
    for text in (said, *(path.read_bytes().decode("utf-8-sig") for path in written)):
        signs = set(text.replace("\r\n", "\n")) - {"\n"}
        assert [c for c in signs if category(c) in ("Cc", "Cf", "Zl", "Zp")] == []
    assert {path.parent.name for path in tmp_path.rglob("*.*")} <= {"results", "out", "png"}
    lines = csv.reader((out / "team.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [cell for line in lines for cell in line if cell[:1] in tuple(FORMULA)] == []
    pictures = list((out / "png").glob("*.png"))
    assert len(pictures) == 3 * len({case.get("form_id") for case in HOSTILE.values()})
    assert all(len(path.name) < 120 and path.stat().st_size for path in pictures)


def test_objective_that_is_a_formula_is_a_text_in_the_sheet(results):
    """The head of a column comes from a result, too."""
    made = invented.result(0, "a")
    rows = [row | {"objective": "=1+1"} for row in made["responses"]]
    points = sum(row["points"] for row in rows)
    by = [{"id": "=1+1", "n": 20, "points": points, "max": 20}]
    made = signed(made, responses=rows, by_objective=by, content_hash="0" * 16, attempt_no=2)
    (results / "other.json").write_text(json.dumps(made), encoding="utf-8")
    sheet = results.parent / "team.csv"

    assert main(["report", str(results), "--csv", str(sheet)]) == 0
    head = next(csv.reader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    assert "'=1+1" in head


def test_folder_that_cannot_be_read_is_named(results, monkeypatch, capsys):
    """A subfolder that is closed to us is said, and it is 1; the rest is reported."""
    walk = os.walk

    def refuse(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(results / "closed")))
        return walk(folder)

    monkeypatch.setattr("exercises.team.intake.os.walk", refuse)

    assert main(["report", str(results)]) == 1
    said = capsys.readouterr()
    assert said.err == "closed: can't be read (Permission denied)\n"
    assert "6 results of 2 people counted." in said.out


def test_report_overwrites_nothing_that_it_reads(results, capsys):
    """An output that is one of the files to read is wrong usage, and stays as it is."""
    path = results / "a-0.json"
    before = path.read_bytes()

    assert main(["report", str(results), "--csv", str(path)]) == 2
    assert "is one of the files to read" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_full_disk_leaves_the_old_roster_whole(results, tmp_path, monkeypatch, capsys):
    """What cannot be written to its end replaces nothing, and nothing half stays beside it."""
    sheet = tmp_path / "team.csv"
    sheet.write_text("the old one", encoding="utf-8")

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert main(["report", str(results), "--csv", str(sheet)]) == 1
    assert f"{sheet}: cannot be written (No space left on device)" in capsys.readouterr().err
    assert sheet.read_text(encoding="utf-8") == "the old one"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["team.csv"]


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no modes, pipes or links of this kind"
)
def test_roster_stays_as_private_as_it_was(results, tmp_path):
    """A sheet that only its owner reads stays so; a device takes the sheet and stays a device."""
    sheet = tmp_path / "team.csv"
    sheet.write_text("the old one", encoding="utf-8")
    sheet.chmod(0o600)

    assert main(["report", str(results), "--csv", str(sheet), "--html", os.devnull]) == 0
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "Alder" in sheet.read_text(encoding="utf-8-sig")
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="cp1252 is what Windows itself writes")
def test_report_is_written_in_any_code_page(results):
    """A name that a code page lacks is printed as an escape, and ends nothing."""
    made = signed(invented.result(0, "a"), learner_label="Łukasz")
    (results / "a-0.json").write_text(json.dumps(made), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "exercises", "report", str(results)], capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"}, check=False, timeout=60,
    )  # fmt: skip

    assert ran.returncode == 0
    assert rb"\u0141ukasz" in ran.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_output_that_takes_nothing_is_said(results):
    """Where standard output is full, one line says so, and it is 1."""
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "exercises", "report", str(results)], stdout=full,
            stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip

    assert ran.returncode == 1
    assert ran.stderr == b"standard output: cannot be used (No space left on device)\n"


def heard() -> None:
    """Have Ctrl-C heard, which a process started in the background may ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def wait_for_helpers(ran: subprocess.Popen[str]) -> None:
    """Wait until the program reads: before, Python itself is what Ctrl-C stops."""
    children = Path(f"/proc/{ran.pid}/task/{ran.pid}/children")
    for _ in range(100 if children.exists() else 20):
        if ran.poll() is not None or (children.exists() and children.read_text().strip()):
            break
        time.sleep(0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_stopped_says_one_line_at_most(tmp_path, number):
    """Stopped in the middle of many files, it ends at once, without a traceback."""
    for count in range(2_000):
        (tmp_path / f"{count}.json").write_bytes(b'{"schema_version": 1}')
    with subprocess.Popen(
        [sys.executable, "-m", "exercises", "report", str(tmp_path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=heard,  # noqa: PLW1509 (no thread runs)
    ) as ran:  # fmt: skip
        try:
            wait_for_helpers(ran)
            ran.send_signal(number)
            said = ran.communicate(timeout=120)[1]
        finally:
            ran.kill()

    assert ran.returncode in (128 + number, -number, 1)  # before it began, or after it was done
    assert "Traceback" not in said
