"""Why something cannot be used, in the words that the page says too (data/refusals.yml)."""

from __future__ import annotations

from typing import Any

from exercises.reading.data_files import load


class ResultError(ValueError):
    """A result file or a code that cannot be used; says what is wrong and what to do."""


def refusal(name: str, /, **values: Any) -> str:
    """Return the words of the refusal *name*, with *values* in their places."""
    text: str = load("refusals")[name]
    return text.format(**values)


def refused(name: str, /, **values: Any) -> ResultError:
    """Return the refusal *name* as an error to raise."""
    return ResultError(refusal(name, **values))
