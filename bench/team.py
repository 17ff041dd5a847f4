"""Write invented result files: `python -m bench.team FOLDER [--count 100000] [--faults 0]`.

Each person takes the forms `pre`, `a` and `b`; each result is a file as a page saves it. In every
thousand files *--faults* are of no use: cut short, empty, foreign, damaged, of another version.
The same call writes the same files.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from random import Random

from exercises.results.result import checksum
from exercises.team.invented import FORMS, result

PART = 1_000


def write(folder: Path, count: int, faults: int = 0) -> None:
    """Write so many files into *folder*, in subfolders of a thousand, with two processes."""
    starts = range(0, count, PART)
    with ProcessPoolExecutor(2) as pool:
        ends = [min(start + PART, count) for start in starts]
        for _ in pool.map(write_part, repeat(folder), starts, ends, repeat(faults)):
            pass


def write_part(folder: Path, start: int, end: int, faults: int) -> None:
    """Write the files numbered from *start* up to *end*."""
    here = folder / f"{start // PART:04}"
    here.mkdir(parents=True, exist_ok=True)
    forms, chance = list(FORMS), Random(start)
    for number in range(start, end):
        made = result(number // len(forms), forms[number % len(forms)])
        data = json.dumps(made, indent=1, ensure_ascii=False)
        if chance.random() < faults / 1000:
            other = {**made, "content_hash": "0123456789abcdef"}
            data = chance.choice([
                data[: len(data) // 2], "", "[]", data.replace('"raw": ', '"raw": 1'),
                json.dumps(other | {"checksum": checksum(other)}),
            ])  # fmt: skip
        (here / f"d9311-{number:07}.json").write_text(data, encoding="utf-8")


def main() -> int:
    """Write the files that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--count", type=int, default=100_000, help="how many (default: 100000)")
    parser.add_argument("--faults", type=int, default=0, help="of no use, in every thousand")
    options = parser.parse_args()
    write(options.folder, options.count, options.faults)
    return 0


if __name__ == "__main__":
    sys.exit(main())
