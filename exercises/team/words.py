"""A team's report in words: the sentences that every view of it shares (data/report.yml)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from exercises.reading.data_files import load, load_objectives
from exercises.results.numbers import band, short
from exercises.results.sheets import write
from exercises.team.analysis import Interval
from exercises.team.entry import Entry, Skipped
from exercises.team.gains import gain_level
from exercises.team.group import Group, Missed, words
from exercises.team.report import Report, Sure
from exercises.team.roster import COLUMNS, rows

SAYS: dict[str, str] = load("report")
LIMITS: dict[str, int] = load("limits")


def say(name: str, /, **values: Any) -> str:
    """Return the sentence *name* of a report, with *values* in their places."""
    return SAYS[name].format(**values)


def many(count: int, name: str) -> str:
    """Return *count* with the word *name* after it, for one or for several."""
    one, several = SAYS[name].split("|")
    return f"{count:,} {one if count == 1 else several}"


def sheet(report: Report) -> str:
    """Return the roster of *report* as CSV: one line for each result, safe to open in a sheet."""
    lines = rows(report)
    return write(
        [list(lines[0]) if lines else list(COLUMNS), *(list(line.values()) for line in lines)]
    )


def head(report: Report) -> list[str]:
    """Return how much is counted, how, and how much is not: a sentence for each."""
    people = {who for group in report.groups for who in map(_who, group.people)}
    results, persons = many(report.counted, "result"), many(len(people), "person")
    counted = say("counted", results=results, people=persons)
    parts = [counted, say("latest")] if report.counted else [say("nothing")]
    if report.untimed:
        parts.append(say("untimed", names="; ".join(report.untimed)))
    if report.shared:
        parts.append(say("shared", names="; ".join(report.shared)))
    if report.copies:
        parts.append(say("copies", copies=many(len(report.copies), "copy")))
    if report.skipped:
        parts.append(say("skipped", files=many(len(report.skipped), "file")))
    return parts


def score(entry: Entry) -> str:
    """Return a score in counts."""
    return say("of", score=short(entry.raw), of=len(entry.paper.lines))


def named(entry: Entry) -> str:
    """Return the name that was given, or that there is none."""
    return entry.label or say("nobody")


def critical(entry: Entry) -> str:
    """Return which critical items were missed, by their numbers in the form."""
    missed = [str(number) for number in entry.failed_at]
    if not missed:
        return say("none-missed")
    one, several = SAYS["missed-items"].split("|")
    return (one if len(missed) == 1 else several).format(items=", ".join(missed))


def day(entry: Entry) -> str:
    """Return the day on which an attempt was finished, where it was; a code does not tell."""
    return entry.finished[:10] or say("no-day")


ROSTER = [say(name) for name in
          ("name", "job-title", "day", "attempt-no", "score", "band", "outcome",
           "must-not-miss")]  # fmt: skip
CHANGES = [say(name) for name in ("name", "before", "after", "form")]


def roster(group: Group) -> list[list[str]]:
    """Return the cells of each attempt, of as many as are shown."""
    return [
        [named(entry), entry.job or say("no-day"), day(entry), str(entry.attempt_no),
         score(entry), band(entry.low, entry.high), entry.outcome or say("no-standard"),
         critical(entry)]
        for entry in group.attempts[: LIMITS["people-shown"]]
    ]  # fmt: skip


def grid_head(group: Group) -> list[str]:
    """Return the heads over each objective, with of how many items it is."""
    titles = load_objectives()
    sizes = {name: len(places) for name, places in group.columns.items()}
    return [
        say("name"),
        *(say("grid-head", name=titles.get(name, name), of=size) for name, size in sizes.items()),
    ]


def grid(group: Group) -> list[list[str]]:
    """Return what each person has in each objective, of as many people as are shown."""
    return [
        [named(entry), *(short(group.cell(entry, name)) for name in group.columns)]
        for entry in group.people[: LIMITS["people-shown"]]
    ]


def changes(report: Report) -> list[list[str]]:
    """Return the cells of each person before and after, of as many as are shown."""
    return [
        [each.label, score(each.pre), score(each.post), each.post.paper.form_id]
        for each in report.changes[: LIMITS["people-shown"]]
    ]


def size(group: Group) -> str:
    """Return how many people and attempts *group* has, and whether it is of an older form.

    And how many were taken while an edition was in force that is newer than the one they name.
    """
    people, attempts = many(group.n, "person"), many(len(group.attempts), "attempt")
    said = [say("group", people=people, attempts=attempts)]
    if not group.current:
        said.append(say("older"))
    late = Counter((entry.newer, entry.cdt) for entry in group.attempts if entry.newer)
    for (newer, cdt), count in sorted(late.items()):
        said.append(say("newer", attempts=many(count, "attempt"), newer=newer, checked=cdt))
    return " ".join(said)


def chosen(item: Missed) -> str:
    """Return what was chosen most of what is wrong."""
    return say("chosen", people=many(item.chose, "person"), words=wrong(item))


def left(report: Report) -> list[Skipped]:
    """Return what is not counted, the files of no use first."""
    return [*report.skipped, *report.copies]


def more(of: int, name: str = "more") -> str:
    """Return how many more there are than are shown, or nothing."""
    rest = of - LIMITS["people-shown"]
    return say(name, count=f"{rest:,}") if rest > 0 else ""


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
    version = group.paper.content_hash
    return group.title if group.current else say("version", title=group.title, version=version)


def wrong(each: Missed | Sure) -> str:
    """Return the words of the commonest wrong pick."""
    return words(each.item, each.pick) or ""


def stem(each: Sure) -> str:
    """Return the case and the question of an item that people were sure of."""
    return each.item.wording if each.item else each.id


def sure(each: Sure) -> str:
    """Return how many were sure of an item and wrong, and what most of them chose."""
    said = say("sure-of", wrong=each.wrong, sure=each.sure, case=stem(each))
    return f"{said} {say('chosen-most', words=wrong(each))}" if each.pick else said


def gains(report: Report) -> list[str]:
    """Return the gains of the class, or why there are none; and who could not be compared."""
    said = []
    if report.gains is None:
        said.append(say("too-few"))
    else:
        of = report.gains
        said.append(say("gain", persons=level(of.of_persons), means=level(of.of_means)))
        if of.left_out:
            said.append(say("full-before", people=many(of.left_out, "person")))
    return said


def apart(report: Report) -> str:
    """Return who has a result before and one after that cannot be compared, or nothing."""
    names = "; ".join(report.apart)
    return say("older-before", names=names) if names else ""


def reliability(group: Group) -> str:
    """Return how well a form ranks the people of *group*, and how to take it."""
    of = group.reliability
    if of is None:
        return ""
    alpha, sem = number(of.alpha), number(of.sem)
    said = say("reliability", alpha=alpha, interval=interval(of.interval), sem=sem)
    return f"{said} {say('spread')}"


def _who(entry: Entry) -> str | int:
    return entry.who or id(entry)
