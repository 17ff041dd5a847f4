"""A quiz on a page, taken by a person."""

from __future__ import annotations

import json
import re
from functools import cache
from math import lcm
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from helpers.storage import CLEARED, FULL, NO_STORE, NOTHING_STORED, STORED
from playwright.sync_api import Page, expect

from exercises.faces.render import prose
from exercises.order import shown

KEY = "d9311-progress"  # whoever asked to be remembered has answers stored under this name
KEPT = "Kept on this device only"
VERDICT = re.compile("orrect")


@pytest.fixture
def quiz(take):
    """Open a quiz with an item of every kind."""
    return take()


@pytest.fixture
def kept(quiz):
    """Take the first item wrong and the second right, and ask the page to remember that."""
    quiz.take(quiz.items[0], quiz.wrong(quiz.items[0]))
    quiz.take(quiz.items[1], quiz.items[1].keys)
    quiz.keep.check()
    return quiz


@pytest.fixture
def store(page):
    """Return a function that puts a text where the page keeps answers."""
    return lambda text: page.evaluate("pair => localStorage.setItem(...pair)", [KEY, text])


# Before Check


def test_blank_is_not_wrong(quiz):
    """Check without a choice asks for one, in words tied to the group, and gives no verdict."""
    item = quiz.items[0]
    quiz.check(item).click()
    expect(quiz.said(item)).to_have_text("Choose an option first.")
    group = quiz.form(item).locator("fieldset")

    assert quiz.said(item).get_attribute("id") in group.get_attribute("aria-describedby").split()
    expect(group).to_have_accessible_description(re.compile(r"Choose an option first\.$"))
    expect(quiz.next(item)).to_be_hidden()
    expect(quiz.form(item).locator(".quiz-reasons li").first).to_be_hidden()
    expect(quiz.form(item).get_by_role("radio").first).to_be_enabled()


def test_blank_ticks_are_not_wrong(quiz):
    """Check with nothing ticked asks for a tick and gives no verdict."""
    item = quiz.first("multiple")
    quiz.check(item).click()

    expect(quiz.said(item)).to_have_text("Choose an option first.")
    expect(quiz.next(item)).to_be_hidden()


def test_blank_can_be_mended(quiz):
    """After the request for a choice, a choice and Check give the verdict."""
    item = quiz.items[0]
    quiz.check(item).click()
    quiz.take(item, item.keys)

    expect(quiz.said(item)).to_have_text("✓ Correct.")


def test_match_asks_for_every_row(quiz):
    """A match with a row left out asks for it, counts what is missing and gives no verdict."""
    item = quiz.first("match")
    left = len(item.rows) - 1
    quiz.choose(item, frozenset({f"{item.rows[0].id}:{item.rows[0].key}"}))
    quiz.check(item).click()

    expect(quiz.said(item)).to_have_text(f"Choose an option for every row: {left} to go.")
    expect(quiz.next(item)).to_be_hidden()
    expect(quiz.form(item).get_by_role("combobox").first).to_be_enabled()


def test_arrows_submit_nothing(quiz):
    """Moving through the options with the arrow keys chooses, and checks nothing."""
    item = quiz.first("single")
    quiz.tab_to(quiz.form(item).get_by_role("radio").first)
    for option in quiz.order(item)[1:] + quiz.order(item)[:1]:
        quiz.page.keyboard.press("ArrowDown")
        expect(quiz.form(item).locator(f'input[value="{option}"]')).to_be_checked()

    expect(quiz.said(item)).to_be_empty()
    expect(quiz.next(item)).to_be_hidden()


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_picking_moves_nothing_and_tells_nothing(take, kind):
    """A pick changes nothing else; no reason is seen, read out, found or opened before Check."""
    quiz = take()
    item = quiz.first(kind)
    form = quiz.form(item)
    height, read = form.bounding_box()["height"], form.aria_snapshot()
    quiz.choose(item, quiz.wrong(item))

    assert form.bounding_box()["height"] == height
    assert form.aria_snapshot().replace(" [checked]", "") == read
    assert not quiz.page.evaluate("words => find(words)", prose(item.options[0].why).striptags())
    expect(form.get_by_text("Key and reasons")).to_be_hidden()
    expect(form.get_by_text("Read again")).to_be_hidden()


