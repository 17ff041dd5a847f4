"""From the next edition's first day on, every page says that it was checked against the older."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from exercises.reading.edition import edition, long_date

SAID = f"CDT {edition().next_cdt} takes effect {long_date(edition().next_effective)}."
WEST, EAST = "Pacific/Honolulu", "Pacific/Auckland"  # 10 hours behind UTC, 13 ahead in January
SHIFTS = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted = (window.shifted || 0) + entry.value;
}).observe({type: "layout-shift", buffered: true});"""


@pytest.fixture
def at(browser, address):
    """Return an opener of pages on a device in a zone at a moment, in a profile of its own."""
    contexts = []

    def opener(path: str, zone: str, now: str):
        context = browser.new_context(timezone_id=zone, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.add_init_script(SHIFTS)
        page.goto(address + path)
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("zone", "now", "shown"),
    [
        (WEST, "2026-12-31T23:59:00-10:00", False),  # long since January in UTC
        (WEST, "2027-01-01T00:00:00-10:00", True),
        (WEST, "2027-06-30T12:00:00-10:00", True),
        (EAST, "2026-12-31T23:59:00+13:00", False),
        (EAST, "2027-01-01T00:01:00+13:00", True),  # still December in UTC
        (EAST, "2028-02-29T12:00:00+13:00", True),
    ],
)
def test_the_day_is_that_of_the_reader_s_calendar(at, zone, now, shown):
    """The line is there from midnight of the first day where the reader is, and not before."""
    page = at("learn/denials.html", zone, now)

    expect(page.locator("p.newer")).to_be_visible(visible=shown)
    if shown:
        expect(page.locator("p.newer")).to_contain_text(SAID)
    assert page.evaluate("window.shifted || 0") == 0


def test_every_page_says_it(at, pages, address):
    """Every page has the line once, at its head, and says what it was checked against."""
    page = at("index.html", EAST, "2027-01-01T00:01:00+13:00")
    lacking = []
    for path in pages:
        page.goto(f"{address}{path}")
        lines = page.locator("article > p.newer:first-child")
        if (
            lines.count() != 1
            or not lines.is_visible()
            or "checked against" not in lines.inner_text()
        ):
            lacking.append(path)

    assert lacking == []


def test_a_page_left_open_says_it_when_it_is_looked_at(at):
    """A page that stays open over the turn of the year says so once somebody comes back to it."""
    page = at("index.html", WEST, "2026-12-31T23:59:00-10:00")
    expect(page.locator("p.newer")).to_be_hidden()
    page.clock.set_fixed_time("2027-01-01T08:00:00-10:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator("p.newer")).to_be_visible()


def test_without_script_the_words_are_true_on_any_day(visit):
    """Where scripts are off the line always stands, and names the day instead of saying *now*."""
    line = visit("learn/denials.html", java_script_enabled=False).locator("p.newer")

    expect(line).to_be_visible()
    expect(line).to_contain_text(SAID)
