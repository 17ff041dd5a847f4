"""Views of results in matplotlib, in the site's look: readable in grey, every bar labelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from textwrap import fill

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from exercises.items import Item
from exercises.order import hash32
from exercises.plain import counted
from exercises.reading.data_files import load, load_objectives
from exercises.results.numbers import short
from exercises.scoring import total
from exercises.team.chart import (
    ACCENT,
    HAIR,
    HATCHES,
    INK,
    LINE,
    MARKS,
    SOFT,
    Chart,
    dot,
    entitle,
    marks_legend,
    matrix,
    name_ends,
    named,
    new_chart,
    nothing,
    people_said,
    percent,
)
from exercises.team.confusion_map import confusion_map, confusion_maps  # noqa: F401 (is one of the plots)
from exercises.team.group import Group
from exercises.team.quick import book
from exercises.team.report import Report


def credit_by_objective(credits: Mapping[str, Fraction], items: Mapping[str, Item]) -> Figure:
    """Draw how much credit each objective earned, as bars of counts.

    *credits* holds the credit of each item taken, from 0 to 1; *items* says what each measures.
    """
    rows = []
    for objective, title in load_objectives().items():
        mine = [value for name, value in credits.items() if items[name].objective == objective]
        if mine:
            rows.append((title, total(mine), len(mine)))
    figure, axes = new_chart(height=1.0 + 0.45 * max(1, len(rows)))
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
        axes.text(count + 0.08, place, f"{short(points)} of {count}", va="center", color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max(count for *_, count in rows) * 1.25)
    axes.set_xlabel("items: all of them, and the credit earned")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return figure


def grouped_bars(
    groups: Mapping[str, Mapping[str, Fraction]], *, ylabel: str, title: str
) -> Figure:
    """Draw bars side by side: *groups* maps each bar's series to its value at each place."""
    figure, axes = new_chart(height=3.4)
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


# -- a team's report ---------------------------------------------------------------------------

FEW = 30
"""Up to how many people each has a line of their own."""

VERSIONS = 12
"""Of how many groups pictures are drawn: more than an office has forms and editions of them."""


def of_report(report: Report) -> list[tuple[str, Chart]]:
    """Return the charts of *report*, of its first `VERSIONS` groups, each with its file's name."""
    found = []
    for group in report.groups[:VERSIONS]:
        name = _file(group.paper.form_id)
        name += "" if group.current else f"-{group.paper.content_hash}"
        found += [
            (f"scores-{name}", score_bands(group)),
            (f"objectives-{name}", objective_map(group)),
            (f"mistakes-{name}", mistakes(group)),
            *((f"confusion-{each}-{name}", chart) for each, chart in confusion_maps(group)),
        ]
    return [*found, ("before-and-after", slopes(report))] if report.changes else found


def _file(form: str) -> str:
    """Return what names a file for *form*, which a result may call whatever it likes."""
    plain = re.sub(r"[^a-z0-9-]+", "_", form.lower())[:60]
    return plain if plain == form else f"{plain}-{hash32(form):08x}"


