"""Pages and quizzes for everyone: by axe, on a phone, in large type, by keyboard, in colours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from helpers.access import (
    PHONE,
    RING,
    RULES,
    SCHEMES,
    TARGET,
    TOO_WIDE,
    TWICE,
    contrast,
    violations,
)
from helpers.taking import TAKE
from playwright.sync_api import Page, expect

# Checks the first item blank, and of each other one clicks the response given, and Check.
TAKEN = f"""([name, responses]) => {{
  const quiz = document.querySelector(`section.quiz[data-form="${{name}}"]`);
  for (const [item, response] of responses) ({TAKE})(quiz, item, response);
}}"""


def take_in_every_way(quiz) -> None:
    """Leave one item blank, take one wrong, one partly right, and the rest right.

    The page does it to itself: twenty items by hand take twenty times as long.
    """
    blank, wrong, *rest = quiz.items
    given = [(blank, frozenset()), (wrong, quiz.wrong(wrong))]
    given += [(item, item.keys if item.kind == "single" else quiz.partly(item)) for item in rest]
    responses = [[item.id, sorted(response)] for item, response in given]
    quiz.page.evaluate(TAKEN, [quiz.quiz.get_attribute("data-form"), responses])
    for item in quiz.items[1:]:
        expect(quiz.said(item)).to_have_text(re.compile("orrect"))
    quiz.next(quiz.items[-1]).click()
    expect(quiz.score).to_contain_text("1 not checked yet.")
    quiz.keep.check()


@pytest.fixture(scope="module")
def reader(browser, profiles) -> Iterator[Page]:
    """Open a window that goes from page to page: what one leaves behind is nothing to the next.

    The policy would bar the style that a test adds.
    """
    context = browser.new_context(**profiles.usual, bypass_csp=True)
    yield context.new_page()
    context.close()


def too_wide_on_a_phone(page: Page) -> list[str]:
    """Return what reaches past the edge at 320 pixels, in type of usual and of twice the size."""
    page.set_viewport_size(PHONE)
    usual = page.evaluate(TOO_WIDE)
    page.add_style_tag(content=TWICE)
    return usual + [f"in large type: {each}" for each in page.evaluate(TOO_WIDE)]


def test_pale_words_are_found_among_others(page):
    """Of words alike one is measured: those that differ in colour, paper or state are not alike."""
    page.set_content(
        """<!doctype html><html lang="en"><title>Pale</title><main><h1>Words</h1>
        <p>Dark words.<p>Dark words again.<p style="color: #bbb">Pale words.
        <div style="background: #444"><p>Dark words on dark paper.</div>
        <button disabled style="color: #ccc">Off</button>
        <button style="color: #ccc; background: white">On</button></main>"""
    )
    found = [each for each in violations(page, "html") if each.startswith("light: color-contrast")]

    assert [each.partition(":")[2].partition("(")[2][0] for each in found] == ["3"] * 3


def test_pale_words_are_found_on_every_page(page):
    """What passed on one page is not measured on the next; what failed, or differs, is."""
    html = """<!doctype html><html lang="en"><title>{0}</title><main><h1>Words</h1>
        <p>{0} <p style="color: {1}">Some words.<p>More, and <a href="#a">a link</a>.</main>"""
    told = []
    for title, ink in ("One", "#333"), ("Two", "#bbb"), ("Three", "#bbb"), ("Four", "#333"):
        page.set_content(html.format(title, ink))
        page.emulate_media(color_scheme="light")
        told.append([each.partition(" (")[0] for each in violations(page, "html")])

    pale = ["light: color-contrast", "dark: color-contrast"]
    assert told == [[], pale, pale, []]


def test_targets_too_close_are_found_on_every_page(page):
    """Small buttons that crowd are found where axe's own rule is spared, and it says the same."""
    html = """<!doctype html><html lang="en"><title>Two</title><main><h1>Two</h1>
        <p>Some words and <a href="#a">a</a> <a href="#b">b</a> amid them.
        <p><button style="{0}">1</button> <button style="{0}">2</button></main>"""
    small = "display: block; padding: 0; border: 0; height: 10px; width: 10px; margin: {}px"
    told, axe = [], []
    for room in 30, 2, 30:
        page.set_content(html.format(small.format(room)))
        told.append([each for each in violations(page, "html") if each.startswith("too close")])
        axe.append([each["id"] for each in page.evaluate(RULES, ["html", TARGET, {}])])

    assert told == [[], [f"too close to others: BUTTON.submit.: {n}" for n in (1, 2)], []]
    assert axe == [[], ["target-size"], []]


