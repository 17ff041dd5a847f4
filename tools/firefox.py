"""`make firefox`: unpack the archive and use it from the disk in Firefox, as a reader would.

Speaks WebDriver BiDi to the Firefox on the path, or to the one that FIREFOX names; needs no driver.
Exits 1 if a part does not work, a console says anything, or a page asks for what is not on disk.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import Any
from zipfile import ZipFile

from websockets.sync.client import connect

from exercises.site.build import ARCHIVE, ROOT, SITE, build
from exercises.site.offline import FOLDER, archive

WORK = ROOT / "_build" / "firefox"
"""Beside the archive: a Firefox that came as a snap sees no folder outside a reader's home."""
SECONDS = 30
ENTER, RIGHT, UP = "\ue007", "\ue014", "\ue013"
USES = {
    "quiz": ("index.html", "press form.quiz-item input", "press form.quiz-item button | Check",
             "see form.quiz-item [role=status] | orrect", "see .quiz-why"),
    "aid": ("answer/which-code.html", "press [data-choice=our-dentist]",
            "press [data-choice=clinician]", "press [data-choice=planned-care]",
            "press [data-choice=advice]", "see .aid-verdict h2 | D9311"),
    "note": ("answer/consultation-note.html", "press .document-tick",
             "see .document-text | [name]"),
    "search": ("learn/privacy.html", "press .sidebar-search", f"type denied{ENTER}",
               "see #search-results | Search finished", "press #search-results a | We got a denial",
               "see article h1 | We got a denial"),
    "form": ("learn/form-a.html", "press .attempt button | Start", "press .quiz-option input",
             "press .attempt button | Finish", "see .attempt-said | Blank: 2",
             "press .attempt button | Finish", "see .attempt-score | of 20"),
    "mixed practice": ("learn/mixed-practice.html", "press .practice button | Start",
                       "see .practice-round form legend"),
    "paper": ("teach/paper.html", "press #paper-seed", f"type {UP}", "see .paper-seed | 2"),
    "report": ("teach/report.html", "press .report button | Try it",
               "press .report button | Count the codes", "see .report [role=status] | 14 results"),
    "vote": ("teach/vote-cards.html", "press .vote-open", "press [data-add=d9311]",
             "press [data-do=reveal]", "see .vote-counts | 1"),
    "slides": ("teach/slides/index.html", "see h1 | One line", f"type {RIGHT}", "see h2 | Case A"),
}  # fmt: skip
"""What is used: the page it starts on, and what a reader does and sees: CSS | words in it."""
SEEN = """((css, words) => [...document.querySelectorAll(css)].find(
  (each) => each.checkVisibility() && each.textContent.includes(words)))"""
STILL = """async (each) => {
  each.scrollIntoView({ block: "center", behavior: "instant" });
  for (let was = NaN, top; was !== (top = each.getBoundingClientRect().top); was = top) {
    await new Promise(requestAnimationFrame);
  }
}"""
UNLOADED = """() => addEventListener("error", ({ target }) => {
  if (target !== window) console.error(`not loaded: ${target.src || target.href}`);
}, true)"""


