"""The slides: one at a time on a wide screen, a page to read on a phone, and on paper."""

from __future__ import annotations

import re

import pytest
from helpers.access import PHONE, violations
from helpers.printed import sheets
from playwright.sync_api import Page, expect

from exercises.reading.edition import edition, long_date

PATH = "teach/slides/index.html"
WIDE = {"width": 1280, "height": 800}
SLIDES = 8


@pytest.fixture
def slides(page: Page, address):
    """Return an opener of the slides in a window of a size."""

    def opener(size: dict[str, int], query: str = "") -> Page:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(f"{address}{PATH}{query}")
        return page

    return opener


def shown(page: Page) -> list[str]:
    """Return the headings of the slides that are there to be seen and heard."""
    return page.get_by_role("heading").all_inner_texts()


def test_keys_go_from_step_to_step(slides):
    """What is hidden appears first, then the next slide; the left arrow takes a step back."""
    page = slides(WIDE)
    hidden = page.locator("p", has_text="say who asked")
    expect(page.locator(".reveal.ready")).to_be_visible()
    assert shown(page) == ["One line in a chart"]
    expect(hidden).to_be_hidden()

    page.keyboard.press("ArrowRight")
    expect(hidden).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Case A")).to_be_visible()
    assert len(shown(page)) == 1
    page.keyboard.press("ArrowLeft")
    expect(hidden).to_be_visible()


def test_what_is_read_out_is_what_is_seen(slides):
    """A screen reader hears of a slide what stands on it, and of a verdict when it appears."""
    page = slides(WIDE, "#/1")
    status = page.locator(".aria-status")
    expect(page.get_by_role("heading", name="Case A")).to_be_visible()
    expect(status).to_contain_text("and why?")
    expect(status).not_to_contain_text("D9310")

    page.keyboard.press("ArrowRight")
    expect(status).to_have_text("D9310 . She was asked, and she examined the patient.")


def test_the_address_names_a_slide(slides):
    """A slide can be linked to, and is where the page opens."""
    page = slides(WIDE, "#/3")

    expect(page.get_by_role("heading", name="One fact: who asked whom?")).to_be_visible()


def test_a_phone_reads_a_page(slides):
    """On a phone all slides stand one below the other, in type to read, and no more is loaded."""
    page = slides(PHONE)
    sizes = page.locator(".slides p, .slides li, .slides td").evaluate_all(
        "(all) => all.filter((each) => !each.closest('.notice'))"
        ".map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )

    assert len(shown(page)) == SLIDES
    assert min(sizes) >= 16
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.locator("script[src*='reveal.js']")).to_have_count(0)
    expect(page.locator(".verdict").last).to_be_visible()


def test_the_last_slide_says_what_comes_in_january(slides):
    """It names the next edition's day, and that the codes are checked again then."""
    last = slides(PHONE).locator(".slides > section, .slides > section > section").last
    told = edition()

    expect(last).to_contain_text(f"{long_date(told.next_effective)}: CDT {told.next_cdt} takes")
    expect(last).to_contain_text("We check D9310 and D9311 in the new manual")


def test_a_phone_that_is_turned_shows_slides(slides):
    """Once the window is wide enough, the slides come one at a time."""
    page = slides(PHONE)
    page.set_viewport_size(WIDE)

    expect(page.locator(".reveal.ready")).to_be_visible()
    assert len(shown(page)) == 1


def test_no_other_window_turns_a_slide(slides, page: Page):
    """What another window posts is not obeyed: the slide stays."""
    slides({"width": 1280, "height": 800})
    expect(page.locator("section.present").first).to_be_visible()
    page.evaluate("""() => new Promise((done) => {
      postMessage(JSON.stringify({ method: "slide", args: [3] }), "*");
      setTimeout(done, 300);
    })""")

    assert page.evaluate("Reveal.getIndices().h") == 0


def test_without_its_scripts_it_stays_a_page(slides, page: Page):
    """Where reveal.js does not come, the slides are there to read on a wide screen, too."""
    page.route("**/reveal.js*", lambda route: route.abort())
    slides(WIDE)

    expect(page.get_by_role("heading", name="From today")).to_be_visible()
    assert len(shown(page)) == SLIDES


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_the_handout_has_two_to_a_sheet(slides, size):
    """Printed from a phone or a wide screen, the slides fill four sheets, verdicts in dark ink."""
    page = slides(size)
    if size is WIDE:
        expect(page.locator(".reveal.ready")).to_be_visible()
    for paper in ("Letter", "A4"):
        assert sheets(page.pdf(format=paper)) == SLIDES // 2
    page.emulate_media(media="print")
    colors = page.locator(".verdict").evaluate_all(
        "(all) => all.map((each) => [getComputedStyle(each).color,"
        " getComputedStyle(each).backgroundColor])"
    )

    assert {back for _, back in colors} == {"rgba(0, 0, 0, 0)"}
    assert all(max(map(int, re.findall(r"\d+", ink))) < 100 for ink, _ in colors)


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_one_to_a_sheet(slides, page: Page, size):
    """Opened for print, each slide has a sheet, and the policy stops nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    slides(size, "?print-pdf")
    expect(page.locator(".pdf-page")).to_have_count(SLIDES)

    assert sheets(page.pdf(prefer_css_page_size=True)) == SLIDES
    assert said == []


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_axe_has_nothing_to_say(slides, size):
    """axe-core finds no violation, on a phone or with slides one at a time."""
    page = slides(size)
    if size is WIDE:
        expect(page.locator(".reveal.ready")).to_be_visible()

    assert violations(page, "body") == []
