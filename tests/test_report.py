"""What a team's results say: counts worked by hand, statistics only where people are enough."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from helpers.attempts import LATE, signed
from helpers.corpus import corpus
from helpers.counted import counted
from helpers.reported import BOOK, CHOOSE, entries, passage, result, text, wrong
from helpers.team_files import OTHER, raw
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.faces import team_report
from exercises.reading.data_files import load, load_objectives
from exercises.reading.edition import edition
from exercises.reading.passages import sections
from exercises.results.numbers import short
from exercises.team import analysis, invented
from exercises.team import words as said
from exercises.team.entry import Entry, Skipped
from exercises.team.group import activities, misconception, words
from exercises.team.intake import read_data
from exercises.team.judge import judge
from exercises.team.report import Report, report
from exercises.team.roster import rows


def team(count: int, form: str = "pre") -> Report:
    """Return the report of so many invented people on one form."""
    return report(entries(*(invented.result(number, form) for number in range(count))))


# -- who is counted ----------------------------------------------------------------------------


def test_latest_attempt_counts_and_every_attempt_is_listed():
    """The roster lists both attempts of a person; what is counted is the later one."""
    made = report(
        entries(
            result("KL", day=20),
            result("kl ", day=10, attempt_no=2, but={CHOOSE[0]: wrong(CHOOSE[0])}),
        )
    )
    (group,) = made.groups

    assert [entry.attempt_no for entry in group.attempts] == [2, 1]
    assert [float(entry.raw) for entry in group.people] == [20]


def test_attempts_under_a_newer_edition_are_told():
    """The group says how many attempts were taken under which edition, the roster says which."""
    told = edition()
    late = [result(name, finished=LATE, started=LATE) for name in ("KL", "MN")]
    later = signed(late[0], learner_label="Q", cdt_edition=2027, newer_edition=2028)
    made = report(entries(result("JO"), *late, later))
    (group,) = made.groups

    assert said.size(group) == (
        "4 people, 4 attempts. "
        f"2 attempts taken while CDT {told.next_cdt} was in force; "
        f"checked against CDT {told.cdt}. "
        "1 attempt taken while CDT 2028 was in force; checked against CDT 2027."
    )
    assert {row["name"]: row["newer_edition"] for row in rows(made)} == {
        "JO": "", "KL": str(told.next_cdt), "MN": str(told.next_cdt), "Q": "2028"
    }  # fmt: skip
    assert said.size(group) in text(made)


def test_zones_are_heeded():
    """Of two attempts the later is later in time, whatever its clock says."""
    early = result("KL", finished="2026-11-10T23:30:00+05:30")
    late = result("KL", finished="2026-11-10T20:00:00Z", but={CHOOSE[0]: wrong(CHOOSE[0])})
    (group,) = report(entries(late, early)).groups

    assert [float(entry.raw) for entry in group.people] == [19]


def test_who_gives_no_name_is_a_person_of_their_own():
    """Two results without a name are two people."""
    (group,) = report(entries(result(day=10), result(day=11))).groups

    assert group.n == 2


@pytest.mark.parametrize(("one", "other", "same"), corpus("names"))
def test_label_names_a_person_however_it_is_typed(one, other, same):
    """Spaces, capitals, and the signs that phones and Word write do not make two people of one."""
    made = report(entries(result(one, day=10), result(other, day=11)))

    assert made.groups[0].n == (1 if same else 2)


def test_copy_is_counted_once_and_said():
    """A file that was renamed and kept twice counts once, and the other is named."""
    made = report(entries(result("KL"), result("KL")))

    assert made.counted == 1
    assert made.copies == [Skipped("r1", "is a copy of r0; counted once")]


def test_contradiction_is_said():
    """Two files of one name, form, attempt and time with other contents: the first counts."""
    other = result("KL", but={CHOOSE[0]: wrong(CHOOSE[0])})
    made = report(entries(result("KL"), other))

    assert float(made.groups[0].people[0].raw) == 20
    assert made.copies[0].reason == (
        "has the same name, form, attempt and time as r0, but different contents; "
        "only that one counts"
    )


def test_codes_without_a_name_are_different_people():
    """Two people who have all right give one code; without names both count, with one, once."""
    code = invented.codes(1)[0].rpartition(", ")[2]
    bare = report(read_data(f"{code}\n{code}".encode(), "x"))
    named = report(read_data(f"KL, {code}\nKL, {code}".encode(), "x"))

    assert (bare.counted, named.counted, len(named.copies)) == (2, 1, 1)


def test_versions_are_grouped_apart():
    """Results of other items under the same form's name are never counted together."""
    made = report(entries(result("KL"), signed(result("MN"), content_hash=OTHER)))

    assert [(group.n, group.current) for group in made.groups] == [(1, True), (1, False)]
    assert said.kind(made.groups[1]) == f"Form A, version {OTHER}"


