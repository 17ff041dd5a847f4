"""Run Lighthouse: from npm, into a folder outside the repository, only while the bench runs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.browser import FLAGS
from bench.sites import BuildError, run

VERSION = "12.8.2"
SCORES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first": "first-contentful-paint",
    "largest": "largest-contentful-paint",
    "blocking": "total-blocking-time",
    "shift": "cumulative-layout-shift",
}
PHONE = 600
"""The index of the phone that is played: a machine of 2,400 slowed four times, both usual."""
READ = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What Lighthouse says of a page: paints and *blocking* in ms, *shift*, scores of 100.

    *bytes* and *requests* are its own count of what went over the wire, to check ours by. *speed*
    is its index of the machine at that moment: more is faster.
    """

    first: float
    largest: float
    blocking: float
    shift: float
    scores: tuple[float, ...]
    bytes: float
    requests: float
    speed: float
    failed: tuple[str, ...] = ()


def install(folder: Path) -> Path:
    """Install Lighthouse in *folder* unless it is there; return its command.

    Raises `BuildError` if there is no Node, no npm or no way to install it.
    """
    for name in ("node", "npm"):
        if shutil.which(name) is None:
            raise BuildError(f"{name} is not installed; Lighthouse needs Node and npm")
    command = folder / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = ("npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder))
        run((*npm, f"lighthouse@{VERSION}"), folder)
    return command


def slowdown(command: Path, url: str, browser: str, folder: Path) -> float:
    """Return how many times this machine is slowed to be the phone that is played on each.

    Slowed four times, as is usual, a slow machine would play a slower phone than a fast one. Its
    index differs from moment to moment, so it is read a few times before anything is measured.

    Source: Lighthouse, docs/throttling.md, Calibrating the CPU slowdown.
    """
    only = "--only-audits=first-contentful-paint"
    indices = []
    for _ in range(READ):
        with suppress(BuildError):  # as it fails now and then
            said = _said(command, url, browser, folder, only)
            indices.append(said["environment"]["benchmarkIndex"])
    if not indices:
        raise BuildError("Lighthouse could not say how fast this machine is")
    return max(1.0, round(median(indices) / PHONE, 1))


def measure(command: Path, url: str, browser: str, folder: Path, slowed: float) -> Report:
    """Return what Lighthouse says of the page, as a phone: default throttling but for *slowed*.

    Raises `BuildError` if it fails.
    """
    return _report(
        _said(command, url, browser, folder, f"--throttling.cpuSlowdownMultiplier={slowed}")
    )


def _said(command: Path, url: str, browser: str, folder: Path, flag: str) -> dict[str, Any]:
    output = folder / "report.json"
    flags = " ".join(f"'{flag}'" if " " in flag else flag for flag in FLAGS)
    run(
        (str(command), url, "--quiet", "--output=json", f"--output-path={output}",
         f"--chrome-flags={flags}", flag),
        folder,
        {"CHROME_PATH": browser, "HOME": os.environ.get("HOME", str(folder))},
    )  # fmt: skip
    said: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    if said.get("runtimeError"):
        raise BuildError(f"Lighthouse: {said['runtimeError']['message']}")
    return said


def _report(said: dict[str, Any]) -> Report:
    audits, categories = said["audits"], said["categories"]
    items = audits["network-requests"]["details"]["items"]
    wire = [item for item in items if item.get("transferSize") and item["url"].startswith("http")]
    failed = {
        each["id"]
        for name in SCORES
        for each in categories[name]["auditRefs"]
        if each["weight"] and (audits[each["id"]]["score"] or 0) < 1
        and audits[each["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    }  # fmt: skip
    return Report(
        **{name: audits[audit]["numericValue"] for name, audit in TIMES.items()},
        scores=tuple(round(100 * (categories[name]["score"] or 0)) for name in SCORES),
        bytes=sum(item["transferSize"] for item in wire),
        requests=len(wire),
        speed=said["environment"]["benchmarkIndex"],
        failed=tuple(sorted(failed)),
    )


def middle(reports: Sequence[Report]) -> Report:
    """Return the median of each measure on its own."""

    def of(name: str) -> float:
        return median(getattr(report, name) for report in reports)

    return Report(
        **{name: of(name) for name in (*TIMES, "bytes", "requests", "speed")},
        scores=tuple(map(median, zip(*(report.scores for report in reports), strict=True))),
        failed=tuple(sorted({name for report in reports for name in report.failed})),
    )
