"""What the notebook's views share: a face's scripts and its seam to Python, as one module."""

from __future__ import annotations

from pathlib import Path

from exercises.faces import assets
from exercises.reading.subject import subject

HERE = Path(__file__).parent


def module(seam: str, *scripts: str) -> str:
    """Return the face's *scripts* with the *seam* below them, as the one module a widget takes."""
    own = [(HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("keys", seam)]
    return "\n".join([assets.text(*scripts), *map(subject().own, own)])
