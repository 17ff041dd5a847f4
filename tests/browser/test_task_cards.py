"""The six task cards: from the home page to the answer, as somebody at the desk would go."""

from __future__ import annotations

from statistics import median

import pytest
import yaml
from playwright.sync_api import Browser, expect

from exercises.faces.render import prose
from exercises.site.build import ROOT

CARDS = yaml.safe_load((ROOT / "tests" / "task_cards.yml").read_bytes())


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["answer"][:20])
def test_card_is_answered_by_its_taps(browser: Browser, address, card):
    """On a small phone, the taps written down lead from the home page to the right answer."""
    with browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.goto(f"{address}index.html")
        article = page.locator("article")
        for words in card["taps"]:
            article.locator("a:visible", has_text=prose(words).striptags()).first.tap()
            expect(article.locator("section.aid:not(.is-live)")).to_have_count(0)
        answer = article.get_by_text(card["answer"]).locator("visible=true").first

        expect(answer).to_be_visible()
        if len(card["taps"]) > 1:
            expect(answer).to_be_in_viewport()


def test_cards_take_few_taps():
    """No card takes more than five taps from the home page, and half of them three or fewer."""
    taps = [len(card["taps"]) for card in CARDS]

    assert len(CARDS) == 6
    assert max(taps) <= 5
    assert median(taps) <= 3
