"""The formats by name, and the files that each is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

from exercises.exports.anki import anki
from exercises.exports.gift import gift
from exercises.exports.groups import Group
from exercises.exports.moodle import moodle
from exercises.exports.qti_package import qti_2_2, qti_3_0
from exercises.exports.scorm_package import scorm
from exercises.exports.wanted import Wanted
from exercises.exports.widget import widgets


def _grouped(**written: Callable[[Sequence[Group]], bytes]) -> Callable[[Wanted], dict[str, bytes]]:
    """Return what writes each file of *written* from the groups alone."""
    return lambda wanted: {name: write(wanted.groups) for name, write in written.items()}


FORMATS: dict[str, Callable[[Wanted], dict[str, bytes]]] = {
    "moodle": _grouped(**{"moodle.xml": moodle}),
    "gift": _grouped(**{"gift.txt": gift}),
    "qti": _grouped(**{"qti-3.0.zip": qti_3_0, "qti-2.2.zip": qti_2_2}),
    "scorm": scorm,
    "anki": lambda wanted: {"anki.apkg": anki(wanted)},
}
"""What makes the files of each format, by their names."""

ASKED: dict[str, Callable[[Wanted], dict[str, bytes]]] = {"anywidget": widgets}
"""Beside these, what is made only where it is asked for by name."""


def files(names: Iterable[str], wanted: Wanted) -> dict[str, bytes]:
    """Return the files of the formats *names*, each with what it holds; one form's bear its name.

    Raises `ExportError` for items that one of the formats cannot hold.
    """
    return {
        named(file, wanted.only): data
        for name in names
        for file, data in (FORMATS | ASKED)[name](wanted).items()
    }


def named(file: str, form: str | None) -> str:
    """Return the name of *file* if it holds *form* alone: `moodle-a.xml`."""
    path = PurePath(file)
    return path.with_stem(f"{path.stem}-{form}").name if form else file
