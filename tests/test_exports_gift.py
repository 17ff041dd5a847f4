"""GIFT gives what scoring gives, and what it escapes comes back as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

import pytest
from helpers.responses import every_response

from exercises.exports.fractions import ExportError
from exercises.exports.gift import escaped, gift
from exercises.exports.groups import Group, groups
from exercises.exports.words import line, plain
from exercises.items import Item, Option, Row
from exercises.scoring import credit

SIGN = re.compile(r"\\([~=#{}:\\])|([^~=#{}:\\])")
"""A sign of a text: one that is escaped, or one that need not be."""
TEXT = rf"(?:{SIGN.pattern})*"


@dataclass
class Question:
    """A question as it stands in the file, with nothing escaped."""

    name: str
    text: str
    comment: str
    feedback: str = ""
    options: list[tuple[float, str, str]] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    single: bool = False


def said(text: str) -> str:
    """Return *text* without its escapes. A sign of GIFT that has none is a fault."""
    assert re.fullmatch(TEXT, text), text
    return SIGN.sub(lambda found: found[1] or found[2], text)


def parsed(data: bytes) -> dict[str, list[Question]]:
    """Return the questions of a GIFT file by category; anything that is not GIFT is a fault."""
    found: dict[str, list[Question]] = {}
    into: list[Question] = []
    for block in data.decode().strip().split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("//")]
        lines = lines[len(comments) :]
        if not lines:
            continue
        if place := re.fullmatch(r"\$CATEGORY: (.+)", lines[0]):
            assert place[1] not in found
            into = found[place[1]] = []
            assert lines[1:] == comments == []
            continue
        into.append(question("\n".join(comments), lines))
    return found


def question(comment: str, lines: list[str]) -> Question:
    """Return the question that *lines* hold."""
    head = re.fullmatch(r"::(?P<name>.+?)::\[html\](?P<text>.+)\{", lines[0])
    assert head, lines[0]
    assert lines[-1] == "}"
    assert lines[-2].startswith("####")
    made = Question(said(head["name"]), said(head["text"]), comment, said(lines[-2][4:]))
    for each in lines[1:-2]:
        if "->" in each:
            row, _, option = each.removeprefix("=").partition("->")
            made.rows.append((said(row.strip()), said(option.strip())))
            continue
        option = re.fullmatch(r"(=|~)(?:%(-?\d{1,3}(?:\.\d{1,5})?)%)?((?:\\.|[^\\#])+)#(.+)", each)
        assert option, each
        mark, weight, text, why = option.groups()
        made.single |= mark == "="
        worth = float(weight) if weight else 100.0 * (mark == "=")
        made.options.append((worth, said(text), said(why)))
    return made


def scorer(question: Question, item: Item) -> Callable[[frozenset[str]], float]:
    """Return what gives a response to *item* its score, 0 to 1, by its *question* alone."""
    if item.rows:
        texts = {option.id: plain(option.text) for option in item.options}
        rows = {row.id: line(row.text) for row in item.rows}
        fits = {row: option for row, option in question.rows if row}
        assert fits.keys() == set(rows.values())
        read = {pick: (rows[pick.partition(":")[0]], texts[pick.partition(":")[2]])
                for pick in item.picks}  # fmt: skip
        return lambda response: sum(fits[read[p][0]] == read[p][1] for p in response) / len(fits)
    worth = {text: worth for worth, text, _ in question.options}
    by_id = {option.id: worth[line(option.text)] / 100 for option in item.options}
    return lambda response: max(0.0, min(1.0, sum(by_id[pick] for pick in response)))


def only(item: Item) -> Question:
    """Return *item* as it stands in a file of its own."""
    ((made,),) = parsed(
        gift([Group(id="choose", title="Tell them: apart", items=(item,))])
    ).values()
    return made


def test_every_response_is_worth_what_scoring_says(bank, forms):
    """Of every item every possible response, added up from the file, gives scoring's credit."""
    made = parsed(gift(groups(bank, forms)))
    by_name = {each.name: each for questions in made.values() for each in questions}
    assert by_name.keys() == set(bank)

    for name, item in bank.items():
        assert by_name[name].single == (item.kind == "single")
        score = scorer(by_name[name], item)
        for response in every_response(item):
            assert abs(score(response) - credit(item, response)) <= 1e-6, (name, response)


