"""A team's report in words: as plain text, and the sentences that every view of it shares."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from string import ascii_uppercase

from exercises.reading.data_files import load
from exercises.reading.passages import Passage
from exercises.results.numbers import short, tenth
from exercises.team import confusion
from exercises.team.analysis import Interval
from exercises.team.confusion import Confused, Table, confused
from exercises.team.entry import Entry
from exercises.team.gains import gain_level
from exercises.team.group import Activity, Group, Missed, words
from exercises.team.report import Report, Sure, person
from exercises.team.roster import COLUMNS, rows

SHOWN = 200
"""How many people a text lists; a sheet lists them all."""

MOST = 10
"""How many of the most missed items and mistakes are listed."""

SPREAD = (
    "A team that all passed has little spread, so this is low though the form may be fine: "
    "it says how well the form ranks people, not how well they did."
)
LATEST = "Counts take each person's latest attempt."
WITHOUT = "Nothing to report: no result could be used."


def text(report: Report, *, passage: Callable[[str], Passage]) -> str:
    """Return *report* as plain text; *passage* names the section to read on."""
    return "\n".join(clean(line) for line in _text(report, passage)) + "\n"


def sheet(report: Report) -> str:
    """Return the roster of *report* as CSV: one line for each result, safe to open in a sheet."""
    lines = rows(report)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]) if lines else COLUMNS)
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in line.items()} for line in lines)
    return out.getvalue()


def head(report: Report) -> str:
    """Return how much is counted, and how much is not."""
    people = {who for group in report.groups for who in map(_who, group.people)}
    parts = [f"{_many(report.counted, 'result')} of {_many(len(people), 'person')} counted."]
    if report.copies:
        parts.append(f"{_many(len(report.copies), 'copy')} counted once.")
    if report.skipped:
        parts.append(f"{_many(len(report.skipped), 'file or line', 'files or lines')} skipped.")
    return " ".join(parts) if report.counted else " ".join([WITHOUT, *parts[1:]])


def score(group: Group, entry: Entry) -> str:
    """Return a score in counts."""
    return f"{short(entry.raw)} of {len(group.paper.lines)}"


def band(entry: Entry) -> str:
    """Return the band of a score, in items."""
    return f"{tenth(entry.low)} to {tenth(entry.high)}"


def critical(entry: Entry) -> str:
    """Return which critical items were missed, by their numbers in the form."""
    missed = [n for n, line in enumerate(entry.paper.lines, 1) if line.id in entry.failed]
    return f"missed: item {', '.join(map(str, missed))}" if missed else "-"


def number(value: float | None, places: int = 2) -> str:
    """Return a statistic, or that it is not defined."""
    return "not defined" if value is None else f"{value:.{places}f}"


def interval(value: Interval | None) -> str:
    """Return an interval, or that it is not defined."""
    return "not defined" if value is None else f"{value[0]:.2f} to {value[1]:.2f}"


def level(gain: float | None) -> str:
    """Return a normalized gain with what it is called, or that it is not defined."""
    return "not defined" if gain is None else f"{gain:.2f} ({gain_level(gain)})"


def statistics(group: Group, item: Missed) -> str:
    """Return what the size of *group* allows to say of *item* beyond counts."""
    parts = []
    if group.shows["difficulty"]:
        parts.append(f"p {number(item.difficulty)} (95 %: {interval(item.interval)})")
    if group.shows["item_rest"]:
        parts.append(f"item-rest r {number(item.item_rest)}")
    if item.distractors is not None:
        parts.append(f"{item.working} of {item.distractors} distractors work")
    if group.shows["negative_item_rest"] and (item.item_rest or 0) < 0:
        parts.append("r is below 0: check the key")
    return "; ".join(parts)


def kind(group: Group) -> str:
    """Return the title of *group*, and its version if it is not the book's own."""
    return group.title if group.current else f"{group.title}, version {group.paper.content_hash}"


def wrong(each: Missed | Sure) -> str:
    """Return the words of the commonest wrong pick."""
    return words(each.item, each.pick) or ""


def gains(report: Report) -> str:
    """Return the gains of the class, or why there are none."""
    if report.gains is None:
        return "With fewer than 10 people with both, counts say all there is to say."
    left = report.gains.left_out
    parts = [
        f"Normalized gain: {level(report.gains.of_persons)} as the mean of persons, "
        f"{level(report.gains.of_means)} of the class means."
    ]
    if left:
        parts.append(f"{_many(left, 'person')} had full credit before: no gain is defined.")
    return " ".join(parts)


