"""Responses to a result; the result file, in and out; the code for those who cannot send files.

A page makes the same result from a table that this module computes while the book is built.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from exercises import schemas
from exercises.edition import edition
from exercises.forms import MIXED, Form, hash32, mixed, pool, shuffled
from exercises.items import Item
from exercises.loader import load_objectives
from exercises.result_text import LARGEST, differences, fault, parse, said
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
    times with their zone. *confidence*, 1 to 3 by item id, is kept beside a response and changes
    no score. Raises `ResponseError` for a pick that its item does not offer, and for confidence
    where a score is recorded.
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
        f"{r['item_id']}@{r['item_version']}={'+'.join(r['chosen'])}"
        + (f"?{r['confidence']}" if "confidence" in r else "")
        for r in result["responses"]
    ]
    head = [result[name] for name in ("form_id", "content_hash", "seed", "attempt_no",
                                      "learner_label", "finished")]  # fmt: skip
    return f"{hash32('|'.join(map(str, head + said))):08x}"


def read_result(path: Path) -> dict[str, Any]:
    """Return the one result in the file *path*, checked against the schema and its checksum.

    Raises `ResultError` that says what is wrong with it.
    """
    results = read_results(path)
    if len(results) != 1:
        raise ResultError(f"{path.name}: holds {len(results)} results; give one at a time")
    return check_result(results[0], path.name)


def read_results(path: Path) -> list[Any]:
    """Return what the file *path* holds, not checked yet: JSON of one result, or CSV of several.

    Raises `ResultError` for what is neither.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ResultError(f"{path.name}: cannot be read ({error.strerror})") from error
    try:
        return parse(data, schemas.schema("result"))
    except ValueError as error:
        raise ResultError(f"{path.name}: {error}") from error


def check_result(result: Any, name: str) -> dict[str, Any]:
    """Return *result* if it is one; *name* says whose it is in what is raised."""
    if not isinstance(result, dict) or "schema_version" not in result:
        raise ResultError(f"{name}: is no result file of this book")
    version = result["schema_version"]
    if version is True or version != SCHEMA:
        raise ResultError(
            f"{name}: has schema_version {said(version)}; "
            f"this program reads {SCHEMA}, get the newer program"
        )
    problem = None if schemas.fits("result", result) else fault(result, schemas.validator("result"))
    if problem is not None:
        raise ResultError(f"{name}: {problem}")
    try:
        fits = checksum(result) == result["checksum"]
    except UnicodeError:
        fits = False
    if not fits:
        raise ResultError(f"{name}: the checksum does not fit; the file was changed or damaged")
    return result


def rescore(
    result: Mapping[str, Any], forms: Mapping[str, Form], bank: Mapping[str, Item]
) -> list[str]:
    """Return what in *result* differs from scoring its responses anew; nothing means a match."""
    try:
        form = _form(result, forms, bank)
    except ValueError as error:
        return [str(error)]
    if result["content_hash"] != content_hash(form, bank):
        return ["the form's items have changed since; score it with the book of its version"]
    about = ("seed", "learner_label", "attempt_no", "started", "finished")
    try:
        anew = make_result(
            form,
            bank,
            {row["item_id"]: row["chosen"] for row in result["responses"]},
            **{name: result[name] for name in about},
            confidence={
                row["item_id"]: row["confidence"]
                for row in result["responses"]
                if "confidence" in row
            },
        )
    except ResponseError as error:
        return [str(error)]
    return differences(result, {n: anew[n] for n in anew if n not in ("site_version", "job_title")})


def to_csv(results: Iterable[Mapping[str, Any]]) -> str:
    """Return *results* as CSV, one line each; lists and the like stand as JSON in their cell."""
    out = io.StringIO()
    writer = csv.DictWriter(
        out, list(schemas.schema("result")["properties"]), extrasaction="ignore"
    )
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
    shown = f"code {said(code.strip())}"
    name, rest = (*re.split(r"[:\s]+", code.strip(), maxsplit=1), "")[:2]
    form = forms.get(name.lower())
    if form is None:
        raise ResultError(f"{shown}: names no form; it begins with {', '.join(forms)}")
    symbols = re.sub(r"[-\s]", "", rest.upper()).translate(str.maketrans("OIL", "011"))
    body, check = symbols[:-1], symbols[-1:]
    if not body or len(body) > _LONGEST or set(body) - set(ALPHABET) or check not in CHECKS:
        raise ResultError(f"{shown}: holds what no code holds; type it again")
    number = 0
    for symbol in body:
        number = number * 32 + ALPHABET.index(symbol)
    if CHECKS[number % 37] != check:
        raise ResultError(f"{shown}: the last sign does not fit; one was mistyped")
    responses = {}
    for item in (bank[name] for name in reversed(form.items)):
        digits = []
        for base, _ in reversed(_digits(item, set())):
            number, digit = divmod(number, base)
            digits.append(digit)
        responses[item.id] = _picks(item, digits[::-1])
    if number != int(content_hash(form, bank)[:5], 16):
        raise ResultError(f"{shown}: was made with another version of the form")
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
        "objectives": {
            name: title
            for name, title in load_objectives().items()
            if any(bank[each].objective == name for each in form.items)
        },
        "standing": {n: [p.sem, p.low, p.high, p.outcome] for n, p in places.items()},
        "items": [item_data(bank[name]) for name in form.items],
    }


def item_data(item: Item) -> dict[str, Any]:
    """Return what a page needs to score a response to *item*."""
    return {
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


# -- parts -----------------------------------------------------------------------------------

_LONGEST = 200


def _kinds(form: Form, bank: Mapping[str, Item]) -> list[Any]:
    return [kind for kind in RULES if any(bank[name].kind == kind for name in form.items)]


def _form(result: Mapping[str, Any], forms: Mapping[str, Form], bank: Mapping[str, Item]) -> Form:
    """Return the form that *result* is of. Raises `ValueError` if this book has none such."""
    if result["form_id"] != MIXED:
        if result["form_id"] not in forms:
            raise ValueError(f"form {said(result['form_id'])} is not in this book")
        return forms[result["form_id"]]
    form = mixed((row["item_id"] for row in result["responses"]), mode=result["mode"])
    known = pool(bank, forms.values())
    for name in form.items:
        if name not in known:
            raise ValueError(f"item {name!r} is not practiced in this book")
    return form


def _said(item: Item) -> Any:
    options = [(option.id, option.text) for option in item.options]
    return (item.id, item.version, item.stem, options, sorted(item.keys))


def _hash(said: Any) -> str:
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


def _row(
    item: Item, chosen: list[str], mark: Fraction, seed: int, confidence: int | None
) -> dict[str, Any]:
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


def _safe(cell: Any) -> Any:
    """Return *cell* so that no spreadsheet takes it for a formula; `result_text` takes it back."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r'") else cell
