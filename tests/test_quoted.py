"""A message repeats enough of what was written to find it again, and no more."""

from __future__ import annotations

import pytest

from exercises.quoted import listed, quoted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("it's", '"it\'s"'),
        ("x" * 81, "'" + "x" * 80 + "'"),
        ("\x1b\u202e", r"'\x1b\u202e'"),
        (None, "None"),
    ],
)
def test_a_value_is_quoted_in_short(text, said):
    """Eighty characters of a value stand in quotes, what no screen shows as an escape."""
    assert quoted(text) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a", "b"], "a, b"),
        ([], ""),
        (["x" * 99] * 3, f"{'x' * 99}, {'x' * 99} …"),
        (["x" * 999], "x" * 200 + " …"),
    ],
)
def test_a_list_is_as_long_as_a_reader_looks_through(names, said):
    """Names stand whole up to two hundred characters; more are said to be there."""
    assert listed(names) == said
