"""No file of the package has grown into a second job, and no line of script runs off the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

LINES = 300
SIGNS = 120
PACKAGE = ROOT / "exercises"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))


def name(path: Path) -> str:
    """Return the name of a file as the tree has it."""
    return path.relative_to(PACKAGE).as_posix()


def lines(path: Path) -> list[str]:
    """Return the lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=name)
def test_a_file_has_one_job(path):
    """A module or script has 300 lines at most; one that grows is split by what it does."""
    assert len(lines(path)) <= LINES


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_line_of_script_can_be_read(path):
    """A line of script has 120 characters at most; ruff holds the lines of Python."""
    long = [number for number, line in enumerate(lines(path), 1) if len(line) > SIGNS]

    assert long == []
