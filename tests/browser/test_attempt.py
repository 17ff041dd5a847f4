"""A form taken at one go, in the browser."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest
from helpers.access import TOO_WIDE, violations
from helpers.attempts import BANK, FORMS, TAKEN, TIMES, responses
from helpers.storage import CLEARED, NOTHING_STORED, STORED
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, expect

from exercises.results.code import to_code
from exercises.results.files import check_result, rescore, to_csv
from exercises.results.result import content_hash, make_result

PAGES = {
    "a": "learn/form-a.html",
    "b": "learn/form-b.html",
    "pre": "learn/before-the-session.html",
    "refresher": "learn/refresher.html",
}


# One item is shown at a time; a script answers them all.
PICK = """(form, picks) => {
  for (const [item, pick] of Object.entries(picks)) {
    form.querySelector(`form[data-item="${item}"] input[value="${pick}"]`).click();
  }
}"""


@pytest.fixture
def form(page: Page, address):
    """Open form A and start it."""
    page.goto(address + PAGES["a"])
    page.get_by_label("Your name").fill("KL")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("form.quiz-item").first).to_be_visible()
    return page.locator("section.attempt")


def answer(form, wrong=()):
    """Give the key to every item, but a wrong option to those named."""
    picks = {}
    for name in FORMS["a"].items:
        item = BANK[name]
        picks[name] = min(set(item.picks) - item.keys if name in wrong else item.keys)
    form.evaluate(PICK, picks)


KEY = "d9311-attempt-a"


@pytest.fixture
def kept(form, page: Page):
    """Keep the place in form A, with nothing answered yet."""
    page.get_by_label("Keep my place").check()
    expect(page.locator(".quiz-keep [role=status]")).to_contain_text("Kept on this device only")
    return form


@pytest.fixture
def other_tab(context, address):
    """Return an opener of form A in another tab, with the attempt that is kept or before Start."""

    def opener(press: str | None = "Continue as KL"):
        tab = context.new_page()
        tab.add_init_script("Math.random = () => 0.5")  # an attempt of its own, not the first one's
        tab.goto(address + PAGES["a"])
        if press:
            tab.get_by_role("button", name=press).click()
            expect(tab.locator("form.quiz-item").first).to_be_visible()
        return tab.locator("section.attempt")

    return opener


def choose(form, at: int):
    """Give the key to item *at* of form A, counted from 0."""
    name = FORMS["a"].items[at]
    form.evaluate(PICK, {name: min(BANK[name].keys)})


def stored(page: Page):
    """Return what this device keeps of form A."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def plain(count: int) -> list[str]:
    """Return so many items of form A that are not critical."""
    return [name for name in FORMS["a"].items if not BANK[name].critical][:count]


def test_every_form_has_a_page():
    """Each form that is taken at one go stands on a page."""
    assert sorted(PAGES) == sorted(TAKEN)


@pytest.mark.parametrize("name", TAKEN)
def test_page_gives_the_numbers_of_python(page: Page, address, name):
    """For 500 random attempts, blanks and all, page and Python give one result, code and CSV."""
    page.goto(address + PAGES[name])
    chance = Random(9311)
    about = {"learner_label": "=A1 “é”", "job_title": "", "attempt_no": 2, **TIMES}
    attempts = [
        (responses(FORMS[name], chance, 0.15), chance.randrange(10_000)) for _ in range(500)
    ]
    shown = page.evaluate(
        """async ([attempts, about]) => {
          const root = document.querySelector("section.attempt");
          await d9311Quiz.load(root, "no data");
          const form = d9311Quiz.data[root.dataset.form];
          return JSON.stringify(JSON.parse(attempts).map(([responses, seed]) => {
            const made = d9311Result.result(form, responses, {...about, seed});
            const code = d9311Result.toCode(form, responses);
            const back = d9311Result.fromCode(code, [form]).responses;
            return [made, code, back, d9311Result.toCsv(made)];
          }));
        }""",
        [json.dumps(attempts), about],
    )
    told = json.loads(shown)  # as one text: Playwright takes long over many values
    for (given, seed), (made, code, back, sheet) in zip(attempts, told, strict=True):
        expected = make_result(FORMS[name], BANK, given, seed=seed, **about)

        assert made == expected
        assert check_result(made)
        assert code == to_code(expected, FORMS[name], BANK)
        assert back == {row["item_id"]: row["chosen"] for row in expected["responses"]}
        assert sheet.splitlines()[0] == to_csv([expected]).splitlines()[0]


