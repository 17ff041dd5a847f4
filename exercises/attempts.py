"""Responses to a result; the result file, in and out; the code for those who cannot send files.

A page makes the same result from a table that this module computes while the book is built.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import fastjsonschema
import jsonschema

from exercises.edition import edition
from exercises.forms import Form, hash32, shuffled
from exercises.items import Item
from exercises.loader import DATA
from exercises.scoring import RULES, ResponseError, credit, key_of, total

SCHEMA = 1
SITE = "0.1.0"
CUT_BASIS = "practice standard, set by the maintainers"
Outcome = Literal["meets", "borderline", "not yet"]
Responses = Mapping[str, Iterable[str]]


class ResultError(ValueError):
    """A result file or a code that cannot be used; says what is wrong and what to do."""


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
    bottom = math.lcm(*(key_of(bank[name]).full for name in form.items))
    count = len(form.items)
    scores = (Fraction(top, bottom) for top in range(count * bottom + 1))
    return {f"{s.numerator}/{s.denominator}": standing(s, count, form.cut) for s in scores}


def content_hash(form: Form, bank: Mapping[str, Item]) -> str:
    """Return sixteen characters that change with any item, key or version of *form*."""
    items = [bank[name] for name in form.items]
    said = [
        (i.id, i.version, i.stem, [(o.id, o.text) for o in i.options], sorted(i.keys))
        for i in items
    ]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


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
) -> dict[str, Any]:
    """Return the result of *responses* as a file holds it.

    *responses* are picks by item id; a blank may be left out. *started* and *finished* are ISO
    times with their zone. Raises `ResponseError` for a pick that its item does not offer.
    """
    picks = {name: sorted(responses.get(name, ())) for name in form.items}
    marks = {name: credit(bank[name], frozenset(picks[name])) for name in form.items}
    raw, count = total(marks.values()), len(form.items)
    place = standing(raw, count, form.cut)
    failed = [n for n in form.items if bank[n].critical and marks[n] < 1]
    outcome = "not yet" if failed and place.outcome else place.outcome
    rows = [_row(bank[n], picks[n], marks[n], seed) for n in form.items]
    result: dict[str, Any] = {
        "schema_version": SCHEMA,
        "site_version": SITE,
        "content_hash": content_hash(form, bank),
        "cdt_edition": edition().cdt,
        "form_id": form.id,
        "seed": seed,
        "mode": form.mode,
        "attempt_no": attempt_no,
        "learner_label": learner_label,
        "job_title": job_title,
        "started": started,
        "finished": finished,
        "scoring_rule": " ".join(RULES[kind] for kind in _kinds(form, bank)),
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
    """Return eight characters over what was answered: they find accidents, not cheating."""
    said = [
        f"{r['item_id']}@{r['item_version']}={'+'.join(r['chosen'])}" for r in result["responses"]
    ]
    head = [result[name] for name in ("form_id", "content_hash", "seed", "attempt_no",
                                      "learner_label", "finished")]  # fmt: skip
    return f"{hash32('|'.join(map(str, head + said))):08x}"


def read_result(path: Path) -> dict[str, Any]:
    """Return the result in the file *path*, checked against the schema and its checksum.

    Raises `ResultError` that says what is wrong with it.
    """
    try:
        data = path.read_bytes()
        if len(data) > _LARGEST:
            raise ResultError(f"{path.name}: is {len(data)} bytes, no result is; save it anew")
        result = json.loads(data)
    except OSError as error:
        raise ResultError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, ResultError):
            raise
        raise ResultError(f"{path.name}: is no JSON, or was cut short; save it anew") from error
    return check_result(result, path.name)


def check_result(result: Any, name: str) -> dict[str, Any]:
    """Return *result* if it is one; *name* says whose it is in what is raised."""
    if not isinstance(result, dict) or "schema_version" not in result:
        raise ResultError(f"{name}: is no result file of this book")
    if result["schema_version"] != SCHEMA:
        raise ResultError(
            f"{name}: has schema_version {result['schema_version']!r}; "
            f"this program reads {SCHEMA}, get the newer program"
        )
    problem = None if _fits(result) else next(_validator().iter_errors(result), None)
    if problem is not None:
        where = ".".join(map(str, problem.absolute_path)) or "top"
        raise ResultError(f"{name}: {where}: {problem.message}")
    if checksum(result) != result["checksum"]:
        raise ResultError(f"{name}: the checksum does not fit; the file was changed or damaged")
    return result


def rescore(
    result: Mapping[str, Any], forms: Mapping[str, Form], bank: Mapping[str, Item]
) -> list[str]:
    """Return what in *result* differs from scoring its responses anew; nothing means a match."""
    form = forms.get(result["form_id"])
    if form is None:
        return [f"form {result['form_id']!r} is not in this book"]
    if result["content_hash"] != content_hash(form, bank):
        return ["the form's items have changed since; score it with the book of its version"]
    try:
        anew = make_result(
            form,
            bank,
            {row["item_id"]: row["chosen"] for row in result["responses"]},
            **{
                n: result[n] for n in ("seed", "learner_label", "attempt_no", "started", "finished")
            },
            job_title=result.get("job_title", ""),
        )
    except ResponseError as error:
        return [str(error)]
    return [
        f"{name}: the file says {result.get(name)!r}, scoring says {anew[name]!r}"
        for name in anew
        if name != "site_version" and not _same(result.get(name), anew[name])
    ]


def to_csv(results: Iterable[Mapping[str, Any]]) -> str:
    """Return *results* as CSV, one line each; lists and the like stand as JSON in their cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(_validator().schema["properties"]), extrasaction="ignore")
    writer.writeheader()
    for result in results:
        cells = {n: json.dumps(v) if isinstance(v, list) else v for n, v in result.items()}
        writer.writerow({n: _safe(v) for n, v in cells.items()})
    return out.getvalue()


