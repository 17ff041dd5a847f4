"""The team's report on a page: what it counts is what Python counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import ROOT
from helpers.access import PHONE, TOO_WIDE, TWICE, violations
from helpers.corpus import corpus
from helpers.counted import counted
from helpers.printed import pages_of
from helpers.sent import evaluate
from helpers.spreadsheets import file, written
from helpers.team_files import BOOK, FAULTS, files
from playwright.sync_api import Locator, Page, expect

from exercises.pages.faces import SAMPLE
from exercises.results.code import from_code
from exercises.team import invented
from exercises.team.entry import Entry
from exercises.team.intake import read_data
from exercises.team.invented import codes
from exercises.team.report import report
from exercises.team.words import critical, sheet

PATH = "teach/report.html"

COUNTED = (ROOT / "tests/helpers/counted.js").read_text(encoding="utf-8").rstrip(";\n")
COUNT = """async (files) => {
  await d9311Load.load(document.querySelector("section.report"), "no data");
  const book = d9311Book.data;
  const found = files.flatMap(([name, bytes]) => {
    const raw = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
    return d9311Intake.readFile(book, name, raw.buffer);
  });
  const counted = (COUNTED)(book, found);
  return [counted, counted.rows.length ? d9311Roster.sheet(counted.rows) : ""];
}""".replace("COUNTED", COUNTED)


def counts(page: Page, given: dict[str, bytes]) -> tuple[dict[str, Any], str]:
    """Return what the page counts in the files *given*, and its sheet."""
    from base64 import b64encode  # noqa: PLC0415

    told = [[name, b64encode(data).decode()] for name, data in given.items()]
    made, lines = evaluate(page, COUNT, told)
    return made, lines


def python(given: dict[str, bytes]) -> tuple[dict[str, Any], str]:
    """Return what Python counts in the same files, and its sheet."""
    made = report(each for name, data in given.items() for each in read_data(data, name))
    return json.loads(json.dumps(counted(made))), sheet(made) if made.counted else ""


@pytest.fixture(scope="module")
def counting(profiles: Any, address: str) -> Iterator[Page]:
    """Open the page of the report once, for all that is only counted there."""
    with profiles.lend() as lent:
        opened = lent.pages[0]
        opened.goto(address + PATH)
        yield opened


@pytest.fixture
def at_page(page: Page, address: str) -> Page:
    """Open the page of the report."""
    page.goto(address + PATH)
    return page


@pytest.fixture
def tried(at_page: Page) -> Locator:
    """Count the invented team; return the face."""
    at_page.get_by_role("button", name="Try it with an invented team").click()
    at_page.get_by_role("button", name="Count the codes").click()
    face = at_page.locator("section.report")
    expect(face.get_by_role("heading", name="Form A")).to_be_visible()
    return face


@pytest.mark.parametrize("seed", range(6))
def test_page_counts_as_python_does(counting, seed):
    """Of generated files, good and bad, of now and of other versions, both count the same."""
    given = files(Random(seed), people=1 + seed * 4)

    assert counts(counting, given) == python(given)


@pytest.mark.parametrize("fault", FAULTS)
def test_page_skips_what_python_skips(counting, fault):
    """Each wrong kind of file is skipped by the page as well, and the good one is counted."""
    given = files(Random(1), people=1) | {"bad.json": FAULTS[fault]}

    made, _ = counts(counting, given)

    assert "bad.json" in {name.partition(",")[0] for name, _ in made["skipped"]}
    assert made == python(given)[0]


def test_page_reads_the_corpora_as_python_does(counting):
    """CSV, bands, names and codes of `tests/cases` give on the page what they give in Python."""
    code = invented.code(0, "a")
    wanted = corpus("codes")
    texts = [written(text, code) for _, text in wanted["read"]]
    lines = [written(text, code) for text, _ in wanted["named"]]
    pairs = [[one, other] for one, other, _ in corpus("names")]
    told = counting.evaluate(
        """async ({ sheets, bands, cells, texts, lines, pairs, wrong }) => {
          await d9311Load.load(document.querySelector("section.report"), "no data");
          const book = d9311Book.data;
          const why = (code) => {
            try { return d9311Result.fromCode(code, d9311Entry.forms(book)); }
            catch (error) { return error.message; }
          };
          const read = (text) => d9311Intake.readText(book, "x", text);
          const people = (names) => {
            const text = names.map((name) => `"${name}",${texts[0]}`).join("\\n");
            return d9311Count.report(book, read(text)).groups[0].people.length;
          };
          const rows = (text) => d9311Sheets.rows(text).map(({ line, cells }) => [line, cells]);
          return {
            sheets: sheets.rows.map(([text]) => rows(text)),
            letters: sheets.letters.map(([hex]) => {
              const bytes = Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
              try { return d9311Sheets.decode(bytes); }
              catch (error) { return error.message.includes("CSV UTF-8") ? null : error.message; }
            }),
            written: sheets.written.map(([cells]) => d9311Sheets.write([cells])),
            cells: cells.map(([kind, text]) => d9311Numbers.shown(text, kind)),
            bands: bands.map(([low, high]) => d9311Numbers.band(low, high)),
            read: texts.map((code) => why(code).responses),
            named: lines.map((line) => read(line)[0].label),
            people: pairs.map(people),
            wrong: wrong.map(why),
          };
        }""",
        {"sheets": corpus("sheets"), "bands": corpus("numbers")["bands"],
         "cells": corpus("numbers")["cells"],
         "texts": texts, "lines": lines, "pairs": pairs,
         "wrong": [text for text, _ in wanted["refused"]]},
    )  # fmt: skip

    assert told["sheets"] == [found for _, found in corpus("sheets")["rows"]]
    assert told["letters"] == [text for _, text in corpus("sheets")["letters"]]
    assert told["written"] == [text for _, text in corpus("sheets")["written"]]
    assert told["cells"] == [number for *_, number in corpus("numbers")["cells"]]
    assert told["bands"] == [words for *_, words in corpus("numbers")["bands"]]
    assert told["read"] == [from_code(code, BOOK.forms, BOOK.bank)[1]] * len(texts)
    assert told["named"] == [label for _, label in wanted["named"]]
    assert told["people"] == [1 if same else 2 for *_, same in corpus("names")]
    for words, (_, said) in zip(told["wrong"], wanted["refused"], strict=True):
        assert said in words


def test_page_counts_files_as_they_come_back_as_python_does(counting):
    """What spreadsheets, editors and phones made of results is read alike, or named alike."""
    for case in corpus("files"):
        given = {f"file-{at}": file(recipe) for at, recipe in enumerate(case["files"])}

        assert (case["case"], counts(counting, given)) == (case["case"], python(given))


def test_files_are_chosen_counted_and_cleared(at_page, tmp_path):
    """Files chosen are counted, bad ones named with a reason, and Clear all forgets everything."""
    given = files(Random(3), people=2) | {"cut.json": b'{"schema_version": 1, "fo'}
    paths = []
    for name, data in given.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    at_page.get_by_label("Result files").set_input_files(paths)
    face = at_page.locator("section.report")

    expect(face.get_by_role("status")).to_contain_text("counted.")
    expect(face.get_by_role("listitem").filter(has_text="cut.json")).to_contain_text("cut short")
    face.get_by_role("button", name="Clear all").click()
    expect(face.locator(".report-result")).to_be_hidden()
    expect(face.get_by_role("status")).to_have_text("Cleared. Nothing is kept.")


def test_files_are_dropped(at_page):
    """Files dropped on the box are counted like chosen ones."""
    given = files(Random(5), people=1)
    name, data = next(
        (name, data)
        for name, data in given.items()
        if any(isinstance(each, Entry) for each in read_data(data, name))
    )
    at_page.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name));
          const event = new DragEvent("drop", { dataTransfer: data, bubbles: true });
          document.querySelector(".report-drop").dispatchEvent(event);
        }""",
        [name, data.decode()],
    )

    expect(at_page.locator("section.report").get_by_role("status")).to_contain_text("1 result")


