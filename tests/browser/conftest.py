"""What the browser tests share: the pages of the book, and a person who takes a quiz."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from helpers.taking import TAKE
from playwright.sync_api import (
    Error,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from exercises.faces import render
from exercises.forms import Form
from exercises.items import Item, Kind
from exercises.order import shown
from exercises.reading.passages import Passage
from exercises.site.build import named

ROOT = Path(__file__).parents[2]
_QUIZ = re.compile(r'^[`:]{3,}\{quiz\} +([\w-]+)|quiz\(\\?"([\w-]+)\\?"\)', re.MULTILINE)
_STEPS = 400  # more Tabs than any page has places to stop at


def _quizzes() -> Iterator[tuple[str, str]]:
    """Yield each page with a quiz, and the form that it puts there, as the sources say."""
    for name in CHAPTERS:
        for source in (ROOT / "book").glob(f"{name}.*"):
            for found in _QUIZ.findall(source.read_text(encoding="utf-8")):
                yield f"{name}.html", "".join(found)


def _awake(move: Callable[..., Any]) -> Callable[..., Any]:
    """Return *move*, which leads to a page, with a wait until its scripts have run."""

    @wraps(move)
    def moved(page: Page, *how: Any, **ever: Any) -> Any:
        answer = move(page, *how, **ever)
        if ever.get("wait_until") != "commit":
            page.wait_for_selector(AWAKE, state="attached")
        return answer

    return moved


AWAKE = (
    "html.no-js, html:not([data-where]), "
    "body:not([data-scripts]):not(:has(> script[src]:not([defer])))"
)
"""A page whose scripts have run, or that waits for none: without script, or not of the book."""
for _name in ("goto", "reload", "go_back", "go_forward"):
    setattr(Page, _name, _awake(getattr(Page, _name)))
CHAPTERS = named()
PAGES = [f"{name}.html" for name in (*CHAPTERS, "genindex", "search")]
QUIZZES = list(_quizzes())
QUIZ_PAGES = list(dict.fromkeys(path for path, _ in QUIZZES))


@pytest.fixture(scope="session")
def pages() -> list[str]:
    """Return the names of all pages of the built book."""
    return PAGES


@pytest.fixture(scope="session")
def quizzes() -> list[tuple[str, str]]:
    """Return each quiz of the book: its page and its form."""
    return QUIZZES


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    """Name each page of the built book in turn, such as `learn/denials.html`."""
    return request.param


@pytest.fixture(params=QUIZ_PAGES)
def quiz_path(request: pytest.FixtureRequest) -> str:
    """Name each page with a quiz in turn."""
    return request.param


@pytest.fixture(params=QUIZZES, ids=lambda quiz: f"{quiz[0]}#{quiz[1]}")
def quiz_at(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Name each quiz of the book in turn: its page and its form."""
    return request.param


@pytest.fixture(scope="session")
def made(site: Path, bank: Any, beside: dict[str, bytes]) -> dict[str, Form]:
    """Put pages with quizzes that the tests need and no chapter promises beside the book's own.

    Returns the form of each, by name. Each is the book's first page with a quiz, with another quiz
    in its place: `every-kind` has one of each kind of item among single choices, and
    `every-kind-again` is the same under another name.
    """
    first = {kind: next(item.id for item in bank.values() if item.kind == kind)
             for kind in ("single", "multiple", "match")}  # fmt: skip
    singles = [item.id for item in bank.values() if item.kind == "single" and not item.critical]
    loose = next(name for name in singles if shown(bank[name], 0) != shown(bank[name], 1))
    every = (singles[0], first["multiple"], loose, first["match"], singles[1])
    html = (site / QUIZZES[0][0]).read_text(encoding="utf-8")
    start = html.index('<section class="quiz"')
    end = html.index("</section>", start) + len("</section>")
    passage = Passage(title="Read on", href=f"{PAGES[1]}#furo-main-content")
    quizzes = {}
    for name in ("every-kind", "every-kind-again"):
        form = Form(id=name, title=name, items=every)
        quiz = render.quiz(form, bank, passage=lambda label: passage)
        quizzes[name] = form
        beside[f"/{name}.html"] = (html[:start] + quiz + html[end:]).encode()
    return quizzes


