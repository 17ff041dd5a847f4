"""What an engine has scored, and how far it was off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 1e-7 * (1 + 1e-6)
"""How far an engine may be off: what five decimals of a percent leave, and a float's last bit."""
HEAD = ("Engine", "Version", "What", "How many", "Largest difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one *engine* did; *wrong* says in a line each what it took for something else."""

    engine: str
    version: str
    what: str
    count: int
    difference: float = 0.0
    wrong: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it did something, and all of it as the page does."""
        return self.count > 0 and self.difference <= MOST and not self.wrong


def largest(pairs: Iterable[tuple[float, float]]) -> tuple[int, float]:
    """Return how many *pairs* there are, and by how much the two of one differ at most."""
    differences = [abs(one - other) for one, other in pairs]
    return len(differences), max(differences, default=0.0)


def shown(rows: Iterable[Row]) -> str:
    """Return *rows* as a table of Markdown, and below it what is wrong."""
    rows = list(rows)
    cells = [HEAD, *((r.engine, r.version, r.what, f"{r.count:,}", f"{r.difference:.1e}"
                      if r.difference else "0") for r in rows)]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    for row in rows:
        if row.difference > MOST:
            lines.append(f"{row.engine}: off by {row.difference:.1e}, which is more than 1e-7")
        if not row.count:
            lines.append(f"{row.engine}: {row.what}: nothing was done")
        lines += [f"{row.engine}: {each}" for each in row.wrong]
    return "\n".join(lines)
