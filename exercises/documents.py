"""Documents with gaps: a note, a question card, a letter. A document is data; this fills it.

Everything about the patient stays a [bracket], to be filled in the practice's own system.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from exercises.plain import begun, fold, within

GAP = re.compile(r"\{([a-z0-9-]+)\}")
_GAP_AND_STOP = re.compile(GAP.pattern + r"(\.?)")
BRACKET = re.compile(r"\[([^\[\]]+)\]")
SENTENCE = ("\n", ". ", "! ", "? ")
LONGEST = 600
"""How many characters a field takes: what is longer stays in it, and out of the text."""
TOO_LONG = f"Too long: {{}} over the limit of {LONGEST} characters. Nothing is cut. Shorten it."
_STOPS, _MARKS = " \t\n.…", "?!"
"""What no sentence ends in twice; with the marks, what says nothing by itself."""
_GOES_ON = re.compile(r"[.,;:]| [a-z]")
_ENDED = re.compile(r"[.…?!][\"'”’]*$")
_STATED = r"^(?![\s\S]*\?)[\s\S]*?(?:%s)"
"""A pattern, where no question mark stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Wording to look for, as a pattern that Python and browsers read alike, and what to say."""

    pattern: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One gap. *element* is what a reader of the document would miss; fields may share one.

    Those of *later* are asked for when the short form is filled in. A field that *refuses* words
    of its own is held to these alone, the others to what the document refuses. One that asks says
    *instead* what it has to say to a statement that the document refuses.
    """

    id: str
    element: str
    label: str
    kind: Literal["tick", "pick", "text"]
    options: tuple[str, ...] = ()
    text: str = ""
    hint: str = ""
    when: Literal["first", "later"] = "first"
    refuse: tuple[Rule, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with `{gaps}`, the fields that fill them, and the words it *refuses*.

    One *about* a patient is guarded against what shows who that is; one about the office isn't.
    Raises `ValueError` for a gap without a field, a field without a gap, or a broken pattern.
    """

    id: str
    title: str
    text: str
    fields: tuple[Field, ...]
    refuse: tuple[Rule, ...] = ()
    about: Literal["patient", "office"] = "patient"
    longest: ClassVar = LONGEST
    too_long: ClassVar = TOO_LONG

    def __post_init__(self) -> None:
        gaps, names = set(GAP.findall(self.text)), {field.id for field in self.fields}
        for name in sorted(gaps ^ names):
            lack = "no field fills it" if name in gaps else "the text has no gap for it"
            raise ValueError(f"document {self.id!r}: {{{name}}}: {lack}")
        for rule in (*self.refuse, *(rule for field in self.fields for rule in field.refuse)):
            re.compile(rule.pattern, re.IGNORECASE)

    @property
    def elements(self) -> tuple[str, ...]:
        """Return what the document must hold, each once, in order."""
        return tuple(dict.fromkeys(field.element for field in self.fields))

    @property
    def later(self) -> tuple[Field, ...]:
        """Return the fields that can wait, in order."""
        return tuple(field for field in self.fields if field.when == "later")

    def rules(self, field: Field) -> tuple[Rule, ...]:
        """Return the rules that *field* is held to: its own, or the document's."""
        if not field.instead:
            return field.refuse or self.refuse
        stated = (Rule(pattern=_STATED % each.pattern, say=field.instead) for each in self.refuse)
        return (*field.refuse, *stated)


def refused(document: Document, field: Field, value: str) -> tuple[str, ...]:
    """Return what to say about a *value* that *field* refuses: as too long, or by its rules.

    A tick holds no words to refuse.
    """
    if field.kind == "tick":
        return ()
    over = len(_line(value)) - LONGEST
    return (TOO_LONG.format(over),) if over > 0 else found(document.rules(field), value)


def _line(value: str) -> str:
    return " ".join(value.split())


def _lacks(document: Document, field: Field, values: Mapping[str, str]) -> bool:
    """Tell whether *field* has no value, or one that it refuses: no reader may take it for one."""
    value = values.get(field.id, "")
    return not value.strip(_STOPS + _MARKS) or bool(refused(document, field, value))


def fill(document: Document, values: Mapping[str, str]) -> str:
    """Return the text with *values* in its gaps; one that lacks its own is `[MISSING: its label]`.

    A value that begins a sentence begins with a capital, and one that the text goes on from
    leaves the full stop to it; where the value asks or calls out, the text's own stop is left out.
    A label within a sentence keeps its acronyms.
    """
    fields = {field.id: field for field in document.fields}

    def gap(match: re.Match[str]) -> str:
        field = fields[match[1]]
        if _lacks(document, field, values):
            return f"[MISSING: {within(field.label.rstrip('?'))}]{match[2]}"
        said = field.text if field.kind == "tick" else _line(values[field.id])
        if _GOES_ON.match(document.text, match.end(1) + 1):
            said = said.rstrip(_STOPS)
        begins = not match.start() or document.text[: match.start()].endswith(SENTENCE)
        said = begun(said) if begins else said
        return said if _ENDED.search(said) else said + match[2]

    return _GAP_AND_STOP.sub(gap, document.text).strip()


def blank(document: Document, form: str) -> str:
    """Return the text as a template: each gap and each [bracket] as *form* with its name for {}.

    A tick writes its text: what it says is always so in the finished document.
    """
    fields = {field.id: field for field in document.fields}

    def gap(match: re.Match[str]) -> str:
        field = fields[match[1]]
        return field.text if field.kind == "tick" else f"[{field.label.rstrip('?')}]"

    text = GAP.sub(gap, document.text).strip()
    return BRACKET.sub(lambda match: form.replace("{}", match[1]), text)


def missing(document: Document, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the elements with a field that lacks its value, or has a refused one, in order."""
    empty = {field.element for field in document.fields if _lacks(document, field, values)}
    return tuple(element for element in document.elements if element in empty)


def found(rules: tuple[Rule, ...], text: str) -> tuple[str, ...]:
    """Return what to say about *text*: the sentences of the rules that fit, each once."""
    plain = fold(text)
    said = (rule.say for rule in rules if re.search(rule.pattern, plain, re.IGNORECASE))
    return tuple(dict.fromkeys(said))
