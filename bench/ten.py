"""The ten items that every site of the bench shows, as each tool wants them written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from exercises.faces.render import prose
from exercises.items import Item

TEN = (
    "choose-stent-not-yet-accepted",
    "choose-inr-by-staff",
    "choose-valve-the-visit",
    "choose-sore-molar-films-only",
    "define-ready-plan-said-yes",
    "bill-first-line-opens-monday",
    "current-edition-sticky-note",
    "denials-next-booklet-agrees",
    "document-late-called-away",
    "privacy-fix-at-the-counter",
)
"""Single choice, which every tool can ask; from each objective at least one."""


def ten(bank: Mapping[str, Item]) -> list[Item]:
    """Return the ten items. Raises `ValueError` for one that no tool but this book's can ask."""
    items = [bank[name] for name in TEN]
    for item in items:
        if item.kind != "single":
            raise ValueError(f"item {item.id!r}: is {item.kind}; name a single choice in its place")
    return items


def form(name: str) -> str:
    """Return the ten items as a form of this book."""
    lines = [f"{name}:", '  title: "Ten questions"', "  items:", *(f"    - {each}" for each in TEN)]
    return "\n".join(lines) + "\n"


def jupyterquiz(items: Sequence[Item]) -> str:
    """Return the items as `display_quiz` of jupyterquiz takes them: a list in JSON."""
    return json.dumps(
        [
            {
                "question": prose(item.stem),
                "type": "multiple_choice",
                "answers": [
                    {
                        "answer": prose(option.text),
                        "correct": option.id in item.keys,
                        "feedback": prose(option.why),
                    }
                    for option in item.options
                ],
            }
            for item in items
        ],
        ensure_ascii=False,
        indent=1,
    )


def mkdocs_quiz(items: Sequence[Item]) -> str:
    """Return the items in the Markdown of mkdocs-quiz, each option with its why."""

    def lines(item: Item) -> Iterator[str]:
        yield "<quiz>"
        yield _line(item.stem)
        for option in item.options:
            yield f"- [{'x' if option.id in item.keys else ' '}] {_line(option.text)}"
            yield f"  > {_line(option.why)}"
        yield "</quiz>\n"

    return "\n".join(line for item in items for line in lines(item))


def _line(text: str) -> str:
    return " ".join(text.split())
