"""The result file, in and out: read, checked, scored anew, written as CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from exercises.forms import MIXED, Form, mixed, pool
from exercises.items import Item
from exercises.reading import schemas
from exercises.results.refusals import ResultError, refusal, refused
from exercises.results.result import SCHEMA, content_hash, fits, make_result
from exercises.results.sheets import write
from exercises.results.text import LIMITS, differences, fault, parse, parts, said
from exercises.scoring import ResponseError

_MARKS = ("checksum: ", "content_hash: ")
"""What proves a result; of their digits a spreadsheet may have made a number."""


def read_result(path: Path) -> dict[str, Any]:
    """Return the one result in the file *path*, checked against the schema and its checksum.

    Raises `ResultError` that says what is wrong with it.
    """
    results = read_results(path)
    try:
        if len(results) != 1:
            raise refused("several", count=len(results))
        return check_result(results[0])
    except ResultError as error:
        raise ResultError(f"{path.name}: {error}") from error


def read_results(path: Path) -> list[Any]:
    """Return what the file *path* holds, not checked yet: JSON of one result, or CSV of several.

    Raises `ResultError` for what is neither.
    """
    return _read(path, parse)


def read_parts(path: Path) -> list[tuple[str, Any]]:
    """Return each value that the file *path* holds, or the `ResultError` why not, after its place.

    Raises `ResultError` for a file that holds none.
    """
    return _read(path, lambda data, schema: list(parts(data, schema)))


def _read(path: Path, made: Callable[[bytes, Mapping[str, Any]], list[Any]]) -> list[Any]:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise refused("endless")
        with path.open("rb") as file:
            data = file.read(LIMITS["largest-result"] + 1)
        return made(data, schemas.schema("result"))
    except OSError as error:
        why = refusal("unreadable", why=error.strerror)
        raise ResultError(f"{path.name}: {why}") from error
    except ResultError as error:
        raise ResultError(f"{path.name}: {error}") from error


def check_result(result: Any) -> dict[str, Any]:
    """Return *result* if it is one. Raises `ResultError`, whose words say what is wrong."""
    if not isinstance(result, dict) or "schema_version" not in result:
        raise refused("foreign")
    version = result["schema_version"]
    if version is True or version != SCHEMA:
        raise refused("version", version=said(version), reads=SCHEMA)
    problem = None if schemas.fits("result", result) else fault(result, schemas.validator("result"))
    if problem is not None and problem.startswith(_MARKS):
        raise refused("checksum")
    if problem is not None:
        raise ResultError(problem)
    try:
        sound = fits(result)
    except UnicodeError:
        sound = False
    if not sound:
        raise refused("checksum")
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
        return [refusal("changed")]
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
    own = ["site_version", "job_title", "checksum"]
    if result.get("newer_edition") is None:
        own.append("newer_edition")  # an older page names none, whatever the day
    return differences(result, {name: anew[name] for name in anew if name not in own})


def to_csv(results: Iterable[Mapping[str, Any]]) -> str:
    """Return *results* as CSV, one line each; lists and the like stand as JSON in their cell."""
    names = list(schemas.schema("result")["properties"])
    cells = ([result.get(name, "") for name in names] for result in results)
    return write([names, *([_plain(cell) for cell in line] for line in cells)])


def _form(result: Mapping[str, Any], forms: Mapping[str, Form], bank: Mapping[str, Item]) -> Form:
    """Return the form that *result* is of. Raises `ValueError` if this book has none such."""
    if result["form_id"] != MIXED:
        if result["form_id"] not in forms:
            raise refused("no-form", form=said(result["form_id"]))
        return forms[result["form_id"]]
    form = mixed((row["item_id"] for row in result["responses"]), mode=result["mode"])
    known = pool(bank, forms.values())
    for name in form.items:
        if name not in known:
            raise ValueError(f"item {name!r} is not practiced in this book")
    return form


def _plain(cell: Any) -> Any:
    return json.dumps(cell) if isinstance(cell, list) else cell
