"""`qti3-item-player` scores in a browser what the QTI 3.0 package holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from engines import NPM
from helpers.responses import every_response
from playwright.sync_api import Browser
from table import Row, largest

from exercises.items import Item
from exercises.reading.bank import Bank
from exercises.scoring import credit

HERE = Path(__file__).parent
SAMPLE = 8
"""Of the items with one right option, one in so many is scored."""


def check(browser: Browser, modules: Path, bank: Bank, package: bytes) -> Row:
    """Return what the player made of the items of *package*, beside what *bank* says."""
    with ZipFile(BytesIO(package)) as archive:
        items = {name: archive.read(f"items/{name}.xml").decode() for name in _chosen(bank)}
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"the page: {error}"))
    for script in (modules / "vue" / "dist" / "vue.min.js",
                   modules / "qti3-item-player" / "dist" / "qti3Player.umd.min.js",
                   HERE / "qti.js"):  # fmt: skip
        page.add_script_tag(path=script)
    pairs: list[tuple[float, float]] = []
    for name, xml in items.items():
        item = bank[name]
        responses = every_response(item)
        given = [_given(item, response) for response in responses]
        scores = page.evaluate("(job) => foreignScores(job)", {"xml": xml, "responses": given})
        pairs += zip(scores, (float(credit(item, each)) for each in responses), strict=True)
    page.close()
    count, difference = largest(pairs)
    return Row(
        engine="qti3-item-player", version=NPM["qti3-item-player"],
        what=f"QTI 3.0, responses to {len(items)} items scored", count=count,
        difference=difference, wrong=tuple(wrong),
    )  # fmt: skip


def _chosen(bank: Mapping[str, Item]) -> list[str]:
    """Return every select-all and every match, and of the others some."""
    single = [name for name, item in bank.items() if item.kind == "single"]
    return [*(name for name in bank if name not in single), *single[::SAMPLE]]


def _given(item: Item, response: frozenset[str]) -> str | list[str] | None:
    """Return *response* as the player holds it."""
    if item.kind == "single":
        return next((f"option-{pick}" for pick in response), None)
    if item.rows:
        return sorted(re.sub("(.+):(.+)", r"row-\1 option-\2", pick) for pick in response) or None
    return sorted(f"option-{pick}" for pick in response) or None
