"""Decisions and the cases over them: read with every fault named, balanced, and paired."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exercises.checking import balance, word_model
from exercises.checking.lint import lint
from exercises.forms import Form
from exercises.order import shown
from exercises.reading.bank import Bank, BankError, load_bank
from exercises.reading.decisions import load_decisions
from exercises.results.result import item_hash

LISTS = """\
code:
  ask: What does the dental office report?
  options:
    - {id: d9311, text: D9311}
    - {id: d9310, text: D9310}
    - {id: neither, text: Neither code}
reply:
  ask: What does she say?
  shuffle: true
  options:
    - {id: fee, text: It is a fee for the call., why: It fits if she was told the fee before.}
    - {id: wait, text: We have to ask first., why: It fits if nobody asked the plan yet at all.}
"""

CASE = """\
  - id: choose-{name}
    decision: {decision}
    point: who-asked
    case: {name}
    stem: Case {name}.
    key: {key}
    why:
      d9311: It would be D9311 if the dentist had asked a doctor for advice.
      d9310: It would be D9310 if somebody had asked the dentist for an opinion.
      neither: It would be neither if nobody had asked anybody for advice today.
    source: ada-cdt
    read: there
"""


@pytest.fixture
def decisions(tmp_path):
    """Return the two lists above, read from a file."""
    path = tmp_path / "decisions.yml"
    path.write_text(LISTS, encoding="utf-8")
    return load_decisions(path)


def test_a_list_of_what_is_right_asks_what_one_should_do():
    """The law may let a dentist call at once: a list that may say to ask first asks *should*."""
    call = load_decisions()["call"]

    assert call.ask == "Should the dentist make the call?"
    assert "ask" in call.ids


@pytest.fixture
def read(tmp_path, decisions):
    """Return a reader of cases written as YAML, under one objective."""

    def reader(*cases: str) -> Bank:
        path = tmp_path / "choose.yml"
        path.write_text("objective: choose\nitems:\n" + "".join(cases), encoding="utf-8")
        return load_bank(path, decisions=decisions)

    return reader


def case(name: str, key: str = "d9311", decision: str = "code", more: str = "") -> str:
    """Return a good case, with *more* fields at its end."""
    return CASE.format(name=name, key=key, decision=decision) + more


def lists_of(tmp_path: Path, text: str) -> list[str]:
    """Return what is wrong with the decision file *text*, without its path."""
    path = tmp_path / "wrong.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_decisions(path)
    return [problem.partition("wrong.yml:")[2] for problem in caught.value.problems]


# -- reading ------------------------------------------------------------------------------------


def test_a_case_takes_question_and_options_from_its_decision(read):
    """The list's question is asked, its options are shown, and the reasons are the case's own."""
    item = read(case("call"))["choose-call"]

    assert item.ask == "What does the dental office report?"
    assert [option.text for option in item.options] == ["D9311", "D9310", "Neither code"]
    assert item.options[0].why.startswith("It would be D9311 if")
    assert item.wording == "Case call. What does the dental office report?"


def test_a_standing_reason_serves_where_a_case_has_none(read):
    """A case over a list with standing whys needs none of its own."""
    text = case("bill", key="fee", decision="reply")
    item = read(text.partition("    why:")[0] + "    source: ada-cdt\n    read: there\n")

    assert item["choose-bill"].options[0].why == "It fits if she was told the fee before."


def test_an_exhibit_is_numbered_where_it_is_told_in_one_line(read):
    """What lies on the desk stands between the case and the question, line by line."""
    more = "    exhibit:\n      title: Note\n      lines: [Dr. Hall asked., He said yes.]\n"
    item = read(case("note", more=more))["choose-note"]

    assert item.wording == (
        "Case note. Note: 1. Dr. Hall asked. 2. He said yes. What does the dental office report?"
    )


def test_a_standing_list_keeps_its_order_and_a_mirror_set_does_not(read):
    """The hand learns where D9311 is; sentences are shuffled by the seed."""
    bank = read(case("one"), case("two", key="fee", decision="reply").partition("    why:")[0]
                + "    source: ada-cdt\n    read: there\n")  # fmt: skip

    assert {shown(bank["choose-one"], seed) for seed in range(20)} == {
        ("d9311", "d9310", "neither")
    }
    assert len({shown(bank["choose-two"], seed) for seed in range(20)}) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            case("x", decision="cod"),
            "4: item 'choose-x': decision 'cod' is unknown; did you mean 'code'?",
        ),
        (
            case("x", key="d9312"),
            "8: item 'choose-x': key 'd9312' is not an option; use one of d9311, d9310, neither",
        ),
        (
            case("x").replace("neither: It", "nether: It"),
            "12: item 'choose-x': why 'nether' is not an option of 'code'; "
            "use one of d9311, d9310, neither",
        ),
        (
            case("x", more="    mistakes: {d9312: thin-note}\n"),
            "15: item 'choose-x': mistakes 'd9312' is not an option of 'code'; "
            "use one of d9311, d9310, neither",
        ),
        (
            case("x").replace("      d9310: It would be", "      # d9310: It would be"),
            "10: item 'choose-x': option 'd9310': why is missing; "
            "say why it is right, or why it tempts and what would make it right",
        ),
        (
            case("x", more="    exhibit: {title: Note}\n"),
            "15: item 'choose-x': exhibit: lines is missing; write what it says, a line each",
        ),
        (
            case("x", more="    twin: choose-x\n"),
            "15: item 'choose-x': is its own twin; name the other case",
        ),
        (
            case("x", more="    options: []\n"),
            "15: item 'choose-x': has a decision and options; delete one",
        ),
    ],
)
def test_a_fault_of_a_case_is_named_with_its_line(read, text, said):
    """File, line, what is wrong, and what to write instead."""
    with pytest.raises(BankError) as caught:
        read(text)

    assert said in [problem.partition("choose.yml:")[2] for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LISTS.replace("ask: What does the", "asks: What does the"),
         "2: decision 'code': field 'asks' is unknown; did you mean 'ask'?"),
        (LISTS.replace("id: d9310", "id: d9311"),
         "5: decision 'code': option 'd9311' stands twice; give each its own id"),
        (LISTS.replace("id: neither", "id: No"),
         "6: decision 'code': option: id 'No' is read as true or false; write \"No\" in quotes"),
        (LISTS.replace("code:", "Code 1:"),
         "1: decision 'Code 1' is not an id; use lower-case letters, digits and single hyphens, "
         "such as 'choose-cardiology-call'"),
        ("code:\n  ask: What?\n  options: [{id: a, text: A}]\n",
         "1: decision 'code': has 1 option; write 2 to 8"),
    ],
)  # fmt: skip
def test_a_fault_of_a_list_is_named_with_its_line(tmp_path, text, said):
    """A decision file is read as strictly as a bank."""
    assert said in lists_of(tmp_path, text)


# -- reasons ------------------------------------------------------------------------------------

WITH_REASONS = LISTS.replace(
    "reply:\n",
    """\
  reasons:
    ask: Why?
    options:
      - {id: advised, for: d9311, text: Our dentist asked and got advice}
      - {id: examined, for: d9310, text: Our dentist was asked and examined}
      - {id: silent, for: neither, text: Nobody asked}
      - {id: unheard, for: neither, text: Nobody answered}
