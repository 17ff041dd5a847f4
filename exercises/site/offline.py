"""The book without a network: what a browser keeps if it is asked to, and one archive."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exercises.reading.edition import edition
from exercises.reading.subject import subject

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
MANIFEST_LINK = f'<link rel="manifest" href="{MANIFEST}">'
HOSTS = ("sitemap.xml", "404.html", WORKER, MANIFEST)
"""What only a host has use for."""
EXPORTS = "exports/"
"""What an office takes once for its LMS: no browser keeps it, but the archive holds it."""
PLACE = 'const BOOK = { version: "", files: /** @type {Record<string, string>} */ ({}) };'
FOLDER = "d9311-book"
FORMS = "form-action 'self'"
FORMS_ON_DISK = f"{FORMS} file:"
"""On a disk Firefox takes no page for `self` when a form is sent, and the search is a form."""


def files(site: Path) -> list[str]:
    """Return the files that readers use, sorted."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(set(found) - set(HOSTS))


def finish(site: Path, worker: Path, *, title: str) -> None:
    """Write into *site* the worker that keeps it, made from *worker*, and the app's manifest."""
    kept = {
        name: hashlib.sha256((site / name).read_bytes()).hexdigest()[:16]
        for name in files(site)
        if not name.startswith(EXPORTS)
    }
    text = json.dumps(kept, sort_keys=True, indent=0)
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    source = worker.read_text(encoding="utf-8")
    if PLACE not in source:
        raise ValueError(f"{worker.name}: has no line {PLACE!r} to be filled in")
    book = f"const BOOK = {{ version: {json.dumps(version)}, files: {text} }};"
    (site / WORKER).write_text(source.replace(PLACE, book), encoding="utf-8")
    app = {
        "name": title,
        "short_name": subject().name,
        "description": f"One dental code, learned well. Checked against CDT {edition().cdt}.",
        "lang": "en",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0b5c6b",
        "icons": [{"src": "_static/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    (site / MANIFEST).write_text(f"{json.dumps(app, indent=2)}\n", encoding="utf-8")


def archive(site: Path, target: Path) -> None:
    """Write all that readers use of *site* into the archive *target*, the same bytes each time.

    It takes the place of an older one once it is whole.
    """
    day = edition().checked
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with ZipFile(part, "w", ZIP_DEFLATED, compresslevel=9) as book:
        for name in files(site):
            data = (site / name).read_bytes()
            if name.endswith(".html"):
                data = data.replace(MANIFEST_LINK.encode(), b"")
                data = data.replace(FORMS.encode(), FORMS_ON_DISK.encode(), 1)
            entry = ZipInfo(f"{FOLDER}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            book.writestr(entry, data, compresslevel=9)
    part.replace(target)
