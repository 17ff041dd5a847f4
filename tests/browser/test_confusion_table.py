"""What a team took for what, on the page of its report: a table that reads on paper and a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers.access import PHONE
from playwright.sync_api import Locator, Page, expect

from exercises.pages.faces import SAMPLE
from exercises.reading.data_files import load
from exercises.team.confusion import Confused, confused
from exercises.team.intake import read_data
from exercises.team.invented import codes
from exercises.team.report import report

PATH = "teach/report.html"


def count(page: Page, lines: list[str]) -> Locator:
    """Count *lines* of codes on the page; return the part of form A."""
    page.get_by_label("Result codes").fill("\n".join(lines))
    page.get_by_role("button", name="Count the codes").click()
    part = page.locator(".report-group[aria-label='Form A']")
    expect(part).to_be_visible()
    return part


def found(lines: list[str]) -> Confused:
    """Return what Python finds in form A of the same codes."""
    made = report(read_data("\n".join(lines).encode(), "pasted"))
    return confused(next(each for each in made.groups if each.paper.form_id == "a"))


@pytest.fixture
def at_page(page: Page, address: str) -> Page:
    """Open the page of the report."""
    page.goto(address + PATH)
    return page


def test_table_has_a_caption_and_heads_and_pythons_counts(at_page):
    """The table bears its question, its heads have scopes, and its cells are Python's."""
    lines = codes(SAMPLE)
    part = count(at_page, lines)
    table = next(each for each in found(lines).tables if each.decision == "code")
    shown = part.get_by_role("table", name=table.ask)

    columns = shown.locator("thead th[scope=col]").all_text_contents()
    assert columns == ["Right answer", *table.options.values()]
    assert shown.locator("tbody th[scope=row]").all_text_contents() == [
        f"Right answer: {row.head}" for row in table.rows
    ]
    for line, row in zip(shown.locator("tbody tr").all(), table.rows, strict=True):
        cells = [text.rpartition(": ")[2] for text in line.locator("td").all_text_contents()]
        assert cells == ["-" if cell is None else str(cell) for cell in row.cells]
        framed = line.locator("td.is-right")
        assert framed.all_text_contents()[0].startswith(f"answered {row.text}: ")


def test_teach_next_starts_with_the_headlines_topic_then_the_confusion(at_page):
    """What the headline names comes first, then what got mixed up; what to do is said once."""
    lines = codes(SAMPLE)
    part = count(at_page, lines)
    taken = found(lines).taken
    headline = at_page.locator(".report-headline p").first.inner_text()
    first, second = part.get_by_role("listitem").all()[:2]
    topic = first.inner_text().partition(":")[0]

    assert f"Teach this next: {topic} (" in headline
    expect(second).to_contain_text(taken.text)
    expect(second).to_contain_text(load("misconceptions")[taken.mistake])
    expect(part.get_by_text("One pair, one vote")).to_have_count(1)


def test_a_small_team_is_told_why_there_is_no_table(at_page):
    """Nine people get the reason instead of a table."""
    lines = codes(9)
    part = count(at_page, lines)

    for text in found(lines).said:
        expect(part.get_by_text(text)).to_be_visible()
    expect(part.locator("table.report-confusion")).to_have_count(0)


def test_on_a_phone_each_count_says_what_was_answered(visit: Callable[..., Page]):
    """At 320 pixels the rows are blocks, each cell names its column, and the caption has room."""
    page = visit(PATH, viewport=PHONE)
    part = count(page, codes(SAMPLE))
    table = part.locator("table.report-confusion").first

    expect(table.get_by_text("answered D9311:").first).to_be_visible()
    expect(table.get_by_text("Right answer:").first).to_be_visible()
    for shown in (table, table.locator("caption")):
        box = shown.bounding_box()
        assert box is not None
        assert 250 < box["width"] < 320 - box["x"]


def test_on_paper_the_table_stays_a_table(at_page):
    """Printed, the heads stand over their columns, and the frame of what was right stays."""
    part = count(at_page, codes(SAMPLE))
    at_page.get_by_label("Print everything").check()
    at_page.emulate_media(media="print")
    table = part.locator("table.report-confusion").first

    expect(table.locator("thead")).to_be_visible()
    expect(table.get_by_text("answered D9311:").first).to_be_hidden()
    assert table.locator("td.is-right").first.evaluate("c => getComputedStyle(c).outlineStyle") == (
        "solid"
    )
