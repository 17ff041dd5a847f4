"""Moodle XML: a category for each objective and each form, and every item as a question.

Import it into a question bank; a form is a quiz of the questions of its category, in their order.
That a critical item must not be missed is a tag only, since Moodle knows no such rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from exercises.exports.fractions import check, percents
from exercises.exports.groups import Group
from exercises.exports.tree import written
from exercises.exports.words import idnumber, line, notice, path, plain, question, reasons, tags
from exercises.items import Item


def moodle(groups: Sequence[Group]) -> bytes:
    """Return *groups* as one file. Raises `ExportError` for items that Moodle cannot hold."""
    check(item for group in groups for item in group.items)
    quiz = Element("quiz")
    for group in groups:
        _category(quiz, group)
        for item in group.items:
            _question(quiz, item)
    return written(quiz)


def category(group: Group) -> str:
    """Return the place of *group*, below whatever the teacher imports into.

    A name's own slash is doubled. Without `$course$` it goes where the teacher is, in Moodle 5 too.
    """
    return "/".join(["top", *(name.replace("/", "//") for name in path(group))])


def pairs(item: Item) -> list[tuple[str, str]]:
    """Return each row of *item* with the option that fits it, then the options that fit none.

    Moodle gives each row the same, shuffles the options itself and shows them without HTML.
    """
    fitting = {row.key for row in item.rows}
    by_id = {option.id: plain(option.text) for option in item.options}
    extra = [("", text) for name, text in by_id.items() if name not in fitting]
    return [*((row.text, by_id[row.key]) for row in item.rows), *extra]


def _category(quiz: Element, group: Group) -> None:
    element = SubElement(quiz, "question", type="category")
    _text(SubElement(element, "category"), category(group))
    _html(element, "info", "".join(f"<p>{line(each)}</p>" for each in notice()))
    kind = "form" if group.form else "objective"
    SubElement(element, "idnumber").text = f"{kind}-{group.id}"


def _question(quiz: Element, item: Item) -> None:
    kind = "matching" if item.rows else "multichoice"
    element = SubElement(quiz, "question", type=kind)
    _text(SubElement(element, "name"), item.id)
    _html(element, "questiontext", question(item))
    _html(element, "generalfeedback", reasons(item))
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0"),  # a second try earns what it is worth, as on the page
        ("hidden", "0"),
        ("idnumber", idnumber(item)),
        ("shuffleanswers", "0" if item.standing or item.rows else "1"),
    ):
        SubElement(element, name).text = value
    if item.rows:
        _rows(element, item)
    else:
        _options(element, item)
    tagged = SubElement(element, "tags")
    for tag in tags(item):
        _text(SubElement(tagged, "tag"), tag)


def _options(element: Element, item: Item) -> None:
    SubElement(element, "single").text = "true" if item.kind == "single" else "false"
    SubElement(element, "answernumbering").text = "ABCD"
    worth = percents(item)
    for option in item.options:
        answer = SubElement(element, "answer", fraction=worth[option.id], format="html")
        _text(answer, line(option.text))
        _html(answer, "feedback", line(option.why))


def _rows(element: Element, item: Item) -> None:
    for text, option in pairs(item):
        row = SubElement(element, "subquestion", format="html")
        _text(row, line(text))
        _text(SubElement(row, "answer"), option)


def _html(parent: Element, name: str, text: str) -> None:
    _text(SubElement(parent, name, format="html"), text)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text
