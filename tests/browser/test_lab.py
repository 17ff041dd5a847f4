"""The practice notebook in a real JupyterLab: a person takes items, and Python scores them."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Request, expect

from exercises import quiz as practice
from exercises import scoring
from exercises.faces.placeholder import BUILDING
from exercises.team.invented import code

BOOK = Path(__file__).parents[2] / "book"
READY = re.compile(r"http://127\.0\.0\.1:\d+/")
WAITING = re.compile(r"\[[ *]\]")
"""What stands beside a cell that is still to run, or runs."""
OPEN = "path => jupyterapp.commands.execute('docmanager:open', { path }).then(() => null)"
CLOSE = """async () => {
  if (!window.jupyterapp) return;
  await jupyterapp.commands.execute("docmanager:save-all");
  await jupyterapp.commands.execute("application:close-all");
}"""
LAB_S = "reading 'node'"
"""What JupyterLab's own list of cells says now and then while one of them is drawn anew; a face's
script is run from a blob, and its errors say so."""
STARTING = 60_000  # ms that a slow machine may take to load JupyterLab and start a kernel
ANSWERING = 20_000  # ms that it may take until what Python said is seen


@pytest.fixture(scope="module")
def shared(browser: Browser, profiles: Any) -> Iterator[BrowserContext]:
    """Open the profile of these tests: JupyterLab's scripts are many, and are fetched once."""
    with browser.new_context(**profiles.usual) as opened:
        yield opened


@pytest.fixture
def alone(browser: Browser, profiles: Any) -> Iterator[BrowserContext]:
    """Open a profile of the test's own, for one that sets its clock."""
    with browser.new_context(**profiles.usual) as opened:
        yield opened


@pytest.fixture(scope="module")
def window(shared: BrowserContext) -> Iterator[Page]:
    """Open the window in which one notebook after another is opened: to load JupyterLab is slow."""
    with shared.new_page() as opened:
        yield opened


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return the window that is shared, or one in a profile of the test's own; no script may fail.

    One that needs no JupyterLab opens its own, too.
    """
    own = {"alone", "tell"} & {*request.fixturenames}
    opened: Page = (
        request.getfixturevalue("alone" if "alone" in own else "shared").new_page()
        if own
        else request.getfixturevalue("window")
    )
    errors: list[object] = []

    def failed(error: Error) -> None:
        if LAB_S not in error.message or "blob:" in (error.stack or ""):
            errors.append(error)

    opened.on("pageerror", failed)
    yield opened
    opened.remove_listener("pageerror", failed)
    if own:
        opened.close()
    else:
        opened.evaluate(CLOSE)
    assert not errors, errors


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab on a copy of the book; return its address and the folder of that copy.

    It reads no settings of the person who runs the tests, and asks nothing of other hosts.
    """
    home = tmp_path_factory.mktemp("lab")
    book = home / "book"
    shutil.copytree(BOOK, book)
    settings = home / "config" / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        json.dumps({"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}})
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != BUILDING and not name.startswith(("JUPYTER", "IPYTHON"))
    }
    for name in ("config", "data", "runtime"):
        environment[f"JUPYTER_{name.upper()}_DIR"] = str(home / name)
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(home / "settings")
    environment["JUPYTERLAB_WORKSPACES_DIR"] = str(home / "workspaces")
    environment["IPYTHONDIR"] = str(home / "ipython")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={book}",
        "--IdentityProvider.token=token",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None", "--LabApp.extension_manager=readonly",
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    log = home / "log"
    with (
        log.open("w") as stream,
        subprocess.Popen(command, env=environment, cwd=home, stderr=stream) as server,
    ):
        try:
            while not (address := address_in(log)):
                assert server.poll() is None, f"JupyterLab has ended:\n{log.read_text()}"
                time.sleep(0.05)
            yield address, book
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:  # it may wait for a lock that none gives back
                server.kill()


def address_in(log: Path) -> str | None:
    """Return the address that JupyterLab wrote in its *log*, once a request is answered there."""
    found = READY.search(log.read_text())
    if found is None:
        return None
    try:
        with urllib.request.urlopen(f"{found[0]}api", timeout=10):
            return found[0]
    except OSError:  # it says where it is a moment before it is there
        return None


def open_and_run(page: Page, address: str, path: str) -> None:
    """Open the notebook *path* in JupyterLab, wait for its kernel, run all cells, wait for the end.

    Until then JupyterLab scrolls to the cell that it is at, and may pull what lies under the mouse
    away between its press and its release.
    """
    if page.url.startswith(address):
        page.evaluate(OPEN, path)
    else:
        page.goto(
            f"{address}lab/tree/{path}?token=token&reset",
            wait_until="domcontentloaded", timeout=STARTING,
        )  # fmt: skip
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=STARTING)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts.filter(has_text=re.compile(r"\d"))).not_to_have_count(0, timeout=STARTING)
    expect(prompts.filter(has_text=WAITING)).to_have_count(0, timeout=STARTING)


