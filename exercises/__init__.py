"""Items, scoring and views behind a book that teaches the dental code D9311."""

from typing import Any

from exercises.loader import Bank, BankError, load_bank, load_forms

__all__ = ["Bank", "BankError", "explore", "load_bank", "load_forms", "quiz"]


def __getattr__(name: str) -> Any:
    """Import the notebook's view when it is asked for, so that the rules need no widgets."""
    if name in ("explore", "quiz"):
        from exercises import widget  # noqa: PLC0415

        return getattr(widget, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
