"""What a team took for what, as a picture: a grid for each list, readable in grey."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from exercises.team.chart import DEPTH, Chart, entitle, matrix, new_chart, nothing, readable
from exercises.team.confusion import WORDS, Row, Table, confused
from exercises.team.group import Group


def confusion_map(group: Group, decision: str) -> Chart:
    """Draw what *group* took for what over the list of *decision*: darker is more of its row.

    What was right is framed. Where the table is not shown, a sentence says why.
    """
    found = confused(group)
    table = next((each for each in found.tables if each.decision == decision), None)
    if table is None:
        why = " ".join(found.said) or f"No case over the list {decision!r} was answered."
        return nothing(f"{group.title}: what got mixed up", why)
    return _drawn(group.title, table)


def confusion_maps(group: Group) -> Iterator[tuple[str, Chart]]:
    """Yield the decision and the picture of each table of *group* that may be shown."""
    for table in confused(group).tables:
        yield table.decision, _drawn(group.title, table)


def _drawn(title: str, table: Table) -> Chart:
    names, rows = list(table.options), table.rows
    figure, axes = new_chart(height=2.1 + 0.62 * len(rows))
    shares = [[(cell or 0) / (row.of or 1) for cell in row.cells] for row in rows]
    hidden = WORDS["hidden"]
    texts = [[hidden if cell is None else f"{cell:,}" for cell in row.cells] for row in rows]
    matrix(axes, shares, texts)
    for place, row in enumerate(rows):
        own = names.index(row.id)
        ink = readable(DEPTH(shares[place][own]))
        left, right, top, bottom = own - 0.44, own + 0.44, place - 0.44, place + 0.44
        axes.plot((left, right, right, left, left), (top, top, bottom, bottom, top), color=ink)
    wide = max(8, 48 // len(names))
    axes.set_xticks(range(len(names)), [fill(text, wide) for text in table.options.values()])
    axes.set_yticks(range(len(rows)), [fill(row.head, 24) for row in rows])
    axes.tick_params(labelsize="small")
    axes.set_ylabel(WORDS["corner"])
    axes.set_xlabel("what people answered (framed: the right answer)")
    entitle(axes, f"{title}: {table.ask}")
    said = "; ".join(f"of {row.of:,} answers where {row.text} was right, {_answers(table, row)}"
                     for row in rows)  # fmt: skip
    figure.alt = f"{title}: {table.ask} What got mixed up: {said}."
    return figure


def _answers(table: Table, row: Row) -> str:
    """Return what was answered in one *row*, as far as it is shown."""
    cells = zip(table.options.values(), row.cells, strict=True)
    shown = [f"{cell:,} said {text}" for text, cell in cells if cell is not None]
    return ", ".join(shown) or "none that three people shared"
