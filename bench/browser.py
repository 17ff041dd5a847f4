"""Weigh pages and time feedback in Chromium, as a phone with nothing stored would meet them.

No name but this machine's own resolves, so a request to another host fails at once, here as
everywhere; it is counted, not answered. A service worker is kept out: each page is weighed alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.serve import HOST
from bench.sites import Face
from exercises.site.browser import CHROMIUM

FLAGS = [*CHROMIUM, f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"]
SLOWED = 4.0  # times, where Lighthouse can't tell how fast this machine is
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75,
         "is_mobile": True, "has_touch": True, "service_workers": "block"}  # fmt: skip
LATE = 500  # ms; what a page asks for after it has come to rest still counts

_TIME = """({check, said}) => new Promise((resolve, reject) => {
  const [button, place] = [document.querySelector(check), document.querySelector(said)];
  const seen = () => place.textContent.trim() && place.checkVisibility();
  if (seen()) return reject(new Error(`${said} says something before ${check} is clicked`));
  window.addEventListener("click", (event) => {
    const start = performance.now();
    const look = () => {
      if (!seen()) return;
      observer.disconnect();
      document.body.getBoundingClientRect();
      const laid = performance.now() - start;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve([laid, performance.now() - event.timeStamp]);
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body,
      { subtree: true, childList: true, attributes: true, characterData: true });
  }, { capture: true, once: true });
  button.dataset.timed = "yes";
})"""
"""Time one click: until the feedback is in the page and laid out, and until its frame is done.

The first begins when the browser hands the click to the page, the second when the finger rose. A
page is not asked what can be seen before it says something: each time it is asked costs a layout.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one page took: *requests* answered over the wire, their *bytes* with headers.

    *elsewhere* lists the hosts of requests that would have left this machine, one for each.
    """

    requests: int
    bytes: int
    elsewhere: tuple[str, ...]


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def weigh(browser: Browser, address: str, *paths: str) -> list[Visit]:
    """Return what each of *paths* takes, visited one after the other by one new reader."""
    context = browser.new_context(**PHONE)
    visits = [_visit(context, address + path) for path in paths]
    context.close()
    return visits


def _visit(context: BrowserContext, url: str) -> Visit:
    page = context.new_page()
    session = context.new_cdp_session(page)
    asked: dict[str, str] = {}
    kept: set[str] = set()
    weights: dict[str, int] = {}
    here = urlsplit(url).netloc

    def asks(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def answered(event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            kept.add(event["requestId"])

    def ended(event: dict[str, Any]) -> None:
        weights[event["requestId"]] = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asks)
    session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(LATE)
    page.close()
    web = {key: urlsplit(url) for key, url in asked.items() if url.startswith("http")}
    wire = {key for key, url in web.items() if url.netloc == here} - kept
    return Visit(
        requests=len(wire),
        bytes=sum(weights.get(key, 0) for key in wire),
        elsewhere=tuple(url.netloc for url in web.values() if url.netloc != here),
    )


def feedback(browser: Browser, url: str, face: Face, slowed: float = SLOWED) -> tuple[float, float]:
    """Return how many milliseconds lie between a click on Check and its feedback.

    The processor is *slowed* so many times. The first is what the page's own work costs, until the
    feedback is laid out. The second is until the frame that shows it has been made, with every
    wait. Medians of all items.
    """
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.locator(face.item).first.wait_for()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    times = [_time(page, face, number) for number in range(page.locator(face.item).count())]
    context.close()
    laid, shown = zip(*times, strict=True)
    return median(laid), median(shown)


def _time(page: Page, face: Face, number: int) -> tuple[float, float]:
    item = page.locator(face.item).nth(number)
    item.evaluate("(item, name) => item.setAttribute('data-bench', name)", f"item-{number}")
    here = f"[data-bench=item-{number}]"
    if face.option:
        item.locator(face.option).first.check(force=True)
    check = item.locator(face.check).first
    check.scroll_into_view_if_needed()
    timed = page.evaluate_handle(
        f"(names) => {{ window.timed = ({_TIME})(names); }}",
        {"check": f"{here} {face.check}", "said": f"{here} {face.said}"},
    )
    timed.dispose()
    page.locator(f"{here} {face.check}[data-timed]").click(force=True)
    laid, shown = page.evaluate("() => window.timed")
    if face.onward and (onward := item.locator(face.onward)).is_visible():
        onward.click()
    return laid, shown
