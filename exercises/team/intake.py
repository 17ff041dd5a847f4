"""Result files, sheets and codes to entries. What cannot be used is named, with a plain reason.

A file is taken if `files.check_result` and `files.rescore` find nothing wrong. Asking both of
100,000 files takes minutes, so `Quick` first makes the result anew and compares it whole; only a
file that differs is asked. Files are opened for reading, and nothing else is done to them.

`counting.intake.js` of the face does the same in a page; tests/cases/files.json holds both to it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from exercises.plain import printable
from exercises.reading import schemas
from exercises.results.code import from_code
from exercises.results.kinds import other, ours
from exercises.results.lines import Found, Named, find
from exercises.results.refusals import ResultError, refusal, refused
from exercises.results.sheets import BLANK, decode
from exercises.results.table import ABOVE, is_sheet, lines
from exercises.results.text import LIMITS
from exercises.results.values import FIRST, pieces, result_in, value
from exercises.team.entry import Entry, Skipped, entry_of
from exercises.team.judge import judge
from exercises.team.quick import book

PARALLEL = 2_000
"""From how many files a second process pays."""

_BATCH = 250
_STOPS = (signal.SIGINT, signal.SIGTERM)
_JSON = re.compile(r"[\ufeff \t\r\n]*(?:\{|\[[ \t\r\n]*[{\[\"\]0-9-]+[ \t\r\n]*[,\]:\"{\[a-z])")
"""How JSON begins; a message may begin with its time in brackets."""


# -- files -------------------------------------------------------------------------------------


def read(folder: Path, *, progress: Callable[[int, int], None] = lambda done, of: None,
         jobs: int | None = None) -> Iterator[Entry | Skipped]:  # fmt: skip
    """Yield what the files in *folder* and its subfolders hold, in the order of their names.

    *progress* is told how many files are done, of how many. With many files, *jobs* processes
    read (two, or one where there is one core).
    """
    unread: list[Skipped] = []
    names = sorted(_walk(folder, unread))
    yield from sorted(unread)
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
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_quietly)
    try:
        with _undisturbed():
            told = pool.map(read_batch, batches)
        for batch, found in zip(batches, told, strict=True):
            yield from found
            done += len(batch[1])
            progress(done, len(names))
    finally:  # a run that was stopped waits for no file that it will not count
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off what stops the program: a process just starting would tell of half a start."""
    if threading.current_thread() is not threading.main_thread():  # which alone is told of signals
        yield
        return
    seen: list[int] = []
    before = {each: signal.signal(each, lambda number, _: seen.append(number)) for each in _STOPS}
    if sys.platform != "win32":  # who is started inherits it, until `_quietly`
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in seen[:1]:
            signal.raise_signal(number)


