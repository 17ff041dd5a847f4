"""What `python -m exercises score` and `paper` do: files, codes and letters in, lines out."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from exercises.forms import Form
from exercises.reading.bank import Bank, load_bank, load_forms
from exercises.reading.edition import edition
from exercises.results.code import to_code
from exercises.results.files import check_result, read_parts, rescore
from exercises.results.letters import BLANK, from_letters, letters, ranges, to_letters
from exercises.results.refusals import ResultError
from exercises.results.result import content_hash, make_result
from exercises.results.text import headline
from exercises.scoring import RULES

_ANY_DAY = "2000-01-01T00:00:00Z"


def score(files: Sequence[Path]) -> int:
    """Say of each of *files* on a line whether it matches; return 1 if any does not."""
    bank = load_bank()
    forms = load_forms(bank=bank)
    code = 0
    for path in files:
        try:
            found = read_parts(path)
        except ResultError as error:
            say(str(error), sys.stderr)
            code = 1
            continue
        for place, result in found:
            name = f"{path.name}, {place}" if place and len(found) > 1 else path.name
            code |= _score(result, name, forms, bank)
    return code


def _score(result: Any, name: str, forms: dict[str, Form], bank: Bank) -> int:
    try:
        if isinstance(result, ResultError):
            raise result
        made = check_result(result)
    except ResultError as error:
        say(f"{name}: {error}", sys.stderr)
        return 1
    differs = rescore(made, forms, bank)
    if differs:
        say(f"{name}: no match: {'; '.join(differs)}")
        return 1
    say(f"{name}: match: form {made['form_id']}, {headline(made)}")
    return 0


def paper(name: str, seed: int, given: str | None) -> int:
    """Print the form *name* and, on a page of its own, its key; or score the letters *given*."""
    bank = load_bank()
    forms = load_forms(bank=bank)
    if name not in forms:
        say(f"there is no form {name!r}; use one of {', '.join(forms)}", sys.stderr)
        return 2
    form = forms[name]
    if given is None:
        sheets = "\n".join(_items(form, bank, seed)), "\n".join(_key(form, bank, seed))
        say("\n\f".join(sheets), keep="\n\f")
        return 0
    try:
        responses = from_letters(form, bank, seed, given)
    except ResultError as error:
        say(str(error), sys.stderr)
        return 1
    made = make_result(form, bank, responses, seed=seed, started=_ANY_DAY, finished=_ANY_DAY)
    about = f"form {name}, seed {seed}, content {made['content_hash']}"
    say(f"{about}: {headline(made)}, code {to_code(made, form, bank)}")
    return 0


def _head(form: Form, bank: Bank, seed: int) -> str:
    mark = content_hash(form, bank)
    return f"{form.title}. CDT {edition().cdt}, form {form.id}, seed {seed}, content {mark}"


def _items(form: Form, bank: Bank, seed: int) -> Iterator[str]:
    yield _head(form, bank, seed)
    yield "Name: ____________________  Date: ____________"
    for at, item in enumerate((bank[name] for name in form.items), 1):
        yield ""
        yield textwrap.fill(f"{at}. {' '.join(item.stem.split())}", 78)
        if item.exhibit:
            yield f"   {item.exhibit.title}"
            for number, line in enumerate(item.exhibit.lines, 1):
                yield textwrap.fill(f"   {number}. {line}", 78, subsequent_indent=" " * 6)
        if item.ask:
            yield f"   {item.ask}"
        if item.kind != "single":
            yield f"   {RULES[item.kind]}"
        by_id = {option.id: option for option in item.options}
        for option, letter in letters(item, seed).items():
            text = f"   {letter}. {by_id[option].text.strip()}"
            yield textwrap.fill(text, 78, subsequent_indent=" " * 6)
        for row in item.rows:
            yield textwrap.fill(f"   ___ {row.text.strip()}", 78, subsequent_indent=" " * 7)


def _key(form: Form, bank: Bank, seed: int) -> Iterator[str]:
    yield f"Key to {_head(form, bank, seed)}"
    for at, item in enumerate((bank[name] for name in form.items), 1):
        must = "  must know" if item.critical else ""
        yield f"{at:3}. {to_letters(item, item.keys, seed)}{must}"
    for low, high, outcome in ranges(form):
        yield f"{low} to {high} right: {outcome}"
    yield f"Letters back in: paper {form.id} --seed {seed} --letters '…', {BLANK} for a blank"


def say(text: str, file: TextIO | None = None, *, keep: str = "") -> None:
    """Print *text*, with what a screen cannot show, or would obey, written as an escape."""
    out = file or sys.stdout
    shown = "".join(
        sign if sign.isprintable() or sign in keep else sign.encode("unicode_escape").decode()
        for sign in text
    )
    encoding = out.encoding or "utf-8"
    print(shown.encode(encoding, "backslashreplace").decode(encoding), file=out)
