"""Measure the book beside its peers: `python -m bench.site [--quick] [--write FILE]`.

The same two pages, one of them with ten items, are built with this book's tools and with each
peer's, and the ten items into a copy of the whole book, in a folder outside the
repository that is deleted afterwards (`--keep FOLDER` keeps it, and saves installing again). Every
site is served by the same small server with gzip and met by the same Chromium as a phone, and each
measure is the median of `--rounds` of at least three, in which the sites take turns.

The book is also built 10 and 50 times as large, or as `--times` says; `--quick` stops at 10.
`--every-page` runs Lighthouse on every page of the book, not only on the one with the items.
Without Node and npm there is no Lighthouse, and the rest is measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from bench import browser, copies, lighthouse, measure, ten
from bench.measure import Numbers, Tools
from bench.peers import PEERS
from bench.results import machine, ratio, record, table
from bench.sites import BuildError, Site
from bench.targets import BUILD, FEEDBACK, PAGE, REPORT, judged, kept, verdicts
from exercises import load_bank
from exercises.site.browser import chromium

COMPARED = "The same ten items, here and in the peers"
PROMISED = "What every page promises"
BUILT = "The whole book, built"
LARGER = "The book made larger"
LEAST = 3  # rounds; the median of fewer is no median
TIMES = (10, 50)
QUICK = (10,)
KIB, MIB, SECOND = 1024, 1024**2, 1000
ROWS = (
    ("requests", "requests, first visit", 1, 0),
    ("bytes", "over the wire, first visit, KiB", KIB, 1),
    ("later-requests", "requests, a later page", 1, 0),
    ("later-bytes", "over the wire, a later page, KiB", KIB, 1),
    ("elsewhere", "requests to other hosts", 1, 0),
    ("first", "first paint, s", SECOND, 2),
    ("largest", "largest paint, s", SECOND, 2),
    ("blocking", "blocking time, ms", 1, 0),
    ("shift", "layout shift", 1, 4),
    ("performance", "Lighthouse, performance", 1, 0),
    ("accessibility", "Lighthouse, accessibility", 1, 0),
    ("best-practices", "Lighthouse, best practices", 1, 0),
    ("seo", "Lighthouse, SEO", 1, 0),
    ("speed", "the machine, by Lighthouse's index", 1, 0),
    ("laid", "Check to feedback, ms", 1, 1),
    ("shown", "Check to the end of its frame, ms", 1, 1),
    ("cold", "cold build, s", 1, 1),
    ("cold-processor", "– of the processor, s", 1, 1),
    ("again", "unchanged rebuild, s", 1, 1),
    ("again-processor", "– of the processor, s", 1, 1),
    ("size", "built size, MiB", MIB, 2),
)
"""Each measure: its name, its title, the unit it is shown in, and the digits."""

ONCE = (
    "Each larger book is built once. *In proportion* is how a cost grew, in parts of how items and "
    "pages grew, their mean: at most 1.00 where it grows in proportion or less.\n\n"
    "One notebook reads the whole bank when it is run. It is there once in each copy of the pages, "
    "so that its part of a cold build grows by the square."
)
AHEAD = (
    "Where a peer is level or ahead, this is the limit: a page takes one request at least.",
    "jupyterquiz answers with one line; this book shows the reasons of every option with its "
    "answer. They are laid out when an option is picked; to show them is what is left.",
    "A cold build here starts Sphinx with all that the whole book needs, resolves every reference "
    "and citation, and publishes with a policy, digests and an offline copy; the peers do not.",
)
"""What is said beside measures that a peer wins."""
SCORED = (*lighthouse.SCORES, "speed")  # more is better, and a ratio says nothing


def said_of(tools: Tools) -> tuple[str, ...]:
    """Return what is said beside the table of the peers: how it was measured."""
    return (
        f"Medians of {tools.rounds}. A ratio is how many times this book's number theirs is.",
        "Two pages each, a first one and the one with the ten items, as a tool's guide says.",
        "Paints, blocking time and scores: Lighthouse, as a phone, default throttling of the net; "
        f"the processor slowed {tools.slowed} times, so that the phone is the same on each machine "
        f"(its index is {lighthouse.PHONE}).",
        f"Check to feedback: processor slowed {tools.slowed} times, from when the page gets the "
        "click until the feedback is laid out; the end of its frame includes every wait.",
        "Other hosts are out of reach for every site: requests to them are counted, and fail.",
        *AHEAD,
    )


def say(text: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"… {text}", file=sys.stderr, flush=True)


def beside(names: Sequence[str], numbers: Sequence[Numbers]) -> str:
    """Return the table of the peers: each measure, and how many times this book's it is."""
    header = ["", names[0], *(cell for name in names[1:] for cell in (name, "ratio"))]
    rows = []
    for name, title, unit, digits in ROWS:
        ours, *others = (each.get(name) for each in numbers)
        row = [title, _show(ours, unit, digits)]
        for theirs in others:
            row += [_show(theirs, unit, digits), "" if name in SCORED else ratio(theirs, ours)]
        rows.append(row)
    return table(header, rows)


