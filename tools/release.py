"""`make release`: gather what a release gives away in `_build/release`, with a checksum of each.

`make zip exports pdf` has made the files. Prints each with its size; exits 1 if one was not made.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

BUILT = Path(__file__).parent.parent / "_build"
SUMS = "SHA256SUMS"
WHOLE = ("d9311-book.zip", "d9311-book.pdf")


def gather(built: Path) -> list[Path]:
    """Copy the archive, the PDF and every export of *built* to `release`, with their checksums.

    `SHA256SUMS` has the form that `sha256sum --check` reads.
    Errors: `FileNotFoundError`, if one of them was not made.
    """
    target = built / "release"
    shutil.rmtree(target, ignore_errors=True)
    exports = [path for path in sorted((built / "exports").iterdir()) if path.is_file()]
    sources = [*(built / name for name in WHOLE), *exports]
    target.mkdir()
    files = [Path(shutil.copy(source, target)) for source in sources]
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (target / SUMS).write_text("".join(lines), encoding="ascii")
    return files


def main() -> int:
    """Gather the files and say what they are."""
    try:
        files = gather(BUILT)
    except FileNotFoundError as error:
        print(f"{error.filename}: was not made; `make release` makes it first", file=sys.stderr)
        return 1
    for path in files:
        print(f"{path.relative_to(BUILT.parent)} ({path.stat().st_size / 1000:,.0f} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
