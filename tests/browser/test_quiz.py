"""A quiz on a page, taken by a person."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def quiz(page: Page, address: str):
    """Open a page with a quiz."""
    page.goto(f"{address}learn/d9310-and-d9311.html")
    return page.locator("section.quiz")


def test_blank_is_not_wrong(quiz):
    """Check without a choice asks for one, in words, and gives no verdict."""
    item = quiz.locator("form").first
    item.get_by_role("button", name="Check").click()

    expect(item.get_by_role("status")).to_have_text("Choose an option first.")