# -- what is counted, by hand ------------------------------------------------------------------


@pytest.fixture
def three() -> Report:
    """Return three people on form A.

    All miss the first item, two by the first wrong option and one by the second; one of them
    leaves the second blank.
    """
    first, second = CHOOSE[:2]
    return report(
        entries(
            result("A", but={first: wrong(first)}),
            result("B", but={first: wrong(first), second: []}),
            result("C", but={first: wrong(first, 1)}),
        )
    )


def test_most_missed_comes_first_with_its_commonest_wrong_option(three):
    """Missed by all three, two of them by one option: that option, its words and its mistake."""
    first = three.groups[0].items[0]
    (pick,) = wrong(CHOOSE[0])

    assert (first.id, first.right, first.of, first.blank) == (CHOOSE[0], 0, 3, 0)
    assert (first.pick, first.chose) == (pick, 2)
    option = next(o for o in BOOK.bank[CHOOSE[0]].options if o.id == pick)
    assert first.wrong == " ".join(option.text.split())
    assert first.misconception == load("misconceptions")[option.misconception]


def test_blank_is_missed_but_no_choice(three):
    """A blank item is not right, and nobody chose anything wrong in it."""
    second = three.groups[0].items[1]

    assert (second.right, second.of, second.blank, second.pick) == (2, 3, 1, None)


def test_weakest_objective_comes_first_with_its_activity(three):
    """Four of twenty-one responses on `choose` missed: 17 of 21, the rest all right."""
    weakest, *rest = three.groups[0].objectives

    assert (weakest.id, weakest.right, weakest.of) == ("choose", 17, 21)
    assert weakest.activity is activities()["choose"]
    assert all(each.right == each.of for each in rest)
    assert [each.id for each in rest] == [n for n in load_objectives() if n != "choose"]


def test_grid_holds_counts(three):
    """Each person's credit on an objective: five of seven for the one who left one blank."""
    group = three.groups[0]

    assert [group.cell(entry, "choose") for entry in group.people] == [6, 5, 6]


def test_mistakes_are_counted_over_items(three):
    """The two mistakes behind three wrong choices are counted two to one."""
    item = BOOK.bank[CHOOSE[0]]
    tags = [misconception(item, wrong(item.id, at)[0]) for at in (0, 1)]

    assert three.groups[0].misconceptions == {tags[0]: 2, tags[1]: 1}


def test_words_of_a_match_name_the_row():
    """A pick of a match is said with its row; without an item the pick itself is all there is."""
    item = next(item for item in BOOK.bank.values() if item.kind == "match")
    row, option = item.rows[0], item.options[0]

    assert words(item, f"{row.id}:{option.id}") == f"{row.text}: {option.text}"
    assert words(None, "r1:a") == "r1:a"
    assert words(item, None) is None


def test_sure_and_wrong_is_counted_where_confidence_was_asked():
    """Two were sure, one of them wrong; who was unsure is left out."""
    first, second = BOOK.forms["practice"].items[:2]
    item = BOOK.bank[first]
    made = []
    for label, level, but in (("A", 3, {first: wrong(first)}), ("B", 3, {}), ("C", 1, {first: []})):
        one = result(label, form="practice", but=but)
        one["responses"][0]["confidence"] = level
        made.append(signed(one))
    (sure,) = report(entries(*made)).sure

    assert (sure.id, sure.sure, sure.wrong, sure.item) == (first, 2, 1, item)
    assert sure.pick == wrong(first)[0]
    assert second


def test_sure_and_wrong_adds_up_over_forms():
    """One item in two forms, sure and wrong in both, is one line that counts two."""
    name = BOOK.forms["practice"].items[0]
    made = []
    for label in "AB":
        one = result(label, form="practice", but={name: wrong(name)})
        one["responses"][0]["confidence"] = 3
        made.append(signed(one) if label == "A" else signed(one, content_hash=OTHER))
    (sure,) = report(entries(*made)).sure

    assert (sure.id, sure.sure, sure.wrong) == (name, 2, 2)


# -- before and after --------------------------------------------------------------------------


def test_first_pre_and_latest_final_are_paired():
    """Of several results the first `pre` and the latest form A or B are before and after."""
    pre = BOOK.forms["pre"].items[0]
    made = report(
        entries(
            result("A", form="pre", day=11),
            result("A", form="pre", day=10, but={pre: wrong(pre)}),
            result("A", form="a", day=12),
            result("A", form="b", day=13, but={BOOK.forms["b"].items[0]: []}),
            result("B", form="pre", day=10),
            result("", form="a", day=10),
        )
    )
    (change,) = made.changes

    assert (change.label, float(change.pre.raw), change.post.paper.form_id) == ("A", 7, "b")
    assert float(change.post.raw) == 19
    assert made.gains is None


