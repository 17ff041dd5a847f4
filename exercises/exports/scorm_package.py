"""SCORM 1.2: a form, or mixed practice, as a package that shows the book's own face.

The page and its scripts are those of the book; one script more speaks to the LMS. What is asked for
lies in the package, so that nothing is fetched from elsewhere. The manifest names no mastery score:
an LMS would judge by it alone, and pass whoever missed what must not be missed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from exercises.exports.archive import zipped
from exercises.exports.fractions import ExportError
from exercises.exports.tree import written
from exercises.exports.wanted import Wanted
from exercises.exports.words import notice
from exercises.faces import assets, render
from exercises.forms import MIXED, Form, pool
from exercises.reading.subject import subject
from exercises.results.practice import COUNTS

MANIFEST, PAGE = "imsmanifest.xml", "index.html"
STYLES = ("tokens.css", "controls.css", "quiz.css")
OWN = Path(__file__).parent / "scorm"
"""What a package has beside the book's own: how its page looks, and what speaks to the LMS."""
LEAVES = "Your LMS gets your name, your answers and your score."
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def scorm(wanted: Wanted) -> dict[str, bytes]:
    """Return a package for each form that is taken at one go, and one for mixed practice.

    Raises `ExportError` for a form that is *wanted* alone and is a quiz, checked item by item.
    """
    taken = {form.id: form for form in wanted.forms.values() if form.mode != "practice"}
    if wanted.only is None:
        return {
            **{f"scorm-{form.id}.zip": _form(form, wanted) for form in taken.values()},
            "scorm-practice.zip": _practice(wanted),
        }
    if wanted.only not in taken:
        item = wanted.forms[wanted.only].items[0]
        told = f"stands in form {wanted.only!r}, which is no package; use one of {', '.join(taken)}"
        raise ExportError({item: told})
    return {"scorm.zip": _form(taken[wanted.only], wanted)}


def _form(form: Form, wanted: Wanted) -> bytes:
    later = assets.STARTED["attempt"]
    face = render.attempt(
        form, wanted.bank, scripts=[*later, "data.js"], passage=wanted.passage, leaves=LEAVES
    )
    data = render.attempt_data(form, wanted.bank, passage=wanted.passage)
    return _package("attempt", form, face, {**_texts(later), "data.js": data})


def _practice(wanted: Wanted) -> bytes:
    later = assets.STARTED["practice"]
    face = render.practice(
        wanted.bank, wanted.forms, scripts=[*later, "data.js"], passage=wanted.passage
    )
    data = render.practice_pool(wanted.bank, wanted.forms, passage=wanted.passage)
    names = pool(wanted.bank, wanted.forms.values())
    cases = [f"{name}@{wanted.bank[name].version}" for name in names]
    form = Form(id=MIXED, title="Mixed practice", items=names)
    return _package("practice", form, face, {**_texts(later), "data.js": data}, cases=cases)


def _texts(names: Sequence[str]) -> dict[str, str]:
    return {name: assets.text(name) for name in names}


def _package(
    face: str, form: Form, html: str, later: Mapping[str, str], *, cases: Sequence[str] = ()
) -> bytes:
    """Return the package that shows *html*, a face of this name, and holds what comes *later*."""
    styles, scripts = (*STYLES, f"{face}.css"), ("quiz.js", "scorm.js", f"{face}.js")
    own = {
        "scorm.js": subject().own((OWN / "scorm.js").read_text(encoding="utf-8")),
        "scorm.css": (OWN / "scorm.css").read_text(encoding="utf-8"),
    }
    shared = _texts([name for name in (*styles, *scripts) if name not in own])
    title = f"{subject().name}: {form.title}"
    page = render.template(
        "scorm", title=title, form=form.id, face=Markup(html), cases=cases,
        round=COUNTS["practice"], notice=notice(), styles=(*styles, "scorm.css"), scripts=scripts,
    )  # fmt: skip
    files = {PAGE: page, **shared, **own, **later}
    manifest = written(_manifest(form, title, list(files)))
    return zipped({MANIFEST: manifest, **{name: text.encode() for name, text in files.items()}})


def _manifest(form: Form, title: str, files: Sequence[str]) -> Element:
    """Return what tells the LMS the one page to open, and every file that it needs."""
    root = Element("manifest", {
        "xmlns": CP, "xmlns:adlcp": ADL, "xmlns:xsi": XSI,
        "xsi:schemaLocation": f"{CP} imscp_rootv1p1p2.xsd {ADL} adlcp_rootv1p2.xsd",
        "identifier": f"{subject().mark.upper()}-{form.id}", "version": "1.0",
    })  # fmt: skip
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "ADL SCORM"
    SubElement(metadata, "schemaversion").text = "1.2"
    organizations = SubElement(root, "organizations", default="book")
    organization = SubElement(organizations, "organization", identifier="book")
    SubElement(organization, "title").text = title
    item = SubElement(organization, "item", identifier="item", identifierref="page",
                      isvisible="true")  # fmt: skip
    SubElement(item, "title").text = title
    resource = SubElement(SubElement(root, "resources"), "resource", {
        "identifier": "page", "type": "webcontent", "adlcp:scormtype": "sco", "href": PAGE,
    })  # fmt: skip
    for name in files:
        SubElement(resource, "file", href=name)
    return root
