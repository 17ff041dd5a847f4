"""What the page's script adds up is what Python decides: every item, every response."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from helpers.responses import every_response, whole_responses
from helpers.sent import evaluate
from helpers.taking import TAKE
from playwright.sync_api import Browser, Page

from exercises import load_bank
from exercises.faces.assets import text
from exercises.faces.render import quiz
from exercises.forms import Form
from exercises.items import Item
from exercises.order import shuffled
from exercises.reading.passages import Passage
from exercises.scoring import credit

# Gives each round's responses through the page's own inputs, Check and Start over, and returns
# what the page then says of every item and of the round.
ROUNDS = """async ([name, rounds]) => {
  const take = TAKE;
  const quiz = document.querySelector(`section.quiz[data-form="${name}"]`);
  const shown = (selector) => {
    const button = quiz.querySelector(selector);
    if (!button.offsetParent) throw new Error(`${selector} is not to be seen`);
    return button;
  };
  const told = [];
  for (const round of rounds) {
    for (const [item, response] of Object.entries(round)) {
      take(quiz, item, response);
    }
    await new Promise((done) => setTimeout(done));
    const said = (form) => form.querySelector("[role=status]").textContent;
    const items = [...quiz.querySelectorAll("form")].map((form) => [form.dataset.item, said(form)]);
    told.push({ items: Object.fromEntries(items), score: shown(".quiz-score").textContent });
    shown(".quiz-restart").click();
  }
  return told;
}""".replace("TAKE", TAKE)

# Reads the weights off the HTML of one item and adds up each response.
POINTS = """([html, responses]) => {
  const page = document.createElement("template");
  page.innerHTML = html;
  const form = page.content.querySelector("form");
  const carriers = [...form.querySelectorAll("[data-weight]")];
  const weights = Object.fromEntries(carriers.map((e) => [e.value, Number(e.dataset.weight)]));
  const full = Number(form.dataset.full);
  return responses.map((response) => [d9311Quiz.points(weights, full, response), full]);
}"""

QUIZ = "section.quiz[data-form]:not(.attempt, .practice)"  # these are taken in other ways
BANK = load_bank()
SEED = 9311
CLICKS = 81
"""Responses up to which every one is clicked on its page; the sums of all are compared."""


def some(item: Item, responses: list[frozenset[str]], most: int) -> list[frozenset[str]]:
    """Return *responses*, or of more than *most* a seeded sample with the key and every pick."""
    if len(responses) <= most:
        return responses
    picks = sorted({pick for response in responses for pick in response})
    with_each = [next(response for response in responses if pick in response) for pick in picks]
    return [*dict.fromkeys([item.keys, *with_each, *Random(SEED).sample(responses, most)])]


def credit_told(said: str) -> Fraction | None:
    """Return the credit that a verdict gives in words; None where it is no verdict."""
    if said == "✓ Correct.":
        return Fraction(1)
    if partly := re.fullmatch(r"◐ Partly correct: (\d+) of (\d+) points\.", said):
        return Fraction(int(partly[1]), int(partly[2]))
    return Fraction(0) if said.startswith("✗ Not correct. Right is: ") else None


def two_places(value: Fraction) -> str:
    """Return *value* with two places at most, the rest cut off: 2.999 is `2.99`, 3 is `3`."""
    whole, hundredths = divmod(value.numerator * 100 // value.denominator, 100)
    return f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")


def score_told(credits: list[Fraction]) -> str:
    """Return how the summary of a round must open."""
    right = sum(each == 1 for each in credits)
    share = Fraction(right, len(credits))
    close = "Not yet" if share < Fraction(7, 10) else "Close"
    word = close if share < Fraction(9, 10) else "Well done"
    opening = f"{word}: {right} of {len(credits)} right."
    if sum(credits) == right:
        return opening
    return f"{opening} With partly right ones: {two_places(sum(credits))} of {len(credits)}."


def test_pages_with_a_quiz_are_all_tested(site, pages, quizzes):
    """The built pages hold the quizzes that the other tests here go through, and no more."""
    built = [
        (page, section["data-form"])
        for page in pages
        for section in BeautifulSoup(
            (site / page).read_text(encoding="utf-8"),
            "html.parser",
            parse_only=SoupStrainer("section", class_="quiz"),
        ).select(QUIZ)
    ]

    assert built == quizzes


def test_page_tells_the_credit_of_every_response(page, address, quiz_at, bank, forms):
    """On its page what is clicked earns, in words, the credit that Python gives it."""
    path, name = quiz_at
    responses = {
        item: some(bank[item], whole_responses(bank[item]), CLICKS) for item in forms[name].items
    }
    rounds = [
        {item: given[index % len(given)] for item, given in responses.items()}
        for index in range(max(map(len, responses.values())))
    ]
    due = [{item: credit(bank[item], given) for item, given in each.items()} for each in rounds]
    page.goto(f"{address}{path}")
    typed = [{item: sorted(given) for item, given in each.items()} for each in rounds]
    told = evaluate(page, ROUNDS, [name, typed])
    differ = [
        f"{path}: {item}: {sorted(given[item])} earns {worth[item]}, the page says {said!r}"
        for given, worth, heard in zip(rounds, due, told, strict=True)
        for item, said in heard["items"].items()
        if credit_told(said) != worth[item]
    ]
    scores = [
        f"{path}: {score_told([*worth.values()])!r} is due, the page says {heard['score']!r}"
        for worth, heard in zip(due, told, strict=True)
        if not heard["score"].startswith(score_told([*worth.values()]))
    ]

    assert differ == []
    assert scores == []


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """Open a blank page with nothing but the quiz's script."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<!doctype html><title>Engine</title>")
    page.add_script_tag(content=text("quiz.js"))
    yield page
    context.close()


