"""The results of one version of a form: people, objectives, items, and what they allow to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from exercises.items import Item
from exercises.reading.data_files import load, load_objectives
from exercises.reading.package import once
from exercises.scoring import total
from exercises.team import analysis
from exercises.team.analysis import Interval
from exercises.team.entry import Entry, Paper
from exercises.team.quick import book


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What a team can do in five minutes; *read* is the label of the section to read on."""

    title: str
    do: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """How a group did on one objective: *right* responses with full credit, of *of*."""

    id: str
    title: str
    right: int
    of: int
    activity: Activity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """One item in a group: who had it *right*, of *of* people, and what was chosen instead.

    *pick* is the commonest wrong pick, which *chose* people made; None if nobody made one. *item*
    is None for an item that is not the book's own. The statistics are None below their gates, and
    where they are *not defined* though the gate is open.
    """

    id: str
    objective: str
    right: int
    of: int
    blank: int
    pick: str | None
    chose: int
    item: Item | None
    difficulty: float | None = None
    interval: Interval | None = None
    item_rest: float | None = None
    working: int | None = None
    distractors: int | None = None

    @property
    def stem(self) -> str:
        """Return the case and the question, or the id of an item that is not the book's own."""
        return self.item.wording if self.item else self.id

    @property
    def wrong(self) -> str | None:
        """Return the words of the commonest wrong pick."""
        return words(self.item, self.pick)

    @property
    def misconception(self) -> str | None:
        """Return what the commonest wrong pick takes for true."""
        tag = misconception(self.item, self.pick)
        return load("misconceptions")[tag] if tag else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How alike the items of a form rank people; each is None where it is not defined."""

    alpha: float | None
    interval: Interval | None
    sem: float | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """The results of one version of a form: *attempts* in order, *people* the latest of each."""

    paper: Paper
    title: str
    current: bool
    attempts: Sequence[Entry]
    people: Sequence[Entry]

    @property
    def n(self) -> int:
        """Return how many people there are."""
        return len(self.people)

    @property
    def judged(self) -> bool:
        """Return whether the form has a standard."""
        return any(entry.outcome for entry in self.people)

    @property
    def next(self) -> Activity | None:
        """Return what to do about the weakest objective, where anything of it was missed."""
        weakest = self.objectives[0]
        return weakest.activity if weakest.right < weakest.of else None

    @property
    def shows(self) -> Mapping[analysis.Shown, bool]:
        """Return which statistics so many people allow."""
        return analysis.display(self.n)

    @cached_property
    def columns(self) -> dict[str, tuple[int, ...]]:
        """Return the places of each objective's items, in the order of teaching."""
        lines = self.paper.lines
        known = [*load_objectives(), *(line.objective for line in lines)]
        places = {
            name: tuple(at for at, line in enumerate(lines) if line.objective == name)
            for name in dict.fromkeys(known)
        }
        return {name: found for name, found in places.items() if found}

    def cell(self, entry: Entry, objective: str) -> Fraction:
        """Return the credit of one person on one objective."""
        lines = self.paper.lines
        return total(Fraction(entry.points[at], lines[at].full) for at in self.columns[objective])

    @cached_property
    def _choices(self) -> list[Counter[tuple[str, int]]]:
        """Return for each item how many people chose what, and what it earned."""
        places = range(len(self.paper.lines))
        return [Counter((e.chosen[at], e.points[at]) for e in self.people) for at in places]

    @cached_property
    def objectives(self) -> list[Objective]:
        """Return the objectives, the weakest first; those equally weak in the order of teaching."""
        titles, doing = load_objectives(), activities()
        found = [
            Objective(
                id=name,
                title=titles.get(name, name),
                right=sum(self._right(at) for at in places),
                of=len(places) * self.n,
                activity=doing.get(name),
            )
            for name, places in self.columns.items()
        ]
        return sorted(found, key=lambda each: Fraction(each.right, each.of))

    @cached_property
    def items(self) -> list[Missed]:
        """Return the items, the most missed first; those equally missed in the form's order."""
        found = [self._missed(at) for at in range(len(self.paper.lines))]
        return sorted(found, key=lambda each: each.right)

    @cached_property
    def misconceptions(self) -> dict[str, int]:
        """Return how often each mistake was chosen, the commonest first; of known items only."""
        counts: Counter[str] = Counter()
        for at, line in enumerate(self.paper.lines):
            item = known_item(line.id, line.version)
            for (chosen, _), count in self._choices[at].items():
                for pick in chosen.split("+") if chosen else ():
                    tag = None if pick in line.key else misconception(item, pick)
                    if tag:
                        counts[tag] += count
        order = {tag: at for at, tag in enumerate(load("misconceptions"))}
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], order[pair[0]]))
        return dict(ranked)

    @cached_property
    def reliability(self) -> Reliability | None:
        """Return the reliability of the form in this group, or None below its gate."""
        if not self.shows["reliability"]:
            return None
        alpha = analysis.alpha(self.credits)
        many = {"people": self.n, "items": len(self.paper.lines)}
        return Reliability(
            alpha=alpha,
            interval=analysis.alpha_interval(alpha, **many),
            sem=analysis.sem(self.credits),
        )

    @cached_property
    def credits(self) -> Any:
        """Return the credits, rows of people and columns of items."""
        full = np.array([line.full for line in self.paper.lines])
        return np.array([entry.points for entry in self.people], dtype=np.float64) / full

    @cached_property
    def _statistics(self) -> Sequence[analysis.ItemStatistics] | None:
        return analysis.item_statistics(self.credits) if self.shows["item_rest"] else None

    def _right(self, at: int) -> int:
        full = self.paper.lines[at].full
        return sum(count for (_, points), count in self._choices[at].items() if points == full)

    def _missed(self, at: int) -> Missed:
        line, choices = self.paper.lines[at], self._choices[at]
        picks: Counter[str] = Counter()
        for (chosen, _), count in choices.items():
            for each in chosen.split("+") if chosen else ():
                if each not in line.key:
                    picks[each] += count
        pick = most(picks)
        item = known_item(line.id, line.version)
        found: dict[str, Any] = {}
        if self.shows["difficulty"]:
            credit = sum(points * count for (_, points), count in choices.items()) / line.full
            found["difficulty"] = credit / self.n
            found["interval"] = analysis.wilson(credit, self.n)
        if self._statistics:
            found["item_rest"] = self._statistics[at].item_rest
        if self.shows["distractors"] and item:
            found["working"], found["distractors"] = self._working(at, item)
        return Missed(
            id=line.id,
            objective=line.objective,
            right=self._right(at),
            of=self.n,
            blank=sum(count for (chosen, _), count in choices.items() if not chosen),
            pick=pick,
            chose=picks[pick] if pick else 0,
            item=item,
            **found,
        )

    def _working(self, at: int, item: Item) -> tuple[int, int]:
        sets = {chosen: frozenset(filter(None, chosen.split("+"))) for chosen, _ in
                self._choices[at]}  # fmt: skip
        rest = self.credits.sum(axis=1) - self.credits[:, at]
        found = analysis.choices(item, [sets[entry.chosen[at]] for entry in self.people], rest)
        return len(found.working), len(item.picks) - len(item.keys)


