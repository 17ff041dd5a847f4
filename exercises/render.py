"""Items and forms to accessible HTML. Knows no Sphinx and no widget: it takes data, it gives text.

The HTML carries the decision: each pick's weight stands beside it, so that a page adds and shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from exercises.attempts import page_data
from exercises.documents import Document, Rule, fill
from exercises.edition import edition
from exercises.forms import Form, shuffled
from exercises.items import Item
from exercises.loader import load_objectives
from exercises.scoring import RULES, key_of
from exercises.verdict import Aid


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The section that teaches an item: its title, and where to read it if that is known."""

    title: str
    href: str | None = None


def quiz(
    form: Form,
    bank: Mapping[str, Item],
    *,
    passage: Callable[[str], Passage],
    seed: int = 0,
    live: bool = False,
) -> str:
    """Return *form* as HTML: real forms, which quiz.js brings to life.

    *passage* turns the label of a section into the link to read again. With *live* the weights
    stay out, since Python scores each response.
    """
    items = [_item(form, bank[name], passage=passage, seed=seed, live=live) for name in form.items]
    return _environment().get_template("quiz.html.j2").render(form=form, items=items, live=live)


def attempt(form: Form, bank: Mapping[str, Item], *, passage: Callable[[str], Passage]) -> str:
    """Return *form* as HTML to be taken at one go, with what its page needs to make the result."""
    items = [_item(form, bank[name], passage=passage, seed=0, live=False) for name in form.items]
    objectives = []
    for name, title in load_objectives().items():
        mine = [bank[each] for each in form.items if bank[each].objective == name]
        read = [{"item": item.id, "passage": passage(item.read)} for item in mine]
        if mine:
            objectives.append({"id": name, "title": title, "read": read})
    return template(
        "attempt",
        form=form,
        items=items,
        objectives=objectives,
        cut=edition().substitutions["cut"],
        data=page_data(form, bank),
        live=False,
    )


def aid(tree: Aid, *, passage: Callable[[str], Passage]) -> str:
    """Return the whole *tree* as HTML: links that jump, which aid.js shows one at a time."""
    return template("aid", aid=tree, passage=passage)


def document(made: Document, *, guard: tuple[Rule, ...]) -> str:
    """Return *made* as a form and its text, which document.js fills."""
    return template("document", document=made, guard=guard, empty=fill(made, {}))


def template(name: str, **values: Any) -> str:
    """Return the template *name* filled with *values*; everything in them is shown as text."""
    return _environment().get_template(f"{name}.html.j2").render(**values)


def prose(text: str) -> Markup:
    """Return *text* as HTML: emphasis and code are kept, everything else is shown as written."""
    return Markup(_markdown().renderInline(text.strip()))


def _item(
    form: Form, item: Item, *, passage: Callable[[str], Passage], seed: int, live: bool
) -> dict[str, Any]:
    """Return what the template needs to draw *item*."""
    key = key_of(item)
    by_id = {option.id: option for option in item.options}
    order = shuffled(list(by_id), seed=seed, salt=item.id)
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
    }


def _letters(item: Item, order: Sequence[str]) -> str:
    """Return the key as it is written on paper: `B`, `A, C`, or `B, A, B` for the rows in turn."""
    by_option = dict(zip(order, ascii_uppercase, strict=False))
    keys = [row.key for row in item.rows] or [name for name in order if name in item.keys]
    return ", ".join(by_option[name] for name in keys)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("exercises"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = prose
    environment.globals["letters"] = ascii_uppercase
    return environment


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])
