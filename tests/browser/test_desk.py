"""The answer desk, used with one thumb on a small phone."""

from __future__ import annotations

import json
import random
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from helpers.sent import evaluate
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from exercises.documents import LONGEST, TOO_LONG, blank, fill, found, missing, refused
from exercises.faces.assets import text
from exercises.faces.render import prose
from exercises.reading.data_files import load
from exercises.reading.desk import load_aid, load_document, load_guard, names

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "consultation-note": "answer/consultation-note.html",
    "question-card": "answer/question-card.html",
    "corrected-claim-letter": "answer/letters.html",
    "appeal-letter": "answer/letters.html",
    "office-rule": "teach/office-rule.html",
}
PAGES = {"which-code": "answer/which-code.html", "denial": "answer/denial.html"}


COPIES = {"permissions": ["clipboard-read", "clipboard-write"], "reduced_motion": None}
"""How a profile is set that may copy, and in which a page may glide."""


@pytest.fixture
def phone(profiles, address):
    """Open pages on a phone of 320 by 640, by touch; fail for any script error or request out."""
    size = {"width": 320, "height": 640}
    with profiles.lend(viewport=size, has_touch=True, is_mobile=True, **COPIES) as context:
        page = context.pages[0]
        errors: list[object] = []
        sent: list[str] = []
        page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 (it is marked)
        page.on("request", lambda request: sent.append(request.url))
        yield page
        assert errors == []
        assert [url for url in sent if not url.startswith((address, "data:"))] == []
        kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert kept == [0, 0, ""]


@pytest.fixture
def copier(profiles):
    """Lend a window that may copy."""
    with profiles.lend(**COPIES) as context:
        yield context.pages[0]


TOLD = """async ([button, said]) => {
  const [pressed, told] = [button, said].map((css) => document.querySelector(css));
  const right = getComputedStyle(document.documentElement).getPropertyValue("--d-right").trim();
  const paint = Object.assign(document.createElement("i"), { style: `color: ${right}` });
  document.body.append(paint);
  const beside = () => {
    const [from, to] = [pressed.parentElement, told].map((each) => each.getBoundingClientRect());
    return told.role === "status" && to.top >= 0 && to.bottom <= innerHeight &&
      from.bottom >= to.top && getComputedStyle(told).color === getComputedStyle(paint).color;
  };
  for (const end = performance.now() + 2000; performance.now() < end && !beside(); )
    await new Promise(requestAnimationFrame);
  return beside();
}"""


def told_beside(page: Page, button: str, said: str) -> bool:
    """Return whether a success is told by the buttons, on screen, in the colour of success.

    The page may glide there: it is looked at for two seconds.
    """
    return bool(page.evaluate(TOLD, [button, said]))


FIELD_IN_SIGHT = """() => {
  const field = document.activeElement.closest(".document-field");
  const [top, bottom] = [field.getBoundingClientRect().top, field.getBoundingClientRect().bottom];
  const bar = document.querySelector(".document-bar").getBoundingClientRect().top;
  return top >= 0 && bottom <= bar && field.dataset.element;
}"""


def choose(page: Page, choice: str) -> None:
    """Tap *choice* of the question that is shown, after its group if it stands behind one."""
    link = page.locator(f".aid-step:visible [data-choice='{choice}']")
    inside = page.locator(f"[data-choice='{choice}']")
    group = page.locator(".aid-step:visible .aid-more:not([open])", has=inside)
    if not link.is_visible():
        group.locator("summary").tap()
    link.tap()


def said(words: str) -> str:
    """Return *words* of an aid as a page shows them."""
    return prose(words).striptags()


