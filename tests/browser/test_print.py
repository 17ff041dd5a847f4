"""On paper: no navigation, nothing folded, whole items, the key apart, where from and when."""

from __future__ import annotations

import re

import pytest
from helpers.access import luminance
from helpers.printed import pages_of, sheets
from playwright.sync_api import Page, expect

from exercises.reading.edition import edition, long_date

TO_HAND_OUT = (
    "sheet-a",
    "sheet-b",
    "sheet-c",
    "sheet-d",
    "new-hire",
    "script-card",
    "record",
    "key-b",
    "key-c",
)
ONE_SHEET = [
    "answer/sheet.html",
    "teach/index.html",
    *(f"teach/{name}.html" for name in TO_HAND_OUT),
]
NAVIGATION = (
    ".mobile-header, .sidebar-drawer, .toc-drawer, .related-pages, .skip-to-content, .back-to-top,"
    " .content-icon-container, .headerlink, .quiz-actions, .offline-tools, .print-tools"
)


@pytest.fixture
def paper(page: Page, address):
    """Return an opener of pages as they are printed."""

    def opener(path: str) -> Page:
        page.goto(f"{address}{path}")
        page.emulate_media(media="print")
        return page

    return opener


PACKET = ["Everything to print", "D9311 on one page", "Sheet B:", "Sheet C:", "Role-play card:",
          "Sheet D:", "Sheet A:", "Team vote", "Training record", "For the trainer"]  # fmt: skip


@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_everything_prints_at_one_press_with_the_keys_apart(page: Page, address, tmp_path, size):
    """The session's button prints a list, each handout on one page, and the keys last."""
    page.add_init_script("window.print = () => document.body.dataset.printed = 'yes'")
    page.goto(f"{address}teach/index.html")
    page.get_by_role("link", name="Print everything").click()
    expect(page.locator("body[data-printed]")).to_have_count(1)
    assert page.url.endswith("teach/packet.html")
    page.emulate_media(media="print")
    assert page.locator(NAVIGATION).filter(visible=True).all_inner_texts() == []
    pages = pages_of(page, tmp_path, size)
    for text, title in zip(pages, PACKET, strict=False):
        assert title in text, (title, text[:80])
    for words in ("Sheet B: six cases", "one per pair", "For the trainer: keep these apart"):
        assert words in pages[0]
    handouts, trainers = pages[1:9], pages[9:]
    assert "Session guide" in trainers[0]
    assert [text.split("\n")[0].strip() for text in trainers[-2:]] == [
        "Key to sheet B and the votes",
        "Key to sheet C",
    ]
    assert not [words for words in ("Key to sheet", "Ctrl+P") if words in "".join(handouts)]


@pytest.mark.parametrize(
    "path", ["index.html", "learn/denials.html", "reference/offline.html", "genindex.html"]
)
def test_no_navigation_is_printed(paper, path):
    """Nothing that only works on a screen is printed."""
    page = paper(path)

    assert page.locator(NAVIGATION).filter(visible=True).all_inner_texts() == []


@pytest.mark.parametrize("path", ["teach/office-rule.html", "answer/consultation-note.html"])
def test_a_document_prints_its_text_alone(paper, path):
    """On paper a document is its text: no field, button, link, count or hint of its face."""
    page = paper(path)
    face = "section.document, .document-desk, .document-made, .document-text, .document-text mark"

    expect(page.locator(".document-text").first).to_be_visible()
    expect(page.locator(".document button").first).to_be_hidden()
    seen = page.locator(f".document, .document *:not({face}), .unprinted").filter(visible=True)
    assert seen.evaluate_all("all => all.map((each) => each.className)") == ["document is-live"]


def test_the_rule_is_headed_as_ours(paper):
    """A signed sheet is headed as the office's own rule, not by what the page tells one to do."""
    page = paper("teach/office-rule.html")

    expect(page.locator(".document-text")).to_contain_text(re.compile("^OUR OFFICE RULE"))
    expect(page.locator("h1")).to_be_hidden()


def test_the_sheet_does_not_say_how_it_is_printed(paper):
    """On paper the one page leaves out its section on printing, heading and all."""
    page = paper("answer/sheet.html")

    expect(page.locator("article h2", has_text="then ask")).to_be_visible()
    expect(page.locator("article h2", has_text="Print it")).to_be_hidden()


