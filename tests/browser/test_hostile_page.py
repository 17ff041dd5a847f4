"""In a real browser, whatever is put in a page, a link or the storage: nothing of it runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from helpers import hostile
from playwright.sync_api import Page, expect

from exercises.faces import render
from exercises.forms import Form
from exercises.items import Option
from exercises.reading.passages import Passage

AIDS = {"which-code": "answer/which-code.html", "denial": "answer/denial.html"}


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """Return a page in which nothing may run, ask elsewhere or open a dialog."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    yield page
    assert page.evaluate("window.ran") is None
    assert [url for url in asked if url.startswith(("dialog", "https://example"))] == []


@pytest.fixture
def hostile_quiz(site, address, make_item) -> Callable[[Page], None]:
    """Return a function that shows a quiz whose every word is hostile, an item for each text."""
    items = {}
    for number, text in enumerate(hostile.TEXTS.values()):
        options = tuple(Option(id=name, text=f"{name} {text}", why=text + " why") for name in "abc")
        name = f"choose-hostile-{number}"
        items[name] = make_item(id=name, stem=f"{text}?", options=options)
    form = Form(id="hostile", title=hostile.TEXTS["out of an attribute"], items=tuple(items))
    passage = Passage(title=hostile.TEXTS["script"], href="index.html")
    quiz = render.quiz(form, items, passage=lambda label: passage)
    html = (site / "index.html").read_text(encoding="utf-8")
    start = html.index('<section class="quiz"')
    end = html.index("</section>", start) + len("</section>")
    made = html[:start] + quiz + html[end:]

    def show(page: Page) -> None:
        page.route(
            f"{address}hostile.html",
            lambda route: route.fulfill(body=made, content_type="text/html; charset=utf-8"),
        )
        page.goto(f"{address}hostile.html")

    return show


def test_a_hostile_bank_runs_nothing(watched, hostile_quiz):
    """A quiz made of hostile words is shown as text and can be taken to its end."""
    hostile_quiz(watched)
    forms = watched.locator("form.quiz-item")
    expect(forms).to_have_count(len(hostile.TEXTS))
    for form in forms.all():
        form.get_by_role("radio").first.check()
        form.get_by_role("button", name="Check").click()
        expect(form.get_by_role("status")).to_contain_text("orrect")
    expect(watched.locator(".quiz-score")).to_contain_text(f"of {len(hostile.TEXTS)} right")


def test_the_policy_stops_what_gets_in(page: Page, address):
    """If markup did get into a page, the policy would still keep its scripts from running."""
    page.goto(f"{address}index.html")
    page.evaluate(
        """() => {
          const hole = document.body.appendChild(document.createElement("div"));
          hole.innerHTML = `<img src="data:," onerror="window.ran = 1">
            <a href="javascript:window.ran = 2">x</a>`;
          const script = hole.appendChild(document.createElement("script"));
          script.textContent = "window.ran = 3";
          const other = hole.appendChild(document.createElement("script"));
          other.src = "data:text/javascript,window.ran=4";
          hole.querySelector("a").click();
        }"""
    )
    stopped = page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'stopped')")
    page.wait_for_function("document.querySelector('img[onerror]').complete")

    assert page.evaluate("window.ran") is None
    assert stopped == "stopped"


@pytest.mark.parametrize("fragment", hostile.FRAGMENTS.values(), ids=hostile.FRAGMENTS)
def test_a_hostile_link_starts_afresh(watched, address, fragment):
    """A link with hostile words behind it runs nothing, and the page can be used as ever.

    The words stand alone for one aid, and as the answers of the other: one script reads both.
    """
    for path, words in ((AIDS["which-code"], fragment), (AIDS["denial"], f"denial={fragment}")):
        watched.goto(f"{address}{path}#{words}")

        expect(watched.locator(".aid-step:visible")).to_have_count(1)
        watched.locator(".aid-choice:visible").first.click()
        expect(watched.locator(".aid-trail li")).to_have_count(1)


def test_a_hostile_search_runs_nothing(watched, address):
    """Hostile words in a search link run nothing, and the search comes to its end."""
    for words in hostile.TEXTS.values():
        watched.goto(f"{address}search.html?{urlencode({'q': words[:2_000]})}")
        if words.strip():
            expect(watched.locator("#search-results h2, .search-summary").first).to_be_visible()


def test_hostile_words_in_a_document_are_text(watched, address):
    """Whatever is typed into a document is shown as text, and the page goes on working."""
    watched.goto(f"{address}answer/consultation-note.html")
    box = watched.locator("section.document")
    field = box.locator("input[type=text]").first
    for text in (hostile.TEXTS | hostile.CONTROL).values():
        field.fill(text[:300])
        box.get_by_role("button", name="Copy", exact=True).click()
        assert box.locator(".document-text :not(mark)").count() == 0
    field.fill("apixaban")

    expect(box.locator(".document-text")).to_contain_text("apixaban")


@pytest.mark.parametrize("stored", hostile.STORED.values(), ids=hostile.STORED)
def test_hostile_storage_breaks_nothing(watched, address, bank, forms, stored):
    """Whatever another page left in the storage, quiz and form start and can be taken."""
    first = bank[forms["index"].items[0]]
    text = stored.replace("FORM", "index").replace("ITEM", first.id)
    attempt = stored.replace("FORM", "responses").replace("ITEM", forms["a"].items[0])
    watched.goto(f"{address}search.html")
    for key, value in {"d9311-progress": text, "d9311-attempt-a": attempt,
                       "theme": json.dumps(hostile.TEXTS)}.items():  # fmt: skip
        watched.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])

    watched.goto(f"{address}index.html")
    form = watched.locator(f'form[data-item="{first.id}"]')
    form.locator("input").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("orrect")

    watched.goto(f"{address}learn/form-a.html")
    watched.get_by_role("button", name="Start", exact=True).click()
    expect(watched.locator(".quiz-item").first).to_be_visible()
