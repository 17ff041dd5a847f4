"""What a team took for what: over one list, what people answered where which option was right.

A table may not point at one person: it is shown from so many people on, and in it only what several
of them answered; what fewer answered stands in no sum either, or the sum would tell it.
`counting.confusion.js` does the same in a page; `tests/cases/team_confusion.json` holds both to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from exercises.items import Item
from exercises.results.confusion import line, pairs
from exercises.team.analysis import GATES
from exercises.team.group import Activity, Group, activities, known_item, misconception

PEOPLE = GATES["difficulty"]
"""How many people must have answered; with fewer a cell says more of one of them than of a list."""

CASES = 2
"""How many cases over a list it takes; one alone is told by its own answers."""

TOGETHER = 3
"""How many people must have given an answer before it is counted."""

WORDS = {
    "title": "What got mixed up",
    "how": "Each row is a right answer and shows how often people gave each answer. "
    "An answer counts only if {together} people or more gave it; a dash means fewer, or none.",
    "corner": "Right answer",
    "row": "{key}, of {of}",
    "answered": "answered {chosen}",
    "hidden": "-",
    "taken": "{ask} {count} of {of} answers said “{chosen}” where “{key}” was right.",
    "few_cases": "Choices that only one case asked for aren't shown: one case says too little.",
    "few_people": "Not shown with fewer than {people} people, since a count could point at one "
    "of them: {asks}",
}
"""What every view says; a page gets it as data."""

Cell: TypeAlias = tuple[str, str]
"""The option that was right, and the one that was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What people answered where one option was right: *of* answers; a cell not shown is None."""

    id: str
    text: str
    of: int
    cells: tuple[int | None, ...]

    @property
    def head(self) -> str:
        """Return the option with how many answers its row holds."""
        return WORDS["row"].format(key=self.text, of=self.of)


@dataclass(kw_only=True)
class Table:
    """The answers over one list: *cases*, *people* who answered any, *counts* by cell.

    *sharers* holds for each cell who gave it, up to `TOGETHER` of them.
    """

    decision: str
    ask: str
    options: Mapping[str, str]
    cases: int = 0
    people: int = 0
    counts: Counter[Cell] = field(default_factory=Counter)
    sharers: dict[Cell, set[int]] = field(default_factory=dict)

    @property
    def hidden(self) -> str:
        """Return why the table is not shown, as a word of `WORDS`; empty where it is."""
        if self.cases < CASES:
            return "few_cases"
        return "few_people" if self.people < PEOPLE else ""

    @property
    def rows(self) -> list[Row]:
        """Return a row for each option that was right somewhere, in the order of the list."""
        answered = {key for key, _ in self.counts}
        return [
            Row(id=key, text=text, of=self.of(key),
                cells=tuple(self.cell((key, chosen)) for chosen in self.options))
            for key, text in self.options.items() if key in answered
        ]  # fmt: skip

    def of(self, key: str) -> int:
        """Return how many answers are counted where *key* was right."""
        return sum(self.cell((key, chosen)) or 0 for chosen in self.options)

    def cell(self, cell: Cell) -> int | None:
        """Return how many answers *cell* holds; None where too few people gave them."""
        return self.counts[cell] if len(self.sharers.get(cell, ())) >= TOGETHER else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The commonest confusion: *chosen* for *key*, the *objective* of most such answers.

    *mistake* is what most of them take for true; None where no three people share one.
    """

    table: Table
    key: str
    chosen: str
    objective: str
    mistake: str | None

    @property
    def text(self) -> str:
        """Return the confusion in words."""
        options, cell = self.table.options, (self.key, self.chosen)
        return WORDS["taken"].format(
            ask=self.table.ask,
            count=self.table.counts[cell],
            of=self.table.of(self.key),
            chosen=options[self.chosen],
            key=options[self.key],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confused:
    """What a group took for what: *tables* that may be shown, *said* of the others, the worst."""

    tables: Sequence[Table]
    said: Sequence[str]
    taken: Taken | None

    def other(self, group: Group) -> Activity | None:
        """Return what *group* can do about the worst, if its weakest objective is another thing."""
        found = activities().get(self.taken.objective) if self.taken else None
        return None if found == group.objectives[0].activity else found


Given: TypeAlias = Sequence[Sequence[str]]
"""A row for each person, in it for each item the picks with `+` between them."""


def confused(group: Group) -> Confused:
    """Return what *group* took for what; items that are not the book's own tell nothing."""
    items = [known_item(line.id, line.version) for line in group.paper.lines]
    return confused_by(items, [entry.chosen for entry in group.people])


def confused_by(items: Sequence[Item | None], given: Given) -> Confused:
    """Return what people took for what who gave these answers to *items*."""
    found = tables(items, given)
    shown = [table for table in found if not table.hidden]
    return Confused(tables=shown, said=_said(found), taken=_taken(shown, items, given))


def tables(items: Sequence[Item | None], given: Given) -> list[Table]:
    """Return a table for each list that keeps its order, in the order of the items."""
    found: dict[str, Table] = {}
    answered: dict[str, set[int]] = {}
    for at, item in enumerate(items):
        cases = pairs(item, item.keys) if item else []
        if item is None or not cases:
            continue
        name = str(item.decision)
        table = found.setdefault(name, Table(decision=name, ask=line(item.ask),
            options={option.id: line(option.text) for option in item.options}))  # fmt: skip
        table.cases += len(cases)
        known: dict[str, list[Cell]] = {}
        for who, person in enumerate(given):
            cells = known.get(person[at])
            if cells is None:
                cells = known[person[at]] = pairs(item, _picks(person[at]))
            if cells:
                answered.setdefault(name, set()).add(who)
            for cell in cells:
                table.counts[cell] += 1
                _share(table.sharers.setdefault(cell, set()), who)
    for name, table in found.items():
        table.people = len(answered.get(name, ()))
    return list(found.values())


def words(items: Iterable[Item]) -> dict[str, Any]:
    """Return what a page needs to tell what a team took for what."""
    asks = {str(item.decision): item for item in items if item.decision and item.standing}
    return {
        "people": PEOPLE,
        "cases": CASES,
        "together": TOGETHER,
        "words": WORDS | {"how": how()},
        "decisions": {
            name: {
                "ask": line(item.ask),
                "options": [[option.id, line(option.text)] for option in item.options],
            }
            for name, item in asks.items()
        },
    }


def how() -> str:
    """Return how a table is read."""
    return WORDS["how"].format(together=TOGETHER)


def _said(found: Sequence[Table]) -> list[str]:
    """Return why tables are not shown, a sentence for each reason."""
    said = []
    for why in ("few_cases", "few_people"):
        asks = [table.ask for table in found if table.hidden == why]
        if asks:
            said.append(WORDS[why].format(asks=" ".join(asks), people=PEOPLE))
    return said


def _taken(shown: Sequence[Table], items: Sequence[Item | None], given: Given) -> Taken | None:
    """Return the commonest confusion; of equal ones the larger share, then the first by name."""
    ranked = [
        (-table.counts[cell], table.of(cell[0]), at, cell)
        for at, table in enumerate(shown)
        for cell in table.sharers
        if cell[0] != cell[1] and table.cell(cell)
    ]
    if not ranked:
        return None
    *_, at, cell = min(ranked)
    objective, mistake = _behind(shown[at].decision, cell, items, given)
    return Taken(table=shown[at], key=cell[0], chosen=cell[1], objective=objective,
                 mistake=mistake)  # fmt: skip


def _behind(
    decision: str, cell: Cell, items: Sequence[Item | None], given: Given
) -> tuple[str, str | None]:
    """Return the objective of most answers of *cell*, and the mistake that most people share."""
    objectives: Counter[str] = Counter()
    people: dict[str, set[int]] = {}
    for at, item in enumerate(items):
        if item is None or item.decision != decision:
            continue
        known: dict[str, list[str | None]] = {}
        for who, person in enumerate(given):
            tags = known.get(person[at])
            if tags is None:
                picks = [pick for pick in _picks(person[at]) if cell in pairs(item, [pick])]
                tags = known[person[at]] = [misconception(item, pick) for pick in picks]
            objectives[item.objective] += len(tags)
            for tag in filter(None, tags):
                people.setdefault(tag, set()).add(who)
    shared = {tag: len(whom) for tag, whom in people.items() if len(whom) >= TOGETHER}
    return _first(objectives), _first(shared) if shared else None


def _first(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _share(people: set[int], who: int) -> None:
    if len(people) < TOGETHER:
        people.add(who)


def _picks(chosen: str) -> list[str]:
    return chosen.split("+") if chosen else []
