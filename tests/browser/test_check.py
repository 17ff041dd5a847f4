"""A result scored anew in the browser, and its certificate on one sheet."""

from __future__ import annotations

import json
import re
from random import Random

import pytest
from helpers.access import PHONE, TOO_WIDE, violations
from helpers.attempts import BANK, FORMS, TAKEN, TIMES, responses, right
from helpers.printed import pages_of
from helpers.results import DIFFERS, REFUSED, text_of
from helpers.sent import evaluate
from playwright.sync_api import Page, expect

from exercises.results.code import from_code, to_code
from exercises.results.files import check_result, to_csv
from exercises.results.files import rescore as rescored
from exercises.results.refusals import ResultError
from exercises.results.result import make_result
from exercises.results.text import headline

PATH = "learn/certificate.html"


@pytest.fixture
def check(page: Page, address):
    """Open the page that checks a result."""
    page.goto(address + PATH)
    return page.locator("section.check")


def drop(check, *files: tuple[str, str]):
    """Drop *files*, each a name and a text, on the page."""
    check.evaluate(
        """(check, files) => {
          const dataTransfer = new DataTransfer();
          for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
          for (const kind of ["dragover", "drop"]) {
            const how = {dataTransfer, bubbles: true, cancelable: true};
            check.dispatchEvent(new DragEvent(kind, how));
          }
        }""",
        list(files),
    )


def choose(check, given, name="kl.json"):
    """Choose a file of that *name* that holds *given*."""
    payload = {"name": name, "mimeType": "text/plain"}
    data = text_of(given).encode("utf-8", "surrogatepass")
    check.locator("input[type=file]").set_input_files([payload | {"buffer": data}])


def paste(check, text):
    """Paste *text* and press Check."""
    check.locator("textarea").fill(text)
    check.get_by_role("button", name="Check").click()


def said(check):
    """Return the line that tells the outcome."""
    return check.locator(".check-said")


def sheet(check):
    """Return the certificate."""
    return check.locator(".certificate")


def part(check, name):
    """Return one part of the certificate."""
    return sheet(check).locator(f"[data-part={name}]")


def test_what_python_refuses_the_page_refuses(check):
    """Each file that is no result is refused in Python's words, and gets no certificate."""
    for name, (given, words) in REFUSED.items():
        choose(check, given, f"{name}.json")

        expect(said(check)).to_contain_text(f"✗ No result: {name}.json: {words}".rstrip())
        expect(sheet(check)).to_be_hidden()
        expect(check.get_by_role("button", name="Print certificate")).to_be_hidden()


def test_what_differs_is_said_in_pythons_words(check):
    """A result that its responses do not give is no match: each difference as Python says it."""
    for name, (given, _) in DIFFERS.items():
        choose(check, given, f"{name}.json")
        expect(said(check)).to_contain_text(f"✗ No match: {name}.json.")

        assert check.locator(".check-differs li").all_text_contents() == rescored(
            check_result(given), FORMS, BANK
        )
        expect(sheet(check)).to_be_hidden()
        expect(check.locator("img, b")).to_have_count(0)


def test_words_of_every_refusal_are_pythons(check, page: Page):
    """Changed at random, 300 results are refused or told apart as in Python, word for word."""
    chance = Random(9311)
    changed = []
    for _ in range(300):
        made = json.loads(json.dumps(right()))
        at = made
        while True:
            name = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
            if isinstance(at[name], dict | list) and at[name] and chance.random() < 0.8:
                at = at[name]
                continue
            break
        if chance.random() < 0.2 and isinstance(at, dict):
            del at[name]
        else:
            at[name] = chance.choice(
                [None, True, -1, 0, 1, 2.5, 1e-7, 10**20, "", "a", "é\u0007", [], {}, [1], {"x": 1}]
            )
        changed.append(made)
    told = evaluate(
        page,
        """async (all) => {
          await d9311Quiz.load(document.querySelector("section.check"), "no script");
          const { schema, forms } = JSON.parse(document.querySelector(".check-data").textContent);
          return all.map((given) => {
            try { return d9311Result.rescore(d9311Result.check(given, schema), forms); }
            catch (error) { return error.message; }
          });
        }""",
        changed,
    )
    for given, words in zip(changed, told, strict=True):
        read = json.loads(json.dumps(given))
        try:
            expected = rescored(check_result(read), FORMS, BANK)
        except ResultError as error:
            expected = str(error)

        assert words == expected