# Goes each way by clicks on what is to be seen, and starts again; returns what is seen on it.
WALK = """async (paths) => {
  const one = (css) => [...document.querySelectorAll(css)].filter((e) => e.checkVisibility())[0];
  const ways = [];
  for (const path of paths) {
    const steps = [];
    for (const choice of path) {
      steps.push(one(".aid-at")?.textContent);
      const link = document.querySelector(`.aid-step:not([hidden]) [data-choice="${choice}"]`);
      if (!link.checkVisibility()) {
        link.closest(".aid-more").querySelector("summary").click();
        await new Promise(requestAnimationFrame);
      }
      if (!link.checkVisibility()) throw new Error(`${choice} is not to be seen`);
      link.click();
    }
    const shown = one(".aid-verdict");
    const words = (css) => shown.querySelector(css).textContent;
    ways.push({
      steps, title: words("h2"), reason: words(".aid-reason"), code: shown.dataset.code || null,
      focused: document.activeElement === shown.querySelector("h2"),
      next: [...shown.querySelectorAll(".aid-next a")].map((e) => e.getAttribute("href")),
      at: Boolean(one(".aid-at")), wide: document.documentElement.scrollWidth,
    });
    one(".aid-restart").click();
  }
  return ways;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_every_way_ends_as_python_says(phone: Page, address, name):
    """Whatever a reader taps, the page shows the verdict that Python gives on the same facts.

    The page itself clicks, but on the first way, which is tapped.
    """
    aid = load_aid(name)
    ways = list(aid.paths())
    phone.goto(address + PAGES[name])
    for choice in ways[0][0]:
        choose(phone, choice)
    expect(phone.locator(".aid-verdict:visible h2")).to_have_text(said(ways[0][1].title))
    phone.get_by_role("button", name="Start again").tap()
    seen = phone.evaluate(WALK, [list(path) for path, _ in ways])
    for (path, verdict), way in zip(ways, seen, strict=True):
        here, steps = aid.start, []
        for number, choice in enumerate(path, 1):
            least, most = (number - 1 + left for left in aid.left(here))
            steps.append(f"Step {number} of {'' if least == most else 'up to '}{most}")
            here = next(c.then for c in aid.questions[here].choices if c.id == choice)

        assert way["steps"] == steps
        assert " ".join(way["title"].split()) == said(verdict.title)
        assert " ".join(way["reason"].split()) == said(verdict.reason)
        assert aid.decide(aid.facts(path)) == verdict
        assert way["code"] == verdict.code
        assert way["focused"]
        assert len(way["next"]) == 1
        assert re.search("[#.]", way["next"][0])
        assert not way["at"]
        assert way["wide"] <= 320


# Follows each link from the page's top, and returns what of its step is not on the screen.
OUT_OF_SIGHT = """async (links) => {
  const shown = (css, within = document) =>
    [...within.querySelectorAll(css)].filter((e) => e.checkVisibility());
  const out = [];
  for (const [way, first] of links) {
    scrollTo({ top: 0, behavior: "instant" });
    location.hash = way;
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const [step, ...others] = shown(".aid-step");
    if (others.length) out.push(`${way}: more than one step`);
    const parts = first === null
      ? [shown("h2", step)[0], shown(".aid-choice, .aid-more summary", step).at(-1)]
      : [shown("h2", step)[0], shown(".aid-reason", step)[0], shown(".aid-decides", step)[0],
         ...shown(".aid-needs", step),
         shown("*", step).findLast((e) => e.textContent.trim() === first)];
    for (const part of parts) {
      const { top, left, bottom, right } = part.getBoundingClientRect();
      if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth)
        out.push(`${way}: ${part.textContent.trim()}`);
    }
  }
  return out;
}"""


def test_a_step_and_its_verdict_stand_on_one_screen(phone: Page, address):
    """No choice, and no verdict with reason, claim today and who decides, has to be scrolled to."""
    aid = load_aid("which-code")
    ways = {".".join(path[:end]): said(verdict.steps[0]) if end == len(path) else None
            for path, verdict in aid.paths() for end in range(len(path) + 1)}  # fmt: skip
    phone.set_viewport_size({"width": 390, "height": 844})
    link = f"{address}{PAGES['which-code']}#which-code="
    phone.goto(link + next(iter(aid.paths()))[0][0])
    expect(phone.locator(".aid-trail li")).to_have_count(1)
    links = [[f"#which-code={way}", first] for way, first in ways.items()]

    assert phone.evaluate(OUT_OF_SIGHT, links) == []


def test_tap_before_the_script_is_not_lost(phone: Page, address):
    """Who taps while the script is still on its way goes on from the question that follows."""
    aid = load_aid("which-code")
    way = next(path for path, _ in aid.paths() if len(path) > 1)
    held = []
    phone.route("**/aid.js*", lambda route: held.append(route))  # noqa: PLW0108 (it is marked)
    with phone.expect_request("**/aid.js*"):
        phone.goto(address + PAGES["which-code"], wait_until="commit")
    start = phone.locator("[data-start]")
    start.locator(f"[data-choice='{way[0]}']").tap()
    held[0].continue_()
    expect(start).to_be_hidden()

    expect(phone.locator(".aid-trail li")).to_have_count(1)
    phone.locator(f".aid-step:visible [data-choice='{way[1]}']").tap()
    expect(phone.locator(".aid-trail li, .aid-verdict:visible").first).to_be_visible()
    expect(phone.locator(".aid-said")).to_be_empty()


def test_verdict_by_keyboard_alone(page: Page, address):
    """Tab and Enter reach a verdict, and each question takes the focus."""
    page.goto(address + PAGES["which-code"])
    first = page.locator(".aid-choice:visible").first
    for _ in range(80):
        page.keyboard.press("Tab")
        if first.evaluate("each => each === document.activeElement"):
            break
    for heading in ("Who answered?", "About what?", "What came back?"):
        page.keyboard.press("Enter")
        expect(page.locator(".aid-step:visible h2")).to_have_text(heading)
        expect(page.locator(".aid-step:visible h2")).to_be_focused()
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".aid-verdict:visible h2")).to_have_text("D9311")


def test_link_reopens_the_verdict(phone: Page, address):
    """The copied link opens the same verdict in another window, and holds nothing else."""
    phone.goto(address + PAGES["which-code"])
    choose(phone, "nobody")
    choose(phone, "referral")
    phone.get_by_role("button", name="Copy a link").tap()
    expect(phone.locator(".aid-copied")).to_contain_text("Link copied")
    assert told_beside(phone, ".aid-link", ".aid-copied")
    link = phone.evaluate("navigator.clipboard.readText()")
    phone.goto("about:blank")
    phone.goto(link)

    assert link.endswith("which-code.html#which-code=nobody.referral")
    expect(phone.locator(".aid-verdict:visible h2")).to_have_text("Neither code for the sender")


def test_unsettled_leads_to_who_can_settle_it(phone: Page, address):
    """Where nobody has ruled, the number can be tapped to call and the address to write."""
    phone.goto(address + PAGES["which-code"] + "#which-code=our-dentist.pharmacist")
    links = phone.locator(".aid-verdict:visible .aid-contact a")
    hrefs = links.evaluate_all("all => all.map((each) => each.getAttribute('href'))")

    assert hrefs == ["tel:+18006218099", "mailto:dentalcode@ada.org"]
    assert all(box["height"] >= 44 for each in links.all() if (box := each.bounding_box()))


@pytest.mark.parametrize(
    "fragment",
    ["which-code=our-dentist.nobody", "which-code=", "which-code=our-dentist.clinician",
     "which-code=%3Cscript%3E", "which-code=" + "x." * 5000, "which-code=D9312"],
)  # fmt: skip
def test_impossible_link_starts_afresh(phone: Page, address, fragment):
    """A link that is wrong, truncated or unknown starts at a question; a wrong one is told."""
    phone.goto(address + PAGES["which-code"] + "#" + fragment)

    expect(phone.locator(".aid-step:visible")).to_have_count(1)
    if fragment.endswith("clinician"):
        expect(phone.locator(".aid-step:visible h2")).to_have_text("About what?")
    else:
        expect(phone.locator(".aid-step:visible h2")).to_have_text("Who asked?")
        expect(phone.locator(".aid-said")).to_contain_text("leads to no verdict")


def test_back_goes_back_a_question(phone: Page, address):
    """The browser's own Back takes back one choice."""
    phone.goto(address + PAGES["which-code"])
    phone.locator("[data-choice='our-dentist']").tap()
    choose(phone, "desk")
    phone.go_back()

    expect(phone.locator(".aid-step:visible h2")).to_have_text("Who answered?")