def test_codes_are_pasted(tried):
    """The invented team's codes give a roster with names, and the weakest objective comes first."""
    lines = codes(SAMPLE)

    expect(tried.get_by_role("status")).to_contain_text(f"{len(lines)} results of {SAMPLE} people")
    expect(tried.get_by_role("rowheader", name="Alder (invented)").first).to_be_visible()
    expect(tried.get_by_text("Five minutes.").first).to_be_visible()
    expect(tried.get_by_role("heading", name="Before and after")).to_be_visible()


def test_invented_results_never_mix_with_real_ones(tried, tmp_path):
    """Real results take the place of the invented team, which then has to wait for Clear all."""
    status = tried.get_by_role("status")
    path = tmp_path / "real.json"
    path.write_text(json.dumps(invented.result(0, "a")), encoding="utf-8")
    tried.get_by_label("Result files").set_input_files(path)
    expect(status).to_contain_text("1 result of 1 person counted.")

    tried.get_by_role("button", name="Try it with an invented team").click()
    expect(status).to_have_text(
        "You have 1 result here. Press Clear all, then try the invented team."
    )
    expect(tried.get_by_label("Result codes")).to_have_value("")
    tried.get_by_label("Result codes").fill("\n".join(codes(SAMPLE)))
    tried.get_by_role("button", name="Count the codes").click()
    expect(status).to_contain_text("You have 1 result here.")
    tried.get_by_role("button", name="Clear all").click()
    tried.get_by_role("button", name="Try it with an invented team").click()
    tried.get_by_role("button", name="Count the codes").click()
    expect(status).to_contain_text(f"results of {SAMPLE} people")