reply:
""",
)


@pytest.fixture
def reasoned(tmp_path):
    """Return a reader of one case over a list with reasons."""
    lists = tmp_path / "decisions.yml"
    lists.write_text(WITH_REASONS, encoding="utf-8")
    path = tmp_path / "choose.yml"

    def reader(text: str) -> Bank:
        path.write_text(f"objective: choose\nitems:\n{text}", encoding="utf-8")
        return load_bank(path, decisions=load_decisions(lists))

    return reader


def test_a_case_names_the_reason_that_decides_it(reasoned):
    """The reason is one of its decision's, for its key; no result knows it."""
    item = reasoned(case("call", more="    reason: advised\n"))["choose-call"]

    assert item.reason == "advised"
    assert item_hash(item) == item_hash(replace(item, reason=None))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            case("x", key="neither"),
            "3: item 'choose-x': reason is missing; name the fact that decides it: "
            "use one of silent, unheard",
        ),
        (
            case("x", key="neither", more="    reason: silence\n"),
            "15: item 'choose-x': reason 'silence' is unknown; use one of silent, unheard",
        ),
        (
            case("x", key="neither", more="    reason: advised\n"),
            "15: item 'choose-x': reason 'advised' is for 'd9311', the key is 'neither'; "
            "use one of silent, unheard",
        ),
        (
            case("x", key="[d9311, neither]", more="    reason: advised\n"),
            "15: item 'choose-x': reason goes with one key; delete reason",
        ),
        (
            case("x", decision="reply", key="fee", more="    reason: advised\n"),
            "15: item 'choose-x': decision 'reply' has no reasons; delete reason",
        ),
    ],
    ids=["missing", "unknown", "of-another-key", "several-keys", "no-list"],
)
def test_a_fault_of_a_reason_is_named_with_its_line(reasoned, text, said):
    """A reason that is missing, unknown, or another key's is named with what would be right."""
    with pytest.raises(BankError) as caught:
        reasoned(text)

    assert said in [problem.partition("choose.yml:")[2] for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("for: d9310, text: Our", "for: d9312, text: Our",
         "11: decision 'code': reasons: reason 'examined': for 'd9312' is no option; "
         "use one of d9311, d9310, neither"),
        ("for: d9310, text: Our", "for: d9311, text: Our",
         "8: decision 'code': reasons: none is for 'd9310'; write one"),
        ("for: d9310, ", "",
         "11: decision 'code': reasons: reason 'examined': for is missing; "
         "name what it decides for: d9311, d9310, neither"),
        ("id: unheard", "id: silent",
         "13: decision 'code': reasons: reason 'silent' stands twice; give each its own id"),
        ("ask: Why?", "asks: Why?",
         "8: decision 'code': reasons: field 'asks' is unknown; did you mean 'ask'?"),
    ],
)  # fmt: skip
def test_a_fault_of_a_list_of_reasons_is_named_with_its_line(tmp_path, wrong, right, said):
    """What reasons decide for is held to the options, and each option has one."""
    assert said in lists_of(tmp_path, WITH_REASONS.replace(wrong, right))


