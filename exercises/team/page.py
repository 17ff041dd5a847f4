"""What a page needs to count results by itself: it adds, looks up and compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercises.forms import Form
from exercises.items import Item
from exercises.reading import schemas
from exercises.reading.data_files import load, load_objectives
from exercises.results import page
from exercises.team import confusion
from exercises.team.group import activities, misconception, words


def page_data(forms: Mapping[str, Form], bank: Mapping[str, Item]) -> dict[str, Any]:
    """Return what a page needs to count results by itself: it adds, looks up and compares.

    Items are written once, though forms share them. *activities* want the address of what to read.
    """
    pages = [page.page_data(form, bank) for form in forms.values()]
    metas = {item["id"]: item for page in pages for item in page["items"]}
    tags = {
        (name, pick): misconception(bank[name], pick)
        for name in metas
        for pick in bank[name].picks
        if pick not in bank[name].keys
    }
    return {
        "forms": [page | {"items": [item["id"] for item in page["items"]]} for page in pages],
        "items": metas,
        "stems": {name: bank[name].wording for name in metas},
        "picks": {
            name: {pick: words(bank[name], pick) for pick in bank[name].picks} for name in metas
        },
        "tags": {
            name: {pick: tags[name, pick] for pick in bank[name].picks if tags.get((name, pick))}
            for name in metas
        },
        "objectives": load_objectives(),
        "misconceptions": load("misconceptions"),
        "activities": {
            name: {"title": each.title, "do": each.do, "read": each.read}
            for name, each in activities().items()
        },
        "confused": confusion.words(bank[name] for name in metas),
        "schema": schemas.schema("result"),
        "said": load("report"),
    }
