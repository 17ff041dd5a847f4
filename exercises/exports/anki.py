"""An Anki deck: a card for each item, in a deck for each objective or form.

A card is known by its item's id, so a newer deck changes its words and leaves what was learned.
What a form takes at one go stands in no deck, unless that form alone is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from string import ascii_uppercase
from typing import TYPE_CHECKING
from zipfile import ZipFile

from exercises.exports.archive import zipped
from exercises.exports.groups import Group
from exercises.exports.wanted import Wanted
from exercises.exports.words import line, notice, scene, shown
from exercises.items import Item
from exercises.reading.edition import edition
from exercises.reading.passages import Passage
from exercises.reading.subject import subject
from exercises.scoring import RULES

if TYPE_CHECKING:
    import genanki

FIELDS = ("Id", "Case", "Question", "Options", "Key", "Whys", "Read", "Notice")
"""What a note holds, in this order; another order or another field is another type of note."""
FRONT = "{{Case}}\n{{Question}}\n{{Options}}"
BACK = f'{FRONT}\n<hr id="answer">\n{{{{Key}}}}\n{{{{Whys}}}}\n{{{{Read}}}}\n{{{{Notice}}}}'
STYLE = """\
.card { max-width: 34em; margin: 0 auto; padding: 0.5em; text-align: left;
  font: 1.1em/1.5 system-ui, sans-serif; color: #1d2430; background: #fff; }
.card.nightMode, .nightMode .card, .night_mode .card { color: #e8eaee; background: #1c2128; }
.nightMode a, .night_mode a { color: #9cc4ff; }
li { margin: 0.3em 0; }
small { opacity: 0.8; }
"""


def anki(wanted: Wanted) -> bytes:
    """Return the deck of what may be practiced, or of the one form that is *wanted*."""
    import genanki  # noqa: PLC0415 (who exports no deck does not wait for it)

    at = _seconds()
    model = genanki.Model(
        number("note type"), f"{subject().name} case", [{"name": name} for name in FIELDS],
        [{"name": "Case", "qfmt": FRONT, "afmt": BACK}], css=STYLE,
    )  # fmt: skip
    decks = []
    for group in wanted.groups:
        if group.form and not wanted.only:
            continue
        deck = genanki.Deck(number(group.id), _name(group), " ".join(notice()))
        for item in group.items:
            deck.add_note(_note(item, model, wanted.passage(item.read)))
        decks.append(deck)
    made = BytesIO()
    genanki.Package(decks).write_to_file(made, timestamp=at)
    with ZipFile(made) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def guid(item: Item) -> str:
    """Return what Anki knows *item* by, in every version of it."""
    return f"{subject().mark}-{item.id}"


def number(name: str) -> int:
    """Return what Anki knows the deck or the type of note *name* by: the same each time."""
    return (
        int.from_bytes(hashlib.sha256(f"{subject().mark.upper()} {name}".encode()).digest()[:4])
        | 1 << 32
    )


def fields(item: Item, passage: Passage) -> dict[str, str]:
    """Return what the note of *item* holds; *passage* is where to read it again."""
    return {
        "Id": item.id,
        "Case": scene(item),
        "Question": "".join(f"<p>{each}</p>" for each in _asked(item)),
        "Options": _options(item),
        "Key": f"<p><strong>Right:</strong></p><ul>{_listed(_keys(item))}</ul>",
        "Whys": f"<p><strong>Why:</strong></p><ul>{_listed(_whys(item))}</ul>",
        "Read": f"<p>Read again: {_link(passage)}</p>",
        "Notice": f"<p><small>{line(next(iter(notice())))}</small></p>",  # all of it with the deck
    }


def tags(item: Item) -> list[str]:
    """Return what a learner finds the note by: Anki folds a tag at each `::`."""
    told = [f"objective::{item.objective}", f"decision::{item.decision}" if item.decision else "",
            "must-not-miss" if item.critical else ""]  # fmt: skip
    return [f"{subject().name}::{tag}" for tag in told if tag]


def _note(item: Item, model: genanki.Model, passage: Passage) -> genanki.Note:
    import genanki  # noqa: PLC0415

    class Note(genanki.Note):  # type: ignore[misc]
        """A note that is newer than the one of an earlier version, so that Anki takes it."""

        def write_to_db(self, cursor, timestamp, deck_id, id_gen):  # type: ignore[no-untyped-def]
            super().write_to_db(cursor, timestamp + item.version, deck_id, id_gen)

    held = fields(item, passage)
    return Note(
        model=model, fields=[held[name] for name in FIELDS], tags=tags(item), guid=guid(item)
    )


def _seconds() -> float:
    """Return the edition's day as Anki counts time."""
    day = edition().checked
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _name(group: Group) -> str:
    return f"{subject().name}::{shown(group.title).replace('::', ':')}"


def _asked(item: Item) -> Iterator[str]:
    """Yield the question, and what may be chosen; of points a card knows nothing."""
    if item.ask:
        yield line(item.ask)
    if item.kind != "single":
        yield line(RULES[item.kind].replace(";", ":").partition(":")[0]) + "."


def _options(item: Item) -> str:
    options = f'<ol type="A">{_listed(line(option.text) for option in item.options)}</ol>'
    rows = f"<ol>{_listed(line(row.text) for row in item.rows)}</ol>" if item.rows else ""
    return rows + options


def _letters(item: Item) -> dict[str, str]:
    """Return each option as it is listed: `B. D9310`."""
    return {
        option.id: f"{letter}. {line(option.text)}"
        for letter, option in zip(ascii_uppercase, item.options, strict=False)
    }


def _keys(item: Item) -> Iterator[str]:
    told = _letters(item)
    if item.rows:
        yield from (f"{line(row.text)} → {told[row.key]}" for row in item.rows)
    else:
        yield from (text for name, text in told.items() if name in item.keys)


def _whys(item: Item) -> Iterator[str]:
    told = _letters(item)
    yield from (f"<strong>{line(row.text)}</strong>: {line(row.why)}" for row in item.rows)
    for option in item.options:
        if option.why:
            yield f"<strong>{told[option.id]}</strong>: {line(option.why)}"


def _listed(lines: Iterator[str]) -> str:
    return "".join(f"<li>{each}</li>" for each in lines)


def _link(passage: Passage) -> str:
    title = escape(passage.title)
    return f'<a href="{escape(passage.href)}">{title}</a>' if passage.href else title
