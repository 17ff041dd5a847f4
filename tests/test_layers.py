"""Rules, then reading, then results and team, then faces, then views: imports point one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "exercises"
RULES = "the rules"
"""The modules that stand in no folder."""

# What each folder may import of the others. `site` needs none of those that know items.
MAY: dict[str, set[str]] = {
    RULES: set(),
    "reading": {RULES},
    "checking": {RULES, "reading"},
    "results": {RULES, "reading"},
    "team": {RULES, "reading", "results"},
    "faces": {RULES, "reading", "results", "team"},
    "notebook": {RULES, "reading", "results", "team", "faces"},
    "pages": {RULES, "reading", "results", "team", "faces", "site"},
    "site": {"reading"},
    "exports": {RULES, "reading", "results", "faces"},
    "commands": {RULES, "reading", "checking", "results", "team", "faces", "site", "exports"},
}
# Libraries stand in one place each. The standard library is free to all.
LIBRARIES: dict[str, set[str]] = {
    "reading/data_files": {"yaml"},
    "reading/decisions": {"yaml"},
    "reading/shapes": {"yaml"},
    "reading/form_reader": {"yaml"},
    "reading/item_reader": {"yaml"},
    "reading/desk": {"yaml"},
    "reading/named": {"yaml"},
    "reading/schemas": {"jsonschema", "fastjsonschema"},
    "reading/yaml_reader": {"yaml"},
    "team/analysis": {"numpy"},
    "team/group": {"numpy"},
    "team/gains": {"numpy"},
    "team/chart": {"matplotlib"},
    "team/plots": {"matplotlib"},
    "exports/anki": {"genanki"},
    "exports/scorm_package": {"markupsafe"},
    "faces/render": {"jinja2", "markdown_it", "markupsafe"},
    "notebook/quiz": {"anywidget", "ipywidgets", "traitlets"},
    "notebook/aid": {"anywidget", "traitlets"},
    "notebook/document": {"anywidget", "traitlets"},
    "notebook/drawn": {"ipywidgets", "IPython"},
    "notebook/form": {"anywidget", "traitlets"},
    "notebook/team": {"ipywidgets"},
    "notebook/workbook": {"ipywidgets"},
    "pages/beside": {"sphinx"},
    "pages/builder": {"sphinx", "docutils"},
    "pages/drawings": {"sphinx", "docutils"},
    "pages/extension": {"sphinx", "docutils"},
    "pages/furniture": {"sphinx", "docutils"},
    "pages/linked": {"sphinx", "docutils"},
    "pages/menu": {"sphinx", "docutils"},
    "pages/minutes": {"sphinx", "docutils"},
    "pages/packet": {"sphinx", "docutils"},
    "pages/places": {"sphinx", "docutils"},
    "pages/square": {"sphinx", "docutils", "segno"},
    "site/trim": {"tinycss2"},
    "site/build": {"yaml"},
}
DOORS = {"__init__", "__main__"}
"""What opens the package: it may know every folder."""

MODULES = sorted(
    path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")
)
every_module = pytest.mark.parametrize("name", MODULES)


def imports(name: str) -> frozenset[str]:
    """Return what the module *name* of the package imports."""
    return imported(PACKAGE / f"{name}.py")


@cache
def imported(path: Path) -> frozenset[str]:
    """Return what the module at *path* imports, anywhere in it: modules with dots."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write imports in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def within(name: str) -> set[str]:
    """Return which modules of the package the module *name* imports."""
    found = set()
    for each in imports(name):
        parts = each.split(".")
        if parts[0] != "exercises":
            continue
        for end in (len(parts), len(parts) - 1):
            if (module := "/".join(parts[1:end])) in MODULES:
                found.add(module)
                break
    return found


def folder(name: str) -> str:
    """Return the folder of the module *name*."""
    return name.partition("/")[0] if "/" in name else RULES


def test_every_folder_has_its_place():
    """A new folder is put in its place before it is used."""
    assert {folder(name) for name in MODULES} == MAY.keys()


@every_module
def test_imports_point_one_way(name):
    """A module imports its own folder and those that its folder may: no rule knows a view."""
    if name in DOORS:
        return
    allowed = MAY[folder(name)] | {folder(name)}

    assert {each for each in within(name) if folder(each) not in allowed} == set()


