"""The notebook's view without a notebook: what Python tells the widget, and what it leaves out."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from ipywidgets import IntSlider

from exercises import explore, quiz
from exercises.faces.placeholder import BUILDING
from exercises.forms import Form
from exercises.items import Option, Row
from exercises.notebook.quiz import Placeholder, Quiz
from exercises.scoring import ResponseError


@pytest.fixture(autouse=True)
def not_building(monkeypatch):
    """Forget that the book is being built, if it is."""
    monkeypatch.delenv(BUILDING, raising=False)


@pytest.fixture
def building(monkeypatch, not_building):
    """Pretend that the book is being built."""
    monkeypatch.setenv(BUILDING, "1")


@pytest.fixture
def practice():
    """Return the book's own practice quiz."""
    return quiz("practice")


@pytest.fixture
def taken(make_item):
    """Return a quiz of three items, one of each kind, to be taken.

    `bill-one` is a single choice with key a; `bill-many` has the keys a, c and d of a to e;
    `bill-match` has the rows x, y and z, whose keys are a, b and a.
    """
    letters = [Option(id=name, text=f"Option {name}", why=f"Because {name}.") for name in "abcde"]
    rows = [Row(id=name, text=f"Row {name}", key=key, why="Because.") for name, key in zip(
        "xyz", "aba", strict=True)]  # fmt: skip
    bill = {"objective": "bill", "options": tuple(letters)}
    items = [
        make_item(id="bill-one", key="a", **bill),
        make_item(id="bill-many", key=frozenset("acd"), **bill),
        make_item(id="bill-match", key=None, rows=tuple(rows), **bill),
    ]
    form = Form(id="three", title="Three", items=("bill-one", "bill-many", "bill-match"))
    return Quiz(form, {item.id: item for item in items})


# -- what is shown ---------------------------------------------------------------------------


def test_quiz_asks_every_item_of_its_form_in_order(practice, forms):
    """The widget's HTML holds one form for each item, in the order of forms.yml."""
    asked = re.findall(r'<form [^>]*data-item="([^"]+)"', practice.html)

    assert tuple(asked) == forms["practice"].items


@pytest.mark.parametrize("attribute", ["data-weight", "data-full"])
def test_quiz_leaves_scoring_to_python(practice, attribute):
    """No weight reaches the notebook's HTML, so that nothing but Python can score there."""
    assert attribute not in practice.html


def test_quiz_offers_to_remember_nothing(practice):
    """The line that keeps answers on a device is the page's; a notebook has none."""
    assert "Remember" not in practice.html


def test_quiz_says_what_to_read_without_a_dead_link(practice):
    """The section to read again stands there by title and file, since a notebook has no pages."""
    places = re.findall(r'<p class="quiz-read">Read again: .+ \(((?:learn|reference)/\S+)\)</p>',
                        practice.html)  # fmt: skip

    assert len(places) == len(practice.items)
    assert "<a " not in practice.html


def test_unknown_form_names_those_there_are(forms):
    """A name that is no form's raises KeyError, and the message lists every form there is."""
    known = re.escape(", ".join(forms))

    with pytest.raises(KeyError, match=f"there is no form 'practise'; use one of {known}"):
        quiz("practise")


# -- what is marked --------------------------------------------------------------------------

# The rows of `bill-many` are the published table of the balanced rule (keys A C D of A to E: A C D
# earns 1, A C 2/3, A 1/3, A B C D 1/2, all five 0, A B 0, B E 0) in sixths, since a key is worth 2
# and another option -3 of 6. Those of `bill-match` count the right rows of three.
MARKS = [
    ("bill-one", ["a"], 1, 1),
    ("bill-one", ["b"], 0, 1),
    ("bill-many", ["a", "c", "d"], 6, 6),
    ("bill-many", ["d", "a", "c"], 6, 6),
    ("bill-many", ["a", "c"], 4, 6),
    ("bill-many", ["a"], 2, 6),
    ("bill-many", ["a", "b", "c", "d"], 3, 6),
    ("bill-many", ["a", "b", "c", "d", "e"], 0, 6),
    ("bill-many", ["a", "b"], 0, 6),
    ("bill-many", ["b", "e"], 0, 6),
    ("bill-match", ["x:a", "y:b", "z:a"], 3, 3),
    ("bill-match", ["x:a", "y:c", "z:a"], 2, 3),
    ("bill-match", ["x:b", "y:a", "z:b"], 0, 3),
]


@pytest.mark.parametrize(
    ("item", "response", "points", "full"),
    MARKS,
    ids=[f"{item} {' '.join(picks)}" for item, picks, *_ in MARKS],
)
def test_response_is_marked(taken, item, response, points, full):
    """A response that arrives is answered by its whole points, of how many, and by itself."""
    taken.responses = {item: response}

    assert taken.marks == {item: {"response": response, "points": points, "full": full}}


def test_later_response_replaces_the_earlier(taken):
    """An item taken again is marked again, and one that was cleared has no mark."""
    taken.responses = {"bill-one": ["b"], "bill-match": ["x:a", "y:b", "z:a"]}

    taken.responses = {"bill-one": ["a"]}

    assert taken.marks == {"bill-one": {"response": ["a"], "points": 1, "full": 1}}


def test_nothing_taken_earns_nothing(taken):
    """Before a response there is a credit of 0 for each item, and the score is 0."""
    assert taken.credits == {
        "bill-one": Fraction(0), "bill-many": Fraction(0), "bill-match": Fraction(0)
    }  # fmt: skip
    assert taken.score == 0