def test_gain_is_shown_from_ten_people_and_undefined_at_the_top():
    """Ten people from 4 of 8 to 18 of 20: (0.9 - 0.5) / 0.5 is 0.8; one at the top has no gain."""
    half = dict.fromkeys(BOOK.forms["pre"].items[:4], ())
    two = dict.fromkeys(CHOOSE[:2], ())
    results = [result(f"P{n}", form="pre", but=half) for n in range(10)]
    results += [result(f"P{n}", form="a", day=20, but=two) for n in range(10)]
    top = [result("Top", form="pre"), result("Top", form="a", day=20)]
    made = report(entries(*results, *top))

    assert made.gains is not None
    assert made.gains.of_persons == pytest.approx(0.8)
    assert made.gains.left_out == 1
    assert "0.80 (high) as the mean of persons" in text(made)
    assert "1 person had full credit before: no gain is defined." in text(made)
    assert report(entries(*results[:9], *results[10:19])).gains is None


@pytest.mark.parametrize(
    ("gain", "words_"),
    [(0.29, "0.29 (low)"), (0.3, "0.30 (medium)"), (0.7, "0.70 (medium)"), (0.71, "0.71 (high)"),
     (None, "not defined")],
)  # fmt: skip
def test_gain_is_named_as_hake_does(gain, words_):
    """Below .3 low, .3 to .7 medium, above .7 high: Hake, Am. J. Phys. 66 (1998) 64."""
    assert said.level(gain) == words_


# -- gates -------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 9, 10, 29, 30, 59, 60])
def test_statistics_stand_behind_their_gates(n):
    """P from 10 people, item-rest r and reliability from 30, distractors from 60."""
    group = team(n).groups[0]
    item = group.items[0]
    told = text(team(n))

    assert (item.difficulty is not None, item.interval is not None) == (n >= 10, n >= 10)
    assert (item.item_rest is not None) == (n >= 30)
    assert (group.reliability is not None) == (n >= 30)
    assert (item.working is not None) == (n >= 60)
    assert ("95 %" in told) == (n >= 10)
    assert ("item-rest r" in told) == ("Alpha" in told) == (n >= 30)
    assert ("distractors work" in told) == (n >= 60)
    assert "%" in told or n < 10


def test_small_team_reads_counts_only():
    """Below ten people the report has no decimal statistic: no p, no r, no percentage."""
    told = text(team(7))

    assert re.search(r"\d of 7 right", told)
    assert not re.search(r"\bp 0|\br -?0|\d ?%|[Aa]lpha", told)


def test_shown_statistics_are_those_of_analysis():
    """Difficulty, interval, r and alpha of a group are what `analysis` gives for its credits."""
    group = team(60).groups[0]
    found = analysis.item_statistics(group.credits)
    by_id = {line.id: each for line, each in zip(group.paper.lines, found, strict=True)}

    for item in group.items:
        assert item.difficulty == pytest.approx(by_id[item.id].difficulty)
        assert item.item_rest == by_id[item.id].item_rest
        assert item.interval == analysis.wilson(item.right, 60)  # single choices: credit is count
    assert group.reliability is not None
    assert group.reliability.alpha == analysis.alpha(group.credits)


def test_undefined_is_said_never_zero():
    """Thirty people with all right: no correlation and no reliability is defined."""
    made = report(entries(*(result(f"P{n}") for n in range(30))))
    told = text(made)

    assert "Alpha not defined (95 %: not defined), error of measurement not defined" in told
    assert "nan" not in told.lower()
    assert said.statistics(made.groups[0], made.groups[0].items[0]).endswith(
        "item-rest r not defined"
    )


def test_low_spread_is_explained_beside_alpha():
    """Beside a reliability stands why a team that all passed has a low one."""
    assert said.say("spread") in text(team(30))


