"""`make twice`: build the book here, and in a copy from nothing, and compare every byte.

Prints each file that differs, and exits 1 if one does. What was built here step by step is thereby
shown to be what a clean build gives.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIED = ("book", "exercises", "_config.yml", "_toc.yml", "constraints.txt", "pyproject.toml")


def build(folder: Path) -> dict[str, str]:
    """Build the sources in *folder*; return each file's digest by its name."""
    subprocess.run(
        [sys.executable, "-m", "exercises", "zip"], cwd=folder, check=True,
        env=os.environ | {"PYTHONPATH": str(folder)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    built = folder / "_build"
    files = [*sorted((built / "html").rglob("*")), built / "d9311-book.zip"]
    return {
        path.relative_to(built).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


def copy(folder: Path) -> Path:
    """Copy to *folder* what a build is made of."""
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def main() -> int:
    """Build here and in another folder, and say what differs."""
    with tempfile.TemporaryDirectory() as other:
        one, two = build(ROOT), build(copy(Path(other)))
    differ = sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))
    for name in differ:
        print(f"{name} differs")
    print(f"{len(one) - len(differ)} of {len(one)} files are the same in a clean build.")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
