"""Where readers tell of a fault: a new issue, a mail, or whoever runs their training."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from exercises.faces import render
from exercises.reading import contact
from exercises.reading.passages import Passage


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("", ""),
        ("https://github.com/a/b/",
         "https://github.com/a/b/issues/new?title=Item%20x&body=x%2C%20version%201%0A%26%20more"),
        ("book@example.org",
         "mailto:book@example.org?subject=Item%20x&body=x%2C%20version%201%0A%26%20more"),
    ],
)  # fmt: skip
def test_an_address_opens_an_issue_or_a_mail(to, expected):
    """A repository becomes a new issue that is filled in, a mail address a mail."""
    assert contact.way(to, "Item x", "x, version 1\n& more") == expected


def test_the_line_names_item_version_and_page(make_item):
    """What is copied or sent names the item, its version, its page and the edition."""
    form = render.mixed(["choose-cardiology-call"])
    bank = {"choose-cardiology-call": make_item(version=3)}
    html = render.quiz(form, bank, passage=lambda _: Passage(title="x"), page="learn/x.html")
    fault = BeautifulSoup(html, "html.parser").select_one(".quiz-item > .fault")

    told = f"choose-cardiology-call, version 3, learn/x.html, CDT {render.edition().cdt}"
    assert fault.code.get_text() == told
    assert fault.summary.get_text() == "Something wrong with this item?"
    assert "The key goes by x." in fault.get_text()
    assert "this book’s maintainers through its repository" in fault.get_text()
