"""Moodle XML gives what scoring gives, and Moodle can read it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from xml.etree.ElementTree import Element, fromstring

import pytest
from helpers.responses import every_response

from exercises.exports.fractions import ExportError
from exercises.exports.groups import Group, groups
from exercises.exports.moodle import moodle
from exercises.exports.words import line, plain
from exercises.items import Item, Option, Row
from exercises.scoring import credit

MOODLE = [
    "0", "100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10",
]  # fmt: skip
"""Moodle's own fractions that one of up to ten equal parts needs, in percent."""


def select_all(make_item, right: int, wrong: int, **about) -> Item:
    """Return a select-all item with keys `k0`, `k1` and distractors `d0`, `d1` and so on."""
    names = [f"k{n}" for n in range(right)] + [f"d{n}" for n in range(wrong)]
    options = tuple(Option(id=name, text=name.upper(), why=f"Why {name}.") for name in names)
    return make_item(options=options, key=frozenset(names[:right]), **about)


def group(*items: Item) -> Group:
    """Return an objective that holds *items*."""
    return Group(id="choose", title="Tell D9311/D9310 apart", items=items)


def questions(data: bytes) -> list[Element]:
    """Return the questions in *data* that are no category."""
    return [each for each in fromstring(data).iter("question") if each.get("type") != "category"]


def text(element: Element, path: str) -> str:
    """Return the text at *path* below *element*."""
    return element.findtext(f"{path}/text") or ""


def scorer(question: Element, item: Item) -> Callable[[frozenset[str]], float]:
    """Return what gives a response to *item* its score in Moodle, by its *question* alone.

    Options add up between 0 and 1; of a match it is the share of rows that fit.
    """
    if item.rows:
        texts = {option.id: plain(option.text) for option in item.options}
        rows = {row.id: line(row.text) for row in item.rows}
        pairs = [(r.findtext("text"), text(r, "answer")) for r in question.findall("subquestion")]
        fits = {row: option for row, option in pairs if row}
        assert fits.keys() == set(rows.values())
        assert {option for _, option in pairs} == set(texts.values())
        read = {pick: (rows[pick.partition(":")[0]], texts[pick.partition(":")[2]])
                for pick in item.picks}  # fmt: skip
        return lambda response: sum(fits[read[p][0]] == read[p][1] for p in response) / len(fits)
    worth = {each.findtext("text"): each.get("fraction") for each in question.findall("answer")}
    by_id = {option.id: float(worth[line(option.text)]) / 100 for option in item.options}
    return lambda response: max(0.0, min(1.0, sum(by_id[pick] for pick in response)))


@pytest.fixture(scope="module")
def exported(bank, forms) -> bytes:
    """Return the book's own bank as Moodle XML."""
    return moodle(groups(bank, forms))


def test_every_response_is_worth_what_scoring_says(bank, exported):
    """Of every item every possible response, added up from the file, gives scoring's credit."""
    by_id = {text(each, "name"): each for each in questions(exported)}
    assert by_id.keys() == set(bank)

    for name, item in bank.items():
        score = scorer(by_id[name], item)
        for response in every_response(item):
            assert abs(score(response) - credit(item, response)) <= 1e-6, (name, response)


@pytest.mark.parametrize("right", range(1, 11))
@pytest.mark.parametrize("wrong", [1, 3, 7, 10])
def test_every_size_is_worth_what_scoring_says(make_item, right, wrong):
    """Any number of keys and distractors up to ten gives the balanced rule, to five decimals."""
    item = select_all(make_item, right, wrong)
    (question,) = questions(moodle([group(item)]))
    score = scorer(question, item)
    names = [option.id for option in item.options]

    for ticked in range(1, right + 1):
        for missed in range(wrong + 1):
            response = frozenset([*names[:ticked], *names[right : right + missed]])
            by_hand = max(Fraction(0), Fraction(ticked, right) - Fraction(missed, wrong))
            assert abs(score(response) - by_hand) <= 1e-6


def test_weights_as_worked_by_hand(make_item):
    """Three keys and six distractors: a third for each key, a sixth off for each distractor."""
    (question,) = questions(moodle([group(select_all(make_item, 3, 6))]))

    given = [answer.get("fraction") for answer in question.findall("answer")]
    assert given == ["33.33333"] * 3 + ["-16.66667"] * 6
    assert question.findtext("single") == "false"


def fractions(data: bytes) -> set[str]:
    """Return every fraction that *data* gives an answer."""
    return {answer.get("fraction") for answer in fromstring(data).findall("question/answer")}


