"""Rules of good items that a machine can hold. What cannot be scored at all, `items` refuses.

Sources: item-writing guidelines of Haladyna and Rodriguez, and the NBME's guide; see CONTRIBUTING.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from statistics import mean

from exercises.checking import guessers
from exercises.forms import Form
from exercises.items import Item, Option, Row
from exercises.order import shuffled
from exercises.reading.bank import Bank
from exercises.reading.edition import edition
from exercises.reading.package import DATA, load_data
from exercises.reading.passages import sections
from exercises.reading.yaml_reader import show

WHY_WORDS = 8
OPTIONS = {"single": (3, 3), "multiple": (4, 5), "match": (3, 5)}
KEY_LONGEST = 0.40
KEY_LENGTH = (0.8, 1.25)
KEY_PLACE = 0.60
BOT_SHARE = 0.50
SINGLE_SHARE = 0.80
LONG_FORM = 6
"""From how many items on a form's lengths, places and guessers are judged."""

_ABOVE = re.compile(r"\b(all|none|both) of (the|these)( above)?\b|\ball three\b", re.IGNORECASE)
_OPEN = re.compile(r"which of (the following|these)", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?i:which|what|who)\b[^.?]*\b(is|are|does|do|should|may|would)n?[ '](not|t)\b"
)
_APPLY = "Choose all that apply."


def lint(
    bank: Bank,
    forms: Mapping[str, Form],
    *,
    book: Path | None = None,
    seeds: int = 100,
) -> list[str]:
    """Return `file:line: item: problem; help` for everything in *bank* and *forms* to mend.

    With the folder of the *book*, each source and each passage to read must stand there.
    """
    labels = sections(book).keys() if book else None
    sources = _bibliography(book) if book else None
    found = [
        f"{bank.places[item.id]}: item {item.id!r}: {problem}"
        for item in bank.values()
        for problem in _item(item, labels, sources)
    ]
    place = show(DATA / "forms.yml")
    for form in forms.values():
        problems = [*_form(form, bank, seeds), *_kept_apart(form, forms.values())]
        found += [f"{place}: form {form.id!r}: {problem}" for problem in problems]
    return found


def _item(
    item: Item, labels: Collection[str] | None, sources: Collection[str] | None
) -> Iterator[str]:
    yield from _stem(item)
    yield from _options(item)
    parts: list[Option | Row] = [*item.options, *item.rows]
    for text in [item.stem, *(part.text for part in parts), *(part.why for part in parts)]:
        for code, name in edition().names.items():
            if name.lower() in " ".join(text.lower().split()):
                yield f"quotes the name of {code}; say it in our own words"
    if labels is not None and item.read not in labels:
        yield f"read {item.read!r} labels no section of the book; use the label above a heading"
    for source in item.source if sources is not None else ():
        if source not in (sources or ()):
            yield f"source {source!r} is not in references.bib; add it there or name another"


def _stem(item: Item) -> Iterator[str]:
    stem = item.stem.strip()
    if item.kind == "multiple" and not stem.endswith(_APPLY):
        yield f"select-all hides its rule; end the stem with {_APPLY!r}"
    question = stem.removesuffix(_APPLY).strip()
    if item.kind != "match" and not question.endswith("?"):
        yield f"stem ends in {question[-12:]!r}; end it with a question"
    if _OPEN.search(stem):
        yield "asks 'which of the following'; ask what can be answered with the options hidden"
    if _NEGATIVE.search(question.rpartition(". ")[2]):
        yield "asks for what is not so; ask the other way round, or write NOT in capitals"


def _options(item: Item) -> Iterator[str]:
    low, high = OPTIONS[item.kind]
    count = len(item.options)
    if not low <= count <= high:
        span = str(low) if low == high else f"{low} to {high}"
        yield f"has {count} options; write {span} for {item.kind} choice"
    tags = load_data("misconceptions")
    for option in item.options:
        here = f"option {option.id!r}"
        if word := guessers.ABSOLUTES.search(option.text):
            yield f"{here}: {word[0]!r} helps the test-wise; say it without absolutes"
        if _ABOVE.search(option.text):
            yield f"{here}: speaks of the other options; say what it claims"
        if item.rows:
            continue
        if option.id in item.keys and option.misconception:
            yield f"{here}: is a key, so it comes from no mistake; delete misconception"
        if option.id not in item.keys and option.misconception not in tags:
            yield (
                f"{here}: misconception {option.misconception!r} is unknown; "
                f"use one of {', '.join(tags)}"
            )
    whys = {f"option {o.id!r}": o.why for o in item.options} | {
        f"row {r.id!r}": r.why for r in item.rows
    }
    for here, why in whys.items():
        if len(why.split()) < WHY_WORDS:
            yield f"{here}: why has {len(why.split())} words; use {WHY_WORDS} or more"


def _form(form: Form, bank: Mapping[str, Item], seeds: int) -> Iterator[str]:
    items = [bank[name] for name in form.items]
    for case, count in Counter(item.case for item in items).items():
        if count > 1:
            yield f"shows the case {case!r} {count} times, so one item answers another; keep one"
    if len(items) < LONG_FORM:
        return
    single = [item for item in items if item.kind == "single"]
    if len(single) < SINGLE_SHARE * len(items):
        least = f"{SINGLE_SHARE:.0%}"
        yield f"has {len(single)} single-choice items of {len(items)}; use {least} or more"
    if not single:
        return
    longest = sum(_key_is_longest(item) for item in single)
    if longest > KEY_LONGEST * len(single):
        yield f"the key is the longest option in {longest} of {len(single)}; shorten keys"
    ratio = _key_length(single)
    if not KEY_LENGTH[0] <= ratio <= KEY_LENGTH[1]:
        yield (
            f"keys are {ratio:.2f} times as long as distractors; "
            f"keep between {KEY_LENGTH[0]} and {KEY_LENGTH[1]}"
        )
    places = Counter(_key_place(item) for item in single)
    place, most = places.most_common(1)[0]
    if most > KEY_PLACE * len(single):
        yield f"the key stands in place {place + 1} in {most} of {len(single)}; swap an item"
    for name, bot in guessers.BOTS.items():
        share = guessers.share(bot, form, bank, range(seeds))
        if share >= BOT_SHARE:
            yield f"the guesser {name} earns {float(share):.0%}; rewrite what gives keys away"


def _kept_apart(form: Form, forms: Iterable[Form]) -> Iterator[str]:
    """Yield what a form with a standard shares: it asks what no other form has shown."""
    if form.cut is None:
        return
    for other in forms:
        if other is not form and (shared := set(form.items) & set(other.items)):
            yield f"shares {', '.join(sorted(shared))} with form {other.id!r}; keep them apart"


def _key_is_longest(item: Item) -> bool:
    lengths = {option.id: len(option.text) for option in item.options}
    (key,) = item.keys
    return all(lengths[key] > length for name, length in lengths.items() if name != key)


def _key_length(items: Collection[Item]) -> float:
    keys = [len(o.text) for item in items for o in item.options if o.id in item.keys]
    others = [len(o.text) for item in items for o in item.options if o.id not in item.keys]
    return mean(keys) / mean(others)


def _key_place(item: Item) -> int:
    order = shuffled([option.id for option in item.options], seed=0, salt=item.id)
    (key,) = item.keys
    return order.index(key)


def _bibliography(book: Path) -> set[str]:
    text = (book / "references.bib").read_text(encoding="utf-8")
    return set(re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE))
