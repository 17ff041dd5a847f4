"""Mixed practice: which cases come, where one stands, when to come back, what is kept."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from bs4 import BeautifulSoup
from helpers.access import RING, TOO_WIDE, violations
from helpers.attempts import BANK, FORMS, TIMES, responses
from helpers.practice import DATA, POOL
from helpers.storage import CLEARED, FULL, NO_STORE, NOTHING_STORED, STORED
from icalendar import Calendar
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from exercises.forms import mixed
from exercises.reading.data_files import load, load_objectives
from exercises.results.files import check_result, rescore, to_csv
from exercises.results.page import page_data
from exercises.results.practice import COUNTS, needs
from exercises.results.result import make_result

PAGE = "learn/mixed-practice.html"
KEY = "d9311-practice"
REVIEW = COUNTS["review"]
MUST_KNOW = {name: each["say"] for name, each in load("must-know").items()}
LIGHT = 20 * 1024  # bytes that the page may add, compressed, to what earlier pages have loaded


def key(item: str) -> str:
    """Return how progress names an item."""
    return f"{item}@{BANK[item].version}"


def taken(
    item: str,
    right: bool = True,
    sure: int = 2,
    fresh: bool = True,
    on: str = "2026-11-02",
    reason: bool | None = None,
):
    """Return an entry of the log: *item* as it was taken, with its *reason* if that was asked."""
    why = {} if reason is None else {"reason": reason}
    return {"item": key(item), "right": right, "sure": sure, "fresh": fresh, "on": on} | why


def of(objective: str) -> list[str]:
    """Return the items of the pool on *objective*."""
    return [name for name in POOL if BANK[name].objective == objective]


def picks(item: str, right: bool) -> list[str]:
    """Return the key of an item, or a whole response that earns nothing."""
    asked = BANK[item]
    if right:
        return sorted(asked.keys)
    if asked.rows:
        others = {row.id: next(o.id for o in asked.options if o.id != row.key)
                  for row in asked.rows}  # fmt: skip
        return [f"{row}:{other}" for row, other in others.items()]
    return [next(o.id for o in asked.options if o.id not in asked.keys)]


REASONS = {item["id"]: item["reason"] for item in DATA["items"]}
LIST = DATA["reasons"]["code"]["options"]
# Takes a whole round through the page's own inputs and buttons, and returns the items in turn.
ROUND = """([right, wrong, missed, reasons, misjudged]) => {
  const ids = [];
  const round = document.querySelector(".practice-round");
  while (!round.hidden) {
    const form = round.querySelector("form");
    const { item } = form.dataset;
    const level = missed[ids.length];
    for (const pick of (level ? wrong : right)[item]) {
      const at = form.querySelector(`[value="${pick}"]`);
      if (at.matches("input")) at.click();
      else at.parentElement.value = pick;
    }
    const named = [...form.querySelectorAll("[data-level]")];
    named.find((each) => each.textContent === (level || "Fairly sure")).click();
    const said = () => form.querySelector("[role=status]").textContent;
    const reason = reasons[item];
    if (reason) {
      if (said() !== "Now say why.") throw new Error(item);
      const all = [...form.querySelectorAll("[data-reason]")];
      const off = misjudged.includes(ids.length);
      all.find((each) => (each.dataset.reason === reason) !== off).click();
    }
    if (!/orrect|Right answer/.test(said())) throw new Error(item);
    ids.push(item);
    form.querySelector(".quiz-next").click();
  }
  return ids;
}"""


VERDICTS = "Tell D9311, D9310 and neither apart"


class Learner:
    """Someone who practices."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.root = page.locator("section.practice")
        self.form = self.root.locator(".practice-round form")
        self.end = self.root.locator(".practice-end")
        self.score = self.root.locator(".practice-score")
        self.session = self.root.locator(".practice-session")
        self.keep = self.root.get_by_label("Remember my progress on this device")
        self.kept = self.root.locator(".quiz-keep [role=status]")
        self.clear = self.root.get_by_role("button", name="Switch user (clears answers)")
        self.ticks = self.root.locator(".practice-end .practice-objectives tr", has_text="✓")
        page.goto(address + PAGE)

    def start(self, mode: str = "Everything", who: str = "") -> None:
        """Choose what to practice and start."""
        self.root.get_by_label(mode).check()
        if who:
            self.root.get_by_label("Your name").fill(who)
        self.root.get_by_role("button", name="Start").click()
        expect(self.form).to_be_visible()

    @property
    def item(self) -> str:
        """Return the id of the item that is shown."""
        return self.form.get_attribute("data-item")

    def choose(self, right: bool) -> None:
        """Choose the key, or a whole response that earns nothing."""
        for pick in picks(self.item, right):
            if BANK[self.item].rows:
                self.form.locator(f'select:has(option[value="{pick}"])').select_option(pick)
            else:
                self.form.locator(f'input[value="{pick}"]').check()

    def press(self, name: str) -> None:
        """Press a button of the item that is shown."""
        self.form.get_by_role("button", name=name, exact=True).click()

    def why(self, right: bool = True) -> None:
        """Pick the reason that decides the item, or another; nothing where none is asked."""
        if reason := REASONS[self.item]:
            others = ", ".join(f"[data-reason={each}]" for each in LIST if each != reason)
            self.form.locator(f"[data-reason={reason}]" if right else others).first.click()

    def take(self, right: bool = True, sure: str = "Fairly sure") -> str:
        """Take the item that is shown, its reason too, and go on; return its id."""
        item = self.item
        self.choose(right)
        self.press(sure)
        self.why()
        expect(self.form.get_by_role("status")).to_have_text(re.compile("orrect"))
        self.form.locator(".quiz-next").click()
        return item

    def round(
        self, wrong: dict[int, str] | None = None, misjudged: Sequence[int] = ()
    ) -> list[str]:
        """Take a whole round; return the ids.

        The places of *wrong* are missed so surely; at those of *misjudged* the reason is wrong.
        """
        right, off = ({name: picks(name, each) for name in POOL} for each in (True, False))
        ids: list[str] = self.page.evaluate(
            ROUND, [right, off, wrong or {}, REASONS, list(misjudged)]
        )
        expect(self.score).to_be_focused()
        return ids

    def stored(self):
        """Return what the device keeps."""
        return json.loads(self.page.evaluate(f"localStorage.getItem('{KEY}')"))


def restore(learner: Learner, log: list) -> None:
    """Open the page anew as a device that keeps *log*."""
    store = "log => localStorage.setItem(...log)"
    learner.page.evaluate(store, [KEY, json.dumps({"who": "", "log": log})])
    learner.page.reload()


@pytest.fixture
def learner(page: Page, address) -> Learner:
    """Open the page."""
    return Learner(page, address)


@pytest.fixture
def run(page: Page, address):
    """Return a caller of the page's own functions, by name, with Python's table as POOL."""
    page.goto(address + PAGE)
    for src in page.get_attribute("section.practice", "data-scripts").split():
        page.add_script_tag(url=f"{address}learn/{src}")
    page.evaluate("data => { window.POOL = data; }", json.loads(json.dumps(DATA)))

    def call(code: str, argument=None):
        own = "{...d9311Practice, ...d9311Draw, ...d9311Stand}"
        return page.evaluate(f"argument => {{ const P = {own}; return ({code}); }}", argument)

    return call


# -- which items come ------------------------------------------------------------------------


def test_page_gives_the_result_of_python(run):
    """For 300 random rounds, sure or not, blanks and all, page and Python give one result."""
    chance = Random(9311)
    about = {"learner_label": "=A1 “é”", "job_title": "", "attempt_no": 2, **TIMES}
    rounds = []
    for _ in range(300):
        drawn = chance.sample(POOL, chance.randint(1, 20))
        form = mixed(drawn, mode=chance.choice(["practice", "review"]))
        sure = {name: chance.randint(1, 3) for name in drawn if chance.random() < 0.8}
        rounds.append((form, responses(form, chance, 0.15), sure, chance.randrange(10_000)))
    shown = run(
        """argument[0].map(([ids, mode, given, confidence, seed]) => {
          const items = ids.map((id) => POOL.items.find((item) => item.id === id));
          const made = d9311Result.result(P.asForm(POOL, items, mode), given,
            {...argument[1], seed, confidence});
          return [made, d9311Result.toCsv(made)];
        })""",
        [[(f.items, f.mode, given, sure, seed) for f, given, sure, seed in rounds], about],
    )
    for (form, given, sure, seed), (made, sheet) in zip(rounds, shown, strict=True):
        expected = make_result(form, BANK, given, seed=seed, confidence=sure, **about)
        lines = [next(csv.DictReader(io.StringIO(s))) for s in (sheet, to_csv([expected]))]

        assert made == expected
        assert rescore(check_result(made), FORMS, BANK) == []
        assert list(lines[0]) == list(lines[1])
        assert json.loads(lines[0]["responses"]) == json.loads(lines[1]["responses"])


