"""Result files, sheets and codes to entries. What cannot be used is named, with a plain reason.

A file is taken if `attempts.check_result` and `attempts.rescore` find nothing wrong. Asking both of
100,000 files takes minutes, so `Quick` first makes the result anew and compares it whole; only a
file that differs is asked. Files are opened for reading, and nothing else is done to them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from exercises.results.code import from_code
from exercises.results.result import ResultError
from exercises.team.entry import Entry, Skipped, entry_of
from exercises.team.judge import judge
from exercises.team.quick import book

LARGEST = {"result": 1_000_000, "sheet": 50_000_000}
"""How many bytes a file may have: a result of 500 items, a sheet of thousands of results."""

PARALLEL = 2_000
"""From how many files a second process pays."""

_BATCH = 250
_SAID = 200  # characters of a reason; a schema's message repeats what it found
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""The marks that some editors put first, and the encoding they stand for."""


# -- files -------------------------------------------------------------------------------------


def read(folder: Path, *, progress: Callable[[int, int], None] = lambda done, of: None,
         jobs: int | None = None) -> Iterator[Entry | Skipped]:  # fmt: skip
    """Yield what the files in *folder* and its subfolders hold, in the order of their names.

    *progress* is told how many files are done, of how many. With many files, *jobs* processes
    read (two, or one where there is one core).
    """
    names = sorted(_walk(folder))
    jobs = jobs or (min(2, os.cpu_count() or 1) if len(names) >= PARALLEL else 1)
    starts = range(0, len(names), _BATCH)
    batches = [(str(folder), names[start : start + _BATCH]) for start in starts]
    done = 0
    if jobs == 1:
        for batch in batches:
            yield from read_batch(batch)
            done += len(batch[1])
            progress(done, len(names))
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for batch, found in zip(batches, pool.map(read_batch, batches), strict=True):
            yield from found
            done += len(batch[1])
            progress(done, len(names))


def read_batch(batch: tuple[str, list[str]]) -> list[Entry | Skipped]:
    """Return what the named files of a folder hold."""
    folder, names = batch
    return list(chain.from_iterable(read_file(os.path.join(folder, name), name) for name in names))


def _walk(folder: Path) -> Iterator[str]:
    """Yield the names of all files, relative to *folder*; linked folders are not entered."""
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(here, name), folder)


def read_file(path: str, name: str) -> list[Entry | Skipped]:
    """Return the entries of one file, or why there are none; nothing is raised."""
    try:
        return read_data(_bytes(path), name)
    except OSError as error:
        return [Skipped(name, f"cannot be read ({error.strerror or error})")]
    except ResultError as error:
        return [_skipped(name, error)]


def read_data(data: bytes, name: str) -> list[Entry | Skipped]:
    """Return the entries that *data* holds, as a file called *name* or as pasted."""
    try:
        if data.lstrip()[:1] == b"{" or data[:1] in (b"\xef", b"\xff", b"\xfe"):
            data = _plain(data)
        if data.lstrip()[:1] == b"{":
            return [_json(data, name)]
        return _lines(data, name)
    except ResultError as error:
        return [_skipped(name, error)]
    except RecursionError:
        return [Skipped(name, "is nested deeper than any result; save it anew")]
    except (ValueError, ArithmeticError, TypeError, LookupError) as error:
        return [Skipped(name, f"holds what no result holds ({_short(str(error))})")]


def _bytes(path: str) -> bytes:
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise ResultError("is no file that can be read to its end")
    if not about.st_size:
        raise ResultError("is empty; save it anew")
    with open(path, "rb") as file:
        head = file.read(LARGEST["result"] + 1)
        if len(head) <= LARGEST["result"]:
            return head
        if not _plain(head[:100]).lstrip().startswith(_HEAD):
            raise ResultError(f"is {about.st_size} bytes, no result is; save it anew")
        if about.st_size > LARGEST["sheet"]:
            raise ResultError(f"is {about.st_size} bytes; cut the sheet into smaller ones")
        return head + file.read(LARGEST["sheet"])


_HEAD = b"schema_version,"