def _quietly() -> None:
    """Leave it to the process that reports to say that it was stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def read_batch(batch: tuple[str, list[str]]) -> list[Entry | Skipped]:
    """Return what the named files of a folder hold."""
    folder, names = batch
    return list(chain.from_iterable(read_file(os.path.join(folder, name), name) for name in names))


def _walk(folder: Path, unread: list[Skipped]) -> Iterator[str]:
    """Yield the names of all files, relative to *folder*; linked folders are not entered.

    A folder that cannot be read is put into *unread*, with the reason.
    """

    def note(error: OSError) -> None:
        name = os.path.relpath(error.filename, folder)
        unread.append(Skipped(name, refusal("unreadable", why=error.strerror)))

    for here, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(here, name), folder)


def read_file(path: str, name: str) -> list[Entry | Skipped]:
    """Return the entries of one file, or why there are none; nothing is raised."""
    try:
        return read_data(_bytes(path), name)
    except OSError as error:
        return [Skipped(name, refusal("unreadable", why=error.strerror or error))]
    except ResultError as error:
        return [_skipped(name, error)]


def read_data(data: bytes, name: str) -> list[Entry | Skipped]:
    """Return the entries that *data* holds, as a file called *name* or as pasted."""
    if not data:
        return [_skipped(name, refused("empty"))]
    if found := _quick(data, name):
        return [found]
    try:
        if error := other(data):
            raise error
        text = decode(data)
        if error := ours(text):
            raise error
        if is_sheet(text):
            return list(_sheet(text, name, len(data)))
        if len(data) > LIMITS["largest-result"]:
            raise refused("large", most=LIMITS["largest-result"])
        return list(_typed(text, name))
    except ResultError as error:
        return [_skipped(name, error)]


def _bytes(path: str) -> bytes:
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise refused("endless")
    with open(path, "rb") as file:
        head = file.read(LIMITS["largest-result"] + 1)
        if len(head) <= LIMITS["largest-result"] or not is_sheet(decode(head[:ABOVE])):
            return head
        return head + file.read(LIMITS["largest-sheet"])


def _quick(data: bytes, name: str) -> Entry | None:
    """Return the result that *data* hold if it is beyond doubt: it is made anew, and is the same.

    True equals 1, so a comparison would let it pass; no field of a result is either.
    """
    if data[:1] != b"{" or b"true" in data or b"false" in data:
        return None
    try:
        result = json.loads(data)
    except (ValueError, RecursionError):
        return None
    form = result.get("form_id")
    quick = book().quick.get(form) if isinstance(form, str) else None
    same = quick and quick.paper.content_hash == result.get("content_hash")
    return quick.entry(result, name) if quick and same else None


def _typed(text: str, name: str) -> Iterator[Entry | Skipped]:
    """Yield what *text* holds, which is no sheet: results, other JSON, or codes."""
    if FIRST in text:
        yield from _results(text, name)
    elif _JSON.match(text):
        yield judge(value(text.strip(BLANK)), name)
    else:
        yield from _codes(text, name)


def _results(text: str, name: str) -> Iterator[Entry | Skipped]:
    """Yield the results that stand in *text* as JSON, and the codes beside them."""
    own, rest = pieces(text)
    for line, piece in own:
        where = name if len(own) == 1 else f"{name}, line {line}"
        try:
            yield judge(result_in(piece), where)
        except ResultError as error:
            yield _skipped(where, error)
    if FIRST in rest:
        yield _skipped(name, refused("cut-short"))
    for line, label, code in find(rest, book().forms, _reads).codes:
        if _reads(code):
            yield _coded(label, code, f"{name}, line {line}")


def _codes(text: str, name: str) -> Iterator[Entry | Skipped]:
    """Yield the results of the codes in *text*, and say how many lines hold none."""
    found = find(text, book().forms, _reads)
    if not found.codes:
        full = [line for line in text.splitlines() if line.strip(BLANK)]
        if len(full) != 1 or ":" not in text:
            raise refused("foreign")
        found = Found([Named(1, "", full[0].strip(BLANK))], 0)
    for number, label, code in found.codes:
        yield _coded(label, code, f"{name}, line {number}")
    if found.passed:
        yield _skipped(name, refused("no-codes", count=found.passed))


def _coded(label: str, code: str, where: str) -> Entry | Skipped:
    try:
        return read_code(label, code, where)
    except ResultError as error:
        return _skipped(where, ResultError(f"{label}: {error}") if label else error)


def _reads(code: str) -> bool:
    try:
        from_code(code, book().forms, book().bank)
    except ResultError:
        return False
    return True


def read_code(label: str, code: str, name: str) -> Entry:
    """Return the result of a *code*, which the line says is *label*'s. Raises `ResultError`.

    A code holds no name and no time.
    """
    form, responses = from_code(code, book().forms, book().bank)
    if len(label) > LIMITS["longest-name"]:
        raise refused("name", most=LIMITS["longest-name"])
    about = {"seed": 0, "learner_label": label, "job_title": "", "attempt_no": 1,
             "started": "", "finished": "1970-01-01T00:00:00Z"}  # fmt: skip
    quick = book().quick[form.id]
    made = quick.result(responses, **about)
    return entry_of(made, quick.paper, name)._replace(finished="", mark=code)


def _sheet(text: str, name: str, size: int) -> Iterator[Entry | Skipped]:
    """Yield the results of a sheet, as `files.to_csv` writes it or a spreadsheet saved it."""
    if size > LIMITS["largest-sheet"]:
        raise refused("large-sheet", most=LIMITS["largest-sheet"])
    for place, found in lines(text, schemas.schema("result")):
        where = f"{name}, {place}"
        try:
            if isinstance(found, ResultError):
                raise found
            yield judge(found, where)
        except ResultError as error:
            yield _skipped(where, error)


def _skipped(name: str, error: Exception) -> Skipped:
    """Return why a file is not counted, on one line, printable and not too long."""
    most = LIMITS["longest-reason"]
    line = printable(str(error)[: 2 * most])
    return Skipped(name, line if len(line) <= most else line[: most - 1] + "…")
