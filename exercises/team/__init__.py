"""Many results to a report. Called, as in `from exercises import team; team()`, it shows one.

Notebooks rely on the name of the view, which is the folder's too: so the module answers a call.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _View(ModuleType):
    """A module that can be called: `team("a")` is `exercises.notebook.team.team("a")`."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return import_module("exercises.notebook.team").team(*arguments, **named)


sys.modules[__name__].__class__ = _View
