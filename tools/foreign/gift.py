"""`gift-pegjs` reads the whole GIFT file; it scores nothing, so its weights are compared."""

from __future__ import annotations

import json
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

from engines import NPM
from table import Row, largest

from exercises.exports.words import line, plain
from exercises.items import Item
from exercises.reading.bank import Bank
from exercises.scoring import key_of

PARSE = """
const { parse } = require("gift-pegjs");
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
"""


def check(modules: Path, bank: Bank, gift: bytes) -> Row:
    """Return what the parser made of *gift*, beside what *bank* says."""
    ran = subprocess.run(
        ["node", "-e", PARSE], input=gift, capture_output=True, check=True, cwd=modules.parent
    )
    read = {each["title"]: each for each in json.loads(ran.stdout) if each["type"] != "Category"}
    lacks = tuple(f"item {name!r} is not in it" for name in bank if name not in read)
    count, difference = largest(
        (worth, float(Fraction(key_of(item).weights[pick], key_of(item).full)))
        for name, item in bank.items()
        if name in read
        for pick, worth in _worth(item, read[name]).items()
    )
    return Row(
        engine="gift-pegjs", version=NPM["gift-pegjs"], what="GIFT, the weight of each pick",
        count=count, difference=difference, wrong=lacks,
    )  # fmt: skip


def _worth(item: Item, question: dict[str, Any]) -> dict[str, float]:
    """Return what each pick of *item* is worth in the question that was read."""
    return _rows(item, question) if item.rows else _options(item, question)


def _options(item: Item, question: dict[str, Any]) -> dict[str, float]:
    by_text = {
        each["text"]["text"]: 100.0 * each["isCorrect"] if each["weight"] is None
        else float(each["weight"])
        for each in question["choices"]
    }  # fmt: skip
    return {option.id: by_text[line(option.text)] / 100 for option in item.options}


def _rows(item: Item, question: dict[str, Any]) -> dict[str, float]:
    pairs = {each["subquestion"]["text"]: each["subanswer"] for each in question["matchPairs"]}
    return {
        f"{row.id}:{option.id}": (pairs[line(row.text)] == plain(option.text)) / len(item.rows)
        for row in item.rows
        for option in item.options
    }
