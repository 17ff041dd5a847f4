"""The engines of others, at one version each, put into a folder below `_build`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "_build" / "foreign"
NPM = {"scorm-again": "3.4.3", "qti3-item-player": "1.1.20", "vue": "2.7.16", "gift-pegjs": "1.0.2"}
"""What npm brings; the player of QTI is a part of Vue 2."""
ANKI = "26.9.3"


def npm() -> str | None:
    """Return the command that brings what is written for Node, or None where it is not found."""
    return shutil.which("npm") if shutil.which("node") else None


def modules(command: str) -> Path:
    """Return the folder of what npm has brought; nothing of theirs runs while it is installed."""
    asked = FOLDER / "package.json"
    wanted = json.dumps({"private": True, "dependencies": NPM}, indent=1)
    folder = FOLDER / "node_modules"
    if not (folder.is_dir() and asked.is_file() and asked.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        asked.write_text(wanted, encoding="utf-8")
        quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        try:
            subprocess.run([command, "install", *quietly], cwd=FOLDER, check=True)
        except BaseException:
            asked.unlink()  # half of it is none of it
            raise
    return folder


def anki() -> Path:
    """Return a Python that has Anki, in an environment of its own."""
    folder = FOLDER / f"anki-{ANKI}"
    python = folder / "bin" / "python"
    done = folder / "done"
    if not done.is_file():
        venv.create(folder, clear=True, with_pip=True)
        quietly = ("--quiet", "--disable-pip-version-check", "--only-binary=:all:")
        command = [python, "-m", "pip", "install", *quietly, f"anki=={ANKI}"]
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        if ran.returncode:
            sys.exit(f"{ran.stderr}\nAnki {ANKI} could not be installed.")
        done.touch()
    return python