@pytest.fixture
def visit(profiles: Any, address: str, made: Any) -> Iterator[Callable[..., Page]]:
    """Return an opener of pages, each in an empty profile with the settings asked for."""
    errors: list[Error] = []
    with ExitStack() as stack:

        def opener(path: str, **settings: Any) -> Page:
            lent = stack.enter_context(profiles.lend(**settings))
            page: Page = lent.pages[0]
            page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 (it is marked)
            page.goto(f"{address}{path}")
            return page

        yield opener
    assert not errors, errors


@pytest.fixture(scope="session")
def listen() -> Callable[[Page, Callable[[str], object]], None]:
    """Return a function that tells what goes wrong at a page: requests, errors, its console."""

    def to(page: Page, tell: Callable[[str], object]) -> None:
        def failed(request: Request) -> None:
            if request.failure != "net::ERR_ABORTED":  # cut short by who goes on to another page
                tell(f"{request.failure} {request.url}")

        def answered(response: Response) -> None:
            if response.status >= HTTPStatus.BAD_REQUEST:
                tell(f"{response.status} {response.url}")

        page.on("requestfailed", failed)
        page.on("response", answered)
        page.on("console", lambda message: tell(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: tell(f"error: {error}"))

    return to


class Taker:
    """A person at a quiz: chooses, checks, reads."""

    def __init__(self, page: Page, form: str, items: Sequence[Item]) -> None:
        self.page = page
        self.items = items
        self.quiz = page.locator(f'section.quiz[data-form="{form}"]')
        self.score = self.quiz.locator(".quiz-score")
        self.missed = self.quiz.get_by_role("listitem").filter(has_text="Read again")
        self.again = self.quiz.get_by_role("button", name=re.compile("^Try th.+ again$"))
        self.restart = self.quiz.get_by_role("button", name="Start over")
        self.keep = self.quiz.get_by_role("checkbox", name="Remember my answers on this device")
        self.forget = self.quiz.get_by_role("button", name="Clear my saved answers")

    def first(self, kind: Kind) -> Item:
        """Return the first item of *kind*."""
        return next(item for item in self.items if item.kind == kind)

    def form(self, item: Item) -> Locator:
        """Return all that belongs to *item*."""
        return self.quiz.locator(f'form[data-item="{item.id}"]')

    def stem(self, item: Item) -> Locator:
        """Return the legend of *item*."""
        return self.form(item).locator("legend")

    def check(self, item: Item) -> Locator:
        """Return the Check button of *item*."""
        return self.form(item).get_by_role("button", name="Check")

    def next(self, item: Item) -> Locator:
        """Return the button that leads on from *item*."""
        return self.form(item).get_by_role("button", name=re.compile("^(Next|See how it went)$"))

    def said(self, item: Item) -> Locator:
        """Return the line that gives the verdict."""
        return self.form(item).get_by_role("status")

    def choose(self, item: Item, response: frozenset[str]) -> None:
        """Choose the picks of *response*, and check nothing yet."""
        form = self.form(item)
        for pick in sorted(response):
            if item.rows:
                form.locator(f'select:has(option[value="{pick}"])').select_option(pick)
            else:
                form.locator(f'input[value="{pick}"]').check()

    def take(self, item: Item, response: frozenset[str]) -> None:
        """Choose, check, and read the verdict."""
        self.choose(item, response)
        self.check(item).click()
        expect(self.said(item)).to_have_text(re.compile("orrect"))

    def take_all(self, but: Sequence[Item] = ()) -> None:
        """Take every item: those of *but* wrong, the rest right; by hand the last one alone."""
        *others, last = self.items
        for item in others:
            self.take_by_script(item, self.wrong(item) if item in but else item.keys)
        expect(self.quiz.locator("form.is-checked")).to_have_count(len(others))
        self.take(last, self.wrong(last) if last in but else last.keys)

    def take_by_script(self, item: Item, response: frozenset[str]) -> None:
        """Have the page choose and check: faster than a hand, where that is not the question."""
        self.quiz.evaluate(
            f"(quiz, [item, response]) => ({TAKE})(quiz, item, response)",
            [item.id, sorted(response)],
        )

    def picked(self, item: Item) -> frozenset[str]:
        """Return what stands chosen now."""
        return frozenset(
            self.form(item).evaluate(
                "form => [...form.querySelectorAll('input:checked, select')].map(e => e.value)"
                ".filter(Boolean)"
            )
        )

    def all_blank(self) -> bool:
        """Return whether every item is shown, with nothing chosen and nothing said."""
        blank: bool = self.quiz.evaluate(
            """quiz => [...quiz.querySelectorAll("form")].every((form) =>
              form.querySelector("legend").checkVisibility() &&
              !form.querySelector("[role=status]").textContent &&
              ![...form.querySelectorAll("input:checked, select")].some((each) => each.value))"""
        )
        return blank

    def order(self, item: Item) -> tuple[str, ...]:
        """Return the option ids in the order in which they stand."""
        where = self.form(item).locator("select").first if item.rows else self.form(item)
        found = where.locator("option, input").evaluate_all("all => all.map(e => e.value)")
        return tuple(value.rpartition(":")[2] for value in found if value)

    @staticmethod
    def wrong(item: Item) -> frozenset[str]:
        """Return a whole response that earns nothing: no key, one option or one for each row."""
        if item.rows:
            others = {row.key: next(o.id for o in item.options if o.id != row.key)
                      for row in item.rows}  # fmt: skip
            return frozenset(f"{row.id}:{others[row.key]}" for row in item.rows)
        return frozenset({next(o.id for o in item.options if o.id not in item.keys)})

    @classmethod
    def partly(cls, item: Item) -> frozenset[str]:
        """Return a response that earns a part: one key alone, in a match among wrong rows."""
        if not item.rows:
            return frozenset(sorted(item.keys)[:1])
        first = f"{item.rows[0].id}:"
        wrong = frozenset(pick for pick in cls.wrong(item) if not pick.startswith(first))
        return wrong | {f"{first}{item.rows[0].key}"}

    def tab_to(self, place: Locator) -> None:
        """Press Tab until *place* has the focus."""
        for _ in range(_STEPS):
            self.page.keyboard.press("Tab")
            if place.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"Tab never reaches {place}")


@pytest.fixture
def forms_of(made: Any, forms: Any) -> dict[str, Form]:
    """Return the form of each page with a quiz, by the page's path."""
    real = {path: forms[name] for path, name in QUIZZES}
    return real | {f"{name}.html": form for name, form in made.items()}


@pytest.fixture
def take(page: Page, address: str, bank: Any, forms_of: Any) -> Callable[..., Taker]:
    """Return an opener of the quiz on a page, at first on the one with every kind of item."""

    def opener(path: str = "every-kind.html", *, page: Page = page) -> Taker:
        page.goto(f"{address}{path}")
        form = forms_of[path]
        return Taker(page, form.id, [bank[item] for item in form.items])

    return opener


@pytest.fixture
def visit_quiz(visit: Any, bank: Any, forms_of: Any) -> Callable[..., Taker]:
    """Return an opener of the quiz on a page, in a fresh profile with the settings asked for."""

    def opener(path: str = "every-kind.html", **settings: Any) -> Taker:
        form = forms_of[path]
        return Taker(visit(path, **settings), form.id, [bank[item] for item in form.items])

    return opener
