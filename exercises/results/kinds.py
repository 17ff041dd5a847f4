"""What a file is that holds no result: a document, a workbook, a sheet of ours for people to read.

`result.kinds.js` beside this does the same; tests/cases/files.json holds both to it.
"""

from __future__ import annotations

import re

from exercises.reading.data_files import load
from exercises.results.refusals import ResultError, refused


def other(data: bytes) -> ResultError | None:
    """Return why a file that begins with *data* holds no result, or None if it may hold one."""
    for kind in load("kinds"):
        starts = data.startswith(bytes.fromhex(kind["starts"]))
        if starts and kind.get("holds", "").encode() in data:
            return refused(kind["say"], what=kind["what"])
    return None


_HEADS = {
    "own-record": r'(?:^|[\n\ufeff])"?Practice"?[,;\t|][^\n]*\n"?Session date"?[,;\t|]',
    "own-roster": r'(?:^|[\n\ufeff])"?name"?([,;\t|])"?job_title"?\1"?form"?\1"?version"?\1',
}
_START = 4_000
"""Signs in which the head of a sheet of ours begins."""


def ours(text: str) -> ResultError | None:
    """Return which sheet of the book's own pages *text* is, in words; None if it is none.

    A record and a roster are for people to read: what they say of results cannot be proved.
    """
    start = text[:_START]
    return next((refused(say) for say, head in _HEADS.items() if re.search(head, start)), None)
