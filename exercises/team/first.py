"""What a manager reads first: who meets the standard, what to teach next, who has not handed in.

`counting.first.js` says the same in a page; tests/browser/test_team_report.py compares every word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exercises.plain import same_name
from exercises.team.entry import Entry
from exercises.team.group import Group
from exercises.team.report import Report, latest
from exercises.team.words import LIMITS, SAYS, many, say

_JOB = re.compile(r"[,;\t]")
"""What stands between a name and a job title in a line of a list."""


class Member(NamedTuple):
    """One person on the manager's list."""

    name: str
    job: str


def headline(made: Report) -> list[str]:
    """Return who meets the standard and what to teach next, a sentence for each."""
    if not made.groups:
        return []
    said = []
    if judged := _judged(made):
        people = latest(entry for group in judged for entry in group.people)
        meets = sum(entry.outcome == "meets" for entry in people)
        said.append(_either(meets, "standard", meets=f"{meets:,}", of=f"{len(people):,}"))
    return said + _teach(made.groups[0])


def _teach(group: Group) -> list[str]:
    """Return what to teach *group* next: its weakest objective."""
    weak = group.objectives[0]
    if weak.right == weak.of:
        return []
    said = [say("teach-next", title=weak.title, right=weak.right, of=weak.of)]
    if group.next:
        said.append(say("activity", title=group.next.title))
    return said


def listed(text: str) -> list[str]:
    """Return the lines of a list of names, without those that are empty."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def missing(made: Report, lines: Sequence[str]) -> list[str]:
    """Return who of the people in *lines* has no result, and what of the list does not fit.

    A line is a name, or a name and a job title behind a comma. Results are those of forms with a
    standard, or all where there is none. Names are matched as in the report.
    """
    groups = _judged(made) or made.groups
    if not (lines and groups):
        return []
    people = [entry for group in groups for entry in group.people]
    jobs: dict[str, set[str]] = {}
    for entry in people:
        jobs.setdefault(same_name(entry.label), set()).add(same_name(entry.job))
    members = [_member(line, jobs) for line in lines]
    often = Counter(same_name(each.name) for each in members)
    return list(_missing(groups, people, members, often, jobs))


def _missing(
    groups: Sequence[Group], people: Sequence[Entry], members: Sequence[Member],
    often: Counter[str], jobs: dict[str, set[str]],
) -> Iterable[str]:  # fmt: skip
    def here(each: Member) -> bool:
        name = same_name(each.name)
        alone = often[name] == 1 or not each.job
        return name in jobs and (alone or same_name(each.job) in jobs[name])

    gone = [each.name for each in members if not here(each)]
    forms = ", ".join(dict.fromkeys(group.title for group in groups))
    about = {"of": f"{len(members):,}", "forms": forms}
    if gone:
        yield _either(len(gone), "missing", count=f"{len(gone):,}", names=_names(gone), **about)
    else:
        yield say("missing-none", **about)
    twins = {same_name(each.name): each.name for each in reversed(members)}
    if found := [twins[name] for name, count in often.items() if count > 1]:
        yield say("twins", names=_names(found))
    others = {same_name(each.label): each.label for each in reversed(people)}
    order = dict.fromkeys(same_name(each.label) for each in people)
    if found := [others[name] for name in order if name and name not in often]:
        yield say("not-on-list", names=_names(found))
    if nameless := sum(not same_name(each.label) for each in people):
        yield say("nameless", results=many(nameless, "result"))


def _judged(made: Report) -> list[Group]:
    """Return the groups of forms that have a standard."""
    return [group for group in made.groups if group.judged]


def _member(line: str, known: dict[str, set[str]]) -> Member:
    """Return who a line names; a result may be under the whole line."""
    name, *rest = _JOB.split(line, maxsplit=1)
    whole = same_name(line) in known or not rest or not name.strip()
    return Member(line, "") if whole else Member(name.strip(), rest[0].strip())


def _either(count: int, name: str, /, **values: str) -> str:
    """Return the sentence *name* for one or for several."""
    one, several = SAYS[name].split("|")
    return (one if count == 1 else several).format(**values)


def _names(names: Sequence[str]) -> str:
    """Return *names* in a row, as many as are shown."""
    most = LIMITS["people-shown"]
    row = "; ".join(names[:most])
    rest = f"{len(names) - most:,}"
    return say("missing-more", names=row, count=rest) if len(names) > most else row
