"""Whatever is put where the book reads is refused in words or shown as text; nothing runs."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial

import pytest
from bs4 import BeautifulSoup
from helpers import hostile

from exercises.documents import LONGEST as ROOM
from exercises.documents import fill, found, missing
from exercises.faces import render
from exercises.forms import Form
from exercises.items import Option
from exercises.reading.bank import BankError, load_bank
from exercises.reading.desk import load_aid, load_document, load_guard
from exercises.reading.passages import Passage
from exercises.results.code import from_code
from exercises.results.files import read_result
from exercises.results.refusals import ResultError
from exercises.verdict import Aid

LONGEST = 1_000  # characters of a message
SECONDS = 10  # a bank takes a hundredth; only what never ends comes near


def shapes(html: str) -> Counter[tuple[str, ...]]:
    """Return how often each element stands in *html*, with the names of its attributes."""
    soup = BeautifulSoup(html, "html.parser")
    return Counter((tag.name, *tag.attrs) for tag in soup.find_all() if tag.name not in EMPHASIS)


EMPHASIS = ("em", "strong", "code")


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
@pytest.mark.parametrize(
    "draw", [render.quiz, partial(render.attempt, scripts=["a.js"])], ids=["quiz", "attempt"]
)
def test_hostile_words_add_nothing_to_a_page(make_item, draw, text):
    """Hostile words in a stem, options, whys and titles add no element and no attribute."""
    pages = []
    for word in ("Plain words", text):
        options = tuple(Option(id=name, text=f"{name} {word}", why=word + " why") for name in "abc")
        item = make_item(stem=f"{word}?", options=options)
        form = Form(id="f", title=word, mode="practice" if draw is render.quiz else "final",
                    items=(item.id,))  # fmt: skip
        passage = Passage(title=word, href="a.html")
        pages.append(draw(form, {item.id: item}, passage=lambda label, passage=passage: passage))

    assert shapes(pages[1]) == shapes(pages[0])


@pytest.mark.parametrize("data", hostile.YAML.values(), ids=hostile.YAML)
def test_a_hostile_bank_is_refused(tmp_path, data):
    """A file that is no bank is refused with its name, in few words and in time."""
    path = tmp_path / "bank.yml"
    path.write_bytes(data)
    began = time.process_time()

    with pytest.raises(BankError) as caught:
        load_bank(path)

    assert time.process_time() - began < SECONDS
    assert all("bank.yml" in problem for problem in caught.value.problems)
    assert max(map(len, caught.value.problems)) < LONGEST
    assert str(caught.value).replace("\n", " ").isprintable()


@pytest.mark.parametrize("data", hostile.JSON.values(), ids=hostile.JSON)
def test_a_hostile_result_is_refused(tmp_path, data):
    """A file that is no result is refused with its name, in one line of few words and in time."""
    path = tmp_path / "result.json"
    path.write_bytes(data)
    began = time.process_time()

    with pytest.raises(ResultError, match=r"^result\.json: ") as caught:
        read_result(path)

    assert time.process_time() - began < SECONDS
    assert len(str(caught.value)) < LONGEST
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "text", (hostile.TEXTS | hostile.CONTROL).values(), ids=hostile.TEXTS | hostile.CONTROL
)
def test_a_hostile_code_is_refused(forms, bank, text):
    """Words that are no code of a result are refused in few words."""
    with pytest.raises(ResultError) as caught:
        from_code(text, forms, bank)

    assert len(str(caught.value)) < LONGEST
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "text", (hostile.TEXTS | hostile.CONTROL).values(), ids=hostile.TEXTS | hostile.CONTROL
)
def test_hostile_words_fill_a_document(text):
    """What is typed into a document is put in as it is, or named as missing if it is too long."""
    document = load_document("consultation-note")
    values = {field.id: text for field in document.fields if field.kind == "text"}
    began = time.process_time()
    filled = fill(document, {field.id: "" for field in document.fields} | values)
    found((*document.refuse, *load_guard()), text)

    assert time.process_time() - began < SECONDS
    assert text.strip() in filled or not text.strip() or len(text) > ROOM
    assert len(text) <= ROOM or "[MISSING: " in filled
    assert missing(document, {field.id: "" for field in document.fields} | values)


def test_hostile_facts_reach_no_verdict():
    """Facts that the decision aid does not know are refused, whatever they are."""
    aid: Aid = load_aid("which-code")
    for text in (hostile.TEXTS | hostile.CONTROL).values():
        with pytest.raises((KeyError, ValueError)):
            aid.decide({aid.start: text})
