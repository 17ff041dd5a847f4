"""The manager's page on the day: the clock with its agenda, and the record filled from results."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from helpers.access import TOO_WIDE
from helpers.attempts import BANK, FORMS, TIMES
from playwright.sync_api import Page, expect

from exercises.reading.data_files import load
from exercises.results.result import make_result
from exercises.team import invented

PAGE = "teach/index.html"
START = "2026-10-28T12:00:00Z"


@pytest.fixture
def desk(visit) -> Page:
    """Open the page at noon, on a phone."""
    return visit(PAGE, viewport={"width": 390, "height": 844})


def test_agenda_is_the_guides():
    """Each length begins its steps at the minutes that the guide's table names."""
    guide = (ROOT / "book/teach/guide.md").read_text(encoding="utf-8")
    for length in ("45", "20"):
        table = guide.split(f"(agenda-{length})=")[1].split("\n(")[0]
        starts = [int(each) for each in re.findall(r"^\| (\d+)-\d+ ", table, re.MULTILINE)]

        assert [step["at"] for step in load("agenda")[length]] == starts


def test_clock_says_what_is_on_and_survives_a_reload(desk: Page):
    """It names the step and what is left of it, once for each step, and ends at its time."""
    desk.clock.install(time=START)
    desk.reload()
    face = desk.locator("section.clock")
    now, left = face.get_by_role("status"), face.get_by_role("timer")
    face.get_by_role("button", name="Start the clock").click()
    expect(now).to_have_text("Now: Why we're here. Next: Silent vote.")
    desk.clock.fast_forward("04:00")
    expect(now).to_have_text("Now: Silent vote. Next: Two worked cases.")
    expect(left).to_have_text(re.compile(r"^(5:00|4:59|4:58) left for this, 4[01]:\d\d in all$"))
    expect(face.locator("[aria-current=step]")).to_contain_text("Silent vote")

    desk.reload()
    expect(now).to_have_text("Now: Silent vote. Next: Two worked cases.")
    assert desk.evaluate("localStorage.length + sessionStorage.length") == 0
    face.get_by_label("Agenda").select_option("20")
    desk.clock.fast_forward("13:00")
    expect(now).to_have_text("Now: Verdicts, rule, signatures.")
    desk.clock.fast_forward("04:00")
    expect(now).to_contain_text("Time is up")
    face.get_by_role("button", name="Stop").click()

    expect(now).to_be_hidden()
    expect(face.get_by_role("button", name="Start the clock")).to_be_focused()


def test_record_is_filled_edited_saved_and_printed(desk: Page, tmp_path):
    """Results give names, titles, dates, attempts, scores and version; all can be edited."""
    paths = []
    made = [invented.result(at, form) for at in range(3) for form in ("pre", "a")]
    for at, result in enumerate(made):
        paths.append(tmp_path / f"{at}.json")
        paths[-1].write_text(json.dumps(result), encoding="utf-8")
    face = desk.locator("section.record")
    face.get_by_label("Result files").set_input_files(paths)
    expect(face.get_by_role("status")).to_have_text("In the record: 3 results.")
    face.get_by_label("Trainer and qualification").fill("M. Torres, office manager")
    face.get_by_label("Job title").first.fill("front desk")
    assert desk.evaluate(TOO_WIDE) == []
    with desk.expect_download() as download:
        face.get_by_role("button", name="Save the record").click()
    expect(face.get_by_role("status")).to_contain_text("Saved. Still empty: Practice, ")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))

    assert ["Trainer and qualification", "M. Torres, office manager"] in rows
    assert f"Form A: {made[1]['content_hash']}" in text
    assert [row[:4] for row in rows[-3:]] == [
        ["Alder", "front desk", "2026-11-09", "Form A, attempt 1"],
        ["Birch", "invented", "2026-11-09", "Form A, attempt 1"],
        ["Cedar", "invented", "2026-11-09", "Form A, attempt 1"],
    ]
    desk.evaluate("document.querySelector('.record').classList.add('is-printing')")
    desk.emulate_media(media="print")
    expect(face.get_by_label("How", exact=True)).to_have_css("font-size", "0px")
    expect(face.get_by_text("By signing")).to_be_visible()
    expect(face.locator(".record-empty")).to_be_hidden()
    expect(desk.locator("h1")).to_be_hidden()
    expect(desk.locator("li:has(.record)").first).to_have_css("list-style-type", "none")
    expect(face.get_by_role("button")).to_have_count(0)


@pytest.fixture
def dropped(tmp_path):
    """Return a writer of a result of form A with answers on these objectives alone."""

    def writer(*objectives: str) -> Path:
        form = FORMS["a"]
        answered = [BANK[name] for name in form.items if BANK[name].objective in objectives]
        given = {item.id: sorted(item.keys) for item in answered}
        path = tmp_path / f"{'-'.join(objectives)}.json"
        made = make_result(form, BANK, given, seed=7, **TIMES, learner_label=path.stem)
        path.write_text(json.dumps(made), encoding="utf-8")
        return path

    return writer