# After Check


def test_verdict_is_announced_and_focus_stays(quiz):
    """Check keeps the focus, and fills a status that stood there, empty, before."""
    item = quiz.items[0]
    status = quiz.said(item).element_handle()
    assert status.text_content() == ""
    quiz.choose(item, item.keys)
    quiz.check(item).click()
    expect(quiz.said(item)).to_have_text("✓ Correct.")

    expect(quiz.check(item)).to_be_focused()
    assert status.text_content() == "✓ Correct."
    assert status.evaluate("element => element.isConnected")


def test_enter_on_an_option_checks_and_keeps_the_focus(quiz):
    """Enter on a chosen option checks it, and leaves the focus inside the item."""
    item = quiz.first("single")
    quiz.tab_to(quiz.form(item).get_by_role("radio").first)
    quiz.page.keyboard.press("Space")
    quiz.page.keyboard.press("Enter")
    expect(quiz.said(item)).to_have_text(VERDICT)

    assert quiz.form(item).evaluate("form => form.contains(document.activeElement)")


@pytest.mark.parametrize("kind", ["single", "multiple", "match"])
def test_verdict_in_words(take, kind):
    """Right, partly right and wrong are told in words, with the points and the key."""
    quiz = take()
    item = quiz.first(kind)
    texts = {option.id: prose(option.text).striptags() for option in item.options}
    full = {
        "single": 1,
        "multiple": lcm(len(item.keys), len(item.options) - len(item.keys)),
        "match": len(item.rows),
    }[kind]
    quiz.take(item, item.keys)
    expect(quiz.said(item)).to_have_text("✓ Correct.")
    if kind != "single":
        take().take(item, quiz.partly(item))
        part = full // len(item.keys)

        expect(quiz.said(item)).to_have_text(f"◐ Partly correct: {part} of {full} points.")
    take().take(item, quiz.wrong(item))

    expect(quiz.said(item)).to_have_text(re.compile(r"^✗ Not correct\. Right is: .+\.$"))
    for key in item.keys:
        expect(quiz.said(item)).to_contain_text(texts[key.rpartition(":")[2]])


@pytest.mark.parametrize("kind", ["single", "multiple", "match"])
def test_every_reason_is_shown(take, kind):
    """After Check the reasons of keys and picks stand in their places, the rest unfold below."""
    quiz = take()
    item = quiz.first(kind)
    quiz.take(item, frozenset(quiz.wrong(item)))
    told = quiz.form(item).locator(".quiz-option, .quiz-row").filter(has=quiz.page.locator("p"))
    fold = quiz.form(item).get_by_role("group").filter(has_text="The other choices").last
    near = {pick.partition(":")[0] for pick in item.keys | quiz.wrong(item)}

    for each in filter(lambda each: each.why, (*item.options, *item.rows)):
        place = told if each.id in near and (each in item.rows or not item.rows) else fold
        if place is fold and not fold.get_attribute("open"):
            fold.locator("summary").click()
        reason = place.filter(has_text=prose(each.why).striptags())
        expect(reason.first).to_be_visible()
        expect(reason.first).to_contain_text(prose(each.text).striptags())
    expect(told).to_have_count(len(near))


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_own_choice_is_marked(take, kind):
    """Among the reasons those chosen, and no others, say "your choice"."""
    quiz = take()
    item = quiz.first(kind)
    chosen = quiz.wrong(item) | (item.keys if kind == "multiple" else set())
    quiz.take(item, frozenset(chosen))
    marked = quiz.form(item).locator(".quiz-option").filter(has_text="your choice")

    expect(marked).to_have_count(len(chosen))
    for option in item.options:
        if option.id in chosen:
            expect(marked.filter(has_text=prose(option.why).striptags())).to_have_count(1)


def test_checked_response_is_final(quiz):
    """After Check the response stands: its options are off and Check again changes nothing."""
    item = quiz.first("single")
    quiz.take(item, quiz.wrong(item))
    said = quiz.said(item).text_content()
    for radio in quiz.form(item).get_by_role("radio").all():
        expect(radio).to_be_disabled()
    quiz.check(item).click(force=True)

    expect(quiz.said(item)).to_have_text(said)
    expect(quiz.form(item).get_by_text("your choice")).to_have_count(1)
    assert quiz.picked(item) == quiz.wrong(item)


