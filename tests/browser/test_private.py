"""Nothing leaves a page, nothing stays behind, and a page loads no more than it needs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, FilePayload, Page, Route, ViewportSize, expect

from exercises.faces.assets import text
from exercises.site.lean import script

FACE = ("quiz.js", "quiz.css", "controls.css", "tokens.css")
MOST = 12_000  # bytes of the face as sent, compressed
ASSETS = {
    "script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src",
    "object": "data", "embed": "src", "audio": "src", "video": "src", "use": "href",
}  # fmt: skip
OTHERS = [
    "404.html", "search.html?q=denied", "teach/slides/index.html",
    "teach/slides/index.html?print-pdf",
]  # fmt: skip
"""What is no chapter, yet a page that a browser is sent to."""
SHIFT = """() => new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shift));
})"""
WINDOWS: tuple[ViewportSize, ...] = (
    {"width": 390, "height": 844}, {"width": 1280, "height": 720}
)  # fmt: skip
QUIZ = "learn/what-d9311-is.html"
ORDER = """() => [
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("resource").filter(({ name }) => name.includes(".js?"))
    .map(({ startTime }) => startTime),
]"""
LOADS = 3
"""So often a page that moved is loaded: once in a thousand a busy machine paints half a page."""
STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
FOREIGN = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
HEAVY = (
    "application/vnd.jupyter.widget-state",
    "application/vnd.jupyter.widget-view",
    "require.js",
    "requirejs",
    "jsdelivr",
    "unpkg",
    "cdnjs",
    "googleapis",
    "gstatic",
    "MathJax",
    "thebe",
)


IMAGES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""
"""Waits for every picture: one still on its way would count against the page that comes next."""


class Visit(NamedTuple):
    """What one page asked for, said and left behind."""

    requests: list[str]
    faults: list[str]
    cookies: list[object]
    stored: list[object]
    shifts: list[float]


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str, pages: list[str], listen) -> Iterator[dict[str, Visit]]:
    """Crawl the book in one profile, read each page to its end, and note what happened."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    first = context.new_cdp_session(page)  # each page is visited as by who comes for the first time
    first.send("Network.enable")
    first.send("Network.setCacheDisabled", {"cacheDisabled": True})
    noted: dict[str, Visit] = {}
    page.on("request", lambda request: noted[path].requests.append(request.url))
    listen(page, lambda words: noted[path].faults.append(words))  # noqa: PLW0108 (of each path)
    for path in [*pages, *OTHERS]:
        noted[path] = visit = Visit([], [], [], [], [])
        for window in WINDOWS:
            page.set_viewport_size(window)
            page.goto(f"{address}{path}")
            shifts = [page.evaluate(SHIFT)]
            while shifts[-1] and len(shifts) < LOADS:
                page.goto(f"{address}{path}")
                shifts.append(page.evaluate(SHIFT))
            visit.shifts.append(min(shifts))
        page.keyboard.press("End")
        for check in page.get_by_role("button", name="Check", exact=True).all()[:1]:
            check.click()
        page.evaluate(IMAGES)
        visit.cookies.extend(context.cookies())
        visit.stored.extend(page.evaluate(STORED))
    yield noted
    context.close()


@pytest.fixture
def visit_of(visits: dict[str, Visit], path: str) -> Visit:
    """Return what was noted of the page that the test is about."""
    return visits[path]


@cache
def _parsed(file: Path) -> tuple[str, BeautifulSoup]:
    html = file.read_text(encoding="utf-8")
    return html, BeautifulSoup(html, "html.parser")


@pytest.fixture
def html(site, path: str) -> str:
    """Return the source of the page that the test is about."""
    return _parsed(site / path)[0]


@pytest.fixture
def soup(site, path: str) -> BeautifulSoup:
    """Return the same source, parsed once for all tests: none changes it."""
    return _parsed(site / path)[1]


def test_page_asks_only_its_own_host(visit_of, address):
    """A page asks nothing of another host."""
    assert visit_of.requests
    assert [url for url in visit_of.requests if not url.startswith((address, "data:"))] == []


def test_page_loads_without_a_fault(visit_of):
    """Every request of a page succeeds, and its console stays empty."""
    assert visit_of.faults == []


def test_page_stands_still(visit_of):
    """On a phone and a desk nothing moves on loading: what moves each time is the page's own."""
    assert visit_of.shifts == [0, 0]


def test_text_is_painted_before_scripts_are_fetched(page: Page, address):
    """No script is asked for before the text is seen."""
    page.goto(f"{address}{QUIZ}")
    painted, fetched = page.evaluate(ORDER)

    assert len(fetched) > 1
    assert painted <= min(fetched)


