"""Data, then rules, then views: imports point one way, and each library stands in one place."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "exercises"

# What each module may import from other packages. The standard library is free to all.
RULES: dict[str, set[str]] = {
    "items": set(),
    "scoring": set(),
    "forms": set(),
    "verdict": set(),
    "documents": set(),
}
DATA = {
    "yaml_reader": {"yaml"},
    "loader": {"yaml"},
    "edition": set(),
    "passages": set(),
    "desk": {"yaml"},
    "result_text": set(),
    "paper": set(),
    "practice": set(),
    "attempts": set(),
    "schemas": {"jsonschema", "fastjsonschema"},
    "intake": set(),
    "report": {"numpy"},
    "report_page": set(),
    "invented": set(),
    "analysis": {"numpy"},
    "bots": set(),
    "lint": set(),
    "__init__": set(),
}
VIEWS = {
    "render": {"jinja2", "markdown_it", "markupsafe"},
    "plots": {"matplotlib"},
    "widget": {"anywidget", "ipywidgets", "traitlets"},
    "aid_widget": {"anywidget", "traitlets"},
    "team_widget": {"ipywidgets"},
    "sphinx_ext": {"sphinx", "docutils"},
    "sphinx_faces": set(),
    "sphinx_page": {"sphinx", "docutils"},
    "harden": {"bs4"},
    "trim": {"tinycss2"},
    "publish": {"bs4"},
    "offline": set(),
    "build": {"yaml"},
    "report_text": set(),
    "report_command": set(),
    "serve": set(),
    "result_commands": set(),
    "__main__": set(),
}
ALLOWED = RULES | DATA | VIEWS

every_module = pytest.mark.parametrize("name", ALLOWED)


def imports(path: Path) -> set[str]:
    """Return what *path* imports, anywhere in it: modules with dots, `exercises.items` and such."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write imports in full"
            whole = node.module == "exercises"
            found |= {f"exercises.{alias.name}" if whole else node.module for alias in node.names}
    return found


def within(name: str) -> set[str]:
    """Return which modules of the package the module *name* imports."""
    return {
        each.partition(".")[2]
        for each in imports(PACKAGE / f"{name}.py")
        if each.startswith("exercises.")
    }


def test_every_module_has_its_place():
    """A new module is put among data, rules or views before it is used."""
    assert {path.stem for path in PACKAGE.glob("*.py")} == ALLOWED.keys()


@every_module
def test_libraries_stay_where_they_belong(name):
    """A module imports the standard library, this package, and the few libraries named for it."""
    found = {each.partition(".")[0] for each in imports(PACKAGE / f"{name}.py")}

    assert found - set(sys.stdlib_module_names) - {"exercises"} <= ALLOWED[name]


@pytest.mark.parametrize("name", RULES)
def test_rules_know_rules_only(name):
    """Rules import nothing but each other: no file, no widget, no page."""
    assert within(name) <= RULES.keys()


@pytest.mark.parametrize("name", DATA)
def test_data_knows_no_view(name):
    """What reads and counts imports no view."""
    assert within(name) <= RULES.keys() | DATA.keys()


@every_module
def test_the_engine_knows_no_book(name):
    """No module imports the book or the tests, which know the engine."""
    found = {each.partition(".")[0] for each in imports(PACKAGE / f"{name}.py")}

    assert not found & {"book", "tests", "conftest"}


def test_imports_run_in_no_circle():
    """No module imports itself by way of another."""
    graph = {name: within(name) & ALLOWED.keys() for name in ALLOWED}

    assert len(list(TopologicalSorter(graph).static_order())) == len(ALLOWED)


@pytest.mark.parametrize("name", ["exercises", "exercises.scoring"])
def test_rules_need_no_view(name):
    """Who imports the rules does not wait for widgets, plots, templates or Sphinx."""
    heavy = ["anywidget", "ipywidgets", "jinja2", "matplotlib", "numpy", "sphinx"]
    code = f"import sys, {name}; print([each for each in {heavy} if each in sys.modules])"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"


def test_views_come_when_they_are_asked_for():
    """The package offers the notebook's views by name, without a second import line."""
    code = "from exercises import aid, explore, quiz; print(quiz.__module__, aid.__module__)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "exercises.widget exercises.aid_widget\n"


def test_what_is_not_there_is_said():
    """A name that the package does not offer is an AttributeError, as of any module."""
    import exercises  # noqa: PLC0415 (it is what the test is about)

    with pytest.raises(AttributeError, match="module 'exercises' has no attribute 'quizz'"):
        _ = exercises.quizz
