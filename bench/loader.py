"""Measure what it costs to load a bank: `python -m bench.loader [--write FILE]`.

A bank of 1,000 items is made in a temporary folder from the book's own items, each under new ids.
Three ways to read it take turns in one process, so that what slows the machine slows all three:

- `load_bank` and `key_of` of every item: what the book does. It checks all, and knows each line.
- `yaml.load` with `CSafeLoader`: the same parser, in C, that gives dicts and checks nothing.
- `yaml.safe_load`: the usual call, which parses in Python and checks nothing.

The table gives the median of all rounds, the fastest and the slowest, and the ratio to `load_bank`.
The first round warms up and is not counted. Nothing is written unless `--write` says where.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from bench.results import machine, record, table
from exercises import load_bank
from exercises.reading.package import BANK
from exercises.scoring import key_of

LEAST = 5  # rounds; a median of fewer says little


def make_bank(folder: Path, count: int) -> list[Path]:
    """Write *count* items to *folder*, one file for each objective; return the files."""
    books: dict[str, list[dict[str, Any]]] = {}
    originals = [
        (bank["objective"], item)
        for path in sorted(BANK.glob("*.yml"))
        for bank in [yaml.safe_load(path.read_bytes())]
        for item in bank["items"]
    ]
    for number, (objective, item) in enumerate(islice(cycle(originals), count)):
        books.setdefault(objective, []).append({**item, "id": f"{item['id']}-{number}"})
    paths = []
    for objective, items in books.items():
        paths.append(folder / f"{objective}.yml")
        with paths[-1].open("w", encoding="utf-8") as file:
            content = {"objective": objective, "items": items}
            yaml.safe_dump(content, file, allow_unicode=True, sort_keys=False, width=100)
    return paths


def ways(folder: Path, paths: list[Path], count: int) -> dict[str, Callable[[], object]]:
    """Return the ways to read the bank, each by its name; the book's own comes first."""

    def ours() -> None:
        keys = [key_of(item) for item in load_bank(folder).values()]
        assert len(keys) == count

    def plain(loader: Any) -> Callable[[], object]:
        return lambda: [yaml.load(path.read_bytes(), loader) for path in paths]

    found: dict[str, Callable[[], object]] = {"load_bank and key_of": ours}
    if hasattr(yaml, "CSafeLoader"):
        found["yaml.load, CSafeLoader"] = plain(yaml.CSafeLoader)
    found["yaml.safe_load"] = plain(yaml.SafeLoader)
    return found


def measure(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each task took in each round; within a round they take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            if number:
                seconds[name].append(time.perf_counter() - start)
    return seconds


def rows(seconds: dict[str, list[float]]) -> str:
    """Return the table in Markdown: median, fastest, slowest, and the ratio to the first row."""
    ours = median(next(iter(seconds.values())))
    return table(
        ["way to read", "median, s", "fastest, s", "slowest, s", "ratio"],
        [
            [name, *(f"{f(each):.3f}" for f in (median, min, max)), f"{median(each) / ours:.2f}"]
            for name, each in seconds.items()
        ],
    )


def main() -> int:
    """Measure, print the table, and write it where `--write` says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--rounds", type=int, default=7, help=f"{LEAST} or more (default: 7)")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="bring this file of results up to date"
    )
    options = parser.parse_args()
    if options.rounds < LEAST or options.items < 1:
        parser.error(f"--rounds takes {LEAST} or more, --items 1 or more")
    with tempfile.TemporaryDirectory() as folder:
        paths = make_bank(Path(folder), options.items)
        kilobytes = sum(path.stat().st_size for path in paths) / 1000
        seconds = measure(ways(Path(folder), paths, options.items), options.rounds)
    text = (
        f"{machine()}, PyYAML {yaml.__version__}.\n"
        f"{len(paths)} files, {kilobytes:,.0f} kB; {options.rounds} rounds, taken in turn.\n"
        f"Only the first way checks what it reads.\n\n"
        f"{rows(seconds)}"
    )
    title = f"Loading {options.items:,} items"
    print(f"# {title}\n\n{text}\n")
    if options.write:
        record(title, text, options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
