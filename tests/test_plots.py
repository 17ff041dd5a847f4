"""Pictures say in words and numbers what their bars say, and never round a result up."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from exercises.plots import credit_by_objective, grouped_bars


@pytest.fixture
def items(make_item) -> dict:
    """Return five items: three of `choose`, one of `bill`, one of `define`."""
    names = ["choose-one", "choose-two", "choose-three", "bill-one", "define-one"]
    return {name: make_item(id=name, objective=name.partition("-")[0], case=name) for name in names}


def texts(figure: Figure) -> list[str]:
    """Return the words written into the plot of *figure*."""
    return [text.get_text() for text in figure.axes[0].texts]


def widths(figure: Figure) -> list[list[float]]:
    """Return the lengths of the bars, one list for each set of them."""
    return [[bar.get_width() for bar in bars] for bars in figure.axes[0].containers]


def test_each_objective_has_its_bar(items):
    """Credits are added by objective, in the order of teaching, and written beside the bar."""
    credits = {
        "bill-one": Fraction(1),
        "choose-one": Fraction(1),
        "choose-two": Fraction(1, 2),
        "choose-three": Fraction(0),
        "define-one": Fraction(0),
    }

    figure = credit_by_objective(credits, items)

    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == [
        "Say what D9311 is",
        "Tell D9311, D9310 and neither apart",
        "Report it and bill it",
    ]
    assert texts(figure) == ["0 of 1", "1.5 of 3", "1 of 1"]
    assert widths(figure) == [[1, 3, 1], [0, 1.5, 1]]


def test_the_first_objective_stands_on_top(items):
    """Reading down the picture follows the order of teaching."""
    figure = credit_by_objective({"define-one": Fraction(1), "bill-one": Fraction(1)}, items)

    assert figure.axes[0].yaxis_inverted()


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        (Fraction(2, 3), "0.66 of 1"),
        (Fraction(1, 3), "0.33 of 1"),
        (Fraction(999, 1000), "0.99 of 1"),
        (Fraction(1, 2), "0.5 of 1"),
        (Fraction(29, 100), "0.29 of 1"),
        (Fraction(1), "1 of 1"),
        (Fraction(0), "0 of 1"),
    ],
)
def test_credit_is_cut_and_not_rounded(items, credit, said):
    """Two places at most, cut: 0.999 is shown as 0.99, so that nothing looks like full credit."""
    assert texts(credit_by_objective({"bill-one": credit}, items)) == [said]


def test_nothing_taken_is_said(items):
    """Before anything is taken there is a sentence, no empty axes."""
    figure = credit_by_objective({}, items)

    assert texts(figure) == ["Nothing taken yet: check an item above, then run this cell again."]
    assert not figure.axes[0].axison


@pytest.fixture
def groups() -> dict:
    """Return two rules and what each gives two responses."""
    return {
        "balanced": {"all": Fraction(0), "one key": Fraction(1, 3)},
        "all or nothing": {"all": Fraction(1, 8), "one key": Fraction(1)},
    }


def test_groups_stand_side_by_side(groups):
    """Each series has a bar at each place, as high as its value, with its number above."""
    figure = grouped_bars(groups, ylabel="credit", title="Two rules")
    axes = figure.axes[0]

    heights = [[bar.get_height() for bar in bars] for bars in axes.containers]
    assert heights == [[0, pytest.approx(1 / 3)], [0.125, 1]]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["all", "one key"]
    assert [label.get_text() for label in axes.get_legend().get_texts()] == list(groups)
    assert (axes.get_ylabel(), axes.get_title(loc="left")) == ("credit", "Two rules")


def test_values_above_bars_are_cut_and_not_rounded(groups):
    """The number above a bar is cut to two places: 0.125 is 0.12 and 0.999 is not 1.00."""
    groups["balanced"]["one key"] = Fraction(999, 1000)

    assert texts(grouped_bars(groups, ylabel="", title="")) == ["0.00", "0.99", "0.12", "1.00"]


def test_series_differ_without_color(groups):
    """Printed in grey, the series are told apart by their hatching."""
    axes = grouped_bars(groups, ylabel="", title="").axes[0]

    assert len({bars[0].get_hatch() for bars in axes.containers}) == 2


def test_bars_do_not_cover_each_other(groups):
    """At each place the bars stand beside each other, around the tick."""
    axes = grouped_bars(groups, ylabel="", title="").axes[0]

    for place in range(2):
        (left, right) = (bars[place] for bars in axes.containers)
        assert place - 0.5 < left.get_x()
        assert left.get_x() + left.get_width() < right.get_x()
        assert right.get_x() + right.get_width() < place + 0.5


def test_a_picture_is_the_same_each_time(groups):
    """Two drawings have the same bytes and no date, so that two builds do not differ."""
    first, second = (grouped_bars(groups, ylabel="", title="")._repr_svg_() for _ in range(2))

    assert first == second
    assert ElementTree.fromstring(first).tag == "{http://www.w3.org/2000/svg}svg"
    assert "date" not in first
