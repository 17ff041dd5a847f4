"""`make foreign`: the engines of others score what is exported; a table says how far each is off.

Needs npm, the package index and a Chromium, at this time only; says which it lacks, and exits 0.
What is fetched goes into `_build/foreign`. Exits 1 if an engine is off by more than 1e-7.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests"))  # what a response may be is said there once

import deck  # noqa: E402
import engines  # noqa: E402
import gift  # noqa: E402
import packages  # noqa: E402
import qti  # noqa: E402
import schemas  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from table import Row, shown  # noqa: E402

from exercises.exports.formats import files  # noqa: E402
from exercises.exports.wanted import Wanted, passages  # noqa: E402
from exercises.reading.bank import load_bank, load_forms  # noqa: E402
from exercises.site.browser import CHROMIUM, chromium  # noqa: E402


def rows(npm: str, browser: str) -> Iterator[Row]:
    """Yield what each engine made of the book's own bank."""
    bank = load_bank()
    wanted = Wanted(bank=bank, forms=load_forms(bank=bank), passage=passages(""))
    made = files(["gift", "qti", "scorm"], wanted)
    modules = engines.modules(npm)
    yield gift.check(modules, bank, made["gift.txt"])
    python = engines.python()
    yield deck.check(python, wanted)
    scorm = {
        name.removesuffix(".zip"): data for name, data in made.items() if name.startswith("scorm-")
    }
    yield schemas.check(python, engines.schemas(npm), scorm)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=CHROMIUM)
        yield qti.check(started, modules, bank, made["qti-3.0.zip"])
        yield packages.check(started, modules, wanted, scorm)
        started.close()


def main() -> int:
    """Print the table; return the exit code."""
    npm, browser = engines.npm(), chromium()
    for found, name, where in (
        (npm, "npm", "https://nodejs.org"),
        (browser, "Chromium", "your system's packages"),
    ):
        if not found:
            print(f"No foreign engine was tried: there is no {name}. Get it from {where}.")
            return 0
    done = list(rows(str(npm), str(browser)))
    print(shown(done))
    return int(not all(row.holds for row in done))


if __name__ == "__main__":
    sys.exit(main())
