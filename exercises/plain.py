"""What was typed, as a plain keyboard writes it: phones and Word write other signs."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    dict.fromkeys(
        "\u02d7\u058a\u05be\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2796\u2e3a\u2e3b\u2e40"
        "\u30a0\ufe58\ufe63",
        "-",
    )
    | dict.fromkeys("\u02dc\u223c\u301c", "~")
    | dict.fromkeys("\u204e\u2217\u2731", "*")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
)
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_FIRST = r"(?=[^ A-Z0-9]*(?: |$))"  # in a word with no other capital or digit, as ADA or pH has
_CAPITAL, _SMALL = re.compile(f"^[A-Z]{_FIRST}"), re.compile(f"^[a-z]{_FIRST}")


def fold(text: str) -> str:
    """Return *text* as a plain keyboard writes it, for matching: dashes, quotes, spaces, digits.

    `fold` in fold.js gives the same; tests/cases/fold.json holds both to it.
    """
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text).translate(_SIGNS)).translate(_SIGNS)
    return "".join(str(unicodedata.decimal(s)) if s.isdecimal() else s for s in plain)


def printable(text: str, *, keep: str = "") -> str:
    """Return *text* with a blank for each sign that a screen would obey or could not show.

    That is for what is shown; `writing.shown` takes less from what is saved.
    """
    return "".join(sign if sign.isprintable() or sign in keep else " " for sign in text)


def same_name(label: str) -> str:
    """Return *label* as it names one person: however it is spaced and written, or in capitals."""
    return " ".join(fold(label).split()).lower()


def counted(count: int, one: str) -> str:
    """Return *count* with the word for *one* of it, or for several: `1 option`, `2 options`."""
    return (
        f"{count:,} {one}"
        if count == 1
        else f"{count:,} {one.removesuffix('y')}" + ("ies" if one.endswith("y") else "s")
    )


def within(text: str) -> str:
    """Return *text* as it stands within a sentence: its first letter small, but for an acronym."""
    return _CAPITAL.sub(lambda first: first[0].lower(), text)


def begun(text: str) -> str:
    """Return *text* as it begins a sentence: its first letter a capital, but in a word like pH."""
    return _SMALL.sub(lambda first: first[0].upper(), text)
