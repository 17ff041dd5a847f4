"""Results of a known form, made anew and compared whole: nine times as fast as judging them.

A result of a form is compared in 0.4 ms and judged in 3.9 ms, so a company's 10,000 files are read
in 4 s, not 39. It is never believed alone: what it does not take, `judge` looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Any, NamedTuple

from exercises.forms import Form
from exercises.items import Item
from exercises.order import finished_hash, fnv
from exercises.reading import schemas
from exercises.reading.bank import load_bank, load_forms
from exercises.reading.edition import edition
from exercises.reading.package import once
from exercises.results.result import checksum, make_result, standing
from exercises.scoring import ResponseError, credit
from exercises.team.entry import Entry, entry_of, paper_of


class Book(NamedTuple):
    """What results are judged by: the bank, the forms, and each form made quick."""

    bank: Mapping[str, Item]
    forms: Mapping[str, Form]
    quick: Mapping[str, Quick]


@once
def book() -> Book:
    """Return the content's bank and forms."""
    bank = load_bank()
    forms = load_forms(bank=bank)
    return Book(bank, forms, {name: Quick(form, bank) for name, form in forms.items()})


class Quick:
    """Makes results of one form of the bank as `make_result` does, in a quarter of its time."""

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
            about["newer_edition"] = result.get("newer_edition")
            if not (_sound(about) and len(rows) == len(self.items)):
                return None
            if any(type(row["item_version"]) is not int for row in rows):
                return None  # 1.0 equals 1, but not in the text that the checksum is made of
            chosen = [tuple(row["chosen"]) for row in rows]
            points = [self._points(at, picks) for at, picks in enumerate(chosen)]
            made = self._made(points, chosen, about)
            made["site_version"], made["cdt_edition"] = about["site_version"], about["cdt_edition"]
            made["newer_edition"] = about["newer_edition"]
            made["checksum"] = checksum(result)
            for field in ("job_title", "newer_edition"):
                if field not in result:
                    del made[field]
            practiced = self.paper.mode in ("practice", "review")
            for row, own in zip(made["responses"], rows, strict=True):
                if len(own) > len(row):
                    row.update(_extra(own, practiced=practiced))
            if made != result or _truths(result):
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
            "newer_edition": edition().newer(about["finished"]),
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
        """Return the options of each item as `order.shown` orders them.

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
        if self.items[at].standing:
            return _one(tuple(name for name, _ in self.options[at]))
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
    """Return whether what scoring does not decide is as the schema wants it; it may raise, too."""
    schemas.fields("result")(about)
    "".join(value for value in about.values() if isinstance(value, str)).encode()  # no half a sign
    numbers = (about["cdt_edition"], about["seed"], about["attempt_no"],
               about["newer_edition"] or 0)  # fmt: skip
    return all(type(number) is int for number in numbers)  # 1.0 has another checksum on a page


def _truths(result: Mapping[str, Any]) -> bool:
    """Return whether *result* holds true or false, which equal 1 and 0 but stand in no result."""
    rows = (result, *result["responses"], *result["by_objective"])
    return bool in map(type, result["band"]) or any(bool in map(type, r.values()) for r in rows)


def _extra(row: Mapping[str, Any], *, practiced: bool) -> dict[str, Any]:
    """Return what a response may hold beyond its scoring, if it is as the schema wants it."""
    extra = {field: row[field] for field in ("confidence", "seconds") if field in row}
    schemas.fields("result", "properties", "responses", "items")(extra)
    if "confidence" in extra and not (practiced and type(extra["confidence"]) is int):
        raise ValueError("confidence")
    return extra
