"""What a team's results say: counted for everyone, analysed where there are people enough.

A report has a *group* for each version of each form, never mixed. Its counts take each person's
latest attempt. `analysis.display` says what a group of its size may show; the rest is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.items import Item
from exercises.plain import same_name
from exercises.results.refusals import refusal
from exercises.team import analysis, gains
from exercises.team.entry import Entry, Paper, Skipped
from exercises.team.gains import Gains
from exercises.team.group import Group, known_item, most
from exercises.team.quick import book


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """An item on which people were sure: how many, and how many of them were *wrong*."""

    id: str
    sure: int
    wrong: int
    pick: str | None
    item: Item | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One person before and after: the first `pre` result, the latest `final` one."""

    label: str
    pre: Entry
    post: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a set of results says. *copies* names each file that was counted once already.

    Names to tell: *apart* have a result before and one after of two versions; *shared* stand for
    two people, perhaps; of *untimed*, nobody knows which attempt is the latest.
    """

    groups: Sequence[Group]
    changes: Sequence[Change]
    apart: Sequence[str] = ()
    gains: Gains | None
    sure: Sequence[Sure]
    skipped: Sequence[Skipped]
    copies: Sequence[Skipped]
    shared: Sequence[str] = ()
    untimed: Sequence[str] = ()

    @property
    def counted(self) -> int:
        """Return how many results are counted."""
        return sum(len(group.attempts) for group in self.groups)


def report(found: Iterable[Entry | Skipped]) -> Report:
    """Return the report of what `intake` read; *found* is gone through once."""
    skipped: list[Skipped] = []
    copies: list[Skipped] = []
    seen: dict[tuple[Any, ...] | None, tuple[str, str]] = {}
    taken: list[Entry] = []
    for each in found:
        if isinstance(each, Skipped):
            skipped.append(each)
            continue
        key = _same(each)
        if key in seen:
            name, mark = seen[key]
            reason = refusal("copy" if mark == each.mark else "contradicts", name=name)
            copies.append(Skipped(each.name, reason))
            continue
        if key:
            seen[key] = each.name, each.mark
        taken.append(each)
    shared = _shared(taken)
    groups = _groups(taken, shared)
    changes, apart = _changes(groups)
    return Report(
        groups=groups,
        changes=changes,
        apart=apart,
        gains=_gains(changes),
        sure=_sure(groups),
        skipped=skipped,
        copies=copies,
        shared=sorted(shared.values()),
        untimed=_untimed(groups),
    )


def _shared(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the names that come with several job titles, as first typed, by what they fold to."""
    titles: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for entry in entries:
        name = same_name(entry.label)
        labels[name] = min(labels.get(name, entry.label), entry.label)
        titles.setdefault(name, set()).add(same_name(entry.job))
    return {name: labels[name] for name, jobs in titles.items() if name and len(jobs - {""}) > 1}


def _groups(entries: Iterable[Entry], shared: Collection[str]) -> list[Group]:
    """Return a group for each version of each form, the first what a manager teaches by.

    Those with a standard come first, of these the book's own, of these the largest; then the
    book's order.
    """
    attempts: dict[Paper, list[Entry]] = {}
    papers: dict[Paper, Paper] = {}
    for entry in entries:
        paper = papers.setdefault(entry.paper, entry.paper)
        name = same_name(entry.label)
        who = f"{name} ({same_name(entry.job)})" if name in shared else name
        attempts.setdefault(paper, []).append(entry._replace(paper=paper, who=who))
    order = {quick.paper: at for at, quick in enumerate(book().quick.values())}
    ranked = sorted(
        attempts, key=lambda p: (order.get(p, len(order)), p.form_id, p.content_hash, p)
    )
    found = [_group(paper, attempts[paper], paper in order) for paper in ranked]
    return sorted(found, key=lambda group: (not group.judged, not group.current, -group.n))