def test_change_takes_one_fact_back(phone: Page, address):
    """A fact given by mistake is changed without starting over."""
    phone.goto(address + PAGES["which-code"])
    phone.locator("[data-choice='our-dentist']").tap()
    choose(phone, "desk")
    phone.get_by_role("button", name="Change: Who answered?").tap()

    expect(phone.locator(".aid-trail li")).to_have_count(1)


def test_aid_works_without_script(visit):
    """Without script every question is there, and a choice jumps to what follows."""
    page = visit(PAGES["which-code"], java_script_enabled=False)
    page.locator("[data-choice='staff']").click()
    page.locator("[data-choice='facts']").click()

    assert page.url.endswith("#which-code-say-staff-call")
    expect(page.locator("#which-code-say-staff-call")).to_be_visible()


@pytest.mark.parametrize("name", names("documents"))
def test_document_fills_as_python_does(page: Page, name):
    """For whatever is typed, page and Python give the same text, gaps, warnings and refusals."""
    document = load_document(name)
    chance = random.Random(9311)
    words = ["apixaban", "clearance", "INR 2.4", "{asked}", "$& $1", "3/12/2026", "", "  ", "é <b>",
             "any concerns?", "555-123-4567", "please clear", "Mrs. Alder", "a\tb",
             "the desk", "pH", "ok", "the desk.", "q.d. .", ".", "who?", "us!", "“us…”", "?",
             "cleared per MD", "é𝒳 " * 205]  # fmt: skip
    page.set_content("<!doctype html><title>t</title>")
    page.add_script_tag(content=text("document.js"))
    folded = json.loads((ROOT / "tests/cases/fold.json").read_text(encoding="utf-8"))
    assert page.evaluate("all => all.map(d9311Fold.fold)", [typed for typed, _ in folded]) == [
        plain for _, plain in folded
    ]
    asked, due = [], []
    rules = [asdict(rule) for rule in (*document.refuse, *load_guard())]
    for _ in range(60):
        values = {
            f.id: chance.choice(["yes", ""]) if f.kind == "tick"
            else chance.choice([*f.options, ""]) if f.kind == "pick"
            else " ".join(chance.sample(words, chance.choice([1, 1, 2])))
            for f in document.fields
        }  # fmt: skip
        gaps = [
            {"name": f.id, "element": f.element, "label": f.label, "value": values[f.id],
             "text": f.text if f.kind == "tick" else "",
             **({"tick": f.text} if f.kind == "tick" else {}),
             "rules": [asdict(rule) for rule in document.rules(f)],
             "most": LONGEST, "long": TOO_LONG}
            for f in document.fields
        ]  # fmt: skip
        typed = "\n".join(values.values())
        asked.append([document.text, gaps, rules, typed])
        due.append([
            fill(document, values), list(missing(document, values)),
            list(found((*document.refuse, *load_guard()), typed)),
            blank(document, '[Prompt:"{}"]'),
            [list(refused(document, f, values[f.id])) for f in document.fields],
        ])  # fmt: skip
    told = evaluate(
        page,
        "(all) => all.map(([text, gaps, rules, typed]) => [d9311Document.fill(text, gaps),"
        " d9311Document.missing(gaps), d9311Document.found(rules, typed),"
        " d9311Document.blank(text, gaps, '[Prompt:\"{}\"]'),"
        " gaps.map(d9311Document.refused)])",
        asked,
    )
    for given, shown, expected in zip(asked, told, due, strict=True):
        assert json.dumps(shown) == json.dumps(expected), given[-1]