def test_saved_file_scores_to_itself(form, page: Page):
    """The file that a learner saves matches when Python scores it anew."""
    answer(form, wrong=plain(2))
    page.get_by_role("button", name="Finish").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").click()
    made = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))

    assert rescore(check_result(made), FORMS, BANK) == []
    assert (made["learner_label"], made["raw"]) == ("KL", 18)


def test_blank_items_are_named_before_the_end(form, page: Page):
    """Finish first names what is blank; pressed again it ends."""
    page.get_by_role("button", name="Finish").click()
    expect(form.locator(".attempt-said")).to_contain_text("Not answered: items 1, 2, 3")
    page.get_by_role("button", name="Finish").click()

    expect(form.locator(".attempt-verdict")).to_have_text(re.compile("^Not yet"))
    expect(form.locator(".attempt-verdict")).to_be_focused()


def test_not_yet_shows_what_was_missed_but_no_key(form, page: Page):
    """Below the standard the items missed are marked, and their keys stay closed."""
    answer(form, wrong=plain(9))
    page.get_by_role("button", name="Finish").click()

    expect(form.locator(".attempt-verdict")).to_have_text(re.compile("^Not yet"))
    expect(form.locator(".quiz-said", has_text="Not correct")).to_have_count(9)
    expect(form.locator(".quiz-why, .quiz-reasons, .is-key")).to_have_count(0)
    expect(form.locator(".is-distractor :checked").first).to_be_visible()
    expect(form.locator(".is-distractor :not(:checked) + *")).to_have_count(0)
    expect(form.get_by_text("What you mixed up")).to_be_hidden()  # it would name the keys


def test_the_rows_of_a_result_stand_apart(form, page: Page):
    """The table of what was right by topic has air between its lines, as the book's tables have."""
    answer(form, wrong=plain(9))
    page.get_by_role("button", name="Finish").click()
    cell = form.locator(".attempt-objectives tbody td").first
    expect(cell).to_be_visible()

    assert cell.evaluate("(each) => parseFloat(getComputedStyle(each).paddingTop)") >= 5


def test_who_meets_the_standard_reads_every_reason(form, page: Page):
    """Above the standard, each item's key and reasons can be opened."""
    answer(form)
    page.get_by_role("button", name="Finish").click()

    expect(form.locator(".attempt-verdict")).to_have_text("You passed: 20 of 20")
    expect(form.locator(".quiz-why:visible")).to_have_count(20)


def test_critical_item_is_told(form, page: Page):
    """One must-not-miss item missed is not yet, and says which."""
    critical = next(name for name in FORMS["a"].items if BANK[name].critical)
    answer(form, wrong=[critical])
    page.get_by_role("button", name="Finish").click()

    expect(form.locator(".attempt-verdict")).to_have_text(re.compile("^Not yet"))
    expect(form.locator(".attempt-critical li")).to_have_count(1)