def test_record_claims_only_what_results_show(desk: Page, dropped):
    """Covered is what was answered on; nobody said how long or how, and the record says so."""
    face, titles = desk.locator("section.record"), load("objectives")
    covered, files = face.get_by_label("Covered"), face.get_by_label("Result files")
    files.set_input_files(dropped("privacy"))
    expect(covered).to_have_value(titles["privacy"])
    expect(face.get_by_label("How long")).to_have_value("")
    expect(face.get_by_label("How", exact=True)).to_have_value("")
    empty = face.locator(".record-empty")
    expect(empty).to_have_text(
        "Still empty: Practice, Session date, How long, How, Trainer and qualification, Decision "
        "owner (dentist), Follow-up: what, who, by when, Job title (1 of 1)."
    )

    files.set_input_files(dropped("define", "bill"))
    expect(covered).to_have_value("; ".join(titles[name] for name in ("define", "bill", "privacy")))
    boxes = [face.get_by_label(name).first.bounding_box() for name in ("Name or", "Job title")]
    assert boxes[0]["y"] == boxes[1]["y"], "a phone shows the short cells of a person side by side"
    covered.fill("The five facts")
    face.get_by_label("How", exact=True).select_option("by video")
    expect(empty).not_to_contain_text("How, ")
    files.set_input_files(dropped("choose"))
    expect(covered).to_have_value("The five facts")
    expect(empty).to_contain_text("Job title (3 of 3)")


def test_record_takes_the_length_from_a_plan(desk: Page, dropped):
    """Who has planned the session on this page need not say its day and length again."""
    desk.clock.set_fixed_time(START)
    desk.get_by_label("Date", exact=True).fill("2026-11-04")
    desk.locator("#plan-minutes").select_option("20")
    face = desk.locator("section.record")
    face.get_by_label("Result files").set_input_files(dropped("privacy"))

    expect(face.get_by_label("How long")).to_have_value("20 minutes")
    expect(face.get_by_label("Session date")).to_have_value("Wednesday, November 4, 2026")
    expect(face.get_by_label("How", exact=True)).to_have_value("")
    face.get_by_role("button", name="Clear the record").click()
    expect(face.get_by_role("status")).to_have_text(
        "This isn't saved or printed yet. Press Clear the record again to empty it."
    )
    expect(face.get_by_label("How long")).to_have_value("20 minutes")
    face.get_by_role("button", name="Clear the record").click()
    face.get_by_label("Result files").set_input_files(dropped("bill"))
    expect(face.get_by_label("Covered")).to_have_value(load("objectives")["bill"])


def test_saved_record_fills_the_record_again(desk: Page, dropped, tmp_path):
    """The CSV that the page saved brings back fields and people; a full record is left alone."""
    face = desk.locator("section.record")
    files, status = face.get_by_label("Result files"), face.get_by_role("status")
    files.set_input_files(dropped("privacy"))
    face.get_by_label("Practice").fill("=Main Street; Suite 2")
    face.get_by_label("How", exact=True).select_option("by video")
    face.get_by_label("Job title").first.fill("front desk")
    with desk.expect_download() as download:
        face.get_by_role("button", name="Save the record").click()
    path = tmp_path / "record.csv"
    path.write_bytes(Path(download.value.path()).read_bytes())
    files.set_input_files(path)
    expect(status).to_contain_text("Clear this record first")
    face.get_by_role("button", name="Clear the record").click()
    face.get_by_role("button", name="Clear the record").click()
    expect(status).to_have_text("Cleared. Nothing is kept.")

    files.set_input_files(path)
    expect(status).to_have_text("The saved record is back, with 1 line.")
    expect(face.get_by_label("Practice")).to_have_value("=Main Street; Suite 2")
    expect(face.get_by_label("How", exact=True)).to_have_value("by video")
    expect(face.get_by_label("Covered")).to_have_value(load("objectives")["privacy"])
    expect(face.get_by_label("Name or initials")).to_have_value("privacy")
    expect(face.get_by_label("Job title")).to_have_value("front desk")


def test_filled_record_prints_with_the_page(desk: Page, dropped):
    """By the browser's own print, a filled record has a sheet of its own; an empty one has none."""
    face = desk.locator("section.record")
    desk.emulate_media(media="print")
    expect(face).to_be_hidden()
    desk.emulate_media(media="screen")
    face.get_by_label("Result files").set_input_files(dropped("privacy"))
    expect(face.get_by_role("status")).to_contain_text("In the record")
    desk.emulate_media(media="print")

    expect(face.get_by_label("Practice")).to_be_visible()
    expect(face).to_have_css("break-before", "page")
    expect(face.get_by_role("button")).to_have_count(0)
    expect(desk.locator("h1")).to_be_visible()