def test_note_names_what_is_missing_and_guards_the_copy(phone: Page, address):
    """The meter counts elements, the text says what is missing, a phone number stops the copy."""
    phone.goto(address + "answer/consultation-note.html")
    box = phone.locator("section.document")
    expect(box.locator(".document-state [role=status]")).to_contain_text("0 of 8 filled in.")
    expect(box.locator(".document-text mark").first).to_contain_text("[MISSING:")
    for name in ("Who answered", "The medical issue"):
        box.get_by_role("link", name=f"{name}: missing").tap()
        assert phone.evaluate(FIELD_IN_SIGHT) == name
    field = box.locator("input[type=text]").first
    field.fill("call 555-123-4567")
    told = field.locator("xpath=..").locator(".document-refused")
    field.fill("OK to treat?")
    expect(told).to_contain_text("Ask something the doctor can answer")
    expect(told).not_to_contain_text("advice.")
    expect(box.get_by_role("link", name="The exact question: missing")).to_be_visible()
    field.fill("call 555-123-4567")
    advice = box.locator("input[name='advice']")
    advice.fill("ok")
    expect(box.locator(".document-count")).to_have_text("1 of 8")
    expect(box.locator(".document-text")).to_contain_text(
        "Advice: [MISSING: the advice, as you got it]"
    )
    expect(box.get_by_role("link", name="The exact question: filled in")).to_be_visible()
    box.get_by_role("button", name="Copy", exact=True).tap()
    for words in ("Not yet:", "“OK” isn't advice", "looks like a phone number"):
        expect(box.get_by_role("alert")).to_contain_text(words)
    advice.fill("")
    box.get_by_role("checkbox").check()
    box.get_by_role("button", name="Copy", exact=True).tap()

    expect(box.get_by_role("alert")).to_contain_text("looks like a phone number")
    box.get_by_role("button", name="Copy anyway").tap()
    expect(box.locator(".document-done")).to_contain_text("Copied")
    expect(box.get_by_role("alert")).to_be_empty()
    box.get_by_role("button", name="Clear").tap()
    expect(field).to_have_value("")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pasted_text_is_kept_and_told_of(phone: Page, address, name):
    """What is too long stays in its field whole, is told there, and is neither copied nor lost."""
    phone.goto(address + DOCUMENTS[name])
    box = phone.locator(f"section[data-document='{name}']")
    for field in [each for each in load_document(name).fields if each.kind == "text"]:
        box.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
        typed = box.locator(f"[name='{field.id}']")
        typed.focus()
        phone.keyboard.insert_text("advice " * 100 + "end")
        told = typed.locator("xpath=..").locator(".document-refused")

        expect(told).to_have_text("Too long: 103 over the limit of 600 characters. "
                                  "Nothing is cut. Shorten it.")  # fmt: skip
        expect(typed).to_have_value("advice " * 100 + "end")
        expect(box.locator(f'[data-lacks="{field.element}"]')).not_to_have_class(
            re.compile("is-filled")
        )
        box.get_by_role("button", name="Copy", exact=True).tap()
        expect(box.get_by_role("alert")).to_contain_text("Not yet:")