# -- the code: form, version and responses in a line that can be read out --------------------

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = ALPHABET + "*~$=U"
"""Crockford's base 32, with his check symbol, the number modulo 37."""


def to_code(result: Mapping[str, Any], form: Form, bank: Mapping[str, Item]) -> str:
    """Return the code of *result*: the form, its content and the responses, in groups of four."""
    number = int(result["content_hash"][:5], 16)
    chosen = {row["item_id"]: set(row["chosen"]) for row in result["responses"]}
    for name in form.items:
        for base, digit in _digits(bank[name], chosen.get(name, set())):
            number = number * base + digit
    text = CHECKS[number % 37]
    while number:
        number, rest = divmod(number, 32)
        text = ALPHABET[rest] + text
    return f"{form.id.upper()}:" + "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def from_code(
    code: str, forms: Mapping[str, Form], bank: Mapping[str, Item]
) -> tuple[Form, dict[str, list[str]]]:
    """Return the form of *code* and its responses. Raises `ResultError` for one mistyped."""
    said = code.strip()
    name, _, rest = said.partition(":")
    form = forms.get(name.lower())
    if form is None:
        raise ResultError(f"code {said[:40]!r}: names no form; it begins with {', '.join(forms)}")
    symbols = rest.upper().replace("-", "").replace(" ", "")
    symbols = symbols.translate(str.maketrans("OIL", "011"))
    body, check = symbols[:-1], symbols[-1:]
    if not body or len(body) > _LONGEST or set(body) - set(ALPHABET) or check not in CHECKS:
        raise ResultError(f"code {said[:40]!r}: holds what no code holds; type it again")
    number = 0
    for symbol in body:
        number = number * 32 + ALPHABET.index(symbol)
    if CHECKS[number % 37] != check:
        raise ResultError(f"code {said[:40]!r}: the last sign does not fit; one was mistyped")
    responses = {}
    for item in (bank[name] for name in reversed(form.items)):
        digits = []
        for base, _ in reversed(_digits(item, set())):
            number, digit = divmod(number, base)
            digits.append(digit)
        responses[item.id] = _picks(item, digits[::-1])
    if number != int(content_hash(form, bank)[:5], 16):
        raise ResultError(f"code {said[:40]!r}: was made with another version of the form")
    return form, {name: responses[name] for name in form.items}