def test_own_codes_below_the_invented_ones_count_alone(tried):
    """Who adds codes to the box with the invented team's is given a report of those alone."""
    own = f"Kim Lee, {invented.code(SAMPLE + 1, 'a')}"
    tried.get_by_role("button", name="Try it with an invented team").click()
    tried.get_by_label("Result codes").fill("\n".join([*codes(SAMPLE), own]))
    tried.get_by_role("button", name="Count the codes").click()

    expect(tried.get_by_role("status")).to_contain_text("1 result of 1 person counted.")


def test_critical_misses_are_named_by_number(tried):
    """The roster says which must-not-miss items were missed, by number, as Python's report does."""
    made = report(read_data("\n".join(codes(SAMPLE)).encode(), "pasted"))
    group = next(each for each in made.groups if each.title == "Form A")
    part = tried.locator(".report-group[aria-label='Form A']")
    roster = part.get_by_role("table").filter(has_text="Must-know points")
    shown = roster.locator("tbody td:last-child").all_text_contents()

    assert [each.removeprefix("Must-know points: ") for each in shown] == [
        critical(entry) for entry in group.attempts
    ]
    assert any(re.search(r"missed: question [0-9]+$", each) for each in shown)


def test_pressed_twice_codes_count_once(at_page):
    """While the data of the book are on their way, a second press adds nothing."""
    lines = codes(3)
    at_page.get_by_label("Result codes").fill("\n".join(lines))
    at_page.get_by_role("button", name="Count the codes").dblclick()

    said = at_page.locator("section.report").get_by_role("status")
    expect(said).to_contain_text(f"{len(lines)} results of 3 people counted.")


def test_what_is_cleared_while_it_is_read_stays_away(tried, tmp_path):
    """Clear all, pressed while files are being read, drops them with the rest."""
    paths = []
    for name, data in files(Random(5), people=3).items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    tried.evaluate(
        """face => {
          const whole = File.prototype.arrayBuffer;
          File.prototype.arrayBuffer = function () {
            return new Promise((read) => { window.goOn = () => read(whole.call(this)); });
          };
        }"""
    )
    tried.get_by_label("Result files").set_input_files(paths)
    expect(tried.get_by_role("status")).to_contain_text("Reading")
    tried.get_by_role("button", name="Clear all").click()
    tried.evaluate("() => { window.goOn(); return new Promise((then) => setTimeout(then)); }")

    expect(tried.get_by_role("status")).to_have_text("Cleared. Nothing is kept.")
    expect(tried.locator(".report-result")).to_be_hidden()


