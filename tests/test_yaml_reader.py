"""Whatever stands in sixty kilobytes of YAML is refused at once, in few words and few lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.banks import ONE_ITEM

from exercises.reading import yaml_reader
from exercises.reading.bank import BankError, load_bank, load_forms
from exercises.reading.data_files import SHAPES, DataReader
from exercises.reading.decisions import load_decisions
from exercises.reading.desk import AID, DOCUMENT
from exercises.reading.yaml_reader import ENOUGH

SIZE = 60_000
SECONDS = 5.0
"""Of work, on a slow and busy machine; before, the worst took thirty."""

LONG = "x" * SIZE


def filled(text: str) -> str:
    """Return *text* as often as it has room."""
    return text * (SIZE // len(text))


FILES = {
    "one word": LONG,
    "one word of escapes": f'"{filled(chr(92) + "u202e")}"',
    "one number": f"a: {'1' * SIZE}",
    "one key": f"? {LONG}\n: 1",
    "one alias": f"- &{LONG} 1\n- *{LONG}\n",
    "one tag": f"!<{LONG}> y",
    "keys": "".join(f"k{n}: []\n" for n in range(6_000)),
    "one key again and again": filled("k: 1\n"),
    "a list of numbers": filled("- 1\n"),
    "a list of nothing": f"[{filled('{},')}]",
    "eleven deep": f"- {filled('[' * 11 + ']' * 11 + ', ')}",
}
BANKS = {
    "a long id": ONE_ITEM.replace("define-x", f"define-{LONG}"),
    "a long id of an option": ONE_ITEM.replace("id: b", f"id: {LONG}"),
    "a long key": ONE_ITEM.replace("key: a", f"key: {LONG}"),
    "a long objective": ONE_ITEM.replace("objective: define", f"objective: {LONG}"),
    "a long number": ONE_ITEM.replace("text: B", f"text: {'1' * SIZE}"),
    "a long decision": f"{ONE_ITEM}    decision: {LONG}",
    "a long version": f"{ONE_ITEM}    version: {LONG}",
    "a long name of a field": ONE_ITEM.replace("point:", f"? {LONG}\n    :"),
    "many options": ONE_ITEM.replace("key: a", "key: z").replace(
        "      - {id: b, text: B, why: w}\n",
        "".join(f"      - {{id: o{n}, text: B, why: w}}\n" for n in range(1_500)),
    ),
    "many keys": ONE_ITEM.replace("key: a", f"key: [{','.join(f'k{n}' for n in range(8_000))}]"),
    "a long exhibit": f"{ONE_ITEM}    exhibit: {{title: x, lines: [{filled('1,')}]}}\n",
    "a reason for a long option": ONE_ITEM.partition("    options:")[0]
    + f"    decision: code\n    why: {{? {LONG} : x}}\n    source: ada-cdt\n    read: there\n",
}
FORMS = {
    "a long title": f"f:\n  title: {'1' * SIZE}\n  items: [a]\n",
    "a long mode": f"f:\n  title: T\n  mode: {LONG}\n  items: [a]\n",
    "a long item": f"f:\n  title: T\n  items: [{LONG}]\n",
    "an item that comes near": "f:\n  title: T\n  items:\n"
    + filled("    - choose-cardiology-call\n"),
    "many forms": "".join(f"f{n}:\n  title: T\n  items: [a]\n" for n in range(1_700)),
}
AIDS = {
    "a long id": "title: T\nstart: q\nquestions:\n  q:\n    text: t\n    choices:\n"
    + f"      - {{id: {LONG}, text: 1, then: v}}\n",
    "a long way": "title: T\nstart: q\nquestions:\n  q:\n    text: t\n    choices:\n"
    + f"      - {{id: a, text: t, then: {'x' * 60}}}\n" * 2
    + "verdicts:\n  v: {code: c, title: t, reason: r, see: [a]}\n",
}
GUARDS = {
    "one class, many times": f'- {{pattern: "{"[a-z]+[0-9]+" * 160}z", say: b}}\n' * 30 + "- 1\n",
}


@pytest.fixture(scope="module")
def readers() -> dict[str, Callable[[Path], Any]]:
    """Return what reads each kind of file."""
    bank = load_bank()
    shapes = {name: shape() for name, (shape, _) in SHAPES.items()} | {"aid": AID, "doc": DOCUMENT}
    return {
        "bank": load_bank,
        "forms": lambda path: load_forms(path, bank=bank),
        "decisions": load_decisions,
    } | {name: lambda path, s=shape: DataReader(path).value(s) for name, shape in shapes.items()}


def refused(read: Callable[[Path], Any], text: str, tmp_path: Path) -> None:
    """Assert that *text* is refused at once, with few problems of few words."""
    path = tmp_path / "f.yml"
    path.write_text(text, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(BankError) as caught:
        read(path)

    assert time.process_time() - began < SECONDS
    assert len(caught.value.problems) <= ENOUGH + 1
    for problem in caught.value.problems:
        told = problem.partition("f.yml")[2].replace("\\u202e", "x")
        assert len(told) < 400
        assert not any(sign * 81 in told for sign in "x1")


@pytest.mark.parametrize("name", FILES)
def test_no_reader_is_kept_by_a_file(readers, tmp_path, monkeypatch, name):
    """A file of nothing but one thing is refused by each reader of ours."""
    # What each does first is the same for all, and done once: a text is judged, then composed.
    monkeypatch.setattr(yaml_reader, "_refused", cache(yaml_reader._refused))
    monkeypatch.setattr(yaml, "compose", cache(yaml.compose))
    for read in readers.values():
        refused(read, FILES[name], tmp_path)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, files in
     (("bank", BANKS), ("forms", FORMS), ("aid", AIDS), ("guard", GUARDS))
     for text in files.values()],
    ids=[*BANKS, *FORMS, *AIDS, *GUARDS],
)  # fmt: skip
def test_no_place_of_a_file_keeps_its_reader(readers, tmp_path, kind, text):
    """Too much in one place of a bank, of forms or of a data file is refused as well."""
    refused(readers[kind], text, tmp_path)


def test_a_bank_too_bad_to_tell_hides_no_other(tmp_path, monkeypatch):
    """Of a bank with thousands of faults a hundred are told, and the next bank's faults as well."""
    monkeypatch.chdir(tmp_path)
    Path("a.yml").write_text("objective: define\nitems:\n" + "  - {id: x}\n" * 5_000)
    Path("b.yml").write_text(ONE_ITEM.replace("key: a", "key: e"))
    with pytest.raises(BankError) as caught:
        load_bank(Path("a.yml"), Path("b.yml"))

    assert caught.value.problems[100:] == (
        "a.yml: and so on; mend these first",
        "b.yml:10: item 'define-x': key 'e' is not an option; use one of a, b",
    )
