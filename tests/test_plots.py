"""Pictures say in words and numbers what their bars say, and never round a result up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from exercises.notebook.team import invented
from exercises.results.numbers import short
from exercises.team.chart import DEPTH, MARKS
from exercises.team.confusion import confused
from exercises.team.plots import (
    VERSIONS,
    confusion_map,
    credit_by_objective,
    grouped_bars,
    mistakes,
    objective_map,
    of_report,
    score_bands,
    slopes,
)


@pytest.fixture
def items(make_item) -> dict:
    """Return five items: three of `choose`, one of `bill`, one of `define`."""
    names = ["choose-one", "choose-two", "choose-three", "bill-one", "define-one"]
    return {name: make_item(id=name, objective=name.partition("-")[0], case=name) for name in names}


def texts(figure: Figure) -> list[str]:
    """Return the words written into the plot of *figure*."""
    return [text.get_text() for text in figure.axes[0].texts]


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of red, green and blue from 0 to 1, as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


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


# -- a team's report ---------------------------------------------------------------------------


def told(figure: Figure) -> list[str]:
    """Return all words of *figure*: on its axes, its ticks, its title and its legend."""
    axes = figure.axes[0]
    ticks = [label.get_text() for label in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    legend = axes.get_legend()
    names = [text.get_text() for text in legend.get_texts()] if legend else []
    return [*texts(figure), *ticks, *names, figure.get_suptitle()]


@pytest.mark.parametrize("people", [1, 7, 40])
def test_every_chart_says_in_words_what_it_shows(people):
    """Each chart of a report has an alt text that names it, is in its SVG, and is not short."""
    for name, chart in of_report(invented(people)):
        svg = ElementTree.fromstring(chart.svg())
        title = svg.find("{http://www.w3.org/2000/svg}title")

        assert len(chart.alt) > 30, name
        assert title is not None
        assert title.text == chart.alt
        assert svg.findall(".//{http://www.w3.org/2000/svg}text"), "words are words"


def test_scores_are_told_by_shape():
    """Full, half and empty dots tell results apart without color; the cut has its number."""
    group = next(g for g in invented(12).groups if g.paper.form_id == "b")
    figure = score_bands(group)
    dots = [
        line for line in figure.axes[0].lines if line.get_marker() == "o" and len(line.get_xdata())
    ]

    assert {line.get_fillstyle() for line in dots} == {
        MARKS[entry.outcome][0] for entry in group.people
    }
    assert "cut 16" in texts(figure)
    assert len(dots) == group.n


def test_alt_of_scores_counts_the_results():
    """The alt text has the lowest and highest score, the cut, and how many have which result."""
    group = next(g for g in invented(12).groups if g.paper.form_id == "a")
    counts = Counter(entry.outcome for entry in group.people)
    scores = [entry.raw for entry in group.people]

    assert f"from {min(scores)} to {max(scores)} of 20; the cut is 16" in score_bands(group).alt
    for outcome, count in counts.items():
        assert f"{count} {outcome}" in score_bands(group).alt


def test_map_writes_each_count():
    """Every cell of the map holds its count, in ink that stands out from it."""
    group = invented(5).groups[1]
    figure = objective_map(group)
    cells = [short(group.cell(entry, name)) for entry in group.people for name in group.columns]

    assert texts(figure) == cells
    for text in figure.axes[0].texts:
        column, row = (int(value) for value in text.get_position())
        share = figure.axes[0].images[0].get_array()[row, column]
        assert contrast(to_rgb(DEPTH(float(share))), to_rgb(text.get_color())) >= 4.5


def test_confusions_are_written_and_framed():
    """Each cell holds its count or a dash in ink that stands out; what is right has a frame."""
    group = invented(14).groups[1]
    figure = confusion_map(group, "code")
    axes = figure.axes[0]
    table = next(each for each in confused(group).tables if each.decision == "code")

    assert texts(figure) == [
        "-" if cell is None else str(cell) for row in table.rows for cell in row.cells
    ]
    for text in axes.texts:
        column, row = (int(value) for value in text.get_position())
        share = axes.images[0].get_array()[row, column]
        assert contrast(to_rgb(DEPTH(float(share))), to_rgb(text.get_color())) >= 4.5
    framed = [(sum(line.get_xdata()[:4]) / 4, sum(line.get_ydata()[:4]) / 4) for line in axes.lines]
    assert framed == [pytest.approx((place, place)) for place in range(3)]
    assert axes.yaxis_inverted()
    for row in table.rows:
        assert f"of {row.of} answers where {row.text} was right, " in figure.alt


def test_a_map_that_is_not_shown_says_why():
    """Below the gates the map is a sentence, the same in the drawing and in its alt text."""
    figure = confusion_map(invented(9).groups[1], "code")
    (said,) = texts(figure)

    assert "Not shown with fewer than 10 people" in " ".join(said.split())
    assert "Not shown with fewer than 10 people" in figure.alt
    assert not figure.axes[0].axison


def test_a_report_has_a_map_for_each_list_that_is_shown():
    """The pictures of fourteen people hold the lists of forms a and b, those of nine none."""
    named = [name for name, _ in of_report(invented(14)) if name.startswith("confusion")]

    assert named == [
        f"confusion-{table.decision}-{group.paper.form_id}"
        for group in invented(14).groups
        for table in confused(group).tables
    ]
    assert {"confusion-code-a", "confusion-code-b"} <= {*named}
    assert not [name for name, _ in of_report(invented(9)) if name.startswith("confusion")]


def test_map_is_darker_for_more():
    """In grey, more credit is darker all the way."""
    greys = [luminance(DEPTH(step / 20)[:3]) for step in range(21)]

    assert greys == sorted(greys, reverse=True)


def test_many_people_are_drawn_together():
    """Of more than thirty people the map has one row for all, and the scores are bars."""
    group = invented(31).groups[1]

    assert "all 31" in told(objective_map(group))
    assert score_bands(group).axes[0].get_ylabel() == "people"


def test_bars_below_the_cut_are_hatched():
    """The bars of many scores are told apart at the cut by hatching."""
    group = invented(40).groups[1]
    for bar in score_bands(group).axes[0].patches:
        middle = bar.get_x() + bar.get_width() / 2
        assert (bar.get_hatch() == "///") == (middle < 16)


def test_mistakes_are_counted_beside_their_bars():
    """Each bar has its mistake in words and its count in figures, the commonest on top."""
    group = invented(12).groups[1]
    figure = mistakes(group)
    counts = list(group.misconceptions.values())[:8]

    assert texts(figure) == [str(count) for count in counts]
    assert counts == sorted(counts, reverse=True)
    assert figure.axes[0].yaxis_inverted()


def test_no_mistake_is_said():
    """Where nobody chose wrong there is a sentence, no empty axes."""
    group = next(iter(invented(1).groups))
    object.__setattr__(group, "misconceptions", {})

    assert texts(mistakes(group)) == ["No wrong choice that we know a mistake behind."]


def test_losses_are_dashed():
    """Who has less after than before has a dashed line, and the alt text counts them."""
    made = invented(12)
    drawn = slopes(made)
    lines = [line for line in drawn.axes[0].lines if len(line.get_xdata()) == 2]

    for line in lines:
        before, after = line.get_ydata()
        assert (line.get_linestyle() == "--") == (after < before)
    down = sum(
        c.post.raw / len(c.post.paper.lines) < c.pre.raw / len(c.pre.paper.lines)
        for c in made.changes
    )
    assert f"{down} with a smaller one" in drawn.alt


def test_made_up_versions_do_not_draw_for_ever():
    """Of twelve groups pictures are drawn, today's forms first; of more there are none."""
    made = invented(2)
    other = replace(made.groups[0], current=False)
    drawn = of_report(replace(made, groups=[*made.groups, *[other] * 20]))

    scores = [name for name, _ in drawn if name.startswith("scores")]
    assert len(scores) == VERSIONS
    assert scores[: len(made.groups)] == [f"scores-{g.paper.form_id}" for g in made.groups]
