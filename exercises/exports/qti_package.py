"""QTI as a package: an item each, a test for each form, and a manifest that names them all.

A test adds up the scores of its items; that a critical item must not be missed, and the cut, stay
with whoever sets it up. The two versions are the same trees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from exercises.exports.archive import zipped
from exercises.exports.groups import Group
from exercises.exports.qti import XSI, add, as_2_2, assessment_item, item_name, qti
from exercises.exports.tree import written
from exercises.exports.words import notice, shown
from exercises.forms import Form
from exercises.reading.subject import subject

MANIFEST, NOTICE = "imsmanifest.xml", "notice.txt"
_CP = "http://www.imsglobal.org/xsd"
_VERSIONS = {
    "3.0": (
        f"{_CP}/qti/qtiv3p0/imscp_v1p1",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0p1_imscpv1p2_v1p0.xsd",
        ("QTI Package", "3.0.1"),
        "v3p0",
    ),
    "2.2": (
        f"{_CP}/imscp_v1p1",
        f"{_CP}/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd",
        ("QTIv2.2 Package", "1.0.0"),
        "v2p2",
    ),
}
"""Of each version: the manifest's namespace, its schema, what it calls itself, its resources'."""


def package(groups: Sequence[Group], *, version: str) -> bytes:
    """Return *groups* as a zip archive in *version*, the same bytes each time."""
    items = {item.id: item for group in groups for item in group.items}
    forms = [group.form for group in groups if group.form]
    to_version: Callable[[Element], Element] = as_2_2 if version == "2.2" else lambda tree: tree
    files = {f"items/{name}.xml": assessment_item(item) for name, item in items.items()}
    files |= {f"{_test_name(form)}.xml": _test(form) for form in forms}
    made = {name: written(to_version(tree)) for name, tree in files.items()}
    manifest = written(_manifest(list(items), forms, version))
    told = "".join(f"{each}\n" for each in notice()).encode()
    return zipped({MANIFEST: manifest, NOTICE: told, **made})


qti_3_0 = partial(package, version="3.0")
qti_2_2 = partial(package, version="2.2")


def _test_name(form: Form) -> str:
    """Return the identifier of *form*, which is also its file: no item is called so."""
    return f"form-{form.id}"


def _test(form: Form) -> Element:
    """Return *form* as a test: one part, one section, its items in their order.

    A practice is checked item by item; any other form at its end, and its reasons come then.
    """
    root = qti("assessment-test", {"identifier": _test_name(form), "title": shown(form.title)})
    score = add(root, "outcome-declaration", identifier="SCORE", cardinality="single",
                base_type="float")  # fmt: skip
    add(add(score, "default-value"), "value", "0")
    at_once = form.mode == "practice"
    part = add(root, "test-part", identifier="part", navigation_mode="nonlinear",
               submission_mode="individual" if at_once else "simultaneous")  # fmt: skip
    add(part, "item-session-control", max_attempts="0" if at_once else "1", show_feedback="true")
    section = add(part, "assessment-section", identifier="section", title=shown(form.title),
                  visible="true")  # fmt: skip
    for name in form.items:
        add(section, "assessment-item-ref", identifier=item_name(name), href=f"items/{name}.xml")
    total = add(add(root, "outcome-processing"), "set-outcome-value", identifier="SCORE")
    add(add(total, "sum"), "test-variables", variable_identifier="SCORE")
    return root


def _manifest(items: Sequence[str], forms: Sequence[Form], version: str) -> Element:
    """Return what names every file of the package, and of each test the items that it needs."""
    space, schema, called, suffix = _VERSIONS[version]
    root = Element("manifest", {
        "xmlns": space, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{space} {schema}",
        "identifier": subject().mark.upper(),
    })  # fmt: skip
    metadata = SubElement(root, "metadata")
    for name, text in zip(("schema", "schemaversion"), called, strict=True):
        SubElement(metadata, name).text = text
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for form in forms:
        test = _resource(resources, _test_name(form), f"imsqti_test_xml{suffix}",
                         f"{_test_name(form)}.xml")  # fmt: skip
        for name in form.items:
            SubElement(test, "dependency", identifierref=item_name(name))
    for name in items:
        _resource(resources, item_name(name), f"imsqti_item_xml{suffix}", f"items/{name}.xml")
    _resource(resources, "notice", "webcontent", NOTICE)
    return root


def _resource(resources: Element, name: str, kind: str, file: str) -> Element:
    made = SubElement(resources, "resource", identifier=name, type=kind, href=file)
    SubElement(made, "file", href=file)
    return made