def test_sibling_is_the_same_point_in_another_scene(run):
    """What comes back for a missed item is another item on its point, in another case."""
    found = run("POOL.items.map((m) => [1, 2, 3].map((s) => P.sibling(POOL, m, s, []).id))")
    for name, siblings in zip(POOL, found, strict=True):
        missed = BANK[name]
        others = {
            n for n in POOL
            if n != name and BANK[n].point == missed.point and BANK[n].case != missed.case
        }  # fmt: skip

        assert set(siblings) <= others


def test_sibling_not_met_yet_comes_first(run):
    """Of several siblings the one that was never met comes before those that were."""
    point = next(
        BANK[n].point for n in POOL if sum(BANK[m].point == BANK[n].point for m in POOL) == 3
    )
    missed, met, fresh = (name for name in POOL if BANK[name].point == point)
    log = [taken(missed, right=False), taken(met)]
    found = run(
        """[...Array(20).keys()].map((s) =>
          P.sibling(POOL, POOL.items.find((i) => i.id === argument[0]), s, argument[1]).id)""",
        [missed, log],
    )

    assert set(found) == {fresh}


def test_round_is_mixed(run):
    """Ten cases hold every objective, and no item, point or case twice, whatever the seed."""
    rounds = run("[...Array(200).keys()].map((s) => P.mix(POOL, 10, s, []).map((i) => i.id))")
    for ids in rounds:
        items = [BANK[name] for name in ids]

        assert len(ids) == 10
        assert set(ids) <= set(POOL)
        assert len({i.objective for i in items}) == 7
        assert len({i.point for i in items}) == len({i.case for i in items}) == 10
        assert {i.key for i in items if i.reason} == {"d9311", "d9310", "neither"}
        assert sum(i.reason is not None for i in items) >= 4  # of ten: form A has 7 of 20
    assert len({tuple(ids) for ids in rounds}) == 200


def test_a_round_on_the_verdicts_asks_ten_reasons(run):
    """Each case of such a round asks why, each verdict is there, and `neither` most often."""
    rounds = run("[...Array(200).keys()].map((s) => P.verdicts(POOL, 10, s, []).map((i) => i.id))")
    for ids in rounds:
        keys = Counter(BANK[name].key for name in ids if BANK[name].reason)

        assert keys.total() == len(set(ids)) == 10
        assert min(keys.values()) >= 3
        assert keys["neither"] == 4
        assert len({BANK[name].point for name in ids}) == 10


def test_two_rounds_can_show_readiness(run):
    """In two rounds nothing comes twice; each objective and must-know point has what it takes."""
    ids = run(
        """[...Array(50).keys()].map((s) => {
          const ids = P.mix(POOL, 10, s, []).map((i) => i.id);
          const log = ids.map((id) => ({...argument[id], fresh: true}));
          return ids.concat(P.mix(POOL, 10, s + 1, log).map((i) => i.id));
        })""",
        {name: taken(name) for name in POOL},
    )
    for both in ids:
        assert len(set(both)) == 20
        for objective, need in needs(BANK, FORMS).items():
            assert sum(BANK[n].objective == objective for n in both) >= need, objective
        assert {BANK[n].point for n in both if BANK[n].critical} == {*MUSTS}


def test_a_missed_must_know_point_comes_in_the_next_round(run):
    """Who missed one meets another case on it in the next round on everything, and so gets out."""
    for point, missed in MUSTS.items():
        ids = run(
            "[...Array(50).keys()].map((s) => P.mix(POOL, 10, s, argument).map((i) => i.id))",
            [taken(missed, right=False), *map(taken, TEN)],
        )
        assert all(point in {BANK[name].point for name in each} for each in ids)
        assert all(missed not in each for each in ids)
    ids = run(
        "P.mix(POOL, 10, 1, argument).map((i) => i.id)",
        [
            taken(MUST, right=False),
            taken(KIN, right=False),
        ],  # the last on its point is no must-know
    )
    assert BANK[MUST].point in {BANK[name].point for name in ids}


def test_cases_of_no_quiz_come_first(run):
    """A case that no page's quiz shows comes before those that one may have met there."""
    unseen = {i["id"] for i in DATA["items"] if not i["quizzed"]}
    privacy = unseen & set(of("privacy"))
    first = run("[...Array(50).keys()].map((s) => P.mix(POOL, 10, s, []).map((i) => i.id))")
    shown = [next(n for n in ids if BANK[n].objective == "privacy") for ids in first]

    assert privacy
    assert sum(name in privacy for name in shown) == 50


def test_whole_pool_can_be_drawn(run):
    """When everything was met, rounds go on with what was met longest ago."""
    log = [taken(name) for name in POOL]
    ids = run("P.mix(POOL, 5, 1, argument).map((i) => i.id)", log)
    early = {next(n for n in POOL if BANK[n].objective == BANK[i].objective) for i in ids}

    assert len(set(ids)) == 5
    assert early & set(ids)


def test_review_brings_back_what_was_missed(run):
    """A review begins with a sibling of each point last missed, must-know first, then surest."""
    with_sibling = [
        n for n in POOL
        if any(m != n and BANK[m].point == BANK[n].point and BANK[m].case != BANK[n].case
               for m in POOL)
    ]  # fmt: skip
    points = list(dict.fromkeys(BANK[n].point for n in with_sibling))[:7]
    missed = [next(n for n in with_sibling if BANK[n].point == p) for p in points]
    log = [taken(n, right=False, sure=3 if at in (2, 5) else 1) for at, n in enumerate(missed)]
    log += [taken(missed[0], right=True)]  # put right since
    first = run("P.open(POOL, argument).map((i) => i.id)", log)
    ids = run("P.review(POOL, 5, 1, argument).map((i) => i.id)", log)
    short = run("P.review(POOL, 5, 1, argument).map((i) => i.id)", log[:1])

    late = [missed[n] for n in (5, 2, 6, 4, 3, 1)]
    assert first == sorted(late, key=lambda name: not BANK[name].critical)
    assert [BANK[n].point for n in ids] == [BANK[n].point for n in first[:5]]
    assert not set(ids) & set(missed)
    assert len(short) == 5
    assert BANK[short[0]].point == points[0]


# -- where one stands ------------------------------------------------------------------------

TEN = [name for name in POOL if not BANK[name].critical][:10]
PLAIN = [name for name in of("choose") if not BANK[name].critical]
MUSTS = {BANK[name].point: name for name in POOL if BANK[name].critical}
"""A case on each must-know point."""


def enough(objective: str) -> list[str]:
    """Return so many cases on an objective as it needs, those on its must-know points first."""
    musts = [name for name in MUSTS.values() if BANK[name].objective == objective]
    plain = [name for name in of(objective) if not BANK[name].critical]
    return (musts + plain)[: needs(BANK, FORMS)[objective]]


