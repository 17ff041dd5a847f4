"""The facts of an event to a verdict: D9311, D9310, neither or unsettled.

An aid is a short tree of questions. It asks what still matters and nothing else. The page carries
the whole tree, so its script only follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

_GROUP = attrgetter("group")


class FactError(ValueError):
    """A fact that the aid does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question; *then* names the question or the verdict that follows.

    Choices of one *group* are shown behind its words, since few need them.
    """

    id: str
    text: str
    then: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One fact of the event, asked in plain words."""

    id: str
    text: str
    choices: tuple[Choice, ...]
    hint: str = ""

    @property
    def shown(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Return the choices in order, by the group that they stand behind; `""` for none."""
        return tuple((name, tuple(each)) for name, each in groupby(self.choices, _GROUP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who can settle what is open, and how to reach them; *read* is the year we last saw it."""

    name: str
    phone: str
    mail: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What to do, and why.

    *code* is D9311, D9310, neither or unsettled, or the next step after a denial; None as long as
    a fact is *missing*. *needs* says what must be in the chart before it goes on a claim, *change*
    which fact would turn it, *neighbour* what it may be instead,
    *steps* what to do now, *next* the label of what to open then, *contact* who can settle it,
    *see* the labels of the sections to read.
    """

    id: str
    code: str | None
    title: str
    reason: str
    missing: tuple[str, ...] = ()
    needs: str = ""
    change: str = ""
    neighbour: str = ""
    steps: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    next: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """A tree of questions that ends in verdicts.

    Raises `ValueError` for a branch that leads nowhere, in a circle, or is never reached.
    """

    id: str
    title: str
    start: str
    questions: Mapping[str, Question]
    verdicts: Mapping[str, Verdict] = field(repr=False)

    def __post_init__(self) -> None:
        reached = set()
        for path, end in self._walk(self.start, ()):
            if end not in self.verdicts:
                where = " > ".join(path) or "start"
                raise ValueError(f"aid {self.id!r}: {where} leads to {end!r}; name a question or a "
                                 "verdict that exists and was not asked before")  # fmt: skip
            reached.add(end)
        for unused in self.verdicts.keys() - reached:
            raise ValueError(f"aid {self.id!r}: no answer leads to verdict {unused!r}; delete it")

    def paths(self) -> Iterator[tuple[tuple[str, ...], Verdict]]:
        """Yield every way through the aid: the choices made, and the verdict they end in."""
        for path, end in self._walk(self.start, ()):
            yield path, self.verdicts[end]

    def left(self, here: str) -> tuple[int, int]:
        """Return how many questions are left from *here* on, itself counted: at least, at most."""
        if here in self.verdicts:
            return 0, 0
        ways = [self.left(choice.then) for choice in self.questions[here].choices]
        return 1 + min(least for least, _ in ways), 1 + max(most for _, most in ways)

    def facts(self, path: Iterable[str]) -> dict[str, str]:
        """Return the choices of *path* as facts, named by the questions they answer.

        Raises `FactError` for a choice that the question does not offer.
        """
        facts: dict[str, str] = {}
        here = self.start
        for choice in path:
            if here not in self.questions:
                raise FactError(f"{choice!r} follows the verdict {here!r}; nothing is left to ask")
            facts[here] = choice
            here = self._next(here, choice)
        return facts

    def decide(self, facts: Mapping[str, str]) -> Verdict:
        """Return the verdict on *facts*: the question's id to the choice's id.

        Facts that no longer matter are passed over. The first that is needed and not there is
        named as missing. Raises `FactError` for a question or a choice that does not exist.
        """
        for name in facts.keys() - self.questions.keys():
            known = ", ".join(self.questions)
            raise FactError(f"{name!r} is not a fact of {self.id!r}; use {known}")
        asked = self.facts_needed(facts)
        here = self._next(asked[-1], facts[asked[-1]]) if asked else self.start
        if here in self.verdicts:
            return self.verdicts[here]
        reason = f"One fact is missing: {self.questions[here].text}"
        return Verdict(id="open", code=None, title="Not yet", missing=(here,), reason=reason)

    def facts_needed(self, facts: Mapping[str, str]) -> tuple[str, ...]:
        """Return the questions that *facts* answer on the way to their verdict, in order."""
        asked, here = [], self.start
        while here in self.questions and here in facts:
            asked.append(here)
            here = self._next(here, facts[here])
        return tuple(asked)

    def _next(self, here: str, choice: str) -> str:
        """Return what follows *choice* at the question *here*."""
        then = {each.id: each.then for each in self.questions[here].choices}
        if choice not in then:
            raise FactError(f"{here} {choice!r} is not an answer; use one of {', '.join(then)}")
        return then[choice]

    def _walk(self, here: str, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        question = self.questions.get(here)
        if question is None or len(path) > len(self.questions):
            yield path, here
            return
        for choice in question.choices:
            yield from self._walk(choice.then, (*path, choice.id))
