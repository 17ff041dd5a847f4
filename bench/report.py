"""Measure the team report: `python -m bench.report [--counts 1000 10000 100000] [--write FILE]`.

Invented result files are written to a temporary folder; then, each in a process of its own:

- `report`: what `python -m exercises report FOLDER` does, text and all.
- `json.load`: the same files opened and parsed by the standard library, in one process, and nothing
  else: no schema, no checksum, no scoring, no counting. It keeps nothing.

For each the table gives seconds by the clock, seconds of processor time (its own and its
children's), and the largest resident memory: of the process, and of its largest child beside it.
The ratio is the report's clock to json.load's. The files are read once before, so that both find
them in the system's cache. On a machine that others use, read the processor time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench.results import machine, record
from bench.team import write

MEASURE = """
import resource, subprocess, sys, time
start = time.perf_counter()
{task}
clock = time.perf_counter() - start
own = resource.getrusage(resource.RUSAGE_SELF)
children = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print(clock, cpu, own.ru_maxrss, children.ru_maxrss, file=sys.stderr)
"""

TASKS = {
    "report": "from exercises.__main__ import main; main(['report', sys.argv[1]])",
    "json.load": """
import json, os
for here, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(here, name), encoding="utf-8") as file:
            json.load(file)
""",
}


class Cost(NamedTuple):
    """What one run took: seconds by the clock and of processors, and megabytes."""

    clock: float
    cpu: float
    own: float
    child: float


def run(task: str, folder: Path) -> Cost:
    """Run *task* on *folder* in a process of its own; return what it cost."""
    code = "if __name__ == '__main__':\n" + "\n".join(
        f"    {line}" for line in MEASURE.format(task=TASKS[task]).splitlines()
    )
    script = folder.parent / f"{task}.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    clock, cpu, own, child = map(float, done.stderr.splitlines()[-1].split())
    return Cost(clock, cpu, own / 1024, child / 1024)


def main() -> int:
    """Measure, print the table, and write it where `--write` says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--faults", type=int, default=0, help="files of no use, in every thousand")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table here, too")
    options = parser.parse_args()
    lines = [
        "| files | way | clock, s | processor, s | memory, MB | child, MB | ratio |",
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    for count in options.counts:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "results"
            write(folder, count, options.faults)
            peer = min((run("json.load", folder) for _ in range(2)), key=lambda cost: cost.clock)
            ours = run("report", folder)
        for name, cost in (("report", ours), ("json.load", peer)):
            ratio = f"{ours.clock / peer.clock:.2f}" if name == "report" else "1"
            lines.append(f"| {count:,} | {name} | {cost.clock:.1f} | {cost.cpu:.1f} "
                         f"| {cost.own:.0f} | {cost.child:.0f} | {ratio} |")  # fmt: skip
        print(f"{count:,} files done", file=sys.stderr)
    text = f"{machine()}.\n\n" + "\n".join(lines)
    print(text)
    if options.write:
        record("A team report of many files", text, options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
