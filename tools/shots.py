"""`make shots`: pictures of ten pages to be looked at one by one, in `_build/shots`.

`python tools/shots.py --card` draws the card that is shown with a shared link, from the tokens.
"""

from __future__ import annotations

import io
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from exercises.faces.assets import parts, text
from exercises.reading.edition import edition
from exercises.site.browser import CHROMIUM, chromium
from exercises.site.build import ROOT, SITE, build
from exercises.site.serve import HOST, server

PAGES = (
    "index.html", "answer/which-code.html", "answer/consultation-note.html",
    "learn/d9310-and-d9311.html", "learn/form-a.html", "learn/practice.html", "teach/guide.html",
    "teach/sheet-a.html", "reference/faq.html", "search.html?q=denied",
)  # fmt: skip
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
SHOTS = ROOT / "_build" / "shots"
CARD = parts()["card.png"][0]
CARD_SIZE = (1200, 630)
CARD_HTML = """<!doctype html><style>{tokens}
body {{ background: var(--d-paper); box-sizing: border-box; color: var(--d-ink); margin: 0;
  border-left: 36px solid var(--d-accent); font: 34px/1.3 system-ui, sans-serif; height: 630px;
  padding: 56px 72px; }}
h1 {{ font-size: 68px; letter-spacing: -0.02em; line-height: 1.1; margin: 0 0 44px; }}
p {{ margin: 0 0 18px; }} .verdict-chip {{ font-size: 34px; }}
small {{ bottom: 40px; color: var(--d-muted); font-size: 28px; position: absolute; }}</style>
<h1>Your dentist asked the patient’s doctor. Is that D9311?</h1>
<p>Your dentist asked, and got advice <span class="verdict-chip is-verdict-first">D9311</span></p>
<p>Someone asked, and your dentist examined
<span class="verdict-chip is-verdict-second">D9310</span></p>
<p>No question, or no advice <span class="verdict-chip is-verdict-third">Neither code</span></p>
<small>D9311 Made Clear · a free book for dental offices · CDT {edition.cdt}</small>"""


def shoot(browser: Browser, address: str) -> None:
    """Take a picture of each page, at each size, in each scheme."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme,
                reduced_motion="reduce",
            )  # fmt: skip
            page = context.new_page()
            for path in PAGES:
                page.goto(f"{address}{path}", wait_until="networkidle")
                name = path.partition(".")[0].replace("/", "-")
                page.screenshot(path=SHOTS / f"{name}-{size}-{scheme}.png")
            context.close()


def draw_card(browser: Browser) -> None:
    """Draw the card, in few colors, which keeps it small."""
    page = browser.new_page(viewport=dict(zip(("width", "height"), CARD_SIZE, strict=True)))
    tokens = text("tokens.css")
    page.set_content(CARD_HTML.format(tokens=tokens, edition=edition()))
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(32, dither=Image.Dither.NONE).save(CARD, optimize=True)


def main() -> int:
    """Draw the card if asked to, else take all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        if sys.argv[1:] == ["--card"]:
            draw_card(browser)
            print(CARD.relative_to(ROOT))
            return 0
        if failed := build():
            return failed
        with server(SITE, 8800) as httpd:
            threading.Thread(target=httpd.serve_forever, daemon=True).start()
            shoot(browser, f"http://{HOST}:{httpd.server_port}/")
            httpd.shutdown()
    print(f"{len(list(Path(SHOTS).glob('*.png')))} pictures are in {SHOTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