def test_next_moves_to_the_next_stem(quiz):
    """Next puts the focus on the stem that follows, and the last one on the summary."""
    for item, following in zip(quiz.items, quiz.items[1:], strict=False):
        quiz.take(item, item.keys)
        quiz.next(item).click()
        expect(quiz.stem(following)).to_be_focused()
    quiz.take(quiz.items[-1], quiz.items[-1].keys)
    quiz.next(quiz.items[-1]).click()

    expect(quiz.score).to_be_focused()


@cache
def places(page: Path) -> frozenset[str]:
    """Return the ids of *page*, none if there is no such page."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return frozenset(re.findall(r'\bid="([^"]+)"', text))


def test_passages_exist(site, quiz_path):
    """Every item links to the passage that teaches it, on a page and at a place that exist."""
    soup = BeautifulSoup((site / quiz_path).read_text(encoding="utf-8"), "html.parser")
    broken = []
    for form in soup.select("section.quiz form"):
        links = [link["href"] for link in form.select(".quiz-read a")]
        for url, place in [urldefrag(urljoin(quiz_path, link)) for link in links] or [("", "")]:
            if not (url and place in places(site / url)):
                broken.append(f"{quiz_path}: {form['data-item']}: {links}")

    assert broken == []


def test_passage_opens(take):
    """The link to read again leads to its heading."""
    quiz = take("learn/d9310-and-d9311.html")
    item = quiz.items[0]
    quiz.take(item, item.keys)
    link = quiz.form(item).get_by_role("link")
    title = link.text_content()
    link.click()

    heading = quiz.page.locator(":target").get_by_role("heading", name=title)
    expect(heading.first).to_be_in_viewport()


def test_a_phone_shows_one_case_at_a_time(visit_quiz):
    """On a phone one case is shown, Next stays in sight and begins the next at the screen's top.

    Digits choose, Enter checks and goes on; after the last case the end alone is shown.
    """
    quiz = visit_quiz(viewport={"width": 390, "height": 844})
    shown = quiz.quiz.locator("form:visible")
    press = quiz.page.keyboard.press
    quiz.stem(quiz.items[0]).focus()
    for at, item in enumerate(quiz.items):
        expect(shown).to_have_attribute("data-item", item.id)
        if item.rows:
            quiz.choose(item, item.keys)
            quiz.check(item).focus()
        for pick in item.keys if not item.rows else ():
            press(str(quiz.order(item).index(pick) + 1))
        press("Enter")
        expect(quiz.said(item)).to_have_text("✓ Correct.")
        expect(quiz.next(item)).to_be_in_viewport(ratio=1)
        assert quiz.quiz.locator(".quiz-line").evaluate("bar => bar.value") == at + 1
        press("Enter")
        if at + 1 < len(quiz.items):
            top = quiz.form(quiz.items[at + 1]).evaluate("e => e.getBoundingClientRect().top")
            assert 0 < top < 100
    expect(quiz.score).to_be_focused()
    expect(shown).to_have_count(0)


def test_a_phone_shows_what_is_asked_for_above_the_bar(visit_quiz):
    """On a phone the request for a choice comes into sight, above the buttons that stick below."""
    quiz = visit_quiz(viewport={"width": 390, "height": 844})
    item = quiz.first("single")
    form = quiz.form(item)
    form.evaluate(
        "each => scrollTo({behavior: 'instant',"
        " top: scrollY + each.getBoundingClientRect().bottom - innerHeight - 70})"
    )
    quiz.check(item).click()

    expect(quiz.said(item)).to_be_in_viewport(ratio=1)
    said, bar = quiz.said(item).bounding_box(), form.locator(".quiz-actions").bounding_box()
    assert said["y"] + said["height"] <= bar["y"]


# The whole quiz


def choose_by_keyboard(quiz, item, response):
    """Make *response* with Tab, Space and the arrow keys, from the stem on."""
    press = quiz.page.keyboard.press
    if item.kind == "match":
        for select in quiz.form(item).get_by_role("combobox").all():
            press("Tab")
            expect(select).to_be_focused()
            values = select.locator("option").evaluate_all("all => all.map(o => o.value)")
            for _ in range(next(i for i, value in enumerate(values) if value in response)):
                press("ArrowDown")
    elif item.kind == "multiple":
        for option in quiz.order(item):
            press("Tab")
            if option in response:
                press("Space")
    else:
        press("Tab")
        press("Space")
        for _ in range(quiz.order(item).index(*response)):
            press("ArrowDown")
    assert quiz.picked(item) == response


@pytest.mark.parametrize("path", ["every-kind.html", "learn/d9310-and-d9311.html"])
def test_whole_quiz_by_keyboard(take, path):
    """Tab, Space, arrows and Enter take a whole quiz to its summary and start what was missed."""
    quiz = take(path)
    press = quiz.page.keyboard.press
    wrong = quiz.items[1]
    quiz.tab_to(quiz.form(quiz.items[0]).locator("input, select").first)
    press("Shift+Tab")
    for item in quiz.items:
        choose_by_keyboard(quiz, item, quiz.wrong(item) if item is wrong else item.keys)
        press("Tab")
        expect(quiz.check(item)).to_be_focused()
        press("Enter")
        expect(quiz.said(item)).to_have_text(VERDICT)
        expect(quiz.check(item)).to_be_focused()
        press("Tab")
        expect(quiz.next(item)).to_be_focused()
        press("Enter")
    expect(quiz.score).to_be_focused()

    right = len(quiz.items) - 1
    expect(quiz.score).to_have_text(f"Close: {right} of {right + 1} right.")
    quiz.tab_to(quiz.again)
    press("Enter")
    expect(quiz.stem(wrong)).to_be_focused()


def test_summary_counts(quiz):
    """The summary counts right ones, and adds the parts earned, cut after two places."""
    match = quiz.first("match")
    missed = quiz.first("single")
    for item in quiz.items:
        response = quiz.partly(item) if item is match else item.keys
        quiz.take(item, quiz.wrong(item) if item is missed else response)
    count = len(quiz.items)
    hundredths = 100 * (count - 2) + 100 // len(match.rows)  # one row right of all

    expect(quiz.score).to_have_text(
        f"Not yet: {count - 2} of {count} right. "
        f"With partly right ones: {hundredths / 100:g} of {count}."
    )
    expect(quiz.missed).to_have_count(2)


def test_summary_is_announced(quiz):
    """The summary fills a status that stood there, empty, before."""
    status = quiz.score.element_handle()
    assert status.text_content() == ""
    quiz.take_all()
    count = len(quiz.items)
    expect(quiz.score).to_have_text(f"Well done: {count} of {count} right. Nothing missed.")

    expect(quiz.score).to_have_role("status")
    assert status.evaluate("element => element.isConnected")
    expect(quiz.missed).to_have_count(0)
    expect(quiz.again).to_be_hidden()
    expect(quiz.restart).to_be_visible()


def test_summary_lists_what_was_missed(quiz):
    """What was missed is listed in order: a link back to the stem, and one to the passage."""
    missed = [quiz.items[0], quiz.items[2]]
    quiz.take_all(but=missed)
    expect(quiz.missed).to_have_count(2)

    for item, line in zip(missed, quiz.missed.all(), strict=True):
        expect(line).to_contain_text(prose(item.stem).striptags()[:60])
        passage = quiz.form(item).locator(".quiz-read a")
        read = line.get_by_role("link").last
        expect(read).to_have_attribute("href", passage.get_attribute("href"))
        line.get_by_role("link").first.click()
        expect(quiz.stem(item)).to_be_focused()


def test_summary_says_what_is_blank(quiz):
    """Going on to the summary too soon says how many items are not checked, not that they fail."""
    last = quiz.items[-1]
    quiz.take(last, last.keys)
    quiz.next(last).click()
    count = len(quiz.items)

    expect(quiz.score).to_contain_text(f"1 of {count} right. {count - 1} not checked yet.")


def test_summary_keeps_up(quiz):
    """A summary that was shown too soon does not stay wrong when another item is checked."""
    first, last = quiz.items[0], quiz.items[-1]
    quiz.take(last, last.keys)
    quiz.next(last).click()
    expect(quiz.score).to_contain_text(f"{len(quiz.items) - 1} not checked yet.")
    quiz.take(first, first.keys)

    expect(quiz.score).not_to_contain_text(f"{len(quiz.items) - 1} not checked yet.")


def test_practice_only_those_missed(quiz):
    """Again shows just the missed items, blank and reordered, with the focus on the first stem."""
    right = quiz.items[1]
    missed = [item for item in quiz.items if item is not right]
    before = {item.id: quiz.order(item) for item in missed}
    quiz.take_all(but=missed)
    quiz.again.click()
    expect(quiz.stem(missed[0])).to_be_focused()
    after = {item.id: quiz.order(item) for item in missed}

    expect(quiz.form(right)).to_be_hidden()
    for item in missed:
        expect(quiz.stem(item)).to_be_visible()
        expect(quiz.said(item)).to_be_empty()
        expect(quiz.form(item).locator(".quiz-reasons li").first).to_be_hidden()
        assert quiz.picked(item) == frozenset()
        assert after[item.id] == shown(item, 1)
    expect(quiz.form(missed[0]).get_by_text("your choice")).to_have_count(0)
    assert before != after
    expect(quiz.score).to_be_empty()


def test_practice_is_counted_by_itself(quiz):
    """A round of missed items has a summary of its own, and its Next leads from one to another."""
    missed = [quiz.items[0], quiz.items[2]]
    quiz.take_all(but=missed)
    quiz.again.click()
    quiz.take(missed[0], missed[0].keys)
    quiz.next(missed[0]).click()
    expect(quiz.stem(missed[1])).to_be_focused()
    quiz.take(missed[1], quiz.wrong(missed[1]))

    expect(quiz.score).to_have_text("Not yet: 1 of 2 right.")
    expect(quiz.missed).to_have_count(1)
    quiz.again.click()
    expect(quiz.stem(missed[1])).to_be_focused()
    expect(quiz.form(missed[0])).to_be_hidden()


def test_start_over_brings_all_back(quiz):
    """Start over shows every item again, blank, with the focus on the first stem."""
    quiz.take_all(but=quiz.items[:2])
    quiz.again.click()
    quiz.take(quiz.items[0], quiz.items[0].keys)
    quiz.take(quiz.items[1], quiz.items[1].keys)
    quiz.restart.click()
    expect(quiz.stem(quiz.items[0])).to_be_focused()

    assert quiz.all_blank()


# What a page remembers


def test_reload_keeps_the_order_and_no_response(quiz):
    """A reload keeps the order of the options, and no response that nobody asked it to keep."""
    quiz.take_all()
    quiz.restart.click()
    quiz.take(quiz.items[0], quiz.items[0].keys)
    before = [quiz.order(item) for item in quiz.items]
    quiz.page.reload()
    expect(quiz.stem(quiz.items[0])).to_be_visible()

    assert [quiz.order(item) for item in quiz.items] == before
    for ids, item in zip(before, quiz.items, strict=True):
        assert ids == shown(item, 1)
    assert quiz.all_blank()


def test_nothing_is_stored_unasked(quiz):
    """A whole quiz, taken twice, leaves no trace in the browser."""
    quiz.take_all(but=quiz.items[:1])
    quiz.restart.click()
    quiz.take_all()

    expect(quiz.keep).not_to_be_checked()
    assert quiz.page.evaluate(STORED) == NOTHING_STORED
    assert quiz.page.context.cookies() == []


def test_remembered_answers_come_back(kept):
    """Once asked to remember, a reload shows responses and verdicts again, and takes no focus."""
    expect(kept.keep).to_be_checked()
    expect(kept.quiz.get_by_text(KEPT)).to_be_visible()
    kept.take(kept.items[2], kept.items[2].keys)
    told = [kept.said(item).text_content() for item in kept.items]
    kept.page.reload()

    for item, text in zip(kept.items, told, strict=True):
        expect(kept.said(item)).to_have_text(text)
    assert [kept.picked(item) for item in kept.items[:3]] == [
        kept.wrong(kept.items[0]),
        kept.items[1].keys,
        kept.items[2].keys,
    ]
    expect(kept.keep).to_be_checked()
    assert kept.page.evaluate("document.activeElement === document.body")


def test_remembered_quiz_comes_back_whole(quiz):
    """A finished quiz that was remembered comes back with its summary and what was missed."""
    quiz.keep.check()
    quiz.take_all(but=quiz.items[:1])
    told = quiz.score.text_content()
    quiz.page.reload()

    expect(quiz.score).to_have_text(told)
    expect(quiz.missed).to_have_count(1)
    expect(quiz.again).to_be_visible()


def test_remembered_answers_can_be_started_over(quiz):
    """Start over also forgets what was remembered of this quiz."""
    quiz.keep.check()
    quiz.take_all()
    quiz.restart.click()
    quiz.page.reload()
    expect(quiz.keep).to_be_checked()

    assert quiz.all_blank()


def test_forget_them(kept):
    """Forget empties the storage, says so, and a reload shows a blank quiz."""
    kept.forget.click()
    expect(kept.quiz.get_by_text("Cleared. Nothing is kept on this device.")).to_be_visible()
    expect(kept.keep).to_be_focused()
    expect(kept.keep).not_to_be_checked()
    expect(kept.forget).to_be_hidden()
    assert kept.page.evaluate(STORED) == NOTHING_STORED
    kept.take(kept.items[2], kept.items[2].keys)
    assert kept.page.evaluate(STORED) == NOTHING_STORED
    kept.page.reload()

    assert kept.all_blank()


def test_consent_can_be_taken_back(kept):
    """Taking the tick off Remember forgets as well."""
    kept.keep.uncheck()

    expect(kept.quiz.get_by_text("Cleared. Nothing is kept on this device.")).to_be_visible()
    assert kept.page.evaluate(STORED) == NOTHING_STORED


def test_other_version_is_not_restored(kept):
    """A response to another version of an item is left out; the other items come back."""
    changed, same = kept.items[:2]
    kept.page.evaluate(
        """([old, other]) => {
          const key = localStorage.key(0);
          localStorage.setItem(key, localStorage.getItem(key).replace(old, other));
        }""",
        [f'"{changed.id}@{changed.version}"', f'"{changed.id}@{changed.version + 1}"'],
    )
    kept.page.reload()

    expect(kept.said(same)).to_have_text("✓ Correct.")
    expect(kept.said(changed)).to_be_empty()
    assert kept.picked(changed) == frozenset()


def _broken() -> dict[str, str]:
    """Return what an accident may leave in the storage; F and I stand for form and item."""
    responses = {
        "null": None,
        "number": 7,
        "text": "a",
        "record": {"a": True},
        "empty": [],
        "empty-text": [""],
        "numbers": [7, 0],
        "nulls": [None],
        "lists": [["a"]],
        "records": [{}],
        "unknown": ["nonsense"],
        "twice": ["a", "a"],
        "two-of-one": ["a", "b"],
        "known-and-unknown": ["a", "nonsense"],
        "huge": ["a" * 1_000_000],
        "many": ["a"] * 100_000,
    }
    forms = {"null": None, "number": 7, "text": "abc", "list": [["a"]], "true": True}
    whole = {"open": "{", "empty": "", "word": "hello", "huge": "x" * 4_000_000, "nul": "\0"}
    values = {"null": "null", "number": "7", "text": '"abc"', "list": "[1]", "true": "true"}
    traps = {
        "prototype": '{"__proto__": {"F": {"I": ["a"]}}}',
        "method": '{"F": {"at": 1}}',
    }
    return {
        **{f"storage-{name}": text for name, text in {**whole, **values, **traps}.items()},
        **{f"form-{name}": json.dumps({"F": value}) for name, value in forms.items()},
        **{f"item-{name}": json.dumps({"F": {"I": v}}) for name, v in responses.items()},
    }


def test_broken_storage_does_no_harm(quiz, store):
    """Whatever stands in the storage, the quiz opens blank, works, and remembers anew."""
    item = quiz.first("single")
    form = quiz.quiz.get_attribute("data-form")
    for name, broken in _broken().items():
        store(broken.replace('"F"', f'"{form}"').replace('"I"', f'"{item.id}@{item.version}"'))
        quiz.page.reload()
        assert quiz.all_blank(), name
        quiz.take_by_script(item, item.keys)
        quiz.keep.evaluate("box => box.checked || box.click()")
        kept = json.loads(quiz.page.evaluate("key => localStorage.getItem(key)", KEY))

        assert kept[form] == {f"{item.id}@{item.version}": sorted(item.keys)}, name


def test_half_a_match_in_storage_does_no_harm(quiz, store):
    """Half a match in the storage is not a response: the item opens blank."""
    item = quiz.first("match")
    form = quiz.quiz.get_attribute("data-form")
    pick = f"{item.rows[0].id}:{item.rows[0].key}"
    store(json.dumps({form: {f"{item.id}@{item.version}": [pick]}}))
    quiz.page.reload()
    expect(quiz.keep).to_be_checked()

    assert quiz.all_blank()


def test_full_storage_breaks_nothing(page, take):
    """Where the storage is full, the quiz works and says that nothing is kept."""
    page.add_init_script(FULL)
    quiz = take()
    quiz.keep.click()
    expect(quiz.quiz.get_by_text("This browser can't save your answers")).to_be_visible()
    quiz.take_all()

    expect(quiz.score).to_contain_text("Nothing missed.")
    expect(quiz.keep).not_to_be_checked()
    expect(quiz.forget).to_be_hidden()


def test_storage_that_fills_up_is_told(kept):
    """When a later answer cannot be kept, the quiz goes on and no longer says that it is kept."""
    kept.page.evaluate(f"() => {{ {FULL} }}")
    kept.take(kept.items[2], kept.items[2].keys)

    expect(kept.said(kept.items[2])).to_have_text("✓ Correct.")
    expect(kept.quiz.get_by_text(KEPT)).to_have_count(0)


def test_forbidden_storage_breaks_nothing(browser, address, take):
    """Where storage is forbidden, the quiz works and says that nothing is kept."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(NO_STORE)
    page: Page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    quiz = take(page=page)
    quiz.keep.click()
    expect(quiz.quiz.get_by_text("This browser can't save your answers")).to_be_visible()
    expect(quiz.keep).not_to_be_checked()
    quiz.take_all(but=quiz.items[:1])
    expect(quiz.missed).to_have_count(1)
    quiz.restart.click()
    expect(quiz.stem(quiz.items[0])).to_be_focused()
    context.close()

    assert [stack for stack in errors if "quiz.js" in stack] == []


