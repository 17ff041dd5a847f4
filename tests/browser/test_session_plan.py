"""The manager plans a session: the invitation to copy, and all its dates as a calendar file."""

from __future__ import annotations

import gzip
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from playwright.sync_api import Page, expect

from exercises.faces import assets
from exercises.reading.edition import edition, long_date

PAGE = "teach/index.html"
COPY = "Copy the invitation"
SAVE = "Save all dates (.ics)"
NOW = "2026-10-20T15:00:00Z"
DAY = date(2026, 10, 28)  # a Wednesday; the clocks go back on November 1
WRONG = "#plan-date-wrong"
HEAVIEST = 20 * 1024

INVITATION = """\
Training on the dental code D9311

When: Wednesday, October 28, 2026, 12:05 PM, 20 minutes
Where: Break room; upstairs, left
Bring: a pen

Please answer the eight questions before the session. They take about five minutes. \
It isn't an exam, and nobody passes or fails. \
If you like, save your result and send it to me; it'll show us what we learned.
Before the session: eight questions: {address}learn/before-the-session.html#before-the-session

After the session, please take the test and give me the result by Friday, October 30, 2026.
Form A (the test): {address}learn/form-a.html#form-a"""


def plan(page: Page, day: date = DAY, time: str = "12:05", **more: str) -> None:
    """Fill in the day, the time, and *minutes* and *place* if they are given."""
    page.get_by_label("Date", exact=True).fill(day.isoformat())
    page.get_by_label("Start time").fill(time)
    if "minutes" in more:
        page.get_by_label("Length").select_option(more["minutes"])
    if "place" in more:
        page.get_by_label("Place").fill(more["place"])


def saved(page: Page) -> bytes:
    """Press the button; return what the file holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name=SAVE).click()
    assert download.value.suggested_filename == "d9311-session.ics"
    return Path(download.value.path()).read_bytes()


@pytest.fixture
def desk(browser, address):
    """Return an opener of the page on NOW, in a profile that keeps nothing and sends nothing."""
    contexts = []
    sent: list[str] = []
    errors: list[object] = []

    def opener(url: str = address + PAGE, now: str = NOW, **settings: object) -> Page:
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.clock.set_fixed_time(now)
        page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 (it is marked)
        page.goto(url)
        page.on("request", lambda request: sent.append(request.url))
        return page

    yield opener
    for context in contexts:
        for page in context.pages:
            kept = "[localStorage.length, sessionStorage.length, document.cookie, location.search]"
            if page.url.startswith("http"):
                assert page.evaluate(kept) == [0, 0, "", ""]
        context.close()
    assert [url for url in sent if not url.startswith(("blob:", "data:"))] == []
    assert errors == []


def test_file_has_every_date(desk, address):
    """The file holds the session, its two reviews and January's two days, each with a reminder."""
    page = desk()
    plan(page, place="Break room; upstairs, left")
    session, *days = Calendar.from_ical(saved(page)).walk("VEVENT")
    told = edition()

    assert session["DTSTART"].dt == datetime(2026, 10, 28, 12, 5)
    assert session["DTEND"].dt == datetime(2026, 10, 28, 12, 50)
    assert session["LOCATION"] == "Break room; upstairs, left"
    assert session["URL"] == f"{address}{PAGE}#session-before"
    assert session["TRANSP"] == "OPAQUE"
    (alarm,) = session.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-1))
    assert [event["DTSTART"].dt for event in days] == [
        date(2026, 11, 4), date(2026, 11, 25), told.next_effective, told.refresher,
    ]  # fmt: skip
    assert [str(event["URL"]).removeprefix(address).partition("#")[0] for event in days] == [
        "learn/mixed-practice.html", "learn/mixed-practice.html",
        "learn/staying-current.html", "learn/refresher.html",
    ]  # fmt: skip
    for event in days:
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(1)
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["DESCRIPTION"] == event["URL"]
        (alarm,) = event.walk("VALARM")
        assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(hours=9))
    said = page.get_by_role("status").filter(has_text="Saved.")
    expect(said).to_have_text("Saved. Open the file to put its 5 dates into your calendar.")


