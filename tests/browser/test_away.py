"""The book away from its host: from a disk, below another path, kept in the browser."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

import pytest
from helpers.storage import NO_STORE
from playwright.sync_api import Browser, Page, Route, expect

from exercises.reading.package import PACKAGE
from exercises.site.offline import archive, finish
from exercises.site.serve import HOST, Handler, server

WORKER = PACKAGE / "site" / "sw.js"
KEPT = re.compile(r"^This browser keeps the book\. The copy is of \w+ \d+, \d{4}\.$")
NOTE = re.compile(r"^No network: this is the copy that this browser kept on \w+ \d+, \d{4}\.$")


class Host:
    """A host that can go away and come back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        """Serve the folder, at the address it had before if it had one."""
        self.httpd: ThreadingHTTPServer = server(self.folder, self.port)  # 0: any
        self.port = self.httpd.server_port
        self.thread = threading.Thread(target=self.httpd.serve_forever)
        self.thread.start()

    def stop(self) -> None:
        """Answer no more."""
        if self.thread.is_alive():
            self.httpd.shutdown()
            self.thread.join()
            self.httpd.server_close()

    @property
    def address(self) -> str:
        """Return where the folder is served."""
        return f"http://{HOST}:{self.port}/"


@pytest.fixture
def said(page: Page, listen) -> Iterator[list[str]]:
    """Return what goes wrong at the page; nothing may stand there at the end."""
    words: list[str] = []
    listen(page, words.append)
    yield words
    assert words == []


@pytest.fixture
def unpacked(site: Path, tmp_path: Path) -> Path:
    """Return the folder that comes out of the archive."""
    archive(site, tmp_path / "book.zip")
    with ZipFile(tmp_path / "book.zip") as book:
        book.extractall(tmp_path)
    return tmp_path / "d9311-book"


@pytest.fixture
def moved(site: Path, tmp_path: Path) -> Iterator[str]:
    """Return an address two folders below a host's own, as a project's pages have."""
    shutil.copytree(site, tmp_path / "x" / "y")
    host = Host(tmp_path)
    yield f"{host.address}x/y/"
    host.stop()


def use(page: Page, address: str) -> None:
    """Take an item, reach a verdict, search, and look at the slides of the book at *address*."""
    page.set_viewport_size({"width": 1280, "height": 800})  # the menu stands open
    page.goto(f"{address}index.html")
    form = page.locator("form.quiz-item").first
    form.locator("input").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("orrect")
    page.locator("article").get_by_role("link", name="Which code?").first.click()
    for choice in ("staff", "facts"):
        page.locator(f".aid-step:visible [data-choice='{choice}']").click()
    expect(page.locator(".aid-verdict:visible h2")).to_have_text("Neither code")
    page.get_by_role("searchbox", name="Search").fill("cardiologist")
    page.keyboard.press("Enter")
    found = page.locator("#search-results li a").first
    expect(found).to_be_visible()
    found.click()
    expect(page.locator("article h1")).to_be_visible()
    page.goto(f"{address}teach/slides/index.html")
    expect(page.get_by_role("heading", name="One line in a chart")).to_be_visible()


def test_the_archive_works_from_a_disk(page: Page, said, unpacked):
    """Unpacked, without any host, quiz, aid, search and slides work, and nothing is amiss."""
    use(page, f"{unpacked.as_uri()}/")
    page.goto(f"{unpacked.as_uri()}/reference/offline.html")

    expect(page.locator(".offline-said")).to_contain_text("on your own device already")
    expect(page.get_by_role("button", name="Keep this book")).to_be_hidden()


def test_the_site_works_below_any_path(page: Page, said, moved):
    """Two folders below a host's own, quiz, aid, search and slides work, and nothing is amiss."""
    use(page, moved)


# -- kept in the browser ---------------------------------------------------------------------


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    """Serve a copy of the site that may be changed, and stopped."""
    shutil.copytree(site, tmp_path / "site")
    serving = Host(tmp_path / "site")
    yield serving
    serving.stop()


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[Page]:
    """Return a page in a profile where workers may be installed."""
    context = browser.new_context(service_workers="allow")
    yield context.new_page()
    context.close()


KEEPS = """async () => [
  (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length,
  localStorage.length, sessionStorage.length
]"""


# Waits until another copy than the one named is the only one.
REPLACED = """async (old) => {
  for (let turn = 0; turn < 600; turn++) {
    const names = await caches.keys();
    if (names.length === 1 && names[0] !== old) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${old} is still there`);
}"""


@pytest.fixture
def keep(reader: Page, host: Host) -> Callable[[], None]:
    """Return a function that presses the button and waits until the book is kept."""

    def press() -> None:
        reader.goto(f"{host.address}reference/offline.html")
        reader.get_by_role("button", name="Keep this book for offline use").click()
        expect(reader.locator(".offline-said")).to_have_text(KEPT, timeout=30_000)

    return press


def test_nothing_is_kept_unasked(reader: Page, host: Host):
    """A page that could keep the book keeps nothing until its button is pressed."""
    reader.goto(f"{host.address}reference/offline.html")
    expect(reader.get_by_role("button", name="Keep this book for offline use")).to_be_visible()

    assert reader.evaluate(KEEPS) == [0, 0, 0, 0]


