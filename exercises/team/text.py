"""A team's report as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from exercises.plain import printable
from exercises.reading.data_files import load
from exercises.reading.passages import Linked
from exercises.reading.subject import subject
from exercises.team import confusion
from exercises.team.confusion import Confused, Table, confused
from exercises.team.first import headline, missing
from exercises.team.group import Activity, Group
from exercises.team.report import Report
from exercises.team.words import (
    CHANGES,
    LIMITS,
    ROSTER,
    apart,
    changes,
    chosen,
    gains,
    grid,
    grid_head,
    head,
    kind,
    left,
    more,
    reliability,
    roster,
    say,
    size,
    statistics,
    sure,
)


def text(report: Report, *, passage: Linked, team: Sequence[str] = ()) -> str:
    """Return *report* as plain text; *passage* names the section to read on.

    Of the people in *team*, a line each, it says who has not handed in.
    """
    return "\n".join(printable(line) for line in _text(report, passage, team)) + "\n"


def _text(report: Report, passage: Linked, team: Sequence[str]) -> Iterator[str]:
    yield say("title", subject=subject().name)
    yield from filter(None, [" ".join(headline(report))])
    yield from missing(report, team)
    yield " ".join(head(report))
    for group in report.groups:
        yield from _group(group, passage)
    if report.changes or report.apart:
        yield from _title("changes")
    if report.changes:
        yield from _table(CHANGES, changes(report), len(report.changes))
        yield from gains(report)
    if said := apart(report):
        yield said
    if report.sure:
        yield from _title("sure")
        yield from (f"- {sure(each)}" for each in report.sure[: LIMITS["items-shown"]])
    if found := left(report):
        yield from _title("left")
        shown = found[: LIMITS["people-shown"]]
        yield from (f"- {each.name}: {each.reason}" for each in shown)
        yield from filter(None, [more(len(found), "left-more")])


def _group(group: Group, passage: Linked) -> Iterator[str]:
    yield ""
    yield kind(group)
    yield "=" * len(kind(group))
    yield size(group)
    found = confused(group)
    yield from _next(group, found, passage)
    yield from _confusion(found)
    yield from _title("roster")
    yield from _table(ROSTER, roster(group), len(group.attempts))
    yield from _title("grid")
    yield from _table(grid_head(group), grid(group), group.n)
    yield from _missed(group)
    if group.reliability:
        yield from _title("ranks")
        yield reliability(group)


def _missed(group: Group) -> Iterator[str]:
    missed = [item for item in group.items if item.right < item.of]
    yield from _title("most-missed")
    if not missed:
        yield say("nothing-missed")
    for item in missed[: LIMITS["items-shown"]]:
        yield f"- {say('right', right=item.right, of=item.of)}: {item.stem}"
        if item.pick:
            yield f"  {chosen(item)}"
        if item.misconception:
            yield f"  {say('behind', mistake=item.misconception)}"
        if item.blank:
            yield f"  {say('blank', count=item.blank)}"
        if said := statistics(group, item):
            yield f"  {said}"
    if group.misconceptions:
        yield from _title("mistakes")
        texts = load("misconceptions")
        for tag, count in list(group.misconceptions.items())[: LIMITS["items-shown"]]:
            yield f"- {say('mistake', count=count, mistake=texts[tag])}"


def _next(group: Group, found: Confused, passage: Linked) -> Iterator[str]:
    yield from _title("teach")
    weakest, *rest = (
        f"- {each.title}: {say('right', right=each.right, of=each.of)}" for each in group.objectives
    )
    yield weakest
    yield from _doing(group.next, passage)
    if found.taken:
        yield f"- {found.taken.text}"
        if found.taken.mistake:
            yield f"  {say('behind', mistake=load('misconceptions')[found.taken.mistake])}"
        yield from _doing(found.other(group), passage)
    yield from rest


def _doing(found: Activity | None, passage: Linked) -> Iterator[str]:
    if found:
        yield f"  {say('five')} {found.title}: {found.do}"
        yield f"  {say('read')} {passage(found.read).title}"


def _confusion(found: Confused) -> Iterator[str]:
    if not (found.tables or found.said):
        return
    yield from _heading(confusion.WORDS["title"])
    if found.tables:
        yield confusion.how()
    for table in found.tables:
        yield ""
        yield table.ask
        yield from _matrix(table)
    yield from found.said


def _matrix(table: Table) -> Iterator[str]:
    """Yield the rows of *table*, a letter over each column, and what the letters stand for."""
    letters = dict(zip(table.options, ascii_uppercase, strict=False))
    hidden = confusion.WORDS["hidden"]
    lines = [[f"{letters[row.id]} {row.head}",
              *(hidden if cell is None else str(cell) for cell in row.cells)]
             for row in table.rows]  # fmt: skip
    yield from _table([confusion.WORDS["corner"], *letters.values()], lines, len(lines))
    rest = [name for name in table.options if name not in {row.id for row in table.rows}]
    yield from (f"{letters[name]} {table.options[name]}" for name in rest)


def _title(name: str) -> Iterator[str]:
    yield from _heading(say(name))


def _heading(words: str) -> Iterator[str]:
    yield ""
    yield words
    yield "-" * len(words)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]], of: int) -> Iterator[str]:
    table = [head, *lines]
    widths = [max(len(printable(row[at])) for row in table) for at in range(len(head))]
    for row in table:
        cells = (printable(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    yield from filter(None, [more(of)])