@contextmanager
def at_home(page: Page, address: str) -> Iterator[None]:
    """Hold that all that *page* asks for comes from this machine."""
    elsewhere: list[str] = []
    ours = (address, address.replace("http", "ws"), "data:", "blob:")

    def asked(request: Request) -> None:
        if not request.url.startswith(ours):
            elsewhere.append(request.url)

    page.on("request", asked)
    yield
    page.remove_listener("request", asked)
    assert not elsewhere, elsewhere


def open_copy(page: Page, lab: tuple[str, Path], name: str, copy: str) -> None:
    """Open a fresh copy, of the name *copy*, of the notebook *name*, and run all of its cells."""
    address, book = lab
    path = (book / name).with_stem(f"{Path(name).stem}-{copy}")
    shutil.copy(BOOK / name, path)
    open_and_run(page, address, path.relative_to(book).as_posix())


@pytest.fixture
def run(
    lab: tuple[str, Path], page: Page, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], None]]:
    """Return a function that opens a fresh copy of a notebook and runs all of its cells.

    What it shows comes from this machine: whatever else was asked for fails the test.
    """
    with at_home(page, lab[0]):
        yield lambda name: open_copy(page, lab, name, request.node.name)


def quiz_of(page: Page) -> Locator:
    """Return the quiz on *page*, once it is there."""
    found = page.locator("section.quiz")
    expect(found).to_be_visible(timeout=STARTING)
    return found


@pytest.fixture(scope="module")
def quiz(shared: BrowserContext, lab: tuple[str, Path]) -> Iterator[Locator]:
    """Open the practice notebook once, run it, and return its quiz: each test takes other items."""
    page = shared.new_page()
    with at_home(page, lab[0]):
        open_copy(page, lab, "learn/practice.ipynb", "shared")
        yield quiz_of(page)
    page.close()


def left(quiz: Locator, items: list[Any]) -> list[Any]:
    """Return those of *items* that nobody has taken yet."""
    taken = quiz.locator("form.is-checked").evaluate_all("all => all.map((e) => e.dataset.item)")
    return [each for each in items if each.id not in taken]


@pytest.fixture
def singles(bank, forms):
    """Return the single-choice items of the practice form, in order."""
    return [bank[name] for name in forms["practice"].items if bank[name].kind == "single"]


@pytest.fixture
def multiple(bank, forms):
    """Return the first select-all item of the practice form."""
    return next(bank[name] for name in forms["practice"].items if bank[name].kind == "multiple")


def form_of(quiz: Locator, item) -> Locator:
    """Return the part of *quiz* that asks *item*."""
    return quiz.locator(f"form[data-item='{item.id}']")


def shown(quiz: Locator, item) -> list[str]:
    """Return the ids of the options of *item* in the order in which they are shown."""
    radios = form_of(quiz, item).get_by_role("radio")
    return [radio.get_attribute("value") or "" for radio in radios.all()]


