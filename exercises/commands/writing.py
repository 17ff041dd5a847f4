"""Files written whole or not at all: a full disk leaves the old one as it was."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)
"""What a terminal or an editor obeys, but for the ends of lines and tabs."""


def whole(path: Path, write: Callable[[Path], object]) -> None:
    """Have *write* make a file beside *path*, and put it in its place once it is whole.

    Who may read the old file may read the new one, and nobody else. A device or a pipe is written
    into. Raises `OSError` that names *path*.
    """
    try:
        if path.exists() and not path.is_file():
            write(path)
            return
        mode = path.stat().st_mode if path.exists() else None
        handle, name = tempfile.mkstemp(suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    part = Path(name)
    try:
        write(part)
        part.chmod(0o666 & ~_mask() if mode is None else mode)
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _mask() -> int:
    """Return what the user keeps from others in a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def text(path: Path, content: str, *, mark: bool = False) -> None:
    """Write *content* to *path* as UTF-8, with a *mark* that tells a spreadsheet so.

    A blank stands for each sign of a name that a screen would obey: in the first place of a cell,
    none would leave a formula there.
    """
    data = shown(content).encode("utf-8-sig" if mark else "utf-8", "backslashreplace")
    whole(path, lambda part: part.write_bytes(data))


def shown(content: str) -> str:
    """Return *content* with a blank for each sign that a screen would obey."""
    return _OBEYED.sub(" ", content)
