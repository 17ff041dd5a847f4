"""Where the package keeps its content, and whose content is read: this book's, or another's."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from importlib import resources
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")

PACKAGE = Path(str(resources.files("exercises")))
BANK = PACKAGE / "bank"
DATA = PACKAGE / "data"
"""This book's own; what the engine says and holds to (`data_files.ENGINE`) is read here always."""
BOOK = PACKAGE.parent / "book"
"""The book beside the package, where there is one."""
CONTENT = "EXERCISES_CONTENT"
"""The variable that names another subject's folder, laid out as the package is: `bank`, `data`.

A variable reaches the kernels of notebooks and each process of a build alike.
"""


def content() -> Path:
    """Return the folder whose `bank` and `data` are read: the package's own, unless one is set."""
    return Path(os.environ.get(CONTENT) or PACKAGE)


def use(folder: Path | None) -> None:
    """Read the content of *folder* from now on; without one, this book's."""
    if folder is None:
        os.environ.pop(CONTENT, None)
    else:
        os.environ[CONTENT] = str(folder.resolve())


def data(*names: str) -> Path:
    """Return the path of *names* in the data of the content."""
    return content().joinpath("data", *names)


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what *make* returns, for each content by itself."""
    kept: dict[str, Made] = {}

    @wraps(make)
    def made() -> Made:
        here = os.environ.get(CONTENT, "")  # no path: it is asked for each item
        if here not in kept:
            kept[here] = make()
        return kept[here]

    return made
