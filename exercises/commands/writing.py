"""Files written whole or not at all: a full disk leaves the old one as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def whole(path: Path, write: Callable[[Path], object]) -> None:
    """Have *write* make a file beside *path*, and put it in its place once it is whole.

    Raises `OSError` that names *path*.
    """
    part = path.with_name(f".{os.getpid()}.part{path.suffix}")
    try:
        write(part)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def text(path: Path, content: str, *, mark: bool = False) -> None:
    """Write *content* to *path* as UTF-8, with a *mark* that tells a spreadsheet so."""
    data = content.encode("utf-8-sig" if mark else "utf-8", "backslashreplace")
    whole(path, lambda part: part.write_bytes(data))
