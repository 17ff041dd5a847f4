"""The words of the book: ours, plain, and said in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from statistics import mean
from urllib.parse import urlsplit

import pytest
from conftest import ROOT
from helpers.wording import copied, fingerprint, grade, runs
from pybtex.database import parse_file

from exercises.reading.edition import edition, long_date
from exercises.reading.passages import pages

BOOK = ROOT / "book"
PAGES = dict(pages(BOOK))
GRADE = 9


def named(path: Path) -> str:
    """Return the name of a page as a failure should show it."""
    return path.relative_to(BOOK).as_posix()


every_page = pytest.mark.parametrize("path", PAGES, ids=named)


def prose(text: str) -> str:
    """Return the sentences of a page, without front matter, code, labels, links and marks."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^(`{3,}|:{3,}).*?$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\([\w-]+\)=$|^\|[-| ]+\|$|</?(details|summary)>", "", text, flags=re.MULTILINE)
    text = re.sub(
        r"\{(?:cite|pic)\}`[^`]*`|(?<=\])\{\.[^}]*\}|^\{\..*\}$", "", text, flags=re.MULTILINE
    )
    text = re.sub(r"\{(?:ref|doc|term|chip)\}`([^`<]*?)(?: *<[^>]*>)?`", r"\1", text)
    return re.sub(r"[*_>#|`]|\[(.*?)\]\(.*?\)", r"\1", text)


def texts(bank) -> Iterator[tuple[str, str]]:
    """Yield every text that readers see, with where it stands."""
    for path, text in PAGES.items():
        yield named(path), text
    for item in bank.values():
        shown = [item.stem, *(f"{o.text} . {o.why}" for o in item.options)]
        yield item.id, " . ".join(shown + [f"{r.text} . {r.why}" for r in item.rows])
    for drawing in (BOOK / "figures").glob("*.svg"):
        yield drawing.name, re.sub(r"<[^>]+>", " ", drawing.read_text(encoding="utf-8"))


def test_nothing_is_copied(bank):
    """No page, item or drawing repeats eight words running of protected text."""
    found = {where: copied(text) for where, text in texts(bank)}

    assert {where: run for where, run in found.items() if run} == {}


def test_a_copy_would_be_seen():
    """The guard knows protected text by its fingerprints alone, whatever case and punctuation."""
    run = next(
        runs("The consulted practitioner may initiate diagnostic and/or therapeutic services")
    )

    assert copied(
        "Note that THE consulted practitioner, may initiate diagnostic and/or therapeutic"
    )
    assert fingerprint(run) in (ROOT / "tests" / "protected.txt").read_text(encoding="ascii")


@every_page
def test_edition_is_said_in_one_place(path):
    """A page names dates and the cut through substitutions, so that none goes stale."""
    values = edition().substitutions
    typed = [
        values["checked"],
        values["cdt_next_date"],
        values["cut"],
        edition().checked.isoformat(),
    ]

    assert [value for value in typed if value in prose(PAGES[path])] == []


class _Text(HTMLParser):
    """Collects the text of a page's article, without what scripts hold."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@every_page
def test_names_are_quoted_once_with_attribution(path, site):
    """Each code's official name stands at most once on a page, quoted and attributed."""
    reader = _Text()
    reader.feed((site / path.relative_to(BOOK)).with_suffix(".html").read_text(encoding="utf-8"))
    text = " ".join("".join(reader.text).split())
    for code, name in edition().names.items():
        shown = text.lower().count(name.lower())
        quoted = text.count(edition().substitutions[f"{code.lower()}_name"])

        assert shown == quoted <= 1, code


@every_page
def test_notice_stands_on_the_page(path, site):
    """Every page carries the edition, the day it was checked and the notice, once."""
    html = (site / path.relative_to(BOOK)).with_suffix(".html").read_text(encoding="utf-8")
    owner = f"Current Dental Terminology © {edition().copyright_year} American Dental Association"

    assert html.count('<p class="stamp">') == 1
    assert html.count(owner) == 1
    assert f"CDT {edition().cdt}, checked {long_date(edition().checked)}" in html


@every_page
def test_page_describes_itself(path):
    """Every page says in one sentence, short enough for a search result, what it answers."""
    if path.suffix == ".ipynb":
        pytest.skip("a notebook's description is its metadata; see test_notebooks")
    description = re.search(r"\A---\n(?:.*\n)*?description: (.+)\n", PAGES[path])

    assert description
    assert len(description[1]) <= 155


def test_grade_is_that_of_the_formula():
    """Nine words, two sentences, 37 strokes: 4.71 * 37 / 9 + 0.5 * 9 / 2 - 21.43 = 0.18."""
    assert grade("The cat sat. Who asks the dentist today, Ann?") == pytest.approx(0.18, abs=0.01)


def test_pages_read_easily(record_property):
    """On average a page reads at grade 9 or lower by the Automated Readability Index."""
    grades = {named(path): grade(prose(text)) for path, text in PAGES.items()}
    hardest = sorted(grades, key=grades.__getitem__)[-3:]
    shown = ", ".join(f"{page} {grades[page]:.1f}" for page in reversed(hardest))
    told = f"Reading grade: {mean(grades.values()):.1f} on average; hardest: {shown}"
    record_property("told", told)

    assert mean(grades.values()) <= GRADE


def test_addresses_are_well_formed():
    """Every address outside, in pages and sources, is one that a browser can open."""
    addresses = {entry.fields["url"] for entry in sources().values() if "url" in entry.fields}
    for text in PAGES.values():
        addresses |= set(re.findall(r"https?://[^\s)>\"'`]+", text))
    assert addresses
    for address in addresses:
        parts = urlsplit(address)

        assert parts.scheme in ("http", "https"), address
        assert re.fullmatch(r"([\w-]+\.)+[a-z]{2,}", parts.netloc), address


def sources():
    """Return the entries of the bibliography by key."""
    return parse_file(BOOK / "references.bib").entries


def test_every_source_is_used(bank):
    """A source that nothing rests on is not listed."""
    cited = {key for item in bank.values() for key in item.source}
    for text in PAGES.values():
        for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text):
            cited |= {key.strip() for key in keys.split(",")}

    assert set(sources()) - cited == set()


def test_a_manager_reads_nine_minutes_before_a_session():
    """At 238 words a minute, the session's page and its guide, but for what is folded."""
    words = 0
    for name in ("index", "guide"):
        text = (ROOT / f"book/teach/{name}.md").read_text(encoding="utf-8")
        skipped = (
            r"\A---\n.*?\n---\n|<details>.*?</details>|```.*?```|^\(.*?\)=$|\{[\w.]+\}|<[\w-]+>"
        )
        shown = re.sub(skipped, " ", text, flags=re.DOTALL | re.MULTILINE)
        words += len(re.findall(r"\w[\w'.,/-]*", shown))

    assert 1500 < words <= 9 * 238
