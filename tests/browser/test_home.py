"""The home page goes on where a reader stopped, if this device was asked to remember."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect


def test_what_is_done_is_ticked(visit, forms):
    """A page whose questions are all answered has its tick in path and menu, and Continue goes on.

    Where nothing may be remembered, or nothing was begun, there is neither.
    """
    page = visit("index.html", viewport={"width": 1280, "height": 800})  # the menu stands open
    expect(page.get_by_role("link", name="Continue")).to_have_count(0)
    assert page.locator(".is-done").count() == 0
    answers = {item: ["a"] for item in forms["what-d9311-is"].items}
    first = forms["d9310-and-d9311"].items[0]
    kept = {"what-d9311-is": answers, "d9310-and-d9311": {first: ["a"]}}
    page.evaluate("kept => localStorage.setItem('d9311-progress', kept)", json.dumps(kept))
    page.reload()

    expect(page.locator(".path .is-done")).to_have_text([re.compile("^What D9311 is")])
    expect(page.locator(".sidebar-tree .is-done")).to_have_text(["What D9311 is"])
    page.get_by_role("link", name="Continue: D9310 and D9311 side by side").click()
    expect(page).to_have_url(re.compile("/learn/d9310-and-d9311[.]html"))
    done = page.locator(".sidebar-tree a[href='what-d9311-is.html']")
    expect(done).to_have_class(re.compile("is-done"))
    expect(page.locator(".sidebar-tree [aria-current=page]")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-11-02", "A review is due: three cases, three minutes"),
        (
            "2999-01-01",
            "Ready for form A? Mixed practice tells you.",
        ),
        ("soon", "Ready for form A? Mixed practice tells you."),
        (None, "Ready for form A? Mixed practice tells you."),
    ],
)
def test_a_review_that_is_due_is_said(visit, due, said):
    """The home page leads to practice, and says at its top that a review is due."""
    page = visit("index.html")
    if due:
        page.evaluate(
            "kept => localStorage.setItem('d9311-practice', kept)",
            json.dumps({"who": "", "log": [], "due": due}),
        )
        page.reload()
    line = page.locator(".review")

    expect(line).to_have_text(said)
    if said.startswith("A review"):
        page.set_viewport_size({"width": 390, "height": 844})
        expect(line).to_be_in_viewport()
        assert line.bounding_box()["y"] < page.locator(".button").first.bounding_box()["y"]
    line.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/learn/mixed-practice[.]html"))
    if said.startswith("A review"):
        expect(page.get_by_role("button", name="Start")).to_be_in_viewport()