def _show(value: float | None, unit: float, digits: int) -> str:
    return "–" if value is None else f"{value / unit:,.{digits}f}"


def compared(book: Site, folder: Path, tools: Tools, notes: list[str]) -> tuple[str, Numbers]:
    """Measure two pages, one with the ten items, here and in the peers; return the table.

    With it goes what the same page costs in the whole book, measured in the same rounds. A peer
    that cannot be built here goes to *notes*.
    """
    items = ten.ten(load_bank())
    say("this book, two pages alone")
    alone = copies.alone(folder / "alone", items)
    sites, costs = [alone], [measure.builds(alone, tools.rounds)]
    for index, peer in enumerate(PEERS):
        say(peer.name)
        try:
            site = peer.site(folder / f"peer-{index}", items)
            site.build()
            costs.append(measure.builds(site, tools.rounds))
            sites.append(site)
        except BuildError as error:
            notes.append(f"{peer.name} could not be built here: {error}")
    *seen, in_the_book = measure.visits([*sites, book], tools)
    numbers = [read | cost for read, cost in zip(seen, costs, strict=True)]
    return beside([site.name for site in sites], numbers), in_the_book


def promised(book: Site, tools: Tools, seen: Numbers, *, every: bool) -> str:
    """Weigh every page of the book, and return the table of what is promised of pages."""
    say("every page")
    said = ""
    rows = judged(measure.every_page(book, tools), PAGE)
    if tools.lighthouse:
        reports = measure.every_report(book, tools, kept) if every else {book.ten: seen}
        rows += judged(reports, REPORT)
        speeds = [numbers["speed"] for numbers in reports.values()]
        said = f"\n\nThe machine, by Lighthouse's index: {min(speeds):,.0f} to {max(speeds):,.0f}."
    return verdicts(rows + judged({"the ten items": seen}, FEEDBACK)) + said


def built(book: Site, rounds: int) -> tuple[str, Numbers]:
    """Build the whole book anew, unchanged and changed; return the tables, and the numbers."""
    say("the whole book")
    whole = measure.builds(book, rounds)
    cost, pages = measure.touched(book, book.folder / "exercises" / "bank" / "privacy.yml")
    costs = [
        ["anew", f"{whole['cold']:,.1f}", f"{whole['cold-processor']:,.1f}", str(len(book.pages))],
        ["unchanged", f"{whole['again']:,.1f}", f"{whole['again-processor']:,.1f}", ""],
        ["one bank changed", f"{cost.seconds:,.1f}", f"{cost.processor:,.1f}", str(pages)],
    ]
    head = ["the whole book", "s", "of the processor, s", "pages written"]
    promises = verdicts(judged({"the whole book": whole}, BUILD))
    return f"{table(head, costs)}\n\n{promises}", whole


def grown(folder: Path, sizes: Sequence[int], tools: Tools, first: Numbers) -> Iterator[str]:
    """Build the book at each of *sizes* once; after each, yield the table of all sizes so far.

    *first* are the measures at its own size.
    """
    steps = [(1, copies.counts(folder / "whole"), first)]
    single = replace(tools, lighthouse=None, rounds=1)
    for times in sizes:
        say(f"the book {times} times as large")
        site = copies.whole(folder / f"times-{times}", times)
        numbers = measure.builds(site, 1) | measure.visits([site], single)[0]
        steps.append((times, copies.counts(site.folder), numbers))
        site.clear()
        yield _sizes(steps)


