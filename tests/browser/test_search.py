"""Search that knows the words people use, and leads to the heading that answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from exercises.reading.data_files import load

FAQ = "reference/faq"
BRANDS = {
    name: {FAQ + "#the-patient-takes-eliquis-xarelto-coumadin-plavix-or-prolia-do-we-call"}
    for name in ("Eliquis", "Xarelto", "Coumadin", "Prolia", "Plavix", "elequis", "zarelto",
                 "cumadin", "Plavics", "plaviks")
}  # fmt: skip
WANTED = BRANDS | {
    "clearance": {"answer/question-card"},
    "clearence": {"answer/question-card"},
    "call doctor": {"learn/privacy", "answer/question-card"},
    "cardiologist": {"answer/question-card", "answer/which-code", "learn/case-apixaban"},
    "cardioligist": {"answer/question-card"},
    "9311": {"learn/what-d9311-is", "answer/which-code", "index"},
    "D-9311": {"learn/what-d9311-is", "answer/which-code"},
    "d 9310": {"learn/d9310-and-d9311", "answer/which-code"},
    "denied": {"answer/denial", "learn/denials"},
    "insurance denied": {FAQ + "#insurance-denied-it-now-what"},
    "premed": {"learn/case-premedication"},
    "blood thinner": {"learn/case-apixaban"},
    "consent": {"learn/privacy"},
    "KX": {"learn/reporting"},
    "second opinion": {"learn/d9310-and-d9311"},
    "99452": {FAQ + "#can-we-bill-medical-with-99452"},
    "2027": {"learn/staying-current#the-next-edition"},
    "phone call": {FAQ + "#does-a-phone-call-to-the-doctor-s-office-count"},
    "copay": {FAQ + "#is-there-a-copay"},
    "how much": {FAQ + "#how-much-is-it-what-fee-do-we-put"},
}


@pytest.fixture
def book(site: Path) -> dict[str, Any]:
    """Return what the search looks through."""
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


@pytest.fixture
def look(page: Page, address):
    """Return a search from the page itself, which gives its results when it has finished."""

    def search(words: str):
        if not page.url.startswith(address + "search.html"):
            page.goto(address + "search.html")
        page.get_by_label("Words to look for").fill(words)
        with page.expect_event("load"):  # what was found before goes with its page
            page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Search finished")
        return page.locator("#search-results ul.search > li")

    return search


def test_right_place_is_among_the_first_three(look):
    """What people type, misspelled or not, leads to the page, or the heading, that answers."""
    wrong = {}
    for words, wanted in WANTED.items():
        found = [link.get_attribute("href") or "" for link in look(words).locator("> a").all()[:3]]
        places = {each.replace(".html", "", 1) for each in found}
        if not wanted & (places | {each.partition("#")[0] for each in places}):
            wrong[words] = found

    assert wrong == {}


def test_search_box_of_any_page_leads_there_by_keyboard(page: Page, address):
    """The box beside a page leads, from the keyboard alone, to what was looked for."""
    page.set_viewport_size({"width": 1280, "height": 800})  # the menu stands open
    page.goto(address + "learn/denials.html")
    page.get_by_role("searchbox", name="Search").focus()
    page.keyboard.type("copay")
    page.keyboard.press("Enter")

    expect(page.locator("#search-results li").first).to_contain_text("Is there a copay?")
    expect(page.get_by_label("Words to look for")).to_have_value("copay")


def test_result_shows_page_heading_and_line_and_lands_on_the_heading(look, page: Page):
    """A result names the heading and its page, shows a line with the words, and leads there."""
    first = look("copay").first
    expect(first.locator("a")).to_have_text("Is there a copay?")
    expect(first.locator(".search-in")).to_have_text("in All questions (FAQ)")
    expect(first.locator(".context mark").first).to_have_text(re.compile("copay", re.IGNORECASE))
    first.locator("a").click()

    expect(page.get_by_role("heading", name="Is there a copay?")).to_be_in_viewport()


def test_no_place_is_listed_twice(look):
    """A page is not listed twice for the same place, however many of its words are found."""
    found = [link.get_attribute("href") for link in look("D9311").locator("> a").all()]

    assert len(found) == 20
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("words", "lacking", "found"),
    [("D0190", "D0190", 0), ("12345", "12345", 0), ("77777 copay", "77777", 1)],
)
def test_number_that_is_not_in_the_book_is_named(look, page: Page, words, lacking, found):
    """A number that the book lacks is said to be lacking; what else was asked is still found."""
    results = look(words)

    expect(page.get_by_role("status")).to_contain_text(f"{lacking} isn’t in this book.")
    assert bool(results.count()) == bool(found)


def test_words_taken_for_others_are_told(look, page: Page):
    """Where the nearest word was taken for one that the book lacks, that is said."""
    look("cardioligist")

    expect(page.get_by_role("status")).to_contain_text(
        "“cardioligist” isn’t here; these are for “cardiologist”."
    )
    expect(page.locator("#search-else")).to_be_hidden()


@pytest.mark.parametrize("words", ["asdfqwerty", "hasownproperty", "<img onerror>", "..."])
def test_nothing_found_is_said(look, page: Page, words):
    """What is nowhere in the book is said to be nowhere, whatever was typed, and ways go on."""
    look(words)

    expect(page.get_by_role("status")).to_contain_text("nothing found")
    expect(page.locator("#search-else").get_by_role("link", name="Which code?")).to_be_visible()


def test_no_place_shows_the_markup_of_a_picture(book):
    """A picture that stands in a line leaves its words to the search, and nothing of its markup."""
    markup = re.compile(r"</?(svg|path|use)\b|/>")
    texts = {place[4] for place in book["places"] if place[0] == book["docnames"].index("index")}

    assert [place for place in book["places"] if markup.search(" ".join(place[2:]))] == []
    assert any("A denial came" in text for text in texts)


def test_every_synonym_leads_to_words_of_the_book(book):
    """Each way to say a thing that the data file offers is in the book, and all are published."""
    text = " ".join(" ".join(place[2:]) for place in book["places"]).casefold()
    lost = [
        (typed, way)
        for typed, ways in load("synonyms").items()
        for way in ways
        if way.casefold() not in text
    ]

    assert lost == []
    assert book["synonyms"] == {typed: list(ways) for typed, ways in load("synonyms").items()}


def test_search_keeps_nothing(page: Page, address):
    """A search leaves nothing on the device."""
    page.goto(address + "search.html?q=denied")
    expect(page.locator("#search-results li").first).to_be_visible()

    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_words_of_the_book_come_with_a_search(page: Page, address):
    """The index, the heaviest file, is loaded when somebody searches, and not before."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "search.html", wait_until="networkidle")
    assert not any("searchindex" in url for url in asked)
    page.get_by_label("Words to look for").fill("denied")
    page.keyboard.press("Enter")

    expect(page.locator("#search-results li").first).to_be_visible()
    assert any("searchindex" in url for url in asked)
    assert [url for url in asked if not url.startswith(address)] == []
