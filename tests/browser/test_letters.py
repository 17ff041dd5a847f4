"""Forms on paper in the browser: printed, lettered, and typed back in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from helpers.access import PHONE, TOO_WIDE, violations
from helpers.attempts import BANK, FORMS, TAKEN, TIMES, responses
from helpers.paper import WRONG, written
from helpers.printed import pages_of
from helpers.sent import evaluate
from playwright.sync_api import Page, expect

from exercises.faces.render import prose
from exercises.results.code import to_code
from exercises.results.files import check_result, rescore
from exercises.results.letters import from_letters, letters, to_letters
from exercises.results.result import content_hash, make_result
from exercises.results.text import headline

PATH = "teach/paper.html"


@pytest.fixture
def paper(page: Page, address):
    """Open the page of forms on paper; printing is noted, not done."""
    page.goto(address + PATH)
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    return page.locator("section.paper")


def choose(paper, form: str, seed: int):
    """Choose a form and a seed, and wait until the sheet is lettered by it."""
    paper.get_by_label("Form", exact=True).select_option(form)
    paper.get_by_label("Seed").fill(str(seed))
    sheet = paper.locator(f".paper-sheet[data-form={form}]")
    expect(sheet.locator(".paper-seed").first).to_have_text(str(seed))


def score(paper, text: str):
    """Type what stands on the sheet and its letters, and press Score."""
    form = FORMS[paper.get_by_label("Form", exact=True).input_value()]
    paper.get_by_label("After Content on the sheet").fill(content_hash(form, BANK)[:4])
    paper.get_by_label("Letters from the sheet").fill(text)
    paper.get_by_role("button", name="Score").click()


def key_of(form: str, seed: int) -> list[str]:
    """Return the key of a sheet, as Python letters it."""
    return [to_letters(BANK[name], BANK[name].keys, seed) for name in FORMS[form].items]


def numbers(text: str) -> list[int]:
    """Return the items that begin on a page, by their numbers."""
    return [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]


def test_seed_one_is_the_default(paper):
    """Without choosing, a form with a standard stands there with seed 1."""
    expect(paper.get_by_label("Seed")).to_have_value("1")
    expect(paper.locator(".paper-sheet:visible")).to_have_count(1)
    expect(paper.locator(".paper-sheet:visible .paper-title").first).to_have_text("Form A")


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("seed", [0, 1, 7, 999_999_999])
def test_sheet_is_lettered_as_python_does(paper, name, seed):
    """For every form the options and the key stand as Python orders and letters them."""
    choose(paper, name, seed)
    sheet = paper.locator(f".paper-sheet[data-form={name}]")
    shown = sheet.locator(".paper-item ol").evaluate_all(
        """all => all.map(list => [...list.children].map(
          line => [line.dataset.option, line.querySelector(".paper-letter").textContent]))"""
    )
    assert [dict(each) for each in shown] == [letters(BANK[i], seed) for i in FORMS[name].items]
    assert ["".join(letter for _, letter in each) for each in shown] == [
        "ABCDEFGH"[: len(BANK[i].options)] for i in FORMS[name].items
    ]
    assert sheet.locator(".paper-letters strong").all_text_contents() == key_of(name, seed)
    assert set(sheet.locator(".paper-seed").all_text_contents()) == {str(seed)}


@pytest.mark.parametrize("name", TAKEN)
def test_letters_give_pythons_result(paper, page: Page, name):
    """For 200 random attempts with blanks, letters give page and Python one result and code."""
    chance, form, cases = Random(9311), FORMS[name], []
    for _ in range(200):
        seed = chance.randrange(10_000)
        cases.append([seed, written(form, BANK, seed, responses(form, chance, 0.2))])
    about = {"learner_label": "", "job_title": "", "attempt_no": 1, **TIMES}
    told = evaluate(
        page,
        """async ([name, cases, about]) => {
          await d9311Load.load(document.querySelector("section.paper"), "no data");
          const form = d9311Load.data[name];
          return cases.map(([seed, text]) => {
            const responses = d9311Letters.fromLetters(form, seed, text);
            const back = form.items.map((item) =>
              d9311Letters.toLetters(item, responses[item.id], seed)).join(" ");
            const made = d9311Result.result(form, responses, { ...about, seed });
            return [made, back, d9311Result.toCode(form, responses)];
          });
        }""",
        [name, cases, about],
    )
    for (seed, text), (made, back, code) in zip(cases, told, strict=True):
        expected = make_result(form, BANK, from_letters(form, BANK, seed, text), seed=seed, **about)

        assert made == expected
        assert back == text
        assert code == to_code(expected, form, BANK)


def test_every_kind_is_lettered_as_python_does(paper, page: Page):
    """Select-all and match items are written and read as in Python."""
    items = [next(item for item in BANK.values() if item.kind == kind)
             for kind in ("multiple", "match")]  # fmt: skip
    for item in items:
        data = {"id": item.id, "kind": item.kind, "options": [o.id for o in item.options],
                "rows": [row.id for row in item.rows], "standing": item.standing}  # fmt: skip
        for seed in range(20):
            picks = sorted(item.keys)
            told = page.evaluate(
                """async ([item, picks, seed]) => {
                  await d9311Load.load(document.querySelector("section.paper"), "no data");
                  const text = d9311Letters.toLetters(item, picks, seed);
                  const form = { form_id: "x", items: [item] };
                  return [text, d9311Letters.fromLetters(form, seed, text)[item.id]];
                }""",
                [data, picks, seed],
            )

            assert told == [to_letters(item, picks, seed), picks]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_letters_are_told_in_pythons_words(paper, text):
    """Letters that cannot be are told with their item, and give no result."""
    choose(paper, "refresher", 1)
    score(paper, text)

    expect(paper.locator(".paper-scored")).to_have_text(f"Not scored: {WRONG[text]}.")
    expect(paper.locator(".paper-result")).to_be_hidden()


def test_result_is_told_and_saved(paper, page: Page):
    """Letters are scored in words; the file saved and the certificate hold the same."""
    choose(paper, "a", 5)
    paper.get_by_label("Name, initials").fill("KL")
    paper.get_by_label("Attempt").fill("2")
    score(paper, " ".join(["-", *key_of("a", 5)[1:]]))
    expect(paper.locator(".paper-scored")).to_contain_text("Meets the standard. Score: 19 of 20")
    with page.expect_download() as download:
        paper.get_by_role("button", name="Save as JSON").click()
    made = check_result(json.loads(Path(download.value.path()).read_text("utf-8")))
    paper.get_by_role("button", name="Print certificate").click()

    assert rescore(made, FORMS, BANK) == []
    assert (made["learner_label"], made["attempt_no"], made["seed"]) == ("KL", 2, 5)
    assert headline(made) == "19 of 20 (95%), band 18 to 20, meets"
    assert paper.locator(".paper-code").text_content() == to_code(made, FORMS["a"], BANK)
    assert page.evaluate("window.printed")
    assert paper.locator(".certificate [data-part=who]").text_content() == "KL"


@pytest.mark.parametrize(
    ("content", "why"),
    [("", "type what stands after Content"), ("zzzz", "the sheet says content zzzz, and this")],
)
def test_an_older_sheet_is_not_scored_by_this_key(paper, content, why):
    """A sheet says of which content it is; one of other content, or of none, gets no score."""
    choose(paper, "a", 1)
    score(paper, " ".join(key_of("a", 1)))
    paper.get_by_label("After Content on the sheet").fill(content)
    expect(paper.locator(".paper-result")).to_be_hidden()
    paper.get_by_role("button", name="Score").click()

    expect(paper.locator(".paper-scored")).to_contain_text(f"Not scored: {why}")
    expect(paper.locator(".paper-result")).to_be_hidden()
    paper.get_by_role("button", name="Clear").click()
    expect(paper.get_by_label("After Content on the sheet")).to_have_value(content)


def test_result_goes_when_what_it_rests_on_changes(paper):
    """Another form, seed or letter takes the result off the page."""
    for change in (
        lambda: choose(paper, "b", 1),
        lambda: paper.get_by_label("Seed").fill("2"),
        lambda: paper.get_by_label("Letters from the sheet").fill("A"),
        paper.get_by_role("button", name="Clear").click,
    ):
        choose(paper, "a", 1)
        score(paper, " ".join(key_of("a", 1)))
        expect(paper.locator(".paper-result")).to_be_visible()
        change()
        expect(paper.locator(".paper-result")).to_be_hidden()
        expect(paper.locator(".paper-scored")).to_be_empty()


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize("name", TAKEN)
def test_items_and_key_are_on_sheets_of_their_own(paper, page: Page, tmp_path, name, size):
    """Printed are the items, whole and in order, and then the key on one sheet of its own."""
    choose(paper, name, 7)
    *items, key = pages_of(page, tmp_path, size)
    count = len(FORMS[name].items)

    assert [n for text in items for n in numbers(text)] == list(range(1, count + 1))
    assert key.startswith("Key to ")
    assert not any("Key to" in text for text in items)
    assert len(items) == {20: 4, 8: 2, 5: 1}[count]
    for text in (items[0], key):
        assert f"Form {name}, seed 7. CDT 2026. Content {content_hash(FORMS[name], BANK)}" in text
    assert "Name or initials" in items[0]
    assert "Choose" not in key
    assert ("18 to 20 right: meets" in key) == (FORMS[name].cut is not None)


def test_no_item_is_broken(paper, page: Page, tmp_path):
    """The page on which an item begins holds its last option too."""
    choose(paper, "b", 3)
    for text in pages_of(page, tmp_path)[:-1]:
        whole = " ".join(text.split())
        for number in numbers(text):
            item = BANK[FORMS["b"].items[number - 1]]
            for option in item.options:
                assert prose(option.text).striptags() in whole, (number, option.text)


@pytest.mark.parametrize(
    ("button", "first", "last"),
    [("Items only", "Form A", "Form A"), ("Key only", "Key to", "Key to"),
     ("Print items and key", "Form A", "Key to")],
)  # fmt: skip
def test_items_or_key_are_printed_alone(paper, page: Page, tmp_path, button, first, last):
    """Copies for the room and the key for the one who marks are printed apart."""
    page.evaluate(
        """() => {
          const paper = document.querySelector("section.paper");
          window.how = new Promise((printed) => {
            window.print = () => printed(paper.dataset.print);
          });
        }"""
    )
    paper.get_by_role("button", name=button).click()
    page.evaluate(
        "async () => document.querySelector('section.paper').dataset.print = await window.how"
    )
    printed = pages_of(page, tmp_path)

    assert printed[0].startswith(first)
    assert ("Key to" in printed[-1]) == (last == "Key to")
    assert any(numbers(text) for text in printed) == (first == "Form A")


@pytest.mark.parametrize("what", ["print", "score"])
def test_waiting_for_the_forms_is_told(paper, page: Page, what):
    """While the forms are on their way, the page says so at the place that waits."""
    said = []
    place = paper.locator(".paper-scored" if what == "score" else ".paper-said")

    def look(route):
        said.append(place.inner_text())
        route.continue_()

    page.route("**/paper-data.js*", look)
    if what == "score":
        score(paper, "A")
    else:
        paper.get_by_role("button", name="Items only").click()
    expect(place).not_to_have_text("Getting the forms …")

    assert said == ["Getting the forms …"]


def test_forms_that_do_not_load_are_told(paper, page: Page):
    """If the forms do not come, nothing is printed or scored, and both places say so."""
    page.route("**/paper-data.js*", lambda route: route.abort())
    paper.get_by_role("button", name="Items only").click()
    expect(paper.locator(".paper-said")).to_contain_text("The forms didn't load.")
    score(paper, "A")
    expect(paper.locator(".paper-scored")).to_contain_text("The forms didn't load.")
    assert not page.evaluate("window.printed")
    page.unroute("**/paper-data.js*")

    score(paper, "A")
    expect(paper.locator(".paper-scored")).to_contain_text("Not scored: 1 of 20 items")


def test_a_sheet_is_not_scored_by_a_newer_key(paper, page: Page):
    """Where the book was updated under the open page, nothing is scored; the letters stay."""
    old = content_hash(FORMS["a"], BANK)

    def newer(route):
        route.fulfill(body=route.fetch().text().replace(old, "0" * 16),
                      content_type="text/javascript")  # fmt: skip

    page.route("**/paper-data.js*", newer)
    paper.get_by_label("Form", exact=True).select_option("a")
    expect(paper.locator(".paper-said")).to_contain_text("The book was updated")
    letters = " ".join(key_of("a", 1))
    score(paper, letters)
    expect(paper.locator(".paper-scored")).to_contain_text(
        "The book was updated after this page was opened. Sheets from this page are not scored: "
        f"mark those of content {old} by the key that was printed with them."
    )
    expect(paper.locator(".paper-result")).to_be_hidden()
    expect(paper.get_by_label("Letters from the sheet")).to_have_value(letters)
    paper.get_by_role("button", name="Items only").click()
    assert not page.evaluate("window.printed")
    page.unroute("**/paper-data.js*")
    with page.expect_event("load"):
        paper.get_by_role("button", name="Reload the page").first.click()
    score(paper, letters)

    expect(paper.locator(".paper-scored")).to_contain_text("Score: 20 of 20")


def test_key_is_closed_on_the_screen(paper, page: Page, tmp_path):
    """On the screen the key is folded away, and stays so after printing."""
    expect(paper.locator(".paper-letters:visible")).to_have_count(0)
    pages_of(page, tmp_path)

    expect(paper.locator(".paper-letters:visible")).to_have_count(0)


@pytest.mark.parametrize("seed", ["", "-1", "1.5"])
def test_wrong_seed_is_told(paper, page: Page, seed):
    """Without a whole number as seed nothing is printed or scored."""
    paper.get_by_label("Seed").fill(seed)
    paper.get_by_label("Letters from the sheet").fill("A")
    paper.get_by_role("button", name="Score").click()

    expect(paper.locator(".paper-said")).to_have_text("Type a whole number as the seed, such as 1.")
    assert not page.evaluate("window.printed")
    expect(paper.locator(".paper-result")).to_be_hidden()


def test_by_keyboard_alone(paper, page: Page):
    """Form, seed, letters and score need no mouse."""
    paper.get_by_label("Form", exact=True).focus()
    page.keyboard.press("b")
    page.keyboard.press("Control+a")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(paper.get_by_role("button", name="Key only")).to_be_focused()
    page.keyboard.press("Tab")
    chosen = FORMS[paper.get_by_label("Form", exact=True).input_value()]
    page.keyboard.type(content_hash(chosen, BANK)[:4])
    page.keyboard.press("Tab")
    page.keyboard.type("A B C")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(paper.locator(".paper-scored")).to_contain_text("3 of ")


def test_sheets_are_for_everyone(visit):
    """With a result and an open key the page passes axe, and fits 320 pixels with fingers."""
    page = visit(PATH, viewport=PHONE, has_touch=True)
    paper = page.locator("section.paper")
    score(paper, " ".join(key_of("a", 1)))
    expect(paper.locator(".paper-result")).to_be_visible()
    paper.locator(".paper-key:visible summary").click()
    low = paper.locator("button:visible, textarea, input, select").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )

    assert low == []
    assert page.evaluate(TOO_WIDE) == []
    assert violations(page, "section.paper") == []


def test_without_script_the_sheets_are_there(visit):
    """Without script every form stands there with seed 1, and nothing dead is shown."""
    page = visit(PATH, java_script_enabled=False)

    assert page.locator(".paper-sheet:visible").count() == len(TAKEN)
    assert page.locator("section.paper button:visible").count() == 0
    assert page.locator("#paper-form:visible, #paper-letters:visible").count() == 0