@once
def activities() -> Mapping[str, Activity]:
    """Return the five-minute activity of each objective."""
    data: Mapping[str, Mapping[str, str]] = load("activities")
    return {name: Activity(title=each["title"], do=" ".join(each["do"].split()), read=each["read"])
            for name, each in data.items()}  # fmt: skip


def known_item(name: str, version: int) -> Item | None:
    """Return the item of the book, if it is in this version the book's own."""
    item = book().bank.get(name)
    return item if item and item.version == version else None


def words(item: Item | None, pick: str | None) -> str | None:
    """Return the words of *pick*: the option's, in a match with the row's before them."""
    if item is None or pick is None:
        return pick
    row, _, option = pick.rpartition(":")
    texts = {each.id: each.text for each in item.options}
    rows = {each.id: each.text for each in item.rows}
    said = texts.get(option, option)
    return " ".join((f"{rows[row]}: {said}" if row in rows else said).split())


def misconception(item: Item | None, pick: str | None) -> str | None:
    """Return the mistake that *pick* comes from, or None."""
    if item is None or pick is None:
        return None
    option = pick.rpartition(":")[2]
    return next((each.misconception for each in item.options if each.id == option), None)


def most(picks: Counter[str]) -> str | None:
    """Return the commonest of *picks*; the first by name of those equally common."""
    return min(picks, key=lambda pick: (-picks[pick], pick), default=None)
