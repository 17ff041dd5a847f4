"""Letters as someone writes them on a sheet, right and wrong."""

from __future__ import annotations

from exercises.results.letters import to_letters

WRONG = {
    "": "0 of 5 items have letters; write - for one left blank",
    "A B C A": "4 of 5 items have letters; write - for one left blank",
    "A B C A B C": "form refresher has 5 items, and more letters came",
    "A D B A B": 'item 2: "D" isn\'t on the sheet; write A to C, or - for blank',
    "ABCAB": 'item 1: "ABCAB" is more than one letter; put a space between items',
    "1 A 3 B": "item 2 comes here, not 3; one is missing or twice",
    "A <b> A A A": 'item 2: "<B>" isn\'t on the sheet; write A to C, or - for blank',
    "A é A A A": 'item 2: "\\u00c9" isn\'t on the sheet; write A to C, or - for blank',
}
"""What nobody can have read off the sheet of the refresher, and what is said of it."""


def written(form, bank, seed, given):
    """Return *given* as someone writes it on the sheet."""
    items = [bank[name] for name in form.items]
    return " ".join(to_letters(item, given.get(item.id, ()), seed) for item in items)