def fill_in(box, document, **typed: str) -> None:
    """Fill each field of *document* in, those of *typed* as it says."""
    box.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    for field in document.fields:
        each = box.locator(f"[name='{field.id}']")
        if field.kind == "tick":
            each.check()
        elif field.kind == "pick":
            each.select_option(field.options[0])
        else:
            each.fill(typed.get(field.id, "apixaban 5 mg"))


def test_the_count_does_not_say_all_is_well_beside_a_warning(phone: Page, address):
    """While a warning stands beside a field, the headline names it and not "nothing is missing"."""
    phone.goto(address + DOCUMENTS["consultation-note"])
    box = phone.locator("section.document")
    state = box.locator(".document-state [role=status]")
    note = load_document("consultation-note")
    fill_in(box, note, issue="3/14/2026", treatment="call 555-123-4567")
    expect(state).to_have_text(
        "8 of 8 filled in. Read the warning at: The medical issue, The planned dental treatment."
    )
    box.locator("[name='question']").fill("Dr Lee's office OK.")
    expect(state).to_have_text(re.compile("^7 of 8 filled in. Read the warning at: .*question"))
    fill_in(box, note)

    expect(state).to_have_text("8 of 8 filled in. Nothing is missing.")


def test_the_office_rule_names_staff(phone: Page, address):
    """The office's own rule takes its practice's and its staff's names, and is copied at once."""
    phone.goto(address + DOCUMENTS["office-rule"])
    box = phone.locator("section.document")
    fill_in(box, load_document("office-rule"), practice="Alder Dental, P.C.", caller="Mrs. Smith",
            place="the chart?", reporter="the desk!", reviewer="the manager…")  # fmt: skip
    state = box.locator(".document-state [role=status]")
    expect(state).to_have_text(re.compile("filled in. Nothing is missing.$"))
    made = box.locator(".document-text")
    expect(made).to_contain_text("Practice: Alder Dental, P.C.")
    expect(made).to_contain_text("The chart? All eight")
    expect(made).to_contain_text("by the manager.")
    box.get_by_role("button", name="Copy", exact=True).tap()

    expect(box.locator(".document-done")).to_have_text("Copied.")