def test_mistyped_code_is_named(at_page):
    """A code with a wrong sign is named by its line, and the others are counted."""
    good = codes(1)
    wrong = good[0].replace("PRE:", "PRE:Z")
    at_page.get_by_label("Result codes").fill("\n".join([*good, wrong]))
    at_page.get_by_role("button", name="Count the codes").click()
    face = at_page.locator("section.report")

    expect(face.get_by_role("status")).to_contain_text("2 results of 1 person counted.")
    expect(face.get_by_role("listitem").filter(has_text="pasted, line 3")).to_have_count(1)


def test_a_bad_file_alone_leaves_no_report(at_page):
    """Where no result could be used, the fault is told; there is nothing to read or to print."""
    bad = {"name": "bad.json", "mimeType": "application/json", "buffer": b"nope"}
    at_page.locator(".report-files").set_input_files([bad])
    said = at_page.locator(".report-said")

    expect(said).to_contain_text("no result could be used")
    expect(said).to_have_class(re.compile("is-wrong"))
    expect(at_page.get_by_role("listitem").filter(has_text="bad.json")).to_be_visible()
    for part in (".report-headline", ".report-print", ".report-whole"):
        expect(at_page.locator(part)).to_be_hidden()


def test_nothing_to_count_is_said(at_page):
    """With an empty box, Count the codes asks for a code and moves there."""
    at_page.get_by_role("button", name="Count the codes").click()

    expect(at_page.locator("section.report [role=status]")).to_have_text(
        "Paste a code first, or choose files."
    )
    expect(at_page.get_by_label("Result codes")).to_be_focused()


def test_sheet_is_saved(tried):
    """The saved CSV is Python's, behind the mark by which spreadsheets know UTF-8."""
    with tried.page.expect_download() as download:
        tried.get_by_role("button", name="Save the roster as CSV").click()
    made = report(read_data("\n".join(codes(SAMPLE)).encode(), "pasted"))

    assert Path(download.value.path()).read_text(encoding="utf-8") == "\ufeff" + sheet(
        made
    ).replace("\r\n", "\n")


def test_hostile_names_are_text(at_page):
    """Markup in a name is shown as text."""
    line = codes(1)[0].replace("Alder (invented)", "<img src=x onerror=alert(1)>")
    at_page.get_by_label("Result codes").fill(line)
    at_page.get_by_role("button", name="Count the codes").click()

    expect(at_page.get_by_role("rowheader", name="<img src=x").first).to_be_visible()
    assert at_page.locator("section.report img").count() == 0


def test_all_by_keyboard(at_page):
    """The invented team is counted and cleared with the keyboard alone."""
    face = at_page.locator("section.report")
    status = face.get_by_role("status")

    def press(name: str, key: str, *, step: str = "Tab") -> None:
        for _ in range(40):
            at_page.keyboard.press(step)
            if name in at_page.evaluate("document.activeElement.textContent"):
                break
        at_page.keyboard.press(key)

    at_page.get_by_label("Result files").focus()
    press("Try it", "Enter")
    expect(status).to_contain_text("Press Count the codes")
    press("Count the codes", "Space")
    expect(status).to_contain_text("counted")
    press("Clear all", "Enter")

    expect(status).to_have_text("Cleared. Nothing is kept.")


