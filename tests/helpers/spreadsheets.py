"""What a spreadsheet, an editor or a phone makes of a result or a code."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from exercises.results.files import to_csv
from exercises.team import invented
from helpers.attempts import signed

WRITINGS: dict[str, Callable[[str], str]] = {
    "": lambda code: code,
    "lower": str.lower,
    "spaces": lambda code: code.replace("-", " "),
    "joined": lambda code: code.replace("-", ""),
    "en": lambda code: code.replace("-", "\u2013"),
    "em": lambda code: code.replace("-", "\u2014", 1).replace("-", "\u2011"),
    "minus": lambda code: code.replace("-", "\u2212"),
    "unseen": lambda code: code.replace("-", "\u00ad-\u200b"),
    "wide": lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code),
    "nbsp": lambda code: code.replace(":", ":\u00a0"),
    "broken": lambda code: code.replace("-", "-\n", 2).replace("-\n", "-", 1),
    "folded": lambda code: f"{code[:14]}\n{code[14:]}",
    "under": lambda code: code.replace("-", "_"),
    "dashes": lambda code: "".join(
        s if s != "-" else "\u02d7\u2796\u2e3a\u30a0_\uff3f\u058a\u2043"[at % 8]
        for at, s in enumerate(code)
    ),
    "small": lambda code: code.lower().replace("0", "o").replace("1", "l"),
    "letters": lambda code: code.replace("0", "O").replace("1", "I"),
}
"""Ways in which a code comes back, by name."""


def written(text: str, code: str) -> str:
    """Return *text* with *code* for `{code}`, or for `{code:way}` as it comes back that way."""
    return re.sub(r"\{code:?(\w*)\}", lambda found: WRITINGS[found[1]](code), text)


def file(recipe: Mapping[str, Any]) -> bytes:
    """Return a file as *recipe* makes it of an invented result.

    `form`, `person` and `set` say which result, `signed` whether its checksum fits what is set.
    `pick` and `seconds` stand in its first row; `old` takes the letter off the checksum. `as` is
    json or csv; `excel` saves it as a spreadsheet does, with its delimiter; `columns` shows cells
    otherwise; `move`, `append` and `pad` change the columns, `turn` puts them below one another.
    `lines` gives JSON as a page saves it, each on its own; `wrap` breaks those longer than that,
    `margin` stands before each, `above` and `after` around all, and `with` adds the result of
    another person. `replace` changes the text. `encoding` and `mark` are those of the bytes.
    `text` is a file by itself.
    """
    text = recipe.get("text") or _text(recipe)
    if "with" in recipe:
        text += "\n\n" + _text(recipe | {"person": recipe["with"]})
    if "excel" in recipe:
        text = excel(text, recipe["excel"], recipe.get("decimal", "."))
    for old, new in recipe.get("replace", ()):
        assert old in text, old
        text = text.replace(old, new)
    if "wrap" in recipe:
        text = "\n".join(
            part for line in text.split("\n") for part in _wrapped(line, recipe["wrap"])
        )
    if "margin" in recipe:
        text = re.sub("(?m)^", recipe["margin"], text)
    text = recipe.get("above", "") + text + recipe.get("after", "")
    if "{code" in text:
        text = written(text, invented.code(recipe.get("person", 0), recipe.get("form", "a")))
    data: bytes = text.encode(recipe.get("encoding", "utf-8"), "surrogatepass")
    return bytes.fromhex(recipe.get("mark", "")) + data


def _text(recipe: Mapping[str, Any]) -> str:
    made = invented.result(recipe.get("person", 0), recipe.get("form", "a"))
    made |= recipe.get("set", {})
    first, *rest = made["responses"]
    if "pick" in recipe:
        first = first | {"chosen": [recipe["pick"]]}
    if "seconds" in recipe:
        first = first | {"seconds": recipe["seconds"]}
    made["responses"] = [first, *rest]
    if recipe.get("signed", True):
        made = signed(made)
    if recipe.get("old"):
        made["checksum"] = made["checksum"][1:]
    if recipe.get("as", "json") == "json":
        return json.dumps(made, ensure_ascii=False, indent=1 if recipe.get("lines") else None)
    rows = _columns(list(csv.reader(io.StringIO(to_csv([made]), newline=""))), recipe)
    if "{checksum}" in str(recipe.get("replace")):
        rows = [[c if c != made["checksum"] else "{checksum}" for c in row] for row in rows]
    if "note" in recipe:
        rows = [rows[0], *([*row, recipe["note"]] for row in rows[1:])]
    if "below" in recipe:
        rows = [*rows, [recipe["below"], *[""] * (len(rows[0]) - 1)]]
    if recipe.get("twice"):
        rows = [*rows, rows[0]]
    return _lines([[row] for row in _lines(rows).splitlines()] if recipe.get("packed") else rows)


def _columns(rows: list[list[str]], recipe: Mapping[str, Any]) -> list[list[str]]:
    for name, shown in recipe.get("columns", {}).items():
        at = rows[0].index(name)
        for row in rows[1:]:
            row[at] = shown.format(row[at].removesuffix(".0"))
    if recipe.get("move"):
        rows = [row[::-1] for row in rows]
    if "append" in recipe:
        rows = [[*rows[0], "office"], *([*row, recipe["append"]] for row in rows[1:])]
    if recipe.get("pad"):
        rows = [[], rows[0], [""] * 5, *([*row, "", ""] for row in rows[1:]), [], [""]]
    return [list(column) for column in zip(*rows, strict=True)] if recipe.get("turn") else rows


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, break_on_hyphens=False, drop_whitespace=True) or [""]


def excel(text: str, delimiter: str = ",", decimal: str = ".") -> str:
    """Return the CSV *text* as a spreadsheet saves it, numbers read as numbers.

    Leading zeros go, long numbers and those with an e become 1.66E+07, points become *decimal*.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([_cell(cell, decimal) for cell in row])
    return out.getvalue()


def _cell(cell: str, decimal: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", cell):
        return cell
    number = float(cell)
    if abs(number) >= 1e11 or "e" in cell.lower():
        return f"{number:.2E}".replace(".", decimal)
    return f"{number:.10g}".replace(".", decimal)