def test_weights_add_up_to_the_credit(engine):
    """The weights in each item's HTML add up, over every response, to the credit of Python."""
    asked, given = [], {item.id: every_response(item) for item in BANK.values()}
    for item in BANK.values():
        form = Form(id="one", title="One", items=(item.id,))
        html = quiz(form, BANK, passage=lambda label: Passage(title=label))
        asked.append([html, [sorted(response) for response in given[item.id]]])
    earned = evaluate(engine, f"all => all.map({POINTS})", asked)
    differ = [
        f"{item}: {sorted(response)}: {points} of {full}, not {credit(BANK[item], response)}"
        for (item, responses), marks in zip(given.items(), earned, strict=True)
        for response, (points, full) in zip(responses, marks, strict=True)
        if Fraction(points, full) != credit(BANK[item], response)
    ]

    assert differ == []


def test_orders_agree(engine):
    """Script and Python put the same options in the same order, whatever seed and item."""
    chance = Random(SEED)
    letters = "abcdefghijklmnopqrstuvwxyz0123456789-é"
    asked = []
    for index in range(2000):
        size = chance.randint(1, 9)
        ids = {"".join(chance.choices(letters, k=chance.randint(1, 12))) for _ in range(size)}
        seed = chance.choice((index, chance.randrange(10**6), 2**31 - index, 2**32 + index))
        asked.append([chance.sample(sorted(ids), len(ids)), seed, chance.choice(list(BANK))])
    asked += [[[o.id for o in item.options], 1, item.id] for item in BANK.values()]
    given = evaluate(
        engine, "all => all.map(([ids, seed, salt]) => d9311Quiz.order(ids, seed, salt))", asked
    )

    due = [list(shuffled(ids, seed=seed, salt=salt)) for ids, seed, salt in asked]

    assert given == due


def test_totals_are_exact_and_never_shown_too_high(engine):
    """A sum of marks is the exact fraction; as a decimal it loses less than 0.01, never gains."""
    chance = Random(SEED)
    lists = [
        [(chance.randint(0, full), full) for full in chance.choices(range(1, 13), k=size)]
        for size in range(41)
        for _ in range(50)
    ]
    given = evaluate(
        engine,
        """all => all.map((marks) => {
          const sum = d9311Quiz.total(marks.map(([points, full]) => ({ points, full })));
          return [sum.top, sum.bottom, d9311Quiz.decimal(sum)];
        })""",
        lists,
    )
    sums = [sum((Fraction(*mark) for mark in marks), Fraction(0)) for marks in lists]

    assert [(top, bottom) for top, bottom, _ in given] == [
        (s.numerator, s.denominator) for s in sums
    ]
    assert [shown for *_, shown in given] == [two_places(value) for value in sums]
    assert all(
        0 <= s - Fraction(shown) < Fraction(1, 100)
        for s, (*_, shown) in zip(sums, given, strict=True)
    )


@pytest.mark.parametrize(
    ("top", "bottom", "shown"),
    [
        (0, 1, "0"),
        (3, 1, "3"),
        (5, 2, "2.5"),
        (1, 3, "0.33"),
        (2, 3, "0.66"),
        (29, 100, "0.29"),  # 0.29 * 100 is 28.999999999999996 in floating point
        (57, 100, "0.57"),  # 0.57 * 100 is 56.99999999999999
        (2999, 1000, "2.99"),
        (79999, 1000, "79.99"),
        (799999999, 10000000, "79.99"),
    ],
)
def test_decimal_is_cut(engine, top, bottom, shown):
    """A decimal is cut after two places, so that no score is shown to reach what it does not."""
    given = engine.evaluate("value => d9311Quiz.decimal(value)", {"top": top, "bottom": bottom})

    assert given == shown
