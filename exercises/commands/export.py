"""`python -m exercises export FOLDER`: the bank and its forms in the formats of other systems.

Exit 0: written. 1: an item that a format cannot hold; nothing is written. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from exercises.commands import writing
from exercises.commands.results import say
from exercises.exports.formats import ASKED, FORMATS, files
from exercises.exports.fractions import ExportError
from exercises.exports.wanted import Wanted, passages
from exercises.reading.bank import load_bank, load_forms
from exercises.site.build import SITE, address


def run(options: argparse.Namespace) -> int:
    """Write what *options* ask for; return the exit code."""
    bank = load_bank()
    forms = load_forms(bank=bank)
    if options.form and options.form not in forms:
        say(f"there is no form {options.form!r}; use one of {', '.join(forms)}", sys.stderr)
        return 2
    if problem := _usage(options.folder):
        say(problem, sys.stderr)
        return 2
    wanted = Wanted(bank=bank, forms=forms, passage=passages(address()), only=options.form)
    try:
        made = files(options.only, wanted)
    except ExportError as error:
        for name, text in error.problems.items():
            say(f"{bank.places[name]}: item {name!r}: {text}", sys.stderr)
        return 1
    if not made:
        say(f"form {options.form!r} is no quiz, and anywidget holds quizzes alone; name a quiz, "
            "such as privacy", sys.stderr)  # fmt: skip
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        path: Path = options.folder / name
        writing.whole(path, partial(Path.write_bytes, data=data))
        say(f"{path} ({len(data) / 1000:,.0f} kB)")
    return 0


def formats(text: str) -> list[str]:
    """Return the formats that *text* names; argparse tells which there are."""
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in FORMATS | ASKED:
            raise argparse.ArgumentTypeError(
                f"there is no format {name!r}; use one of {', '.join(FORMATS | ASKED)}"
            )
    return names


def _usage(folder: Path) -> str | None:
    if folder.exists() and not folder.is_dir():
        return f"{folder}: is no folder; name one to write into"
    if folder.resolve().is_relative_to(SITE.resolve()):
        return f"{folder}: is part of the built book, which `build` alone fills; name another"
    return None
