"""CSV in and out, and the text of files: whatever a spreadsheet or an editor made of them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from helpers.corpus import corpus
from hypothesis import given
from hypothesis import strategies as st

from exercises.results.refusals import ResultError
from exercises.results.sheets import FORMULA, bare, decode, guarded, rows, write

CASES = corpus("sheets")


@pytest.mark.parametrize(("text", "found"), CASES["rows"])
def test_rows_are_read_with_the_lines_they_end_on(text, found):
    """Each row of the corpus comes with its cells and its line, blank rows passed over."""
    assert [[row.line, row.cells] for row in rows(text)] == found


@pytest.mark.parametrize(("cells", "text"), CASES["written"])
def test_cells_are_written_as_the_page_writes_them(cells, text):
    """Each row of the corpus is written so, and its cells are read again as they were."""
    assert write([cells]) == text
    assert [bare(cell) if isinstance(cell, str) else cell for cell in map(guarded, cells)] == cells


TRICKS = st.text(st.sampled_from("=+-@'\" ;|\t\r\n,x\uff1d"), max_size=9)


@given(st.lists(st.lists(TRICKS, min_size=2, max_size=3), min_size=1, max_size=3))
def test_no_cell_holds_a_formula_for_another_locale(lines):
    """Cut at every semicolon, tab, bar and line, quotes or not, no part begins as a formula."""
    for part in re.split(r"[;\t|\r\n]", write(lines)):
        assert part.lstrip(' "')[:1] not in tuple(FORMULA)
    assert [[bare(guarded(cell)) for cell in line] for line in lines] == lines


@given(st.lists(st.lists(st.text(max_size=9), min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_again(lines):
    """Whatever cells hold, they are read as they were; only rows of blanks are passed over."""
    whole = [["head", "of", "it"], *lines]
    found = [[bare(cell) for cell in row.cells] for row in rows(write(whole))]

    assert found == [line for line in whole if any(cell.strip(" \t\r\n\ufeff") for cell in line)]


@pytest.mark.parametrize("sign", [*FORMULA, "'"])
def test_no_cell_is_a_formula(sign):
    """A cell that a spreadsheet would run, or would take an apostrophe from, is kept from it."""
    cell = f"{sign}1+1"
    ((written, _),) = csv.reader(io.StringIO(write([[cell, "x"]]), newline=""))

    assert written == f"'{cell}"
    assert bare(written) == cell


@pytest.mark.parametrize("cell", ["t", "'t Hart", "", "'", "x=1", 5, None, 2.5])
def test_other_cells_stay_as_they_are(cell):
    """What is no formula is written as it is, and an apostrophe of its own stays."""
    assert bare(guarded(cell)) == cell if isinstance(cell, str) else guarded(cell) == cell


@pytest.mark.parametrize(
    "data",
    ["Zoë".encode(), b"\xef\xbb\xbfZo\xc3\xab", b"Zo\xeb", "Zoë".encode("utf-16"),
     "Zoë".encode("utf-16-le"), b"\xfe\xff" + "Zoë".encode("utf-16-be"), "Zoë".encode("utf-16-be")],
)  # fmt: skip
def test_text_of_a_file_is_found_out(data):
    """UTF-8, UTF-16 with a mark and without, and a Windows code page give the same text."""
    assert decode(data) == "Zoë"


@pytest.mark.parametrize(("data", "text"), CASES["letters"])
def test_letters_of_windows_and_of_an_old_mac_are_told_apart(data, text):
    """Names saved without UTF-8 are read as they were, or refused where nobody can tell."""
    if text is None:
        with pytest.raises(ResultError, match="save it again as CSV UTF-8"):
            decode(bytes.fromhex(data))
    else:
        assert decode(bytes.fromhex(data)) == text
