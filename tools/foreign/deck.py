"""Anki, without a window, imports the deck twice, then one in which an item has changed."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from engines import PYTHON
from table import Row

from exercises.exports.anki import anki, guid
from exercises.exports.wanted import Wanted
from exercises.forms import pool

HERE = Path(__file__).parent


def check(python: Path, wanted: Wanted) -> Row:
    """Return what Anki made of the decks, beside what *wanted* holds."""
    name, *rest = pool(wanted.bank, wanted.forms.values())
    item = wanted.bank[name]
    edited = replace(item, stem=f"{item.stem} Edited.", version=item.version + 1)
    later = replace(wanted, bank={**wanted.bank, name: edited})
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{each}.apkg" for each in ("first", "edited")]
        for path, deck in zip(paths, (wanted, later), strict=True):
            path.write_bytes(anki(deck))
        ran = subprocess.run(
            [python, HERE / "import_deck.py", folder, guid(item), *paths],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    said = json.loads(ran.stdout)
    notes = len(rest) + 1
    right = {
        "first": {"new": notes, "updated": 0},
        "again": {"new": 0, "updated": 0},
        "edited": {"new": 0, "updated": 1},
        "notes": notes, "cards": notes, "guids": notes, "changed": True, "learned": [7, 2],
    }  # fmt: skip
    wrong = [f"{key}: {said[key]}, not {value}" for key, value in right.items()
             if said[key] != value]  # fmt: skip
    return Row(
        engine="anki", version=PYTHON["anki"], what="notes imported three times, one edited",
        count=said["notes"], wrong=tuple(wrong),
    )  # fmt: skip
