"""The manager's January: the days of a new edition, in words and as a calendar file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from playwright.sync_api import Page, expect

from exercises.faces import assets
from exercises.reading.edition import edition, long_date

PAGE = "teach/index.html"
BUTTON = "Add January to my calendar (.ics)"


def saved(page: Page) -> bytes:
    """Press the button; return what the file holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name=BUTTON).click()
    assert download.value.suggested_filename == "d9311-january.ics"
    return Path(download.value.path()).read_bytes()


def test_file_has_the_edition_s_day_and_the_refresher(page: Page, address):
    """The file holds two whole days, each with a reminder, and the way back to the book."""
    page.goto(address + PAGE)
    turn, refresher = Calendar.from_ical(saved(page)).walk("VEVENT")
    told = edition()

    assert turn["DTSTART"].dt == told.next_effective
    assert turn["SUMMARY"] == (
        f"CDT {told.next_cdt} takes effect: read what changed, then update printed pages"
    )
    assert turn["URL"] == f"{address}learn/staying-current.html#next-edition"
    assert timedelta(0) < refresher["DTSTART"].dt - turn["DTSTART"].dt <= timedelta(7)
    assert refresher["URL"].partition("#")[0] == f"{address}learn/refresher.html"
    for event in (turn, refresher):
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(1)
        assert event["DESCRIPTION"] == event["URL"]
        (alarm,) = event.walk("VALARM")
        assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(hours=9))
        assert page.request.get(str(event["URL"])).ok


def test_file_is_as_calendars_want_it(page: Page, address):
    """The file keeps to RFC 5545: what it must have, ids of their own, lines of 75 bytes."""
    page.goto(address + PAGE)
    raw = saved(page)
    calendar = Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")

    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert len({str(event["UID"]) for event in events}) == len(events) == 2
    assert [event["DTSTAMP"].dt.utcoffset() for event in events] == [timedelta(0)] * 2
    assert [part.errors for part in calendar.walk()] == [[]] * 5
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.endswith(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Auckland"])
def test_days_are_the_same_in_every_zone(browser, address, zone):
    """Where the manager is moves no day, and saving twice gives the same ids: nothing doubles."""
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time("2027-01-01T00:30:00Z")
    page.goto(address + PAGE)
    first, again = (Calendar.from_ical(saved(page)).walk("VEVENT") for _ in range(2))
    context.close()

    told = edition()
    assert [event["DTSTART"].dt for event in first] == [told.next_effective, told.refresher]
    assert [event["UID"] for event in first] == [event["UID"] for event in again]


def test_a_copy_on_a_disk_names_no_folder(site, page: Page):
    """From a copy on a disk the file has its days, and tells nobody where the copy lies."""
    page.goto(f"{site.as_uri()}/{PAGE}")
    raw = saved(page)

    assert len(Calendar.from_ical(raw).walk("VEVENT")) == 2
    assert b"file:" not in raw
    assert b"URL" not in raw


def test_without_script_the_days_stand_in_words(visit):
    """Where scripts are off the page names both days, links both pages, and shows no button."""
    page = visit(PAGE, java_script_enabled=False)
    lines = page.locator("section.january li")

    told = edition()
    for line, day in zip(lines.all(), (told.next_effective, told.refresher), strict=True):
        expect(line).to_contain_text(f"{day:%A}, {long_date(day)}: ")
        expect(line.get_by_role("link")).to_be_visible()
    expect(page.get_by_role("button", name=BUTTON)).to_be_hidden()


def test_it_stands_in_the_step_for_january(site):
    """The days stand in the step of the session's page that is about January, and only there."""
    found = [
        path
        for path in site.rglob("*.html")
        if 'class="january"' in path.read_text(encoding="utf-8")
    ]
    soup = BeautifulSoup((site / PAGE).read_text(encoding="utf-8"), "html.parser")

    assert found == [site / PAGE]
    (step,) = soup.select("#after > ol > li:has(section.january)")
    assert re.match(r"\s*Each January:", step.get_text())


def test_what_writes_calendars_stands_once():
    """Practice and January begin with one and the same script for calendar files."""
    (shared,) = (path for path in assets.parts()["january.js"] if path.name == "calendar.js")

    assert shared in assets.parts()["practice.js"]
    assert [assets.text(name).count("BEGIN:VCALENDAR") for name in ("january.js", "practice.js")] \
        == [1, 1]  # fmt: skip
