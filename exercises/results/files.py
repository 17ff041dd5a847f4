"""The result file, in and out: read, checked, scored anew, written as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from exercises.forms import MIXED, Form, mixed, pool
from exercises.items import Item
from exercises.reading import schemas
from exercises.results.result import SCHEMA, ResultError, checksum, content_hash, make_result
from exercises.results.text import LARGEST, differences, fault, parse, said
from exercises.scoring import ResponseError


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


def _safe(cell: Any) -> Any:
    """Return *cell* so that no spreadsheet takes it for a formula; `result_text` takes it back."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r'") else cell
