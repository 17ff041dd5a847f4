"""Build the book strictly, as readers get it: the pages, then the slides."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITE = ROOT / "_build" / "html"
STRICT = ("-W", "-n", "--keep-going")
PRINTED = ("answer/sheet",)
"""The pages that are offered as a PDF too, where there is a browser to print them."""

CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""How Chromium is started: without a window, and without asking anything of anyone outside."""


def chromium() -> str | None:
    """Return the path of a Chromium: the one that CHROMIUM names, one on the path, or None."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    return None


def tool(name: str) -> str:
    """Return the path of a command that is installed beside this Python.

    Raises `FileNotFoundError` if there is none.
    """
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise FileNotFoundError(f"{name} is not installed beside {sys.executable}; run make serve")
    return found


def commands() -> list[tuple[list[str], Path]]:
    """Return what is run, and the folder it is run in. Any warning fails the build."""
    pages = ["build", ".", "--config", "../_config.yml", "--toc", "../_toc.yml"]
    slides = ["-b", "revealjs", "-d", str(ROOT / "_build" / ".slides")]
    return [
        ([tool("jupyter-book"), *pages, "--path-output", "..", *STRICT, "--quiet"], ROOT / "book"),
        (
            [tool("sphinx-build"), *slides, *STRICT, "-q", "book/teach/slides",
             str(SITE / "teach" / "slides")],
            ROOT,
        ),
    ]  # fmt: skip


def build() -> int:
    """Build everything; return the exit code of what failed first, 0 if nothing did."""
    for command, folder in commands():
        done = subprocess.run(command, cwd=folder, check=False)
        if done.returncode:
            return done.returncode
    browser = chromium()
    for page in PRINTED if browser else ():
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [str(browser), *CHROMIUM, f"--user-data-dir={profile}", "--no-pdf-header-footer",
                 f"--print-to-pdf={SITE / page}.pdf", (SITE / f"{page}.html").as_uri()],
                capture_output=True, check=True, timeout=120,
            )  # fmt: skip
    return 0