def _text(report: Report, passage: Callable[[str], Passage]) -> Iterator[str]:
    yield "Team report on D9311"
    yield head(report)
    if report.counted:
        yield LATEST
    for group in report.groups:
        yield from _group(group, passage)
    if report.changes:
        yield from _title("Before and after")
        yield from _table(
            ["name", "before", "after", "form"],
            [[c.label, f"{short(c.pre.raw)} of {len(c.pre.paper.lines)}",
              f"{short(c.post.raw)} of {len(c.post.paper.lines)}", c.post.paper.form_id]
             for c in report.changes[:SHOWN]],
            len(report.changes))  # fmt: skip
        yield gains(report)
    if report.sure:
        yield from _title("Sure and wrong: talk about these first")
        for each in report.sure[:MOST]:
            yield f"- {each.wrong} of {each.sure} who were sure: {stem(each)}"
            if each.pick:
                yield f"  Chosen most: {wrong(each)}"
    if report.copies:
        yield from _title("Counted once")
        yield from (f"- {each.name}: {each.reason}" for each in report.copies[:SHOWN])
        yield from _more(len(report.copies))


def _group(group: Group, passage: Callable[[str], Passage]) -> Iterator[str]:
    yield ""
    yield kind(group)
    yield "=" * len(kind(group))
    yield f"{_many(group.n, 'person')}, {_many(len(group.attempts), 'attempt')}."
    if not group.current:
        yield "Made with another version of the form: scored as the files say, and never mixed."
    yield from _title("Roster")
    yield from _table(
        ["name", "attempt", "score", "band", "result", "must not miss"],
        [[entry.label or "(no name)", str(entry.attempt_no), score(group, entry), band(entry),
          entry.outcome or "no standard", f"missed {len(entry.failed)}" if entry.failed else "-"]
         for entry in group.attempts[:SHOWN]],
        len(group.attempts))  # fmt: skip
    yield from _title("Objective by person")
    sizes = {name: len(places) for name, places in group.columns.items()}
    yield from _table(
        ["name", *(f"{name} of {size}" for name, size in sizes.items())],
        [[entry.label or "(no name)", *(short(group.cell(entry, name)) for name in sizes)]
         for entry in group.people[:SHOWN]],
        group.n)  # fmt: skip
    found = confused(group)
    yield from _next(group, found, passage)
    yield from _confusion(found)
    missed = [item for item in group.items if item.right < item.of][:MOST]
    if missed:
        yield from _title("Most missed")
    for item in missed:
        yield f"- {item.right} of {item.of} right: {item.stem}"
        if item.pick:
            yield f"  Chosen most of what is wrong ({_many(item.chose, 'person')}): {wrong(item)}"
        if item.misconception:
            yield f"  Behind it: {item.misconception}"
        if item.blank:
            yield f"  Blank: {item.blank}"
        if said := statistics(group, item):
            yield f"  {said}"
    if group.misconceptions:
        yield from _title("Mistakes behind the wrong options")
        texts = load("misconceptions")
        for tag, count in list(group.misconceptions.items())[:MOST]:
            yield f"- {count}: {texts[tag]}"
    if group.reliability:
        yield from _title("How well the form ranks people")
        yield (f"Alpha {number(group.reliability.alpha)} "
               f"(95 %: {interval(group.reliability.interval)}), "
               f"error of measurement {number(group.reliability.sem)} items.")  # fmt: skip
        yield SPREAD


def _next(group: Group, found: Confused, passage: Callable[[str], Passage]) -> Iterator[str]:
    yield from _title("Teach this next")
    if found.taken:
        yield f"- {found.taken.text}"
        if found.taken.mistake:
            yield f"  Behind it: {load('misconceptions')[found.taken.mistake]}"
        yield from _doing(found.activity, passage)
    for each in group.objectives:
        yield f"- {each.title}: {each.right} of {each.of} right"
        if each is group.objectives[0]:
            yield from _doing(found.other(group), passage)


def _doing(found: Activity | None, passage: Callable[[str], Passage]) -> Iterator[str]:
    if found:
        yield f"  Five minutes. {found.title}: {found.do}"
        yield f"  Read on: {passage(found.read).title}"


def _confusion(found: Confused) -> Iterator[str]:
    if not (found.tables or found.said):
        return
    yield from _title(confusion.WORDS["title"])
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


def _title(words: str) -> Iterator[str]:
    yield ""
    yield words
    yield "-" * len(words)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]], of: int) -> Iterator[str]:
    table = [head, *lines]
    widths = [max(len(clean(row[at])) for row in table) for at in range(len(head))]
    for row in table:
        cells = (clean(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    yield from _more(of)


def _more(of: int) -> Iterator[str]:
    if of > SHOWN:
        yield f"… and {of - SHOWN:,} more; --csv FILE lists all."


def _many(count: int, one: str, several: str = "") -> str:
    plural = several or {"person": "people", "copy": "copies"}.get(one, f"{one}s")
    return f"{count:,} {one if count == 1 else plural}"


def _who(entry: Entry) -> str | int:
    return person(entry.label) or id(entry)


def stem(each: Sure) -> str:
    """Return the case and the question of an item that people were sure of."""
    return each.item.wording if each.item else each.id


def clean(line: str) -> str:
    """Return *line* without what would move a terminal's cursor or change its colours."""
    return "".join(c if c.isprintable() else " " for c in line)


def _safe(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") and cell else cell
