"""`python -m exercises score` and `paper`."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from helpers.attempts import BANK, FORMS, LATE, right, signed

from exercises.__main__ import main
from exercises.forms import Form
from exercises.reading.edition import edition
from exercises.results.code import to_code
from exercises.results.files import to_csv


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a writer of result files in the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(name, result):
        text = result if isinstance(result, str) else json.dumps(result)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return name

    return write


def test_match_is_said_on_a_line(folder, capsys):
    """A file that scores to itself is a match, with score, band and result."""
    assert main(["score", folder("kl.json", right())]) == 0
    assert capsys.readouterr() == (
        "kl.json: match: form a, 20 of 20 (100%), band 20, meets\n",
        "",
    )


def test_score_says_that_a_newer_edition_was_in_force(folder, capsys):
    """A match that was taken after the turn of the edition says so on its line."""
    told = edition()

    assert main(["score", folder("kl.json", right(finished=LATE))]) == 0
    assert capsys.readouterr().out == (
        "kl.json: match: form a, 20 of 20 (100%), band 20, meets. "
        f"Taken while CDT {told.next_cdt} was in force; checked against CDT {told.cdt}.\n"
    )


def test_what_differs_is_said_on_the_same_line(folder, capsys):
    """A file that does not match says all that differs on one line."""
    assert main(["score", folder("kl.json", right() | {"raw": 19, "percent": 95})]) == 1
    assert capsys.readouterr().out == (
        "kl.json: no match: raw: the file says 19, scoring says 20; "
        "percent: the file says 95, scoring says 100\n"
    )


def test_one_bad_file_does_not_stop_the_rest(folder, capsys, tmp_path):
    """Bad files are named on standard error, one a line, and the others are scored."""
    (tmp_path / "folder").mkdir()
    files = [folder("bad.json", "{"), "none.json", "folder", folder("good.json", right())]

    assert main(["score", *files]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == ["good.json: match: form a, 20 of 20 (100%), band 20, meets"]
    assert err.splitlines() == [
        "bad.json: isn't JSON, or was cut short; save it again",
        "none.json: can't be read (No such file or directory)",
        "folder: can't be read (Is a directory)",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices of this kind")
def test_what_never_ends_is_refused_and_the_rest_is_scored(folder, tmp_path):
    """A pipe that nobody writes to, a link to one and a device are named, and nothing waits."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    files = ["pipe", "link", "/dev/zero", folder("good.json", right())]
    ran = subprocess.run(
        [sys.executable, "-m", "exercises", "score", *files], capture_output=True, text=True,
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False, timeout=60,
    )  # fmt: skip

    assert ran.returncode == 1
    assert ran.stdout.startswith("good.json: match")
    why = "isn't a file that can be read to the end"
    assert ran.stderr == f"pipe: {why}\nlink: {why}\nzero: {why}\n"


def test_each_line_of_a_csv_is_scored(folder, capsys):
    """A CSV of several results is scored line by line; one bad line does not stop the rest."""
    text = to_csv([right(), right() | {"raw": 1}, right(), right()]).replace(",7,final", ",x,final")
    lines = text.splitlines(keepends=True)
    good = to_csv([right()]).splitlines(keepends=True)[1]

    assert main(["score", folder("all.csv", "".join([lines[0], lines[1], good, lines[3]]))]) == 1
    out, err = capsys.readouterr()
    assert out == "all.csv, line 3: match: form a, 20 of 20 (100%), band 20, meets\n"
    assert err.splitlines() == [
        f'all.csv, line {line}: seed: is "x", which no result has. Was this opened in a '
        "spreadsheet, or edited? Save it again from the page"
        for line in (2, 4)
    ]


