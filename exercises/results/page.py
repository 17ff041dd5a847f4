"""What a page needs to make a result by itself: it adds and looks up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercises.forms import Form
from exercises.items import Item
from exercises.reading.data_files import load_objectives
from exercises.reading.edition import edition
from exercises.results import confusion
from exercises.results.result import CUT_BASIS, SCHEMA, SITE, content_hash, scoring_rule, table
from exercises.scoring import key_of


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
        **editions(),
        "scoring_rule": scoring_rule(form, bank),
        "cut": None if form.cut is None else float(form.cut),
        "cut_basis": None if form.cut is None else CUT_BASIS,
        "confusion": confusion.words(bank[name] for name in form.items),
        "objectives": {
            name: title
            for name, title in load_objectives().items()
            if any(bank[each].objective == name for each in form.items)
        },
        "standing": {n: [p.sem, p.low, p.high, p.outcome] for n, p in places.items()},
        "items": [item_data(bank[name]) for name in form.items],
    }


def editions() -> dict[str, Any]:
    """Return what a page needs to say which edition is in force on a day."""
    told = edition()
    return {
        "cdt_edition": told.cdt,
        "next_cdt": told.next_cdt,
        "next_effective": told.next_effective.isoformat(),
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
        "standing": item.standing,
        "decision": item.decision,
        "rows": [row.id for row in item.rows],
        "key": sorted(item.keys),
        "weights": dict(key_of(item).weights),
        "full": key_of(item).full,
    }