@pytest.fixture(scope="module")
def phone(browser, profiles) -> Iterator[Page]:
    """Open a window as on a phone; the policy would bar the style that a test adds."""
    context = browser.new_context(**profiles.usual | {"viewport": PHONE}, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_page_is_for_everyone(reader, profiles, address, path):
    """No page breaks a rule of WCAG 2.2 AA that axe can check, or needs a sideways scroll.

    At 320 pixels, in type of usual and of twice the size, nothing reaches past the edge; Python
    alone may scroll sideways.
    """
    reader.set_viewport_size(profiles.usual["viewport"])
    reader.emulate_media(color_scheme="light")
    reader.goto(f"{address}{path}")

    assert violations(reader, "html") == []
    assert too_wide_on_a_phone(reader) == []


@pytest.fixture(scope="module")
def telling(quizzes, bank, forms) -> set[str]:
    """Return pages whose quizzes together show an item of each look, taken in each way.

    Quizzes differ in their words otherwise, which axe's rules do not read.
    """
    looks: dict[str, set[tuple[object, ...]]] = {}
    for path, form in quizzes:
        for at, item in enumerate(bank[name] for name in forms[form].items):
            kind = (item.kind, len(item.options), bool(item.decision), bool(item.exhibit))
            looks.setdefault(path, set()).add((*kind, item.critical, min(at, 2)))
    left, chosen = set().union(*looks.values()), set()
    while left:
        best = max(looks, key=lambda path: len(looks[path] & left))
        chosen.add(best)
        left -= looks[best]
    return chosen


def test_taken_quiz_is_for_everyone(visit_quiz, quiz_path, telling):
    """A quiz with blank, wrong and right items and its summary passes axe, and nothing moves.

    Axe looks at the quizzes that together have whatever an item may look like.

    On a phone each control is 24 pixels at least, options and buttons 44 high; in type of twice
    the size no sideways scroll is needed.
    """
    quiz = visit_quiz(quiz_path, bypass_csp=True)
    take_in_every_way(quiz)
    page = quiz.page

    assert page.evaluate("document.getAnimations().map((a) => a.effect.target.outerHTML)") == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    if quiz_path in telling:
        assert violations(page, "section.quiz") == []
    page.set_viewport_size(PHONE)
    for form in quiz.quiz.locator("form").all():  # a phone shows them one at a time
        form.evaluate("form => form.classList.add('is-now')")
    boxes = quiz.quiz.evaluate(
        """quiz => [...quiz.querySelectorAll("input, select, button, summary, label")]
          .filter((e) => e.checkVisibility() && !(e.matches("label") && e.htmlFor))
          .map((e) => [e.tagName, e.getBoundingClientRect().width, e.getBoundingClientRect().height,
                       e.textContent.trim().slice(0, 30)])"""
    )
    assert {"INPUT", "BUTTON", "SUMMARY", "LABEL"} <= {box[0] for box in boxes}
    assert [box for box in boxes if min(box[1:3]) < 24] == []
    tall = ("LABEL", "BUTTON", "SELECT")
    assert [box for box in boxes if box[0] in tall and box[2] < 44] == []
    assert too_wide_on_a_phone(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_focus_is_visible(visit_quiz, scheme):
    """Whatever Tab reaches in a quiz wears a ring that stands out 3 to 1 from the paper."""
    quiz = visit_quiz(color_scheme=scheme)
    take_in_every_way(quiz)
    paper = quiz.form(quiz.items[0]).evaluate("e => getComputedStyle(e).backgroundColor")
    quiz.tab_to(quiz.form(quiz.items[0]).locator("input, select").first)
    seen = []
    while (at := quiz.page.evaluate(RING))["inside"]:
        seen.append(at)
        quiz.page.keyboard.press("Tab")

    assert len(seen) > len(quiz.items) * 2
    assert [at["name"] for at in seen if not at["ring"]] == []
    assert [at for at in seen if contrast(at["ring"], paper) < 3] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_stand_out(visit_quiz, scheme):
    """The borders of options, rows and buttons stand out 3 to 1 from the paper."""
    quiz = visit_quiz(color_scheme=scheme)
    paper = quiz.form(quiz.items[0]).evaluate("e => getComputedStyle(e).backgroundColor")
    edges = quiz.quiz.locator(".quiz-option, select, button").evaluate_all(
        "all => all.map(e => getComputedStyle(e).borderTopColor)"
    )

    assert [edge for edge in set(edges) if contrast(edge, paper) < 3] == []


def test_contrast_is_that_of_wcag():
    """The measure used here gives the ends of the scale: 21 for black on white, 1 for the same.

    #767676 on white is the lightest grey that WCAG's own 4.5 allows: 4.54.
    """
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(9, 9, 9)", "rgb(9, 9, 9)") == 1
    assert contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("type_size", ["html {}", TWICE], ids=["usual", "twice"])
def test_title_stays_within_its_bar(phone, address, type_size):
    """At 320 pixels, in either size of type, the bar at the top shows the whole title."""
    phone.goto(f"{address}index.html")
    phone.add_style_tag(content=type_size)
    title, bar = (
        phone.locator(css).bounding_box() for css in (".mobile-header .brand", ".mobile-header")
    )

    assert title["y"] >= bar["y"]
    assert title["y"] + title["height"] <= bar["y"] + bar["height"]


def test_focus_is_not_under_a_bar(visit_quiz):
    """On a phone the stem that Next moves to is not hidden by the bar at the top."""
    quiz = visit_quiz(viewport=PHONE)
    for item, following in zip(quiz.items, quiz.items[1:], strict=False):
        quiz.take(item, item.keys)
        quiz.next(item).click()
        expect(quiz.stem(following)).to_be_focused()
        hidden = quiz.stem(following).evaluate(
            """stem => {
              const { left, top } = stem.getBoundingClientRect();
              const front = document.elementFromPoint(left + 5, Math.max(top, 0) + 5);
              return top < 0 || !(stem.contains(front) || front.contains(stem));
            }"""
        )

        assert not hidden


@pytest.mark.parametrize(
    "busy", ["index.html", "answer/which-code.html", "answer/consultation-note.html"]
)
def test_nothing_focused_is_under_a_bar(visit, busy):
    """On a phone, whatever Tab reaches in a page is not hidden by the bar at the top."""
    page = visit(busy, viewport=PHONE)
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden += page.evaluate(
            """() => {
              const at = document.activeElement;
              const { top, bottom, left, width } = at.getBoundingClientRect();
              if (!at.closest("article") || !width) return [];
              const bar = document.querySelector(".mobile-header").getBoundingClientRect();
              return bottom <= bar.bottom || top >= innerHeight ? [at.outerHTML.slice(0, 80)] : [];
            }"""
        )

    assert hidden == []


@pytest.mark.parametrize(
    "settings",
    [{"forced_colors": "active"}, {"forced_colors": "active", "color_scheme": "dark"},
     {"reduced_motion": "reduce"}, {"reduced_motion": "no-preference"}],
    ids=["forced-light", "forced-dark", "reduced-motion", "any-motion"],
)  # fmt: skip
def test_quiz_works_with_settings(visit_quiz, settings):
    """In forced colours, and with or without motion, a quiz can be taken and nothing moves on."""
    quiz = visit_quiz(**settings)
    quiz.take_all(but=quiz.items[:1])
    expect(quiz.check(quiz.items[-1])).to_be_focused()
    expect(quiz.score).to_contain_text(f"{len(quiz.items) - 1} of {len(quiz.items)} right.")
    quiz.again.click()

    expect(quiz.stem(quiz.items[0])).to_be_focused()
    expect(quiz.said(quiz.items[0])).to_be_empty()


def test_forced_colours_keep_edges_and_rings(visit_quiz):
    """In forced colours options keep their edge, and the focus its ring."""
    quiz = visit_quiz(forced_colors="active")
    quiz.tab_to(quiz.form(quiz.items[0]).locator("input").first)
    option = quiz.form(quiz.items[0]).locator(".quiz-option").first
    edge = option.evaluate("e => getComputedStyle(e).borderTop")

    assert quiz.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert quiz.page.evaluate(RING)["ring"]
    assert edge.startswith("1px solid")


def test_reduced_motion_is_honoured(visit_quiz):
    """Who asked for less motion sees none: no animation, no transition, no gliding scroll."""
    quiz = visit_quiz(reduced_motion="reduce")
    quiz.take(quiz.items[0], quiz.items[0].keys)
    moving = quiz.page.evaluate("document.getAnimations().map((a) => a.effect.target.outerHTML)")

    assert moving == []
    assert quiz.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_what_is_announced_is_what_is_seen(visit_quiz):
    """The text of each status is the text on the screen, nothing more and nothing less."""
    quiz = visit_quiz()
    take_in_every_way(quiz)
    statuses = [each for each in quiz.quiz.get_by_role("status").all() if each.text_content()]
    assert len(statuses) == len(quiz.items) + 2  # the items, the summary, what is kept

    for status in statuses:
        expect(status).to_be_visible()
        assert status.inner_text() == status.text_content()


def test_words_tell_right_from_wrong(visit_quiz):
    """Without colour, words tell right from wrong: in the verdict and beside every reason."""
    quiz = visit_quiz()
    take_in_every_way(quiz)

    for item in quiz.items[1:]:
        said = quiz.said(item).text_content()
        assert re.search(r"\b(Correct\.|Partly correct:|Not correct\.)", said)
        fold = quiz.form(item).locator(".quiz-reasons")
        if fold.is_visible():
            fold.locator("summary").click()
        told = quiz.form(item).locator(".quiz-mark").filter(visible=True).all_inner_texts()
        right = 1 if item.rows else len(item.keys)  # of a match one row was right
        assert told.count("Right") == right
        assert told.count("Not right") == len(item.rows or item.options) - right
