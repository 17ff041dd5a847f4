"""Items and forms to accessible HTML. Knows no Sphinx and no widget: it takes data, it gives text.

The HTML carries the decision: each pick's weight stands beside it, so that a page adds and shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from string import ascii_uppercase
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from exercises.documents import Document, Rule, fill
from exercises.forms import Form, mixed, pool
from exercises.items import Item
from exercises.order import shown
from exercises.reading import schemas
from exercises.reading.contact import contact
from exercises.reading.data_files import load, load_objectives
from exercises.reading.edition import edition, long_date
from exercises.reading.named import LINK
from exercises.reading.package import PACKAGE
from exercises.reading.passages import Linked
from exercises.reading.subject import subject
from exercises.results.letters import SEED, letters, ranges, to_letters
from exercises.results.page import page_data
from exercises.results.practice import COUNTS, LEVELS, LIMITS, REVIEW_DAYS, first, practice_data
from exercises.results.result import content_hash
from exercises.scoring import RULES, key_of
from exercises.verdict import Aid


def quiz(
    form: Form,
    bank: Mapping[str, Item],
    *,
    passage: Linked,
    seed: int = 0,
    live: bool = False,
    page: str = "",
) -> str:
    """Return *form* as HTML: real forms, which quiz.js brings to life.

    *passage* turns the label of a section into the link to read again; *page* is named where a
    fault is told. With *live* the weights stay out, since Python scores each response.
    """
    items = [
        _item(form, bank[name], passage=passage, seed=seed, live=live, page=page)
        for name in form.items
    ]
    return _environment().get_template("quiz.html.j2").render(form=form, items=items, live=live)


def attempt(
    form: Form,
    bank: Mapping[str, Item],
    *,
    scripts: Sequence[str],
    passage: Linked,
    leaves: str = "Nothing leaves this page unless you save a file.",
) -> str:
    """Return *form* as HTML to be taken at one go; attempt.js loads *scripts* at Start.

    They bring what makes the result, so the items carry neither weights nor reasons. *leaves*
    says who gets what.
    """
    items = [_item(form, bank[name], passage=passage, seed=0, live=True) for name in form.items]
    tested = {bank[name].objective for name in form.items}
    return template(
        "attempt",
        form=form,
        items=items,
        objectives={name: text for name, text in load_objectives().items() if name in tested},
        cut=edition().substitutions["cut"],
        hash=content_hash(form, bank),
        scripts=scripts,
        leaves=leaves,
        days=REVIEW_DAYS,
        practice=passage("mixed-practice"),
        live=False,
    )


def form_data(forms: Sequence[Form], bank: Mapping[str, Item]) -> str:
    """Return the script that hands the data of *forms* to the page: keys, cut, order, hash."""
    return _hand({form.id: page_data(form, bank) for form in forms})


def attempt_data(form: Form, bank: Mapping[str, Item], *, passage: Linked, page: str = "") -> str:
    """Return the script that hands the page what *form* needs from Start on."""
    return _hand(attempt_told(form, bank, passage=passage, page=page))


def attempt_told(
    form: Form, bank: Mapping[str, Item], *, passage: Linked, page: str = ""
) -> dict[str, Any]:
    """Return what *form* needs from Start on, under its name: data, and reasons as HTML."""
    drawn = [
        _item(form, bank[name], passage=passage, seed=0, live=True, page=page)
        for name in form.items
    ]
    reasons = {each["item"].id: template("reasons", each=each) for each in drawn}
    return {form.id: page_data(form, bank) | {"reasons": reasons}}


def _hand(told: Mapping[str, Any]) -> str:
    return f"Object.assign({subject().mark}Quiz.data, {json.dumps(told, separators=(',', ':'))});\n"


def certificate(forms: Sequence[Form], bank: Mapping[str, Item], *, scripts: Sequence[str]) -> str:
    """Return the page that scores a result of *forms* anew, and the sheet that shows it."""
    data = {"schema": schemas.schema("result"), "forms": [page_data(form, bank) for form in forms]}
    return template("certificate", data=data, scripts=scripts)


def paper(forms: Sequence[Form], bank: Mapping[str, Item], *, scripts: Sequence[str]) -> str:
    """Return *forms* to be printed, lettered as the first seed has it, each with its key.

    paper.js loads *scripts* when another seed is asked for, or letters come back.
    """
    sheets = []
    for form in forms:
        items = []
        for item in (bank[name] for name in form.items):
            by_id = {option.id: option for option in item.options}
            options = [by_id[name] for name in letters(item, SEED)]
            key = to_letters(item, item.keys, SEED)
            items.append({"item": item, "options": options, "key": key, "rule": RULES[item.kind]})
        mark = content_hash(form, bank)
        sheets.append({"form": form, "asked": items, "ranges": ranges(form), "hash": mark})
    cut = edition().substitutions["cut"]
    return template("paper", sheets=sheets, scripts=scripts, seed=SEED, cut=cut, edition=edition())


def practice(
    bank: Mapping[str, Item], forms: Mapping[str, Form], *, scripts: Sequence[str], passage: Linked
) -> str:
    """Return where mixed practice starts and ends; practice.js loads *scripts* at Start."""
    return template(
        "practice",
        form=mixed([]),
        scripts=scripts,
        days=REVIEW_DAYS,
        counts=COUNTS | {"late": LIMITS["late"]},
        first=first(bank, forms),
        musts=any(bank[name].critical for name in pool(bank, forms.values())),
        form_a=passage("form-a"),
        quizzes=passage("mixed-practice-quizzes"),
    )


def practice_pool(
    bank: Mapping[str, Item], forms: Mapping[str, Form], *, passage: Linked, page: str = ""
) -> str:
    """Return the script that hands the pool to practice.js: its rules, and each item as HTML."""
    data = practice_data(bank, forms)
    for each in data["items"]:
        drawn = _item(mixed([]), bank[each["id"]], passage=passage, seed=0, live=False, page=page)
        each["html"] = template("item", each=drawn, position=1, count=1, levels=LEVELS)
    return f"{subject().mark}Practice.pool({json.dumps(data, separators=(',', ':'))});\n"


def aid(tree: Aid, *, passage: Linked) -> str:
    """Return the whole *tree* as HTML: links that jump, which aid.js shows one at a time."""
    return template("aid", aid=tree, passage=passage)


def team_data(data: Mapping[str, Any], *, passage: Linked) -> str:
    """Return the *data* of `report_page.page_data` as JSON, with its passages linked."""
    activities = {}
    for name, each in data["activities"].items():
        to = passage(each["read"])
        activities[name] = each | {"read": to.title, "href": to.href}
    # The order of objectives and mistakes is data too.
    return json.dumps({**data, "activities": activities}, ensure_ascii=False)


def document(
    made: Document, *, guard: tuple[Rule, ...], placeholders: Sequence[Mapping[str, str]] = ()
) -> str:
    """Return *made* as a form and its text, which document.js fills."""
    return template(
        "document", document=made, guard=guard, placeholders=placeholders, empty=fill(made, {})
    )


def script(words: str, *, passage: Linked) -> str:
    """Return what is said, line by line, with a button that copies it; {pages} become links."""
    lines = [LINK.split(line) for line in words.split("\n")]
    return template("script", lines=lines, passage=passage)


def session(*, passage: Linked) -> str:
    """Return the plan of a session: its invitation and its days, which session.js fills and saves.

    The days of the next edition are among them.
    """
    told = edition()
    days = [
        {
            "id": f"cdt-{told.next_cdt}",
            "on": told.next_effective,
            "title": f"CDT {told.next_cdt} takes effect: read what changed, "
            "then update printed pages",
            "to": passage("next-edition"),
        },
        {
            "id": "refresher",
            "on": told.refresher,
            "title": f"{subject().name}: five questions on the new edition",
            "to": passage("refresher"),
        },
    ]
    return template(
        "session",
        days=days,
        date=long_date,
        reviews=REVIEW_DAYS[1:],  # the day after it is for the form
        quiz=passage("before-the-session"),
        test=passage("form-a"),
        practice=passage("mixed-practice"),
    )


def template(name: str, **values: Any) -> str:
    """Return the template *name* filled with *values*; everything in them is shown as text."""
    return _environment().get_template(f"{name}.html.j2").render(**values)


@lru_cache(maxsize=1 << 14)  # each format of an export asks for the same texts
def prose(text: str) -> Markup:
    """Return *text* as HTML: emphasis and code are kept, quotation marks curl, the rest is text."""
    return Markup(_markdown().renderInline(text.strip()))


def _item(
    form: Form,
    item: Item,
    *,
    passage: Linked,
    seed: int,
    live: bool,
    page: str = "",
) -> dict[str, Any]:
    """Return what the template needs to draw *item*."""
    key, order = key_of(item), shown(item, seed)
    by_id = {option.id: option for option in item.options}
    told = (item.id, f"version {item.version}", page, f"CDT {edition().cdt}")
    return {
        "item": item,
        "uid": f"{form.id}--{item.id}",
        "rule": RULES[item.kind],
        "full": None if live else key.full,
        "weight": {} if live else key.weights,
        "options": [by_id[name] for name in order],
        "by_id": by_id,
        "passage": passage(item.read),
        "letters": _letters(item, order),
        "verdicts": all(map(subject().look, order)),
        "line": ", ".join(filter(None, told)),
    }


def _letters(item: Item, order: Sequence[str]) -> str:
    """Return the key as it is written on paper: `B`, `A, C`, or `B, A, B` for the rows in turn."""
    by_option = dict(zip(order, ascii_uppercase, strict=False))
    keys = [row.key for row in item.rows] or [name for name in order if name in item.keys]
    return ", ".join(by_option[name] for name in keys)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(sorted({path.parent for path in PACKAGE.rglob("*.j2")})),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = prose
    limits = load("limits")
    environment.globals |= {"subject": subject, "letters": ascii_uppercase, "contact": contact,
                            "longest": limits["longest-name"],
                            "largest_seed": limits["largest-seed"]}  # fmt: skip
    environment.globals["link"] = vars(environment.get_template("link.html.j2").module)["link"]
    return environment


@cache
def _markdown() -> MarkdownIt:
    rules = ["emphasis", "backticks", "escape", "smartquotes"]
    return MarkdownIt("zero", {"typographer": True}).enable(rules)
