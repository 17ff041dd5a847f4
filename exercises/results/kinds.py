"""What a file is that holds no result: a document, a workbook, a picture, whatever it is called.

`result.kinds.js` beside this does the same; tests/cases/files.json holds both to it.
"""

from __future__ import annotations

from exercises.reading.data_files import load
from exercises.results.refusals import ResultError, refused


def other(data: bytes) -> ResultError | None:
    """Return why a file that begins with *data* holds no result, or None if it may hold one."""
    for kind in load("kinds"):
        starts = data.startswith(bytes.fromhex(kind["starts"]))
        if starts and kind.get("holds", "").encode() in data:
            return refused(kind["say"], what=kind["what"])
    return None
