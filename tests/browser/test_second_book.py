"""Another subject's book, all of it data: it builds strictly, works, and shows nothing of D9311."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from helpers.apps import sphinx_app
from playwright.sync_api import Browser, Page, expect
from sphinx.errors import ConfigError

from exercises.faces.placeholder import BUILDING
from exercises.reading.bank import load_bank, load_forms
from exercises.reading.package import CONTENT, content
from exercises.reading.subject import subject
from exercises.site.serve import HOST, server

BOOK = ROOT / "tests" / "second_book"
OURS = re.compile("9311|9310|consult", re.IGNORECASE)


def made(folder: Path, monkeypatch, **settings: str) -> Path:
    """Build the second book strictly in *folder* with *settings*; return where its pages are."""
    monkeypatch.setenv(BUILDING, "")  # the extension sets it; afterwards it is as it was
    source = shutil.copytree(BOOK, folder / "book")
    strictly = {"nitpicky": True, **settings}
    app = sphinx_app(srcdir=source, freshenv=True, confoverrides=strictly)
    try:
        app.build()
        assert (app.statuscode, app.warning.getvalue()) == (0, "")
    finally:
        app.cleanup()
    return Path(app.outdir)


@pytest.fixture(params=["furo", "alabaster"])
def pages(request, tmp_path, monkeypatch, browser: Browser) -> Iterator[tuple[Page, str, Path]]:
    """Serve the second book in a theme; return a page that fails for errors and foreign hosts."""
    site = made(tmp_path, monkeypatch, html_theme=request.param)
    with server(site, 8700) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        address = f"http://{HOST}:{httpd.server_port}/"
        page = browser.new_context(reduced_motion="reduce").new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith((address, "data:", "blob:"))
                or faults.append(asked.url))  # fmt: skip
        yield page, address, site
        page.context.close()
        httpd.shutdown()
        thread.join()
    assert faults == []


def test_its_quiz_form_result_and_report_work(pages, monkeypatch):
    """A case is checked, form A taken, its result saved and counted: under the book's own names."""
    page, address, site = pages
    assert content() != BOOK / "content"  # what comes after a build reads this book's again
    for path in (each for end in ("html", "js") for each in site.rglob(f"*.{end}")):
        found = OURS.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found[0]}"  # type: ignore[index]

    page.goto(f"{address}index.html")
    case = page.locator("form[data-item=problem-chipped]")
    case.locator("input[value=d0140]").check()
    case.get_by_role("button", name="Check").click()
    expect(case.get_by_role("status")).to_have_text(re.compile("orrect"))
    page.locator(".quiz-keep input").check()

    page.goto(f"{address}test.html")
    page.get_by_role("button", name="Start").last.click()
    expect(page.get_by_role("button", name="Finish")).to_be_visible()  # the form is there
    monkeypatch.setenv(CONTENT, str(BOOK / "content"))
    bank = load_bank()
    assert (len(bank), subject().name) == (10, "Exams")
    keys = {name: min(bank[name].keys) for name in load_forms(bank=bank)["a"].items}
    page.locator("section.attempt").evaluate(
        """(form, keys) => {
          for (const [item, key] of Object.entries(keys))
            form.querySelector(`form[data-item="${item}"] input[value="${key}"]`).click();
        }""",
        keys,
    )
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".attempt-score")).to_contain_text("6 of 6")
    with page.expect_download() as saved:
        page.locator(".attempt-json").click()
    assert saved.value.suggested_filename.startswith("exams-a-")
    code = page.locator(".attempt-code").inner_text()

    page.goto(f"{address}team.html")
    page.locator(".report-codes").fill(f"KL, {code}")
    page.get_by_role("button", name="Count the codes").click()
    expect(page.locator(".report-out")).to_contain_text("KL")
    page.get_by_role("button", name="Vote on a screen").click()
    page.keyboard.press("5")
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(page.locator(".vote-said")).to_have_text("2 votes. D0120 0; D0150 1; Another 1.")
    kept = page.evaluate("Object.keys(localStorage)")
    assert kept
    assert all(key.startswith("exams") for key in kept if key != "theme")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("subject.yml", "name: Exams\n", "subject.yml:"),
        ("decisions.yml", None, "decisions.yml:"),
        ("activities.yml", None, "activities.yml: is missing; write what a team does"),
        ("aids/which-exam.yml", None, "there is no aid 'which-exam'; write "),
    ],
)
def test_a_stranger_s_folder_is_refused_with_what_to_write(tmp_path, monkeypatch, name, text, said):
    """What lacks, or is wrong, in another's folder is said by file; a directive says it lacks."""
    monkeypatch.setenv(BUILDING, "")
    source = shutil.copytree(BOOK, tmp_path / "book")
    path = source / "content" / "data" / name
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    app = None
    try:
        app = sphinx_app(srcdir=source, freshenv=True)
        app.build()
        told = app.warning.getvalue()
    except ConfigError as error:
        told = str(error)
    finally:
        if app:
            app.cleanup()
    assert said in told
    assert CONTENT not in os.environ
