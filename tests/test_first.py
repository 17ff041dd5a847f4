"""What a manager reads first: counts, names and sentences worked by hand."""

from __future__ import annotations

import pytest
from helpers.reported import CHOOSE, FORM_A, entries, result, text, wrong

from exercises.team.first import headline, listed, missing
from exercises.team.report import report

CRITICAL = next(item.id for item in FORM_A if item.critical)
PRIVACY = next(item.id for item in FORM_A if item.objective == "privacy")


@pytest.fixture
def three():
    """Three people: one missed a point that nobody may miss, two the item on privacy."""
    return report(
        entries(
            result("KL", job_title="desk", but={PRIVACY: wrong(PRIVACY)}),
            result("Maria", but={CRITICAL: wrong(CRITICAL), PRIVACY: wrong(PRIVACY)}),
            result("Jo"),
            result("Only Before", form="pre"),
        )
    )


def test_headline_counts_the_standard_and_names_what_to_teach(three):
    """Of the three who took a form with a standard two meet it; privacy, 1 of 3, is weakest."""
    assert headline(three) == [
        "2 of 3 meet the standard.",
        "Teach this next: Keep it private, and know who decides (1 of 3 right).",
        "Five-minute activity: “May we call?”",
    ]
    assert text(three).splitlines()[1] == " ".join(headline(three))


def test_headline_takes_the_latest_attempt_over_all_forms():
    """Who failed form A and passed form B later meets the standard; all right, nothing to teach."""
    made = report(
        entries(
            result("KL", day=10, but={CRITICAL: wrong(CRITICAL)}),
            result("kl", form="b", day=12),
            result("Jo", form="b", day=12),
        )
    )

    assert headline(made) == ["2 of 2 meet the standard."]


def test_headline_without_a_standard_says_what_to_teach_alone():
    """The questions before the session have no standard, so nobody is said to meet one."""
    made = report(entries(result("KL", form="pre"), result("Jo", form="pre")))

    assert headline(made) == []
    assert headline(report([])) == []


def test_headline_of_one_is_in_the_singular():
    """One person meets."""
    made = report(entries(result("KL"), result("Jo", but={CRITICAL: wrong(CRITICAL)})))

    assert headline(made)[0] == "1 of 2 meets the standard."


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", []),
        ("kl\nMARIA \n\n Jo, hygienist", ["Everyone on your list has handed in (Form A): 3 of 3."]),
        (
            "KL\nMaria\nJo\nOnly Before",
            ["1 of 4 on your list hasn't handed in yet (Form A): Only Before."],
        ),
        (
            "KL\nAlder; front desk\nBirch",
            [
                "2 of 3 on your list haven't handed in yet (Form A): Alder; Birch.",
                "Not on your list: Jo; Maria. Check the spelling.",
            ],
        ),
        (
            "KL, desk\nkl, hygienist\nMaria\nJo",
            [
                "1 of 4 on your list hasn't handed in yet (Form A): kl.",
                "More than one person on your list has the same name: KL. "
                "A result counts for the one with the same job title.",
            ],
        ),
    ],
)
def test_missing_are_named(three, names, said):
    """Names match as in the report; who took no form with a standard is missing."""
    assert missing(three, listed(names)) == said


def test_a_name_with_a_comma_is_found_whole():
    """A result under `Torres, Maria` is hers, though what follows a comma is else a job title."""
    made = report(entries(result("Torres, Maria"), result("")))

    assert missing(made, ["torres,  maria"]) == [
        "Everyone on your list has handed in (Form A): 1 of 1.",
        "1 result without a name can't be matched to your list.",
    ]


def test_the_list_begins_with_what_the_headline_names_and_the_mix_up_is_second():
    """Ten took one code for another in all they could, but privacy, 0 of 10, is weaker.

    More people took the pre-quiz, which has no standard: the test goes before it all the same.
    """
    but = {name: wrong(name) for name in CHOOSE[:4]} | {PRIVACY: wrong(PRIVACY)}
    tested = [result(f"P{at}", but=but) for at in range(10)]
    asked = [result(f"P{at}", form="pre") for at in range(12)]
    made = report(entries(*asked, *tested))
    lines = text(made).splitlines()
    at = lines.index("Teach this next")

    assert headline(made)[1:] == [
        "Teach this next: Keep it private, and know who decides (0 of 10 right).",
        "Five-minute activity: “May we call?”",
    ]
    assert lines[at + 2] == "- Keep it private, and know who decides: 0 of 10 right"
    assert lines[at + 3].startswith("  Five minutes. May we call?: ")
    mixed = next(line for line in lines[at + 4 :] if line.startswith("- "))
    assert "answers said “" in mixed
    assert (
        lines.index("Form A")
        < lines.index(mixed)
        < lines.index("Before the session: eight questions")
    )
