"""What is drawn below a widget, and anew by itself when the widget changes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from typing import Any

import ipywidgets as _widgets
from IPython.core.getipython import get_ipython

widgets: Any = _widgets
"""The library, which names what it offers at run time only."""


class Html:
    """Words that stand as HTML among what is drawn."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def drawing(draw: Callable[[], Sequence[Any]]) -> tuple[Any, Callable[[], None]]:
    """Return a widget of what *draw* prints and returns, and what makes it do so anew."""
    shown = widgets.Output()

    def again(*_changed: Any) -> None:
        printed = io.StringIO()
        with redirect_stdout(printed):
            made = draw()
        shown.outputs = tuple(_outputs(printed.getvalue(), made))

    again()
    return shown, again


def _outputs(printed: str, made: Sequence[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if printed:
        found.append({"output_type": "stream", "name": "stdout", "text": printed})
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        for each in made:
            data, metadata = shell.display_formatter.format(each)  # type: ignore[no-untyped-call]
            found.append({"output_type": "display_data", "data": data, "metadata": metadata})
    return found
