"""A quiz where scripts are off: it asks and, unfolded, answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from exercises.faces.render import prose


@pytest.fixture
def plain(visit):
    """Return an opener of pages in a browser without script."""
    return lambda path: visit(path, java_script_enabled=False)


@pytest.fixture
def items(quiz_at, bank, forms):
    """Return the items of the quiz that the test is about."""
    return [bank[name] for name in forms[quiz_at[1]].items]


def shown(locator):
    """Return the words that are to be seen of *locator*, in one line."""
    return " ".join(" ".join(locator.filter(visible=True).all_inner_texts()).split())


def missing(parts, text):
    """Return what of *parts*, each with a text of Markdown, does not stand in *text*."""
    words = [" ".join(prose(part).striptags().split()) for part in parts]
    return [each for each in words if each not in text]


def test_stems_and_options_are_shown(plain, quiz_at, items):
    """Without script each stem, row and option is there to be read and chosen."""
    page = plain(quiz_at[0])

    for item in items:
        form = page.locator(f'form[data-item="{item.id}"]')
        assert missing([item.stem], shown(form.locator("legend"))) == []
        if item.rows:
            assert missing([row.text for row in item.rows], shown(form.locator("label"))) == []
            texts = form.get_by_role("combobox").first.locator("option").all_text_contents()
        else:
            texts = [shown(form.locator("label"))]
        assert missing([option.text for option in item.options], " ".join(texts)) == []


def test_reasons_unfold(plain, quiz_at, items):
    """Key and reasons are folded away without script, and a click on them unfolds each."""
    page = plain(quiz_at[0])

    for item in items:
        form = page.locator(f'form[data-item="{item.id}"]')
        reasons = form.get_by_role("list")
        expect(reasons).to_be_hidden()
        form.get_by_text("Key and reasons").click()
        expect(reasons).to_be_visible()
        assert missing([each.why for each in (*item.options, *item.rows)], shown(reasons)) == []
        assert shown(reasons).count("Not right") == (
            0 if item.rows else len(item.options) - len(item.keys)
        )
        expect(form.get_by_role("link")).to_be_visible()


def test_nothing_dead_is_shown(plain, quiz_path):
    """Nothing that needs the script is to be seen: no button, no summary, no box to remember."""
    quiz = plain(quiz_path).locator("section.quiz")

    assert quiz.locator("button").filter(visible=True).count() == 0
    assert shown(quiz.locator("[role=status]")) == ""
    expect(quiz.get_by_text("Remember my answers on this device")).to_be_hidden()


def test_enter_sends_nothing(plain, address):
    """Enter on a chosen option leaves the page as it is and asks the server for nothing."""
    page = plain("every-kind.html")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.on("framenavigated", lambda frame: asked.append(("opened", frame.url)))
    form = page.locator("section.quiz form").first
    form.get_by_role("radio").first.check()
    page.keyboard.press("Enter")
    form.get_by_text("Key and reasons").click()
    expect(form.get_by_role("list")).to_be_visible()

    expect(form.get_by_role("radio").first).to_be_checked()
    assert page.url == f"{address}every-kind.html"
    assert [each for each in asked if "favicon" not in each[1]] == []


@pytest.mark.parametrize(
    ("path", "part", "script"),
    [("index.html", "section.quiz", "quiz.js"),
     ("answer/which-code.html", "section.aid", "aid.js"),
     ("answer/consultation-note.html", "section.document", "document.js"),
     ("teach/report.html", "section.report", "report.js")],
)  # fmt: skip
def test_a_part_that_never_started_says_so(page: Page, address, path, part, script):
    """Where a script was not loaded, its part says so after a while, and moves nothing before."""
    said = f"""() => {{
      const style = getComputedStyle(document.querySelector("{part}"), "::before");
      return [style.visibility, style.content];
    }}"""
    page.goto(address + path)
    assert page.evaluate(said) == ["visible", "none"]
    page.route(f"**/{script}*", lambda route: route.abort())
    page.goto(address + path)
    assert page.evaluate(said)[0] == "hidden"
    for _ in range(80):  # the policy bars what waits by itself
        if page.evaluate(said)[0] == "visible":
            break
        page.wait_for_timeout(100)

    assert "never started" in page.evaluate(said)[1]
