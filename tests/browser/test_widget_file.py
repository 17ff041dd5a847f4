"""A quiz as one module in a host of other people's: no style crosses, and nothing is fetched."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Request, Route, expect

from exercises.exports.formats import files
from exercises.exports.wanted import Wanted, passages

HOST = """<!doctype html><title>A host</title>
<style>button { color: rgb(1, 2, 3) !important } .quiz-option { display: none }</style>
<p class="quiz">The host's own <button>button</button></p><div id="here"></div>
<script type="module">
import widget from "./quiz.js";
const kept = { responses: {} };
globalThis.model = {
  saved: 0, get: (name) => kept[name], set: (name, value) => { kept[name] = value; },
  save_changes() { this.saved += 1; }, on() {}, off() {}, send() {},
};
const outer = document.querySelector("#here").attachShadow({ mode: "open" });
const el = outer.appendChild(document.createElement("div"));
globalThis.leave = await widget.render({ model, el });
</script>
"""


def test_a_quiz_works_in_a_plain_host_by_mouse_and_by_keyboard(browser: Browser, bank, forms):
    """In a shadow root Check answers to mouse and keyboard; the model has it; no style crosses."""
    wanted = Wanted(bank=bank, forms=forms, passage=passages(""), only="index")
    ((name, module),) = files(["anywidget"], wanted).items()
    assert name == "quiz-index.js"
    bodies: dict[str, dict[str, Any]] = {
        "http://host.test/": {"body": HOST, "content_type": "text/html"},
        "http://host.test/quiz.js": {"body": module, "content_type": "text/javascript"},
    }
    faults: list[str] = []

    def answer(route: Route, asked: Request) -> None:
        if asked.url in bodies:
            route.fulfill(**bodies[asked.url])
        else:
            faults.append(asked.url)
            route.abort()

    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/*", answer)
    page.goto("http://host.test/")
    first, second = (bank[each] for each in forms["index"].items[:2])

    case = page.locator(f"form[data-item={first.id}]")
    (key,) = first.keys
    case.locator(f"input[value={key}]").check()
    case.get_by_role("button", name="Check").click()
    expect(case.get_by_role("status")).to_have_text(re.compile("orrect"))

    other = page.locator(f"form[data-item={second.id}]")
    other.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(other.get_by_role("status")).to_have_text(re.compile("orrect"))

    assert page.evaluate("[model.saved, Object.keys(model.get('responses'))]") == [
        2, [first.id, second.id]
    ]  # fmt: skip
    shown = "element => getComputedStyle(element).color"
    assert page.locator("body > p button").evaluate(shown) == "rgb(1, 2, 3)"
    assert case.locator(".quiz-check").evaluate(shown) != "rgb(1, 2, 3)"
    assert page.locator("body > p").evaluate("e => getComputedStyle(e).borderTopWidth") == "0px"
    assert page.evaluate("[localStorage.length, document.styleSheets.length]") == [0, 1]
    page.evaluate("leave()")
    expect(page.locator("form[data-item]")).to_have_count(0)
    context.close()
    assert not [each for each in faults if not each.endswith("/favicon.ico")]