def choose(form: Locator, *options: str) -> None:
    """Click each of *options* with the mouse, where its words stand, then Check.

    JupyterLab lays out cells only when they are scrolled to. On a slow machine one of them may
    push the words away between the press and the release: then a person clicks again.
    """
    for option in options:
        box = form.locator(f"input[value='{option}']")
        words = form.locator("label", has=form.page.locator(f"input[value='{option}']"))
        words.click()
        if not box.is_checked():
            words.click()
        expect(box).to_be_checked()
    form.get_by_role("button", name="Check").click()


def cell_of(page: Page, source: str) -> Locator:
    """Return the code cell that holds one line, *source*."""
    return page.locator(".jp-CodeCell", has=page.get_by_text(source, exact=True))


def answer(page: Page, source: str) -> str:
    """Type *source* in a new cell below all others, run it, and return what Python says."""
    cells = page.locator(".jp-CodeCell")
    count = cells.count()
    page.get_by_role("button", name="Click to add a cell.").click()
    expect(cells).to_have_count(count + 1)
    editor = cells.last.get_by_role("textbox")
    editor.fill(source)
    editor.press("Shift+Enter")
    output = cell_of(page, source).locator(".jp-OutputArea-output")
    expect(output).to_be_visible(timeout=ANSWERING)
    return output.inner_text()


@pytest.fixture
def aid(lab: tuple[str, Path], page: Page) -> Locator:
    """Write a notebook with the decision aid, open it, run it, and return the aid."""
    address, book = lab
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("from exercises import aid\ntaken = aid()\ntaken")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}},
    )
    nbformat.write(notebook, book / "aid.ipynb")
    open_and_run(page, address, "aid.ipynb")
    found = page.locator("section.aid")
    expect(found).to_be_visible(timeout=STARTING)
    return found


# -- the face --------------------------------------------------------------------------------


def test_blank_asks_for_a_choice(quiz, singles):
    """Check without a choice says what to do, and gives no verdict."""
    form = form_of(quiz, left(quiz, singles)[0])

    form.get_by_role("button", name="Check").click()

    expect(form.get_by_role("status")).to_have_text("Choose an option first.")
    expect(form.get_by_role("button", name="Next", exact=True)).to_be_hidden()


def test_item_is_taken_by_mouse(quiz, singles):
    """A click on the key's words and on Check is answered by a verdict and the reasons."""
    item = left(quiz, singles)[0]
    form = form_of(quiz, item)

    choose(form, *item.keys)

    expect(form.get_by_role("status")).to_have_text("✓ Correct.", timeout=ANSWERING)
    expect(form.locator(".quiz-why").first).to_be_visible()


def test_item_is_taken_by_keyboard(quiz, singles):
    """Tab, Space, arrows and Enter take an item, and JupyterLab keeps its hands off them.

    The stem has the focus after Next; what is chosen is the last option, which is a wrong one.
    """
    page = quiz.page
    item = next(each for each in left(quiz, singles) if shown(quiz, each)[-1] not in each.keys)
    form = form_of(quiz, item)
    options = form.get_by_role("radio")
    cells = page.locator(".jp-Cell").count()
    form.locator("legend").focus()

    page.keyboard.press("Tab")
    expect(options.first).to_be_focused()
    page.keyboard.press("Space")
    expect(options.first).to_be_checked()
    for _ in range(options.count() - 1):
        page.keyboard.press("ArrowDown")
    expect(options.last).to_be_checked()
    page.keyboard.press("b")  # would be a new cell below
    page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")

    expect(form.get_by_role("status")).to_have_text(
        re.compile("^✗ Not correct. Right is: "), timeout=ANSWERING
    )
    page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Next", exact=True)).to_be_focused()
    expect(page.locator(".jp-Cell")).to_have_count(cells)


def test_keys_with_control_stay_with_jupyterlab(quiz, singles):
    """Ctrl+S saves the notebook while the focus is in the quiz."""
    page = quiz.page
    form_of(quiz, left(quiz, singles)[0]).get_by_role("radio").first.focus()

    with page.expect_request(lambda each: each.method == "PUT" and "/api/contents/" in each.url):
        page.keyboard.press("Control+s")


