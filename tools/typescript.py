"""`make types`: let TypeScript check the types that the scripts' comments give, strictly.

Takes the compiler that TSC names, or the `tsc` on the path, or has `npx` fetch the one named here.
Says how to get it, and exits 0, where there is none: nothing else needs Node.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "exercises"
GIVEN = ROOT / "tools" / "given.d.ts"
"""What the scripts are given by others."""

COMPILER = "typescript@5.9.3"
HELP = (
    "The scripts' types were not checked: there is no tsc and no npx. "
    "Install Node.js, which brings npx, from https://nodejs.org; or let TSC name a tsc."
)
STRICTLY = ("--allowJs", "--checkJs", "--noEmit", "--strict", "--pretty", "false",
            "--target", "es2022")  # fmt: skip

WORKER = Path("site", "sw.js")
"""The one script that runs outside a page, and so is given other things."""


def compiler() -> list[str]:
    """Return the command that starts TypeScript, or nothing."""
    if named := os.environ.get("TSC") or shutil.which("tsc"):
        return [named]
    if npx := shutil.which("npx"):
        return [npx, "--yes", "--package", COMPILER, "tsc"]
    return []


def programs() -> Iterator[tuple[str, Sequence[Path]]]:
    """Yield what is checked together, each after the libraries that it is given.

    A page's scripts share what they define; so do the scripts of a notebook's views.
    """
    worker = SCRIPTS / WORKER
    pages = sorted(path for path in SCRIPTS.rglob("*.js") if path != worker)
    yield "es2022,dom,dom.iterable", [GIVEN, *pages]
    yield "es2022,webworker", [worker]


def main() -> int:
    """Check all scripts; print what is wrong, a line each; return the exit code."""
    command = compiler()
    if not command:
        print(HELP)
        return 0
    wrong = False
    for library, paths in programs():
        ran = subprocess.run([*command, *STRICTLY, "--lib", library, *paths], cwd=ROOT, check=False)
        wrong |= ran.returncode != 0
    if not wrong:
        print("The types of all scripts hold.")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