BILL = enough("bill")
REST = [
    name for objective in needs(BANK, FORMS) if objective != "bill" for name in enough(objective)
]
WHOLE = [*map(taken, REST + BILL)]
"""All that readiness takes, each case new and right."""
BILLED = [name for name in of("bill") if name not in BILL][:2]
MUST = MUSTS["exchange-in-chart"]
KIN = next(n for n in POOL if not BANK[n].critical and BANK[n].point == BANK[MUST].point)
SAME = next(n for n in POOL if BANK[n].critical and BANK[n].point == BANK[MUST].point and n != MUST)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([], (0, 0, False)),
        (WHOLE[-9:], (9, 9, False)),
        (WHOLE, (10, 10, True)),
        (WHOLE[1:], (10, 10, False)),
        ([*map(taken, TEN)], (10, 10, False)),
        ([taken(n) for n in REST if n != MUST] + [taken(n) for n in [*of("document")[:2], *BILL]],
         (10, 10, False)),
        ([*map(taken, REST), taken(BILLED[0], False), *map(taken, BILL)], (9, 10, True)),
        ([*map(taken, REST), taken(BILLED[0], reason=False), *map(taken, BILL)], (9, 10, True)),
        ([*map(taken, REST), *(taken(n, False) for n in BILLED), *map(taken, BILL)],
         (8, 10, False)),
        ([*WHOLE, taken(BILLED[0], False)], (9, 10, False)),
        ([*WHOLE, taken(BILLED[0], False, fresh=False)], (10, 10, True)),
        ([*WHOLE, taken(SAME, False)], (9, 10, False)),
        ([taken(SAME, reason=False), *(taken(n) for n in REST if n != MUST),
          *(taken(n) for n in [*of("document")[:2], *BILL])], (10, 10, False)),
        ([taken(SAME, False), *WHOLE], (10, 10, True)),
        ([*WHOLE, taken(SAME, False), taken(MUST, fresh=False), *WHOLE], (10, 10, True)),
        ([*WHOLE, taken(SAME, False), taken(KIN, fresh=False), *WHOLE], (10, 10, True)),
        ([taken(MUST, False), *(each for each in WHOLE if each["item"] != key(MUST))],
         (10, 10, False)),
        ([*WHOLE[1:], {**WHOLE[0], "item": "choose-gone@1"}], (10, 10, False)),
        ([*WHOLE[1:], {**WHOLE[0], "item": f"{REST[0]}@99"}], (10, 10, False)),
    ],
    ids=["none", "nine", "whole", "a-topic-lacks-one", "topics-not-met", "must-know-not-met",
         "one-wrong", "one-reason-wrong", "two-wrong", "last-wrong", "not-fresh",
         "must-know-missed", "must-know-wrong-reason", "must-know-mended",
         "must-know-mended-by-a-sibling",
         "must-know-mended-by-its-point",
         "must-know-missed-long-ago",
         "item-gone", "other-version"],
)  # fmt: skip
def test_ready_is_nine_of_ten_fresh(run, log, expected):
    """Ready: nine of the last ten fresh cases right with their reasons, and nothing left open.

    Every objective has as many right in a row as it needs, and the latest case on each must-know
    point was right.
    """
    at = run("P.readiness(POOL, argument)", log)

    assert (at["right"], at["of"], at["ready"]) == expected


def test_each_must_know_point_has_its_latest_case(run):
    """A point is missed, known or not met yet, by the latest case on it; all of them are told."""
    (known, missed, unmet) = MUSTS.values()
    log = [taken(known, False), taken(missed), taken(missed, reason=False), taken(known)]
    musts = run("P.readiness(POOL, argument)", log)["musts"]

    assert {each["point"]: each["last"] and each["last"]["missed"] for each in musts} == {
        BANK[known].point: False, BANK[missed].point: True, BANK[unmet].point: None
    }  # fmt: skip


def broken(point: str) -> list[tuple[str, str]]:
    """Return each case of the pool in which a pick breaks *point*, and that pick."""
    breaks = load("must-know")[point]["mistakes"]
    return [(n, o.id) for n in POOL for o in BANK[n].options if o.misconception in breaks]


@pytest.mark.parametrize("point", MUST_KNOW)
def test_a_mistake_breaks_its_must_know_point_in_any_case(run, point):
    """Whoever makes it anywhere has missed the point; whoever resists it there has shown it."""
    elsewhere = [(n, pick) for n, pick in broken(point) if BANK[n].point != point]
    other = next(name for name in MUSTS.values() if BANK[name].point != point)
    item = "POOL.items.find(item => item.id === argument[0])"
    card = f"{{item: {item}, mark: {{points: 0, full: 1}}, why: null, sure: 3}}"
    log = f"[P.taken(POOL, [], {card}, [argument[1]], true, '2026-11-02')]"
    for name, pick in elsewhere + broken(point):
        said = run(f"[{log}[0].missed, P.readiness(POOL, {log}).musts]", [name, pick])
        assert point in said[0], name
        assert {each["point"] for each in said[1] if each["last"]} == {*said[0]}
        shown = run("P.readiness(POOL, argument).musts", [taken(name)])
        assert next(each for each in shown if each["point"] == point)["last"]["missed"] is False
    assert len({n for n, _ in broken(point)}) > 1
    assert point not in run(f"{log}[0].missed || []", [other, next(iter(BANK[other].keys))])


def test_an_open_must_know_point_is_mended_by_the_next_round(run):
    """Missed in a case on another point, it comes up again in the next round of everything."""
    for point in MUST_KNOW:
        name = next((n for n, _ in broken(point) if BANK[n].point != point), MUSTS[point])
        log = [{**taken(name, False), "missed": [point]}]
        for seed in range(20):
            ids = [each["id"] for each in run(f"P.mix(POOL, 10, {seed}, argument)", log)]
            assert any(BANK[n].critical and BANK[n].point == point for n in ids)
            after = run("P.readiness(POOL, argument).musts", [*log, *map(taken, ids)])
            assert next(each for each in after if each["point"] == point)["last"]["missed"] is False


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("", ("too few", 0, 0, 4)),
        ("RRR", ("too few", 3, 3, 1)),
        ("RRRR", ("ready", 4, 4, 0)),
        ("WRRRR", ("ready", 4, 5, 0)),
        ("RRRRW", ("not yet", 4, 5, 4)),
        ("WR", ("too few", 1, 2, 3)),
        ("W", ("not yet", 0, 1, 4)),
        ("RRRR?", ("not yet", 4, 5, 4)),
    ],
)
def test_objective_is_ready_by_its_last_cases(run, results, expected):
    """An objective is ready when its last cases, as many as it needs, were right: here 4.

    It says not yet only while its latest case was missed, by its reason (?) as well.
    """
    log = [taken(n, r != "W", reason=r != "?") for n, r in zip(PLAIN, results, strict=False)]
    found = {each["id"]: each for each in run("P.readiness(POOL, argument)", log)["objectives"]}
    choose = found["choose"]

    assert (choose["state"], choose["right"], choose["of"], choose["more"]) == expected
    assert found["bill"]["state"] == "too few"


def test_a_feeling_between_sure_and_guess_is_judged_too(run):
    """Who is fairly sure and right less than 2 times in 3 isn't told that her feeling fits."""
    log = [taken(POOL[n], True, 3) for n in range(5)]
    middle = [taken(POOL[n], n < 3, 2) for n in range(5)]

    assert run("P.calibration(POOL, argument)", log + middle)["verdict"] == "middle"
    assert run("P.calibration(POOL, argument)", log + middle[:4])["verdict"] == "fits"


def test_only_late_cases_tell_how_one_judges_oneself(run):
    """Who was sure and wrong long ago, and sure and right in twenty cases since, judges well."""
    log = [taken(POOL[n], False, 3) for n in range(10)] + [taken(POOL[n]) for n in range(10, 15)]
    since = [taken(POOL[n], True, 3) for n in range(15, 35)]

    assert run("P.calibration(POOL, argument)", log)["verdict"] == "surer"
    how = run("P.calibration(POOL, argument)", log + since)
    assert (how["verdict"], how["counts"][0]["of"]) == ("fits", 20)


def test_a_topic_missed_comes_more_often_in_the_next_round(run):
    """Who has every topic but one, and missed that last, meets it as often as it needs at once."""
    for objective in ("document", "bill"):
        missed = next(
            n for n in of(objective) if taken(n)["item"] not in {e["item"] for e in WHOLE}
        )
        log = [*WHOLE, taken(missed, right=False)]
        need = needs(BANK, FORMS)[objective]
        ids = run(
            "[...Array(40).keys()].map((s) => P.mix(POOL, 10, s, argument).map((i) => i.id))", log
        )

        assert min(sum(BANK[n].objective == objective for n in each) for each in ids) >= need


