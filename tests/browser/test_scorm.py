"""A SCORM package in an LMS of ours that notes each call: it takes, keeps, reports and says so."""

from __future__ import annotations

import json
import mimetypes
from io import BytesIO
from zipfile import ZipFile

import pytest
from helpers.access import violations
from playwright.sync_api import Frame, Page, expect

from exercises.exports.scorm_package import scorm
from exercises.exports.wanted import Wanted, passages

pytestmark = pytest.mark.browser
LMS = "http://lms.test/"
STUB = """
window.calls = [];
window.held = {"cmi.core.student_name": "Diaz, Ana", "cmi.core.student_id": "7"};
window.takes = true;
window.API = {
  LMSInitialize: () => "true",
  LMSGetValue: (name) => window.held[name] || "",
  LMSSetValue: (name, value) => {
    window.calls.push(name);
    window.held[name] = value;
    return "true";
  },
  LMSCommit: () => String(window.takes),
  LMSFinish: () => { window.calls.push("finish"); return "true"; },
};
"""


@pytest.fixture(scope="module")
def files(bank, forms) -> dict[str, bytes]:
    """Return the files of the package of form A."""
    made = scorm(Wanted(bank=bank, forms=forms, passage=passages("")))["scorm-a.zip"]
    with ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def lms(page: Page, files) -> Page:
    """Return a page that is an LMS, with the package of form A beside it."""

    def answer(route) -> None:
        name = route.request.url.removeprefix(LMS)
        if name == "":
            route.fulfill(content_type="text/html", body="<!doctype html><title>LMS</title><body>")
        elif name in files:
            route.fulfill(content_type=mimetypes.guess_type(name)[0], body=files[name])
        else:
            route.fulfill(status=404)

    page.route(f"{LMS}**", answer)
    page.goto(LMS)
    page.evaluate(STUB)
    return page


def opened(lms: Page) -> Frame:
    """Open the package in a frame of the LMS."""
    lms.evaluate("""() => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { src: "index.html", name: "sco", width: 900, height: 600 });
      document.body.replaceChildren(frame);
    }""")
    expect(lms.frame_locator("iframe").locator("section.attempt.is-live")).to_be_visible()
    frame = lms.frame("sco")
    assert frame
    return frame


def answer(frame: Frame, responses: dict[str, list[str]]) -> None:
    """Give *responses*, as if they had been pressed."""
    frame.evaluate(
        """(responses) => {
          for (const [id, picks] of Object.entries(responses)) {
            const form = document.querySelector(`form[data-item="${id}"]`);
            d9311Quiz.pick(form, picks);
            form.dispatchEvent(new Event("change", { bubbles: true }));
          }
        }""",
        responses,
    )


def test_a_form_is_taken_kept_and_reported(lms, bank, forms):
    """A name is taken, a place kept and resumed, a failing LMS is told of, a result reported."""
    keys = {name: sorted(bank[name].keys) for name in forms["a"].items}
    first, *_, last = forms["a"].items
    critical = next(name for name in keys if bank[name].critical)
    frame = opened(lms)
    said = frame.locator(".lms-said")
    assert frame.locator("[name=learner_label]").input_value() == "Ana Diaz"
    assert lms.evaluate("held['cmi.core.lesson_status']") == "incomplete"

    frame.get_by_role("button", name="Start").click()
    expect(frame.locator(".attempt-overview")).to_be_visible()
    answer(frame, {first: keys[first]})
    expect(said).to_have_text("Your LMS has your answers so far.")
    lms.evaluate("takes = false")
    answer(frame, {last: keys[last]})
    expect(said).to_contain_text("It's kept in this browser; keep this window open.")
    lms.evaluate("held['cmi.suspend_data'] = held['cmi.suspend_data'].split('|')[0] && ''")

    frame = opened(lms)  # the window was closed, and the LMS has lost the place
    assert lms.evaluate("calls.includes('finish')")
    frame.locator(".attempt-resume").click()
    expect(frame.locator(".attempt-overview")).to_be_visible()
    kept = {name: frame.evaluate(
        "(id) => d9311Quiz.picked(document.querySelector(`form[data-item='${id}']`))", name)
        for name in (first, last)}  # fmt: skip
    assert kept == {first: keys[first], last: keys[last]}

    wrong = next(pick for pick in bank[critical].picks if pick not in keys[critical])
    answer(frame, {**keys, critical: [wrong]})
    lms.evaluate("takes = true")
    frame.get_by_role("button", name="Finish").click()
    expect(frame.locator(".lms-said")).to_have_text("Your LMS has your result.")
    held = lms.evaluate("held")
    assert held["cmi.core.lesson_status"] == "failed"  # 95 %, but what must not be missed was
    assert [held[f"cmi.core.score.{each}"] for each in ("min", "max", "raw")] == ["0", "100", "95"]
    results = [held[f"cmi.interactions.{at}.result"] for at in range(20)]
    assert results == ["wrong" if name == critical else "correct" for name in keys]
    assert held["cmi.core.exit"] == ""
    assert json.loads(held["cmi.suspend_data"].partition("|")[2])["about"]["finished"]
    assert lms.evaluate("Object.keys(localStorage)") == []


def test_without_an_lms_the_page_says_so_and_works_for_everyone(lms):
    """Without an LMS that is said, and the form starts; axe finds nothing, on a phone neither."""
    lms.goto(f"{LMS}index.html")

    expect(lms.locator(".lms-said")).to_contain_text("nothing is recorded")
    lms.get_by_role("button", name="Start").click()
    expect(lms.locator(".attempt-overview")).to_be_visible()
    assert violations(lms, "html") == []
    lms.set_viewport_size({"width": 320, "height": 700})
    assert lms.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_percent_never_crosses_a_standard(lms):
    """A share is cut after two places; names are turned round; a long practice is kept in part."""
    frame = opened(lms)

    shares = [frame.evaluate("([a, b]) => d9311Scorm.percent(a, b)", pair)
              for pair in ([2, 3], [79999, 100000], [4, 5], [0, 0], [1, 1])]  # fmt: skip
    names = [frame.evaluate("(name) => d9311Scorm.named(name)", name)
             for name in ("Diaz, Ana", "Ana", "O'Neil,  Mary Ann", "")]  # fmt: skip
    longest = frame.evaluate("""() => {
      const one = { item: "choose-x@1", right: true, sure: 3, fresh: false, on: "2026-11-28" };
      return d9311Scorm.packed(new Array(600).fill(one), 4076).length;
    }""")

    sign = frame.evaluate("""() => d9311Scorm.packed([{
      item: "choose-x@1", right: true, reason: false, sure: 3, fresh: false, on: "2026-11-28"
    }], 4076).at(-1)""")

    assert sign == "t"  # 1 for right, 4 times how sure, 16 for a wrong reason: 29 of 36
    assert shares == ["66.66", "79.99", "80", "0", "100"]
    assert names == ["Ana Diaz", "Ana", "Mary Ann O'Neil", ""]
    assert longest == 4072
