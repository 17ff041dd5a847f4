"""What an item says in another system, as HTML without attributes: its case and its reasons."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from exercises.exports.groups import Group
from exercises.faces.render import prose
from exercises.items import Item
from exercises.reading.edition import edition, long_date
from exercises.reading.subject import subject
from exercises.scoring import RULES

_BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, in the format's own words."""


def idnumber(item: Item) -> str:
    """Return what names *item* and its version: one that is changed is another item."""
    return f"{item.id}@{item.version}"


def tags(item: Item) -> list[str]:
    """Return what a teacher finds *item* by: objective, decision, whether it is critical."""
    told = [item.objective, item.decision or "", "must not be missed" if item.critical else ""]
    return [tag for tag in told if tag]


def path(group: Group) -> tuple[str, str, str]:
    """Return the book, objectives or forms, and the name of *group*, which no other group has."""
    return (
        subject().name,
        "Forms" if group.form else "Objectives",
        f"{shown(group.title)} ({group.id})",
    )


def shown(text: str) -> str:
    """Return *text* on one line, with a mark for each sign that XML bars."""
    return _BARRED.sub("\ufffd", " ".join(text.split()))


def line(text: str) -> str:
    """Return *text* as HTML on one line: emphasis and code are kept, the rest is as written."""
    return str(prose(shown(text))).replace("&quot;", '"')  # in no attribute


def plain(text: str) -> str:
    """Return *text* on one line without emphasis, for places that know no HTML."""
    return html.unescape(re.sub("<[^<>]*>", "", line(text)))


def scene(item: Item) -> str:
    """Return the case: the stem, and what lies on the desk, line by line."""
    parts = [f"<p>{line(item.stem)}</p>"]
    if item.exhibit:
        lines = "".join(f"<li>{line(each)}</li>" for each in item.exhibit.lines)
        parts.append(f"<p><strong>{line(item.exhibit.title)}</strong></p><ol>{lines}</ol>")
    return "".join(parts)


def asked(item: Item) -> tuple[str, ...]:
    """Return the question of a decision, and the rule where more than one is to be chosen."""
    rule = "" if item.kind == "single" else RULES[item.kind]
    return tuple(line(each) for each in (item.ask, rule) if each)


def question(item: Item) -> str:
    """Return the case and what is asked about it."""
    return scene(item) + "".join(f"<p>{each}</p>" for each in asked(item))


def reasons(item: Item) -> str:
    """Return the reasons of all options, and of the rows of a match, as a list."""
    return f"<ul>{''.join(f'<li>{each}</li>' for each in _reasons(item))}</ul>"


def _reasons(item: Item) -> Iterator[str]:
    by_id = {option.id: option for option in item.options}
    for row in item.rows:
        right = f"{line(row.text)} → {line(by_id[row.key].text)}"
        yield f"<strong>{right}</strong>: {line(row.why)}"
    for option in item.options:
        verdict = " (right)" if option.id in item.keys else " (not right)"
        if option.why:
            mark = "" if item.rows else verdict
            yield f"<strong>{line(option.text)}</strong>{mark}: {line(option.why)}"


def notice() -> Iterable[str]:
    """Return what has to be read wherever the items stand: the edition, and whose the codes are."""
    at = edition()
    return (
        f"Checked against CDT {at.cdt} on {long_date(at.checked)}. "
        "Training material: the current CDT manual, the plan's contract and state law decide.",
        "CDT® is a registered trademark of the American Dental Association. "
        f"Current Dental Terminology © {at.copyright_year} American Dental Association. "
        "All rights reserved. CPT® is a registered trademark of the American Medical Association. "
        "Not affiliated with or endorsed by either. Words and items: CC BY 4.0.",
    )
