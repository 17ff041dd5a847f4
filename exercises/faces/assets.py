"""The files that faces are made of, each in its face's folder, all known by name.

A script or style that has more than one job stands in parts, `NAME.PART.js` beside `NAME.js`: the
site gets them as one, the parts first, so that order costs no request.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exercises.reading.package import PACKAGE

ENDINGS = (".css", ".js", ".png", ".svg")
FOLDERS = ("faces/*", "pages", "results", "team")
"""Where they stand: with their face, with what every page has, or beside the rules they repeat."""


@cache
def parts() -> dict[str, tuple[Path, ...]]:
    """Return the paths of what each file of the site is made of, by its name, in order.

    Raises `ValueError` for two of one name: they would become one file.
    """
    found: dict[str, dict[str, Path]] = {}
    for folder in FOLDERS:
        for path in PACKAGE.glob(f"{folder}/*.*"):
            if path.suffix not in ENDINGS:
                continue
            name, _, part = path.stem.partition(".")
            known = found.setdefault(f"{name}{path.suffix}", {})
            if part in known:
                raise ValueError(f"{path} and {known[part]}: two of one name; rename one")
            known[part] = path
    return {
        name: tuple(known[part] for part in sorted(known, key=lambda part: (not part, part)))
        for name, known in sorted(found.items())
    }


def text(*names: str) -> str:
    """Return the files *names* as one, in the order named."""
    return "\n".join(path.read_text(encoding="utf-8") for name in names for path in parts()[name])


def write(folder: Path) -> Path:
    """Write every file into *folder*, joined from its parts; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paths in parts().items():
        data = b"\n".join(path.read_bytes() for path in paths)
        path = folder / name
        if not (path.is_file() and path.read_bytes() == data):
            path.write_bytes(data)
    return folder
