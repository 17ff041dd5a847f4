"""What the book promises to cost a reader at most, and who builds it; and what it does cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.results import table

KIB = 1024
FEW = 6  # misses that are listed by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A promise: the measure *name*, at most *limit*, or at least where *least*.

    *unit* is what a number is divided by before it is shown; *why* is said beside a miss that
    cannot be helped.
    """

    name: str
    title: str
    limit: float
    unit: float = 1
    digits: int = 0
    least: bool = False
    why: str = ""

    def met(self, value: float) -> bool:
        """Return whether *value* keeps the promise."""
        return value >= self.limit if self.least else value <= self.limit

    def show(self, value: float) -> str:
        """Return *value* in the unit of the title."""
        return f"{value / self.unit:,.{self.digits}f}"


PAGE = (
    Target(name="bytes", title="first visit, KiB", limit=40 * KIB, unit=KIB, digits=1),
    Target(name="requests", title="first visit, requests", limit=9),
    Target(name="later-bytes", title="later page, KiB", limit=20 * KIB, unit=KIB, digits=1),
    Target(name="elsewhere", title="requests to other hosts", limit=0),
)
REPORT = (
    Target(name="largest", title="largest paint, s", limit=1000, unit=1000, digits=2),
    Target(name="blocking", title="blocking time, ms", limit=0),
    Target(name="shift", title="layout shift", limit=0, digits=4),
    Target(name="performance", title="Lighthouse, performance", limit=100, least=True),
    Target(name="accessibility", title="Lighthouse, accessibility", limit=100, least=True),
    Target(name="best-practices", title="Lighthouse, best practices", limit=100, least=True),
    Target(name="seo", title="Lighthouse, SEO", limit=100, least=True),
)
FEEDBACK = (Target(name="laid", title="Check to feedback, ms", limit=16, digits=1),)
BUILD = (
    Target(name="cold", title="cold build, s", limit=60, digits=1),
    Target(name="again", title="unchanged rebuild, s", limit=10, digits=1),
)


def kept(numbers: Mapping[str, float]) -> bool:
    """Return whether a page keeps every promise that Lighthouse measures."""
    return all(target.met(numbers[target.name]) for target in REPORT)


def judged(
    pages: Mapping[str, Mapping[str, float]], targets: tuple[Target, ...]
) -> list[list[str]]:
    """Return a row for each target: the worst page, how many miss, and whether it is met.

    *pages* are measures by page, or by whatever else was measured.
    """
    rows = []
    for target in targets:
        values = {page: numbers[target.name] for page, numbers in pages.items()}
        worst = (min if target.least else max)(values, key=values.__getitem__)
        missed = [page for page, value in values.items() if not target.met(value)]
        verdict = f"no: {len(missed)} of {len(values)}" if missed else "yes"
        if 1 < len(missed) <= FEW:
            verdict = f"{verdict}: {', '.join(missed)}"
        if missed and target.why:
            verdict = f"{verdict}; {target.why}"
        limit = f"{'≥' if target.least else '≤'} {target.show(target.limit)}"
        rows.append([target.title, limit, target.show(values[worst]), worst, verdict])
    return rows


def verdicts(rows: list[list[str]]) -> str:
    """Return the rows as a table."""
    return table(["measure", "target", "worst", "where", "met"], rows)