@pytest.mark.parametrize(
    ("sure", "guess", "verdict"),
    [
        ((4, 5), (0, 0), "fits"),
        ((3, 5), (0, 0), "surer"),
        ((4, 4), (0, 0), "few"),
        ((0, 4), (5, 5), "better"),
        ((4, 5), (4, 6), "fits"),
        ((4, 5), (5, 6), "better"),
        ((0, 0), (0, 9), "few"),
    ],
)
def test_calibration_is_counted(run, sure, guess, verdict):
    """Sure below 4 in 5 is too sure, a guess above 2 in 3 too modest, under five cases too few."""
    log = [taken(POOL[n], n < sure[0], 3) for n in range(sure[1])]
    log += [taken(POOL[n], n < guess[0], 1) for n in range(guess[1])]
    how = run("P.calibration(POOL, argument)", log)
    wrong = Counter(BANK[name].objective for name in POOL[sure[0] : sure[1]])

    assert how["verdict"] == verdict
    assert {each["id"]: each["of"] for each in how["wrong"]} == wrong
    assert [(c["level"], c["right"], c["of"]) for c in how["counts"]] == [
        (3, *sure), (2, 0, 0), (1, *guess)
    ]  # fmt: skip


# -- when to come back -----------------------------------------------------------------------


def test_days_are_days_of_the_calendar(run):
    """A day so many days later is the calendar's: over months, years and leap days alike."""
    chance = Random(28)
    asked = [
        (str(date(2024, 1, 1) + timedelta(chance.randrange(3000))), chance.choice([1, 7, 28]))
        for _ in range(500)
    ]
    expected = [str(date.fromisoformat(day) + timedelta(n)) for day, n in asked]

    assert run("argument.map(([day, n]) => P.later(day, n))", asked) == expected