def test_one_item_at_a_time(form, page: Page):
    """Items are shown one by one: keys choose and go on, and the overview leads to any."""
    shown = form.locator("form.quiz-item:visible")
    expect(form.locator(".attempt-session")).to_have_text("Taking as KL")
    expect(shown.locator("legend")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(shown).to_have_attribute("data-item", FORMS["a"].items[1])
    expect(shown.locator("legend")).to_be_focused()
    assert form.locator(".quiz-line").evaluate("bar => [bar.value, bar.max]") == [1, 20]
    page.get_by_role("button", name="Back").click()
    expect(shown.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.get_by_role("button", name="Back")).to_be_hidden()
    form.locator(".attempt-overview a").last.click()
    page.get_by_role("button", name="To the end").click()

    expect(form.locator(".attempt-overview summary")).to_be_focused()
    expect(shown).to_have_count(1)


def test_flag_and_blank_show_in_the_overview(form, page: Page):
    """The overview says of each item whether it is blank, answered or flagged."""
    first = form.locator("form.quiz-item").first
    first.locator("input[type=radio]").first.check()
    first.get_by_label("Flag for later").check()

    expect(form.locator(".attempt-overview a").first).to_have_text("1 answered, flagged")
    expect(form.locator(".attempt-overview a").last).to_have_text("20 blank")


def test_nothing_is_kept_by_default(form, page: Page):
    """Unless asked to, the page keeps nothing of an attempt."""
    answer(form)

    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leave_and_come_back(form, page: Page):
    """Kept on request, an attempt goes on where it was left, in the same order."""
    answer(form, wrong=plain(1))
    page.get_by_label("Keep my place").check()
    order = form.locator("form.quiz-item").first.locator(".quiz-option").all_inner_texts()
    page.reload()
    page.get_by_role("button", name="Continue as KL").click()
    expect(form.locator("form.quiz-item").first).to_be_visible()

    assert form.locator("form.quiz-item").first.locator(".quiz-option").all_inner_texts() == order
    page.get_by_role("button", name="Finish").click()
    expect(form.locator(".attempt-score")).to_contain_text("19 of 20 (95%)")


def test_end_and_clear_leaves_nothing(form, page: Page):
    """On a shared computer a press forgets name and answers, once it has said so."""
    answer(form)
    page.get_by_label("Keep my place").check()
    clear = page.get_by_role("button", name="Switch user (clears answers)")
    clear.click()
    expect(page.locator(".quiz-keep [role=status]")).to_have_text(
        "Your answers would be gone. "
        "To go ahead anyway, press “Switch user (clears answers)” again."
    )
    clear.click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()

    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_label("Your name")).to_have_value("")


def test_forbidden_storage_breaks_nothing(context, address):
    """Where storage is forbidden, the form is taken all the same, and says that nothing is kept.

    The theme's own script, which asks for the stored theme, may fail there.
    """
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
    )
    page.goto(address + PAGES["refresher"])
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Keep my place").click()

    expect(page.locator(".quiz-keep [role=status]")).to_contain_text("can't save your place")


def test_result_stands_above_the_items(form, page: Page):
    """The result is the first thing seen; the overview below leads to what was missed."""
    missed = plain(2)
    answer(form, wrong=missed)
    page.get_by_role("button", name="Finish").click()
    expect(form.locator(".attempt-verdict")).to_be_focused()
    link = form.locator(f".attempt-overview [href$={missed[1]}]")

    expect(form.locator(".attempt-state", has_text="missed")).to_have_count(2)
    expect(form.locator(".attempt-state", has_text="right")).to_have_count(18)
    expect(link).to_have_text(re.compile("✗ missed"))
    link.click()
    expect(form.locator(f"form[data-item={missed[1]}] legend")).to_be_focused()
    top = form.locator(".attempt-result").evaluate("e => e.getBoundingClientRect().top")
    assert top < form.locator("form.quiz-item").first.evaluate("e => e.getBoundingClientRect().top")