def _sizes(steps: Sequence[tuple[int, tuple[int, int], Numbers]]) -> str:
    (_, (few_items, few_pages), first), *_ = steps
    rows = []
    for times, (items, pages), numbers in steps:
        larger = (items / few_items + pages / few_pages) / 2
        row = [f"{times}x", f"{items:,}", f"{pages:,}", f"{numbers['cold']:,.0f}"]
        for name, unit, digits in (
            ("cold-processor", 1, 0), ("again-processor", 1, 1), ("size", MIB, 1)
        ):  # fmt: skip
            growth = numbers[name] / first[name] / larger
            row += [f"{numbers[name] / unit:,.{digits}f}", f"{growth:.2f}"]
        rows.append([*row, f"{numbers['bytes'] / KIB:,.1f}", f"{numbers['laid']:,.1f}"])
    return table(
        ["", "items", "pages", "cold build, s", "of the processor, s", "in proportion",
         "unchanged, processor, s", "in proportion", "built size, MiB", "in proportion",
         "first visit, KiB", "Check to feedback, ms"],
        rows,
    )  # fmt: skip


def versions(tools: Tools) -> str:
    """Return what was measured, and by what."""
    with browser.chromium(tools.chromium) as opened:
        found = [f"Chromium {opened.version}"]
    found.append(f"Lighthouse {lighthouse.VERSION}" if tools.lighthouse else "no Lighthouse")
    ours = [f"{name} {version(name)}" for name in ("jupyter-book", "furo", "Sphinx")]
    theirs = [" ".join(peer.requirements).replace("==", " ") for peer in PEERS]
    return f"{', '.join(found)}. This book: {', '.join(ours)}. Peers: {'; '.join(theirs)}."


def main() -> int:
    """Measure, print, and write where `--write` says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=LEAST, help="of which the median is taken")
    parser.add_argument("--quick", action="store_true", help="leave out the 50-fold book")
    parser.add_argument("--times", type=int, nargs="*", default=TIMES, help="larger books to build")
    parser.add_argument("--every-page", action="store_true", help="Lighthouse on every page")
    parser.add_argument("--keep", type=Path, help="work in this folder, and keep it")
    parser.add_argument("--write", type=Path, help="the file of results that is brought up to date")
    options = parser.parse_args()
    if options.rounds < LEAST:
        parser.error(f"--rounds takes {LEAST} or more")
    path = chromium()
    if path is None:
        parser.error("no Chromium here; install one, or name yours in the variable CHROMIUM")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.keep.resolve() if options.keep else Path(temporary)
        notes = []
        command = None
        try:
            say("Lighthouse")
            command = lighthouse.install(folder / "lighthouse")
        except BuildError as error:
            notes.append(f"No Lighthouse here, so no paints, blocking time and scores: {error}")
        tools = Tools(
            chromium=path, lighthouse=command, folder=folder, rounds=options.rounds, say=say
        )
        made_with = versions(tools)

        def tell(title: str, text: str) -> None:
            """Print a part as soon as it is measured, and write it where `--write` says."""
            part = f"{machine()}.\n{made_with}\n\n{text}"
            print(f"## {title}\n\n{part}\n", flush=True)
            if options.write:
                record(title, part, options.write)

        book = copies.whole(folder / "whole")
        say("this book")
        book.build()  # warms what is compiled once
        tools = measure.calibrated(book, tools)
        notes = [*said_of(tools), *notes]
        text, seen = compared(book, folder, tools, notes)
        tell(COMPARED, f"{text}\n\n" + "\n".join(f"- {note}" for note in notes))
        tell(PROMISED, promised(book, tools, seen, every=options.every_page))
        text, whole = built(book, options.rounds)
        tell(BUILT, text)
        sizes = QUICK if options.quick else options.times
        for text in grown(folder, sizes, tools, whole | seen):
            tell(LARGER, f"{ONCE}\n\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
