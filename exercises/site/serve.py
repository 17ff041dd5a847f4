"""Serve the built book on this machine only, on the first free port, and nothing beside it."""

from __future__ import annotations

import functools
import sys
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
NAMES = (HOST, "localhost", "[::1]")
"""The names by which this machine may be asked; another is that of a page that fools its DNS."""

PATIENCE = 30
"""Seconds for which a client may say nothing."""


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a line of log for each, and has the browser ask again each time."""

    timeout = PATIENCE

    def send_head(self) -> Any:
        """Open what is asked for, if it is asked of this machine and lies in the folder."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "Ask for 127.0.0.1 or localhost")
            return None
        try:
            inside = Path(self.translate_path(self.path)).resolve()
            found = inside.is_relative_to(Path(self.directory).resolve())
        except (ValueError, OSError, RuntimeError):
            self.send_error(HTTPStatus.BAD_REQUEST, "That is no address")
            return None
        if not found:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """Add that nothing is kept, so that a rebuilt page is a new page."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing when a reader leaves a page before all of it has come."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong, but for a connection that the other side has ended."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def server(folder: Path, first: int = 8000, tries: int = 100) -> ThreadingHTTPServer:
    """Return a server of *folder* on the first free port from *first*; 0 takes whichever is free.

    Raises `OSError` if none of *tries* ports is free.
    """
    handler = functools.partial(Handler, directory=str(folder))
    for port in range(first, first + tries):
        try:
            return Server((HOST, port), handler)
        except OSError:
            continue
    raise OSError(f"no port from {first} to {first + tries - 1} is free; stop another server")
