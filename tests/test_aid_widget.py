"""The decision aid in a notebook: what Python makes of the path that was followed."""

from __future__ import annotations

import pytest

from exercises import aid, decide
from exercises.faces.placeholder import BUILDING
from exercises.notebook.aid import AidView, Placeholder
from exercises.reading.bank import BankError


@pytest.fixture
def view(monkeypatch) -> AidView:
    """Return the aid as a notebook shows it."""
    monkeypatch.delenv(BUILDING, raising=False)
    return aid()


def test_aid_shows_the_face_of_the_page(view):
    """The notebook draws the same HTML as the page."""
    assert 'data-aid="which-code"' in view.html
    assert "Who asked?" in view.html


def test_nothing_chosen_has_no_verdict(view):
    """Before anything is chosen, what is missing is named."""
    assert view.facts == {}
    assert view.verdict == decide()
    assert view.verdict.missing


def test_path_is_decided_by_python(view):
    """What was chosen stands as facts, and Python decides on them."""
    view.path = ["our-dentist", "clinician", "planned-care", "advice"]

    assert view.facts == {
        "asked-by": "our-dentist", "answered-by": "clinician", "about": "planned-care",
        "answer": "advice",
    }  # fmt: skip
    assert view.verdict.code == "D9311"


def test_building_leaves_a_mark(monkeypatch):
    """While the book is built no widget is made: a mark says where the page's face goes."""
    monkeypatch.setenv(BUILDING, "1")
    mark = aid("denial")

    assert isinstance(mark, Placeholder)
    assert 'data-face="aid" data-name="denial"' in mark._repr_html_()


def test_unknown_aid_is_named(monkeypatch):
    """An aid that is not there is refused with the names of those that are."""
    monkeypatch.delenv(BUILDING, raising=False)

    with pytest.raises(BankError, match="which-code"):
        aid("which-cod")
