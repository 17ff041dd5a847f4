"""A figure that says in words what it shows, and how every plot looks."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from textwrap import fill, shorten
from typing import Any
from warnings import catch_warnings, filterwarnings

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.text import Text

from exercises.plain import printable
from exercises.team.entry import Entry

INK, ACCENT, SOFT, HAIR, LINE = "#1b2a33", "#0b5c6b", "#dfeaec", "#cfdadd", "#6b7f87"
DEPTH = LinearSegmentedColormap.from_list("depth", ["#f2f7f8", "#0b5c6b"])
"""From light to dark, so that grey says as much."""

FONTS = ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "DejaVu Sans"]
"""The site's own type is the system's; a drawing asks for the same."""

HATCHES = ("", "///", "...", "xx")


class Chart(Figure):
    """A figure that a notebook and a page show as the same drawing, byte for byte.

    *alt* says in words what it shows.
    """

    alt: str = ""

    def draw(self, renderer: Any) -> None:
        """Draw it. In a name a dollar sign is no formula, and what no font shows is no fault."""
        for words in self.findobj(Text):
            words.set_parse_math(False)
            words.set_text(printable(words.get_text(), keep="\n"))
        with catch_warnings():
            filterwarnings("ignore", message="Glyph .* missing from font")
            super().draw(renderer)

    def svg(self) -> str:
        """Return the drawing; its words are text, in the reader's own type."""
        drawing = io.StringIO()
        settings: Any = {"svg.hashsalt": "d9311", "svg.fonttype": "none", "font.sans-serif": FONTS}
        silent = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        about: Any = silent | ({"Title": printable(self.alt, keep="\n")} if self.alt else {})
        with rc_context(settings):
            self.savefig(drawing, format="svg", metadata=about)
        return drawing.getvalue()

    def _repr_svg_(self) -> str:
        return self.svg()


def new_chart(height: float) -> tuple[Chart, Axes]:
    """Return a chart so many inches high, and its axes, without a frame.

    It is as narrow as it can be: as wide as a phone, its words still have 10 pixels.
    """
    figure = Chart(figsize=(5.2, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


MARKS = {
    "meets": ("full", "meets"),
    "borderline": ("left", "borderline"),
    "not yet": ("none", "not yet"),
    None: ("full", "no standard"),
}
"""How a score is drawn, by its result: a dot that is full, half full or empty."""


def name_ends(axes: Axes, ends: Mapping[float, list[str]]) -> None:
    """Write beside the end of each line who ends there; names that would meet move down."""
    room, last = 4.6, 200.0
    for place in sorted(ends, reverse=True):
        last = min(place, last - room)
        said = shorten(", ".join(ends[place]), 34, placeholder=" …")
        axes.annotate(said, (1, place), (1.08, last), va="center", fontsize="small", color=INK,
                      arrowprops={"arrowstyle": "-", "color": LINE, "linewidth": 0.8,
                                  "shrinkA": 0, "shrinkB": 3})  # fmt: skip


def dot(outcome: str | None) -> dict[str, Any]:
    """Return how a score of this outcome is drawn."""
    style, word = MARKS[outcome]
    return {
        "marker": "o", "linestyle": "none", "markersize": 11, "fillstyle": style, "color": INK,
        "markerfacecolor": "white" if style == "none" else INK, "markerfacecoloralt": "white",
        "markeredgewidth": 1.6, "zorder": 3, "label": word,
    }  # fmt: skip


def marks_legend(axes: Axes, outcomes: set[str | None]) -> None:
    """Say below the drawing what its dots mean."""
    handles = [axes.plot([], [], **dot(each))[0] for each in MARKS if each in outcomes]
    place: Any = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.12), "borderaxespad": 2}
    axes.legend(handles=handles, frameon=False, ncols=4, fontsize="small", **place)


def readable(paper: tuple[float, ...]) -> str:
    """Return the ink that stands out more from *paper*: 4.5 to 1 at least (WCAG 2.2, luminance)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in paper[:3]]  # noqa: PLR2004
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "black" if light > 0.179 else "white"  # noqa: PLR2004 (there both are 4.58 to 1)


def matrix(axes: Axes, shares: Sequence[Sequence[float]], texts: Sequence[Sequence[str]]) -> None:
    """Draw a grid of cells, darker for a larger share, each with its text; its columns on top."""
    axes.imshow(shares, cmap=DEPTH, vmin=0, vmax=1, aspect="auto", interpolation="none")
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            colour = readable(DEPTH(shares[row][column]))
            axes.text(column, row, text, ha="center", va="center", color=colour)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.set_xticks([at - 0.5 for at in range(1, len(shares[0]))], minor=True)
    axes.set_yticks([at - 0.5 for at in range(1, len(shares))], minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="minor", length=0, top=False)
    axes.spines[:].set_visible(False)


def entitle(axes: Axes, title: str) -> None:
    """Write *title* over the whole figure: over the axes alone a long one would be cut off."""
    figure = axes.get_figure()
    assert figure is not None
    figure.suptitle(fill(title, 68), x=0.01, ha="left", fontsize="medium", color=INK)


def nothing(title: str, why: str) -> Chart:
    """Return a chart of nothing, which says *why*."""
    figure, axes = new_chart(height=1.6)
    entitle(axes, title)
    axes.set_axis_off()
    axes.text(0, 0.5, fill(why, 62), color=INK, va="center", transform=axes.transAxes)
    figure.alt = f"{title}. {why}"
    return figure


def named(label: str) -> str:
    """Return *label* as it stands beside a row."""
    return shorten(label, 24, placeholder="…") or "(no name)"


def percent(entry: Entry) -> float:
    """Return the score in percent of full credit."""
    return 100 * float(entry.raw) / len(entry.paper.lines)


def people_said(count: int) -> str:
    """Return how many people there are, in words."""
    return f"{count:,} {'person' if count == 1 else 'people'}"
