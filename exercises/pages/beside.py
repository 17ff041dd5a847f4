"""What stands beside the pages, and is made by a command of its own: the slides, the exports.

They belong to whatever writes the pages, so that every link of the site leads somewhere.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from exercises.pages.builder import BookBuilder, home
from exercises.reading.package import PACKAGE
from exercises.reading.passages import sections

logger = logging.getLogger(__name__)

SLIDES = "teach/slides"
"""The folder of the slides, in the book and in the site."""
OFFERS = "teach/put-it-in-your-lms"
"""The page that leads to the exports; a book without it has none made."""
EXPORTS = "exports"
SHOWN = ("faces", "reading", "data/edition.yml", "data/subject.yml")
"""What the slides show of the package, and what reads it."""
PASSED = ("__pycache__", ".ipynb_checkpoints")


def make(app: Sphinx, error: Exception | None) -> None:
    """Make what the book leads to, unless what stands there was made of the same.

    What a command says of a fault is a warning of this build.
    """
    if error is not None or not isinstance(app.builder, BookBuilder):
        return
    book = Path(app.srcdir, home(app.config))
    if (book / SLIDES).is_dir() and find_spec("sphinx_revealjs"):
        command = ["sphinx", "-b", "revealjs", "-E", "-W", "-n", "--keep-going", "-q",
                   "-d", str(Path(app.doctreedir, "slides")), str(book / SLIDES)]  # fmt: skip
        _made(app, SLIDES, command, [book / SLIDES, *(PACKAGE / name for name in SHOWN)])
    if f"{home(app.config)}{OFFERS}" in app.env.found_docs:
        read = repr(sorted(sections(book).items()))  # a deck names them
        _made(app, EXPORTS, ["exercises", "export"], [PACKAGE], read)


def _made(app: Sphinx, name: str, command: list[str], of: Iterable[Path], *words: str) -> None:
    """Have *command* make the folder *name* of what stands in the folders *of* and of *words*."""
    out, stamp = Path(app.outdir, name), Path(app.doctreedir, f"{Path(name).name}.made")
    address = [os.environ.get("BOOK_URL", ""), app.config.html_baseurl]
    source = _digest(*of, words=[*words, *address])
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == f"{source} {_digest(out)}":
        return
    stamp.unlink(missing_ok=True)
    part = stamp.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", *command, str(part)], cwd=app.srcdir, check=False,
        capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        logger.warning("%s: %s", name, done.stderr.strip() or done.stdout.strip())
        return
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(part, out)
    stamp.write_text(f"{source} {_digest(out)}", encoding="utf-8")


def _digest(*folders: Path, words: Iterable[str] = ()) -> str:
    """Return a digest of every file in *folders*, and of *words*."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in _files(folders):
        digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        found = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (each for each in found if each.is_file() and not {*PASSED} & {*each.parts})
