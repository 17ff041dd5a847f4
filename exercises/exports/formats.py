"""The formats by name, and the files that each is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath

from exercises.exports.gift import gift
from exercises.exports.groups import Group
from exercises.exports.moodle import moodle
from exercises.exports.qti_package import qti_2_2, qti_3_0

FORMATS: Mapping[str, Mapping[str, Callable[[Sequence[Group]], bytes]]] = {
    "moodle": {"moodle.xml": moodle},
    "gift": {"gift.txt": gift},
    "qti": {"qti-3.0.zip": qti_3_0, "qti-2.2.zip": qti_2_2},
}


def files(
    names: Iterable[str], groups: Sequence[Group], *, form: str | None = None
) -> dict[str, bytes]:
    """Return the files of the formats *names*, each with what it holds; *form* goes into names.

    Raises `ExportError` for items that one of the formats cannot hold.
    """
    return {
        named(file, form): write(groups) for name in names for file, write in FORMATS[name].items()
    }


def named(file: str, form: str | None) -> str:
    """Return the name of *file* if it holds *form* alone: `moodle-a.xml`."""
    path = PurePath(file)
    return path.with_stem(f"{path.stem}-{form}").name if form else file
