"""A page that is offered as a PDF leads to nothing on the machine that printed it."""

from __future__ import annotations

import pytest

from exercises.site.printed import PRINTED, renumbered, unlinked

PAGE = '<p><a href="../learn/a.html#why">why</a> <a href="#here">here</a> <a href="tel:1">1</a></p>'


@pytest.mark.parametrize(
    ("base", "way"),
    [
        ("", "<a>why</a>"),
        ("https://book.example/d/", '<a href="https://book.example/d/learn/a.html#why">why</a>'),
    ],
)
def test_a_link_leads_to_the_book_s_address_or_nowhere(base, way):
    """Without an address a way to another page is its words; what leads elsewhere stays."""
    rest = ' <a href="#here">here</a> <a href="tel:1">1</a></p>'

    assert unlinked(PAGE, "teach/packet", base) == f"<p>{way}{rest}"


@pytest.mark.browser
def test_no_pdf_names_the_machine(site):
    """No PDF of the built site names a file or a folder."""
    printed = [path for page in PRINTED if (path := site / f"{page}.pdf").is_file()]

    assert len(printed) == len(PRINTED)
    assert [path.name for path in printed if b"file:" in path.read_bytes()] == []


def test_two_prints_are_the_same_whatever_chromium_counted():
    """A busy Chromium may skip a number for a table head: the order stays, not the count."""
    table = b"/ID (node%08d)>> /ID (node%08d)>> /Headers [(node%08d)]"
    quiet, busy = table % (527, 529, 527), table % (528, 530, 528)
    assert renumbered(quiet) == renumbered(busy) == table % (1, 2, 1)