# -- what Python knows -----------------------------------------------------------------------


def test_cells_below_have_what_was_taken(quiz, bank, forms, singles, multiple):
    """Responses reach Python as they were picked, and earn there what the scoring module says.

    Taken are an item with its key, an item with a wrong option, and one of several keys.
    """
    page = quiz.page
    right, wrong, *_ = left(quiz, singles)
    distractor = next(name for name in wrong.picks if name not in wrong.keys)
    first_key = next(name for name in multiple.picks if name in multiple.keys)
    taken = {right.id: [right.key], wrong.id: [distractor], multiple.id: [first_key]}
    for name, response in taken.items():
        choose(form_of(quiz, bank[name]), *response)
        following = form_of(quiz, bank[name]).get_by_role("button", name="Next", exact=True)
        expect(following).to_be_visible(timeout=ANSWERING)

    cell = cell_of(page, "practice.responses")
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text(multiple.id, timeout=ANSWERING)
    responses = ast.literal_eval(cell.locator(".jp-OutputArea-output").inner_text())
    credits = answer(page, "[str(credit) for credit in practice.credits.values()]")
    score = answer(page, "str(practice.score)")

    earned = {
        name: scoring.credit(bank[name], frozenset(responses.get(name, [])))
        for name in forms["practice"].items
    }
    assert {name: responses[name] for name in taken} == taken
    assert [Fraction(credit) for credit in ast.literal_eval(credits)] == [*earned.values()]
    assert Fraction(ast.literal_eval(score)) == sum(earned.values())
    assert sum(earned.values()) > 1, "the key earns 1, and one of several keys a part"


@pytest.mark.usefixtures("alone")
def test_quiz_without_its_kernel_says_so(page, run, singles):
    """When Python is gone a Check says what to do, and leaves what was chosen as it was."""
    page.clock.install()  # so that the ten seconds of patience can be skipped
    run("learn/practice.ipynb")
    quiz = quiz_of(page)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
    expect(page.get_by_role("button", name="No Kernel").first).to_be_visible(timeout=STARTING)
    form = form_of(quiz, singles[0])

    choose(form, singles[0].key)
    page.clock.fast_forward(10_000)

    expect(form.get_by_role("status")).to_have_text(
        "Python doesn't answer. Run the cell above again, then Check."
    )
    expect(form.locator("input:checked")).to_be_enabled()


# -- sliders ---------------------------------------------------------------------------------


def test_slider_draws_the_picture_anew(run, page):
    """A picture stands under the sliders of the notebook on scoring, and follows them."""
    run("reference/how-scoring-works.ipynb")
    picture = page.locator(".widget-output img")
    expect(picture).to_be_visible(timeout=STARTING)
    first = picture.get_attribute("src")

    keys = page.locator(".widget-slider", has_text="keys").locator(".widget-readout")
    keys.fill("4")
    keys.press("Enter")

    expect(picture).not_to_have_attribute("src", first or "", timeout=ANSWERING)
    expect(picture).to_be_visible()


# -- the seam, with the test in Python's place -----------------------------------------------

SEAM = """async ([code, state]) => {
    const hearers = new Set();
    window.model = {
        get: (name) => state[name],
        set: (name, value) => { state[name] = value; },
        on: (name, hear) => hearers.add(hear),
        off: (name, hear) => hearers.delete(hear),
        save_changes: () => {},
        tell: (marks) => { state.marks = marks; for (const hear of [...hearers]) hear(); },
    };
    const module = await import("data:text/javascript," + encodeURIComponent(code));
    module.default.render({ model: window.model, el: document.body });
}"""


@pytest.fixture
def tell(page: Page) -> Callable[[dict[str, Any]], None]:
    """Show the practice quiz without Jupyter; return a function that sends it marks."""
    widget = practice("practice")
    page.evaluate(SEAM, [widget._esm, {"html": widget.html, "responses": {}, "marks": {}}])
    return lambda marks: page.evaluate("marks => window.model.tell(marks)", marks)


