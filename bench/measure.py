"""Take the measures of sites, in rounds; within a round the sites take turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from bench import browser, lighthouse
from bench.lighthouse import SCORES, TIMES, Report
from bench.serve import served
from bench.sites import BuildError, Cost, Site

Numbers = dict[str, float]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What measures: the path of Chromium, the command of Lighthouse if there is one, a folder.

    The processor is *slowed* so many times.
    """

    chromium: str
    lighthouse: Path | None
    folder: Path
    rounds: int
    say: Say
    slowed: float = browser.SLOWED


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure on its own."""
    return Cost(
        seconds=median(cost.seconds for cost in costs),
        processor=median(cost.processor for cost in costs),
    )


def builds(site: Site, rounds: int) -> Numbers:
    """Build *rounds* times anew and *rounds* times with nothing changed; return the medians."""
    cold, again = [], []
    for _ in range(rounds):
        site.clear()
        cold.append(site.build())
        again.append(site.build())
    return {
        "cold": middle(cold).seconds,
        "cold-processor": middle(cold).processor,
        "again": middle(again).seconds,
        "again-processor": middle(again).processor,
        "size": site.size,
    }


def touched(site: Site, source: Path) -> tuple[Cost, int]:
    """Build *site* after a change to *source*; return the cost, and how many pages were written."""
    before = {page: (site.output / page).stat().st_mtime_ns for page in site.pages}
    with source.open("a", encoding="utf-8") as file:
        file.write("\n")
    cost = site.build()
    return cost, sum((site.output / page).stat().st_mtime_ns != t for page, t in before.items())


def visits(sites: Sequence[Site], tools: Tools) -> list[Numbers]:
    """Return what the page with the ten items costs a reader, for each of *sites*."""
    rounds: list[list[Numbers]] = [[] for _ in sites]
    reports: list[list[Report]] = [[] for _ in sites]
    with ExitStack() as stack:
        addresses = [stack.enter_context(served(site.output)) for site in sites]
        for number in range(tools.rounds):
            for index, site in enumerate(sites):
                tools.say(f"round {number + 1}, {site.name}")
                with browser.chromium(tools.chromium) as opened:
                    first, later = browser.weigh(opened, addresses[index], site.ten, site.other)
                    url = addresses[index] + site.ten
                    laid, shown = browser.feedback(opened, url, site.face, tools.slowed)
                rounds[index].append(
                    {"requests": first.requests, "bytes": first.bytes,
                     "later-requests": later.requests, "later-bytes": later.bytes,
                     "elsewhere": len(first.elsewhere), "laid": laid, "shown": shown}
                )  # fmt: skip
                if tools.lighthouse:
                    reports[index].append(_lighthouse(tools, url))
    found = []
    for each, said in zip(rounds, reports, strict=True):
        numbers = {name: median(one[name] for one in each) for name in each[0]}
        found.append(numbers | (_numbers(lighthouse.middle(said)) if said else {}))
    return found


def every_page(site: Site, tools: Tools) -> dict[str, Numbers]:
    """Weigh every page of *site*, as the first that a reader opens and as a later one.

    A later page is opened after the first page of the book, in a browser that has kept the rest.
    """
    found = {}
    with served(site.output) as address, browser.chromium(tools.chromium) as opened:
        for page in site.pages:
            (first,) = browser.weigh(opened, address, page)
            later = browser.weigh(opened, address, site.other, page)[1]
            found[page] = {
                "bytes": float(first.bytes), "requests": float(first.requests),
                "later-bytes": float(later.bytes), "elsewhere": float(len(first.elsewhere)),
            }  # fmt: skip
    return found


def every_report(site: Site, tools: Tools, kept: Callable[[Numbers], bool]) -> dict[str, Numbers]:
    """Return what Lighthouse says of every page of *site*, and say which audits failed.

    Each page is read once. Where that does not satisfy *kept*, the median of all rounds counts, as
    a machine that is busy for a moment is no fault of the page.
    """
    found = {}
    with served(site.output) as address:
        for page in site.pages:
            reports = [_lighthouse(tools, address + page)]
            while len(reports) < tools.rounds and not kept(_numbers(lighthouse.middle(reports))):
                reports.append(_lighthouse(tools, address + page))
            report = lighthouse.middle(reports)
            tools.say(f"Lighthouse, {page}: {', '.join(report.failed) or 'nothing failed'}")
            found[page] = _numbers(report)
    return found


def _lighthouse(tools: Tools, url: str) -> Report:
    """Run Lighthouse, and once more where it fails, as it does now and then."""
    assert tools.lighthouse is not None
    told = (tools.lighthouse, url, tools.chromium, tools.folder, tools.slowed)
    try:
        return lighthouse.measure(*told)
    except BuildError as error:
        tools.say(f"Lighthouse failed, and is run again: {error}")
        return lighthouse.measure(*told)


def calibrated(site: Site, tools: Tools) -> Tools:
    """Return *tools* that slow this machine to the phone that is played on each."""
    if tools.lighthouse is None:
        return tools
    with served(site.output) as address:
        slowed = lighthouse.slowdown(
            tools.lighthouse, address + site.ten, tools.chromium, tools.folder
        )
    return replace(tools, slowed=slowed)


def _numbers(report: Report) -> Numbers:
    times = {name: getattr(report, name) for name in (*TIMES, "speed")}
    return times | dict(zip(SCORES, report.scores, strict=True))
