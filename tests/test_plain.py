"""Words as they stand at the beginning of a sentence, and within one."""

from __future__ import annotations

import pytest

from exercises.plain import begun, within


@pytest.mark.parametrize(
    ("alone", "inside"),
    [("A call", "a call"), ("The note", "the note"), ("Note", "note"), ("D9311 pays", "D9311 pays"),
     ("ADA rule", "ADA rule"), ("pH value", "pH value"), ("", "")],
)  # fmt: skip
def test_a_text_within_a_sentence_keeps_its_acronyms(alone, inside):
    """The first letter is small within a sentence and begins it as a capital, but for acronyms."""
    assert within(alone) == inside
    assert begun(inside) == alone
