"""Text as files hold it, and the one reader and writer of CSV: what spreadsheets make of it too.

`result.sheets.js` beside this does the same; tests/cases/sheets.json holds both to it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from exercises.reading.data_files import load
from exercises.results.refusals import refused

FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet takes for the beginning of a formula, as wide signs too."""

DELIMITERS = ",;\t|"
BLANK = "\ufeff \t\r\n"
"""What stands around a text and means nothing."""

_LEAD = re.compile(f"[ \"]*[{re.escape(FORMULA)}']")
_INSIDE = re.compile(f"([;\t|\r\n])(?={_LEAD.pattern})")
_GUARDED = re.compile(f"([;\t|\r\n])'(?={_LEAD.pattern})")
_QUOTED = re.compile('[",;\t|=\r\n]')
"""What makes a cell stand in quotes: wherever cells end at one of these, it stays whole."""

_ANSI = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEAD = 200  # bytes enough to see that every other one is zero
csv.field_size_limit(max(csv.field_size_limit(), load("limits")["largest-result"]))


_LOW, _UP = (
    "a-z\u00df-\u00f6\u00f8-\u00ff\u0153\u0161\u017e",
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0152\u0160\u0178\u017d",
)
_ACCENTS = _UP.removeprefix("A-Z"), _LOW.removeprefix("a-z")
_OPEN, _CLOSE = "\u2018\u201a\u201c\u201e\u00ab\u2039", "\u201d\u00bb\u203a"
_PLAIN = "\u2013\u2014\u2019\u2026\u00a0-\u00a1\u00a9-\u00aa\u00ae\u00b0\u00ba\u00bf\u2122"
_SIGN = f"[^\\x00-\\x7f{_LOW}{_UP}{_OPEN}{_CLOSE}{_PLAIN}]"
_SHORT = f"(?:s|t|re|ll|ve|d|m)(?![{_LOW}{_UP}])"
_ODD = re.compile(
    f"[{_LOW}][{_ACCENTS[0]}]|[{_LOW}{_UP}][{_ACCENTS[0]}][{_LOW}]|[{_UP}][{_ACCENTS[1]}][{_UP}]"
    f"|[{_LOW}{_UP}][{_OPEN}]|[{_CLOSE}][{_LOW}{_UP}]|[{_LOW}{_UP}]{_SIGN}|{_SIGN}[{_LOW}{_UP}]"
    f"|[{_UP}][{_LOW}]+\u2019(?!{_SHORT})[{_LOW}]|(?:^|[^{_LOW}{_UP}])[{_UP}][\u2013\u2014][{_LOW}]"
)
"""What stands in no word: a capital or a sign in the middle, a quotation mark the wrong way."""

_EITHER = re.compile(f"[{_UP}]\u2019(?!{_SHORT})[{_LOW}]|[{_UP}][{_LOW}]+[\u2013\u2014][{_LOW}]")
"""What may be a dash or an apostrophe of Windows, or a letter of an old Mac."""


class Row(NamedTuple):
    """The cells of a row, and the number of the line on which it ends."""

    line: int
    cells: list[str]


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 as Notepad saves it, a code page of Windows or Mac.

    Raises `ResultError` where the two code pages cannot be told apart.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _wide(data[:_HEAD]):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _single(data)


def _single(data: bytes) -> str:
    """Return the text of a code page, the one in which words look like words."""
    ansi, mac = codecs.charmap_decode(data, "strict", _ANSI)[0], data.decode("mac_roman")
    odd, odd_on_mac = len(_ODD.findall(ansi)), len(_ODD.findall(mac))
    if odd == odd_on_mac == 0 and _EITHER.search(ansi):
        raise refused("letters")
    return mac if odd_on_mac < odd else ansi


def _wide(head: bytes) -> str:
    """Return the encoding of UTF-16 without a mark: every other byte of plain words is zero."""
    low, high = head[0::2], head[1::2]
    if len(head) >= 4 and any(low) and not any(high):  # noqa: PLR2004 (two signs)
        return "utf-16-le"
    if len(head) >= 4 and any(high) and not any(low):  # noqa: PLR2004
        return "utf-16-be"
    return ""


def rows(text: str, sign: str = "") -> Iterator[Row]:
    """Yield the rows of *text*, blank ones passed over, whatever *sign* stands between its cells.

    Raises `ResultError` for a cell that is longer than any of ours.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign or _delimiter(text))
    try:
        for cells in reader:
            if any(cell.strip(BLANK) for cell in cells):
                yield Row(reader.line_num, cells)
    except csv.Error as error:
        raise refused("no-sheet") from error


def write(lines: Iterable[Sequence[Any]]) -> str:
    """Return *lines* as CSV that no spreadsheet takes for formulas; `bare` takes that back."""
    return "".join(",".join(map(_written, line)) + "\r\n" for line in lines)


def _written(cell: Any) -> str:
    text = "" if cell is None else str(guarded(cell))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def guarded(cell: Any) -> Any:
    """Return *cell*, a text with an apostrophe before what would be a formula, or before one.

    Inside it too: where cells end at a semicolon, what follows one is a cell of its own.
    """
    if not isinstance(cell, str):
        return cell
    inside = _INSIDE.sub(r"\1'", cell)
    return f"'{inside}" if _LEAD.match(cell) else inside


def bare(cell: str) -> str:
    """Return *cell* without the apostrophes that `guarded` put into it."""
    own = cell[1:] if cell[:1] == "'" and _LEAD.match(cell[1:]) else cell
    return _GUARDED.sub(r"\1", own)


def between(line: str) -> str:
    """Return what stands between the cells of *line*, a head."""
    return max(DELIMITERS, key=line.count)


def _delimiter(text: str) -> str:
    """Return what stands between the cells of the first line that is not blank."""
    return between(re.split(r"[\r\n]", text.lstrip(BLANK), maxsplit=1)[0])
