"""What every page shares: stamp, notice, tables on a phone, what changed.

Nothing is decided here: data goes to `render`, and the text is put where it belongs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from exercises.faces import render
from exercises.plain import within
from exercises.reading.bank import Bank, BankError
from exercises.reading.data_files import load
from exercises.reading.edition import edition, long_date
from exercises.reading.subject import subject

logger = logging.getLogger(__name__)


class ChipRole(SphinxRole):
    """`` {chip}`D9311, twice` `` tells the verdict that it begins with by colour and sign, too."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the chip, or say which words it may begin with."""
        kind = re.match(r"\w*", self.text)[0].lower()  # type: ignore[index]
        if not (look := subject().look(kind)):
            known = ", ".join(subject().verdicts) or "what subject.yml names under verdicts"
            logger.warning("chip %r: begin it with one of %s", self.text, known,
                           location=self.get_location())  # fmt: skip
        return [nodes.inline("", self.text, classes=["verdict-chip", look])], []


class ChangesDirective(SphinxDirective):
    """`{changes} items` and `{changes} pages` list what changed, and when it was checked."""

    required_arguments = 1
    bank: Callable[[], Bank]

    def run(self) -> list[nodes.Node]:
        """Return the list, or leave its place to be filled when every page has been read."""
        if self.arguments[0] == "pages":
            return [changes_node()]
        try:
            bank = self.bank()
        except BankError as error:
            for problem in error.problems:
                logger.warning("%s", problem, location=self.get_location())
            return []
        for path in set(bank.files.values()):
            self.env.note_dependency(str(path))
        changed = [item for item in bank.values() if item.version > 1]
        if not changed:
            text = (
                f"No answer to any of the {len(bank)} questions has changed since it was published."
            )
            return [nodes.paragraph("", text)]
        rows = [f"{item.id}: version {item.version}" for item in changed]
        return [_bullets(nodes.Text(row) for row in rows)]


class changes_node(nodes.General, nodes.Element):  # noqa: N801
    """The place where the pages are listed by the day they were checked."""


def _bullets(lines: Iterable[nodes.Node]) -> nodes.bullet_list:
    return nodes.bullet_list(
        "", *(nodes.list_item("", nodes.paragraph("", "", line)) for line in lines)
    )


def _checked(app: Sphinx, page: str) -> date:
    """Return the day on which *page* was checked: its own `checked:`, or the edition's."""
    own = (app.env.metadata.get(page) or {}).get("checked")
    return date.fromisoformat(str(own)) if own else edition().checked


def _by_day(app: Sphinx, here: str) -> nodes.bullet_list:
    """Return the pages by title under the day each was last checked, the latest first.

    Those of the edition's own day are most, and a list of all would tell nobody anything.
    """
    days: dict[date, list[str]] = {}
    for page in app.env.found_docs:
        days.setdefault(_checked(app, page), []).append(page)
    titles = {page: app.env.titles[page].astext() for page in app.env.found_docs}
    rows = []
    whole = days.pop(edition().checked, [])
    for day in sorted(days, reverse=True):
        links = (
            nodes.reference(
                "", titles[page], internal=True, refuri=app.builder.get_relative_uri(here, page)
            )
            for page in sorted(days[day], key=titles.__getitem__)
        )
        told = nodes.paragraph("", f"Checked {long_date(day)}:")
        rows.append(nodes.list_item("", told, _bullets(links)))
    if whole:
        rest = "All other pages" if rows else f"All {len(whole)} pages"
        said = nodes.paragraph("", f"{rest}: checked {long_date(edition().checked)}.")
        rows.append(nodes.list_item("", said))
    return nodes.bullet_list("", *rows)


def corrections(book: Path) -> dict[str, str]:
    """Return how many claims the page of corrections judges, in all and by verdict."""
    page = book / "reference" / "corrections.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    verdicts = re.findall(r"^\*\*Verdict: ([a-z-]+)\.\*\*", text, re.MULTILINE)
    counts = {f"corrections_{v.replace('-', '_')}": str(n) for v, n in Counter(verdicts).items()}
    return {"corrections_total": str(len(verdicts)), **counts}


def must_know() -> str:
    """Return the must-know points as the rest of a sentence."""
    *others, last = [within(each["say"]) for each in load("must-know").values()] or [""]
    return "; ".join([*others, f"and {last}" if others else last])


def furnish(app: Sphinx, doctree: nodes.document, page: str, *, minutes: int) -> None:
    """Put the stamp above, with the *minutes* it takes, and the notice below; list the changes."""
    for place in list(doctree.findall(changes_node)):
        place.replace_self(_by_day(app, page))
    _name_cells(doctree)
    values = {"edition": edition(), "date": long_date, "checked": _checked(app, page)}
    stamp = render.template("stamp", minutes=minutes, **values)
    doctree.insert(0, nodes.raw("", stamp, format="html"))
    line = f"{app.builder.get_target_uri(page)}, CDT {edition().cdt}, checked "
    line += long_date(_checked(app, page))
    fault = render.template("fault", where="on this page", about=f"Page {page}", line=line)
    doctree.append(nodes.raw("", fault, format="html"))
    told = subject().noticed(_checked(app, page))
    notice = render.template("notice", folded=True, notice=told, **values)
    doctree.append(nodes.raw("", notice, format="html"))


def date_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give *page* the line that says, from its first day on, that a newer edition is in force."""
    values = {"edition": edition(), "date": long_date, "checked": _checked(app, page)}
    early, script = (context["pathto"](f"_static/{name}.js", 1) for name in ("edition", "page"))
    told = app.env.get_domain("std").data["labels"].get("what-changed", ("",))[0]  # where it is
    leads = context["pathto"](told) if told and told != page else ""
    context["newer"] = render.template("newer", early=early, script=script, changed=leads, **values)
    context["lost"] = subject().lost


def _name_cells(doctree: nodes.document) -> None:
    """Repeat each column's heading in its cells, for a phone, where a row is a block."""
    for table in doctree.findall(nodes.table):
        head = [entry.astext() for entry in next(table.findall(nodes.row)).findall(nodes.entry)]
        for body in table.findall(nodes.tbody):
            for row in body.findall(nodes.row):
                for name, entry in list(zip(head, row.findall(nodes.entry), strict=True))[1:]:
                    label = nodes.inline("", f"{name}: ", classes=["cell-head"])
                    first = next(iter(entry.findall(nodes.paragraph)), None)
                    if first is not None and name:
                        first.insert(0, label)


def setup(app: Sphinx, *, bank: Callable[[], Bank]) -> None:
    """Add `{chip}` and `{changes}`; *bank* reads the items when they are asked for."""
    listing = type("BankChangesDirective", (ChangesDirective,), {"bank": staticmethod(bank)})
    app.add_directive("changes", listing)
    app.add_role("chip", ChipRole())
    app.connect("html-page-context", date_page)
