"""What is installed holds all that the code reads at run time, and nothing of the tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from conftest import ROOT

from exercises import __version__

PARTS = ("bank", "data", "faces", "pages")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Iterator[ZipFile]:
    """Build the wheel from a copy, with the backend that pyproject.toml names, and open it."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "exercises", copy / "exercises",
                    ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    shutil.copytree(ROOT / "tests", copy / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    built = subprocess.run(
        [sys.executable, "-c", "from flit_core import buildapi; print(buildapi.build_wheel('.'))"],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    with ZipFile(copy / built.stdout.split()[-1]) as opened:
        yield opened


def test_the_wheel_holds_every_file_of_the_package(wheel):
    """Every module, bank, data file, template and static file is in the wheel."""
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "exercises").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert files - set(wheel.namelist()) == set()
    assert {
        part for part in PARTS if any(f.startswith(f"exercises/{part}/") for f in files)
    } == set(PARTS)


def test_the_wheel_holds_nothing_else(wheel):
    """No test, no page and no leftover of a build is in the wheel."""
    tops = {name.partition("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"exercises"}
    assert not [name for name in wheel.namelist() if "test" in name or "__pycache__" in name]


def test_the_wheel_says_what_it_needs(wheel):
    """The wheel names the libraries that the modules import, and its license."""
    (name,) = (each for each in wheel.namelist() if each.endswith("/METADATA"))
    headers = HeaderParser().parsestr(wheel.read(name).decode())

    needs = {each.partition(">=")[0].lower() for each in headers.get_all("Requires-Dist", [])}
    assert {"pyyaml", "jinja2", "markdown-it-py", "anywidget", "ipywidgets", "matplotlib"} <= needs
    assert headers["Name"] == "d9311"
    assert any(each.endswith("LICENSE") for each in wheel.namelist())


def test_the_engine_works_from_the_wheel(wheel, tmp_path):
    """Unpacked somewhere else, without the book, the wheel reads its bank and draws a quiz."""
    wheel.extractall(tmp_path)
    code = (
        "import exercises; from exercises import load_bank, load_forms\n"
        "from exercises.faces import render; from exercises.reading.passages import Passage\n"
        "bank = load_bank(); form = load_forms(bank=bank)['practice']\n"
        "print(exercises.__file__)\n"
        "print(len(render.quiz(form, bank, passage=lambda x: Passage(title=x))) > 1000)"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    place, drawn = ran.stdout.split()
    assert Path(place) == tmp_path / "exercises" / "__init__.py"
    assert drawn == "True"


def test_the_version_stands_once():
    """What has to repeat the version says the same as the package: citation and changelog."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert str(cited["version"]) == __version__
    assert f"\n## [{__version__}] - {cited['date-released']}\n" in changelog
    assert "\nversion =" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", ["pip", "setuptools", "wheel", "flit_core"])
def test_build_tools_are_pinned(tool):
    """What builds and installs has one version, as what is installed has."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert len([pin for pin in pins if pin.startswith(f"{tool}==")]) == 1
    assert all(pin.count("==") == 1 for pin in pins)


@pytest.mark.parametrize("name", ["pages", "release"])
def test_a_workflow_can_be_read_and_its_actions_are_pinned(name):
    """What runs in a workflow is named by what it holds, with its version beside it."""
    text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)

    assert yaml.safe_load(text)["jobs"]
    assert used
    assert [
        each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}  # v[\d.]+", each)
    ] == []