@pytest.mark.parametrize(
    ("zone", "now", "days"),
    [
        ("America/New_York", "2026-03-07T23:30:00-05:00", ("March 8", "March 14", "April 4")),
        ("America/New_York", "2026-10-31T23:30:00-04:00", ("November 1", "November 7",
                                                           "November 28")),
        ("Pacific/Apia", "2026-01-31T00:10:00+13:00", ("February 1", "February 7", "February 28")),
        ("Asia/Kolkata", "2026-12-31T12:00:00+05:30", ("January 1, 2027", "January 7, 2027",
                                                       "January 28, 2027")),
    ],
)  # fmt: skip
def test_review_days_are_this_calendar_s(browser, address, zone, now, days):
    """The dates are counted from today where the learner is, on days when clocks change too."""
    context = browser.new_context(timezone_id=zone, reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(now)
    learner = Learner(page, address)
    learner.start("A review day")
    learner.round()
    shown = learner.root.locator(".practice-days li").all_inner_texts()
    context.close()

    assert [re.sub(r"^Day \d+: \w+, ", "", line).startswith(day)
            for line, day in zip(shown, days, strict=True)] == [True] * 3  # fmt: skip
    assert [line.split(":")[0] for line in shown] == ["Day 1", "Day 7", "Day 28"]


@pytest.mark.parametrize(
    ("log", "now", "states"),
    [
        ([], "2026-11-02", "ahead ahead ahead"),
        (["2026-11-02"], "2026-11-02", "ahead ahead ahead"),
        (["2026-11-02"], "2026-11-03", "due ahead ahead"),
        (["2026-11-02", "2026-11-05"], "2026-11-05", "done ahead ahead"),
        (["2026-11-02", "2026-11-05"], "2026-11-30", "done skipped due"),
        (["2026-11-02"], "2026-11-12", "skipped due ahead"),
        (["2026-11-02", "2026-11-10"], "2026-11-10", "skipped done ahead"),
        (["2026-11-02", "2026-11-30"], "2026-11-30", "skipped skipped done"),
        (["2026-11-02", "2026-11-05", "2026-11-05"], "2026-11-30", "done skipped due"),
        (["1970-01-01", "2026-11-02"], "2026-11-03", "due ahead ahead"),
        (["2036-02-07", "2026-11-02"], "2026-11-03", "due ahead ahead"),
        (["1970-01-01"], "2026-11-03", "ahead ahead ahead"),
    ],
)
def test_review_is_done_once_its_day_was_practiced(run, log, now, states):
    """A review is ahead before its day, due from it, and done by practice before the next one's.

    Whoever let one pass owes none, and isn't told that it was done.

    A day before there was a book, or after today, is a clock that was wrong.
    """
    entries = [taken(POOL[0], on=day) for day in log]
    found = run("P.reviews(argument[0], [1, 7, 28], argument[1])", [entries, now])

    assert " ".join(each["state"] for each in found) == states


def test_a_miss_on_the_last_review_day_brings_another(run):
    """Whoever missed a case then has one more review as many days later, until one is all right."""
    began, missed, late = "2026-11-02", "2026-12-14", "2027-01-12"
    log = [taken(POOL[0], on=began), taken(POOL[1], right=False, on=missed)]
    told = [
        [each["day"] for each in found if each["state"] in ("due", "ahead")]
        + [next((each["on"] for each in found[3:]), "")]
        for found in run(
            "argument.map(([log, now]) => P.reviews(log, [1, 7, 28], now))",
            [
                [log, missed],
                [log, late],
                [[*log, taken(POOL[2], on=late)], late],
                [[*log, taken(POOL[2], reason=False, on=late)], late],
            ],
        )
    ]

    assert told == [[70, "2027-01-11"], [70, "2027-01-11"], [""], [99, "2027-02-09"]]


def test_calendar_file_is_valid(learner):
    """The file holds the dates as whole days, in lines that calendars take, and no person."""
    learner.start("A review day", who="Quentin")
    learner.round()
    shown = learner.root.locator(".practice-days li").all_inner_texts()
    with learner.page.expect_download() as download:
        learner.root.get_by_role("button", name="Save the dates (.ics)").click()
    raw = Path(download.value.path()).read_bytes()
    calendar = Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")

    assert download.value.suggested_filename == "d9311-reviews.ics"
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert [e["DTEND"].dt - e["DTSTART"].dt for e in events] == [timedelta(1)] * 3
    for event, line in zip(events, shown, strict=True):
        day = event["DTSTART"].dt
        assert type(day) is date
        assert line.endswith(f"{day:%A, %B} {day.day}, {day.year}")
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
        assert event["URL"].endswith(PAGE)
        (alarm,) = event.walk("VALARM")
        assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(hours=9))
    assert len({str(e["UID"]) for e in events}) == 3
    assert calendar.walk()[0].errors == []
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.endswith(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"Quentin" not in raw


def test_calendar_folds_within_no_character(run):
    """A long address with signs of many bytes is folded at 75 bytes and read back whole."""
    address = "https://example.org/" + "é日🦷" * 40
    text = run("P.calendar([{day: 7, on: '2026-12-31'}], argument, new Date(0))", address).encode()
    (event,) = Calendar.from_ical(text).walk("VEVENT")

    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert event["URL"] == address
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["DTSTAMP"].dt.isoformat() == "1970-01-01T00:00:00+00:00"


# -- a round, by a person --------------------------------------------------------------------


def test_sure_and_wrong_comes_first(learner):
    """What was sure and wrong is listed first and apart; the rest by how sure it was."""
    learner.start()
    ids = learner.round({1: "A guess", 4: "Fairly sure", 6: "Sure", 8: "Sure"})
    listed = learner.root.locator(".practice-list form").evaluate_all(
        "all => all.map(form => form.dataset.item)"
    )
    apart = learner.root.locator('[data-list="sure"] form').count()
    headings = learner.root.locator(".practice-list:visible h4").all_inner_texts()

    assert listed == [ids[n] for n in (6, 8, 4, 1)]
    assert (apart, headings) == (2, ["Sure, but wrong (2)", "Missed (2)"])
    expect(learner.score).to_have_text("Not yet: 6 of 10 right.")


def test_missed_cases_come_again_in_other_scenes(learner):
    """The next round holds, for each case missed, another on its point."""
    learner.start()
    missed = set(learner.round(dict.fromkeys(range(3), "Fairly sure"))[:3])
    learner.root.get_by_role(
        "button", name=f"Different cases on what I missed ({len(missed)})"
    ).click()
    again = learner.round()

    assert {BANK[n].point for n in again} == {BANK[n].point for n in missed}
    assert not set(again) & missed
    expect(learner.root.locator(".practice-again")).to_be_hidden()


def test_ready_is_said(learner):
    """After two rounds on everything, all right: ready, in counts, with a link to form A."""
    learner.start()
    learner.round()
    ready = learner.root.locator(".practice-ready")
    open_ = sum(need > 1 for need in needs(BANK, FORMS).values()) - learner.ticks.count()
    expect(ready).to_have_text(
        f"Not yet: 10 of your last 10 new cases were right, but {open_} topics need more cases. "
        "Next: a round of everything."
    )
    assert 0 < learner.ticks.count() < 7
    form_a = learner.end.get_by_role("link", name="Take form A")
    learner.keep.check()
    expect(form_a).to_be_hidden()
    learner.root.get_by_role("button", name="Another round").click()
    learner.start()
    learner.round()

    expect(ready).to_have_text(
        "Yes, you're ready: 10 of your last 10 new cases were right, every topic has its ✓, "
        "and no must-know point is open."
    )
    expect(learner.ticks).to_have_count(7)
    expect(form_a).to_be_visible()
    assert form_a.get_attribute("href").startswith("form-a.html")
    learner.page.reload()
    expect(learner.root.get_by_role("link", name="Take form A")).to_be_visible()


def test_the_next_round_is_one_press_away(learner):
    """The first button at the end is the step that is named: it begins a round of everything."""
    learner.start(VERDICTS)
    learner.round()
    expect(learner.root.locator(".practice-ready")).to_contain_text("Next: a round of everything.")
    onward = learner.end.locator(".quiz-check").filter(visible=True)
    expect(onward).to_have_text("Next round: everything")
    onward.click()
    learner.round()
    expect(learner.session).to_contain_text("20 cases practiced.")


def test_not_ready_says_what_to_read(learner):
    """Each objective missed says so in words and counts, and links to what to read."""
    learner.start()
    missed = [BANK[name] for name in learner.round({8: "Sure", 9: "Sure"})[8:]]
    ready = learner.root.locator(".practice-ready")
    counted = "Not yet: 8 of your last 10 new cases were right"
    if points := {item.point for item in missed if item.critical}:
        what = "a must-know point" if len(points) == 1 else "2 must-know points"
        said = " and ".join(f"“{text}”" for name, text in MUST_KNOW.items() if name in points)
        expect(ready).to_contain_text(f"{counted} (it takes 9), and you missed {what}: {said}. ")
        expect(ready.get_by_role("link").first).to_be_visible()
    else:
        expect(ready).to_contain_text(
            f"{counted}. It takes 9 of 10, and a ✓ on every topic and must-know point. "
            "Next: a round of everything. Read first: "
        )
        expect(ready.get_by_role("link").first).to_be_visible()
    table = learner.root.locator(".practice-end .practice-objectives")
    links = table.get_by_role("link")

    assert links.count() == len({(item.objective, item.read) for item in missed})
    assert (
        len({item.objective for item in missed})
        == table.locator("tr", has_text="Not yet. Read again:").count()
    )
    for link in links.all():
        path = (
            learner.page.evaluate("location.href").rsplit("/", 1)[0],
            link.get_attribute("href"),
        )
        assert learner.page.request.get("/".join(path)).ok


def test_a_first_round_tells_the_verdicts_apart(learner):
    """Ten verdicts, each with its reason, come first; then all topics, before one is ready."""
    learner.root.get_by_role("button", name="Start").click()
    expect(learner.form).to_be_visible()
    items = [BANK[name] for name in learner.round()]

    assert [item.id for item in items if not item.reason] == []
    assert len({item.point for item in items}) == 10
    expect(learner.root.locator(".practice-ready")).to_contain_text("Next: a round of everything.")
    learner.root.get_by_role("button", name="Another round").click()
    expect(learner.root.get_by_label("Everything")).to_be_checked()


def test_right_for_a_wrong_reason_is_no_right_case(learner):
    """Nothing is told before a reason is picked, then all; the case comes back at the end."""
    learner.start(VERDICTS)
    first, form = learner.item, learner.form
    reason = LIST[REASONS[first]]
    learner.choose(right=True)
    learner.press("Sure")
    group = form.get_by_role("group", name="Why? Which fact decides it?")
    expect(group.get_by_role("button")).to_have_text(list(LIST.values()))
    telling = ".quiz-told, .quiz-why, .quiz-reasons, .quiz-read, .fault"
    expect(form.locator(telling).filter(visible=True)).to_have_count(0)
    expect(form.get_by_role("status")).to_have_text("Now say why.")
    assert form.get_attribute("class").split() == ["quiz-item", "is-now"]
    expect(form.locator(".quiz-next")).to_be_hidden()
    learner.why(right=False)

    expect(form.get_by_role("status")).to_have_text(
        f"◐ Right answer, wrong reason. What decides it: {reason}."
    )
    because = next(o.why for o in BANK[first].options if o.id == BANK[first].key)
    expect(group.locator(".is-key .quiz-told")).to_have_text("Right")
    expect(group.locator(".is-key .quiz-why")).to_have_text(because)
    expect(group.locator(".is-distractor")).to_contain_text("Not right your choice")
    expect(form.locator(".quiz-read")).to_be_visible()
    group.get_by_role("button").last.click(force=True)  # a second press changes nothing
    expect(group.locator(".is-distractor")).to_have_count(1)
    form.locator(".quiz-next").click()
    learner.round({0: "Fairly sure"})
    expect(learner.score).to_have_text("Close: 8 of 10 right.")
    again = learner.root.locator('[data-list="reason"]')
    again.locator("summary").first.click()
    expect(again.get_by_role("heading")).to_have_text("Right answer, wrong reason (1)")
    expect(again.locator("> ul > li > p").first).to_have_text(f"What decides it: {reason}.")
    assert again.locator("form").get_attribute("data-item") == first
    expect(learner.root.locator(".practice-levels li").first).to_have_text("Sure: 1 of 1 right")
    with learner.page.expect_download() as download:
        learner.root.get_by_role("button", name="Save as JSON").click()
    made = check_result(json.loads(Path(download.value.path()).read_text(encoding="utf-8")))
    assert (made["raw"], rescore(made, FORMS, BANK)) == (9, [])


def test_why_a_choice_is_wrong_stands_under_the_verdict(browser, address):
    """On a phone, who picked a wrong code reads why where she is told so, without a scroll back."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        learner = Learner(context.new_page(), address)
        learner.start(VERDICTS)
        (chosen,) = picks(learner.item, right=False)
        why = next(o.why for o in BANK[learner.item].options if o.id == chosen)
        learner.choose(right=False)
        learner.press("Sure")
        learner.why()
        said = learner.form.locator(".quiz-said + .quiz-why")

        expect(said).to_have_text(why)
        expect(said).to_be_in_viewport(ratio=1)
        expect(learner.form.locator(".quiz-options .is-distractor .quiz-why")).to_have_count(0)


def test_headline_and_rows_agree(learner):
    """Nine of ten is nearly there while a topic says not yet; right cases after that mend it."""
    learner.start(VERDICTS)
    learner.round(misjudged=[9])
    ready, rows = (
        learner.root.locator(".practice-ready"),
        learner.root.locator(".practice-end tbody tr"),
    )
    expect(ready).to_have_text(
        re.compile(
            "^Not yet: 9 of your last 10 new cases were right, but 1 topic has a ✗. "
            "Next: a round of everything. Read first: ."
        )
    )
    expect(ready.get_by_role("link")).to_have_count(1)
    expect(rows.filter(has_text="Not yet")).to_have_count(1)
    for _ in range(2):
        learner.root.get_by_role("button", name="Another round").click()
        learner.start()
        learner.round()

    expect(ready).to_contain_text("Yes, you're ready: 10 of your last 10")
    expect(rows.filter(has_text="Not yet")).to_have_count(0)


def test_what_is_said_of_feeling_is_counted(learner):
    """Sure and wrong once: the line says how often sure was right, on what not, and no more."""
    learner.start()
    learner.round(dict.fromkeys([0], "Sure"))
    restore(learner, [taken(n, n != POOL[0], 3) for n in POOL[:10]])
    learner.start("A review day")
    learner.round()

    expect(learner.root.locator(".practice-calibration")).to_have_text(
        "You judge yourself well: lately your answer was right 9 of the 10 times you were sure. "
        f"You were sure and wrong about: {load_objectives()[BANK[POOL[0]].objective]} (1)."
    )


def test_nobody_is_kept_out_for_ever(learner):
    """Who has met every case and missed it is ready after right ones: they count as new again."""
    restore(learner, [taken(name, right=False) for name in POOL])
    ready = learner.root.locator(".practice-ready")
    for _ in range(3):
        learner.start()
        learner.round()
        learner.root.locator(".practice-more").click()

    expect(ready).to_contain_text("Yes, you're ready: 10 of your last 10 new cases were right")


def test_repeats_do_not_count_as_fresh(learner):
    """What comes again after a miss says nothing of readiness: the counts stay."""
    counted = re.compile("^Not yet: 8 of your last 10 new cases were right")
    ready = learner.root.locator(".practice-ready")
    rows = learner.root.locator(".practice-end .practice-objectives td:nth-child(2)")
    learner.start()
    learner.round({0: "Sure", 1: "Sure"})
    expect(ready).to_have_text(counted)
    before = rows.all_inner_texts()
    learner.root.locator(".practice-again").click()
    learner.round()

    expect(ready).to_have_text(counted)
    assert rows.all_inner_texts() == before


def test_whole_round_by_keyboard(page: Page, address):
    """Start, ten cases and the end, with nothing but Tab, arrows, Space and Enter."""
    learner = Learner(page, address)

    def tab_to(place):
        for _ in range(200):
            page.keyboard.press("Tab")
            if place.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"Tab never reaches {place}")

    tab_to(learner.root.get_by_label(VERDICTS))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(learner.root.get_by_role("button", name="Start"))
    page.keyboard.press("Enter")
    for n in range(REVIEW):
        expect(learner.form.locator(".quiz-number")).to_have_text(f"{n + 1} of {REVIEW}")
        expect(learner.form.locator("legend")).to_be_focused()
        selects = learner.form.locator("select").all()
        for select in selects:
            tab_to(select)
            page.keyboard.press("ArrowDown")
        if not selects:
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            page.keyboard.press("Enter")  # checks nothing: it leads to how sure one is
            expect(learner.form.get_by_role("status")).to_be_empty()
            expect(learner.form.locator(".practice-sure > :first-child")).to_be_focused()
            page.keyboard.press("Enter")  # nor does the next one
            expect(learner.form.get_by_role("status")).to_be_empty()
        sure = learner.form.get_by_role("button", name="Fairly sure")
        tab_to(sure)
        page.keyboard.press("Enter")
        asked = "Now say why" if REASONS[learner.item] else "orrect"
        expect(learner.form.get_by_role("status")).to_have_text(re.compile(asked))
        expect(sure).to_be_focused()
        assert page.evaluate(RING)["ring"]
        if REASONS[learner.item]:
            page.keyboard.press("Enter")  # goes nowhere while the reason is open
            page.keyboard.press("3")  # chooses, and checks nothing
            chosen = learner.form.locator("[data-reason]").nth(2)
            expect(chosen).to_be_focused()
            expect(learner.form.locator(".quiz-next")).to_be_hidden()
            assert page.evaluate(RING)["ring"]
            page.keyboard.press("Enter")
            expect(chosen).to_contain_text("your choice")
            expect(chosen).to_be_focused()
        tab_to(learner.form.locator(".quiz-next"))
        page.keyboard.press("Enter")

    expect(learner.score).to_be_focused()
    expect(learner.score).to_have_text(
        re.compile(rf"^(Well done|Close|Not yet): \d of {REVIEW} right\.$")
    )


def test_whole_round_by_touch(browser, address):
    """At 320 pixels a round is taken by touch; nothing scrolls sideways, nothing is too small."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True,
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    learner = Learner(page, address)
    small = """() => [...document.querySelector(".practice")
      .querySelectorAll("input, select, button, summary, label")]
      .filter((e) => e.checkVisibility() && !(e.matches("label") && e.htmlFor))
      .map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
      .filter(([, box]) => Math.min(box.width, box.height) < 24).map(([name]) => name)"""
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(small) == []
    learner.root.get_by_text("A review day").tap()
    learner.root.get_by_role("button", name="Start").tap()
    for n in range(REVIEW):
        expect(learner.form.locator(".quiz-number")).to_have_text(f"{n + 1} of {REVIEW}")
        learner.choose(right=n > 1)
        expect(learner.form.locator("> .quiz-actions")).to_be_hidden()  # nor is an empty bar there
        assert page.evaluate(small) == []
        learner.form.get_by_role("button", name="Sure", exact=True).tap()
        assert page.evaluate(TOO_WIDE) == []
        assert page.evaluate(small) == []
        learner.why()
        assert page.evaluate(TOO_WIDE) == []
        learner.form.locator(".quiz-next").tap()
    expect(learner.score).to_have_text(f"Not yet: {REVIEW - 2} of {REVIEW} right.")
    page.evaluate(
        "document.querySelectorAll('.practice-list').forEach((each) => each.open = false)"
    )
    learner.root.locator(".practice-list:visible > summary").first.tap()
    learner.root.locator(".practice-list li summary:visible").first.tap()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(small) == []
    context.close()


def test_practice_passes_axe(learner):
    """Start, a case unchecked and checked, its reason, and the end pass axe, light and dark."""
    assert violations(learner.page, "section.practice") == []
    learner.start(VERDICTS)
    assert violations(learner.page, "section.practice") == []
    learner.choose(right=False)
    learner.press("Sure")
    expect(learner.form.locator("[data-reason]")).to_have_count(7)
    assert violations(learner.page, "section.practice") == []
    learner.why(right=False)
    assert violations(learner.page, "section.practice") == []
    learner.form.locator(".quiz-next").click()
    learner.round()
    learner.root.locator(".practice-list:visible > summary").first.click()
    learner.root.locator(".practice-list li summary:visible").first.click()

    assert violations(learner.page, "html") == []


def test_verdict_is_announced_where_it_is_seen(learner):
    """A status stands empty beside each case before it tells the verdict, once all is picked."""
    learner.start(VERDICTS)
    status = learner.form.get_by_role("status")
    waiting = status.element_handle()
    assert waiting.text_content() == ""
    learner.press("Sure")
    expect(status).to_have_text(re.compile("Choose an option"))
    learner.choose(right=True)
    learner.press("Sure")
    expect(status).to_have_text("Now say why.")
    button = learner.form.get_by_role("button", name="Sure", exact=True)
    expect(button).to_be_focused()
    learner.why()
    said = "✓ Correct, and for the right reason."
    expect(status).to_have_text(said)

    assert waiting.evaluate("e => e.isConnected && e.textContent") == said
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(learner.form.get_by_role("group", name="How sure you were")).to_be_visible()
    expect(learner.form.get_by_text("Pick one to go on.")).to_be_hidden()


def test_second_press_changes_nothing(learner):
    """Once checked, another press of how sure changes neither verdict nor count."""
    learner.start()
    learner.choose(right=True)
    learner.press("Sure")
    learner.form.get_by_role("button", name="A guess").click(force=True)
    learner.why()
    learner.form.locator(".quiz-next").click()
    learner.round()

    expect(learner.root.locator(".practice-levels li")).to_have_text(
        ["Sure: 1 of 1 right", "Fairly sure: 9 of 9 right"]
    )


# -- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["practice", "review"])
def test_saved_round_scores_to_itself(learner, mode):
    """The file of a round matches when Python scores it anew, and names nobody in its name."""
    learner.start("A review day" if mode == "review" else "Everything", who="KL")
    learner.round({0: "Sure"})
    with learner.page.expect_download() as download:
        learner.root.get_by_role("button", name="Save as JSON").click()
    made = check_result(json.loads(Path(download.value.path()).read_text(encoding="utf-8")))

    assert rescore(made, FORMS, BANK) == []
    assert (made["mode"], made["learner_label"], made["attempt_no"]) == (mode, "KL", 1)
    assert [row["confidence"] for row in made["responses"]] == [3] + [2] * (
        len(made["responses"]) - 1
    )
    name = download.value.suggested_filename
    assert re.fullmatch(r"d9311-mixed-practice-\d{4}-\d\d-\d\d-c[0-9a-f]{8}\.json", name)


def test_page_scores_confidence_anew_as_python_does(run):
    """A review's file that says how sure one was is a match for the page, as it is for Python."""
    form = FORMS["refresher"]
    sure = {form.items[0]: 3}
    made = make_result(form, BANK, {}, seed=1, confidence=sure, **TIMES)

    assert rescore(check_result(made), FORMS, BANK) == []
    assert run("d9311Result.rescore(...argument)", [made, [page_data(form, BANK)]]) == []


def test_how_sure_is_asked_in_practice_only(site):
    """No form, quiz or notebook asks how sure one is; only the cases of mixed practice do."""
    asks = [p.name for p in site.rglob("*.html") if "data-level" in p.read_text(encoding="utf-8")]

    assert asks == []
    assert "data-level" in (site / "_static" / "practice-pool.js").read_text(encoding="utf-8")


# -- what is kept ----------------------------------------------------------------------------


def test_nothing_is_kept_by_default(learner):
    """A round, named and finished, leaves nothing on the device unless asked to."""
    learner.start(who="KL")
    learner.round({0: "Sure"})

    assert learner.page.evaluate(STORED) == NOTHING_STORED
    learner.page.reload()
    expect(learner.root.get_by_label("Your name")).to_have_value("")
    expect(learner.session).to_be_hidden()


def test_progress_is_kept_when_asked(learner):
    """Remembered under a name, by item and version, progress is there after a reload."""
    learner.start(who="KL")
    learner.keep.check()
    expect(learner.kept).to_have_text("Kept on this device only, until you clear it.")
    ids = learner.round({0: "Sure"})
    kept = learner.stored()
    learner.page.reload()

    expect(learner.session).to_contain_text("KL: 10 cases practiced. Next review:")
    expect(learner.root.get_by_label("Your name")).to_be_hidden()
    expect(learner.keep).to_be_checked()
    assert kept["who"] == "KL"
    assert [each["item"] for each in kept["log"]] == [key(name) for name in ids]
    told = {"item", "right", "sure", "fresh", "on"}
    assert all(set(each) - {"reason", "missed"} == told for each in kept["log"])
    assert [each.get("reason") for each in kept["log"]] == [
        True if REASONS[name] else None for name in ids
    ]
    assert kept["due"] > kept["log"][0]["on"]


def test_kept_misses_come_back_on_a_review_day(learner):
    """A week later the review is due, and starts with the missed points in other scenes."""
    missed = next(n for n in POOL if sum(BANK[m].point == BANK[n].point for m in POOL) == 2)
    log = [taken(missed, right=False, sure=3, on="2026-11-02")]
    learner.page.evaluate(
        "pair => localStorage.setItem(...pair)", [KEY, json.dumps({"who": "KL", "log": log})]
    )
    learner.page.reload()
    expect(learner.session).to_contain_text(re.compile("Your day-(7|28) review is due."))
    expect(learner.root.get_by_label("A review day")).to_be_checked()
    learner.start("A review day")
    ids = learner.round()
    points = [BANK[n].point for n in ids]

    assert BANK[missed].point in points
    assert missed not in ids
    expect(learner.session).to_contain_text(f"KL: {1 + REVIEW} cases practiced.")


def named(must: str) -> str:
    """Return the must-know point that a line tells of, without its sign and how it went."""
    return must[2:].partition(". ")[0]


def test_where_one_stood_is_found_again(learner):
    """Who comes back to a device that remembers reads whether she was ready; clearing clears it."""
    learner.start()
    learner.keep.check()
    learner.round()
    said = learner.root.locator(".practice-ready").inner_text()
    assert said.startswith("Not yet: 10 of your last 10 new cases were right")
    felt = learner.root.locator(".practice-calibration").inner_text()
    rows = learner.root.locator(".practice-end .practice-objectives tbody td").all_inner_texts()
    musts = learner.root.locator(".practice-end .practice-musts li").all_inner_texts()
    assert [*map(named, musts)] == [*MUST_KNOW.values()]
    learner.page.reload()
    stood = learner.root.locator(".practice-stood")
    expect(stood.locator("> p").first).to_have_text(f"Where you stood: {said}")
    expect(stood.locator(".practice-felt")).to_have_text(felt)
    expect(stood.locator(".practice-left")).to_have_text("")
    stood.get_by_text("Topic by topic").click()
    assert stood.locator("tbody td").all_inner_texts() == rows
    assert stood.locator(".practice-musts li").all_inner_texts() == musts
    expect(learner.root.get_by_label("Everything")).to_be_checked()
    learner.start()
    expect(stood).to_be_hidden()
    learner.page.reload()
    learner.clear.dblclick()
    expect(stood).to_be_hidden()


def test_what_to_read_is_found_again(learner):
    """After a reload, what was missed still leads to where it is taught."""
    learner.start()
    learner.keep.check()
    learner.round({0: "Sure", 5: "Sure"})
    hrefs = "links => links.map(link => link.getAttribute('href'))"
    told = learner.root.locator(".practice-ready a, .practice-end tbody a").evaluate_all(hrefs)
    learner.page.reload()
    stood = learner.root.locator(".practice-stood")

    assert told == stood.locator("> p a, tbody a").evaluate_all(hrefs) != []


@pytest.mark.parametrize("to", ["javascript:alert(1)", "//elsewhere.example/", "https://a.example"])
def test_what_is_kept_leads_nowhere_else(learner, to):
    """A device that keeps a link that is none of the book's shows its words alone."""
    stood = {"said": ["Read ", ["here", to]], "rows": [[["here", to]]], "musts": [[["here", to]]]}
    kept = json.dumps({"who": "", "log": [taken(POOL[0])], "stood": stood})
    learner.page.evaluate("pair => localStorage.setItem(...pair)", [KEY, kept])
    learner.page.reload()
    found = learner.root.locator(".practice-stood")

    expect(found.locator("> p").first).to_have_text("Where you stood: Read here")
    expect(found.locator("p a, td a, li a")).to_have_count(0)


def test_who_leaves_in_the_middle_is_told_what_is_true_then(learner):
    """A miss in a round that is not ended counts in what is found again."""
    for _ in range(2):
        learner.start()
        learner.round()
        learner.root.get_by_role("button", name="Choose another round").click()
    learner.keep.check()
    stood = learner.root.locator(".practice-stood > p")
    expect(stood.first).to_contain_text("Yes, you're ready")
    learner.start()
    learner.choose(right=False)
    learner.press("Sure")
    learner.why(right=False)
    missed = BANK[learner.item]
    learner.page.reload()
    expect(stood.first).to_contain_text(re.compile("Where you stood: (Nearly|Not yet)"))
    if missed.critical:
        expect(stood.first).to_contain_text(f"must-know point: “{MUST_KNOW[missed.point]}”")
    expect(learner.root.locator(".practice-left")).to_have_text(
        "You left your last round after 1 of 10 cases. It counts; a new round brings other cases."
    )


def test_end_and_clear(learner):
    """After a round, Switch user says what would be gone; the next press leaves nothing of it."""
    learner.start(who="KL")
    learner.keep.check()
    learner.round({0: "Sure"})
    learner.clear.click()
    expect(learner.root.locator(".practice-said")).to_have_text(
        "What you practiced, and your review days, would be gone. "
        "To go ahead anyway, press “Switch user (clears answers)” again."
    )
    assert len(learner.stored()["log"]) == 10
    learner.clear.click()

    expect(learner.root.locator(".practice-said")).to_have_text(
        "Cleared. Nothing is kept on this device."
    )
    assert learner.page.evaluate(STORED) == NOTHING_STORED
    expect(learner.root.get_by_label("Your name")).to_have_value("")
    expect(learner.end).to_be_hidden()
    expect(learner.root.get_by_role("button", name="Start")).to_be_focused()
    assert "KL" not in learner.root.inner_text()
    learner.start()
    learner.round()
    expect(learner.session).to_contain_text("10 cases practiced.")
    assert learner.page.evaluate(STORED) == NOTHING_STORED


def leave(page: Page) -> list[str]:
    """Try to load the page anew; return what the browser asked, each time answered by staying."""
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with suppress(PlaywrightError):
        page.reload(timeout=2000)
    page.remove_listener("dialog", stay)
    return asked


def test_leaving_in_the_middle_asks_first(learner):
    """In the middle of a round that is not kept, leaving asks; before it and after it, not."""
    learner.start("A review day")
    assert leave(learner.page) == []
    learner.start("A review day")
    learner.take()
    assert leave(learner.page) == ["beforeunload"]
    learner.round()

    assert leave(learner.page) == []


def test_what_is_kept_may_be_left(learner):
    """Kept on request, what was practiced is there when one comes back, so leaving asks nothing."""
    learner.start("A review day")
    learner.keep.check()
    learner.take()

    assert leave(learner.page) == []
    expect(learner.session).to_contain_text("1 case practiced")


@pytest.mark.parametrize("keep", [True, False], ids=["kept", "not kept"])
def test_clearing_in_the_middle_asks_first(learner, keep):
    """In the middle of a round, Switch user says what would be gone; the next press does it."""
    learner.start("A review day")
    learner.keep.set_checked(keep)
    learner.take()
    learner.clear.click()
    expect(learner.root.locator(".practice-said")).to_have_text(
        "Your answers would be gone. "
        "To go ahead anyway, press “Switch user (clears answers)” again."
    )
    expect(learner.form).to_be_visible()
    learner.take()
    learner.clear.click()
    expect(learner.form).to_be_visible()
    learner.clear.click()

    expect(learner.root.locator(".practice-said")).to_contain_text("Cleared.")
    assert learner.page.evaluate(STORED) == NOTHING_STORED


def test_clearing_holds_in_every_tab(learner, context, address):
    """What was cleared in one tab is not written again by another."""
    learner.start()
    learner.keep.check()
    other = Learner(context.new_page(), address)
    expect(other.keep).to_be_checked()
    other.clear.click()
    expect(learner.keep).not_to_be_checked()
    expect(learner.kept).to_have_text("Progress was cleared elsewhere. Nothing more is kept.")
    learner.take()

    assert learner.page.evaluate(STORED) == NOTHING_STORED


def test_news_of_clearing_may_come_late(learner):
    """What was written before a tab heard that another had cleared is cleared, too."""
    learner.start()
    learner.keep.check()
    learner.take()
    learner.page.evaluate(CLEARED, KEY)

    assert learner.page.evaluate(STORED) == NOTHING_STORED
    expect(learner.keep).not_to_be_checked()


@pytest.mark.parametrize("script", [FULL, NO_STORE], ids=["full", "forbidden"])
def test_no_storage_breaks_nothing(browser, address, script):
    """Where storage is full or forbidden, practice works and says that nothing is kept."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(script)
    page = context.new_page()
    learner = Learner(page, address)
    learner.keep.click()
    expect(learner.kept).to_have_text(
        "This browser can't save your progress; practice works anyway."
    )
    expect(learner.keep).not_to_be_checked()
    learner.start("A review day")
    learner.round({0: "Sure"})
    learner.clear.dblclick()
    expect(learner.root.locator(".practice-said")).to_contain_text("Cleared.")
    context.close()


def test_storage_that_fills_up_is_told(learner):
    """When a later case cannot be kept, practice goes on and says so."""
    learner.start("A review day")
    learner.keep.check()
    learner.page.evaluate(f"() => {{ {FULL} }}")
    learner.take()

    expect(learner.kept).to_contain_text("can't save any more")
    expect(learner.keep).not_to_be_checked()
    learner.round()


GOOD = json.dumps(taken(POOL[0]))


@pytest.mark.parametrize(
    ("broken", "cases"),
    [
        ("{", None),
        ("null", None),
        ("7", None),
        ("[]", None),
        ('{"log": 7}', None),
        ('{"who": {"a": 1}, "log": []}', 0),
        (f'{{"who": "{"x" * 5000}", "log": []}}', 0),
        (f'{{"who": "", "log": [null, 7, "a", [], {{}}, {GOOD}]}}', 1),
        (f'{{"log": [{GOOD.replace("true", "1", 1)}, {GOOD}]}}', 1),
        (f'{{"log": [{GOOD.replace("2026-11-02", "2026-99-99")}, {GOOD}]}}', 1),
        (f'{{"log": [{GOOD.replace(": 2", ": 9")}, {GOOD}]}}', 1),
        (f'{{"log": [{GOOD.replace("@1", "@77")}]}}', 1),
        (f'{{"log": [{GOOD[:-1]}, "missed": 7}}, {GOOD}]}}', 1),
        (f'{{"log": [{GOOD[:-1]}, "missed": [7, "gone"]}}]}}', 1),
        (f'{{"log": [{GOOD}], "stood": "Not yet"}}', 1),
        (f'{{"log": [{GOOD}], "stood": {{"said": 7, "rows": [7, [], [{{}}, 1]]}}}}', 1),
        (f'{{"log": [{GOOD}], "stood": {{"said": "So", "rows": {{"0": 1}}}}}}', 1),
        (f'{{"__proto__": {{"log": [{GOOD}]}}}}', None),
    ],
)
def test_broken_storage_does_no_harm(learner, broken, cases):
    """Whatever stands in the storage, practice starts, and what is sound of it is counted."""
    learner.page.evaluate("pair => localStorage.setItem(...pair)", [KEY, broken])
    learner.page.reload()
    if cases is None:
        expect(learner.keep).not_to_be_checked()
    elif cases:
        expect(learner.session).to_contain_text(f"{cases} case")
    learner.start("A review day")
    learner.round()
    expect(learner.score).to_have_text(f"Well done: {REVIEW} of {REVIEW} right.")


# -- what the page weighs and needs ----------------------------------------------------------


def test_first_visit_is_light(site, page: Page, address):
    """The page holds no case and loads none before Start; it adds 20 KiB at most."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    learner = Learner(page, address)
    expect(learner.root.get_by_role("button", name="Start")).to_be_visible()
    own = [site / PAGE, site / "_static" / "practice.js"]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in own}

    assert [url for url in asked if "pool" in url or "result" in url] == []
    assert page.locator(".quiz-item").count() == 0
    assert sum(sizes.values()) <= LIGHT, sizes
    learner.start()
    assert [url.rsplit("/", 1)[1].split("?")[0] for url in asked[-4:]] == [
        "result.js", "confusion.js", "round.js", "practice-pool.js"
    ]  # fmt: skip


