"""Where the package keeps its content, and its plain data files."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from exercises.reading.yaml_reader import Loader

PACKAGE = Path(str(resources.files("exercises")))
BANK = PACKAGE / "bank"
DATA = PACKAGE / "data"


def load_objectives() -> dict[str, str]:
    """Return what the book teaches: each objective's id and its title, in order."""
    objectives: dict[str, str] = load_data("objectives")
    return objectives


def load_data(name: str) -> Any:
    """Return the data file *name* (without `.yml`) of the package."""
    return yaml.load((DATA / f"{name}.yml").read_bytes(), Loader)
