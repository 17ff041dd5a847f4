"""Items, scoring and views behind a book that teaches the dental code D9311."""

from importlib import import_module
from typing import Any

from exercises.desk import decide
from exercises.loader import Bank, BankError, load_bank, load_forms

__all__ = [
    "Bank",
    "BankError",
    "aid",
    "decide",
    "explore",
    "load_bank",
    "load_forms",
    "quiz",
    "team",
]

_VIEWS = {"aid": "aid_widget", "explore": "widget", "quiz": "widget", "team": "team_widget"}


def __getattr__(name: str) -> Any:
    """Import a notebook's view when it is asked for, so that the rules need no widgets."""
    if name in _VIEWS:
        return getattr(import_module(f"exercises.{_VIEWS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
