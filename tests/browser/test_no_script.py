"""A quiz where scripts are off: it asks and, unfolded, answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from exercises.faces.render import prose


@pytest.fixture
def plain(visit):
    """Return an opener of pages in a browser without script."""
    return lambda path: visit(path, java_script_enabled=False)


def missing(parts, text):
    """Return what of *parts*, each with a text of Markdown, does not stand in *text*."""
    words = [" ".join(prose(part).striptags().split()) for part in parts]
    return [each for each in words if each not in text]


# What is to be seen of each item and of what surrounds them: words in one line, by place.
SEEN = r"""quiz => {
  const seen = (within, css) =>
    [...within.querySelectorAll(css)].filter((each) => each.checkVisibility());
  const words = (all) => all.map((e) => e.innerText).join(" ").split(/\s+/).join(" ").trim();
  const items = [...quiz.querySelectorAll("form[data-item]")].map((form) => [form.dataset.item, {
    stem: words(seen(form, "legend")),
    labels: words(seen(form, "label")),
    offered: [...(form.querySelector("select")?.options ?? [])].map((o) => o.text).join(" "),
    reasons: words(seen(form, "ul, ol")),
    links: new Set(seen(form, "a[href]").map((a) => a.href)).size,
  }]);
  return {
    items: Object.fromEntries(items),
    dead: seen(quiz, "button").length,
    said: words(seen(quiz, "[role=status]")),
    keeps: seen(quiz, ".quiz-keep").length,
  };
}"""
UNFOLD = "quiz => quiz.querySelectorAll('details').forEach((each) => { each.open = true; })"


def test_a_quiz_asks_and_unfolded_answers(plain, quiz_at, bank, forms):
    """Without script stems, rows and options are there, and nothing that needs it is to be seen.

    Key and reasons are folded away until a reader unfolds them: `test_enter_sends_nothing` does.
    """
    path, name = quiz_at
    quiz = plain(path).locator(f'section.quiz[data-form="{name}"]')
    asked = quiz.evaluate(SEEN)
    quiz.evaluate(UNFOLD)
    answered = quiz.evaluate(SEEN)["items"]

    assert (asked["dead"], asked["said"], asked["keeps"]) == (0, "", 0)
    assert list(answered) == [*forms[name].items]
    for item in (bank[each] for each in forms[name].items):
        folded, open_ = asked["items"][item.id], answered[item.id]
        assert missing([item.stem], folded["stem"]) == []
        assert missing([row.text for row in item.rows], folded["labels"]) == []
        offered = folded["offered"] if item.rows else folded["labels"]
        assert missing([option.text for option in item.options], offered) == []
        assert folded["reasons"] == ""
        reasons = open_["reasons"]
        assert missing([each.why for each in (*item.options, *item.rows)], reasons) == []
        wrong = 0 if item.rows else len(item.options) - len(item.keys)
        assert reasons.count("Not right") == wrong
        assert open_["links"] == 1


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


# What waits to be shown: after how many ms. Then it is shown at once.
WAITS = """() => document.getAnimations().map((each) => {
  each.finish();
  return each.effect.getTiming().delay;
})"""


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
    (patience,) = set(page.evaluate(WAITS))
    assert 5000 <= patience <= 10000

    assert page.evaluate(said)[0] == "visible"
    assert "never started" in page.evaluate(said)[1]
