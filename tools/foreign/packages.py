"""`scorm-again` runs every SCORM package: taken whole, failed, resumed, closed in the middle.

What it was told is compared with what Python makes of the same responses.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from engines import FOLDER, NPM
from playwright.sync_api import Browser, FrameLocator, Page
from table import Row, largest

from exercises.exports.wanted import Wanted
from exercises.forms import Form
from exercises.items import Item
from exercises.results.result import make_result
from exercises.site.serve import HOST, server

HERE = Path(__file__).parent
PAGE = """<!doctype html><html lang="en"><title>LMS</title><body>
<script src="scorm12.min.js"></script><script src="lms.js"></script>"""
LETTERS = "abcdefghijklmnopqrst"
Responses = dict[str, frozenset[str]]

ANSWER = """(_face, responses) => {
  for (const [id, picks] of Object.entries(responses)) {
    const form = document.querySelector(`form[data-item="${id}"]`);
    d9311Quiz.pick(form, picks);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""


class Lms:
    """An LMS with one learner at a time, whose window shows a package."""

    def __init__(self, page: Page, learner: str) -> None:
        self.page = page
        self.learner = learner
        self.address = page.url

    def open(self, package: str) -> FrameLocator:
        """Open *package* and return its frame, once its face is alive."""
        self.page.goto(self.address)
        who = {"id": self.learner, "name": "Diaz, Ana"}
        self.page.evaluate(
            "([address, who]) => foreignLms.open(address, who)", [f"{package}/index.html", who]
        )
        frame = self.page.frame_locator("iframe")
        frame.locator("section.quiz.is-live").wait_for()
        return frame

    def told(self) -> dict[str, Any]:
        """Return what was committed for the learner."""
        found: dict[str, Any] = self.page.evaluate("(id) => foreignLms.told(id)", self.learner)
        return found

    def close(self) -> None:
        """Leave the window, and come back to an LMS without a package."""
        self.page.goto(self.address)

    def refuse(self) -> None:
        """Take nothing more from the package that is open."""
        self.page.evaluate("foreignLms.refuse()")


@contextmanager
def hosted(browser: Browser, modules: Path, packages: Mapping[str, bytes]) -> Iterator[Page]:
    """Yield a page with the engine, beside which the *packages* lie unpacked."""
    folder = FOLDER / "lms"
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in packages.items():
        with ZipFile(BytesIO(data)) as archive:
            archive.extractall(folder / name)
    shutil.copy(modules / "scorm-again" / "dist" / "scorm12.min.js", folder)
    shutil.copy(HERE / "lms.js", folder)
    (folder / "lms.html").write_text(PAGE, encoding="utf-8")
    httpd = server(folder, 8700)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    try:
        page = browser.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"http://{HOST}:{httpd.server_port}/lms.html")
        yield page
        page.close()
    finally:
        httpd.shutdown()
        thread.join()


def check(browser: Browser, modules: Path, wanted: Wanted, packages: Mapping[str, bytes]) -> Row:
    """Return what the engine was told of each of *packages*, beside what Python says."""
    pairs: list[tuple[float, float]] = []
    wrong: list[str] = []
    with hosted(browser, modules, packages) as page:
        page.on("pageerror", lambda error: wrong.append(f"the page: {error}"))
        page.on("request", lambda asked: wrong.append(f"asked for {asked.url}")
                if not asked.url.startswith((page.url.removesuffix("lms.html"), "blob:", "data:"))
                else None)  # fmt: skip
        for name in packages:
            if name == "scorm-practice":
                runs = _practice(page, name, wanted)
            else:
                form = wanted.forms[name.removeprefix("scorm-")]
                runs = _form(page, name, form, wanted.bank)
            for run, told, right in runs:
                pairs.append((float(told["score"]), float(right["score"])))
                wrong += [f"{name}, {run}: {key} is {told[key]!r}, not {value!r}"
                          for key, value in right.items() if told[key] != value]  # fmt: skip
    count, difference = largest(pairs)
    return Row(
        engine="scorm-again", version=NPM["scorm-again"],
        what=f"SCORM 1.2, attempts at {len(packages)} packages", count=count,
        difference=difference, wrong=tuple(wrong),
    )  # fmt: skip


Run = tuple[str, dict[str, Any], dict[str, Any]]


def _form(page: Page, name: str, form: Form, bank: Mapping[str, Item]) -> Iterator[Run]:
    """Yield each attempt at *form*: what the LMS was told, and what is right."""
    keys: Responses = {each: bank[each].keys for each in form.items}
    critical = next((each for each in keys if bank[each].critical), form.items[0])
    missed = keys | {critical: frozenset()}
    half = dict(list(keys.items())[: len(keys) // 2])
    for run, responses in {"whole": keys, "failed": missed, "half": half}.items():
        lms = Lms(page, f"{name}-{run}")
        frame = lms.open(name)
        _begin(frame)
        frame.locator("section.quiz").evaluate(ANSWER, _plain(responses))
        yield run, _handed_in(lms, frame), _right(form, bank, responses)

    lms = Lms(page, f"{name}-resumed")
    frame = lms.open(name)
    _begin(frame)
    frame.locator("section.quiz").evaluate(ANSWER, _plain(half))
    lms.close()
    yield "left", _told(lms) | {"score": 0}, {"status": "incomplete", "exit": "suspend", "score": 0}
    frame = lms.open(name)
    frame.locator(".attempt-resume").click()
    frame.locator(".attempt-overview").wait_for()
    yield "resumed", _handed_in(lms, frame), _right(form, bank, half)

    lms = Lms(page, f"{name}-closed")
    frame = lms.open(name)
    _begin(frame)
    lms.refuse()
    frame.locator("section.quiz").evaluate(ANSWER, _plain(half))
    frame.locator(".lms-again").wait_for()
    lms.close()
    frame = lms.open(name)
    frame.locator(".attempt-resume").click()
    frame.locator(".attempt-overview").wait_for()
    yield "closed in the middle", _handed_in(lms, frame), _right(form, bank, half)


def _plain(responses: Responses) -> dict[str, list[str]]:
    return {name: sorted(picks) for name, picks in responses.items()}


def _begin(frame: FrameLocator) -> None:
    frame.locator(".attempt-start").click()
    frame.locator(".attempt-overview").wait_for()


def _handed_in(lms: Lms, frame: FrameLocator) -> dict[str, Any]:
    """Press Finish, twice where items are blank; return what the LMS was told."""
    frame.locator(".attempt-finish").click()
    if not frame.locator(".attempt-verdict").is_visible():
        frame.locator(".attempt-finish").click()
    frame.locator(".attempt-verdict").wait_for()
    lms.close()
    return _told(lms)


def _told(lms: Lms) -> dict[str, Any]:
    held = lms.told()
    core, noted = held["core"], [*held["interactions"].values()]
    return {
        "status": core["lesson_status"], "exit": core["exit"], "score": core["score"]["raw"],
        "name": core["student_name"], "fits": len(held["suspend_data"]) <= 4096,  # noqa: PLR2004
        "ids": [each["id"] for each in noted], "results": [each["result"] for each in noted],
        "responses": [each["student_response"] for each in noted],
    }  # fmt: skip


def _right(form: Form, bank: Mapping[str, Item], responses: Responses) -> dict[str, Any]:
    """Return what an LMS should hold of *responses*, by Python's own result."""
    when = "2026-11-28T09:00:00+00:00"
    made = make_result(form, bank, responses, seed=1, started=when, finished=when)
    rows = made["responses"]
    raw = sum((Fraction(row["points"], row["max"]) for row in rows), Fraction(0))
    met = "passed" if made["result"] == "meets" else "failed"
    return {
        "status": met if form.cut is not None else "completed",
        "exit": "",
        "score": _percent(raw / len(rows)),
        "fits": True,
        "ids": list(form.items),
        "results": [_result(row) for row in rows],
        "responses": [_written(bank[row["item_id"]], row["chosen"]) for row in rows],
    }


def _result(row: Mapping[str, Any]) -> str:
    share = Fraction(row["points"], row["max"])
    return {0: "wrong", 1: "correct"}.get(share) or _short(Fraction(int(share * 100), 100))


def _percent(share: Fraction) -> str:
    return _short(Fraction(int(share * 10_000), 100))


def _short(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _written(item: Item, chosen: list[str]) -> str:
    """Return a response as SCORM has it: a letter for an option, a number for a row."""
    options = [option.id for option in item.options]
    rows = [row.id for row in item.rows]
    signs = []
    for pick in chosen:
        row, _, option = pick.rpartition(":")
        letter = LETTERS[options.index(option)]
        signs.append(f"{rows.index(row) + 1}.{letter}" if row else letter)
    return ",".join(sorted(signs))


def _practice(page: Page, name: str, wanted: Wanted) -> Iterator[Run]:
    """Yield a round of ten cases, the last two of which come after the window was closed."""
    lms = Lms(page, name)
    frame = lms.open(name)
    right = 0
    met: list[str] = []
    for at in range(10):
        if at in (0, 8):
            frame = lms.open(name)
            frame.locator(".practice-start button").click()
        form = frame.locator(".practice-round form")
        form.wait_for()
        item = wanted.bank[str(form.get_attribute("data-item"))]
        good = at % 3 != 0
        picks = item.keys if good else frozenset({min({*item.picks} - item.keys)})
        if item.rows and not good:
            picks = frozenset({f"{row.id}:{o}" for row in item.rows for o in [
                next(o.id for o in item.options if o.id != row.key)]})  # fmt: skip
        form.evaluate("(form, picks) => d9311Quiz.pick(form, picks)", sorted(picks))
        form.locator("[data-level='2']").click()
        if item.reason:
            form.locator(f"[data-reason={item.reason}]").click()
        right += good
        met.append(item.id)
        if at == 7:  # noqa: PLR2004
            lms.close()
            yield "left", _told(lms), _so_far(right, met, "incomplete")
        else:
            form.locator(".quiz-next").click()
    lms.close()
    held = _told(lms)
    yield "a round", held, _so_far(right, met, "completed") | {"ids": held["ids"]}


def _so_far(right: int, met: list[str], status: str) -> dict[str, Any]:
    share = _percent(Fraction(right, len(met)))
    return {"status": status, "exit": "suspend", "score": share, "fits": True, "ids": met}