# -- balance ------------------------------------------------------------------------------------


def spread(**keys: int) -> list[str]:
    """Return cases over `code` with so many of each key."""
    return [case(f"{key}-{n}", key=key) for key, count in keys.items() for n in range(count)]


def test_a_list_that_one_case_uses_is_named(read):
    """A list of options that serves one item tells its key to whoever has seen it once."""
    found = list(balance.lists(read(case("only"))))

    assert "decision 'code': is used by 1 item; write another case for it, or drop it" in found[0]


def test_an_option_that_is_no_key_is_named(read):
    """An option that is never right is no option."""
    found = [each for each in balance.lists(read(*spread(d9311=2, d9310=2))) if "'code'" in each]

    assert len(found) == 1
    assert "option 'neither' is no key; write the case for it, or drop it" in found[0]


@pytest.mark.parametrize(
    ("keys", "most"),
    [
        ({"d9311": 3, "d9310": 2, "neither": 1}, None),
        ({"d9311": 4, "d9310": 1, "neither": 1}, 3),
        ({"d9311": 1, "d9310": 1, "neither": 1}, None),
        ({"d9311": 2, "d9310": 1}, 1),
    ],
)
def test_no_option_is_the_key_of_more_than_half(read, keys, most):
    """Half of a list's cases may have one key; of three cases, no more than needed."""
    problems = [each for each in balance.lists(read(*spread(**keys))) if "is the key of" in each]

    assert len(problems) == (most is not None)
    assert all(f"until it is {most} or fewer" in each for each in problems)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("choose-b", "choose-a", None),
        ("choose-c", "choose-a", "twin 'choose-c' is not in the bank; use an id of the bank"),
        ("choose-b", "choose-b2", "twin 'choose-b' names 'choose-b2'; let the two name each other"),
    ],
)
def test_twins_name_each_other(read, first, second, said):
    """A twin stands in the bank and names its twin back."""
    bank = read(
        case("a", more=f"    twin: {first}\n"),
        case("b", key="neither", more=f"    twin: {second}\n"),
    )

    found = dict(balance.twins(bank))
    assert found.get("choose-a") == said


def test_twins_have_different_keys(read):
    """One fact differs, and it decides: the keys of twins are never the same."""
    bank = read(case("a", more="    twin: choose-b\n"), case("b", more="    twin: choose-a\n"))

    assert ("choose-a", "twin 'choose-b' has the same key; change the fact that decides") in list(
        balance.twins(bank)
    )


def test_half_of_the_cases_over_code_are_twins(read):
    """Of four cases two must have a twin."""
    pair = [
        case("a", more="    twin: choose-b\n"),
        case("b", key="d9310", more="    twin: choose-a\n"),
    ]

    assert not list(balance.few_twins(read(*pair, case("c"), case("d"))))
    assert "0 of 4 cases have a twin; write twins until 2 do" in next(
        balance.few_twins(read(*spread(d9311=4)))
    )


def test_whoever_picks_the_commonest_key_earns_its_share(read):
    """With three D9311 of five in the bank, that pick earns one of two on a form of both kinds."""
    bank = read(*spread(d9311=3, d9310=1, neither=1))
    form = Form(id="f", title="F", items=("choose-d9311-0", "choose-neither-0"))

    assert balance.commonest(form, bank) == 1 / 2


def test_a_scored_form_shows_no_twins(read):
    """A case beside its twin answers it."""
    bank = read(
        case("a", more="    twin: choose-b\n"),
        case("b", key="d9310", more="    twin: choose-a\n"),
    )
    items = ("choose-a", "choose-b")
    scored = Form(id="pre", title="Pre", items=items, mode="pre")
    practiced = Form(id="page", title="Page", items=items)

    found = lint(bank, {"pre": scored, "page": practiced})
    assert len([each for each in found if "and its twin" in each]) == 1
    assert any("form 'pre': shows 'choose-a' and its twin 'choose-b'; keep one" in e for e in found)


# -- the word model -----------------------------------------------------------------------------


def test_the_word_model_finds_what_gives_keys_away(make_item):
    """Where every key says *since* and nothing else does, it is right every time."""
    bank = {}
    for n in range(40):
        options = tuple(
            make_item().options[0].__class__(id=name, text=text, why="It is so.")
            for name, text in (("a", f"D9311, since {n}"), ("b", f"D9310 {n}"), ("c", f"None {n}"))
        )
        item = make_item(id=f"choose-{n}", options=options)
        bank[item.id] = item

    assert word_model.share(None, word_model.guessed(bank)) == 1


def test_the_word_model_learns_nothing_from_a_balanced_list(read):
    """Where each option is a key equally often, it does no better than chance."""
    hits = word_model.guessed(read(*spread(d9311=10, d9310=10, neither=10)))

    assert word_model.share(None, hits) <= 0.4