@pytest.mark.parametrize(
    ("above", "between", "label", "lines"),
    [
        ("", "", "KL", (2, 3, 4)),
        ("\ufeff", "", "KL", (2, 3, 4)),
        ("\ufeff\r\n\r\n", "", "KL", (4, 5, 6)),
        ("", "\r\n,,\r\n", "KL", (2, 5, 6)),
        ("", "", "Ana\nLopez", (3, 4, 5)),
        ("", "", "Ana\r\n\r\nLopez", (4, 5, 6)),
    ],
    ids=["plain", "mark", "blank above", "blank between", "name of two lines", "of three"],
)
def test_a_row_is_named_by_its_line(folder, capsys, above, between, label, lines):
    """Each row is named by the line on which it ends in the file, whatever stands before it.

    A row that is cut off loses no other row.
    """
    made = [signed(right(), learner_label=label), right(), right()]
    first, last = to_csv(made[:1]), to_csv(made[1:]).splitlines(keepends=True)
    path = folder("all.csv", above + first + between + "1,2\r\n" + last[2])

    assert main(["score", path]) == 1
    out, err = capsys.readouterr()
    assert [line.partition(": ")[0] for line in out.splitlines()] == [
        f"all.csv, line {lines[0]}", f"all.csv, line {lines[2]}"
    ]  # fmt: skip
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"all.csv, line {lines[1]}"]


def test_several_results_of_a_mail_are_each_scored(folder, capsys):
    """Results pasted below one another are named by their lines; one that is cut stops none."""
    text = json.dumps(right())

    assert main(["score", folder("mail.txt", f"Hi\n{text[:-9]}\n{text}\n\n{text}")]) == 1
    out, err = capsys.readouterr()
    assert [line.partition(": match")[0] for line in out.splitlines()] == [
        "mail.txt, line 3", "mail.txt, line 5"
    ]  # fmt: skip
    assert err.startswith("mail.txt: ")
    assert len(err.splitlines()) == 1


def test_what_a_screen_would_obey_is_written_out(folder, capsys):
    """A name that would colour the screen or break the line is shown as signs."""
    assert main(["score", folder("a\x1b[31m\nb.json", "{}")]) == 1
    assert capsys.readouterr().err.startswith("a\\x1b[31m\\nb.json: isn't a result")


def test_no_file_is_wrong_usage(capsys):
    """Without a file the usage is told."""
    with pytest.raises(SystemExit) as ended:
        main(["score"])
    assert ended.value.code == 2
    assert "FILE" in capsys.readouterr().err


def test_form_is_printed_with_its_key_on_a_page_of_its_own(capsys):
    """Items come first, the key after a page break, with seed, content and the ranges."""
    assert main(["paper", "a", "--seed", "7"]) == 0
    items, key = capsys.readouterr().out.split("\f")

    assert items.count("\n   A. ") == items.count("\n   C. ") == 20
    assert "form a, seed 7, content " in items
    assert "form a, seed 7, content " in key
    assert "must know" not in items
    assert key.count("must know") == 3
    assert "18 to 20 right: meets" in key


def test_letters_of_the_printed_key_score_full(capsys):
    """The letters of the key, typed back in, earn every point, and the code of a perfect result."""
    main(["paper", "a", "--seed", "3"])
    key = capsys.readouterr().out.split("\f")[1].splitlines()[1:21]

    assert (
        main(["paper", "a", "--seed", "3", "--letters", " ".join(k.split()[1] for k in key)]) == 0
    )
    code = to_code(right(), FORMS["a"], BANK)
    assert capsys.readouterr().out == (
        f"form a, seed 3, content {right()['content_hash']}: 20 of 20 (100%), "
        f"band 20, meets, code {code}\n"
    )


@pytest.mark.parametrize(("kind", "words"), [("multiple", "   Choose all"), ("match", "   ___ ")])
def test_every_kind_of_item_is_printed(capsys, monkeypatch, kind, words):
    """Select-all says its rule, and a match has a line for each row."""
    item = next(item for item in BANK.values() if item.kind == kind)
    form = Form(id="one", title="One item", items=(item.id,))
    monkeypatch.setattr("exercises.commands.results.load_forms", lambda bank: {"one": form})

    assert main(["paper", "one"]) == 0
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["paper", "z"], 2, "there is no form 'z'; use one of "),
        (["paper", "a", "--letters", "A B"], 1, "2 of 20 items have letters"),
    ],
)
def test_wrong_paper_is_told(capsys, arguments, code, said):
    """A form that is not there, and letters that are too few, are told on standard error."""
    assert main(arguments) == code
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize("seed", ["x", "-1", "1.5", "9" * 10])
def test_seed_is_a_whole_number(capsys, seed):
    """What is no seed is wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(["paper", "a", f"--seed={seed}"])
    assert ended.value.code == 2
    assert "is no seed; use a whole number such as 1" in capsys.readouterr().err