def _digits(item: Item, chosen: set[str]) -> list[tuple[int, int]]:
    """Return base and digit for each choice of *item*: 0 is blank, options count in id order."""
    ids = sorted(option.id for option in item.options)
    if item.kind == "multiple":
        return [(2, int(name in chosen)) for name in ids]
    groups = [f"{row.id}:" for row in item.rows] or [""]
    return [
        (len(ids) + 1, next((n for n, i in enumerate(ids, 1) if group + i in chosen), 0))
        for group in groups
    ]


def _picks(item: Item, digits: Sequence[int]) -> list[str]:
    ids = sorted(option.id for option in item.options)
    if item.kind == "multiple":
        return [name for name, digit in zip(ids, digits, strict=True) if digit]
    groups = [f"{row.id}:" for row in item.rows] or [""]
    return [g + ids[d - 1] for g, d in zip(groups, digits, strict=True) if d]


def page_data(form: Form, bank: Mapping[str, Item]) -> dict[str, Any]:
    """Return what a page needs to make the result of *form* by itself: it adds and looks up."""
    places = table(form, bank)
    return {
        "form_id": form.id,
        "title": form.title,
        "mode": form.mode,
        "site_version": SITE,
        "schema_version": SCHEMA,
        "content_hash": content_hash(form, bank),
        "cdt_edition": edition().cdt,
        "scoring_rule": " ".join(RULES[kind] for kind in _kinds(form, bank)),
        "cut": None if form.cut is None else float(form.cut),
        "cut_basis": None if form.cut is None else CUT_BASIS,
        "standing": {n: [p.sem, p.low, p.high, p.outcome] for n, p in places.items()},
        "items": [
            {
                "id": item.id,
                "version": item.version,
                "kind": item.kind,
                "objective": item.objective,
                "critical": item.critical,
                "options": [option.id for option in item.options],
                "rows": [row.id for row in item.rows],
                "key": sorted(item.keys),
                "weights": dict(key_of(item).weights),
                "full": key_of(item).full,
            }
            for item in (bank[name] for name in form.items)
        ],
    }


# -- parts -----------------------------------------------------------------------------------

_LARGEST = 1_000_000
_LONGEST = 200


@cache
def _validator() -> Any:
    schema = json.loads((DATA / "result.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def _fits(result: Any) -> bool:
    """Return whether *result* fits the schema, found forty times as fast as `_validator` does.

    The compiled check knows draft 7, in which every keyword of our schema means the same.
    """
    try:
        _compiled()(result)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


@cache
def _compiled() -> Any:
    schema = _validator().schema | {"$schema": "http://json-schema.org/draft-07/schema#"}
    return fastjsonschema.compile(schema)


def _kinds(form: Form, bank: Mapping[str, Item]) -> list[Any]:
    return [kind for kind in RULES if any(bank[name].kind == kind for name in form.items)]


def _row(item: Item, chosen: list[str], mark: Fraction, seed: int) -> dict[str, Any]:
    full = key_of(item).full
    ids = [option.id for option in item.options]
    return {
        "item_id": item.id,
        "item_version": item.version,
        "objective": item.objective,
        "options_shown_in_order": list(shuffled(ids, seed=seed, salt=item.id)),
        "chosen": chosen,
        "key": sorted(item.keys),
        "points": int(mark * full),
        "max": full,
    }


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


def _same(mine: Any, other: Any) -> bool:
    if isinstance(mine, float | int) and isinstance(other, float | int):
        return math.isclose(mine, other, abs_tol=1e-9)
    if isinstance(mine, list) and isinstance(other, list):
        return len(mine) == len(other) and all(map(_same, mine, other))
    if isinstance(mine, dict) and isinstance(other, dict):
        return all(_same(mine.get(name), other[name]) for name in other)
    return bool(mine == other)


def _safe(cell: Any) -> Any:
    """Return *cell* so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell
