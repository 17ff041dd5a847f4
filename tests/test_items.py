"""An item that cannot be scored or explained cannot be made, and says all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.items import Item, ItemError, Option, Row

names = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
words = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


def option(**changes: Any) -> Option:
    """Return option `a` of the maker's item, but for *changes*."""
    return Option(**{"id": "a", "text": "D9311", "why": "She asked and was advised."} | changes)


def row(**changes: Any) -> Row:
    """Return a row that option `a` fits, but for *changes*."""
    fields = {"id": "r1", "text": "The dentist asks", "key": "a", "why": "She asked."}
    return Row(**fields | changes)


OTHER = Option(id="b", text="D9310", why="Right if she had been asked.")
GOOD = "choose-cardiology-call"
HELP = "use lower-case letters, digits and single hyphens, such as 'choose-cardiology-call'"
REFUSED = {
    "no id": (
        {"id": " "},
        "id is missing; write objective, topic and what, such as 'choose-cardiology-call'",
    ),
    "id is no address": ({"id": "Choose_It"}, f"id 'Choose_It' cannot be an address; {HELP}"),
    "id of another objective": (
        {"id": "bill-fee"},
        "id 'bill-fee' hides its objective; write 'choose-bill-fee' or the like",
    ),
    "no objective": ({"objective": ""}, "objective is missing; name the bank's objective"),
    "objective is no id": ({"objective": "A b"}, f"objective 'A b' is not an id; {HELP}"),
    "no stem": ({"stem": "\n "}, "stem is missing; write the case and the question"),
    "no read": ({"read": ""}, "read is missing; give the label of the section that teaches it"),
    "read is no id": ({"read": "The Note"}, f"read 'The Note' is not an id; {HELP}"),
    "no point": ({"point": ""}, "point is missing; name the teaching point; siblings share it"),
    "point is no id": ({"point": "who_asks"}, f"point 'who_asks' is not an id; {HELP}"),
    "no case": ({"case": ""}, "case is missing; name the scene"),
    "case is no id": ({"case": "x--6"}, f"case 'x--6' is not an id; {HELP}"),
    "no source": ({"source": ()}, "source is missing; name a key of references.bib"),
    "version too low": ({"version": 0}, "version 0 is too low; start at 1"),
    "no options": ({"options": ()}, "has no distractor; write at least two options"),
    "one option": ({"options": (option(),)}, "has no distractor; write at least two options"),
    "option twice": (
        {"options": (option(), option(), OTHER)},
        "option id 'a' is used 2 times; give each its own",
    ),
    "option id": (
        {"options": (option(id="A"), OTHER), "key": "b"},
        f"option id 'A' is not an id; {HELP}",
    ),
    "option without text": (
        {"options": (option(text=" "), OTHER)},
        "option 'a': text is missing; write what the learner chooses",
    ),
    "option without why": (
        {"options": (option(why=""), OTHER)},
        "option 'a': why is missing; say why it is right, or why it tempts and what would make it "
        "right",
    ),
    "no key": ({"key": None}, "key is missing; use one of a, b, c or write rows"),
    "blank key": ({"key": ""}, "key is empty; use one of a, b, c"),
    "empty set of keys": ({"key": frozenset()}, "key is empty; use one of a, b, c"),
    "unknown key": ({"key": "e"}, "key 'e' is not an option; use one of a, b, c"),
    "unknown key of several": (
        {"key": frozenset("ae")},
        "key 'e' is not an option; use one of a, b, c",
    ),
    "no distractor": (
        {"key": frozenset("abc")},
        "has no distractor, so ticking everything would be right; add an option that is wrong",
    ),
    "key beside rows": (
        {"rows": (row(),)},
        "a match takes its keys from rows; delete key",
    ),
    "row twice": (
        {"key": None, "rows": (row(), row())},
        "row id 'r1' is used 2 times; give each its own",
    ),
    "row id": ({"key": None, "rows": (row(id="R:1"),)}, f"row id 'R:1' is not an id; {HELP}"),
    "row without text": (
        {"key": None, "rows": (row(text=""),)},
        "row 'r1': text is missing; write what the learner chooses",
    ),
    "row without why": (
        {"key": None, "rows": (row(why=" "),)},
        "row 'r1': why is missing; say why it is right, or why it tempts and what would make it "
        "right",
    ),
    "unknown key of a row": (
        {"key": None, "rows": (row(key="e"),)},
        "row 'r1': key 'e' is not an option; use one of a, b, c",
    ),
}


