"""A file of words, or the line and the reason why there is none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class TextError(ValueError):
    """A file that cannot be read: the *line*, 0 for the whole file, and what to do."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text = line, text
        super().__init__(text)


def text_of(path: Path) -> str:
    """Return the text of *path*. Raises `TextError`: no file, no UTF-8, a merge not finished."""
    if path.exists() and not path.is_file():
        raise TextError(0, "is no file; put a file there")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TextError(0, f"cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        byte = error.object[error.start]
        raise TextError(line, f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8") from error
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise TextError(
            line, f"holds {conflict[0].strip()!r} of a merge; finish it, or take it back"
        )
    return text


def markdown_of(path: Path) -> str:
    """Return the Markdown of the page *path*; of a notebook, its cells'. Raises `TextError`."""
    text = text_of(path)
    if path.suffix != ".ipynb":
        return text
    try:
        cells: Any = json.loads(text)["cells"]
        prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except json.JSONDecodeError as error:
        raise TextError(
            error.lineno, f"is no JSON ({error.msg}); save the notebook again"
        ) from error
    except (TypeError, KeyError, RecursionError) as error:
        raise TextError(0, "is no notebook; save it again from Jupyter") from error
    return "\n\n".join(prose)
