"""Find Chromium, and how it is started."""

from __future__ import annotations

import os
import shutil

CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
]
"""How Chromium is started: without a window, and without asking anything of anyone outside.

The features are pages of the browser's own, which it would load anew for each window.
"""


PRINTS = "D9311_PRINTS"
"""The variable that says that what is offered as a PDF will be printed: the plain command does not.
"""


def printer() -> str | None:
    """Return the Chromium that will print pages once they are built, or None if none will."""
    return chromium() if os.environ.get(PRINTS) else None


def chromium() -> str | None:
    """Return the path of a Chromium: the one that CHROMIUM names, one on the path, or None."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    return None
