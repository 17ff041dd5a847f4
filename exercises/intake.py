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
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from fractions import Fraction
from functools import cache
from itertools import chain
from math import isclose, lcm
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from exercises.attempts import (
    ResultError,
    check_result,
    checksum,
    from_code,
    make_result,
    rescore,
    standing,
)
from exercises.edition import edition
from exercises.forms import Form, finished_hash, fnv
from exercises.items import Item
from exercises.loader import load_bank, load_forms
from exercises.scoring import ResponseError, credit, total

LARGEST = {"result": 1_000_000, "sheet": 50_000_000}
"""How many bytes a file may have: a result of 500 items, a sheet of thousands of results."""

PARALLEL = 2_000
"""From how many files a second process pays."""

_BATCH = 250
_SAID = 200  # characters of a reason; a schema's message repeats what it found
_SURE = 3  # the top level of `confidence`
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""The marks that some editors put first, and the encoding they stand for."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


class Line(NamedTuple):
    """One item of a form, as a result file holds it."""

    id: str
    version: int
    objective: str
    key: tuple[str, ...]
    full: int


class Paper(NamedTuple):
    """A form in one version: results of one paper may be counted together."""

    form_id: str
    content_hash: str
    mode: str
    lines: tuple[Line, ...]


class Entry(NamedTuple):
    """One result: a tuple, since a hundred thousand are kept and sent between processes.

    *chosen* holds for each item its picks with `+` between them, *points* what they earned, *sure*
    the places of the responses given with full confidence. A code has no time: *moment* 0.
    """

    name: str
    paper: Paper
    label: str
    job: str
    attempt_no: int
    finished: str
    moment: float
    outcome: str | None
    low: float
    high: float
    failed: tuple[str, ...]
    points: tuple[int, ...]
    chosen: tuple[str, ...]
    sure: tuple[int, ...]
    mark: str

    @property
    def raw(self) -> Fraction:
        """Return the score, exactly."""
        lines = zip(self.points, self.paper.lines, strict=True)
        return total(Fraction(points, line.full) for points, line in lines)


class Skipped(NamedTuple):
    """A file, or a line of one, that is not counted, and why."""

    name: str
    reason: str


class Book(NamedTuple):
    """What results are judged by: the bank, the forms, and each form made quick."""

    bank: Mapping[str, Item]
    forms: Mapping[str, Form]
    quick: Mapping[str, Quick]


@cache
def book() -> Book:
    """Return the package's own bank and forms."""
    bank = load_bank()
    forms = load_forms(bank=bank)
    return Book(bank, forms, {name: Quick(form, bank) for name, form in forms.items()})


