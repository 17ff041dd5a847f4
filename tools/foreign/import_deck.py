"""Runs on the Python that has Anki: import two decks, the first one twice; print what came of it.

Between the imports the card that is edited is learned, which the last one has to leave.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)


def main(folder: str, guid: str, first: str, edited: str) -> None:
    """Import into a collection in *folder*; *guid* is that of the note that changes."""
    collection = Collection(str(Path(folder) / "collection.anki2"))

    def take(path: str) -> dict[str, int]:
        options = ImportAnkiPackageOptions(merge_notetypes=True)
        log = collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=path, options=options)
        ).log
        return {"new": len(log.new), "updated": len(log.updated)}

    def note():
        (number,) = collection.db.list("select id from notes where guid = ?", guid)
        return collection.get_note(number)

    said: dict[str, object] = {"first": take(first)}
    (card,) = note().cards()
    card.ivl, card.reps, card.type, card.queue = 7, 2, 2, 2
    collection.update_card(card)
    said["again"] = take(first)
    said["edited"] = take(edited)
    (card,) = note().cards()
    said |= {
        "notes": collection.note_count(),
        "cards": collection.card_count(),
        "guids": collection.db.scalar("select count(distinct guid) from notes"),
        "changed": "Edited." in note()["Case"],
        "learned": [card.ivl, card.reps],
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