def test_blank_items_are_links(form, page: Page):
    """What Finish names as blank is one press away."""
    answer(form)
    form.get_by_role("button", name="Finish").wait_for()
    page.evaluate(
        """() => {
          const input = document.querySelectorAll("form.quiz-item")[6].querySelector(":checked");
          input.checked = false;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    page.get_by_role("button", name="Finish").click()
    form.locator(".attempt-said").get_by_role("link", name="7").click()

    expect(form.locator("form.quiz-item legend").nth(6)).to_be_focused()


def test_attempt_is_numbered(page: Page, address):
    """The learner says which attempt it is; taken again it counts on."""
    page.goto(address + PAGES["refresher"])
    page.get_by_label("Which try").fill("3")
    page.get_by_role("button", name="Start").click()
    for _ in range(2):
        page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Take it again").dblclick()
    for _ in range(2):
        page.get_by_role("button", name="Finish").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").click()

    assert json.loads(Path(download.value.path()).read_text("utf-8"))["attempt_no"] == 4


def test_kept_attempt_is_told_and_forgotten(form, page: Page):
    """On a shared computer the page says whose attempt is kept; one press forgets it."""
    page.get_by_label("Keep my place").check()
    form.locator("input[type=radio]").first.check()
    page.reload()
    expect(page.get_by_role("button", name="Continue as KL")).to_be_visible()
    expect(page.locator(".attempt-kept")).to_contain_text(
        "An attempt by KL is kept on this device."
    )
    page.get_by_role("button", name="Clear my saved place").click()

    expect(page.locator(".attempt-kept")).to_contain_text("Cleared.")
    expect(page.get_by_role("button", name="Start")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_start_says_at_once_that_something_is_loading(page: Page, address):
    """While the form is on its way, the page says so; then it is there."""
    said = []

    def look(route):
        said.append(page.locator(".attempt-kept").inner_text())
        route.continue_()

    page.route("**/a-data.js*", look)
    page.goto(address + PAGES["a"])
    page.get_by_role("button", name="Start").click()
    expect(page.locator("form.quiz-item").first).to_be_visible()

    assert said == ["Getting the form …"]


def test_form_that_does_not_load_says_so(page: Page, address):
    """If what makes the result does not come, Start says so; pressed again, it starts."""
    page.route("**/result.js*", lambda route: route.abort())
    page.goto(address + PAGES["a"])
    start = page.get_by_role("button", name="Start")
    start.click()
    expect(page.locator(".attempt-kept")).to_have_text(
        "The form didn't load. Check the connection, then press Start again."
    )
    expect(page.locator("form.quiz-item").first).to_be_hidden()
    page.unroute("**/result.js*")
    start.dblclick()

    expect(page.locator("form.quiz-item").first).to_be_visible()


def test_form_ends_without_a_network(form, page: Page):
    """Once started, a form is taken to its result and certificate though the network is gone."""
    page.route("**", lambda route: route.abort())
    answer(form)
    page.get_by_role("button", name="Finish").click()
    expect(form.locator(".attempt-verdict")).to_have_text("You passed: 20 of 20")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print certificate").click()

    expect(form.locator(".certificate [data-part=form]")).to_contain_text("Form A")


def test_two_tabs_keep_each_other_s_answers(kept, page: Page, other_tab):
    """What is answered in two tabs of one attempt is all kept, and all counted in either."""
    other = other_tab()
    page.bring_to_front()  # what lies behind is drawn once a second
    for at in range(18):
        choose(kept, at)
    choose(other, 18)
    choose(kept, 19)
    expect(kept.locator(".attempt-overview a.is-blank")).to_have_count(0)
    assert sum(map(bool, stored(page)["responses"].values())) == 20

    kept.get_by_role("button", name="Finish").click()
    expect(kept.locator(".attempt-score")).to_contain_text("20 of 20")


def test_a_tab_that_heard_nothing_writes_over_nothing(kept, page: Page):
    """A tab that slept through another's answers adds its own to them, and counts both."""
    choose(kept, 0)
    answered = stored(page)
    name = FORMS["a"].items[1]
    answered["responses"][name] = sorted(BANK[name].keys)
    answered["flagged"] = [name]
    page.evaluate("pair => localStorage.setItem(...pair)", [KEY, json.dumps(answered)])
    choose(kept, 2)
    both = stored(page)

    assert [both["responses"][each] for each in FORMS["a"].items[:4]] == [
        *(sorted(BANK[each].keys) for each in FORMS["a"].items[:3]), []
    ]  # fmt: skip
    assert both["flagged"] == [name]
    kept.get_by_role("button", name="Finish").click()
    expect(kept.locator(".attempt-said")).to_contain_text("Not answered: items 4, 5, ")


@pytest.mark.parametrize("how", ["Clear my saved place", "Start over"])
def test_forgetting_holds_in_every_tab(kept, page: Page, other_tab, how):
    """What one tab forgets, or starts anew, no other writes again; it says so."""
    choose(kept, 0)
    press = other_tab(None).get_by_role("button", name=how)
    press.click()
    if how == "Start over":
        press.click()
    expect(page.get_by_label("Keep my place")).not_to_be_checked()
    expect(page.locator(".quiz-keep [role=status]")).to_have_text(
        "Cleared in another tab. Nothing more of this attempt is kept."
    )
    choose(kept, 1)

    assert page.evaluate(STORED) == NOTHING_STORED


def test_clearing_holds_in_every_tab(kept, page: Page, other_tab):
    """What one tab ends and clears no other keeps, or offers to go on with."""
    choose(kept, 0)
    waiting = other_tab(None)
    expect(waiting.get_by_role("button", name="Clear my saved place")).to_be_visible()
    other_tab().get_by_role("button", name="Switch user (clears answers)").dblclick()
    expect(page.get_by_label("Keep my place")).not_to_be_checked()
    choose(kept, 1)

    assert page.evaluate(STORED) == NOTHING_STORED
    expect(waiting.get_by_role("button", name="Clear my saved place")).to_be_hidden()
    expect(waiting.get_by_role("button", name="Continue")).to_be_hidden()
    expect(waiting.locator(".attempt-kept")).to_be_empty()


def test_news_of_forgetting_may_come_late(kept, page: Page):
    """What was written before a tab heard that another had forgotten is forgotten, too."""
    choose(kept, 0)
    page.evaluate(CLEARED, KEY)

    assert page.evaluate(STORED) == NOTHING_STORED
    expect(page.get_by_label("Keep my place")).not_to_be_checked()


def test_news_of_forgetting_may_never_come(kept, page: Page):
    """A tab that slept while another forgot looks before it writes."""
    page.evaluate("localStorage.clear()")
    choose(kept, 0)

    assert page.evaluate(STORED) == NOTHING_STORED
    expect(page.locator(".quiz-keep [role=status]")).to_contain_text("Cleared in another tab.")


def test_another_attempt_is_not_written_over(form, page: Page, other_tab):
    """Of two attempts at one form the one that is kept stays, and the other says why not it."""
    other = other_tab("Start")
    other.get_by_label("Keep my place").check()
    choose(other, 5)
    before = stored(page)
    page.get_by_label("Keep my place").click()
    choose(form, 0)

    assert stored(page) == before
    expect(page.get_by_label("Keep my place")).not_to_be_checked()
    expect(page.locator(".quiz-keep [role=status]")).to_have_text(
        "Another attempt at this form is already kept on this device. Finish it or clear it first."
    )


@pytest.fixture
def asked(page: Page):
    """Return the list of times that the browser asked whether to leave; each answer is to stay."""
    times = []

    def stay(dialog):
        times.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return times


def leave(page: Page):
    """Try to load the page anew; return once that is done, or was not let happen."""
    with suppress(PlaywrightError):
        page.reload(timeout=2000)


def finish(form):
    """Answer all, two of them wrong, and finish."""
    answer(form, wrong=plain(2))
    form.get_by_role("button", name="Finish").click()
    expect(form.locator(".attempt-score")).to_contain_text("18 of 20")


def save(form, how: str = "JSON"):
    """Save the result and return the text of the file."""
    with form.page.expect_download() as download:
        form.get_by_role("button", name=f"Save as {how}").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_finished_result_is_kept_until_it_is_saved(kept, page: Page, asked):
    """Kept on request, a finished result is the same after a reload, until it is saved."""
    finish(kept)
    told = kept.locator(".attempt-told")
    expect(told).to_have_text("Kept on this device only, until you save the result or clear.")
    code = kept.locator(".attempt-code").inner_text()
    finished = stored(page)["about"]["finished"]
    page.reload()
    expect(page.locator(".attempt-kept")).to_contain_text("A finished result by KL is kept")
    page.get_by_role("button", name="Show the result of KL").click()
    expect(kept.locator(".attempt-verdict")).to_be_focused()

    assert kept.locator(".attempt-code").inner_text() == code
    made = json.loads(save(kept))
    assert (made["finished"], made["learner_label"], made["raw"]) == (finished, "KL", 18)
    expect(told).to_contain_text("Nothing is kept on this device anymore.")
    assert page.evaluate(STORED) == NOTHING_STORED
    page.reload()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert asked == []


@pytest.mark.parametrize("how", ["JSON", "CSV"])
def test_leaving_asks_until_the_result_is_saved(form, page: Page, asked, how):
    """Where nothing is kept, who leaves with an unsaved result is asked first; saved, not."""
    finish(form)
    leave(page)
    assert asked == ["beforeunload"]
    expect(form.locator(".attempt-score")).to_be_visible()
    save(form, how)
    page.reload()

    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    ("name", "keep"), [("Take it again", True), ("End and clear my answers", False)]
)
def test_an_unsaved_result_goes_at_the_second_press(form, page: Page, name, keep):
    """Ending, or taking again, says first that the result is not saved."""
    if keep:
        page.get_by_label("Keep my place").check()
    finish(form)
    press = form.get_by_role("button", name=name, exact=True)
    press.click()
    expect(form.locator(".attempt-told")).to_have_text(
        f"Your result isn't saved and would be gone. To go ahead anyway, press “{name}” again."
    )
    expect(form.locator(".attempt-score")).to_contain_text("18 of 20")
    press.click()
    expect(form.locator(".attempt-score")).to_be_hidden()
    assert page.evaluate(STORED) == NOTHING_STORED


