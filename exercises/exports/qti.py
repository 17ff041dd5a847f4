"""An item as QTI 3.0, and the same tree as QTI 2.2.

Credit is a mapping with lower bound 0, so a player adds up what the balanced rule says. The reasons
are modal feedback, shown once a response is in. Canvas's importer knows the names of QTI 2 only,
and takes the correct response of a choice without its mapping: it scores a select-all by a rule of
its own.
"""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, fromstring

from exercises.exports.words import asked, idnumber, line, reasons, scene
from exercises.items import Item
from exercises.scoring import key_of

XSI = "http://www.w3.org/2001/XMLSchema-instance"
SPACE_3, SCHEMA_3 = (
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd",
)
SPACE_2, SCHEMA_2 = (
    "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2p4.xsd",
)
WHYS = "whys"
"""What the outcome FEEDBACK holds once the reasons are to be shown."""


def item_name(item: str) -> str:
    """Return the identifier of *item*: one may not begin with a digit."""
    return f"item-{item}"


def assessment_item(item: Item) -> Element:
    """Return *item* as a `qti-assessment-item`."""
    root = qti("assessment-item", {
        "identifier": item_name(item.id), "title": item.id, "label": idnumber(item),
        "adaptive": "false", "time-dependent": "false", "xml:lang": "en",
    })  # fmt: skip
    root.extend([_response(item), _outcome("SCORE", "0"), _outcome("MAXSCORE", "1")])
    add(root, "outcome-declaration", identifier="FEEDBACK", cardinality="single",
        base_type="identifier")  # fmt: skip
    body = add(root, "item-body")
    body.append(_html(scene(item)))
    body.append(_match(item) if item.rows else _choice(item))
    _process(add(root, "response-processing"))
    feedback = add(root, "modal-feedback", outcome_identifier="FEEDBACK", identifier=WHYS,
                   show_hide="show")  # fmt: skip
    add(feedback, "content-body").append(_html(reasons(item)))
    return root


def qti(name: str, attributes: dict[str, str]) -> Element:
    """Return the root *name* of a file in QTI 3.0."""
    space = {"xmlns": SPACE_3, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{SPACE_3} {SCHEMA_3}"}
    return Element(f"qti-{name}", space | attributes)


def add(parent: Element, name: str, /, text: str | None = None, **attributes: str) -> Element:
    """Append the element *name* of QTI 3.0 to *parent* and return it."""
    named = {each.replace("_", "-"): value for each, value in attributes.items()}
    element = SubElement(parent, f"qti-{name}", named)
    element.text = text
    return element


def as_2_2(element: Element) -> Element:
    """Return *element* of QTI 3.0 as QTI 2.2 has it: the same names, written otherwise."""
    if not element.tag.startswith("qti-"):
        return element
    attributes = {_camel(name): value for name, value in element.attrib.items()}
    if "xmlns" in attributes:
        attributes |= {"xmlns": SPACE_2, "xsi:schemaLocation": f"{SPACE_2} {SCHEMA_2}"}
    made = Element(_camel(element.tag.removeprefix("qti-")), attributes)
    made.text = element.text
    for child in element:
        made.extend(child if child.tag == "qti-content-body" else [as_2_2(child)])
    return made


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


def _html(text: str) -> Element:
    return fromstring(f"<div>{text}</div>")


def _pick(pick: str) -> str:
    """Return *pick* as QTI names it: an option, or a row and an option."""
    row, colon, option = pick.rpartition(":")
    return f"row-{row} option-{option}" if colon else f"option-{option}"


def _response(item: Item) -> Element:
    """Return the correct response, and what each pick is worth."""
    declared = Element("qti-response-declaration", {
        "identifier": "RESPONSE",
        "cardinality": "single" if item.kind == "single" else "multiple",
        "base-type": "directedPair" if item.rows else "identifier",
    })  # fmt: skip
    correct = add(declared, "correct-response")
    mapping = add(declared, "mapping", lower_bound="0", upper_bound="1", default_value="0")
    key = key_of(item)
    for pick, weight in key.weights.items():
        if pick in item.keys:
            add(correct, "value", _pick(pick))
        if weight:
            worth = float(Fraction(weight, key.full))
            add(mapping, "map-entry", map_key=_pick(pick), mapped_value=repr(worth))
    return declared


def _outcome(name: str, value: str) -> Element:
    declared = Element("qti-outcome-declaration", {
        "identifier": name, "cardinality": "single", "base-type": "float",
    })  # fmt: skip
    add(add(declared, "default-value"), "value", value)
    return declared


def _prompt(interaction: Element, item: Item) -> None:
    """Say what is asked of *item*, where its stem does not."""
    if told := " ".join(asked(item)):
        interaction.append(fromstring(f"<qti-prompt>{told}</qti-prompt>"))


def _choice(item: Item) -> Element:
    single = item.kind == "single"
    made = Element("qti-choice-interaction", {
        "response-identifier": "RESPONSE", "max-choices": "1" if single else "0",
        "shuffle": "false" if item.standing else "true",
    })  # fmt: skip
    _prompt(made, item)
    for option in item.options:
        made.append(_said("simple-choice", option.text, identifier=_pick(option.id)))
    return made


def _match(item: Item) -> Element:
    """Return rows to be paired with options: a row takes one, an option any number of rows."""
    rows = str(len(item.rows))
    made = Element("qti-match-interaction", {
        "response-identifier": "RESPONSE", "max-associations": rows, "shuffle": "false",
    })  # fmt: skip
    _prompt(made, item)
    left, right = (add(made, "simple-match-set") for _ in range(2))
    for row in item.rows:
        left.append(_said("simple-associable-choice", row.text, identifier=f"row-{row.id}",
                          match_max="1"))  # fmt: skip
    for option in item.options:
        right.append(_said("simple-associable-choice", option.text, identifier=_pick(option.id),
                           match_max=rows))  # fmt: skip
    return made


def _said(name: str, text: str, **attributes: str) -> Element:
    """Return the element *name* that reads *text*."""
    made = fromstring(f"<qti-{name}>{line(text)}</qti-{name}>")
    made.attrib.update({each.replace("_", "-"): value for each, value in attributes.items()})
    return made


def _process(processing: Element) -> None:
    """Score as the standard's own template does, and show the reasons."""
    condition = add(processing, "response-condition")
    blank, given = add(condition, "response-if"), add(condition, "response-else")
    add(add(blank, "is-null"), "variable", identifier="RESPONSE")
    zero = add(blank, "set-outcome-value", identifier="SCORE")
    add(zero, "base-value", "0", base_type="float")
    summed = add(given, "set-outcome-value", identifier="SCORE")
    add(summed, "map-response", identifier="RESPONSE")
    shown = add(processing, "set-outcome-value", identifier="FEEDBACK")
    add(shown, "base-value", WHYS, base_type="identifier")
