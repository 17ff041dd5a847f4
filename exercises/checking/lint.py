"""Rules of good items that a machine can hold. What cannot be scored at all, `items` refuses.

Sources: item-writing guidelines of Haladyna and Rodriguez, and the NBME's guide; see CONTRIBUTING.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from exercises.checking import balance, guessers
from exercises.forms import Form
from exercises.items import Item, Option, Row
from exercises.plain import counted
from exercises.quoted import listed, quoted
from exercises.reading.bank import Bank
from exercises.reading.data_files import load
from exercises.reading.edition import edition
from exercises.reading.package import data
from exercises.reading.passages import NO_SECTION, sections, text_here
from exercises.reading.yaml_reader import show

WHY_WORDS = 8
OPTIONS = {"single": (3, 3), "multiple": (4, 5), "match": (3, 5)}
"""How many options an item of its own may have; a decision has what its list has."""
STEM_WORDS, SHOWN_WORDS = 70, 100
"""How many words a case has, alone and with what lies on the desk."""
OWN_SHARE = Fraction(5, 100)
"""How many items of an objective of cases may have options of their own."""
OURS = "ours"
"""The source of what is our rule or our reading, which the book says is ours."""
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
    found += [f"{bank.places[item]}: item {item!r}: {said}" for item, said in balance.twins(bank)]
    if forms and _deciding(bank):
        found += [*balance.lists(bank), *balance.few_twins(bank), *_own(bank)]
    place = show(data("forms.yml"))
    for form in forms.values():
        problems = [
            *_form(form, bank, seeds),
            *_over_decisions(form, bank),
            *_kept_apart(form, forms.values()),
        ]
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
    if item.critical and item.point not in (named := load("must-know")):
        yield (
            f"is critical, and point {quoted(item.point)} is not in must-know.yml; "
            f"say it there{f', or take one of {listed(named)}' if named else ''}"
        )
    if labels is not None and item.read not in labels:
        yield f"read {quoted(item.read)} {NO_SECTION}"
    for source in item.source if sources is not None else ():
        if source != OURS and source not in (sources or ()):
            yield f"source {quoted(source)} is not in references.bib; add it there or name another"


def _deciding(bank: Mapping[str, Item]) -> set[str]:
    """Return the objectives whose items are cases over decisions."""
    return {item.objective for item in bank.values() if item.decision}


def _own(bank: Bank) -> Iterator[str]:
    """Yield that an objective of cases has too many items with options of their own."""
    for objective in sorted(_deciding(bank)):
        items = [item for item in bank.values() if item.objective == objective]
        own = [item.id for item in items if item.decision is None]
        if len(own) > OWN_SHARE * len(items):
            yield (
                f"{bank.places[own[-1]]}: item {own[-1]!r}: is one of {len(own)} of {objective!r} "
                f"with options of their own; use {int(OWN_SHARE * len(items))} or fewer, "
                "and take a decision instead"
            )


def _stem(item: Item) -> Iterator[str]:
    if item.decision is None:
        yield from _own_stem(item)
        return
    words = len(item.stem.split())
    shown = words + sum(len(line.split()) for line in item.exhibit.lines) if item.exhibit else words
    if words > STEM_WORDS:
        yield f"stem has {words} words; tell the case in {STEM_WORDS} or fewer"
    elif shown > SHOWN_WORDS:
        yield f"stem and exhibit have {shown} words; use {SHOWN_WORDS} or fewer"


def _own_stem(item: Item) -> Iterator[str]:
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
    if item.decision is None and not low <= count <= high:
        span = str(low) if low == high else f"{low} to {high}"
        yield f"has {counted(count, 'option')}; write {span} for {item.kind} choice"
    tags = load("misconceptions")
    for option in item.options:
        here = f"option {option.id!r}"
        if item.decision:
            if option.misconception and option.misconception not in tags:
                yield (
                    f"{here}: mistake {quoted(option.misconception)} is unknown; "
                    f"use one of {', '.join(tags)}"
                )
            if option.id in item.keys and option.misconception:
                yield f"{here}: is a key, so it comes from no mistake; delete it from mistakes"
            continue
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
                f"{here}: misconception {quoted(option.misconception)} is unknown; "
                f"use one of {', '.join(tags)}"
            )
    whys = {f"option {o.id!r}": o.why for o in item.options if o.why} | {
        f"row {r.id!r}": r.why for r in item.rows
    }
    for here, why in whys.items():
        if len(why.split()) < WHY_WORDS:
            yield f"{here}: why has {counted(len(why.split()), 'word')}; use {WHY_WORDS} or more"


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
    for name, bot in guessers.BOTS.items():
        share = guessers.share(bot, form, bank, range(seeds))
        if share >= BOT_SHARE:
            yield f"the guesser {name} earns {float(share):.0%}; rewrite what gives keys away"


def _over_decisions(form: Form, bank: Bank) -> Iterator[str]:
    """Yield what a form over decisions gives away: by its lists, and by a case and its twin."""
    items = [bank[name] for name in form.items]
    deciding = _deciding(bank)
    for item in items if form.mode != "practice" else ():
        if item.decision is None and item.objective in deciding:
            yield f"item {item.id!r} has options of its own; take a case over a decision"
        if item.twin in form.items and item.id < str(item.twin):
            yield f"shows {item.id!r} and its twin {item.twin!r}; keep one"
    if len(items) >= balance.LONG and deciding:
        share = balance.commonest(form, bank)
        if share > balance.COMMONEST:
            yield f"the commonest key of each list earns {float(share):.0%}; exchange an item"


def _kept_apart(form: Form, forms: Iterable[Form]) -> Iterator[str]:
    """Yield what a form with a standard shares: it asks what no other form has shown."""
    if form.cut is None:
        return
    for other in forms:
        if other is not form and (shared := set(form.items) & set(other.items)):
            yield f"shares {', '.join(sorted(shared))} with form {other.id!r}; keep them apart"


def _bibliography(book: Path) -> set[str]:
    path = book / "references.bib"
    text = text_here(path) if path.exists() else ""  # a book of its own rules needs none
    return set(re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE))