@pytest.mark.parametrize("name", ["Take it again", "End and clear my answers"])
def test_a_saved_result_goes_at_once(form, page: Page, name):
    """Whoever saved the result is asked nothing more."""
    finish(form)
    save(form, "CSV")
    form.get_by_role("button", name=name, exact=True).click()

    expect(form.locator(".attempt-score")).to_be_hidden()


def test_a_press_elsewhere_asks_again(form, page: Page):
    """The second press counts only for the button that asked."""
    finish(form)
    form.get_by_role("button", name="Take it again").click()
    form.get_by_role("button", name="End and clear my answers", exact=True).click()

    expect(form.locator(".attempt-told")).to_contain_text("press “End and clear my answers” again")
    expect(form.locator(".attempt-score")).to_be_visible()


def test_starting_anew_asks_for_a_result_that_was_never_saved(kept, page: Page):
    """Start says first that a finished result is kept here and was not saved."""
    finish(kept)
    page.reload()
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".attempt-kept")).to_contain_text("was never saved")
    assert stored(page)["about"]["finished"]
    page.get_by_role("button", name="Start over").click()
    expect(kept.locator("form.quiz-item").first).to_be_visible()

    assert page.evaluate(STORED) == NOTHING_STORED


def test_finished_in_one_tab_is_finished_in_every_tab(kept, page: Page, other_tab):
    """What one tab finished shows its result in another, and is not written over by a third."""
    other = other_tab()
    finish(other)
    expect(kept.locator(".attempt-score")).to_contain_text("18 of 20")

    assert kept.locator(".attempt-code").inner_text() == other.locator(".attempt-code").inner_text()
    assert stored(page)["about"]["finished"]


