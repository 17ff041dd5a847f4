"""Data against a JSON Schema: quickly, whether they fit; on demand, what does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import fastjsonschema

from exercises.reading.package import DATA


@cache
def schema(name: str) -> Any:
    """Return the schema *name* of the package, such as `result`."""
    return json.loads((DATA / f"{name}.schema.json").read_text(encoding="utf-8"))


def fits(name: str, data: Any) -> bool:
    """Return whether *data* fit the schema *name*, forty times as fast as `validator` says it."""
    try:
        _compiled(name)(data)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


@cache
def validator(name: str) -> Any:
    """Return what finds each fault of data under the schema *name*: a `Draft202012Validator`.

    Into a list that is longer than it may be it does not look: a hostile one takes minutes.
    """
    import jsonschema  # noqa: PLC0415 (it takes a second to load, and data are mostly sound)

    usual = jsonschema.Draft202012Validator
    looked = {word: _within(usual.VALIDATORS[word]) for word in ("items", "uniqueItems")}
    extend: Any = jsonschema.validators.extend
    return extend(usual, looked)(schema(name))


def _within(check: Callable[..., Iterable[Any] | None]) -> Callable[..., Iterable[Any]]:
    """Return *check* of a list as one that passes over a list beyond its `maxItems`."""

    def checked(validator: Any, rule: Any, found: Any, rules: Mapping[str, Any]) -> Iterable[Any]:
        if isinstance(found, list) and len(found) > rules.get("maxItems", len(found)):
            return ()
        return check(validator, rule, found, rules) or ()

    return checked


@cache
def fields(name: str, *path: str) -> Any:
    """Return the compiled check of the fields at *path* in the schema *name*, each by itself.

    It raises for a field that does not fit, and asks for none.
    """
    found = schema(name)
    for step in path:
        found = found[step]
    return _compile({"type": "object", "properties": found["properties"]})


@cache
def _compiled(name: str) -> Any:
    return _compile(schema(name))


def _compile(rules: dict[str, Any]) -> Any:
    """Return the compiled check: it knows draft 7, in which each keyword of ours means the same."""
    return fastjsonschema.compile(rules | {"$schema": "http://json-schema.org/draft-07/schema#"})
