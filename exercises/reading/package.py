"""Where the package keeps its content."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

PACKAGE = Path(str(resources.files("exercises")))
BANK = PACKAGE / "bank"
DATA = PACKAGE / "data"
BOOK = PACKAGE.parent / "book"
"""The book beside the package, where there is one."""