def test_file_is_as_calendars_want_it(desk):
    """The file keeps to RFC 5545: what it must have, ids of their own, lines of 75 bytes."""
    page = desk()
    plan(page, place="Prüfraum \\ " + "ü" * 60)
    raw = saved(page)
    calendar = Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")

    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert len({str(event["UID"]) for event in events}) == len(events) == 5
    assert [event["DTSTAMP"].dt.utcoffset() for event in events] == [timedelta(0)] * 5
    assert [part.errors for part in calendar.walk()] == [[]] * 11
    assert events[0]["LOCATION"] == "Prüfraum \\ " + "ü" * 60
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.endswith(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/New_York", "Pacific/Auckland"])
def test_dates_are_the_same_in_every_zone(desk, zone):
    """No zone and no clock change moves a date or an hour, and saving twice doubles nothing."""
    page = desk(timezone_id=zone)
    plan(page, time="23:30")
    first, again = (Calendar.from_ical(saved(page)).walk("VEVENT") for _ in range(2))

    told = edition()
    assert first[0]["DTSTART"].dt == datetime(2026, 10, 28, 23, 30)
    assert first[0]["DTEND"].dt == datetime(2026, 10, 29, 0, 15)
    assert [event["DTSTART"].dt for event in first[1:]] == [
        date(2026, 11, 4), date(2026, 11, 25), told.next_effective, told.refresher,
    ]  # fmt: skip
    assert [event["UID"] for event in first] == [event["UID"] for event in again]


def test_invitation_is_copied(desk, address):
    """The copied mail says when, where, what to bring, and links the quiz and the form."""
    page = desk(permissions=["clipboard-read", "clipboard-write"])
    plan(page, minutes="20", place=" Break room; upstairs, left ")
    page.get_by_role("button", name=COPY).click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == INVITATION.format(address=address)
    for word in copied.split():
        if word.startswith("http"):
            assert page.request.get(word).ok


def test_without_a_place_nothing_is_said_of_it(desk):
    """An invitation without a place has no line for it and no bracket left."""
    page = desk(permissions=["clipboard-read", "clipboard-write"])
    plan(page, day=date(2026, 10, 30), time="00:10")  # a Friday: the next one is meant
    page.get_by_label("Start time").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")

    assert "Where" not in copied
    assert "[" not in copied
    assert "Friday, October 30, 2026, 12:10 AM, 45 minutes\nBring: a pen" in copied
    assert "by Friday, November 6, 2026" in copied


def test_where_nothing_can_be_copied_the_text_is_selected(desk, address):
    """Without leave to copy, the invitation stands selected, and the keys to press are named."""
    page = desk()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    plan(page, minutes="20", place="Break room; upstairs, left")
    page.get_by_role("button", name=COPY).click()

    expect(page.get_by_role("status").filter(has_text="is selected")).to_have_count(1)
    selected = page.evaluate("getSelection().toString()").strip()
    assert selected == INVITATION.format(address=address)


@pytest.mark.parametrize("button", [COPY, SAVE])
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Choose the day of the session."),
        ("2026-10-18", "That day has passed. Choose today or a later day."),
        ("20261-10-28", "That's more than two years away. Check the year."),
        ("2028-10-21", "That's more than two years away. Check the year."),
    ],
)
def test_a_date_that_will_not_do_is_told_beside_it(desk, button, day, said):
    """No date, a past or a far one: the field says so and has the focus; nothing is made."""
    page = desk(timezone_id="Pacific/Honolulu")
    downloads: list[object] = []
    page.on("download", lambda made: downloads.append(made))  # noqa: PLW0108 (it is marked)
    field = page.get_by_label("Date", exact=True)
    page.get_by_label("Start time").fill("12:05")
    field.evaluate("(each, day) => { each.value = day; }", day)
    page.get_by_role("button", name=button).click()

    expect(page.locator(WRONG)).to_have_text(said)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(said)
    expect(page.locator(".session-text")).to_contain_text("[day]")
    expect(page.get_by_role("status").filter(has_text=f"yet: {said}")).to_have_count(1)
    assert downloads == []
    field.fill(DAY.isoformat())
    expect(page.locator(WRONG)).to_be_empty()


