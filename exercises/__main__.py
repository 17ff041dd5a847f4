"""`python -m exercises check` reads the bank, its forms and all other data; with FILE…, a bank.

`build` builds the book, `serve` shows it, `zip` packs it.

`score FILE…` scores result files anew; `paper FORM` prints a form, or scores letters typed back in.
`report FOLDER` says what the result files in a folder say of a team.
`export FOLDER` writes the bank and its forms for other systems.

Exit 0: fine. 1: problems, one a line on standard error. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from exercises.checking import balance, review, word_model
from exercises.checking.lint import lint
from exercises.commands import export as export_command
from exercises.commands import report as report_command
from exercises.commands import results as result_commands
from exercises.commands.results import say
from exercises.exports.formats import ASKED, FORMATS
from exercises.reading import data_files, desk, named
from exercises.reading.bank import BankError, load_bank, load_forms
from exercises.reading.edition import edition, today
from exercises.reading.package import PACKAGE
from exercises.reading.passages import pages, sections
from exercises.results.letters import SEED
from exercises.results.text import LIMITS
from exercises.site.build import ARCHIVE, SITE, build
from exercises.site.offline import archive
from exercises.site.serve import HOST, server


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* name; return the exit code."""
    options = _parser().parse_args(arguments)
    run: dict[str, Callable[[], int]] = {
        "check": lambda: _check(options.files, options.book),
        "build": build,
        "zip": _zip,
        "serve": lambda: _serve(options.folder),
        "score": lambda: result_commands.score(options.files),
        "paper": lambda: result_commands.paper(options.form, options.seed, options.letters),
        "report": lambda: report_command.run(options),
        "export": lambda: export_command.run(options),
    }
    return run[options.command]()


def _parser() -> argparse.ArgumentParser:
    """Return what reads the command line: the commands, and what each takes."""
    parser = argparse.ArgumentParser(prog="python -m exercises", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, does: str) -> argparse.ArgumentParser:
        """Add the command *name*; what it does is said in the list and by its own --help."""
        told = f"{does[0].upper()}{does[1:]}"
        return commands.add_parser(name, help=does, description=told)

    check = command("check", "check the bank, its forms and all other data, or the banks in FILE…")
    check.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a bank to check alone")
    check.add_argument(
        "--book", metavar="FOLDER", type=Path, default=PACKAGE.parent / "book",
        help="the pages that items and data lead to (default: book)",
    )  # fmt: skip
    command("build", "build the book strictly into _build/html, unless nothing has changed")
    command("zip", "build the book and pack it into one archive, _build/d9311-book.zip")
    serve = command("serve", "serve the built book on this machine until Ctrl-C")
    serve.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="?", default=SITE,
        help="a built book (default: _build/html)",
    )  # fmt: skip
    score = command("score", "score result files anew and say match, or what differs")
    score.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a result, JSON or CSV")
    paper = command("paper", "print a form and its key, or score the letters that came back")
    paper.add_argument("form", metavar="FORM", help="its id in forms.yml, such as a")
    paper.add_argument("--seed", type=_seed, default=SEED, help="the order of options (default 1)")
    paper.add_argument("--letters", metavar="LETTERS", help='as on paper, such as "B A C AC -"')
    reporting = command("report", "report what the result files in FOLDER say of a team")
    reporting.add_argument("folder", metavar="FOLDER", type=Path, help="of results, JSON or CSV")
    reporting.add_argument(
        "--team", metavar="FILE", type=Path, help="a name per line: say who hasn't handed in"
    )
    reporting.add_argument("--csv", metavar="FILE", type=Path, help="write the roster as a sheet")
    reporting.add_argument("--html", metavar="FILE", type=Path, help="write the report as a page")
    reporting.add_argument("--png", metavar="FOLDER", type=Path, help="write the plots as pictures")
    exporting = command("export", "write the bank and its forms into FOLDER for other systems")
    exporting.add_argument("folder", metavar="FOLDER", type=Path, help="where the files go")
    exporting.add_argument(
        "--only", metavar="FORMATS", type=export_command.formats, default=list(FORMATS),
        help=f"some of {','.join(FORMATS)} (all, by default), or {','.join(ASKED)}",
    )  # fmt: skip
    exporting.add_argument("--form", metavar="FORM", help="this form alone, such as a")
    return parser


def _check(files: Sequence[Path], book: Path) -> int:
    problems = [] if files else [*data_files.problems(), *desk.problems()]
    record = book.parent / "tests" / "review.csv"
    try:
        if not (files or problems) and book.is_dir():
            known = {path.relative_to(book).with_suffix("").as_posix() for path, _ in pages(book)}
            problems += named.astray(sections(book).keys(), known)
        bank = load_bank(*files)
        forms = {} if files else load_forms(bank=bank)
        problems += lint(bank, forms, book=book if book.is_dir() else None)
        problems += review.lacking(bank, record) if forms and record.is_file() else []
    except BankError as error:
        problems += [each for each in error.problems if each not in problems]
    if problems:
        return _told(problems)
    if forms:
        if late := edition().overdue(today()):
            print(late)
        hits = word_model.guessed(bank)
        print("How often each option is the key, list by list:", *balance.told(bank), sep="\n  ")
        print(
            f"A guesser of words gets {float(word_model.share(None, hits)):.0%} of single choices."
        )
    print(f"{len(bank)} items and {len(forms)} forms are fine.")
    return 0


def _told(problems: Iterable[str]) -> int:
    """Say each of *problems* on a line of standard error; return the exit code."""
    for problem in problems:
        say(problem, sys.stderr)
    return 1


def _seed(text: str) -> int:
    """Return *text* as a seed; argparse tells what is wrong with another."""
    if not (text.isdecimal() and len(text) <= len(str(LIMITS["largest-seed"]))):
        raise argparse.ArgumentTypeError(f"{text!r} is no seed; use a whole number such as 1")
    return int(text)


def _zip() -> int:
    failed = build()
    if not failed:
        archive(SITE, ARCHIVE)
        print(f"{ARCHIVE} ({ARCHIVE.stat().st_size / 1_000_000:.1f} MB): unpack, open index.html")
    return failed


def _serve(folder: Path) -> int:
    if not (folder / "index.html").is_file():
        return _told([f"{folder}: has no index.html; build the book first"])
    try:
        httpd = server(folder)
    except OSError as error:
        return _told([str(error)])
    with httpd:
        print(f"http://{HOST}:{httpd.server_port}/  (Ctrl-C ends it)", flush=True)
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def program() -> int:
    """Run the command line; say in one line what ended it early."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED + signal.SIGTERM))
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED + signal.SIGINT
    except BankError as error:
        return _told(error.problems)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            where = error.filename or "standard output"
            _told([f"{where}: cannot be used ({error.strerror})"])
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        return 1
    return code


STOPPED = 128
"""To this a shell adds the number of the signal that stopped a program."""

if __name__ == "__main__":
    sys.exit(program())
