"""Much at once to a page and back: as one text, since Playwright takes long over many values."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page


def evaluate(page: Page, function: str, given: Any) -> Any:
    """Return what *function* of the page gives for *given*; both are plain JSON."""
    as_text = f"async (given) => JSON.stringify(await ({function})(JSON.parse(given)))"
    return json.loads(page.evaluate(as_text, json.dumps(given)))
