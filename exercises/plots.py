"""Views of results in matplotlib, in the site's look: readable in grey, every bar labelled."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from exercises.items import Item
from exercises.loader import load_objectives
from exercises.scoring import total

INK, ACCENT, SOFT, HAIR = "#1b2a33", "#0b5c6b", "#dfeaec", "#cfdadd"
HATCHES = ("", "///", "...", "xx")


def credit_by_objective(credits: Mapping[str, Fraction], items: Mapping[str, Item]) -> Figure:
    """Draw how much credit each objective earned, as bars of counts.

    *credits* holds the credit of each item taken, from 0 to 1; *items* says what each measures.
    """
    rows = []
    for objective, title in load_objectives().items():
        mine = [value for name, value in credits.items() if items[name].objective == objective]
        if mine:
            rows.append((title, total(mine), len(mine)))
    figure, axes = _figure(height=1.0 + 0.45 * max(1, len(rows)))
    if not rows:
        axes.set_axis_off()
        axes.text(0, 0.5, "Nothing taken yet: check an item above, then run this cell again.",
                  color=INK, transform=axes.transAxes)  # fmt: skip
        return figure
    places = range(len(rows))
    axes.barh(places, [count for *_, count in rows], color=SOFT, edgecolor=HAIR)
    axes.barh(places, [float(points) for _, points, _ in rows], color=ACCENT)
    axes.set_yticks(places, [title for title, *_ in rows])
    for place, (_, points, count) in zip(places, rows, strict=True):
        axes.text(count + 0.08, place, f"{_short(points)} of {count}", va="center", color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max(count for *_, count in rows) * 1.25)
    axes.set_xlabel("items: all of them, and the credit earned")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return figure


def grouped_bars(
    groups: Mapping[str, Mapping[str, Fraction]], *, ylabel: str, title: str
) -> Figure:
    """Draw bars side by side: *groups* maps each bar's series to its value at each place."""
    figure, axes = _figure(height=3.4)
    places = list(next(iter(groups.values())))
    width = 0.8 / len(groups)
    for index, (name, values) in enumerate(groups.items()):
        left = [place - 0.4 + (index + 0.5) * width for place in range(len(places))]
        heights = [float(values[place]) for place in places]
        colour = ACCENT if index == 0 else SOFT
        bars = axes.bar(left, heights, width * 0.92, label=name, color=colour, edgecolor=INK,
                        hatch=HATCHES[index % len(HATCHES)])  # fmt: skip
        cut = [f"{int(values[place] * 100) / 100:.2f}" for place in places]
        axes.bar_label(bars, cut, padding=2, color=INK)
    axes.set_xticks(range(len(places)), places)
    axes.set_ylim(0, 1.15)
    axes.set_ylabel(ylabel)
    axes.set_title(title, loc="left", fontsize="medium")
    axes.legend(frameon=False, loc="upper right")
    return figure


class Chart(Figure):
    """A figure that a notebook and a page show as the same drawing, byte for byte."""

    def _repr_svg_(self) -> str:
        drawing = io.StringIO()
        with rc_context({"svg.hashsalt": "d9311", "svg.fonttype": "none"}):
            self.savefig(drawing, format="svg", metadata={"Date": None})
        return drawing.getvalue()


def _figure(height: float) -> tuple[Figure, Axes]:
    figure = Chart(figsize=(7, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _short(points: Fraction) -> str:
    """Return *points* to two places at most, cut and never rounded up."""
    return f"{int(points * 100) / 100:g}"
