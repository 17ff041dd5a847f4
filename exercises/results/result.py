"""Responses to a result: what a page makes too, from a table that this module computes."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal
from unicodedata import normalize

from exercises import __version__
from exercises.forms import MIXED, Form
from exercises.items import Item
from exercises.order import hash32, shown
from exercises.reading.edition import edition
from exercises.scoring import RULES, ResponseError, credit, key_of, total

SCHEMA = 1
SITE = __version__
CUT_BASIS = "practice standard, set by the maintainers"
Outcome = Literal["meets", "borderline", "not yet"]
Responses = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a score stands: *sem* and *band* in items, and against the cut, if there is one."""

    sem: float
    low: float
    high: float
    outcome: Outcome | None


def standing(raw: Fraction, items: int, cut: Fraction | None) -> Standing:
    """Return the band of *raw* of *items* and its outcome: borderline if the cut lies within.

    The band is the score and one standard error to each side. One person's error is the binomial
    sqrt(x (k - x) / (k - 1)), in items (Lord 1957); with one item there is none to be had.
    """
    sem = math.sqrt(raw * (items - raw) / (items - 1)) if items > 1 else 0.0
    low, high = max(0.0, float(raw) - sem), min(float(items), float(raw) + sem)
    outcome: Outcome | None = None
    if cut is not None:
        line = cut * items
        outcome = "meets" if raw >= line else "not yet"
        if low <= line <= high and sem > 0:
            outcome = "borderline"
    return Standing(sem=sem, low=low, high=high, outcome=outcome)


def table(form: Form, bank: Mapping[str, Item]) -> dict[str, Standing]:
    """Return the standing of every score that *form* can give, by the score as `top/bottom`."""
    scores = {Fraction(0)}
    for key in (key_of(bank[name]) for name in form.items):
        scores = {s + Fraction(points, key.full) for s in scores for points in range(key.full + 1)}
    places = {s: standing(s, len(form.items), form.cut) for s in sorted(scores)}
    return {f"{s.numerator}/{s.denominator}": place for s, place in places.items()}


def content_hash(form: Form, bank: Mapping[str, Item]) -> str:
    """Return sixteen characters that change with any item, key or version of *form*.

    Those of a round of mixed practice come from its items' own, so that a page can make them.
    """
    if form.id == MIXED:
        said = "|".join(item_hash(bank[name]) for name in form.items)
        return "".join(f"{hash32(f'{half}|{said}'):08x}" for half in (1, 2))
    return _hash([_said(bank[name]) for name in form.items])


def item_hash(item: Item) -> str:
    """Return sixteen characters that change with the words, the key or the version of *item*."""
    return _hash(_said(item))


def make_result(
    form: Form,
    bank: Mapping[str, Item],
    responses: Responses,
    *,
    seed: int,
    learner_label: str = "",
    job_title: str = "",
    attempt_no: int = 1,
    started: str,
    finished: str,
    confidence: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return the result of *responses* as a file holds it.

    *responses* are picks by item id; a blank may be left out. *started* and *finished* are ISO
    times with their zone; if the next edition is in force on the day of *finished*, the result
    names it as its `newer_edition`. *confidence*, 1 to 3 by item id, is kept beside a response
    and changes no score. Raises `ResponseError` for a pick that its item does not offer, and for
    confidence where a score is recorded.
    """
    if confidence and form.mode not in ("practice", "review"):
        raise ResponseError(f"form {form.id!r}: how sure one is, is asked in practice only")
    picks = {name: sorted(responses.get(name, ())) for name in form.items}
    marks = {name: credit(bank[name], frozenset(picks[name])) for name in form.items}
    raw, count = total(marks.values()), len(form.items)
    place = standing(raw, count, form.cut)
    failed = [n for n in form.items if bank[n].critical and marks[n] < 1]
    outcome = "not yet" if failed and place.outcome else place.outcome
    rows = [_row(bank[n], picks[n], marks[n], seed, (confidence or {}).get(n)) for n in form.items]
    result: dict[str, Any] = {
        "schema_version": SCHEMA,
        "site_version": SITE,
        "content_hash": content_hash(form, bank),
        "cdt_edition": edition().cdt,
        "newer_edition": edition().newer(finished),
        "form_id": form.id,
        "seed": seed,
        "mode": form.mode,
        "attempt_no": attempt_no,
        "learner_label": learner_label,
        "job_title": job_title,
        "started": started,
        "finished": finished,
        "scoring_rule": scoring_rule(form, bank),
        "cut": None if form.cut is None else float(form.cut),
        "cut_basis": None if form.cut is None else CUT_BASIS,
        "n_items": count,
        "n_blank": sum(not picks[name] for name in form.items),
        "raw": float(raw),
        "max": count,
        "percent": float(100 * raw / count),
        "sem": place.sem,
        "band": [place.low, place.high],
        "result": outcome,
        "must_not_miss_failed": failed,
        "by_objective": _by_objective(form, bank, marks),
        "responses": rows,
    }
    return result | {"checksum": checksum(result)}


def checksum(result: Mapping[str, Any]) -> str:
    """Return nine characters over what was answered: they find accidents, not cheating.

    They begin with a letter, so that no spreadsheet takes them for a number; in older results
    they do not (`fits`).
    """
    said = [
        f"{r['item_id']}@{r['item_version']}={'+'.join(r['chosen'])}"
        + (f"?{r['confidence']}" if "confidence" in r else "")
        for r in result["responses"]
    ]
    head = [result[name] for name in ("form_id", "content_hash", "seed", "attempt_no",
                                      "learner_label", "finished")]  # fmt: skip
    return f"c{hash32('|'.join(map(str, head + said))):08x}"


def fits(result: Mapping[str, Any]) -> bool:
    """Return whether the checksum of *result* is that of what was answered.

    Older ones begin with no letter; a Mac may have taken the letters of the name apart.
    """
    name = "learner_label"
    labels = {result[name], *(normalize(form, result[name]) for form in ("NFC", "NFD"))}
    made = [checksum({**result, name: label}) for label in labels]
    return result["checksum"] in {*made, *(each[1:] for each in made)}


def scoring_rule(form: Form, bank: Mapping[str, Item]) -> str:
    """Return how *form* is scored, a sentence for each kind of item in it."""
    kinds = {bank[name].kind for name in form.items}
    return " ".join(rule for kind, rule in RULES.items() if kind in kinds)


def _said(item: Item) -> Any:
    options = [(option.id, option.text) for option in item.options]
    return (item.id, item.version, item.wording, options, sorted(item.keys))


def _hash(said: Any) -> str:
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


def _row(
    item: Item, chosen: list[str], mark: Fraction, seed: int, confidence: int | None
) -> dict[str, Any]:
    full = key_of(item).full
    return {
        "item_id": item.id,
        "item_version": item.version,
        "objective": item.objective,
        "options_shown_in_order": list(shown(item, seed)),
        "chosen": chosen,
        "key": sorted(item.keys),
        "points": int(mark * full),
        "max": full,
    } | ({} if confidence is None else {"confidence": confidence})


def _by_objective(
    form: Form, bank: Mapping[str, Item], marks: Mapping[str, Fraction]
) -> list[dict[str, Any]]:
    groups: dict[str, list[Fraction]] = defaultdict(list)
    for name in form.items:
        groups[bank[name].objective].append(marks[name])
    return [
        {"id": name, "n": len(group), "points": float(total(group)), "max": len(group)}
        for name, group in groups.items()
    ]