@pytest.mark.parametrize(
    ("name", "kind"),
    sorted({(name, field.kind) for name in DOCUMENTS for field in load_document(name).fields}),
)
def test_clear_asks_first(phone: Page, address, name, kind):
    """In every document Clear asks first, whatever kind of field holds something."""
    field = next(each for each in load_document(name).fields if each.kind == kind)
    phone.goto(address + DOCUMENTS[name])
    box = phone.locator(f"section[data-document='{name}']")
    box.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    each = box.locator(f"[name='{field.id}']")
    (each.check if kind == "tick" else lambda: each.select_option(index=1) if kind == "pick"
     else each.fill("apixaban"))()  # fmt: skip
    held = each.input_value() if kind != "tick" else each.is_checked()
    box.get_by_role("button", name="Clear").tap()

    expect(box.get_by_role("alert")).to_contain_text("Press Clear again")
    assert (each.input_value() if kind != "tick" else each.is_checked()) == held
    box.get_by_role("button", name="Clear").tap()
    expect(box.locator(".document-done")).to_have_text("Cleared.")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("block", ["start", "center", "end"])
def test_copied_is_told_where_it_is_seen(visit, width, block):
    """Wherever the button stands on the screen, what was done is told beside it, and in sight."""
    size = {"width": width, "height": 640}
    page = visit("answer/consultation-note.html", viewport=size, **COPIES)
    copy = page.locator(".document-copy")
    copy.evaluate("(each, block) => each.scrollIntoView({block, behavior: 'instant'})", block)
    copy.evaluate("each => each.click()")
    expect(page.locator(".document-done")).to_contain_text("Copied")

    assert told_beside(page, ".document-copy", ".document-done")


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_the_field_at_hand_is_above_the_bar(visit, size):
    """Who goes through a document by Tab sees each field whole, above the bar that sticks below."""
    size = dict(zip(("width", "height"), size, strict=True))
    page = visit("answer/consultation-note.html", viewport=size, reduced_motion="reduce")
    top = "each => Math.floor(each.getBoundingClientRect().top)"
    fields = page.locator(".document form :is(input, select):visible")
    fields.first.focus()
    for _ in range(fields.count()):
        at_hand = page.locator(":focus")
        expect(at_hand).to_be_in_viewport(ratio=1)
        box = at_hand.bounding_box()
        assert box["y"] + box["height"] <= page.locator(".document-bar").evaluate(top)
        page.keyboard.press("Tab")


