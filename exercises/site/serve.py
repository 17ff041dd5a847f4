"""Serve the built book on this machine only, on the first free port, and nothing beside it."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
NAMES = (HOST, "localhost", "[::1]")
"""The names by which this machine may be asked; another is that of a page that fools its DNS."""

_NAMED = re.compile(r"([^\s:/@\[\]]+|\[[0-9a-f:]+\])(?::([0-9]{1,5}))?")
"""A name and perhaps a port, as a browser says them."""

PATIENCE = 30
"""Seconds for which a client may say nothing."""


def host_fault(hosts: Sequence[str], port: int) -> HTTPStatus | None:
    """Return how to refuse a request that names *hosts*, or None if it means us at *port*.

    A name without a port means port 80.
    """
    named = _NAMED.fullmatch(hosts[0].strip().lower()) if len(hosts) == 1 else None
    if named is None:
        return HTTPStatus.BAD_REQUEST
    ours = named[1].removesuffix(".") in NAMES and int(named[2] or 80) == port
    return None if ours else HTTPStatus.MISDIRECTED_REQUEST


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a line of log for each, and has the browser ask again each time."""

    timeout = PATIENCE

    def send_head(self) -> Any:
        """Open what is asked for, if it is asked of this machine and lies in the folder."""
        port = self.connection.getsockname()[1]
        if refusal := host_fault(self.headers.get_all("Host", []), port):
            self.send_error(refusal, f"Ask for {HOST}:{port} or localhost:{port}")
            return None
        try:
            served = self.path.startswith("/") and self._lies_within()
        except (ValueError, OSError, RuntimeError):
            self.send_error(HTTPStatus.BAD_REQUEST, "That is no address")
            return None
        if not served:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def _lies_within(self) -> bool:
        """Return whether a file is asked for, or a folder's index, that lies in the folder.

        A link is followed to its end; a pipe is no file, and what begins with a dot is not shown.
        """
        asked, root = Path(self.translate_path(self.path)), Path(self.directory).resolve()
        found = (asked / "index.html" if asked.is_dir() else asked).resolve()
        if not (found.is_relative_to(root) and found.is_file()):
            return False
        names = *asked.relative_to(self.directory).parts, *found.relative_to(root).parts
        return not any(name.startswith(".") for name in names)

    def end_headers(self) -> None:
        """Add that nothing is kept, so that a rebuilt page is a new page."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing when a reader leaves a page before all of it has come."""

    request_queue_size = 128
    """Connections that may wait; of five, a page's sixth would be dropped, and come a second later.
    """

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
