"""The book's own bank: every item and every form, by name."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from conftest import ROOT
from helpers.own import BANK, FORMS

from exercises.checking import word_model
from exercises.checking.lint import lint
from exercises.items import Item
from exercises.reading.data_files import load, load_objectives

BOOK = ROOT / "book"

# Missing one of these means "not yet", whatever the total.
MUST_NOT_MISS = {"staff-call-is-not-consultation", "never-recode", "exchange-in-chart"}
BLUEPRINT = {"define": 2, "choose": 7, "document": 4, "bill": 3, "denials": 2, "privacy": 1,
             "current": 1}  # fmt: skip

SHOWN = {
    path: path.read_text(encoding="utf-8").replace('\\"', '"')
    for path in BOOK.rglob("*")
    if path.suffix in (".md", ".ipynb")
    and not any(part[0] in "._" for part in path.relative_to(BOOK).parts)
}

every_item = pytest.mark.parametrize("item", BANK.values(), ids=BANK.keys())
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
parallel = pytest.mark.parametrize("name", ["a", "b"])


@pytest.fixture(scope="module")
def problems() -> list[str]:
    """Return what is to mend in the bank and its forms, with 1,000 seeds for the guessers."""
    return lint(BANK, FORMS, book=BOOK, seeds=1000)


@pytest.fixture(scope="module")
def guessed() -> dict[str, Fraction]:
    """Return how often a guesser of words has each single choice right."""
    return word_model.guessed(BANK)


def items_of(name: str) -> list[Item]:
    """Return the items of the form *name*."""
    return [BANK[each] for each in FORMS[name].items]


@every_item
def test_item_is_clean(item, problems):
    """An item keeps every rule of good items, and its sources and its section are in the book."""
    assert [problem for problem in problems if f": item {item.id!r}: " in problem] == []


@every_form
def test_form_is_clean(form, problems):
    """A form gives no keys away: no guesser earns half of it over 1,000 shuffles."""
    assert [problem for problem in problems if f": form {form.id!r}: " in problem] == []


def test_nothing_else_is_wrong(problems):
    """What the linter says is about an item or a form, so that nothing slips past the two above."""
    known = [f": item {name!r}: " for name in BANK] + [f": form {name!r}: " for name in FORMS]

    assert [problem for problem in problems if not any(name in problem for name in known)] == []


@every_item
def test_critical_items_are_on_the_three_points(item):
    """Only items on the three points that must not be missed are critical."""
    assert not item.critical or item.point in MUST_NOT_MISS


def test_the_bank_is_large_enough():
    """There are 140 items or more, and ten or more of each objective."""
    counts = Counter(item.objective for item in BANK.values())

    assert len(BANK) >= 140
    assert counts.keys() == load_objectives().keys()
    assert min(counts.values()) >= 10, counts


def test_most_items_are_single_choice():
    """Four in five items of the bank are single choice, so that a score can be explained."""
    assert sum(item.kind == "single" for item in BANK.values()) >= 0.8 * len(BANK)


@parallel
def test_form_follows_the_blueprint(name):
    """Each of the parallel forms has twenty items, by objective as the blueprint says."""
    assert Counter(item.objective for item in items_of(name)) == BLUEPRINT


@parallel
def test_form_holds_the_critical_points(name):
    """Each of the parallel forms has a critical item on each point that must not be missed."""
    assert {item.point for item in items_of(name) if item.critical} == MUST_NOT_MISS
    assert load("must-know").keys() == MUST_NOT_MISS


@parallel
def test_form_asks_for_each_outcome_twice(name):
    """Seven cases ask for the code: at least two are D9311, two D9310 and two neither."""
    cases = [item for item in items_of(name) if item.decision == "code"]
    counts = Counter(item.key for item in cases)

    assert len(cases) == BLUEPRINT["choose"]
    assert all(counts[outcome] >= 2 for outcome in ("d9311", "d9310", "neither")), counts


@parallel
def test_whoever_hides_the_cases_fails(guessed, name):
    """A guesser who has read every other item's options gets no more than 45 % of a form."""
    assert word_model.share(FORMS[name], guessed) <= word_model.FORM_SHARE


def test_options_alone_tell_nothing(guessed, record_property):
    """The same guesser gets no more than 40 % of the bank, and its figure is told."""
    share = word_model.share(None, guessed)
    record_property("told", f"A guesser who sees options and no case gets {float(share):.0%}.")

    assert share <= word_model.BANK_SHARE


def test_parallel_forms_share_no_item():
    """Who takes the second form sees no item again."""
    assert not set(FORMS["a"].items) & set(FORMS["b"].items)


@pytest.mark.parametrize("place", range(20))
def test_parallel_items_share_their_point(place):
    """Item for item the two forms ask for the same point in another scene, and as strictly."""
    first, second = items_of("a")[place], items_of("b")[place]

    assert first.point == second.point
    assert first.case != second.case
    assert (first.objective, first.kind, first.critical) == (
        second.objective,
        second.kind,
        second.critical,
    )


@pytest.mark.parametrize("name", ["a", "b", "pre", "refresher"])
def test_judged_items_are_not_practiced(name):
    """An item of a form that is taken at one go stands in no other form."""
    elsewhere = {item for form in FORMS.values() if form.id != name for item in form.items}

    assert not set(FORMS[name].items) & elsewhere


@pytest.mark.parametrize(
    ("name", "count", "mode"),
    [("pre", 8, "pre"), ("refresher", 5, "review"), ("a", 20, "final"), ("b", 20, "final")],
)
def test_form_has_its_length_and_mode(name, count, mode):
    """Eight items before the session, five for a new edition, twenty in each final form."""
    assert (len(FORMS[name].items), FORMS[name].mode) == (count, mode)


@every_form
def test_form_is_named_for_its_page(form):
    """A practice form bears the name of the page it stands on, in which it is asked for."""
    asks = (f"{{quiz}} {form.id}\n", f"{{attempt}} {form.id}\n", f'quiz("{form.id}")')
    found = [path for path, text in SHOWN.items() if any(ask in text for ask in asks)]

    assert len(found) == 1
    assert form.mode != "practice" or found[0].stem == form.id