@every_module
def test_libraries_stay_where_they_belong(name):
    """A module imports the standard library, this package, and the few libraries named for it."""
    found = {each.partition(".")[0] for each in imports(name)}

    assert found - set(sys.stdlib_module_names) - {"exercises"} <= LIBRARIES.get(name, set())


@every_module
def test_the_engine_knows_no_book(name):
    """No module imports the book or the tests, which know the engine."""
    found = {each.partition(".")[0] for each in imports(name)}

    assert not found & {"book", "tests", "conftest", "helpers"}


TESTS = sorted((ROOT / "tests").rglob("*.py"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_no_test_imports_another(path):
    """What tests share stands in `tests/helpers`, by what it is, or among the fixtures."""
    found = {each.partition(".")[0] for each in imported(path)}

    assert {name for name in found if name.startswith("test_")} == set()


SCRIPTS = sorted((ROOT / "exercises").rglob("*.js"))


@pytest.mark.parametrize(
    ("what", "where"),
    [("navigator.clipboard", "faces/shared/copy.js"), ("createObjectURL", "faces/shared/save.js")],
)
def test_what_faces_share_stands_once(what, where):
    """Faces that copy a text, or save a file, do it by the one script that they share."""
    found = [path for path in SCRIPTS if what in path.read_text(encoding="utf-8")]

    assert [path.relative_to(ROOT / "exercises").as_posix() for path in found] == [where]


def head(path: Path) -> str:
    """Return the comment at the head of a script as one line."""
    lines = path.read_text(encoding="utf-8").partition("\n\n")[0].splitlines()
    return " ".join(line.lstrip("/ ") for line in lines if line.startswith("//"))


TWINS = [path for path in SCRIPTS if "twin" in head(path)]


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.name)
def test_a_twin_names_what_it_repeats_and_what_holds_it(path):
    """Where a rule stands in script too, its head names the module and what compares the two."""
    said = head(path)
    held = re.findall(r"tests/[\w/]+\.(?:py|json)", said)
    modules = [name for name in re.findall(r"[\w/]+\.py", said) if "test_" not in name]

    assert held
    assert modules
    assert [name for name in held if not (ROOT / name).is_file()] == []
    assert [name for name in modules if not any(PACKAGE.rglob(name))] == []


def test_imports_run_in_no_circle():
    """No module imports itself by way of another."""
    graph = {name: within(name) for name in MODULES if name not in DOORS}

    assert len(list(TopologicalSorter(graph).static_order())) >= len(graph)


@pytest.mark.parametrize("name", ["exercises", "exercises.scoring"])
def test_rules_need_no_view(name):
    """Who imports the rules does not wait for widgets, plots, templates or Sphinx."""
    heavy = ["anywidget", "ipywidgets", "jinja2", "matplotlib", "numpy", "sphinx"]
    code = f"import sys, {name}; print([each for each in {heavy} if each in sys.modules])"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("aid", "exercises.notebook.aid"),
        ("explore", "exercises.notebook.quiz"),
        ("quiz", "exercises.notebook.quiz"),
        ("decide", "exercises.reading.desk"),
        ("load_bank", "exercises.reading.bank"),
        ("load_forms", "exercises.reading.bank"),
        ("read_result", "exercises.results.files"),
    ],
)
def test_the_package_offers_what_others_rely_on(name, kind):
    """Names that notebooks import stay where they are, wherever the code behind them stands."""
    code = f"from exercises import {name}; print({name}.__module__)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == f"{kind}\n"


@pytest.mark.parametrize("name", ["scoring", "items", "analysis", "plots"])
def test_the_package_offers_its_modules(name):
    """The modules that design and notebooks name can be had from the package itself."""
    code = f"from exercises import {name}; print({name}.__name__.rpartition('.')[2])"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == f"{name}\n"


@pytest.mark.parametrize("first", ["", "import exercises.team.report; "])
def test_a_team_is_called_by_the_name_of_its_folder(first, monkeypatch):
    """`team` can be called whether or not the folder of that name was imported before."""
    code = f"{first}from exercises import team; print(type(team('a')).__name__)"
    monkeypatch.setenv("D9311_BUILDING", "1")

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "Sample\n"


def test_what_is_not_there_is_said():
    """A name that the package does not offer is an AttributeError, as of any module."""
    import exercises  # noqa: PLC0415 (it is what the test is about)

    with pytest.raises(AttributeError, match="module 'exercises' has no attribute 'quizz'"):
        _ = exercises.quizz