@pytest.mark.parametrize("dark", ["by choice", "by system"])
def test_dark_is_for_the_screen(page: Page, address, dark):
    """Who reads in the dark prints dark ink on white paper all the same."""
    page.goto(f"{address}learn/the-note.html")
    if dark == "by choice":
        page.evaluate("document.body.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    inks = page.locator("article p, .quiz-option, .quiz-key").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).color)"
    )
    paper = page.locator(".quiz-item").first.evaluate("e => getComputedStyle(e).backgroundColor")

    assert max(map(luminance, inks)) < 0.2
    assert luminance(paper) > 0.9 or paper == "rgba(0, 0, 0, 0)"


def test_the_vote_is_printed_with_its_question(paper):
    """Whoever reads the four cases aloud from paper has the question, but not the screen."""
    page = paper("teach/vote-cards.html")

    expect(page.get_by_text("what does the dental office report").first).to_be_visible()
    expect(page.get_by_role("button", name="Vote on a screen")).to_be_hidden()


def test_what_is_folded_is_printed(paper):
    """The verdicts that a page folds away are printed, open or not."""
    page = paper("learn/contrast-pairs.html")
    folded = page.locator("article details:not(.quiz-reasons, .fault) > p")

    assert folded.count() > 10
    for each in folded.all():
        expect(each).to_be_visible()


def test_an_item_stays_whole_and_its_key_stands_apart(paper, bank, forms):
    """No item is broken over two pages; the key is printed by letters on a sheet of its own."""
    page = paper("index.html")
    breaks = page.locator(".quiz-item").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).breakInside)"
    )
    key = page.locator(".quiz-key")
    told = key.inner_text().partition("1: ")[2]
    right = []
    for name in forms["index"].items:
        options = page.locator(f'form[data-item="{name}"] .quiz-option')
        right.append(
            ", ".join(
                option.get_attribute("data-letter") or ""
                for option in options.all()
                if option.locator("input").get_attribute("value") in bank[name].keys
            )
        )

    assert set(breaks) == {"avoid"}
    assert key.evaluate("each => getComputedStyle(each).breakBefore") == "page"
    assert "1: " + told == " · ".join(f"{n}: {letters}" for n, letters in enumerate(right, 1))
    expect(page.locator(".quiz-reasons").first).to_be_hidden()


def test_the_foot_says_where_from_and_when(paper):
    """The foot of each sheet names the book, the page, the edition and the day it was checked."""
    page = paper("learn/denials.html")
    foot = page.locator("html").get_attribute("data-where")

    assert foot == (
        "D9311: the code for consulting a patient's doctor · learn/denials.html · "
        f"CDT {edition().cdt}, checked {long_date(edition().checked)}"
    )
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--where')")


@pytest.fixture
def tablet(context, address):
    """Return an opener of pages whose `print` returns at once, before anything is printed."""

    def opener(path: str) -> Page:
        page = context.new_page()
        page.add_init_script("window.printed = new Promise((asked) => { window.print = asked; })")
        page.goto(f"{address}{path}")
        return page

    return opener


def printed(page: Page) -> None:
    """Wait until the page asked for printing; show it as it is printed then."""
    page.evaluate("window.printed")
    page.emulate_media(media="print")


def done(page: Page) -> None:
    """End the printing."""
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("button", "shown", "hidden"),
    [("Items only", ".paper-items", ".paper-key"), ("Key only", ".paper-key", ".paper-items")],
)
def test_a_tablet_prints_what_was_asked_for(tablet, button, shown, hidden):
    """Where print returns at once, the items are printed without their key, or the key alone."""
    page = tablet("teach/paper.html")
    sheet = page.locator(".paper-sheet").first
    page.get_by_role("button", name=button).click()
    printed(page)
    expect(sheet.locator(shown)).to_be_visible()
    expect(sheet.locator(hidden)).to_be_hidden()
    done(page)

    assert page.locator("section.paper").get_attribute("data-print") == "both"


def test_a_tablet_prints_the_certificate(tablet):
    """Where print returns at once, the certificate is printed, and then the page is back."""
    page = tablet("learn/refresher.html")
    page.get_by_role("button", name="Start").click()
    for _ in range(2):  # the first press names what is blank
        page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Print certificate").click()
    printed(page)
    expect(page.locator(".certificate")).to_be_visible()
    expect(page.locator(".attempt-result")).to_be_hidden()
    done(page)

    expect(page.locator(".certificate")).to_be_hidden()
    expect(page.locator(".attempt-result")).to_be_visible()


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize("path", ONE_SHEET)
def test_one_page_is_one_page(page: Page, address, path, size):
    """What is called one page is printed on one, on Letter and on A4."""
    page.goto(f"{address}{path}")
    printed = page.pdf(format=size, prefer_css_page_size=False)

    assert sheets(printed) == 1
