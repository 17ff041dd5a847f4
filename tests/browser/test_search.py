"""Search that knows the words people use."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

WANTED = {
    "clearance": {"answer/question-card"},
    "call doctor": {"learn/privacy", "answer/question-card"},
    "cardiologist": {"answer/question-card", "answer/which-code", "learn/case-apixaban"},
    "9311": {"learn/what-d9311-is", "answer/which-code", "index"},
    "denied": {"answer/denial", "learn/denials"},
    "premed": {"learn/case-premedication"},
    "blood thinner": {"learn/case-apixaban"},
    "consent": {"learn/privacy"},
    "KX": {"learn/reporting"},
    "second opinion": {"learn/d9310-and-d9311"},
}


@pytest.mark.parametrize("words", WANTED)
def test_right_page_is_among_the_first_three(page: Page, address, words):
    """What people type leads them, from the keyboard alone, to the page that answers."""
    page.goto(address + "index.html")
    page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    found = page.locator("#search-results ul.search > li > a")
    expect(page.locator("#search-results .search-summary, #search-results h2 + p")).to_contain_text(
        "finished"
    )
    pages = [
        (link.get_attribute("href") or "").partition("#")[0].removesuffix(".html").partition("?")[0]
        for link in found.all()[:3]
    ]

    assert WANTED[words] & {each.removeprefix("../") for each in pages}, pages


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