def test_practice_works_from_disk(site, page: Page):
    """Opened from disk, with no server, a round can be taken."""
    learner = Learner(page, f"{site.as_uri()}/")
    learner.start("A review day")
    learner.round()

    expect(learner.score).to_have_text(f"Well done: {REVIEW} of {REVIEW} right.")


def test_lost_connection_is_told(learner):
    """If the cases do not load, the page says so, and the next press tries again."""
    learner.page.route("**/practice-pool.js*", lambda route: route.abort())
    learner.root.get_by_role("button", name="Start").click()
    expect(learner.root.locator(".practice-said")).to_have_text(
        "The cases didn't load. Check the connection, then press Start again."
    )
    learner.page.unroute("**/practice-pool.js*")
    learner.start()

    expect(learner.form).to_be_visible()


def test_nothing_is_inline(site):
    """A strict policy finds no script, style or handler written into practice or its cases."""
    pool = json.loads(
        (site / "_static" / "practice-pool.js").read_text(encoding="utf-8")
        .removeprefix("d9311Practice.pool(").rstrip(";\n").removesuffix(")")
    )  # fmt: skip
    soup = BeautifulSoup((site / PAGE).read_text(encoding="utf-8"), "html.parser")
    html = str(soup.select_one("section.practice")) + "".join(i["html"] for i in pool["items"])
    found = BeautifulSoup(html, "html.parser")

    assert found.find_all(["script", "style"]) == []
    assert [
        t.name for t in found.find_all(True) if any(a == "style" or a[:2] == "on" for a in t.attrs)
    ] == []
    assert [item["id"] for item in pool["items"]] == list(POOL)


def test_without_script_the_page_says_so(visit):
    """Without script nothing dead is shown: a sentence, and a link to quizzes that work."""
    page = visit(PAGE, java_script_enabled=False)
    root = page.locator("section.practice")

    assert root.locator("button, input").filter(visible=True).count() == 0
    assert "Mixed practice needs JavaScript." in root.locator("noscript").inner_text()
    root.get_by_role("link", name="Quizzes that work without JavaScript").click()
    expect(
        page.locator("#quizzes-that-work-without-javascript").get_by_role("link").first
    ).to_be_visible()