def score_bands(group: Group) -> Chart:
    """Draw each person's score with its band, and the cut; of many people, how many have which.

    The dot is full for *meets*, half full for *borderline*, empty for *not yet*.
    """
    items = len(group.paper.lines)
    form = book().forms.get(group.paper.form_id)
    cut = float(form.cut * items) if form and form.cut and group.current else None
    people = sorted(group.people, key=lambda entry: entry.raw, reverse=True)
    if group.n > FEW:
        figure, axes = new_chart(height=3.6)
        counts = Counter(int(entry.raw) for entry in people)
        for score, count in counts.items():
            below = cut is not None and score < cut
            axes.bar(score, count, width=0.8, color=SOFT if below else ACCENT, edgecolor=INK,
                     hatch="///" if below else "")  # fmt: skip
        axes.set_ylabel("people")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    else:
        figure, axes = new_chart(height=1.6 + 0.32 * group.n)
        for place, entry in enumerate(people):
            axes.hlines(place, entry.low, entry.high, color=LINE, linewidth=5, zorder=1)
            axes.plot(float(entry.raw), place, **dot(entry.outcome))
        axes.set_yticks(range(group.n), [named(entry.label) for entry in people])
        axes.invert_yaxis()
        axes.margins(y=0.08)
        marks_legend(axes, {entry.outcome for entry in people})
    if cut is not None:
        line = cut - 0.5 if group.n > FEW else cut  # a bar stands around its score
        axes.axvline(line, color=INK, linestyle="--", linewidth=1.5, zorder=2)
        axes.annotate(f"cut {cut:g}", (line, 1), xycoords=("data", "axes fraction"), color=INK,
                      xytext=(0, 3), textcoords="offset points", ha="center",
                      fontsize="small")  # fmt: skip
    axes.set_xlim(-0.6, items + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(f"score, of {items}")
    entitle(axes, f"{group.title}: score and band" if group.n <= FEW else f"{group.title}: scores")
    lowest, highest = short(people[-1].raw), short(people[0].raw)
    outcomes = Counter(MARKS[entry.outcome][1] for entry in people)
    said = ", ".join(f"{outcomes[word]} {word}" for _, word in MARKS.values() if outcomes[word])
    figure.alt = (
        f"{group.title}: scores of {people_said(group.n)}, from {lowest} to {highest} of {items}"
        + (f"; the cut is {cut:g}" if cut is not None else "")
        + f". Results: {said}."
    )
    return figure


def objective_map(group: Group) -> Chart:
    """Draw the credit of each person on each objective: darker is more, and the count is written.

    Of many people there is one row for all.
    """
    names = list(group.columns)
    sizes = [len(group.columns[name]) for name in names]
    if group.n > FEW:
        sums = {each.id: each for each in group.objectives}
        labels = [f"all {group.n:,}"]
        shares = [[sums[name].right / sums[name].of for name in names]]
        texts = [[f"{sums[name].right:,}\nof {sums[name].of:,}" for name in names]]
    else:
        labels = [named(entry.label) for entry in group.people]
        cells = [[group.cell(entry, name) for name in names] for entry in group.people]
        shares = [[float(cell) / size for cell, size in zip(row, sizes, strict=True)]
                  for row in cells]  # fmt: skip
        texts = [[short(cell) for cell in row] for row in cells]
    figure, axes = new_chart(height=1.5 + (0.34 if group.n <= FEW else 0.6) * len(labels))
    matrix(axes, shares, texts)
    heads = [f"{name}\nof {size}" for name, size in zip(names, sizes, strict=True)]
    axes.set_xticks(range(len(names)), heads)
    axes.set_yticks(range(len(labels)), labels)
    entitle(axes, f"{group.title}: credit by objective, darker is more")
    order = ", ".join(f"{each.title}, {each.right} of {each.of} right" for each in group.objectives)
    of_whom = f"{group.title}: credit of {people_said(group.n)} on each objective"
    figure.alt = f"{of_whom}. Weakest first: {order}."
    return figure


def mistakes(group: Group, most: int = 8) -> Chart:
    """Draw how often each mistake stood behind a wrong choice, the commonest on top."""
    found = list(group.misconceptions.items())[:most]
    texts = load("misconceptions")
    title = f"{group.title}: mistakes behind wrong choices"
    if not found:
        return nothing(title, "No wrong choice that we know a mistake behind.")
    figure, axes = new_chart(height=1.0 + 0.55 * len(found))
    entitle(axes, title)
    counts = [count for _, count in found]
    bars = axes.barh(range(len(found)), counts, color=ACCENT, edgecolor=INK)
    axes.bar_label(bars, [f"{count:,}" for count in counts], padding=4, color=INK)
    axes.set_yticks(range(len(found)), [fill(texts[tag], 42) for tag, _ in found], fontsize="small")
    axes.invert_yaxis()
    axes.set_xlim(0, max(counts) * 1.15)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("times chosen")
    said = "; ".join(f"{counted(count, 'time')}: {texts[tag]}".rstrip(".") for tag, count in found)
    figure.alt = f"{title}. {said}."
    return figure


def slopes(report: Report) -> Chart:
    """Draw each person's share of full credit before and after; who lost has a dashed line."""
    changes = report.changes
    pairs = [(percent(change.pre), percent(change.post)) for change in changes]
    figure, axes = new_chart(height=4.2)
    few = len(pairs) <= FEW
    lines = Counter(pairs)
    for (before, after), count in lines.items():
        width = 1.6 if few else 0.3 + 4 * count / max(lines.values())
        axes.plot((0, 1), (before, after), color=INK, linewidth=width, marker="o" if few else None,
                  linestyle="-" if after >= before else "--", markersize=5)  # fmt: skip
    if few:
        ends: dict[float, list[str]] = {}
        for change, (_, after) in zip(changes, pairs, strict=True):
            ends.setdefault(after, []).append(named(change.label))
        name_ends(axes, ends)
    axes.set_xticks((0, 1), ("before", "after"))
    axes.set_xlim(-0.15, 1.6 if few else 1.15)
    axes.set_ylim(-3, 103)
    axes.set_ylabel("share of full credit, %")
    thick = "" if few else "; thicker: more people"
    entitle(axes, f"Before and after (dashed: less than before{thick})")
    up = sum(after > before for before, after in pairs)
    down = sum(after < before for before, after in pairs)
    alike = len(pairs) - up - down
    figure.alt = (
        f"Before and after of {people_said(len(pairs))}: {up} with a larger share of full credit "
        f"after, {down} with a smaller one, {alike} with the same."
    )
    return figure