@pytest.mark.parametrize("place", ["faq-q14", "is-there-a-copay"])
def test_a_link_to_a_passage_arrives(visit, address, place):
    """A link to a passage far down brings it to the screen, also where a page may glide."""
    page = visit("404.html", reduced_motion="no-preference")
    page.goto(f"{address}reference/faq.html#{place}")
    page.wait_for_timeout(300)  # for what would end the way there

    assert 0 <= page.locator(f"[id='{place}']").bounding_box()["y"] < 400


@pytest.mark.parametrize(
    ("path", "field", "said"),
    [("teach/report.html", "#report-files", ".report-said"),
     ("teach/index.html", "#record-files", ".record-said"),
     ("learn/certificate.html", "#check-file", ".check-said")],
)  # fmt: skip
def test_a_file_chosen_before_the_scripts_is_read(visit, address, path, field, said):
    """A file that was chosen while the scripts were on their way is answered, as any other."""
    page = visit("404.html")
    held: list[Route] = []
    chosen = False
    page.route("**/*.js*", lambda route: route.continue_() if chosen else held.append(route))
    page.goto(f"{address}{path}", wait_until="commit")
    file: FilePayload = {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
    page.locator(field).set_input_files(file)
    chosen = True
    for route in held:
        route.continue_()
    expect(page.locator(said)).not_to_be_empty()


def test_scripts_come_where_no_paint_is_told(visit, address):
    """A browser that tells no paints, as a private one may, gets the scripts all the same."""
    page = visit("404.html")
    page.add_init_script("PerformanceObserver.prototype.observe = () => {}")
    page.goto(f"{address}{QUIZ}")
    expect(page.locator("section.quiz.is-live")).to_be_attached()


def test_page_leaves_no_trace(visit_of):
    """A page, and Check pressed on its items, leaves no cookie and nothing in the storage."""
    assert visit_of.cookies == []
    assert visit_of.stored == []


@pytest.mark.parametrize("other", OTHERS)
def test_other_pages_are_as_private(visits, address, other):
    """Slides, their print, a search and a wrong address ask nobody, break nothing, keep nothing."""
    visit = visits[other]

    assert [url for url in visit.requests if not url.startswith((address, "data:"))] == []
    assert (visit.faults, visit.cookies, visit.stored) == ([], [], [])


def test_search_asks_only_its_own_host(visit, address):
    """A search stays on the site's own host and leaves nothing behind."""
    asked = []
    page = visit("search.html")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Words to look for").fill("cardiologist")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()

    assert [url for url in asked if not url.startswith(address)] == []
    assert page.evaluate(STORED) == []
    assert page.context.cookies() == []


def test_html_names_no_foreign_asset(html, soup):
    """No script, style, picture or frame of a page is named on another host."""
    named = [
        (tag.name, tag.get(attribute, ""))
        for name, attribute in ASSETS.items()
        for tag in soup.find_all(name)
    ]
    named += [(tag.name, tag["srcset"]) for tag in soup.find_all(srcset=True)]
    named += [("style", style) for style in re.findall(r"url\(([^)]*)\)|@import\s+(\S+)", html)]

    assert [(tag, url) for tag, url in named if FOREIGN.search(str(url))] == []


def test_html_holds_no_widget(html):
    """A page holds no widget state and names no loader of scripts from elsewhere."""
    assert [name for name in HEAVY if name.lower() in html.lower()] == []


def test_styles_name_no_foreign_asset(site):
    """No style sheet of the site fetches from another host."""
    fetched = re.compile(r"(?:url\(|@import\s+)[\"']?\s*(?:https?:)?//[^)\"']*")
    found = {
        file.name: fetched.findall(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.css"))
    }

    assert {name: urls for name, urls in found.items() if urls} == {}


def test_face_is_loaded_once_and_only_for_a_quiz(soup):
    """The quiz's script is loaded once by a page with a quiz, by no other; all wait for one sheet.

    A face that names the script among those to load later gets it with its first file.
    """
    scripts = [tag["src"] for tag in soup.select("script[src]")]
    scripts += soup.body.get("data-scripts", "").split()
    (style,) = [tag["href"] for tag in soup.select("link[rel=stylesheet]")]
    faces = soup.select("section.quiz")
    now = [face for face in faces if "/quiz.js" not in face.get("data-scripts", "")]

    assert sum("/quiz.js" in url for url in scripts) == int(bool(now))
    assert "/book.css" in style
    assert sum("widget.js" in url for url in scripts) == 0


def test_face_is_small():
    """Script, style and tokens of the quiz weigh little, compressed one by one as they are sent."""
    sent = {name: text(name).encode() for name in FACE} | {"quiz.js": script(text("quiz.js"))}
    sizes = {name: len(gzip.compress(each, 6)) for name, each in sent.items()}

    assert sum(sizes.values()) <= MOST, sizes