def _untimed(groups: Iterable[Group]) -> list[str]:
    """Return who has several attempts at a form, one of them without a time: none is the latest."""
    found: dict[str, str] = {}
    for group in groups:
        times: dict[str, list[float]] = {}
        for entry in group.attempts:
            times.setdefault(entry.who, []).append(entry.moment)
        for entry in group.attempts:
            if entry.who and len(times[entry.who]) > 1 and 0 in times[entry.who]:
                found.setdefault(entry.who, entry.label)
    return [found[who] for who in sorted(found)]


def _same(entry: Entry) -> tuple[Any, ...] | None:
    """Return what two copies of a result have in common; None for a code without a name."""
    version = entry.paper.form_id, entry.paper.content_hash
    if entry.finished:
        return entry.label, *version, entry.attempt_no, entry.finished
    return (entry.label, *version, entry.mark) if entry.label else None


def latest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the latest attempt of each person, in the order of their names.

    Whoever gave no name is a person of their own.
    """
    latest: dict[Any, Entry] = {}
    for at, entry in enumerate(entries):
        who = entry.who or at
        other = latest.get(who)
        if other is None or _when(entry) >= _when(other):
            latest[who] = entry
    return sorted(latest.values(), key=_rank)


def _when(entry: Entry) -> tuple[float, int]:
    return entry.moment, entry.attempt_no


def _rank(entry: Entry) -> tuple[str, float, int, str]:
    return entry.who, entry.moment, entry.attempt_no, entry.name


def _group(paper: Paper, entries: Sequence[Entry], current: bool) -> Group:
    form = book().forms.get(paper.form_id)
    return Group(
        paper=paper,
        title=form.title if form else paper.form_id,
        current=current,
        attempts=sorted(entries, key=_rank),
        people=latest(entries),
    )


def _changes(groups: Sequence[Group]) -> tuple[list[Change], list[str]]:
    """Return who has a `pre` and a `final` result in the book's own version of the forms.

    And the names of those who have both, but not both of this version.
    """
    first: dict[str, Entry] = {}
    last: dict[str, Entry] = {}
    tried: dict[str, dict[str, str]] = {"pre": {}, "final": {}}
    for group, entry in ((each, entry) for each in groups for entry in each.attempts):
        who, mode = entry.who, entry.paper.mode
        if not who or mode not in tried:
            continue
        tried[mode].setdefault(who, entry.label)
        if not group.current:
            continue
        if mode == "pre" and (who not in first or _when(entry) < _when(first[who])):
            first[who] = entry
        if mode == "final" and (who not in last or _when(entry) >= _when(last[who])):
            last[who] = entry
    both = first.keys() & last.keys()
    apart = sorted(tried["pre"].keys() & tried["final"].keys() - both)
    changes = [Change(label=first[w].label, pre=first[w], post=last[w]) for w in sorted(both)]
    return changes, [tried["pre"][who] for who in apart]


def _gains(changes: Sequence[Change]) -> Gains | None:
    """Return the gains of a group large enough to show them: shares of full credit, from 0 to 1."""
    if not analysis.display(len(changes))["difficulty"]:
        return None
    pre, post = ([float(each.raw / len(each.paper.lines)) for each in side]
                 for side in ([c.pre for c in changes], [c.post for c in changes]))  # fmt: skip
    return gains.mean_gain(pre, post, 1)


def _sure(groups: Sequence[Group]) -> list[Sure]:
    """Return the items that someone was sure about and wrong, those with most such people first.

    An item is the same in every form, so that practice on ever other items adds up.
    """
    sure: Counter[tuple[str, int]] = Counter()
    wrong: Counter[tuple[str, int]] = Counter()
    picks: dict[tuple[str, int], Counter[str]] = {}
    for entry in (entry for group in groups for entry in group.people):
        for at in entry.sure:
            line = entry.paper.lines[at]
            name = line.id, line.version
            sure[name] += 1
            if entry.points[at] < line.full:
                wrong[name] += 1
                chosen = set(filter(None, entry.chosen[at].split("+"))) - set(line.key)
                picks.setdefault(name, Counter()).update(chosen)
    return [
        Sure(id=name[0], sure=sure[name], wrong=wrong[name], pick=most(picks[name]),
             item=known_item(*name))
        for name in sorted(wrong, key=lambda name: (-wrong[name], name))
    ]  # fmt: skip
