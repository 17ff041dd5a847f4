"""Serve a built site as a web host does: packed with gzip, and kept by the browser for a while.

Every site of the bench is served by this, so that what differs is the sites.
"""

from __future__ import annotations

import functools
import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from exercises.site.serve import HOST, Server

KEPT = "max-age=600"  # what GitHub Pages sends
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
PACKED = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml")


@functools.cache
def packed(path: Path) -> bytes:
    """Return the file as it goes over the wire; what has been packed once is kept."""
    body = path.read_bytes()
    return gzip.compress(body, mtime=0) if path.suffix in PACKED else body


class Handler(SimpleHTTPRequestHandler):
    """Sends files packed, over connections that stay open, without a line of log for each."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        """Send the headers and return the body, or send an error or a redirect."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not urlsplit(self.path).path.endswith("/"):
                return super().send_head()  # type: ignore[return-value]
            path /= "index.html"
        try:
            body = packed(path)
        except OSError:
            self.send_error(404)
            return None
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.suffix, self.guess_type(str(path))))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", KEPT)
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port; give its address, with a slash at the end."""
    handler = functools.partial(Handler, directory=str(folder))
    with Server((HOST, 0), handler) as httpd:
        httpd.daemon_threads = True
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        try:
            yield f"http://{HOST}:{httpd.server_port}/"
        finally:
            httpd.shutdown()
            thread.join()