def test_two_pages_for_the_file_and_drawings_without_names(tried, tmp_path):
    """Twelve people print on two pages: title, headline, missing, topics, roster.

    Each drawing says in words what it shows, and none of them whose result it is.
    """
    tried.get_by_text("List your team").click()
    tried.get_by_label("Names, one per line").fill("Alder (invented)\nNobody Yet")
    drawings = tried.get_by_role("img")
    labels = [each.get_attribute("aria-label") for each in drawings.all()]
    for size in ("Letter", "A4"):
        pages = pages_of(tried.page, tmp_path, size)
        whole = "\n".join(pages)

        assert len(pages) <= 2, size
        for words in ("Team report", "meet the standard", "Nobody Yet", "Teach this next",
                      "Roster", "Larch (invented)"):  # fmt: skip
            assert words in whole
        for words in ("Most missed", "Before and after", "Before the session", "mixed up"):
            assert words not in whole
    tried.get_by_label("Print everything").check()
    whole = "\n".join(pages_of(tried.page, tmp_path))

    assert all(words in whole for words in ("Most missed", "Before and after", "mixed up"))
    assert len(labels) == 5
    assert labels[0].startswith("Stay current and within the copyright license: 9 of 12 right; ")
    assert "The dashed line is the standard, 16. 6 of 20: 1 person; 9 of 20: 1 person;" in labels[1]
    assert labels[4] == "12 up, 0 down, 0 the same."
    assert "invented" not in " ".join(drawings.all_text_contents())


def test_report_passes_axe(tried):
    """A report with every part passes axe, in light and in dark."""
    assert violations(tried.page, "section.report") == []


@pytest.mark.parametrize("large", [False, True], ids=["as it is", "large type"])
def test_phone_needs_no_sideways_scroll(visit: Callable[..., Page], large):
    """At 320 pixels a whole report fits, in twice the size of type too."""
    page = visit(PATH, viewport=PHONE, bypass_csp=True)
    page.get_by_role("button", name="Try it with an invented team").click()
    page.get_by_role("button", name="Count the codes").click()
    if large:
        page.add_style_tag(content=TWICE)

    assert page.evaluate(TOO_WIDE) == []


ROSTER = """() => [...document.querySelectorAll(".report-roster tbody tr")].map((row) => {
  const seen = [...row.cells].filter((each) => each.getBoundingClientRect().width > 1);
  const lines = {};
  for (const each of seen) {
    const top = Math.round(each.getBoundingClientRect().top);
    (lines[top] ||= []).push([...row.cells].indexOf(each));
  }
  const inside = row.getBoundingClientRect().height - 18;
  return [inside / parseFloat(getComputedStyle(row).lineHeight), Object.values(lines)];
})"""


def test_a_phone_shows_a_person_in_four_lines(visit: Callable[..., Page], tmp_path):
    """Name and result, then date, title and attempt, then the score; every cell is read out."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(invented.result(0, "a")), encoding="utf-8")
    page = visit(PATH, viewport={"width": 390, "height": 844})
    page.get_by_label("Result files").set_input_files(path)
    expect(page.get_by_role("rowheader", name="Alder")).to_be_visible()
    [[height, lines]] = page.evaluate(ROSTER)
    row = page.locator(".report-roster tbody tr")
    name, *cells = row.locator("> *").all_text_contents()
    said = row.aria_snapshot()

    assert height <= 4.5
    assert lines[0] == [0, 6]
    assert lines[1] == [1, 2, 3]
    assert [name, *(each.partition(": ")[0] for each in cells)] == [
        "Alder", "Job title", "Date", "Attempt", "Score", "Band", "Result", "Must-know points"
    ]  # fmt: skip
    assert all(each in said for each in cells)


def test_nothing_is_stored_or_sent(tried, address):
    """Counting leaves nothing behind and asks nothing of anyone."""
    asked: list[str] = []
    tried.page.on("request", lambda request: asked.append(request.url))
    tried.page.get_by_label("Result codes").fill(codes(1)[0])
    tried.get_by_role("button", name="Count the codes").click()

    assert asked == []
    assert tried.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_page_works_from_disk(site, page: Page):
    """Opened from disk, the page counts as well."""
    page.goto((site / PATH).as_uri())
    page.get_by_role("button", name="Try it with an invented team").click()
    page.get_by_role("button", name="Count the codes").click()

    expect(page.locator("section.report [role=status]")).to_contain_text(
        f"{2 * SAMPLE} results of {SAMPLE} people"
    )