def test_a_half_filled_note_is_not_lost_unasked(phone: Page, address):
    """Leaving and Clear ask first, until the note is copied; an empty one asks nothing."""
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    def leave():
        with suppress(PlaywrightError):
            phone.reload(timeout=2000)

    phone.on("dialog", stay)
    phone.goto(address + "answer/consultation-note.html")
    box = phone.locator("section.document")
    field = box.locator("input[type=text]").first
    clear = box.get_by_role("button", name="Clear")
    clear.tap()
    leave()
    assert asked == []
    field.fill("Dr. Alder")
    leave()
    assert asked == ["beforeunload"]
    clear.tap()
    expect(box.get_by_role("alert")).to_have_text(
        "This isn't copied or printed yet. Press Clear again to empty it."
    )
    expect(field).to_have_value("Dr. Alder")
    clear.tap()
    expect(field).to_have_value("")
    field.fill("Dr. Birch")
    box.get_by_role("button", name="Copy", exact=True).tap()
    expect(box.locator(".document-done")).to_contain_text("Copied")
    leave()

    expect(field).to_have_value("")
    assert asked == ["beforeunload"]


def test_card_refuses_clearance(phone: Page, address):
    """The question card answers 'clearance' with better words, at once and in text."""
    phone.goto(address + "answer/question-card.html")
    box = phone.locator("section.document").first
    box.locator("input[name='question']").fill("Please give medical clearance")

    told = box.locator(".document-field", has=phone.locator("input[name='question']"))
    expect(told.locator(".document-refused")).to_contain_text("nobody can give it")


def test_words_to_say_are_copied_without_their_quotes(copier, address):
    """What is copied is what is said; several lines stay several."""
    page = copier
    for path, name in (("answer/what-to-say.html", "charge-told"),
                       ("answer/question-card.html", "the-call")):  # fmt: skip
        page.goto(address + path)
        page.locator(".script-copy").first.click()
        expect(page.locator(".script-done").first).to_have_text("Copied")

        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.split() == load("scripts")[name].split()
        assert copied.count("\n") == load("scripts")[name].count("\n")
    page.goto(address + "teach/new-hire.html")
    page.locator(".script-copy").click()
    expect(page.locator(".script-done")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"Start here, {address}learn/start-here.html" in copied


@pytest.mark.parametrize("path", ["reference/faq.html", "index.html", "learn/the-note.html"])
def test_the_line_that_tells_of_a_fault_is_copied(visit, path):
    """At "Something wrong?" of a page, and of an item, a button copies the line that is shown."""
    page = visit(path, **COPIES)
    item = page.locator(".quiz-item").first
    item.locator("input").first.check()
    item.get_by_role("button", name="Check", exact=True).click()
    for fault in (page.locator("article > .fault"), item.locator(".fault")):
        fault.locator("summary").click()
        fault.get_by_role("button", name="Copy", exact=True).click()
        expect(fault.get_by_role("status")).to_have_text("Copied")

        assert page.evaluate("navigator.clipboard.readText()") == fault.locator("code").inner_text()


def test_a_template_holds_nothing_typed(visit):
    """The note as a template has prompts for its gaps, and nothing of what was typed."""
    page = visit("answer/consultation-note.html", **COPIES)
    box = page.locator("section.document")
    box.locator("input[name='question']").fill("Is the INR stable?")
    box.get_by_text("Make it a template").click()
    box.get_by_role("button", name="Copy as an Open Dental auto note").click()
    expect(box.locator(".document-done")).to_contain_text("Copied as a template")

    form = '[Prompt:"{}"]'
    assert page.evaluate("navigator.clipboard.readText()") == blank(
        load_document("consultation-note"), form
    )
    expect(box.locator(".document-text")).to_contain_text("Is the INR stable?")
