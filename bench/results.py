"""Tables in Markdown, the machine they were measured on, and the file that keeps them."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results.md"
HEAD = (
    "# What was measured\n\n`make bench` measures anew and replaces each part that it measures.\n"
)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown: the first column to the left, the rest to the right."""
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def ratio(theirs: float | None, ours: float | None) -> str:
    """Return how many times *ours* goes into *theirs*, such as `5.1x`; `–` where nothing does."""
    if theirs is None or not ours:
        return "–"
    return f"{theirs / ours:.1f}x"


def machine() -> str:
    """Return the day, the processor, its cores and memory, the load on it, the system, Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    parts = [datetime.now(UTC).date().isoformat(), processor, f"{os.cpu_count()} cores"]
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        parts.append(f"{memory / 2**30:.0f} GiB of memory")
    if hasattr(os, "getloadavg"):
        parts.append(f"load {os.getloadavg()[0]:.1f}")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return ", ".join([*parts, platform.system(), python])


def record(title: str, text: str, path: Path = RESULTS) -> None:
    """Write *text* under the heading *title*, in the place of what stood there; keep the rest."""
    old = path.read_text(encoding="utf-8") if path.is_file() else HEAD
    part = f"## {title}\n\n{text.strip()}\n"
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if pattern.search(old):
        new = pattern.sub(lambda _: f"{part}\n", old, count=1)
    else:
        new = f"{old.rstrip()}\n\n{part}"
    path.write_text(f"{new.rstrip()}\n", encoding="utf-8")
