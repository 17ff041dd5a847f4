"""Items, scoring and views behind a book that teaches the dental code D9311."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"  # the one place where it stands

from exercises.reading.bank import Bank, BankError, load_bank, load_forms
from exercises.reading.desk import decide

__all__ = [
    "Bank",
    "BankError",
    "aid",
    "analysis",
    "decide",
    "document",
    "explore",
    "items",
    "load_bank",
    "load_forms",
    "plots",
    "quiz",
    "read_result",
    "scoring",
    "take",
    "team",
    "workbook",
]

_MODULES = {
    "analysis": "exercises.team.analysis",
    "items": "exercises.items",
    "plots": "exercises.team.plots",
    "scoring": "exercises.scoring",
    "team": "exercises.team",
}
_NAMES = {
    "aid": "exercises.notebook.aid",
    "document": "exercises.notebook.document",
    "explore": "exercises.notebook.quiz",
    "quiz": "exercises.notebook.quiz",
    "take": "exercises.notebook.form",
    "workbook": "exercises.notebook.workbook",
    "read_result": "exercises.results.files",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is, so that the rules need no widgets and no numpy."""
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name in _NAMES:
        return getattr(import_module(_NAMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
