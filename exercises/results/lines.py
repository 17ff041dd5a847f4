"""Codes in what was typed, mailed, exported or pasted: where they stand, and whose they are.

`result.lines.js` beside this does the same in a page; tests/cases/codes.json holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from exercises.plain import fold
from exercises.reading.data_files import load
from exercises.results.sheets import BLANK, between

DELIMITERS = ",;\t:"
_BEFORE = re.compile(
    r"^(?:[ \t]*(?:[>*\u2022\u00b7-]+|[0-9]{1,3}[.)](?=[ \t]|$)|\[[^\]]*\]))+[ \t]*"
    r"|^[0-9][0-9/., :]*(?:[AP]M)?[ \t]+-[ \t]+"
)
"""What mail, lists and messengers put before a name."""
_NO_NAME = re.compile(r"(?:hi|hello|hey|dear|here|my|this|thanks?|codes?|form|results?)\b", re.I)
_DATE = re.compile(r"[0-9 \t]*[0-9][-/.][0-9]{1,2}[-/.][0-9].*")
_LIKE = re.compile(
    r"(?:^|[,; \t])[a-z0-9-]{1,20}:[ \t]*[0-9a-z]{4}(?:[-_ \t]|$)|[0-9A-Z]{4}[-_][0-9A-Z]{4}", re.I
)
_BODY = re.compile(r"[0-9a-z*~$=_ \t-]*", re.I)
_LONGEST = load("limits")["longest-line"]

_AROUND = " \t-:,;\u2013\u2014\"'([<*"


class Named(NamedTuple):
    """A code as it stands in a line, with the name before or after it, or none."""

    line: int
    label: str
    code: str


class Head(NamedTuple):
    """What stands between the cells of a head, and in which are the codes and the names."""

    sign: str
    codes: Sequence[int]
    names: Sequence[int]


class Found(NamedTuple):
    """The codes of a text, and how many lines hold none."""

    codes: list[Named]
    passed: int


def find(text: str, forms: Collection[str], reads: Callable[[str], bool]) -> Found:
    """Return the codes in *text*: *reads* says of a text whether it is one, whole.

    A line that only looks like a code is taken for one, so that somebody says what is wrong.
    """
    start = re.compile(rf"(^|[^0-9a-z])({'|'.join(map(re.escape, forms))})[ \t]*:[ \t]*", re.I)
    lines = text.splitlines()
    head = Head("", (), ())
    codes: list[Named] = []
    passed = 0
    at = 0
    while at < len(lines):
        number, line = at + 1, lines[at]
        at += 1
        if not line.strip(BLANK):
            continue
        if len(line) > _LONGEST:
            passed += 1
            continue
        own = list(_codes(line, start, reads))
        while own and at < len(lines) and not all(reads(code) for _, code in own):
            joined = line.rstrip(BLANK) + lines[at].lstrip(f"{BLANK}>")
            more = list(_codes(joined, start, reads))
            if not all(reads(code) for _, code in more):
                break
            line, own, at = joined, more, at + 1
        row = cells(line, head.sign)
        if head.names and any(
            start.search(fold(cell)) for n in head.codes for cell in row[n : n + 1]
        ):
            named = [cell.strip() for n in head.names for cell in row[n : n + 1]]
            label = ", ".join(filter(None, named))
            own = [(label, code) for _, code in own]
        if own:
            codes += [Named(number, label, code) for label, code in own]
        elif _LIKE.search(fold(line)):
            codes.append(Named(number, *_split(line)))
        elif not codes and (found := _head(line)):
            head = found
            passed = 0 if head.names else passed  # what stands above it is its title
        else:
            passed += 1
    return Found(codes, passed)


def _codes(
    line: str, start: re.Pattern[str], reads: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield each code of *line* with its label: what stands before the first, or after it."""
    plain, places = "", []
    for place, sign in enumerate(line):
        folded = fold(sign)
        plain += folded
        places += [place] * len(folded)
    matches = list(start.finditer(plain))
    if not matches:
        return
    begins = matches[0].start(2)
    label = name_of(line[: places[begins]], start)
    ends = [match.start(2) for match in matches[1:]] + [len(plain)]
    for match, end in zip(matches, ends, strict=True):
        code, rest = _whole(match[2], plain[match.end() : end], reads)
        if not label and rest[:1] in tuple(",;\t("):
            label = name_of(line[places[end - len(rest)] :], start) if end == len(plain) else ""
        yield label, code


def _whole(form: str, segment: str, reads: Callable[[str], bool]) -> tuple[str, str]:
    """Return the code that *segment* begins with, and what follows it."""
    run = _BODY.match(segment)
    words = re.split(r"([ \t]+)", run[0] if run else "")
    for count in range(len(words), 0, -2):
        body = "".join(words[:count])
        if body.strip(BLANK) and reads(f"{form}:{body}"):
            return f"{form}:{body}".strip(BLANK), segment[len(body) :]
    first = (
        re.split(r"[ \t]", segment.strip(BLANK), maxsplit=1)[0]
        if re.search("[-_]", segment)
        else segment
    )
    first = re.split(r"[,;\t]", first, maxsplit=1)[0]
    return f"{form}:{first}".strip(BLANK), ""


def name_of(text: str, start: re.Pattern[str] | None = None) -> str:
    """Return the name in what stands beside a code: no date, no greeting, no other words."""
    text = _BEFORE.sub("", text.strip(BLANK)).rstrip(_AROUND).lstrip(",;( \t")
    kept = [cell.strip(" \t>]") for cell in cells(text)]
    kept = [cell.removesuffix(")") if "(" not in cell else cell for cell in kept]
    kept = [cell for cell in kept if cell and not _DATE.fullmatch(cell)]
    kept = [cell for cell in kept if not _NO_NAME.match(fold(cell))]
    if start:
        kept = [cell for cell in kept if not start.match(f"{fold(cell)}:")]
    return ", ".join(kept)


def cells(line: str, delimiters: str = DELIMITERS) -> list[str]:
    """Return the cells of one line that somebody typed or pasted; quotes hold one together.

    That is no CSV, which `sheets.rows` reads: any of *delimiters* ends a cell.
    """
    found, quoted = [""], False
    at = 0
    while at < len(line):
        sign = line[at]
        if sign == '"' and quoted and line[at + 1 : at + 2] == '"':
            found[-1] += sign
            at += 1
        elif sign == '"' and (quoted or not found[-1].strip(BLANK)):
            quoted = not quoted
        elif not quoted and sign in delimiters:
            found.append("")
        else:
            found[-1] += sign
        at += 1
    return found


def _head(line: str) -> Head | None:
    """Return *line* as a head, if it is one."""
    sign = between(line)
    heads = [fold(cell).strip(BLANK).lower() for cell in cells(line, sign)]
    codes = [at for at, head in enumerate(heads) if "code" in head]
    names = [at for at, head in enumerate(heads) if re.search(r"\bname\b|^(?:first|last)\b", head)]
    return Head(sign, codes, names) if codes else None


def _split(line: str) -> tuple[str, str]:
    row: Sequence[str] = cells(line, ",;\t")
    return name_of(",".join(row[:-1])), fold(row[-1]).strip(BLANK)