class Quick:
    """Makes results of one form of the bank as `make_result` does, about ten times as fast."""

    def __init__(self, form: Form, bank: Mapping[str, Item]) -> None:
        self.items = [bank[name] for name in form.items]
        self.base = make_result(form, bank, {}, seed=0, started="", finished="")
        self.paper = paper_of(self.base)
        self.bottom = lcm(*(line.full for line in self.paper.lines))
        tops = range(len(self.items) * self.bottom + 1)
        raws = [Fraction(top, self.bottom) for top in tops]
        self.places = [standing(raw, len(self.items), form.cut) for raw in raws]
        self.objectives = [row["id"] for row in self.base["by_objective"]]
        self.earned: list[dict[tuple[str, ...], int]] = [{} for _ in self.items]
        self.salts = [f"{item.id}/".encode() for item in self.items]
        self.options = [[(o.id, o.id.encode()) for o in item.options] for item in self.items]
        self.orders: dict[int, list[tuple[str, ...]]] = {}

    def result(self, responses: Mapping[str, Iterable[str]], **about: Any) -> dict[str, Any]:
        """Return the result of *responses*; *about* is what `make_result` takes by name."""
        chosen = [tuple(sorted(responses.get(item.id, ()))) for item in self.items]
        points = [self._points(at, picks) for at, picks in enumerate(chosen)]
        made = self._made(points, chosen, about)
        return made | {"checksum": checksum(made)}

    def entry(self, result: dict[str, Any], name: str) -> Entry | None:
        """Return *result* as an entry if it is beyond doubt, else None: then ask `judge`."""
        try:
            rows = result["responses"]
            about = {field: result[field] for field in _FREE}
            about["job_title"] = result.get("job_title", "")
            if not (_sound(about) and len(rows) == len(self.items)):
                return None
            if any(type(row["item_version"]) is not int for row in rows):
                return None  # 1.0 equals 1, but not in the text that the checksum is made of
            chosen = [tuple(row["chosen"]) for row in rows]
            points = [self._points(at, picks) for at, picks in enumerate(chosen)]
            made = self._made(points, chosen, about)
            made["site_version"], made["cdt_edition"] = about["site_version"], about["cdt_edition"]
            made["checksum"] = checksum(result)
            if "job_title" not in result:
                del made["job_title"]
            practiced = self.paper.mode in ("practice", "review")
            for row, own in zip(made["responses"], rows, strict=True):
                if len(own) > len(row):
                    row.update(_extra(own, practiced=practiced))
            if made != result:
                return None
            return entry_of(result, self.paper, name)
        except (LookupError, TypeError, ValueError, AttributeError):
            return None  # whatever it is, `judge` says it in words

    def _points(self, at: int, picks: tuple[str, ...]) -> int:
        earned = self.earned[at].get(picks)
        if earned is None:
            if list(picks) != sorted(set(picks)):
                raise ResponseError(f"{picks!r} is not in order")
            mark = credit(self.items[at], frozenset(picks))
            earned = self.earned[at][picks] = int(mark * self.paper.lines[at].full)
        return earned

    def _made(
        self, points: list[int], chosen: list[tuple[str, ...]], about: Mapping[str, Any]
    ) -> dict[str, Any]:
        orders = self._orders(about["seed"])
        count, bottom, lines = len(self.items), self.bottom, self.paper.lines
        tops = [earned * (bottom // line.full) for earned, line in zip(points, lines, strict=True)]
        top = sum(tops)
        place = self.places[top]
        sums = dict.fromkeys(self.objectives, 0)
        for each, line in zip(tops, lines, strict=True):
            sums[line.objective] += each
        failed = [
            item.id
            for item, earned, line in zip(self.items, points, lines, strict=True)
            if item.critical and earned < line.full
        ]
        rows = [
            row | {"options_shown_in_order": list(orders[at]), "chosen": list(picks),
                   "points": earned}
            for at, (row, picks, earned) in enumerate(
                zip(self.base["responses"], chosen, points, strict=True))
        ]  # fmt: skip
        return self.base | {
            "seed": about["seed"],
            "attempt_no": about["attempt_no"],
            "learner_label": about["learner_label"],
            "job_title": about["job_title"],
            "started": about["started"],
            "finished": about["finished"],
            "n_blank": sum(not picks for picks in chosen),
            "raw": top / bottom,
            "percent": 100 * top / (bottom * count),
            "sem": place.sem,
            "band": [place.low, place.high],
            "result": "not yet" if failed and place.outcome else place.outcome,
            "must_not_miss_failed": failed,
            "by_objective": [
                row | {"points": sums[row["id"]] / bottom} for row in self.base["by_objective"]
            ],
            "responses": rows,
        }

    def _orders(self, seed: int) -> list[tuple[str, ...]]:
        """Return the options of each item as `forms.shuffled` orders them.

        A page draws its seeds from 1 to 9999, so that the orders of many files are known already.
        """
        known = self.orders.get(seed)
        if known is None:
            start = fnv(f"{seed}/".encode())
            known = [self._order(at, start) for at in range(len(self.items))]
            if len(self.orders) < _SEEDS:
                self.orders[seed] = known
        return known

    def _order(self, at: int, start: int) -> tuple[str, ...]:
        salt = fnv(self.salts[at], start)
        ranks = [(finished_hash(fnv(raw, salt)), name) for name, raw in self.options[at]]
        return _one(tuple(name for _, name in sorted(ranks)))


_SEEDS = 10_000


@cache
def _one(order: tuple[str, ...]) -> tuple[str, ...]:
    """Return one tuple for all equal ones: three options have six orders, not thousands."""
    return order


_FREE = ("site_version", "cdt_edition", "seed", "attempt_no", "learner_label", "started",
         "finished")  # fmt: skip


def _sound(about: Mapping[str, Any]) -> bool:
    """Return whether what scoring does not decide is as the schema wants it."""
    numbers = (about["cdt_edition"], about["seed"], about["attempt_no"])
    texts = {
        "site_version": 40,
        "started": 40,
        "finished": 40,
        "learner_label": 80,
        "job_title": 80,
    }
    return (
        all(type(number) is int for number in numbers)
        and about["seed"] >= 0
        and about["attempt_no"] >= 1
        and all(type(about[field]) is str for field in texts)
        and all(len(about[field]) <= longest for field, longest in texts.items())
        and all(_TIME.fullmatch(about[field]) for field in ("started", "finished"))
    )


def _extra(row: Mapping[str, Any], *, practiced: bool) -> dict[str, Any]:
    """Return what a response may hold beyond its scoring, if it is as the schema wants it."""
    extra = {field: row[field] for field in ("confidence", "seconds") if field in row}
    if "confidence" in extra and not practiced:
        raise ValueError("confidence")
    if type(extra.get("confidence", 1)) is not int or not 1 <= extra.get("confidence", 1) <= _SURE:
        raise ValueError("confidence")
    if type(extra.get("seconds", 0)) not in (int, float) or not extra.get("seconds", 0) >= 0:
        raise ValueError("seconds")
    return extra


# -- one result --------------------------------------------------------------------------------


def paper_of(result: Mapping[str, Any]) -> Paper:
    """Return the paper of *result*, from what it says of itself."""
    lines = (
        Line(row["item_id"], row["item_version"], row["objective"], tuple(row["key"]), row["max"])
        for row in result["responses"]
    )
    return Paper(result["form_id"], result["content_hash"], result["mode"], tuple(lines))


def entry_of(result: Mapping[str, Any], paper: Paper, name: str) -> Entry:
    """Return the entry of a *result* found good. Raises `ResultError` if its time is none."""
    rows = result["responses"]
    result.get("job_title", "").encode()  # as in `judge`; the rest stands in the checksum
    return Entry(
        name=name,
        paper=paper,
        label=result["learner_label"],
        job=result.get("job_title", ""),
        attempt_no=result["attempt_no"],
        finished=result["finished"],
        moment=_moment(result["finished"], name),
        outcome=result["result"],
        low=result["band"][0],
        high=result["band"][1],
        failed=tuple(result["must_not_miss_failed"]),
        points=tuple(int(row["points"]) for row in rows),
        chosen=tuple("+".join(row["chosen"]) for row in rows),
        sure=tuple(at for at, row in enumerate(rows) if row.get("confidence") == _SURE),
        mark=result["checksum"],
    )


def judge(result: Any, name: str) -> Entry:
    """Return *result* as an entry. Raises `ResultError` that says why it cannot be one.

    A result of another version of its form cannot be scored anew; its sums must agree.
    """
    check_result(result, name)
    json.dumps(result, ensure_ascii=False).encode()  # half a sign is no text, and an error here
    quick = book().quick.get(result["form_id"])
    if quick is None or result["content_hash"] != quick.paper.content_hash:
        problem = next(_sums(result), None)
        paper = paper_of(result)
    else:
        # A form that an edition left alone is the same form.
        anew = {**result, "cdt_edition": edition().cdt}
        problem = next(iter(rescore(anew, book().forms, book().bank)), None)
        paper = quick.paper
    if problem is not None:
        raise ResultError(f"{name}: its numbers do not follow from its responses ({problem})")
    return entry_of(result, paper, name)


def _moment(text: str, name: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError) as error:
        raise ResultError(f"{name}: finished {text!r} is no time") from error


def _sums(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield what in *result* does not add up."""
    rows = result["responses"]
    missed = {row["item_id"] for row in rows if row["points"] < row["max"]}
    if len({row["item_id"] for row in rows}) < len(rows):
        yield "an item stands twice"
    for row in rows:
        if row["points"] > row["max"]:
            yield f"item {row['item_id']!r} earns {row['points']} of {row['max']} points"
        if (row["points"] == row["max"]) != (sorted(row["chosen"]) == sorted(row["key"])):
            yield f"item {row['item_id']!r}: its points do not follow from key and choice"
    credits = [(row["objective"], row["points"] / row["max"]) for row in rows]
    raw = sum(value for _, value in credits)
    objectives = {
        name: [value for objective, value in credits if objective == name] for name, _ in credits
    }
    expected = {
        "n_items": len(rows),
        "max": len(rows),
        "n_blank": sum(not row["chosen"] for row in rows),
        "raw": raw,
        "percent": 100 * raw / len(rows),
    }
    for field, value in expected.items():
        if not isclose(result[field], value, abs_tol=1e-9):
            yield f"{field}: the file says {result[field]!r}, adding up says {value!r}"
    said = {row["id"]: (row["n"], row["points"], row["max"]) for row in result["by_objective"]}
    if said.keys() != objectives.keys():
        yield "by_objective names other objectives than the responses"
    for name, values in objectives.items():
        there = said.get(name, (0, 0, 0))
        if there[0] != len(values) or not isclose(there[1], sum(values), abs_tol=1e-9):
            yield f"by_objective: {name!r} does not add up"
    if not missed.issuperset(result["must_not_miss_failed"]):
        yield "must_not_miss_failed names an item that was not missed"
    if (result["result"] is None) != (result["cut"] is None):
        yield "it has a result without a cut, or a cut without a result"
    if result["must_not_miss_failed"] and result["result"] not in ("not yet", None):
        yield f"an item that must not be missed was, and the result is {result['result']!r}"


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
