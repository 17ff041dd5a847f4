"""What is no result of the book, or not that of its responses: given to Python and to the page."""

from __future__ import annotations

import json

from exercises.results.files import to_csv
from helpers.attempts import BANK, FORMS, LATE, TIMES, right, signed

DEEP = "[" * 30 + "]" * 30


def rows(change):
    """Return a result whose rows went through *change*, and whose checksum fits them."""
    made = right()
    return signed(made | {"responses": change(made["responses"])})


def first(**fields):
    """Return a result whose first row has other *fields*, and whose checksum fits."""
    return rows(lambda all_: [all_[0] | fields, *all_[1:]])


FIRST = FORMS["a"].items[0]
SHOWN = right()["responses"][0]["options_shown_in_order"]
OFFERED = ", ".join(option.id for option in BANK[FIRST].options)
REFUSED = {
    "empty": ("", "isn't JSON, or was cut short; save it again"),
    "cut": (json.dumps(right())[:900], "isn't JSON, or was cut short; save it again"),
    "nested": (f'{{"schema_version": {DEEP}}}', "is nested too deep for a result; save it again"),
    "very nested": ("[" * 100_000, "is nested too deep for a result; save it again"),
    "huge": (" " * 1_000_001, "is more than 1000000 bytes, too big for a result; save it again"),
    "long string": ('"' + "x" * 900_000, "isn't JSON, or was cut short; save it again"),
    "no number": ('{"schema_version": NaN}', "isn't JSON, or was cut short; save it again"),
    "page": ("<!doctype html><script>alert(1)</script>", "isn't JSON, or was cut short"),
    "list": ("[]", "isn't a result file from this book"),
    "text": ('"schema_version"', "isn't a result file from this book"),
    "foreign": ('{"name": "x"}', "isn't a result file from this book"),
    "prototype": ('{"__proto__": {"schema_version": 1}}', "isn't a result file from this book"),
    "future": ('{"schema_version": 2}', "has schema_version 2; this program reads 1, get the"),
    "true": ('{"schema_version": true}', "has schema_version true; this program reads 1"),
    "hostile version": ('{"schema_version": "<img src=x>"}', 'has schema_version "<img src=x>"; '),
    "lacking": ('{"schema_version": 1}', "lacks attempt_no"),
    "patient": (right() | {"patient": "x"}, 'holds "patient", which no result has'),
    "own prototype": (json.dumps(right())[:-1] + ', "__proto__": 1}',
                      'holds "__proto__", which no result has'),
    "score of text": (right() | {"raw": "20"}, 'raw: is "20", which no result has'),
    "score without end": (json.dumps(right() | {"raw": "#"}).replace('"#"', "1e999"),
                          "raw: is "),
    "percent": (right() | {"percent": 120}, "percent: is 120, which no result has"),
    "mode": (right() | {"mode": "exam"}, 'mode: is "exam", which no result has'),
    "date": (right() | {"finished": "yesterday"}, 'finished: is "yesterday", which no'),
    "line break": (right() | {"finished": TIMES["finished"] + "\n"}, "finished: is "),
    "other digits": (right() | {"finished": "٢٠26-11-24T10:21:00Z"}, "finished: is "),
    "band": (right() | {"band": [20]}, "band: is a list of 1, which no result has"),
    "long name": (right() | {"learner_label": "é" * 81}, 'learner_label: is "\\u00e9\\u00e9'),
    "newer edition": (right() | {"newer_edition": "2027"}, 'newer_edition: is "2027", which no'),
    "seed": (right() | {"seed": 2**53}, "seed: is 9007199254740992, which no result has"),
    "row": (first(points=1.5), "responses.0.points: is 1.5, which no result has"),
    "twice": (first(chosen=["a", "a"]), "responses.0.chosen: is a list of 2, which no result has"),
    "a list too long": (right() | {"responses": [{"chosen": [{"a": at} for at in range(2000)]}]},
                        "responses.0.chosen: is a list of 2000, which no result has"),
    "too many answers": (right() | {"responses": [{"confidence": 1}] * 20_000},
                         "responses: is a list of 20000, which no result has"),
    "damaged": (right() | {"learner_label": "Another"}, "the checksum doesn't match. Was this"),
    "no text": (json.dumps(right()).replace('"learner_label": ""', '"learner_label": "\\ud800"'),
                "the checksum doesn't match. Was this opened"),
    "bad CSV": (to_csv([right()])[:2000], "line 2: has more or fewer cells on this line"),
    "head only": (to_csv([]), "has a header row and nothing below it; save it again"),
    "nested CSV": (to_csv([right()]).replace('"[20.0, 20.0]"', DEEP), "line 2: is nested too"),
    "short CSV": ("schema_version,seed\r\n1\r\n", "line 2: has more or fewer cells on this line"),
    "lacking CSV": ("schema_version,seed\r\n1,x\r\n", "lacks attempt_no"),
    "two": (to_csv([right(), right()]), "holds 2 results; check one at a time"),
}  # fmt: skip
"""What is refused before it is scored: the text or the result, and the words."""

DIFFERS = {
    "score": (right() | {"raw": 19.5}, ["raw: the file says 19.5, scoring says 20"]),
    "result": (right() | {"result": None},
               ['result: the file says nothing, scoring says "meets"']),
    "cut": (right() | {"cut": 0.1}, ["cut: the file says 0.1, scoring says 0.8"]),
    "band": (right() | {"band": [0, 20]}, ["band.0: the file says 0, scoring says 20"]),
    "objective": (right() | {"by_objective": []},
                  ["by_objective: the file says a list of 0, scoring says a list of 7"]),
    "edition": (right() | {"cdt_edition": 2020}, ["cdt_edition: the file says 2020, scoring"]),
    "newer edition": (right() | {"newer_edition": 2030},
                      ["newer_edition: the file says 2030, scoring says nothing"]),
    "newer edition, other": (right(finished=LATE) | {"newer_edition": 2030},
                             ["newer_edition: the file says 2030, scoring says 20"]),
    "unknown form": (signed(right() | {"form_id": "<b>z</b>"}),
                     ['form "<b>z</b>" is not in this book']),
    "other content": (signed(right() | {"content_hash": "0" * 16}),
                      ["the form's items have changed since; use the version of the book it was"]),
    "unknown option": (first(chosen=["z"]),
                       [f"item '{FIRST}': 'z' is not an option; use one of {OFFERED}"]),
    "prototype": (first(chosen=["constructor"]),
                  [f"item '{FIRST}': 'constructor' is not an option; use one of {OFFERED}"]),
    "two options": (first(chosen=["d9310", "d9311"]),
                    [f"item '{FIRST}': a single choice takes one option, not two of d9310, d9311"]),
    "key": (first(key=["a", "b", "c"]), ["responses.0.key: the file says a list of 3, scoring"]),
    "row left out": (rows(lambda all_: all_[:-1]), ["n_blank: the file says 0, scoring says 1"]),
    "row twice": (rows(lambda all_: [*all_, all_[0]]),
                  ["responses: the file says a list of 21, scoring says a list of 20"]),
    "order": (first(options_shown_in_order=SHOWN[::-1]), ["responses.0.options_shown_in_order.0"]),
    "all rows": (rows(lambda all_: [row | {"max": 9} for row in all_]),
                 ["responses.0.max: the file says 9, scoring says 1"]),
}  # fmt: skip
"""What is a result, but not that of its responses."""


def text_of(given) -> str:
    """Return *given* as a file holds it."""
    return given if isinstance(given, str) else json.dumps(given)
