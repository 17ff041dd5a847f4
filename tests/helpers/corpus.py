"""What `tests/cases` holds, as data that Python and the page both read."""

from __future__ import annotations

import json
from typing import Any

from conftest import ROOT


def corpus(name: str) -> Any:
    """Return the cases of *name*."""
    return json.loads((ROOT / f"tests/cases/{name}.json").read_text(encoding="utf-8"))