def test_every_fraction_is_one_of_moodles(exported, make_item):
    """Moodle takes each fraction as it stands: of the bank, and of every size up to ten."""
    sizes = moodle([group(*(select_all(make_item, n, 11 - n) for n in range(1, 11)))])

    assert fractions(exported) <= {*MOODLE, *(f"-{each}" for each in MOODLE[1:])}
    assert fractions(sizes) == {*MOODLE[1:], *(f"-{each}" for each in MOODLE[1:])}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (11, 2, "has 11 keys, and Moodle has no such part of 1; use 10 at most"),
        (2, 11, "has 11 distractors, and Moodle has no such part of 1; use 10 at most"),
    ],
)
def test_more_than_ten_are_refused_by_name(make_item, right, wrong, said):
    """What Moodle has no fraction for is refused, and the item is named."""
    item = select_all(make_item, right, wrong)

    with pytest.raises(ExportError, match=f"^item 'choose-cardiology-call': {said}$"):
        moodle([group(item)])


def test_a_single_choice_may_be_long(make_item):
    """A single choice gives all or nothing, so the number of its options does not matter."""
    options = tuple(Option(id=f"o{n}", text=f"O{n}", why="Because.") for n in range(12))
    (question,) = questions(moodle([group(make_item(options=options, key="o3"))]))

    given = [answer.get("fraction") for answer in question.findall("answer")]
    assert given == ["0"] * 3 + ["100"] + ["0"] * 8
    assert question.findtext("single") == "true"


def test_all_that_cannot_be_held_is_named_at_once(make_item):
    """Every refused item is named, also one whose name is longer than Moodle keeps."""
    wide = select_all(make_item, 11, 1)
    long = make_item(id="choose-" + "a" * 92)

    with pytest.raises(ExportError) as refused:
        moodle([group(wide, long)])
    assert refused.value.problems.keys() == {wide.id, long.id}
    assert "takes 101 characters, and Moodle keeps 100" in refused.value.problems[long.id]


def test_categories_are_objectives_and_forms(bank, forms, exported):
    """Each objective and each form is a category with a number of its own, then its items."""
    found: dict[str, list[str]] = {}
    for question in fromstring(exported):
        if question.get("type") == "category":
            place = text(question, "category")
            items = found.setdefault(question.findtext("idnumber"), [])
            assert place.startswith(("top/D9311/Objectives/", "top/D9311/Forms/"))
            assert "American Dental Association" in text(question, "info")
        else:
            items.append(question.findtext("idnumber"))

    assert list(found) == [
        *(f"objective-{name}" for name in
          ("define", "choose", "document", "bill", "denials", "privacy", "current")),
        *(f"form-{name}" for name in forms),
    ]  # fmt: skip
    assert found["form-a"] == [f"{name}@{bank[name].version}" for name in forms["a"].items]


def test_a_slash_in_a_name_is_no_folder(make_item):
    """A slash in a title is doubled, or Moodle would make a category of each half."""
    data = moodle([group(make_item())])

    place = text(fromstring(data)[0], "category")
    assert place == "top/D9311/Objectives/Tell D9311//D9310 apart (choose)"


def test_reasons_come_with_each_option_and_all_together(make_item):
    """An option's feedback is its reason; the general feedback holds every reason."""
    (question,) = questions(moodle([group(select_all(make_item, 2, 2))]))

    feedback = [text(answer, "feedback") for answer in question.findall("answer")]
    assert feedback == ["Why k0.", "Why k1.", "Why d0.", "Why d1."]
    assert all(why in text(question, "generalfeedback") for why in feedback)


def test_words_are_html_and_signs_are_text(make_item):
    """What an item holds of HTML reads as it was written, in the case and in an option."""
    options = (
        Option(id="a", text="<b> & co", why="An *asked* one."),
        Option(id="b", text="D9310", why="No."),
    )
    (question,) = questions(moodle([group(make_item(stem="Is 2 < 3?", options=options))]))

    assert text(question, "questiontext") == "<p>Is 2 &lt; 3?</p>"
    assert question.find("answer").findtext("text") == "&lt;b&gt; &amp; co"
    assert text(question.find("answer"), "feedback") == "An <em>asked</em> one."


def test_a_match_offers_what_fits_no_row(make_item):
    """Each row has its option, and options that fit none come without a row; none has HTML."""
    item = make_item(
        key=None,
        rows=(
            Row(id="r1", text="She *asks*", key="c", why="One."),
            Row(id="r2", text="Staff call", key="c", why="Two."),
        ),
    )
    (question,) = questions(moodle([group(item)]))

    rows = [(row.findtext("text"), text(row, "answer")) for row in question.findall("subquestion")]
    assert question.get("type") == "matching"
    assert rows == [
        ("She <em>asks</em>", "Neither code"),
        ("Staff call", "Neither code"),
        ("", "D9311"),
        ("", "D9310"),
    ]


def test_a_standing_list_keeps_its_order(make_item):
    """Options of a standing list are not shuffled; an item's own are."""
    standing, own = questions(moodle([group(make_item(standing=True), make_item())]))

    assert [each.findtext("shuffleanswers") for each in (standing, own)] == ["0", "1"]


def test_an_item_is_found_by_its_tags(make_item):
    """Objective, decision and the mark of a critical item are tags."""
    (question,) = questions(moodle([group(make_item(decision="code", critical=True))]))

    assert [tag.findtext("text") for tag in question.iter("tag")] == [
        "choose", "code", "must not be missed",
    ]  # fmt: skip
