"""`make types` hands TypeScript every script, passes its verdict on, and needs no Node."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCRIPTS = {str(path) for path in (ROOT / "exercises").rglob("*.js")}


@pytest.fixture
def types(tmp_path):
    """Run the tool with nothing on the path but what the test puts there."""

    def run(**settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "tools" / "typescript.py"],
            env={"PATH": str(tmp_path)} | settings,
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    return run


def stand_in(path: Path, code: int) -> Path:
    """Write a compiler that keeps what it is asked beside itself, and exits with *code*."""
    path.write_text(
        f'#!/bin/sh\nfor each in "$@"; do echo "$each"; done >> {path}.asked\nexit {code}\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def test_without_node_it_says_how_to_get_it(types):
    """Where there is no compiler, one line says where it comes from, and nothing fails."""
    ran = types()

    assert ran.returncode == 0
    assert len(ran.stdout.splitlines()) == 1
    assert "Install Node.js" in ran.stdout


@pytest.mark.parametrize("name", ["tsc", "npx"])
def test_a_compiler_on_the_path_is_used(types, tmp_path, name):
    """A `tsc` on the path is asked; so is `npx`, for a version that the tool names."""
    stand_in(tmp_path / name, 0)
    ran = types()

    asked = (tmp_path / f"{name}.asked").read_text(encoding="utf-8").splitlines()
    assert ran.returncode == 0
    assert "--strict" in asked
    assert ("typescript@5.9.3" in asked) == (name == "npx")


def test_every_script_is_checked_once(types, tmp_path):
    """What the compiler is asked names each script of the package, and none twice."""
    types(TSC=str(stand_in(tmp_path / "mine", 0)))

    asked = (tmp_path / "mine.asked").read_text(encoding="utf-8").splitlines()
    assert sorted(each for each in asked if each.endswith(".js")) == sorted(SCRIPTS)


def test_a_wrong_type_fails(types, tmp_path):
    """What the compiler finds wrong makes the command exit 1."""
    assert types(TSC=str(stand_in(tmp_path / "mine", 2))).returncode == 1