def test_mark_of_another_response_is_not_taken(tell, page, singles):
    """An item that is taken again waits for its own mark, when an older one comes in late."""
    item = singles[0]
    distractor = next(name for name in item.picks if name not in item.keys)
    form = form_of(page.locator("section.quiz"), item)
    choose(form, item.key)

    tell({item.id: {"response": [distractor], "points": 0, "full": 1}})
    tell({item.id: {"response": [item.key], "points": 1, "full": 1}})

    expect(form.get_by_role("status")).to_have_text("✓ Correct.")


def test_problem_is_shown_in_the_words_of_python(tell, page, singles):
    """What Python cannot score is told as it says it, and gives no verdict."""
    item = singles[0]
    form = form_of(page.locator("section.quiz"), item)
    choose(form, item.key)

    tell({item.id: {"response": [item.key], "problem": "item 'x': 'a' is not an option"}})

    expect(form.get_by_role("status")).to_have_text("item 'x': 'a' is not an option")
    expect(form.get_by_role("button", name="Next", exact=True)).to_be_hidden()


# -- the decision aid ------------------------------------------------------------------------


def test_aid_is_followed_and_python_decides(aid, page):
    """Four choices by keyboard and mouse lead to D9311, and the next cell reads it from Python."""
    for words in ("Our dentist", "The patient’s doctor", "Medical issue, treatment planned"):
        aid.locator(".aid-choice:visible", has_text=words).click()
    last = aid.locator(".aid-choice:visible", has_text="Advice, talking with our dentist")
    last.focus()
    page.keyboard.press("Enter")
    expect(aid.locator(".aid-verdict:visible h2")).to_have_text("D9311")

    assert ast.literal_eval(answer(page, "taken.verdict.code, len(taken.facts)")) == ("D9311", 4)


# -- everything in one notebook ---------------------------------------------------------------


def test_a_form_is_taken_in_the_workbook(run, page, forms, bank):
    """A test is taken by mouse and keyboard; page and Python give one code, and a chart follows."""
    run("learn/workbook.ipynb")
    form = page.locator("section.attempt").first
    expect(form).to_be_visible(timeout=STARTING)
    form.get_by_role("button", name="Start", exact=True).click()
    for at, name in enumerate(forms["pre"].items):
        item = form.locator(f".quiz-item[data-item='{name}']")
        for pick in sorted(bank[name].keys):
            item.locator(f"input[value='{pick}']").focus()
            page.keyboard.press("Space")
        if at < len(forms["pre"].items) - 1:
            form.get_by_role("button", name="Next", exact=True).locator("visible=true").click()
    form.get_by_role("button", name="Finish", exact=True).locator("visible=true").first.click()

    told = page.locator(".widget-output", has_text="Python: 8 of 8")
    expect(told.first).to_be_visible(timeout=ANSWERING)
    code = re.search(r"PRE:[0-9A-Z-]+", told.first.inner_text())
    assert code
    expect(form).to_contain_text(code[0])
    expect(told.locator("img").first).to_be_visible()
    assert ast.literal_eval(answer(page, "book.picked.code, book.picked.result['raw']")) == (
        code[0],
        8.0,
    )


def test_the_team_notebook_draws_anew_by_itself(run, page):
    """What was counted is drawn anew without a cell run again; MyST's marks are not seen."""
    run("teach/team-report.ipynb")
    counted = page.locator(".widget-output", has_text="of 12 right").first
    expect(counted).to_be_visible(timeout=STARTING)
    seen = page.locator(".jp-Notebook").inner_text()
    assert re.findall(r"\([a-z-]+\)=|\{ref\}", seen) == []
    codes = page.get_by_placeholder("Codes, one per line")
    codes.fill("\n".join(f"Person {n}, {code(n, 'a')}" for n in range(10)))
    codes.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".widget-output", has_text="of 10 right").first).to_be_visible(
        timeout=ANSWERING
    )
