"""What tests share: makers of items, the built site, a real browser."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from filelock import FileLock
from helpers.access import AXE
from hypothesis import HealthCheck, settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Dialog,
    Error,
    Page,
    expect,
    sync_playwright,
)

from exercises.items import Item, Option
from exercises.site.browser import CHROMIUM, chromium
from exercises.site.build import SITE
from exercises.site.serve import HOST, Handler, server

ROOT = Path(__file__).parent.parent
NO_BROWSER = (
    "Browser tests were skipped: no Chromium here. Get one with 'apt-get install chromium' "
    "(chromium-headless-shell beside it is twice as fast), "
    "'python -m playwright install chromium', or name yours in the variable CHROMIUM."
)
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow],
    max_examples=int(os.environ.get("EXAMPLES", "50")),
)  # fmt: skip
settings.load_profile("untimed")  # what is slow on a busy machine is no fault
expect.set_options(timeout=20_000)  # ms, as above; it is not waited for what is there
MEASURED = 8
"""The parameters of a test for which coverage is measured."""
TODAY = os.environ.get("TODAY")
"""The day, such as 2028-02-29, that it shall be for pages and for Python; the real one if unset."""
SHIFTED = """(() => {
  const now = () => real.now() + SHIFT;
  const real = Date;
  Date = new Proxy(real, {
    construct: (target, given, as) => Reflect.construct(target, given.length ? given : [now()], as),
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
})()"""
"""Moves the clock of a page by SHIFT milliseconds; it goes on from there."""
CHANCE = int(os.environ.get("CHANCE", "9311"))
"""Where the chance of a page begins: it draws the same cases each time, others by another."""
DRAWN = """(() => {
  let state = CHANCE;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
})()"""
"""Has a page draw by mulberry32, from CHANCE on."""
LONG = (
    "test_strict", "test_lab", "practice", "workbook", "team-report", "test_access",
    "test_mixed_practice", "test_attempt", "test_quiz", "test_contributing", "test_desk",
    "test_letters", "test_private", "test_scoring_agrees", "test_hostile_page", "test_print",
    "test_away", "test_team_report", "test_check", "test_cli", "test_data_files", "test_intake",
)  # fmt: skip
"""The files that take longest, in the order in which they are begun; some are notebooks."""
_last_words: list[str] = []


def at_noon(day: str) -> datetime:
    """Return noon of *day* on this machine's clock."""
    return datetime.combine(date.fromisoformat(day), time(12))


@pytest.fixture(scope="session", autouse=True)
def another_day() -> Iterator[None]:
    """Let Python live on TODAY, if it is set."""
    with pytest.MonkeyPatch.context() as patch:
        if TODAY:
            day = date.fromisoformat(TODAY)
            moved = type("date", (date,), {"today": classmethod(lambda kind: day)})
            patch.setattr("exercises.reading.edition.date", moved)
        yield


def repeatable(browser: Browser) -> None:
    """Let every profile of *browser* draw by the same chance, and live on TODAY if it is set."""
    start = browser.new_context
    scripts = [DRAWN.replace("CHANCE", str(CHANCE))]
    if TODAY:
        shift = round((at_noon(TODAY) - datetime.now()).total_seconds() * 1_000)
        scripts.append(SHIFTED.replace("SHIFT", str(shift)))

    def new_context(**settings: Any) -> BrowserContext:
        started = start(**settings)
        for script in scripts:
            started.add_init_script(script)
        return started

    browser.new_context = new_context  # type: ignore[method-assign]


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """Have a process started from here end at Ctrl-C, though these tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def make_item() -> Callable[..., Item]:
    """Return a maker of items: a good single choice, but for what the test is about."""

    def make(**changes: Any) -> Item:
        fields: dict[str, Any] = {
            "id": "choose-cardiology-call",
            "objective": "choose",
            "stem": "The dentist phones the cardiologist. What is reported?",
            "options": tuple(
                Option(id=name, text=text, why=f"It is {text} for a reason of eight words or more.")
                for name, text in zip("abc", ("D9311", "D9310", "Neither code"), strict=True)
            ),
            "key": "a",
            "source": ("ada-cdt",),
            "read": "d9310-and-d9311",
            "point": "treating-dentist-asks",
            "case": "x6",
        }
        return Item(**fields | changes)

    return make


@pytest.fixture(scope="session")
def bank():
    """Return the book's own bank."""
    from helpers.own import BANK  # noqa: PLC0415 (a fault in it fails tests, not pytest)

    return BANK


@pytest.fixture(scope="session")
def forms():
    """Return the book's own forms."""
    from helpers.own import FORMS  # noqa: PLC0415 (as above)

    return FORMS


@pytest.fixture(scope="session")
def site() -> Path:
    """Build the book as `make book` does, strictly, and return the folder of its HTML."""
    lock = ROOT / "_build" / "lock"
    lock.parent.mkdir(exist_ok=True)
    with FileLock(lock):  # of several test processes one builds; the next finds nothing to do
        built = subprocess.run(
            [sys.executable, "-m", "exercises", "build"], cwd=ROOT, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return SITE


class Public(Handler):
    """Serves as a public host does: a connection stays, and files named by what is in them, too.

    So a page costs a quarter less than from the preview, which has the browser ask for all again.
    """

    protocol_version = "HTTP/1.1"
    beside: ClassVar[dict[str, bytes]]

    def send_head(self) -> Any:
        """Answer as ever, and at each address of `beside` with what stands there."""
        body = self.beside.get(self.path)
        if body is None:
            return super().send_head()
        self.send_response(HTTPStatus.OK)
        kind = "text/html" if self.path.endswith(".html") else "text/javascript"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Add that what has its digest in its address is kept."""
        kept = "_static/" in self.path and "?" in self.path
        self.send_header("Cache-Control", "max-age=600" if kept else "no-cache")
        super(Handler, self).end_headers()


@pytest.fixture(scope="session")
def beside() -> dict[str, bytes]:
    """Return what the host has beside the book, by address: axe, and pages that tests make.

    A route would do as well, but a browser keeps nothing while there is one.
    """
    return {f"/{AXE}": AXE_SCRIPT.encode()}


@pytest.fixture(scope="session")
def address(site: Path, beside: dict[str, bytes]) -> Iterator[str]:
    """Serve the built site and return its address, with a slash at the end."""
    with server(site, 8600) as httpd:
        serve = type("Serve", (Public,), {"beside": beside})
        httpd.RequestHandlerClass = partial(serve, directory=str(site))  # type: ignore[assignment]
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://{HOST}:{httpd.server_port}/"
        httpd.shutdown()
        thread.join()


def browser_path() -> str | None:
    """Return the path of a Chromium: this machine's, or Playwright's, fetched if need be.

    CHROMIUM names it; else the shell is taken, which has no window and takes half the time.
    """
    shell = None if os.environ.get("CHROMIUM") else shutil.which("chromium-headless-shell")
    if found := shell or chromium():
        return found
    for attempt in ("have", "get"):
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
        if Path(path).is_file():
            return path
        if attempt == "have":
            subprocess.run(
                [sys.executable, "-m", "playwright", "install", "chromium"],
                capture_output=True, check=False, timeout=300,
            )  # fmt: skip
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; without one, skip and say how to get it, or fail where CI=true."""
    path = browser_path()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        repeatable(started)
        yield started
        started.close()


class Lendable:
    """A profile of the browser with one window, which are emptied and used again.

    To start a profile takes half a second, to open a window a fifth. What cannot be taken back,
    such as a script for every page, a size or a clock, marks as spent what it was done to.
    """

    spend_window = ("add_init_script", "emulate_media", "expose_function", "set_viewport_size")
    spend_profile = ("add_init_script", "expose_function", "grant_permissions", "set_offline")
    spend_clock = ("install", "pause_at", "set_fixed_time", "set_system_time")

    def __init__(self, browser: Browser, origin: str, settings: dict[str, Any]) -> None:
        kinds = "local_storage,indexeddb,cache_storage,service_workers"
        self._stored = {"origin": origin, "storageTypes": kinds}
        self.profile = browser.new_context(**settings)
        self.spent = False
        for owner, names in ((self.profile, self.spend_profile),
                             (self.profile.clock, self.spend_clock)):  # fmt: skip
            for name in names:
                before(owner, name, lambda *_: setattr(self, "spent", True))
        self._open()

    def _open(self) -> None:
        """Open the window, and note what is done to it."""
        self.window = self.profile.new_page()
        self._session: CDPSession = self.profile.new_cdp_session(self.window)
        self._heard: list[tuple[Any, Any]] = []
        self._window_spent = False
        before(self.window, "on", lambda *heard: self._heard.append(heard))
        for name in self.spend_window:
            before(self.window, name, lambda *_: setattr(self, "_window_spent", True))

    def empty(self) -> None:
        """Leave no page, no cookie, nothing stored, no route and nobody who listens."""
        if self.spent:
            self.profile.close()
            return
        others = [page for page in self.profile.pages if page is not self.window]
        if self._window_spent or self.window.is_closed():
            others.append(self.window)
            self._open()
        else:
            self._leave()
        for page in others:
            page.close()
        if others:
            self.window.bring_to_front()
        self._session.send("Storage.clearDataForOrigin", self._stored)
        self.profile.unroute_all()
        self.profile.clear_cookies()

    def _leave(self) -> None:
        """Take back what was done to the window, and show an empty page in it."""

        def accept(asked: Dialog) -> None:
            asked.accept()  # a page may ask who leaves

        for event, hear in self._heard:
            self.window.remove_listener(event, hear)
        self.window.unroute_all()
        self.window.evaluate("() => { try { sessionStorage.clear() } catch {} }")
        self.window.on("dialog", accept)
        self.window.goto("about:blank")
        self.window.remove_listener("dialog", accept)
        self._heard.clear()


def before(owner: Any, name: str, tell: Callable[..., object]) -> None:
    """Have *tell* called, with what is given, before the method *name* of *owner*."""
    act = getattr(owner, name)

    def told(*given: Any, **named: Any) -> Any:
        tell(*given)
        return act(*given, **named)

    setattr(owner, name, told)


class Profiles:
    """Empty profiles of the browser, which tests lend from one another."""

    usual: ClassVar = {"viewport": {"width": 1000, "height": 800}, "reduced_motion": "reduce"}

    def __init__(self, browser: Browser, origin: str) -> None:
        self._browser = browser
        self._origin = origin
        self._free: dict[str, list[Lendable]] = {}

    @contextmanager
    def lend(self, **settings: Any) -> Iterator[BrowserContext]:
        """Lend a profile with *settings* of `browser.new_context`, beside the usual ones.

        It has one window, which shows an empty page.
        """
        settings = self.usual | settings
        free = self._free.setdefault(repr(sorted(settings.items())), [])
        lent = free.pop() if free else Lendable(self._browser, self._origin, settings)
        yield lent.profile
        lent.empty()
        if not lent.spent:
            free.append(lent)


@pytest.fixture(scope="session")
def profiles(browser: Browser, address: str) -> Profiles:
    """Return what lends empty profiles of the browser."""
    return Profiles(browser, address.rstrip("/"))


@pytest.fixture
def context(profiles: Profiles) -> Iterator[BrowserContext]:
    """Lend an empty profile: nothing stored, a desktop's width."""
    with profiles.lend() as lent:
        yield lent


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return the profile's page; any script error fails the test."""
    opened = context.pages[0]
    errors: list[Error] = []
    opened.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 (it is marked)
    yield opened
    assert not errors, errors


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `browser` what asks for one; measure little twice; begin with what takes longest.

    `-m 'not browser'` leaves out what is marked. Lines that ran for a test's first parameters run
    for the rest as well, and to note each takes longer than to run it. Files are handed out whole,
    so a long one that came last would be waited for.
    """
    run: Counter[str] = Counter()
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        test = item.nodeid.partition("[")[0]
        run[test] += 1
        if run[test] > MEASURED:
            item.add_marker("no_cover")
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Look for no garbage among what stays to the end: thousands of tests, and what they import."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what a test has to report, and keep for the end how to get a browser."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "told":
                terminalreporter.write_line(value)
    if any(NO_BROWSER in str(each.longrepr) for each in terminalreporter.getreports("skipped")):
        _last_words.append(NO_BROWSER)


def pytest_unconfigure() -> None:
    """Say last of all that browser tests were skipped, and how to get a browser."""
    for words in _last_words:
        print(words)