@pytest.mark.parametrize("name", TAKEN)
def test_page_matches_what_python_made(check, page: Page, name):
    """For 200 random attempts, as JSON and CSV, the page finds a match and shows Python's score."""
    chance = Random(7)
    labels = ["", "KL", "=A1 “é”", '\'x, "y"', "007"]
    made = [
        make_result(FORMS[name], BANK, responses(FORMS[name], chance, 0.2),
                    seed=chance.randrange(10_000), learner_label=chance.choice(labels), **TIMES)
        for _ in range(200)
    ]  # fmt: skip
    told = evaluate(
        page,
        """async (texts) => {
          await d9311Quiz.load(document.querySelector("section.check"), "no script");
          const { schema, forms } = JSON.parse(document.querySelector(".check-data").textContent);
          return texts.map((text) => {
            const [found] = d9311Result.parse(text, schema);
            const words = d9311Result.words(found);
            return [d9311Result.rescore(d9311Result.check(found, schema), forms), words];
          });
        }""",
        [text for each in made for text in (json.dumps(each), to_csv([each]))],
    )
    for at, (differs, words) in enumerate(told):
        line = headline(made[at // 2])

        assert differs == []
        assert line.startswith(f"{words['score']}, band {words['band']}, ")


def test_certificate_shows_all_that_it_must(check):
    """It shows who, what, how well, when, on which version, and the code; and what it is not."""
    made = right(learner_label="Kim", job_title="Front desk", attempt_no=2)
    choose(check, made)
    expect(said(check)).to_have_text("✓ Match: kl.json. Scored again, every number is the same.")

    shown = sheet(check).inner_text()
    for words in (
        "Kim", "Front desk", "Form A, 20 items", "Score: 20 of 20 (100%).", "Band: 20.",
        "Meets the standard", "The standard is 80%", "none missed", "November 24, 2026",
        "CDT 2026", made["site_version"], made["content_hash"], made["checksum"],
        to_code(made, FORMS["a"], BANK), "This is not a credential.", "Write a note", "4 of 4",
    ):  # fmt: skip
        assert words in shown
    expect(part(check, "attempt")).to_have_text("2")
    expect(sheet(check).locator("tbody tr")).to_have_count(7)


def test_missed_point_is_told(check):
    """A must-not-miss item that was missed is named by its number; its key is not shown."""
    at, item = next((n, BANK[i]) for n, i in enumerate(FORMS["a"].items, 1) if BANK[i].critical)
    keys = {name: sorted(BANK[name].keys) for name in FORMS["a"].items}
    choose(check, make_result(FORMS["a"], BANK, keys | {item.id: []}, seed=1, **TIMES))

    expect(part(check, "result")).to_have_text("Not yet")
    expect(part(check, "critical")).to_contain_text(f"missed in item {at}, so it's “not yet,”")


def test_hostile_words_are_shown_as_text(check):
    """HTML in a name, a job, a version or a file's name is shown as written."""
    words = "<img src=x onerror=alert(1)>"
    made = right(learner_label=words, job_title=words) | {"site_version": words}
    choose(check, made, name=f"{words}.json")

    expect(said(check)).to_contain_text(f"✓ Match: {words}.json.")
    expect(part(check, "who")).to_have_text(words)
    expect(part(check, "job")).to_have_text(words)
    expect(part(check, "site")).to_have_text(words)
    expect(check.locator("img")).to_have_count(0)


def test_file_is_dropped_or_pasted(check):
    """A file may be dropped or its text pasted, JSON or CSV."""
    drop(check, ("kl.json", json.dumps(right(learner_label="dropped"))))
    expect(part(check, "who")).to_have_text("dropped")
    paste(check, json.dumps(right(learner_label="pasted")))
    expect(part(check, "who")).to_have_text("pasted")
    paste(check, to_csv([right(learner_label="as CSV")]))
    expect(part(check, "who")).to_have_text("as CSV")
    drop(check, ("a.json", "{}"), ("b.json", "{}"))
    expect(said(check)).to_have_text("2 files: drop one at a time.")
    expect(sheet(check)).to_be_hidden()


def test_no_certificate_outlives_what_it_was_made_of(check):
    """A match followed by anything else leaves no certificate behind, on screen or in print."""
    for change in (lambda: choose(check, "{}", "x.json"), lambda: paste(check, "A:1234"),
                   check.get_by_role("button", name="Clear").click):  # fmt: skip
        choose(check, right())
        expect(sheet(check)).to_be_visible()
        change()
        expect(sheet(check)).to_be_hidden()
        expect(check.locator(".certificate.is-printing")).to_have_count(0)


def test_nothing_is_asked_for_first(check):
    """Check with nothing to check says what to do."""
    check.get_by_role("button", name="Check").click()

    expect(said(check)).to_have_text("Choose a file, paste one or type a code first.")


def test_code_gives_a_certificate_without_a_name(check):
    """A code shows score and result; name and date are lines to fill in by hand."""
    made = right()
    paste(check, to_code(made, FORMS["a"], BANK).lower())

    expect(said(check)).to_contain_text("✓ Match: the code is sound.")
    expect(part(check, "result")).to_have_text("Meets the standard")
    for name in ("who", "job", "date", "attempt"):
        expect(part(check, name)).to_be_empty()
    expect(part(check, "checksum")).to_have_text("none, since this was made from a code")


def test_wrong_code_is_refused_in_pythons_words(check):
    """A code that is none is refused with the reason that Python gives."""
    for code in ("A:1234", "A:", "A:12!4", "A:" + "1" * 300, "Z 1234", "hello"):
        paste(check, code)
        with pytest.raises(ResultError) as error:
            from_code(code, FORMS, BANK)

        expect(said(check)).to_contain_text(
            f"✗ No result: {str(error.value).split('; a code begins')[0]}"
        )
        expect(sheet(check)).to_be_hidden()


def test_certificate_prints_on_one_sheet(check, page: Page, tmp_path):
    """However long the name, the certificate is one sheet, Letter or A4, alone on it."""
    for label in ("KL", "W" * 80):
        choose(check, right(learner_label=label, job_title=label))
        expect(part(check, "who")).to_have_text(label)
        for size in ("Letter", "A4"):
            printed = pages_of(page, tmp_path, size)

            assert len(printed) == 1
            assert "This is not a credential." in printed[0]
            assert "American Dental Association" in printed[0]
            assert "Choose File" not in printed[0]
            assert "What it shows" not in printed[0]


def test_result_of_a_form_prints_its_certificate(page: Page, address, tmp_path):
    """From the result of a form, one press prints the certificate, on one sheet, unsaved."""
    page.goto(f"{address}learn/before-the-session.html")
    page.get_by_label("Your name").fill("KL")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Finish").click()
    page.evaluate("window.print = () => document.body.dataset.asked = 'yes'")
    for size in ("Letter", "A4"):  # what was printed is no certificate any longer: press again
        page.get_by_role("button", name="Print certificate").click()
        assert page.evaluate("document.body.dataset.asked") == "yes"
        printed = pages_of(page, tmp_path, size)

        assert len(printed) == 1
        assert "KL" in printed[0]
        assert "0 of 8" in printed[0]
        assert "Save as JSON" not in printed[0]


def test_nothing_is_kept_or_sent(check, page: Page, address):
    """Checking a file asks for the page's own script alone, and leaves nothing in the browser."""
    asked = []
    page.wait_for_load_state("networkidle")  # the icon comes late
    page.on("request", lambda request: asked.append(request.url))
    choose(check, right(learner_label="KL"))
    expect(sheet(check)).to_be_visible()

    assert [re.sub(r"\?v=[0-9a-f]{8}$", "", url) for url in asked] == [
        f"{address}_static/result.js"
    ]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_by_keyboard_alone(check, page: Page):
    """A code is typed, checked and its certificate printed without a mouse."""
    page.evaluate("window.print = () => document.body.dataset.asked = 'yes'")
    check.locator("input[type=file]").focus()
    page.keyboard.press("Tab")
    page.keyboard.type(to_code(right(), FORMS["a"], BANK))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(check)).to_contain_text("Match")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(check.get_by_role("button", name="Print certificate")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.body.dataset.asked") == "yes"


@pytest.mark.parametrize("given", [right(learner_label="K" * 80), right() | {"raw": 1}])
def test_outcome_is_for_everyone(visit, given):
    """Match and no match pass axe in light and dark, and fit 320 pixels with fingers."""
    page = visit(PATH, viewport=PHONE, has_touch=True)
    check = page.locator("section.check")
    choose(check, given)
    expect(said(check)).to_contain_text("atch")
    low = check.locator("button:visible, textarea, input").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )

    assert low == []
    assert page.evaluate(TOO_WIDE) == []
    assert violations(page, "section.check") == []
