"""The vote on a screen: counted by key, hidden until it is revealed, counted again."""

from __future__ import annotations

import pytest
from conftest import ROOT
from helpers.access import PHONE, violations
from playwright.sync_api import Page, expect

PATH = "teach/vote-cards.html"


@pytest.fixture
def vote(page: Page, address):
    """Open the vote on a screen."""
    page.goto(address + PATH)
    page.get_by_role("button", name="Vote on a screen").click()
    return page.locator("dialog.vote-screen")


def press(page: Page, keys: str):
    """Press each of *keys*."""
    for key in keys:
        page.keyboard.press(key)


def counts(vote) -> list[str]:
    """Return what is shown below the four names."""
    return [" ".join(text.split()) for text in vote.locator(".vote-counts").all_inner_texts()]


def said(vote):
    """Return the line that is announced."""
    return vote.locator(".vote-said")


def test_votes_are_hidden_until_revealed(vote, page: Page):
    """Keys count and only the total shows, until Reveal shows each in words; Hide hides them."""
    press(page, "1110NnU")
    expect(said(vote)).to_have_text("7 votes counted.")
    assert counts(vote) == [""] * 4
    press(page, "r")

    assert counts(vote) == ["3 of 7", "1 of 7", "2 of 7", "1 of 7"]
    expect(said(vote)).to_have_text("7 votes. D9311 3; D9310 1; Neither 2; Unsure 1.")
    press(page, "r")
    assert counts(vote) == [""] * 4
    expect(said(vote)).to_have_text("Hidden.")


def test_a_vote_is_taken_back(vote, page: Page):
    """Backspace and minus take the last one back, Shift one of its kind, and none below nought."""
    press(page, "1100nu")
    page.keyboard.press("Backspace")
    page.keyboard.press("-")
    page.keyboard.press("Shift+1")
    page.keyboard.press("Shift+U")
    expect(said(vote)).to_have_text("Nothing to take back: 3 votes counted.")
    press(page, "r")

    assert counts(vote) == ["1 of 3", "2 of 3", "0 of 3", "0 of 3"]


def test_second_vote_stands_beside_the_first(vote, page: Page):
    """After Vote again counts start anew and hidden; revealed, both votes stand side by side."""
    press(page, "110rv")
    assert counts(vote) == [""] * 4
    expect(vote.locator(".vote-where")).to_have_text("Case 1 of 4, vote 2")
    press(page, "1nnr")

    assert counts(vote) == [
        "Vote 1: 2 of 3 Vote 2: 1 of 3",
        "Vote 1: 1 of 3 Vote 2: 0 of 3",
        "Vote 1: 0 of 3 Vote 2: 2 of 3",
        "Vote 1: 0 of 3 Vote 2: 0 of 3",
    ]
    expect(said(vote)).to_have_text(
        "3 votes. D9311 2, then 1; D9310 1, then 0; Neither 0, then 2; Unsure 0, then 0."
    )


def test_cards_keep_their_counts(vote, page: Page):
    """Each card has its own counts, through closing and coming back; open rounds follow V4."""
    press(page, "11")
    page.keyboard.press("ArrowRight")
    expect(vote.locator(".vote-text")).to_contain_text("V2.")
    press(page, "0")
    page.keyboard.press("Escape")
    expect(vote).to_be_hidden()
    page.get_by_role("button", name="Vote on a screen").click()
    expect(said(vote)).to_have_text("1 vote counted.")
    page.keyboard.press("ArrowLeft")
    expect(said(vote)).to_have_text("2 votes counted.")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(vote.locator(".vote-where")).to_have_text("Open round 1")
    page.keyboard.press("ArrowRight")
    expect(vote.locator(".vote-where")).to_have_text("Open round 2")
    expect(vote.locator(".vote-text")).to_contain_text("with no patient’s name")


def test_by_mouse_and_touch(visit):
    """Big buttons do all that keys do, and reset asks twice."""
    page = visit(PATH, viewport=PHONE, has_touch=True)
    page.get_by_role("button", name="Vote on a screen").tap()
    vote = page.locator("dialog.vote-screen")
    for name in ("D9311", "D9311", "Neither"):
        vote.get_by_role("button", name=name).tap()
    vote.get_by_role("button", name="Take one back").tap()
    vote.get_by_role("button", name="Reveal").tap()
    assert counts(vote) == ["2 of 2", "0 of 2", "0 of 2", "0 of 2"]
    vote.get_by_role("button", name="Reset this card").tap()
    assert counts(vote)[0] == "2 of 2"
    vote.get_by_role("button", name="Press again to reset").tap()
    expect(said(vote)).to_have_text("Reset.")
    assert counts(vote) == [""] * 4
    vote.get_by_role("button", name="Close").tap()
    expect(vote).to_be_hidden()


def test_keys_do_nothing_while_it_is_closed(vote, page: Page):
    """Outside the screen, and with Ctrl, a key counts nothing."""
    page.keyboard.press("Control+1")
    page.keyboard.press("Escape")
    press(page, "1nu")
    page.get_by_role("button", name="Vote on a screen").click()

    expect(said(vote)).to_have_text("No vote counted yet.")


def test_no_verdict_is_on_the_page(page: Page, address):
    """Nothing on the page tells the verdict of a case while the room votes."""
    page.goto(address + PATH)
    html = page.locator("article").inner_html()
    key = (ROOT / "book/teach/key-b.md").read_text(encoding="utf-8").partition("(key-b-votes)=")[2]
    facts = [
        line.split("|")[3].split(".")[0].strip()
        for line in key.splitlines()
        if line[:3] == "| V" and line[3].isdigit()
    ]

    assert len(facts) == 4
    assert [fact for fact in facts if fact in html] == []
    assert "data-key" not in html


def test_nothing_is_stored_and_leaving_asks(vote, page: Page):
    """Votes are kept nowhere; leaving the page with votes counted asks first."""
    press(page, "1")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    stopped = page.evaluate(
        """() => {
          const event = new Event("beforeunload", { cancelable: true });
          window.dispatchEvent(event);
          return event.defaultPrevented;
        }"""
    )
    assert stopped
    page.on("dialog", lambda dialog: dialog.accept())


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 720}])
def test_screen_is_for_everyone(visit, size):
    """Revealed twice, the screen passes axe, fits without sideways scroll, and is easy to hit."""
    page = visit(PATH, viewport=size)
    page.get_by_role("button", name="Vote on a screen").click()
    press(page, "110nvr1nur")
    press(page, "r")
    vote = page.locator("dialog.vote-screen")
    vote.get_by_text("Keys", exact=True).click()
    low = vote.locator("button").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent)"
    )

    assert low == []
    assert vote.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert violations(page, "dialog.vote-screen") == []


def test_screen_fits_a_projector(visit):
    """At 1280 by 720 every case and all its counts are seen without scrolling."""
    page = visit(PATH, viewport={"width": 1280, "height": 720})
    page.get_by_role("button", name="Vote on a screen").click()
    vote = page.locator("dialog.vote-screen")
    for _ in range(4):
        press(page, "1vnr")
        assert vote.locator(".vote-tools").evaluate("e => e.getBoundingClientRect().bottom") <= 720
        page.keyboard.press("ArrowRight")


def test_without_script_there_is_no_dead_button(visit):
    """Without script the cases stand there to be read aloud, and no button."""
    page = visit(PATH, java_script_enabled=False)

    expect(page.get_by_text("V1.")).to_be_visible()
    expect(page.get_by_role("button", name="Vote on a screen")).to_be_hidden()