class Firefox:
    """A Firefox with one page open, and what was amiss there."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.ids = itertools.count()
        self.amiss: list[str] = []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.call("script.addPreloadScript", functionDeclaration=UNLOADED)
        self.page = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **given: Any) -> Any:
        """Return the result of a command; note what is amiss meanwhile."""
        number = next(self.ids)
        self.socket.send(json.dumps({"id": number, "method": method, "params": given}))
        while (told := json.loads(self.socket.recv(timeout=SECONDS))).get("id") != number:
            what = told["params"]
            if told["method"] == "log.entryAdded":
                self.amiss.append(f"{what['level']}: {what['text']}")
            elif not what["request"]["url"].startswith(("file:", "data:", "about:")):
                self.amiss.append(f"asked for {what['request']['url']}")
        if told["type"] == "error":
            raise RuntimeError(f"{method}: {told['message']}")
        return told["result"]

    def open(self, address: str) -> None:
        """Open a page and wait until all of it is loaded."""
        self.call("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def run(self, code: str, *given: dict[str, str]) -> dict[str, Any]:
        """Return what the function *code* makes of *given* on the page, nothing if it fails."""
        where = {"target": {"context": self.page}, "awaitPromise": True}
        made = self.call("script.callFunction", functionDeclaration=code, arguments=given, **where)
        return dict(made.get("result", {}))

    def see(self, wanted: str) -> dict[str, str]:
        """Wait until an element that holds the words is visible; return it."""
        css, _, words = wanted.partition(" | ")
        end = time.monotonic() + SECONDS
        given = [{"type": "string", "value": each} for each in (css, words)]
        while "sharedId" not in (found := self.run(SEEN, *given)):
            if time.monotonic() > end:
                raise TimeoutError(f"never seen: {wanted}")
            time.sleep(0.05)
        return {"sharedId": found["sharedId"]}

    def press(self, wanted: str) -> None:
        """Click the middle of what `see` returns, once it stands still."""
        self.run(STILL, element := self.see(wanted))
        place = {"origin": {"type": "element", "element": element}, "x": 0, "y": 0}
        presses = [{"type": way, "button": 0} for way in ("pointerDown", "pointerUp")]
        self._act("pointer", [{"type": "pointerMove", **place}, *presses])

    def type(self, keys: str) -> None:
        """Press *keys* one after the other."""
        both = ("keyDown", "keyUp")
        self._act("key", [{"type": way, "value": key} for key in keys for way in both])

    def _act(self, by: str, steps: list[dict[str, Any]]) -> None:
        actions = [{"id": by, "type": by, "actions": steps}]
        self.call("input.performActions", context=self.page, actions=actions)


def start(path: str, stack: ExitStack) -> Firefox:
    """Start the Firefox at *path* with an empty profile; it ends with *stack*."""
    (profile := WORK / "profile").mkdir()
    # Offline, it asks nothing of anyone outside; what a page asks for is told all the same.
    command = [path, "--headless", "--offline", "--no-remote", "--remote-debugging-port=0"]
    command += ["--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    told = profile / "WebDriverBiDiServer.json"
    end = time.monotonic() + SECONDS
    while not (told.is_file() and told.read_text("utf-8").endswith("}")):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"{path} did not start")
        time.sleep(0.05)
    where = json.loads(told.read_text("utf-8"))
    address = f"ws://{where['ws_host']}:{where['ws_port']}/session"
    return Firefox(stack.enter_context(connect(address, max_size=None, proxy=None)))


def main() -> int:
    """Pack and unpack the book, use every part of it, and open every page."""
    names = filter(None, (os.environ.get("FIREFOX"), "firefox", "firefox-esr"))
    if not (path := next(filter(None, map(shutil.which, names)), None)):
        print("skipped: no Firefox; install firefox or firefox-esr, or name one in FIREFOX")
        return 0
    if failed := build():
        return failed
    archive(SITE, ARCHIVE)
    shutil.rmtree(WORK, ignore_errors=True)
    book, bad = WORK / FOLDER, 0
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, WORK, ignore_errors=True)
        stack.enter_context(ZipFile(ARCHIVE)).extractall(WORK)
        pages = sorted(each.relative_to(book).as_posix() for each in book.rglob("*.html"))
        fox = start(path, stack)
        for name, (page, *steps) in (USES | {page: (page,) for page in pages}).items():
            try:
                fox.open((book / page).as_uri())
                for step in steps:
                    verb, _, what = step.partition(" ")
                    getattr(fox, verb)(what)
                fox.open("about:blank")  # what was still to be told is told by now
            except (RuntimeError, TimeoutError) as error:
                fox.amiss.append(str(error))
            if steps or fox.amiss:
                print(name, *(fox.amiss or ["works"]), sep=": ")
            bad += bool(fox.amiss)
            fox.amiss.clear()
    print(f"{len(pages)} pages opened from a disk; {bad or 'nothing'} amiss.")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