def test_a_tab_that_slept_through_the_end_shows_it(kept, page: Page):
    """A click in a tab that heard nothing of the end does not open the attempt again."""
    done = stored(page)
    done["about"]["finished"] = done["about"]["started"]
    page.evaluate("pair => localStorage.setItem(...pair)", [KEY, json.dumps(done)])
    kept.locator("form.quiz-item input[type=radio]").first.click()
    expect(kept.locator(".attempt-verdict")).to_have_text(re.compile("^Not yet"))

    assert stored(page) == done


def changed(**about):
    """Return a change to what is kept: *about* the attempt."""
    return lambda kept: kept["about"].update(about)


def responding(item: int, *picks):
    """Return a change to what is kept: other *picks* for an item of form A, counted from 0."""
    return lambda kept: kept["responses"].update({FORMS["a"].items[item]: list(picks)})


DAMAGED = {
    "no text": None,
    "no attempt": lambda kept: kept.pop("about"),
    "no responses": lambda kept: kept.pop("responses"),
    "a list of responses": lambda kept: kept.update(responses=[]),
    "a seed below 0": changed(seed=-3),
    "half a seed": changed(seed=1.5),
    "no name": changed(learner_label=None),
    "a long name": changed(learner_label="K" * 81),
    "half a sign": changed(learner_label="K\ud800"),
    "a number as job": changed(job_title=7),
    "no attempt number": changed(attempt_no=0),
    "no time": changed(started=""),
    "no time of day": changed(started="2026-11-24"),
    "a month that is none": changed(started="2026-13-24T10:00:00-06:00"),
    "no end": changed(finished="now"),
    "a pick that is none": responding(0, "no-option"),
    "two picks of one": responding(0, *sorted(BANK[FORMS["a"].items[0]].picks)[:2]),
    "a pick that is no text": responding(0, 7),
    "an item that is none": lambda kept: kept["responses"].update({"no-item": []}),
}


