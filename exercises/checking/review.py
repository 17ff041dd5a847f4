"""The record of the review: which item has no line in it, and the line to paste."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from exercises.reading.bank import Bank
from exercises.reading.passages import text_here
from exercises.reading.yaml_reader import show


def lacking(bank: Bank, record: Path) -> Iterator[str]:
    """Yield what to paste into *record* for each item that it lacks, in the order of *bank*."""
    rows = csv.DictReader(io.StringIO(text_here(record), newline=""))
    known = {row.get("item") for row in rows}
    columns = list(rows.fieldnames or ())
    before = "the head"
    for item in bank.values():
        if item.id not in known:
            values = {"item": item.id, "version": item.version, "facts": "ok",
                      "sources": " ".join(item.source), "again": "again", "action": "new",
                      }  # fmt: skip
            line = io.StringIO()
            csv.DictWriter(line, columns, lineterminator="").writerow(values)
            where = f"{show(record)}: item {item.id!r} has no line"
            yield f"{where}; paste after {before}: {line.getvalue()}"
        before = item.id
