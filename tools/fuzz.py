"""`make fuzz`: change files by chance for MINUTES, and see that nothing breaks or disagrees.

Banks and data files are read or refused with their file and line. Results, sheets and codes are
counted by the page, in a real Chromium, as by Python, and skipped with the same words. Prints what
broke with the seed that makes it again, and exits 1; the book must have been built before.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import sync_playwright

from exercises.reading.bank import BankError, load_bank
from exercises.reading.data_files import SHAPES, DataReader
from exercises.reading.package import BANK, DATA
from exercises.results.files import to_csv
from exercises.results.result import checksum
from exercises.site.browser import chromium
from exercises.site.build import SITE
from exercises.site.serve import HOST, server
from exercises.team import invented
from exercises.team.intake import read_data
from exercises.team.report import report
from exercises.team.words import head

MINUTES = float(os.environ.get("MINUTES", "10"))
SLOW = 5.0
"""Seconds that no file of this size may take."""

ODD = [None, True, 0, -1, 1.0, 1e400, 2**60, "", "a", "a+b", "'", "=1", "constructor", "\ud83d",
       "x" * 300, [], {}, ["a", "a"], [[1]], {"a": 1}]  # fmt: skip
SIGNS = "\"'\\{}[]:,;\t\n\r#&*!|>%@`-=+0aé\u2013\u200b\ufeff\u2028\U0001f600"

COUNT = """async (files) => {
  const read = ([name, bytes]) =>
    d9311Intake.readFile(book, name, Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)).buffer);
  return files.map((file) => {
    const made = d9311Count.report(book, read(file));
    const rows = made.groups.length ? d9311Roster.rows(book, made) : [];
    return { rows, skipped: made.skipped.map((e) => [e.name, e.reason]),
             said: d9311View.summary(book, made) };
  });
}"""
READY = """async () => {
  await d9311Quiz.load(document.querySelector("section.report"), "no data");
  window.book = d9311Book.data;
}"""


def spoiled(text: str, chance: Random) -> str:
    """Return *text* with a few signs or lines gone, doubled, moved or put in."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((0, 1, 1, 3, 40)))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + text[end:]
        elif kind == 1:
            text = (
                text[:at] + "".join(chance.choices(SIGNS, k=chance.choice((1, 2, 8)))) + text[at:]
            )
        elif kind == 2:
            text = text[:end] + text[at:]
        else:
            lines = text.split("\n")
            lines.insert(chance.randrange(len(lines) + 1), lines.pop(chance.randrange(len(lines))))
            text = "\n".join(lines)
    return text


def changed(result: Any, chance: Random) -> Any:
    """Return *result* with one value changed, gone or added, and perhaps a fitting checksum."""
    at = result
    while True:
        name = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if not (isinstance(at[name], dict | list) and at[name] and chance.random() < 0.8):
            break
        at = at[name]
    kind = chance.random()
    if kind < 0.1 and isinstance(at, dict):
        del at[name]
    elif kind < 0.2 and isinstance(at, dict):
        at[chance.choice(["patient", "__proto__", "seconds", "é"])] = chance.choice(ODD)
    else:
        at[name] = chance.choice(ODD)
    if chance.random() < 0.6:
        try:
            result["checksum"] = checksum(result)
        except (KeyError, TypeError, AttributeError, UnicodeError):
            return result
    return result


def team_file(seed: int) -> bytes:
    """Return a file as a manager may have it, spoiled."""
    chance = Random(seed)
    form = chance.choice(["a", "b", "pre", "refresher"])
    made = deepcopy(invented.result(chance.randrange(9), form))
    if chance.random() < 0.5:
        made = changed(made, chance)
    kind = chance.randrange(3)
    try:
        text = to_csv([made] * chance.choice((1, 2))) if kind == 0 else json.dumps(made)
    except (TypeError, AttributeError):
        text = json.dumps(made)
    if kind == 2:
        names = ["", "KL, ", '"Lopez, Ana",', "'t Hart;", "Zoë\t"]
        lines = [chance.choice(names) + invented.code(n, form) for n in range(3)]
        text = "\n".join(lines)
    if chance.random() < 0.7:
        text = spoiled(text, chance)
    how = chance.choice(["utf-8"] * 6 + ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
    return text.encode(how, "ignore" if how == "cp1252" else "surrogatepass")


def counted(data: bytes) -> dict[str, Any]:
    """Return what Python counts in a file, as COUNT does."""
    from exercises.team.roster import rows  # noqa: PLC0415

    made = report(read_data(data, "x"))
    return {"rows": rows(made), "skipped": [[e.name, e.reason] for e in made.skipped],
            "said": " ".join(head(made))}  # fmt: skip


def sources(seed: int) -> Iterator[str]:
    """Yield what is wrong with how a spoiled bank and a spoiled data file are read."""
    chance = Random(seed)
    bank = chance.choice(sorted(BANK.glob("*.yml")))
    name = chance.choice(list(SHAPES))
    shape, check = SHAPES[name]
    tries: list[tuple[Path, Callable[[Path], Any]]] = [
        (bank, load_bank),
        (DATA / f"{name}.yml", lambda path: DataReader(path).value(shape(), check)),
    ]
    for path, read in tries:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            text = spoiled(path.read_text(encoding="utf-8"), chance)
            copy.write_bytes(text.encode("utf-8", "surrogatepass"))
            began = time.monotonic()
            try:
                read(copy)
            except BankError as error:
                unplaced = [each for each in error.problems if path.name not in each]
                if unplaced:
                    yield f"seed {seed}: {path.name}: no file in {unplaced[0]!r}"
            except Exception as error:  # that is what is looked for
                yield f"seed {seed}: {path.name}: {type(error).__name__}: {error}"
            if time.monotonic() - began > SLOW:
                yield f"seed {seed}: {path.name}: took {time.monotonic() - began:.0f} s"


def main() -> int:
    """Change files for so many minutes; print what broke; return the exit code."""
    if not (SITE / "index.html").is_file() or not chromium():
        print("Build the book first (make book), and have a Chromium.", file=sys.stderr)
        return 2
    start = int(os.environ.get("SEED", str(int(time.time()))))
    faults: list[str] = []
    files = 0
    end = time.monotonic() + 60 * MINUTES
    with server(SITE, 8700) as httpd, sync_playwright() as playwright:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://{HOST}:{httpd.server_port}/teach/report.html", wait_until="networkidle")
        page.evaluate(READY)
        while time.monotonic() < end and len(faults) < 20:
            seeds = range(start + files, start + files + 50)
            data = [team_file(seed) for seed in seeds]
            told = page.evaluate(COUNT, [["x", b64encode(each).decode()] for each in data])
            for seed, each, there in zip(seeds, data, told, strict=True):
                here = json.loads(json.dumps(counted(each)))
                faults += [
                    f"seed {seed}: {part}: page {there[part]!r:.300} Python {here[part]!r:.300}"
                    for part in here if here[part] != there[part]
                ]  # fmt: skip
            for seed in seeds[:10]:
                faults += sources(seed)
            files += 50
        browser.close()
        httpd.shutdown()
    print("\n".join(faults[:20]))
    print(f"{files} files from seed {start}: {len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
