"""Serve the built book on this machine only, on the first free port."""

from __future__ import annotations

import functools
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a line of log for each, and has the browser ask again each time."""

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
        if not isinstance(sys.exception(), ConnectionError):
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