def tells_and_forgets(page: Page, kept: str, words: str):
    """Hold that of what is *kept* the page says these *words*, offers no way on, and forgets it."""
    page.evaluate("pair => localStorage.setItem(...pair)", [KEY, kept])
    page.reload()
    expect(page.locator(".attempt-kept")).to_have_text(words)
    expect(page.locator(".attempt-resume")).to_be_hidden()
    page.get_by_role("button", name="Clear my saved place").click()

    assert page.evaluate(STORED) == NOTHING_STORED


def test_a_damaged_attempt_is_told_and_forgotten(kept, page: Page, subtests):
    """What is kept but cannot be gone on with is said; it is not offered, and can be forgotten."""
    choose(kept, 0)
    whole = json.dumps(stored(page))
    for name, change in DAMAGED.items():
        held = json.loads(whole)
        if change:
            change(held)
        with subtests.test(name):
            tells_and_forgets(
                page,
                json.dumps(held) if change else "{",
                "What is kept on this device of this form is damaged and can't be used. "
                "Press Clear my saved place; Start clears it, too.",
            )


def test_an_attempt_at_an_older_form_is_told_and_forgotten(kept, page: Page):
    """Of a form that has changed since, the page says whose attempt is kept, and forgets it."""
    choose(kept, 0)
    tells_and_forgets(
        page,
        json.dumps({**stored(page), "content_hash": "0" * 16}),
        "An attempt by KL is kept on this device, but this form has changed since, "
        "so it can't be finished. Press Clear my saved place; Start clears it, too.",
    )


def newer(page: Page, site: Path, file: str):
    """Serve the data in *file* as a newer edition has them: the keys of form A are others."""
    (found,) = site.rglob(file)
    text = found.read_text(encoding="utf-8")
    told = text.replace(content_hash(FORMS["a"], BANK), "0" * 16)
    assert told != text
    newest = partial(Route.fulfill, body=told, content_type="text/javascript")
    page.route(f"**/{file}*", newest)


