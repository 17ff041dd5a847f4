"""From the next edition's first day on, pages and results say what they were checked against."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from helpers.attempts import BANK, FORMS, LATE, right
from playwright.sync_api import expect

from exercises.faces import assets
from exercises.reading.edition import edition, long_date
from exercises.results.files import check_result, rescore, to_csv
from exercises.results.text import newer
from exercises.site.lean import script

DAY = long_date(edition().next_effective)
SAID = f"CDT {edition().next_cdt} takes effect {DAY}."
WHAT_CHANGED = "reference/what-changed.html"
SCRIPT = script(assets.text("edition.js")).decode()
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


CLOCKS = pytest.mark.parametrize(
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
"""Before, on and after the day: zone, moment, and whether the newer edition is in force there."""


@CLOCKS
def test_the_day_is_that_of_the_reader_s_calendar(at, zone, now, shown):
    """The line is there from midnight of the first day where the reader is, and not before."""
    page = at("learn/denials.html", zone, now)

    expect(page.locator("p.newer")).to_be_visible(visible=shown)
    if shown:
        expect(page.locator("p.newer")).to_contain_text(SAID)
    assert page.evaluate("window.shifted || 0") == 0


def test_every_page_holds_it(site, pages):
    """Every page has the line once, at its head, with what it was checked against and its script.

    It leads to what changed, but on that page itself. What one kind of page shows on that day,
    all of the kind show: the next test looks.
    """
    first = re.compile(r'<article\b[^>]*>\s*<p class="newer".*?checked against.*?</p>', re.DOTALL)
    lacking = []
    for path in pages:
        html = (site / path).read_text(encoding="utf-8")
        line = first.search(html)
        if not (line and html.count('class="newer"') == 1 and f"<script>{SCRIPT}</script>" in html):
            lacking.append(path)
            continue
        leads = [urljoin(f"/{path}", href) for href in re.findall(r'href="([^"]+)"', line[0])]
        assert leads == ([] if path == WHAT_CHANGED else [f"/{WHAT_CHANGED}"]), path

    assert lacking == []


@pytest.mark.parametrize(
    "path",
    ["index.html", "learn/mixed-practice.html", "learn/practice.html", "answer/which-code.html",
     "genindex.html", "search.html"],
)  # fmt: skip
def test_every_kind_of_page_says_it(at, path):
    """A page, its parts live, one made from a notebook, the index and the search show the line."""
    page = at(path, EAST, "2027-01-01T00:01:00+13:00")

    expect(page.locator("article > p.newer:first-child")).to_be_visible()


def test_a_page_left_open_says_it_when_it_is_looked_at(at):
    """A page that stays open over the turn of the year says so once somebody comes back to it."""
    page = at("index.html", WEST, "2026-12-31T23:59:00-10:00")
    expect(page.locator("p.newer")).to_be_hidden()
    page.clock.set_fixed_time("2027-01-01T08:00:00-10:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator("p.newer")).to_be_visible()


def test_without_script_the_words_are_true_on_any_day(visit):
    """Where scripts are off the line always stands, and names the day, neither *now* nor *that*."""
    line = visit("learn/denials.html", java_script_enabled=False).locator("p.newer")

    expect(line).to_be_visible()
    expect(line).to_contain_text(SAID)
    expect(line).to_contain_text(f"For a service on {DAY}, or later, look the code up")


@CLOCKS
def test_a_result_taken_then_carries_it(at, zone, now, shown):
    """A result names the edition in force where it was taken, in file, words and certificate."""
    page = at("learn/refresher.html", zone, now)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("form.quiz-item").first).to_be_visible()
    for _ in range(2):  # the first press names what is blank
        page.get_by_role("button", name="Finish").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").click()
    made = check_result(json.loads(Path(download.value.path()).read_text(encoding="utf-8")))
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print certificate").click()
    edition_on_it = page.locator(".certificate [data-part=edition]").text_content()
    in_words = page.locator(".attempt-score").inner_text()

    told = edition()
    said = f"Taken while CDT {told.next_cdt} was in force; checked against CDT {told.cdt}."
    assert made["newer_edition"] == (told.next_cdt if shown else None)
    assert rescore(made, FORMS, BANK) == []
    assert edition_on_it == (said if shown else f"CDT {told.cdt}")
    assert in_words.endswith(said) == shown
    assert newer(made) == (said if shown else "")


@pytest.mark.parametrize("kind", ["json", "csv"])
@pytest.mark.parametrize("finished", ["2026-12-31T23:59:00-10:00", LATE])
@pytest.mark.parametrize("known", [True, False])
def test_a_checked_result_says_it(page, address, kind, finished, known):
    """A file that is checked says it as its result does; one of an older page matches as before."""
    made = right(finished=finished)
    if not known:
        del made["newer_edition"]
    text = json.dumps(made) if kind == "json" else to_csv([made])
    page.goto(f"{address}learn/certificate.html")
    page.locator("section.check input[type=file]").set_input_files(
        [{"name": f"kl.{kind}", "mimeType": "text/plain", "buffer": text.encode()}]
    )

    expect(page.locator(".check-said")).to_contain_text("✓ Match")
    expect(page.locator(".certificate [data-part=edition]")).to_have_text(
        newer(made) or f"CDT {edition().cdt}"
    )


def test_a_team_s_report_says_it(page, address):
    """The report says how many attempts were taken while the newer edition was in force."""
    page.goto(f"{address}teach/report.html")
    page.locator(".report-files").set_input_files([
        {"name": f"{at}.json", "mimeType": "application/json", "buffer": json.dumps(made).encode()}
        for at, made in enumerate([right(learner_label="KL"), right(finished=LATE)])
    ])  # fmt: skip

    told = edition()
    expect(page.locator(".report-group").first.locator("p").first).to_have_text(
        "2 people, 2 attempts. 1 attempt taken while "
        f"CDT {told.next_cdt} was in force; checked against CDT {told.cdt}."
    )