def test_negative_correlation_asks_to_check_the_key():
    """With thirty people, an item that the better ones miss is marked; with fewer it is not."""
    name, others = CHOOSE[0], CHOOSE[1:4]

    def people(count: int) -> Report:
        strong = [result(f"S{n}", but={name: wrong(name)}) for n in range(count // 2)]
        weak = [
            result(f"W{n}", but={each: wrong(each) for each in others[: 1 + n % 3]})
            for n in range(count - count // 2)
        ]
        return report(entries(*strong, *weak))

    assert "r is below 0: check the key" in text(people(30))
    assert "check the key" not in text(people(29))


# -- what it looks like ------------------------------------------------------------------------


def test_nothing_to_report_is_said():
    """Without one result the report says so, and how many files were skipped."""
    assert text(report([Skipped("x", "is empty")])).splitlines()[1] == (
        "Nothing to report: no result could be used. 1 file or line not counted: see the end."
    )


def test_text_moves_no_cursor():
    """A name with control signs is printed without them."""
    assert "\x1b" not in text(report(entries(result("\x1b[31mKL"))))


def test_long_lists_are_cut_and_said(monkeypatch):
    """Beyond so many people a list ends with how many more there are, and where they stand."""
    monkeypatch.setitem(said.LIMITS, "people-shown", 3)

    assert "… and 2 more; the sheet (CSV) lists them all." in text(team(5))


def test_sheet_opens_in_a_spreadsheet():
    """The sheet has a line for each result, and no cell that a spreadsheet takes for a formula."""
    made = report(entries(result("=1+1"), result("Ann, “A”", form="pre")))
    lines = list(csv.DictReader(io.StringIO(said.sheet(made))))

    assert [line["name"] for line in lines] == ["'=1+1", "Ann, “A”"]
    assert lines[0]["score"] == "20"
    assert lines[0]["choose"] == "7 of 7"
    assert said.sheet(report([])).startswith("name,job_title,form")


def test_html_file_stands_alone():
    """The saved page asks nothing of anyone, shows names as text, and gives each picture words."""
    made = report(entries(result("<b>KL</b>")))
    soup = BeautifulSoup(
        team_report.page(made, passage=passage, plots=[("<svg/>", "what it shows")]), "html.parser"
    )

    assert soup.find("th", string="<b>KL</b>")
    assert not soup.find_all(["script", "link"])
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert [(img["src"][:26], img["alt"]) for img in soup.find_all("img")] == [
        ("data:image/svg+xml;base64,", "what it shows")
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [(Fraction(37, 2), "18.5"), (Fraction(56, 3), "18.66"), (Fraction(1999, 100), "19.99"),
     (Fraction(59999, 3000), "19.99"), (Fraction(20), "20")],
)  # fmt: skip
def test_score_is_cut_and_not_rounded(value, said):
    """A score never looks higher than it is."""
    assert short(value) == said


# -- data and laws -----------------------------------------------------------------------------


def test_each_objective_has_an_activity_that_leads_somewhere():
    """Every objective has five minutes to offer, and its label stands above a section."""
    known = sections(ROOT / "book")

    assert activities().keys() == load_objectives().keys()
    assert [each.read for each in activities().values() if each.read not in known] == []


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_order_of_files_changes_nothing(chance, count):
    """However the files are ordered, every count is the same."""
    results = [invented.result(n, form) for n in range(count) for form in ("pre", "a")]
    found = [judge(each, f"{each['learner_label']} {each['form_id']}") for each in results]
    mixed = chance.sample(found, len(found))

    assert counted(report(mixed)) == counted(report(found))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 8))
def test_counts_add_up(seed, count):
    """Right responses by objective and by item are the same sum, and none exceeds its total."""
    chance = Random(seed)
    results = [invented.result(chance.randrange(99), "b", seed=seed + n) for n in range(count)]
    (group,) = report(entries(*results)).groups

    assert sum(o.right for o in group.objectives) == sum(i.right for i in group.items)
    assert sum(o.of for o in group.objectives) == group.n * 20
    assert all(i.right + i.blank + i.chose <= i.of for i in group.items)


def test_page_rows_are_whole():
    """Each result has a row; each row has every column, and says whether it is counted."""
    made = report(entries(result("A", day=10), result("A", day=11), result("B", form="pre")))
    found = rows(made)

    assert len({tuple(row) for row in found}) == 1
    assert [row["counted"] for row in found] == ["no", "yes", "yes"]


def test_results_are_read_as_they_are_written():
    """An invented result is read back whole."""
    assert isinstance(read_data(raw(invented.result(3, "b")), "x")[0], Entry)


def test_report_keeps_one_paper_for_all():
    """Entries of one form share one paper, so that a hundred thousand weigh little."""
    made: Callable[[], Report] = lambda: team(5)  # noqa: E731
    assert len({id(entry.paper) for entry in made().groups[0].attempts}) == 1


def test_roster_and_report_name_misses_and_topics_alike():
    """A missed must-know item is its question's number in both, and a topic has one name."""
    made = report([judge(invented.result(number, "a"), str(number)) for number in range(9)])
    group = made.groups[0]
    numbers = [row["must_know_missed"] for row in rows(made)]

    assert any(numbers)
    for entry, shown in zip(group.attempts, numbers, strict=True):
        assert said.critical(entry).partition("question")[2].lstrip("s ") == shown
    titles = [head.rpartition(" (of ")[0] for head in said.grid_head(group)[1:]]
    assert sorted(titles) == sorted(each.title for each in group.objectives)