@pytest.mark.parametrize("keep", [False, True], ids=["start", "go on"])
def test_a_page_older_than_its_data_asks_to_be_loaded_anew(form, page: Page, site, keep):
    """Where the book was updated under an open page, nothing is taken, nothing lost."""
    if keep:
        page.get_by_label("Keep my place").check()
        choose(form, 0)
    before = stored(page)
    page.reload()
    newer(page, site, "a-data.js")
    page.get_by_role("button", name="Continue" if keep else "Start").click()
    expect(page.locator(".attempt-kept")).to_contain_text(
        "The book was updated after this page was opened. What is kept on this device stays kept."
    )
    expect(form.locator("form.quiz-item").first).to_be_hidden()
    assert stored(page) == before
    page.unroute("**/a-data.js*")
    with page.expect_event("load"):  # the old page has a button of this name, too
        page.get_by_role("button", name="Reload the page").click()
    page.get_by_role("button", name="Continue" if keep else "Start").click()

    expect(form.locator("form.quiz-item").first).to_be_visible()


def test_starting_anew_forgets_what_was_kept(form, page: Page):
    """Whoever starts over is asked first, and leaves nothing of the attempt before."""
    page.get_by_label("Keep my place").check()
    page.reload()
    expect(page.locator("section.attempt button:visible").first).to_have_text("Continue as KL")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".attempt-kept")).to_contain_text("would be gone")
    assert stored(page)
    page.get_by_role("button", name="Start over").click()
    expect(form.locator("form.quiz-item").first).to_be_visible()

    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(("due", "shown"), [(2, 2), (20, 7), (-1, 7)])
def test_next_review_is_the_one_that_practice_keeps(visit, due, shown):
    """Form and practice name one day: the nearer of the form's and of the one kept here."""
    page = visit(PAGES["a"])
    page.get_by_role("button", name="Start").click()
    answer(page.locator("section.attempt"))
    page.get_by_role("button", name="Finish").wait_for()
    day = "days => d9311Calendar.later(d9311Calendar.today(), days)"
    kept = json.dumps({"log": [], "due": page.evaluate(day, due)})
    page.evaluate("kept => localStorage.setItem('d9311-practice', kept)", kept)
    page.get_by_role("button", name="Finish").click()
    said = page.evaluate(f"days => d9311Calendar.long(({day})(days))", shown)

    expect(page.locator(".attempt-review span")).to_have_text(said)


@pytest.mark.parametrize("wrong", [0, 4, 9])
def test_result_passes_axe_and_fits_a_phone(visit, wrong):
    """Each outcome passes axe in light and dark, and needs no sideways scroll at 320 pixels."""
    page = visit(PAGES["a"], viewport={"width": 320, "height": 640})
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Flag for later").first.check()
    answer(page.locator("section.attempt"), wrong=plain(wrong))
    assert violations(page, "section.attempt") == []
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".attempt-verdict")).to_be_focused()

    finish = page.locator(".attempt-result .quiz-finish")
    sign, word, step = {0: ("passed", "You passed: 20 of 20", "Print certificate"),
                        4: ("close", "Close: 16 of 20", "Go to Mixed practice"),
                        9: ("not-yet", "Not yet: 11 of 20", "Read: ")}[wrong]  # fmt: skip
    expect(finish).to_have_attribute("data-end", sign)
    expect(finish.locator(f"path.is-{sign}")).to_have_css("display", "inline")
    expect(finish.get_by_role("heading")).to_have_text(word)
    expect(finish.locator("button, .quiz-step").filter(visible=True).first).to_contain_text(step)
    expect(finish).to_contain_text("Next review: ")
    expect(page.get_by_role("button", name="Print certificate")).to_be_visible(visible=wrong < 9)
    assert violations(page, "section.attempt") == []
    assert page.evaluate(TOO_WIDE) == []
