"""The files that faces are made of, each in its face's folder, all known by name.

A script or style that has more than one job stands in parts, `NAME.PART.js` beside `NAME.js`: the
site gets them as one, the parts first, so that order costs no request.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from exercises.reading.data_files import load
from exercises.reading.package import PACKAGE
from exercises.reading.subject import subject

ENDINGS = (".css", ".js", ".png", ".svg")
FOLDERS = ("faces/*", "pages", "results", "team")
"""Where they stand: with their face, with what every page has, or beside the rules they repeat."""

SHARED = {
    "calendar.js": ("outcome.js", "practice.js", "session.js"),
    "copy.js": ("aid.js", "document.js", "page.js", "script.js", "session.js"),
    "drop.css": ("record.css", "report.css"),
    "fold.js": ("document.js", "result.js"),
    "load.js": ("paper.js", "quiz.js", "record.js", "report.js"),
    "save.js": ("result.js", "session.js"),
    "shelf.js": ("attempt.js", "practice.js", "report.js"),
}
"""Parts that more than one file begins with; no page has two of those, but of `load.js`,
and of `copy.js`: every page has `page.js`, and a notebook has its face alone."""

GIVEN = {"result.js": ("limits", "refusals", "result", "kinds")}
"""The data that a script is given, as `d9311Given`: what Python says and holds to is said once."""

STARTED = {
    "attempt": ("certificate.css", "result.js", "confusion.js", "certificate.js", "items.js",
                "outcome.js"),
    "practice": ("result.js", "confusion.js", "round.js"),
}  # fmt: skip
"""What a face loads when it is started, in this order; its data comes after them."""


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
    for shared, names in SHARED.items():
        (path,) = found.pop(shared).values()
        for name in names:
            found[name][f"shared {shared}"] = path
    return {
        name: tuple(known[part] for part in sorted(known, key=_order))
        for name, known in sorted(found.items())
    }


def _order(part: str) -> tuple[bool, bool, str]:
    """Return where *part* stands: what is shared first, the file that has no part's name last."""
    return not part, not part.startswith("shared "), part


def given(name: str) -> str:
    """Return the line of script that gives the file *name* its data, or nothing."""
    data = {each: load(each) for each in GIVEN.get(name, ())}
    return (
        f"const {subject().mark}Given = {json.dumps(data, ensure_ascii=False)};\n" if data else ""
    )


def text(*names: str) -> str:
    """Return the files *names* as one, in the order named."""
    return "\n".join(map(_whole, names))


def _whole(name: str) -> str:
    joined = "\n".join(path.read_text(encoding="utf-8") for path in parts()[name])
    return given(name) + (subject().own(joined) if name.endswith(".js") else joined)


def write(folder: Path) -> Path:
    """Write every file into *folder*, joined from its parts; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paths in parts().items():
        script = name.endswith((".js", ".css"))
        data = _whole(name).encode() if script else paths[0].read_bytes()
        path = folder / name
        if not (path.is_file() and path.read_bytes() == data):
            path.write_bytes(data)
    return folder