def _plain(data: bytes) -> bytes:
    """Return *data* as UTF-8 without a mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="ignore").encode(errors="ignore")
    return data


def _json(data: bytes, name: str) -> Entry:
    try:
        result = json.loads(data)
    except RecursionError:
        raise
    except ValueError as error:
        raise ResultError("is no JSON, or was cut short; save it anew") from error
    # True equals 1, so a comparison would let it pass; no field of a result is either.
    if isinstance(result, dict) and b"true" not in data and b"false" not in data:
        form = result.get("form_id")
        quick = book().quick.get(form) if isinstance(form, str) else None
        same = quick and quick.paper.content_hash == result.get("content_hash")
        if quick and same and (found := quick.entry(result, name)):
            return found
    return judge(result, name)


def _lines(data: bytes, name: str) -> list[Entry | Skipped]:
    """Return the results of a sheet, or of a list of codes."""
    if b"\0" in data[:1000]:
        raise ResultError("is no result file of this book")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # as spreadsheets save on Windows
    if text.lstrip().startswith(_HEAD.decode()):
        return _sheet(text, name)
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    found: list[Entry | Skipped] = []
    for number, line in lines:
        try:
            found.append(read_code(line, f"{name}, line {number}"))
        except ResultError as error:
            found.append(_skipped(f"{name}, line {number}", error))
    meant = len(lines) == 1 and ":" in text
    if not meant and not any(_split(line)[1].lower().startswith(_starts()) for _, line in lines):
        raise ResultError("is no result file of this book")
    return found


@cache
def _starts() -> tuple[str, ...]:
    return tuple(f"{name}:" for name in book().forms)


def _split(line: str) -> tuple[str, str]:
    """Return the name and the code that *line* holds."""
    label, _, code = re.sub(r"[\t;]", ",", line).rpartition(",")
    return label.strip(), code.strip()


def read_code(line: str, name: str) -> Entry:
    """Return the result of a *line*: a code, or a name, a comma and a code. Raises `ResultError`.

    A code holds no name and no time, so the line may say who it is.
    """
    label, code = _split(line)
    form, responses = from_code(code, book().forms, book().bank)
    if len(label) > 80:  # noqa: PLR2004 (as in the schema)
        raise ResultError(f"{name}: the name is too long; write 80 characters at most")
    about = {"seed": 0, "learner_label": label, "job_title": "", "attempt_no": 1,
             "started": "", "finished": "1970-01-01T00:00:00Z"}  # fmt: skip
    quick = book().quick[form.id]
    made = quick.result(responses, **about)
    return entry_of(made, quick.paper, name)._replace(finished="", mark=code)


def _sheet(text: str, name: str) -> list[Entry | Skipped]:
    """Return the results of a sheet as `attempts.to_csv` writes it."""
    found: list[Entry | Skipped] = []
    rows = csv.DictReader(io.StringIO(text.lstrip(), newline=""))
    try:
        for row in rows:
            where = f"{name}, line {rows.line_num}"
            try:
                found.append(judge({n: _cell(n, v) for n, v in row.items()}, where))
            except ResultError as error:
                found.append(_skipped(where, error))
            except (ValueError, TypeError, RecursionError):
                found.append(Skipped(where, "a cell holds what no result holds; save it anew"))
    except csv.Error as error:
        found.append(Skipped(name, f"is no sheet after line {rows.line_num} ({error})"))
    return found


_TEXTS = {"site_version", "content_hash", "form_id", "mode", "learner_label", "job_title",
          "started", "finished", "scoring_rule", "cut_basis", "result", "checksum"}  # fmt: skip
_NULLS = {"cut", "cut_basis", "result"}


def _cell(field: str | None, text: str | list[str] | None) -> Any:
    if not isinstance(field, str) or not isinstance(text, str):
        raise ResultError("has more or fewer cells in this line than in its head")
    if text == "" and field in _NULLS:
        return None
    if field in _TEXTS:
        return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text
    return json.loads(text)


def _skipped(name: str, error: Exception) -> Skipped:
    return Skipped(name, _short(str(error).removeprefix(f"{name}: ")))


def _short(text: str) -> str:
    """Return *text* on one line, printable and not too long."""
    line = "".join(c if c.isprintable() else " " for c in text[: 2 * _SAID])
    return line if len(line) <= _SAID else line[: _SAID - 1] + "…"
