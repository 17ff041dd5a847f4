"""`python -m exercises report FOLDER`: the report to standard output, what was skipped to error.

Exit 0: every file was used. 1: some were not, or there was nothing to report. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from exercises.commands import writing
from exercises.commands.results import say
from exercises.faces import team_report
from exercises.reading.package import PACKAGE
from exercises.reading.passages import Linked, Passage, sections
from exercises.results.refusals import ResultError
from exercises.results.sheets import decode
from exercises.team import text, words
from exercises.team.entry import Skipped
from exercises.team.first import listed
from exercises.team.intake import read
from exercises.team.report import Report, report

PATIENCE = 5.0
"""How many seconds pass before a run that no terminal watches says how far it is, and between."""

FEW = 5
"""Of how many lines of one file it is said why they are not counted."""

_PLACE = re.compile(r", (?:line|column) [0-9]+$")
"""How what stands in a file is named, after the file's name."""


class Progress:
    """Says on standard error how far the reading is: in a terminal, and if it takes long."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.last = time.monotonic()
        self.said = False

    def __call__(self, done: int, of: int) -> None:
        """Say that *done* of *of* files are read, if it is time to."""
        now = time.monotonic()
        if now - self.last < (0.1 if self.live else PATIENCE) and done < of:
            return
        if done < of or self.said or self.live:
            end = "" if self.live and done < of else "\n"
            start = "\r" if self.live else ""
            print(f"{start}{done:,} of {of:,} files read", end=end, file=sys.stderr, flush=True)
            self.said = True
        self.last = now


def run(options: argparse.Namespace) -> int:
    """Report on the folder that *options* name; return the exit code."""
    if problem := _usage(options):
        say(problem, sys.stderr)
        return 2
    try:
        team = listed(decode(options.team.read_bytes())) if options.team else []
    except (OSError, ResultError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        say(
            f"{options.team}: cannot be read ({why}); name a text file, a name per line", sys.stderr
        )
        return 2
    made = report(read(options.folder, progress=Progress()))
    say(text.text(made, passage=_passage(), team=team).rstrip("\n"), keep="\n")
    try:
        _write(made, options, team)
    except OSError as error:
        say(f"{error.filename}: cannot be written ({error.strerror})", sys.stderr)
        return 1
    for line in _not_counted([*made.skipped, *made.copies]):
        say(line, sys.stderr)
    return 0 if made.counted and not made.skipped else 1


def _not_counted(found: Iterable[Skipped]) -> Iterator[str]:
    """Yield each file or line that is not counted and why; of one file's lines, the first few."""
    files: dict[str, list[Skipped]] = {}
    for each in found:
        files.setdefault(_PLACE.sub("", each.name), []).append(each)
    for name, lines in files.items():
        yield from (f"{each.name}: {each.reason}" for each in lines[:FEW])
        if len(lines) > FEW:
            yield f"and {len(lines) - FEW:,} more in {name}"


def _usage(options: argparse.Namespace) -> str | None:
    folder: Path = options.folder
    if not folder.is_dir():
        return f"{folder}: is no folder; name the folder that holds the result files"
    return _files_usage(options, folder) or _pictures_usage(options.png, folder)


def _files_usage(options: argparse.Namespace, folder: Path) -> str | None:
    outputs = [path for path in (options.csv, options.html) if path]
    for path in outputs:
        if path.is_dir():
            return f"{path}: is a folder; name a file to write"
        if path.is_file() and _inside(path, folder):
            return f"{path}: is one of the files to read; write to another"
    if len({path.resolve() for path in outputs}) < len(outputs):
        return f"{outputs[0]}: is named for --csv and for --html; name two files"
    return None


def _pictures_usage(pictures: Path | None, folder: Path) -> str | None:
    if pictures and pictures.exists() and not pictures.is_dir():
        return f"{pictures}: is no folder; name one for the pictures"
    if pictures and _inside(pictures, folder):
        return f"{pictures}: is in the folder that is read; name another for the pictures"
    return None


def _inside(path: Path, folder: Path) -> bool:
    """Return whether *path* stands in *folder* or is it, by its name or by where a link leads."""
    named = path.parent.resolve() / path.name
    return any(each.is_relative_to(folder.resolve()) for each in (named, path.resolve()))


def _write(made: Report, options: argparse.Namespace, team: Sequence[str]) -> None:
    charts = []
    if options.png or options.html:
        from exercises.team.plots import of_report  # noqa: PLC0415 (matplotlib is slow to load)

        charts = of_report(made)
    if options.csv:
        writing.text(options.csv, words.sheet(made), mark=True)
    if options.html:
        plots = [(chart.svg(), chart.alt) for _, chart in charts]
        page = team_report.page(made, passage=_passage(), plots=plots, team=team)
        writing.text(options.html, page)
    if options.png:
        options.png.mkdir(parents=True, exist_ok=True)
        for name, chart in charts:
            _picture(options.png / f"{name}.png", chart)
        alts = "".join(f"{name}.png: {chart.alt}\n\n" for name, chart in charts)
        writing.text(options.png / "what-they-show.txt", alts)


def _picture(path: Path, chart: Any) -> None:
    about = {"Description": writing.shown(chart.alt)}
    writing.whole(path, lambda part: chart.savefig(part, dpi=150, metadata=about))


def _passage() -> Linked:
    known = sections(PACKAGE.parent / "book")

    def passage(label: str) -> Passage:
        return Passage(title=known[label].title if label in known else label)

    return passage