@pytest.mark.parametrize(("changes", "text"), REFUSED.values(), ids=REFUSED.keys())
def test_nonsense_is_refused(make_item, changes, text):
    """Each thing that keeps an item from being scored or explained is named, with the way out."""
    with pytest.raises(ItemError, match=re.escape(f"item {changes.get('id', GOOD)!r}: {text}")):
        make_item(**changes)


def test_one_fault_is_one_problem(make_item):
    """A blank stem is one problem, in the field that it stands in, and nothing else is accused."""
    with pytest.raises(ItemError, match="stem is missing") as caught:
        make_item(stem="")

    assert [problem.field for problem in caught.value.problems] == ["stem"]


def test_missing_objective_is_one_problem(make_item):
    """Without an objective, nobody is told to write an id that starts with a hyphen."""
    with pytest.raises(ItemError, match="objective is missing") as caught:
        make_item(objective="")

    assert [problem.field for problem in caught.value.problems] == ["objective"]


def test_all_problems_come_at_once(make_item):
    """A bad item lists everything that is wrong, one a line, and the field of each."""
    with pytest.raises(ItemError, match="stem is missing") as caught:
        make_item(stem="", source=(), key="e", version=-1, options=(option(why=""), OTHER))

    fields = [problem.field for problem in caught.value.problems]
    assert sorted(fields) == ["key", "options.a.why", "source", "stem", "version"]
    assert all(line.startswith(f"item {GOOD!r}: ") for line in str(caught.value).splitlines())
    assert len(str(caught.value).splitlines()) == 5


def test_key_may_be_one_of_several_that_apply(make_item):
    """A set of one key is select-all-that-apply all the same: the learner may not know how many."""
    assert make_item(key=frozenset("a")).kind == "multiple"


def test_an_item_stays_as_it_was_made(make_item):
    """No field of an item can be changed, so no key can be made to differ from its check."""
    item = make_item()

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'key'"):
        item.key = "b"


def test_rows_may_share_an_option_and_leave_one_unused(make_item):
    """In a match one option can fit two rows, and another none."""
    item = make_item(key=None, rows=(row(), row(id="r2")))

    assert item.keys == {"r1:a", "r2:a"}


@st.composite
def made(draw: Callable[..., Any]) -> tuple[dict[str, Any], str, frozenset[str], tuple[str, ...]]:
    """Draw the fields of a valid item, and its kind, keys and picks as drawn."""
    ids = draw(st.lists(names, min_size=2, max_size=6, unique=True))
    options = tuple(Option(id=each, text=draw(words), why=draw(words)) for each in ids)
    kind = draw(st.sampled_from(["single", "multiple", "match"]))
    key: str | frozenset[str] | None = None
    rows: tuple[Row, ...] = ()
    if kind == "single":
        key = draw(st.sampled_from(ids))
        keys, picks = frozenset([key]), tuple(ids)
    elif kind == "multiple":
        key = frozenset(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1)))
        keys, picks = key, tuple(ids)
    else:
        lines = draw(st.lists(names, min_size=1, max_size=4, unique=True))
        fits = [draw(st.sampled_from(ids)) for _ in lines]
        rows = tuple(
            Row(id=line, text=draw(words), key=fit, why=draw(words))
            for line, fit in zip(lines, fits, strict=True)
        )
        keys = frozenset(f"{line}:{fit}" for line, fit in zip(lines, fits, strict=True))
        picks = tuple(f"{line}:{each}" for line in lines for each in ids)
    objective = draw(names)
    fields = {
        "id": f"{objective}-{draw(names)}",
        "objective": objective,
        "stem": draw(words),
        "options": options,
        "key": key,
        "rows": rows,
        "source": tuple(draw(st.lists(names, min_size=1, max_size=3))),
        "read": draw(names),
        "point": draw(names),
        "case": draw(names),
        "critical": draw(st.booleans()),
        "version": draw(st.integers(min_value=1, max_value=10_000)),
    }
    return fields, kind, keys, picks


@given(made())
def test_valid_items_are_what_was_written(drawn):
    """Any valid item keeps its kind, its keys and its picks in the order of writing."""
    fields, kind, keys, picks = drawn

    item = Item(**fields)

    assert (item.kind, item.keys, item.picks) == (kind, keys, picks)
    assert {name: getattr(item, name) for name in fields} == fields
