"""Build the book strictly, as readers get it: the pages and all that they lead to."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from exercises.reading.edition import edition, today
from exercises.reading.named import lost
from exercises.site.browser import PRINTS, chromium

ROOT = Path(__file__).parents[2]
RAW = ROOT / "_build" / "raw" / "_build" / "html"
"""Where Sphinx writes, and finds again what it need not write."""
SITE = ROOT / "_build" / "html"
"""Where the book stands as readers get it."""
ARCHIVE = ROOT / "_build" / "d9311-book.zip"
STAMP = ROOT / "_build" / "built"
LEFT = {"__pycache__", ".ipynb_checkpoints", "conf.py"}
NOISE = re.compile(r"^(\[IPKernelApp\] WARNING \| Kernel is .*|# .* INFO traitlets .*|)\n", re.M)
"""What a kernel that runs a notebook says of itself on this very machine."""
STRICT = ("-W", "-n", "--keep-going")


def tool(name: str) -> str:
    """Return the path of a command that is installed beside this Python.

    Raises `FileNotFoundError` if there is none.
    """
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise FileNotFoundError(f"{name} is not installed beside {sys.executable}; run make serve")
    return found


def commands() -> list[tuple[list[str], Path]]:
    """Return what is run, and the folder it is run in. Any warning fails the build.

    It is the plain command, and so makes the slides and the exports too; `publish` takes of all
    that what a page leads to.
    """
    kept = str(RAW.parent.parent.relative_to(ROOT))
    pages = ["build", ".", "--path-output", kept, *STRICT, "--quiet"]
    return [([tool("jupyter-book"), *pages], ROOT)]


def named() -> list[str]:
    """Return the pages that `_toc.yml` names, as the site addresses them, in its order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    home = f"{toc['root']}/".rpartition("index/")[0]
    return [name.removeprefix(home) for name in _files(toc)]


def _files(part: Any) -> Iterator[str]:
    """Yield what *part* of a table of contents names, however deep."""
    for key, value in part.items() if isinstance(part, dict) else ():
        if key in ("root", "file"):
            yield value
        for each in value if isinstance(value, list) else ():
            yield from _files(each)


def address() -> str:
    """Return where the book will stand, with a slash at its end, or nothing if nobody has said.

    The variable BOOK_URL speaks first, then `html: baseurl` of `_config.yml`.
    """
    said = os.environ.get("BOOK_URL") or _config()["html"].get("baseurl") or ""
    return f"{said.rstrip('/')}/" if said else ""


def _config() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    return found


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _mark(*folders: Path) -> str:
    """Return a digest of every file in *folders*, but for what tools leave there."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and not LEFT & {*path.parts}:
                digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources() -> str:
    """Return a digest of all that a build depends on."""
    named = ("book", "exercises", "_config.yml", "_toc.yml", "constraints.txt")
    # The folder that tells of a library bears its version; to read all they tell takes far longer.
    installed = sorted({each.name for path in sys.path for each in Path(path).glob("*-info")})
    around = [address(), str(chromium()), sys.version, *installed]
    return (
        _mark(*(ROOT / name for name in named)) + hashlib.sha256(repr(around).encode()).hexdigest()
    )


def build() -> int:
    """Build everything; return the exit code of what failed first, 0 if nothing did.

    Nothing is done if nothing has changed, neither what goes in nor what came out.
    """
    if late := edition().overdue(today()):
        print(late, file=sys.stderr)  # no warning of Sphinx: it would fail the build
    sources = _sources()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == f"{sources} {_mark(SITE)}":
        return 0
    # Who only checks a bank, or finds the book built, needs no library that reads pages.
    from exercises.site.harden import PageError  # noqa: PLC0415
    from exercises.site.offline import finish  # noqa: PLC0415
    from exercises.site.printed import print_pages  # noqa: PLC0415
    from exercises.site.publish import publish  # noqa: PLC0415

    STAMP.unlink(missing_ok=True)
    if gone := lost(named()):
        print(*gone, sep="\n", file=sys.stderr)
        return 1
    for command, folder in commands():
        env = os.environ | {PRINTS: "1"}
        done = subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True)
        sys.stderr.write(NOISE.sub("", done.stderr.decode(errors="replace")))
        if done.returncode:
            sys.stdout.write(done.stdout.decode(errors="replace"))
            return done.returncode
    title = _config()["title"]
    lacking = [name for name in named() if not (RAW / f"{name}.html").is_file()]
    if lacking:
        print(f"_toc.yml names {', '.join(lacking)}, but the build wrote no such page; "
              "run make clean, then build anew", file=sys.stderr)  # fmt: skip
        return 1
    try:
        publish(RAW, SITE, base=address(), title=title)
    except PageError as error:
        print(error, file=sys.stderr)
        return 1
    print_pages(RAW, SITE, address())
    finish(SITE, Path(__file__).with_name("sw.js"), title=title)
    STAMP.write_text(f"{sources} {_mark(SITE)}", encoding="utf-8")
    return 0
