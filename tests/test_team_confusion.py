"""What a team took for what: counted by hand, and never so that it points at one person."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT
from helpers.counted import confusions
from helpers.lists import over_three
from helpers.own import BANK

from exercises.faces.assets import text as script
from exercises.items import Item
from exercises.notebook.team import invented
from exercises.reading.passages import Passage
from exercises.team.confusion import confused, confused_by, words
from exercises.team.group import Group
from exercises.team.text import text

CORPUS = json.loads((ROOT / "tests/cases/team_confusion.json").read_text(encoding="utf-8"))
PART = ROOT / "exercises/faces/report/counting.confusion.js"
ASK = "What does the dental office report?"


def item(make_item: Any, number: int, given: dict[str, Any] | None) -> Item | None:
    """Return an item of the corpus over a list of three; None for one of another version."""
    if given is None:
        return None
    objective = given.get("objective", "choose")
    return over_three(
        make_item, given["kind"], given["key"], tags=given.get("tags"), ask=ASK,
        id=f"{objective}-{number}", objective=objective, decision=given["decision"],
    )  # fmt: skip


def people(each: dict[str, Any]) -> list[list[str]]:
    """Return a row of answers for each person of a case of the corpus."""
    return [answers for count, answers in each["people"] for _ in range(count)]


def told(found: dict[str, Any]) -> dict[str, Any]:
    """Return what was found, as the corpus writes it."""
    taken = found["taken"]
    return {
        "tables": [
            {name: table[name] for name in ("decision", "cases", "people")}
            | {"rows": [[row["id"], row["of"], row["cells"]] for row in table["rows"]]}
            for table in found["tables"]
        ],
        "said": found["said"],
        "taken": taken and [taken["text"], taken["objective"], taken["mistake"]],
    }


def expected(each: dict[str, Any]) -> dict[str, Any]:
    """Return what a case of the corpus expects."""
    return {name: each[name] for name in ("tables", "said", "taken")}


def group(count: int, form: str = "a") -> Group:
    """Return the results of so many invented people on one form."""
    return next(each for each in invented(count).groups if each.paper.form_id == form)


def passage(label: str) -> Passage:
    """Name a section by its label."""
    return Passage(title=f"see {label}")


@pytest.mark.parametrize("each", CORPUS, ids=[case["says"] for case in CORPUS])
def test_a_team_is_told_what_it_took_for_what(make_item, each):
    """Tables, reasons and the commonest confusion are those worked by hand."""
    items = [item(make_item, number, given) for number, given in enumerate(each["items"])]

    assert told(confusions(confused_by(items, people(each)))) == expected(each)


def test_the_page_counts_what_python_counts(browser, make_item):
    """The script finds what the corpus says, with the gates and words that Python gives."""
    told_by_python = words([item(make_item, 0, CORPUS[0]["items"][0])])
    context = browser.new_context()
    page = context.new_page()
    parts = (script("result.js"), script("confusion.js"), PART.read_text(encoding="utf-8"))
    page.add_script_tag(content="\n".join(parts))
    for each in CORPUS:
        items = [
            given
            and {"standing": given["decision"] == "code", "objective": "choose", "tags": {}} | given
            for given in each["items"]
        ]
        answers = [[one.split("+") if one else [] for one in row] for row in people(each)]
        found = page.evaluate(
            "([i, g, w]) => d9311Confused.by(i, g, w)", [items, answers, told_by_python]
        )

        assert told(found) == expected(each), each["says"]
    context.close()


@pytest.mark.parametrize("count", range(10, 16))
def test_no_cell_points_at_one_or_two(count):
    """Whatever ten to fifteen people answer, a shown count comes from three of them or more."""
    made = group(count)
    lines = made.paper.lines
    for table in confused(made).tables:
        asked = [BANK[line.id].decision == table.decision for line in lines]
        for row in table.rows:
            places = [at for at, line in enumerate(lines) if asked[at] and line.key == (row.id,)]
            for chosen, cell in zip(table.options, row.cells, strict=True):
                who = [e for e in made.people if chosen in {e.chosen[at] for at in places}]

                assert (cell is not None) == (len(who) >= 3)
            assert row.of == sum(cell or 0 for cell in row.cells)


def test_the_program_prints_a_table_for_each_list():
    """Letters stand over the columns and before the rows; below ten people the reason stands."""
    made = invented(14)
    found = confused(next(each for each in made.groups if each.paper.form_id == "a"))
    table = next(each for each in found.tables if each.ask == ASK)
    lines = text(made, passage=passage).splitlines()
    at = lines.index(ASK) + 1

    assert lines[at].split() == ["Right", "answer", "A", "B", "C"]
    for line, row, letter in zip(lines[at + 1 : at + 4], table.rows, "ABC", strict=True):
        assert line.startswith(f"{letter} {row.text}, of {row.of}  ")
        assert line.split()[-3:] == ["-" if cell is None else str(cell) for cell in row.cells]
    small = text(invented(9), passage=passage)
    assert "Right answer" not in small
    assert f"Not shown with fewer than 10 people, since a count could point at one of them: {ASK}" \
        in small  # fmt: skip


def test_teach_next_names_the_confusion_and_what_to_do():
    """The mix-up follows the weakest objective; an activity that both have is said once."""
    made = group(14)
    found = confused(made)
    lines = text(invented(14), passage=passage).splitlines()
    at = lines.index(f"- {found.taken.text}")

    start = lines.index("Teach this next")
    assert [line for line in lines[start + 2 : at] if line.startswith("- ")] == [
        f"- {made.objectives[0].title}: {made.objectives[0].right} of {made.objectives[0].of} right"
    ]
    part = lines[start : lines.index("What got mixed up", at)]
    assert sum("One pair, one vote" in line for line in part) == 1
