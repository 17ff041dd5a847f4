"""What CONTRIBUTING and the list of guards say is true: taken from their text, and tried."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import ROOT
from helpers.small_book import TOC, lay_out, write

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GUARDS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "tests/README.md").read_text("utf-8"))


def blocks(start: str) -> str:
    """Return the example of CONTRIBUTING that begins with *start*."""
    found = re.findall(r"^ *(`{3,})\w+\n(.*?)^ *\1\n", TEXT, re.MULTILINE | re.DOTALL)
    return next(text for _, block in found if (text := textwrap.dedent(block)).startswith(start))


def test_the_door_is_low():
    """A stranger reads it in a few minutes: 120 lines at most."""
    assert len(TEXT.splitlines()) <= 120


@pytest.mark.parametrize(("file", "name"), GUARDS, ids=[name for _, name in GUARDS])
def test_each_guard_exists(file, name):
    """A rule that names a test names one that is there."""
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.fixture
def clone(tmp_path) -> Path:
    """Return a copy of what a contributor edits."""
    skipped = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("exercises", "book"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    (tmp_path / "tests").mkdir()
    for name in ("tests/review.csv", "_config.yml", "_toc.yml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(clone: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the engine in *clone*."""
    return subprocess.run(
        [sys.executable, "-m", "exercises", *command], cwd=clone, capture_output=True, text=True,
        check=False, timeout=280, env=os.environ | {"PYTHONPATH": str(clone), "CHROMIUM": "none"},
    )  # fmt: skip


def test_a_case_and_a_page_are_added_as_it_says(clone):
    """Followed to the letter, the case passes the check, and the page stands in a built book."""
    case = blocks("- id: choose-old-rash")
    with (clone / "exercises/bank/choose.yml").open("a", encoding="utf-8") as bank:
        bank.write(textwrap.indent(case, "  "))
    said = run(clone, "check")
    assert said.returncode == 1
    (line,) = re.findall(r"paste after [\w-]+: (choose-old-rash,.*)", said.stderr)
    record = clone / "tests/review.csv"
    record.write_text(record.read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")
    assert run(clone, "check").returncode == 0

    added = re.search(r"`(- file: book/learn/allergy-question)`", TEXT)[1]
    line = "      - file: book/learn/{}\n"
    assert line.format("what-d9311-is") in (ROOT / "_toc.yml").read_text(encoding="utf-8")
    with (clone / "exercises/data/forms.yml").open("a", encoding="utf-8") as forms:
        forms.write("\n" + blocks("allergy-question:"))
    book = lay_out(clone / "small", clone / "exercises")
    write(book / "book/learn/allergy-question.md", blocks("---\ndescription:"))
    one = line.format("one")
    assert one in TOC
    write(book / "_toc.yml", TOC.replace(one, f"{one}      {added}\n"))
    built = run(book, "build")

    assert built.returncode == 0, built.stderr
    shown = (book / "_build/html/learn/allergy-question.html").read_text(encoding="utf-8")
    assert 'data-item="choose-old-rash"' in shown