def test_the_book_is_kept_and_says_that_it_is_a_copy(reader: Page, host: Host, keep):
    """Once kept, the whole book works without a host, and each page says that it is a copy."""
    keep()
    assert reader.evaluate(KEEPS) == [1, 1, 0, 0]
    reader.goto(f"{host.address}index.html")
    expect(reader.locator(".offline-note")).to_have_count(0)
    host.stop()

    use(reader, host.address)
    for path in ("learn/denials.html", "genindex.html", "", "teach/slides/"):
        reader.goto(f"{host.address}{path}")
        expect(reader.locator(".offline-note")).to_have_text(NOTE)


def test_a_new_edition_takes_the_place_of_the_old(reader: Page, host: Host, keep):
    """With a host the new page is shown at once; the copy becomes the new one, and only that."""
    keep()
    page = host.folder / "learn" / "denials.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " (new)</h1>", 1), "utf-8")
    finish(host.folder, WORKER, title="D9311")
    (before,) = reader.evaluate("caches.keys()")
    reader.goto(f"{host.address}learn/denials.html")
    expect(reader.locator("h1")).to_contain_text("(new)")
    reader.evaluate(REPLACED, before)
    host.stop()
    reader.goto(f"{host.address}learn/denials.html")

    expect(reader.locator("h1")).to_contain_text("(new)")
    expect(reader.locator(".offline-note")).to_have_text(NOTE)


def test_a_book_that_arrives_in_part_is_not_kept(reader: Page, host: Host):
    """If one file is not the one of the edition, nothing is kept, and the page says so."""
    (host.folder / "learn" / "denials.html").write_text("half", encoding="utf-8")
    reader.goto(f"{host.address}reference/offline.html")
    reader.get_by_role("button", name="Keep this book for offline use").click()

    expect(reader.locator(".offline-said")).to_contain_text("Nothing was kept", timeout=30_000)
    assert reader.evaluate("caches.keys()") == []


def test_a_network_that_drops_on_the_way_leaves_nothing(reader: Page, host: Host):
    """Gone after some files, the network leaves no file behind, as the page says."""
    at = 0

    def drop(route: Route) -> None:
        nonlocal at
        at += 1
        if at > 20:
            route.abort()
        else:
            route.continue_()

    reader.goto(f"{host.address}reference/offline.html")
    reader.context.route(f"{host.address}**", drop)
    reader.get_by_role("button", name="Keep this book for offline use").click()
    expect(reader.locator(".offline-said")).to_contain_text("Nothing was kept", timeout=30_000)

    assert at > 20
    assert reader.evaluate(KEEPS) == [0, 0, 0, 0]


def test_a_host_that_fails_shows_the_copy(reader: Page, host: Host, keep, monkeypatch):
    """A host that answers 503 shows the kept copy, and says that it is one."""
    keep()
    monkeypatch.setattr(Handler, "send_head", lambda handler: handler.send_error(503))
    reader.goto(f"{host.address}learn/denials.html")

    expect(reader.locator(".offline-note")).to_have_text(NOTE)


def test_a_host_that_hangs_is_waited_for_once(reader: Page, host: Host, keep, monkeypatch):
    """A host that takes and never answers holds up one request, not each that a page makes."""
    keep()
    let_go = threading.Event()
    asked = []

    def hang(handler):
        asked.append(handler.path)
        let_go.wait(20)

    monkeypatch.setattr(Handler, "send_head", hang)
    began = time.monotonic()
    reader.goto(f"{host.address}learn/denials.html")
    expect(reader.locator(".offline-note")).to_have_text(NOTE)
    took = time.monotonic() - began
    let_go.set()

    assert len(asked) > 1
    assert took < 8  # one wait of four seconds, not two


@pytest.mark.parametrize("lacks", ["cookies", "room"])
def test_a_browser_that_keeps_nothing_says_so(reader: Page, host: Host, lacks):
    """With all cookies blocked, or the disk full, the page says so in words, and keeps nothing."""
    refused = "() => Promise.reject(new DOMException('The user denied it', 'SecurityError'))"
    wants = "ServiceWorkerContainer.prototype." + (
        f"getRegistration = {refused}" if lacks == "cookies" else f"register = {refused}"
    )
    reader.add_init_script(wants)
    reader.goto(f"{host.address}reference/offline.html")
    if lacks == "room":
        reader.get_by_role("button", name="Keep this book for offline use").click()
        expect(reader.locator(".offline-said")).to_contain_text("has no room for it")
    else:
        expect(reader.locator(".offline-said")).to_contain_text("can't keep a copy")
        expect(reader.get_by_role("button", name="Keep this book")).to_be_hidden()


def test_the_theme_changes_where_nothing_may_be_stored(reader: Page, host: Host):
    """Light and dark are changed by the button where storage is forbidden, without an error."""
    errors: list[str] = []
    reader.on("pageerror", lambda error: errors.append(str(error)))
    reader.add_init_script(NO_STORE)
    reader.goto(f"{host.address}learn/denials.html")
    themes = []
    for _ in range(3):
        reader.locator(".theme-toggle:visible").first.click()
        themes.append(reader.evaluate("document.body.dataset.theme"))

    assert sorted(themes) == ["auto", "dark", "light"]
    assert errors == []


def test_the_copy_is_removed_at_a_click(reader: Page, host: Host, keep):
    """One button takes the copy and its worker away."""
    keep()
    reader.get_by_role("button", name="Remove it").click()
    expect(reader.locator(".offline-said")).to_have_text(
        "Removed. This browser keeps nothing of the book."
    )

    assert reader.evaluate(KEEPS) == [0, 0, 0, 0]
    expect(reader.get_by_role("button", name="Keep this book for offline use")).to_be_focused()
