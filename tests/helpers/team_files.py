"""Files as a manager may have them, good and bad: given to Python and to the page."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from exercises.results.files import to_csv
from exercises.results.result import make_result
from exercises.team import invented
from exercises.team.quick import book
from helpers.attempts import TIMES, responses, signed

BOOK = book()
GOOD = invented.result(0, "a")
WEAK = next(r for n in range(9) if (r := invented.result(n, "a"))["result"] != "meets")
ANY_FORM = list(BOOK.forms)


def raw(result: object) -> bytes:
    """Return *result* as a page saves it."""
    return json.dumps(result, indent=1).encode()


def nested(depth: int) -> bytes:
    """Return lists within lists within a result's field."""
    return raw(GOOD).replace(b'"seed": ', b'"seed": ' + b"[" * depth + b"]" * depth + b', "x": ', 1)


def rows(result: dict[str, Any], **changes: Any) -> list[dict[str, Any]]:
    """Return the responses of *result* with *changes* in the first."""
    first, *rest = result["responses"]
    return [{**first, **changes}, *rest]


OTHER = "0123456789abcdef"
"""The content of a version that is not the book's own."""

FAULTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b"  \n\n",
    "truncated": raw(GOOD)[:-200],
    "foreign JSON": b'{"name": "package", "version": "1.0"}',
    "foreign list": b"[1, 2, 3]",
    "foreign text": b"Dear all,\nplease find the results attached.\n",
    "letter with a colon": b"Subject: results\n\nSee the attachment.\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    "future version": raw({**GOOD, "schema_version": 2}),
    "version of no kind": raw({**GOOD, "schema_version": {"a": [1] * 1000}}),
    "patient field": raw({**GOOD, "patient": "Jane"}),
    "damaged": raw({**GOOD, "attempt_no": 7}),
    "better score": raw({**GOOD, "raw": 20.0, "percent": 100.0}),
    "better result": raw({**WEAK, "result": "meets", "must_not_miss_failed": []}),
    "better key": raw({**GOOD, "responses": rows(GOOD, key=["zz"])}),
    "no such option": raw(signed(GOOD, responses=rows(GOOD, chosen=["zz"]))),
    "two options": raw(signed(GOOD, responses=rows(GOOD, chosen=["a", "b"]))),
    "lower cut": raw({**GOOD, "cut": 0.1}),
    "not a number": raw(GOOD).replace(b'"percent": ', b'"percent": NaN, "x": '),
    "version with a point": raw(signed(GOOD, responses=rows(GOOD, item_version=1.0))),
    "true for one": raw({**GOOD, "attempt_no": True}),
    "no day": raw(signed(GOOD, finished="2026-02-30T10:00:00Z")),
    "half a sign": raw(GOOD).replace(b'"invented"', b'"\\ud83d"'),
    "huge": b'{"schema_version": 1, "x": "' + b"x" * 1_000_001 + b'"}',
    "huge number": raw(GOOD).replace(b'"seed": ', b'"seed": 1' + b"0" * 5000 + b', "x": '),
    "deep": nested(100_000),
    "less deep": nested(900),
    "other version, sums wrong": raw(signed(GOOD, content_hash=OTHER) | {"raw": 20.0}),
    "other version, points wrong": raw(
        signed(GOOD, content_hash=OTHER, responses=rows(GOOD, points=2))
    ),
    "other version, blanks wrong": raw(signed(GOOD, content_hash=OTHER) | {"n_blank": 9}),
    "other version, no result": raw(signed(GOOD, content_hash=OTHER) | {"result": None}),
    "other version, all objectives gone": raw(
        signed(GOOD, content_hash=OTHER) | {"by_objective": []}
    ),
    "other version, objective wrong": raw(
        signed(GOOD, content_hash=OTHER)
        | {"by_objective": [{**GOOD["by_objective"][0], "n": 9}, *GOOD["by_objective"][1:]]}
    ),
    "other version, failed what was right": raw(
        signed(GOOD, content_hash=OTHER) | {"must_not_miss_failed": ["choose-no-such-item"]}
    ),
    "other version, twice an item": raw(
        signed(GOOD, content_hash=OTHER, responses=[GOOD["responses"][0]] * 20)
    ),
    "sheet, cell missing": to_csv([GOOD]).rpartition(",")[0].encode(),
    "sheet, cell of another kind": to_csv([GOOD]).replace(",final,", ",final,x", 1).encode(),
    "sheet from a spreadsheet": to_csv([GOOD]).replace(GOOD["checksum"], "1.2E+05").encode(),
    "code mistyped": invented.code(0, "a").replace("A:", "A:7").encode(),
    "code of no form": b"ZEBRA:1234-5678\n",
    "name too long": ("n" * 81 + ", " + invented.code(0, "a")).encode(),
}
"""Every kind of file that is no use; report.js skips the same."""


def files(chance: Random, people: int) -> dict[str, bytes]:
    """Return files as a manager may have them: good, of other versions, copied, sheets, codes."""
    found: dict[str, bytes] = {}
    results = []
    for number in range(people):
        month = "2027-01" if number % 4 == 3 else "2026-11"  # with a newer edition, or without
        for form in ("pre", "a", "b", chance.choice(ANY_FORM)):
            given = responses(BOOK.forms[form], chance, 0.1)
            about = {
                "seed": chance.randrange(10_000),
                "learner_label": chance.choice(["", f"Alder {number % 9}", f"alder  {number % 9}"]),
                "job_title": chance.choice(["", "=front desk", "hygiëniste"]),
                "attempt_no": chance.randint(1, 3),
                "started": TIMES["started"],
                "finished": f"{month}-{chance.randint(10, 28)}T10:{number % 60:02}:"
                f"{chance.randrange(60):02}{chance.choice(['Z', '-06:00', '+05:30'])}",
            }
            made = make_result(BOOK.forms[form], BOOK.bank, given, **about)
            if chance.random() < 0.3:
                for row in made["responses"]:
                    row["confidence"] = chance.choice((1, 2, 3))
            if chance.random() < 0.2:
                made = signed(made, content_hash=chance.choice([OTHER, OTHER[::-1]]))
            if number % 8 == 5:
                del made["newer_edition"]  # as older pages saved it
            results.append(made)
            found[f"{form}-{number}-{len(found)}.json"] = raw(made)
    copied = chance.choice(results)
    found["copy of a file.json"] = raw(copied)
    found["contradicts.json"] = raw(signed(copied, seed=copied["seed"] + 1))
    found["some.csv"] = to_csv(chance.sample(results, min(3, len(results)))).encode()
    found["codes.txt"] = "\n".join(invented.codes(2)).encode()
    found["excel.txt"] = b"\xff\xfe" + "\n".join(invented.codes(1)).encode("utf-16-le")
    for name in chance.sample(list(FAULTS), 3):
        found[f"{name}.json"] = FAULTS[name]
    return found