def test_credits_and_score_are_exact(taken):
    """Credits are fractions, and the score is their sum: 1 + 2/3 + 1/3 is 2, not nearly 2."""
    taken.responses = {
        "bill-one": ["a"],
        "bill-many": ["a", "c"],
        "bill-match": ["x:a", "y:c", "z:c"],
    }

    assert taken.credits == {
        "bill-one": Fraction(1), "bill-many": Fraction(2, 3), "bill-match": Fraction(1, 3)
    }  # fmt: skip
    assert all(type(credit) is Fraction for credit in [*taken.credits.values(), taken.score])
    assert taken.score == Fraction(2)


def test_credits_cover_the_form(practice, forms):
    """The book's quiz has a credit for every item of its form, in order, taken or not."""
    assert tuple(practice.credits) == forms["practice"].items


# -- what cannot be marked -------------------------------------------------------------------

PROBLEMS = {
    "unknown item": (
        "bill-none",
        ["a"],
        "'bill-none' is not an item of this quiz; use one of bill-one, bill-many, bill-match",
    ),
    "unknown option": (
        "bill-one",
        ["f"],
        "item 'bill-one': 'f' is not an option; use one of a, b, c, d, e",
    ),
    "two picks": (
        "bill-one",
        ["a", "b"],
        "item 'bill-one': a single choice takes one option, not two of a, b",
    ),
    "two picks in a row": (
        "bill-match",
        ["x:a", "x:b"],
        "item 'bill-match': row 'x' takes one option, not two of x:a, x:b",
    ),
    **{
        f"{response!r} for a list": (
            "bill-many",
            response,
            f"item 'bill-many': {response!r} is not a list of options; write ['a'], say",
        )
        for response in ("ac", "", None, 3, True, {"a": True}, [["a"]], [1], ["a", None])
    },
}


@pytest.mark.parametrize(("item", "response", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_unusable_response_is_a_problem_in_words(taken, item, response, problem):
    """What an item cannot have received is answered by what is wrong and what to write."""
    taken.responses = {item: response}

    assert taken.marks == {item: {"response": response, "problem": problem}}


def test_unusable_response_leaves_the_others_marked(taken):
    """One response that is no use does not keep the next from its mark."""
    taken.responses = {"bill-none": ["a"], "bill-many": None, "bill-one": ["a"]}

    assert taken.marks["bill-one"] == {"response": ["a"], "points": 1, "full": 1}


def test_credit_of_an_unusable_response_is_refused(taken):
    """Who asks for credits is told of the unusable response, rather than given a 0 for it."""
    taken.responses = {"bill-many": "ac"}

    with pytest.raises(ResponseError, match="item 'bill-many': 'ac' is not a list of options"):
        _ = taken.credits


# -- what the book is built from -------------------------------------------------------------


@pytest.mark.usefixtures("building")
def test_built_page_gets_a_mark_for_the_extension():
    """While the book is built a quiz is the mark that the Sphinx extension fills."""
    here = quiz("practice")

    assert isinstance(here, Placeholder)
    assert (
        here._repr_html_() == '<div class="face-here" data-face="quiz" data-name="practice"></div>'
    )


@pytest.mark.usefixtures("building")
def test_built_page_can_run_the_cells_below(forms):
    """While the book is built a quiz has no responses, a credit of 0 for each item, and score 0."""
    here = quiz("practice")

    assert here.responses == {}
    assert here.credits == dict.fromkeys(forms["practice"].items, Fraction(0))
    assert here.score == 0


@pytest.mark.usefixtures("building")
def test_built_page_does_not_read_the_bank_again(monkeypatch):
    """While the book is built a quiz leaves the bank to the build, which has read it."""
    monkeypatch.setattr("exercises.notebook.quiz.load_bank", lambda: pytest.fail("read once more"))

    assert quiz("practice").form.id == "practice"


@pytest.mark.usefixtures("building")
def test_unknown_form_stops_the_build():
    """A name that is no form's is refused while the book is built, too."""
    with pytest.raises(KeyError, match="there is no form 'practise'; use one of"):
        quiz("practise")


# -- sliders ---------------------------------------------------------------------------------


@pytest.fixture
def drawn():
    """Return the list of what was drawn."""
    return []


@pytest.fixture
def draw(drawn):
    """Return a drawer that keeps count."""

    def draw(keys: int, wrong: int) -> str:
        drawn.append((keys, wrong))
        return f"a picture of {keys} and {wrong}"

    return draw


@pytest.mark.usefixtures("building")
def test_explore_draws_once_while_building(draw, drawn):
    """A page has no kernel, so it gets the one picture with the first of each range."""
    shown = explore(draw, keys=(1, 3, 4), wrong=(1, 2, 5))

    assert shown == "a picture of 3 and 2"
    assert drawn == [(3, 2)]


def test_explore_gives_a_slider_for_each_range(draw):
    """In a notebook each range is a slider from its lowest to its highest, set at its first."""
    shown = explore(draw, keys=(1, 3, 4), wrong=(0, 2, 5))

    sliders = [each for each in shown.children if isinstance(each, IntSlider)]
    assert [(s.description, s.min, s.value, s.max) for s in sliders] == [
        ("keys", 1, 3, 4),
        ("wrong", 0, 2, 5),
    ]


def test_explore_shows_the_picture_and_draws_it_anew(draw, drawn, capsys):
    """The picture is shown at first, and again with the new value when a slider is moved."""
    shown = explore(draw, keys=(1, 3, 4), wrong=(1, 2, 5))
    keys, *_ = shown.children

    keys.value = 4

    assert drawn == [(3, 2), (4, 2)]
    assert re.findall("a picture of . and .", capsys.readouterr().out) == [
        "a picture of 3 and 2",
        "a picture of 4 and 2",
    ]
