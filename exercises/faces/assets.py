"""The files that faces are made of, each in its face's folder, all known by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exercises.reading.package import PACKAGE

ENDINGS = (".css", ".js", ".png", ".svg")
FOLDERS = ("faces/*", "pages", "results", "team")
"""Where they stand: with their face, with what every page has, or beside the rules they repeat."""


@cache
def assets() -> dict[str, Path]:
    """Return the path of each file that the site gets, by its name.

    Raises `ValueError` for two of one name: they are copied into one folder.
    """
    found: dict[str, Path] = {}
    for path in _files():
        if path.name in found:
            raise ValueError(f"{path} and {found[path.name]}: two of one name; rename one")
        found[path.name] = path
    return found


def text(*names: str) -> str:
    """Return the files *names* as one, in the order named."""
    return "\n".join(assets()[name].read_text(encoding="utf-8") for name in names)


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted(PACKAGE.glob(f"{folder}/*.*")):
            if path.suffix in ENDINGS:
                yield path