def test_two_tabs_keep_each_other_s_answers(kept, context, take):
    """What is answered in two tabs of one quiz is all remembered."""
    other = take(page=context.new_page())
    expect(other.said(kept.items[1])).to_have_text("✓ Correct.")
    other.take(kept.items[2], kept.items[2].keys)
    kept.take(kept.items[3], kept.items[3].keys)
    kept.page.reload()

    expect(kept.said(kept.items[3])).to_have_text("✓ Correct.")
    expect(kept.said(kept.items[2])).to_have_text("✓ Correct.")


def test_forgetting_holds_in_every_tab(kept, context, take):
    """What was forgotten in one tab is not written again by another."""
    other = take(page=context.new_page())
    expect(other.keep).to_be_checked()
    kept.forget.click()
    expect(other.keep).not_to_be_checked()
    other.take(kept.items[2], kept.items[2].keys)

    assert other.page.evaluate(STORED) == NOTHING_STORED


def test_news_of_forgetting_may_come_late(kept):
    """What was written before a tab heard that another had forgotten is forgotten, too."""
    kept.take(kept.items[2], kept.items[2].keys)
    kept.page.evaluate(CLEARED, "d9311-progress")

    assert kept.page.evaluate(STORED) == NOTHING_STORED
    expect(kept.keep).not_to_be_checked()


def test_same_item_in_two_quizzes_is_two_responses(take):
    """An item that stands on two pages is remembered for each by itself."""
    first = take("every-kind.html")
    item = first.items[0]
    first.keep.check()
    first.take(item, item.keys)
    second = take("every-kind-again.html")
    expect(second.keep).to_be_checked()
    expect(second.said(item)).to_be_empty()
    second.take(item, second.wrong(item))
    expect(take("every-kind.html").said(item)).to_have_text("✓ Correct.")

    expect(take("every-kind-again.html").said(item)).to_have_text(re.compile("^✗ Not correct"))