def test_a_past_date_is_told_as_soon_as_it_is_whole(desk):
    """A past date is told before anything is pressed, so the next press still meets its button."""
    page = desk()
    plan(page, day=date(2026, 10, 19))
    told = "That day has passed. Choose today or a later day."
    expect(page.locator(WRONG)).to_have_text(told)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("status").filter(has_text=f"Not saved yet: {told}")).to_have_count(1)


def test_an_hour_that_has_passed_today_is_told(desk):
    """Today at five past seven in Honolulu an earlier hour is refused, a later one is not."""
    page = desk(now="2026-10-20T17:05:00Z", timezone_id="Pacific/Honolulu")
    plan(page, day=date(2026, 10, 20), time="07:04")
    page.get_by_role("button", name=SAVE).click()
    wrong = page.locator("#plan-time-wrong")

    expect(wrong).to_have_text("That time has passed today. Choose a later one.")
    expect(page.get_by_label("Start time")).to_be_focused()
    page.get_by_label("Start time").fill("07:05")
    expect(wrong).to_be_empty()
    assert len(Calendar.from_ical(saved(page)).walk("VEVENT")) == 5


def test_a_copy_on_a_disk_names_no_folder(desk, site):
    """From a copy on a disk the dates and the titles are there, and no folder is told."""
    page = desk(f"{site.as_uri()}/{PAGE}")
    plan(page)
    raw = saved(page)
    text = page.locator(".session-text").text_content()

    assert len(Calendar.from_ical(raw).walk("VEVENT")) == 5
    assert b"file:" not in raw
    assert b"URL" not in raw
    assert "file:" not in text
    assert "\nBefore the session: eight questions\n" in text


def test_without_script_dates_and_invitation_stand_in_words(visit):
    """Where scripts are off the page has the dates and a sample to copy by hand, and no form."""
    page = visit(PAGE, java_script_enabled=False)
    lines = page.locator("section.session li")

    told = edition()
    assert lines.count() == 5
    assert [lines.nth(at).text_content().split(":")[0] for at in range(3)] == [
        "The session", "Day 7 after it", "Day 28 after it",
    ]  # fmt: skip
    for at, day in ((3, told.next_effective), (4, told.refresher)):
        expect(lines.nth(at)).to_contain_text(f"{day:%A}, {long_date(day)}: ")
        expect(lines.nth(at).get_by_role("link")).to_be_visible()
    expect(page.locator(".session-text")).to_contain_text("When: [day], [time], 45 minutes")
    expect(page.locator("section.session form")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_narrow_phone(desk, scheme):
    """At 320 px nothing reaches past the screen, and what is pressed is 44 px high."""
    page = desk(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    plan(page, place="A" * 80)
    page.get_by_role("button", name=COPY).click()

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box = page.locator("section.session")
    for each in box.locator("input, select, button").all():
        assert each.bounding_box()["height"] >= 44
        assert each.evaluate("each => each.offsetWidth <= each.parentElement.clientWidth")
    assert (
        box.locator("input").first.evaluate("each => getComputedStyle(each).colorScheme") == scheme
    )


def test_it_stands_in_the_first_step(site):
    """The plan stands in the first step of the session's page, and only there; it is light."""
    found = [
        path
        for path in site.rglob("*.html")
        if 'class="session"' in path.read_text(encoding="utf-8")
    ]
    html = (site / PAGE).read_bytes()

    assert found == [site / PAGE]
    (step,) = BeautifulSoup(html, "html.parser").select("#before > ol > li:has(section.session)")
    assert step.find_previous_sibling("li") is None
    assert len(gzip.compress(html)) <= HEAVIEST


def test_what_writes_calendars_stands_once():
    """Practice and the session begin with one and the same script for calendar files."""
    (shared,) = (path for path in assets.parts()["session.js"] if path.name == "calendar.js")

    assert shared in assets.parts()["practice.js"]
    assert [assets.text(name).count("BEGIN:VCALENDAR") for name in ("session.js", "practice.js")] \
        == [1, 1]  # fmt: skip