def test_categories_are_objectives_and_forms(bank, forms):
    """A form's category holds its items in its order, under a name that Moodle reads as it is."""
    made = parsed(gift(groups(bank, forms)))

    assert len(made) == 7 + len(forms)
    assert [each.name for each in made["top/D9311/Forms/Form A (a)"]] == list(forms["a"].items)
    name = "Check yourself: What D9311 is (what-d9311-is)"
    assert f"top/D9311/Forms/{name}" in made


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a ~ b = c # d", r"a \~ b \= c \# d"),
        ("{x: 1}", r"\{x\: 1\}"),
        ("C:\\new", r"C\:\\new"),
        ("\\=", r"\\\="),
    ],
)
def test_signs_of_gift_are_escaped(text, written):
    r"""A backslash stands before each of ~=#{}:\ and the text comes back as it was."""
    assert escaped(text) == written
    assert said(written) == text


def test_hostile_words_come_back(make_item):
    """Signs of GIFT, of HTML and of Moodle's own marks come back as text wherever they stand."""
    words = r"// a->b ~%50%c =d #e ####f {g} ::h:: [plain] \i \\ <b> & $CATEGORY: j"
    options = tuple(Option(id=n, text=f"{n} {words}", why=f"{n} {words} why") for n in "abc")

    made = only(make_item(stem=words, options=options, key=frozenset("ab")))

    assert unescape(made.text) == f"<p>{reads(words)}</p><p>{RULE}</p>"
    assert [unescape(text) for _, text, _ in made.options] == [f"{n} {reads(words)}" for n in "abc"]
    assert [unescape(why) for *_, why in made.options] == [f"{n} {reads(words)} why" for n in "abc"]
    assert [worth for worth, *_ in made.options] == [50.0, 50.0, -100.0]


RULE = "Choose all that apply: a wrong tick can cancel a right one."


def reads(text: str) -> str:
    r"""Return *text* as a page shows it: `\\` is how an item writes a backslash."""
    return text.replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("begins", "written"),
    [("%50% of it", "&#37;50% of it"), ("[plain] text", "&#91;plain] text")],
)
def test_an_option_never_begins_as_a_weight_or_a_format(make_item, begins, written):
    """Where Moodle would read a weight or a format, the first sign is written as HTML has it."""
    options = (
        Option(id="a", text="Right", why="It is."),
        Option(id="b", text=begins, why=begins),
    )

    assert only(make_item(options=options)).options[1] == (0.0, written, written)


def test_an_arrow_parts_row_and_option_once(make_item):
    """An arrow in a row or an option does not part them, and spare options come without a row."""
    options = (
        Option(id="a", text="a->b = c", why="One."),
        Option(id="b", text="D9310", why="Two."),
    )
    rows = (Row(id="r1", text="x -> y: z", key="a", why="Because."),)
    made = only(make_item(options=options, rows=rows, key=None))

    assert made.rows == [("x -&gt; y: z", "a->b = c"), ("", "D9310")]


def test_reasons_come_with_each_option_and_all_together(make_item):
    """An option carries its reason, and the general feedback holds them all."""
    item = make_item()
    made = only(item)

    assert [why for *_, why in made.options] == [option.why for option in item.options]
    assert all(option.why in made.feedback for option in item.options)


def test_a_question_is_found_by_number_and_tags(make_item):
    """The comment above a question holds what Moodle takes for its number and its tags."""
    made = only(make_item(version=2, decision="code", critical=True))

    told = "[id:choose-cardiology-call@2] [tag:choose] [tag:code] [tag:must not be missed]"
    assert made.comment == f"// {told}"


def test_more_than_ten_are_refused_by_name(make_item):
    """What Moodle has no fraction for is refused here, too."""
    options = tuple(Option(id=f"o{n}", text=f"O{n}", why="Because.") for n in range(12))

    with pytest.raises(ExportError, match="'choose-cardiology-call': has 11 keys"):
        only(make_item(options=options, key=frozenset(option.id for option in options[:11])))
