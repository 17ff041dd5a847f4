"""QTI gives what scoring gives, in both versions, and a package names all that it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, tostring
from zipfile import ZipFile

import pytest
from helpers.responses import every_response

from exercises.exports.groups import Group, groups
from exercises.exports.qti import as_2_2, assessment_item
from exercises.exports.qti_package import MANIFEST, NOTICE, package
from exercises.exports.tree import written
from exercises.forms import Form
from exercises.items import Exhibit, Item, Option, Row
from exercises.scoring import credit

IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
VERSIONS = {"3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
            "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2"}  # fmt: skip
both = pytest.mark.parametrize("version", VERSIONS)


def named(name: str, version: str) -> str:
    """Return the *name* of QTI 3.0, without `qti-`, as *version* writes it: `mapEntry`."""
    if version == "3.0":
        return f"qti-{name}" if not name.startswith("@") else name[1:]
    return re.sub("-([a-z])", lambda found: found[1].upper(), name.removeprefix("@"))


class Reader:
    """Reads an item as a player of *version* does: elements and attributes by their names."""

    def __init__(self, data: bytes, version: str) -> None:
        self.version = version
        self.root = fromstring(data)
        self.space = f"{{{VERSIONS[version]}}}"

    def all(self, name: str, root: Element | None = None) -> list[Element]:
        """Return every element *name* below *root*, or in the file."""
        top = self.root if root is None else root
        return list(top.iter(f"{self.space}{named(name, self.version)}"))

    def one(self, name: str, root: Element | None = None) -> Element:
        """Return the only element *name*."""
        (found,) = self.all(name, root)
        return found

    def get(self, element: Element, name: str) -> str:
        """Return the attribute *name*, which must be there."""
        return element.attrib[named(f"@{name}", self.version)]

    def score(self) -> Callable[[frozenset[str]], float]:
        """Return what a response is worth by the mapping: the sum, held between its bounds."""
        mapping = self.one("mapping")
        low, high = (float(self.get(mapping, name)) for name in ("lower-bound", "upper-bound"))
        rest = float(self.get(mapping, "default-value"))
        worth = {
            self.get(entry, "map-key"): float(self.get(entry, "mapped-value"))
            for entry in self.all("map-entry", mapping)
        }
        return lambda response: max(low, min(high, sum(worth.get(p, rest) for p in response)))


def in_qti(item: Item) -> dict[str, str]:
    """Return each pick of *item* as QTI is to name it."""
    return {
        pick: re.sub("row-(.+):(.+)", r"row-\1 option-\2", f"row-{pick}") if item.rows
        else f"option-{pick}"
        for pick in item.picks
    }  # fmt: skip


def read(item: Item, version: str = "3.0") -> Reader:
    """Return a reader of *item* alone."""
    tree = assessment_item(item)
    return Reader(written(as_2_2(tree) if version == "2.2" else tree), version)


def opened(data: bytes) -> dict[str, bytes]:
    """Return the files of a package."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module", params=VERSIONS)
def exported(request, bank, forms) -> tuple[str, dict[str, bytes]]:
    """Return a version and the files of the book's own bank in it."""
    return request.param, opened(package(groups(bank, forms), version=request.param))


def test_every_response_is_worth_what_scoring_says(bank, exported):
    """Of every item every possible response, mapped as the file says, gives scoring's credit."""
    version, files = exported

    for name, item in bank.items():
        reader = Reader(files[f"items/{name}.xml"], version)
        score, named = reader.score(), in_qti(item)
        for response in every_response(item):
            got = score(frozenset(named[pick] for pick in response))
            assert abs(got - credit(item, response)) <= 1e-6, (name, response)


def test_what_is_shown_is_what_is_mapped(bank, exported):
    """A player can send nothing but picks that the item has, and may send each of them."""
    version, files = exported

    for name, item in bank.items():
        reader = Reader(files[f"items/{name}.xml"], version)
        kind = "match" if item.rows else "choice"
        offered = reader.one(f"{kind}-interaction")
        if item.rows:
            rows, options = ([reader.get(c, "identifier")
                              for c in reader.all("simple-associable-choice", each)]
                             for each in reader.all("simple-match-set", offered))  # fmt: skip
            sent = {f"{row} {option}" for row in rows for option in options}
        else:
            sent = {reader.get(c, "identifier") for c in reader.all("simple-choice", offered)}
            assert reader.get(offered, "max-choices") == ("1" if item.kind == "single" else "0")
        assert sent == set(in_qti(item).values())
        correct = {value.text for value in reader.all("value", reader.one("correct-response"))}
        assert correct == {in_qti(item)[key] for key in item.keys}


@pytest.mark.parametrize("right", [1, 3, 7, 11])
@pytest.mark.parametrize("wrong", [1, 6, 9])
def test_every_size_is_worth_what_scoring_says(make_item, right, wrong):
    """Any number of keys and distractors gives the balanced rule, also beyond Moodle's ten."""
    names = [f"k{n}" for n in range(right)] + [f"d{n}" for n in range(wrong)]
    options = tuple(Option(id=name, text=name, why="Because.") for name in names)
    score = read(make_item(options=options, key=frozenset(names[:right]))).score()

    for ticked in range(right + 1):
        for missed in range(wrong + 1):
            response = [*names[:ticked], *names[right : right + missed]]
            by_hand = max(Fraction(0), Fraction(ticked, right) - Fraction(missed, wrong))
            assert abs(score(frozenset(f"option-{n}" for n in response)) - by_hand) <= 1e-6


@both
def test_a_response_is_scored_by_its_mapping_and_a_blank_is_0(make_item, version):
    """A blank response earns 0, any other what the mapping gives, out of 1."""
    reader = read(make_item(), version)

    blank, given = reader.one("response-if"), reader.one("response-else")
    assert reader.get(reader.one("variable", reader.one("is-null", blank)), "identifier") == (
        "RESPONSE"
    )
    assert reader.one("base-value", blank).text == "0"
    assert reader.get(reader.one("map-response", given), "identifier") == "RESPONSE"
    assert {reader.get(each, "identifier") for branch in (blank, given)
            for each in reader.all("set-outcome-value", branch)} == {"SCORE"}  # fmt: skip
    most = [d for d in reader.all("outcome-declaration") if d.get("identifier") == "MAXSCORE"]
    assert [value.text for value in reader.all("value", most[0])] == ["1"]


@both
def test_reasons_are_shown_once_a_response_is_in(make_item, version):
    """The outcome is set to the name of the feedback, which holds every reason."""
    item = make_item()
    reader = read(item, version)

    feedback = reader.one("modal-feedback")
    name = reader.get(feedback, "outcome-identifier")
    (outcome,) = (o for o in reader.all("set-outcome-value") if o.get("identifier") == name)
    assert reader.one("base-value", outcome).text == reader.get(feedback, "identifier")
    assert reader.get(feedback, "show-hide") == "show"
    shown = "".join(feedback.itertext())
    assert all(option.why in shown for option in item.options)


@both
def test_the_case_stands_above_the_question(make_item, version):
    """The stem and what lies on the desk come first; question and rule are the prompt."""
    item = make_item(
        stem="Read <this> & *that*.",
        exhibit=Exhibit(title="Fax", lines=("Hold?", "**No***way*")),
        ask="What now?",
        key=frozenset("ab"),
    )
    reader = read(item, version)

    case = reader.one("item-body")[0]
    assert "".join(case.itertext()) == "Read <this> & that.FaxHold?Noway"
    assert reader.one("prompt").text == (
        "What now? Choose all that apply: a wrong tick can cancel a right one."
    )
    assert not reader.all("prompt", read(make_item(), version).root)


def test_no_word_is_parted(make_item):
    """What is laid out in lines puts no blank between words that stand together."""
    options = (
        Option(id="a", text="**D**9311 *x***y**", why="Yes."),
        Option(id="b", text="*D***9310**", why="No."),
    )
    reader = read(make_item(options=options))

    assert ["".join(each.itertext()) for each in reader.all("simple-choice")] == [
        "D9311 xy", "D9310",
    ]  # fmt: skip


def test_a_match_takes_one_option_for_each_row(make_item):
    """A row is paired once, an option as often as there are rows."""
    rows = tuple(Row(id=f"{n}", text=f"Row {n}", key="a", why="Because.") for n in range(3))
    reader = read(make_item(rows=rows, key=None))

    left, right = reader.all("simple-match-set")
    assert [reader.get(each, "match-max") for each in left] == ["1", "1", "1"]
    assert [reader.get(each, "match-max") for each in right] == ["3", "3", "3"]
    assert reader.score()(frozenset({"row-0 option-a", "row-1 option-b"})) == pytest.approx(1 / 3)


@pytest.mark.parametrize(("standing", "shuffle"), [(True, "false"), (False, "true")])
def test_a_standing_list_keeps_its_order(make_item, standing, shuffle):
    """Options of a standing list are not shuffled; an item's own are."""
    reader = read(make_item(standing=standing))

    assert reader.get(reader.one("choice-interaction"), "shuffle") == shuffle


def test_a_new_version_is_told(make_item):
    """The label of an item holds its version."""
    assert read(make_item(version=4)).root.get("label") == "choose-cardiology-call@4"


# -- the package ---------------------------------------------------------------------------------


def test_the_manifest_names_every_file(exported):
    """What is in the package is in its manifest, under an identifier of its own, and no more."""
    version, files = exported
    root = fromstring(files[MANIFEST])
    space = root.tag.removesuffix("manifest")
    resources = list(root.iter(f"{space}resource"))
    names = [each.get("identifier") for each in resources]
    needed = {each.get("identifierref") for each in root.iter(f"{space}dependency")}

    assert {each.get("href") for each in root.iter(f"{space}file")} == files.keys() - {MANIFEST}
    assert [each.get("href") for each in resources] == [each[0].get("href") for each in resources]
    assert len(set(names)) == len(names)
    assert all(IDENTIFIER.fullmatch(name) for name in names)
    assert needed <= set(names)
    suffix = {"3.0": "v3p0", "2.2": "v2p2"}[version]
    assert {each.get("type") for each in resources} == {
        f"imsqti_item_xml{suffix}", f"imsqti_test_xml{suffix}", "webcontent",
    }  # fmt: skip


def test_each_form_is_a_test_of_its_items_in_their_order(forms, exported):
    """A test leads to the files of its items, by their own identifiers, and sums their scores."""
    version, files = exported

    for name, form in forms.items():
        reader = Reader(files[f"form-{name}.xml"], version)
        refs = reader.all("assessment-item-ref")
        assert [each.get("href") for each in refs] == [f"items/{i}.xml" for i in form.items]
        for ref in refs:
            item = fromstring(files[ref.get("href")])
            assert item.get("identifier") == ref.get("identifier")
        summed = reader.one("sum", reader.one("outcome-processing"))
        assert reader.get(reader.one("test-variables", summed), "variable-identifier") == "SCORE"


@both
@pytest.mark.parametrize(
    ("mode", "submission", "attempts"),
    [("practice", "individual", "0"), ("pre", "simultaneous", "1"), ("final", "simultaneous", "1")],
)
def test_a_form_is_checked_when_it_is_on_the_page(make_item, version, mode, submission, attempts):
    """Practice is checked item by item, as often as one likes; any other form at its end."""
    form = Form(id="a", title="A & B", items=("choose-cardiology-call",), mode=mode)
    made = package([Group(id="a", title="A", items=(make_item(),), form=form)], version=version)
    reader = Reader(opened(made)["form-a.xml"], version)

    assert reader.root.get("title") == "A & B"
    assert reader.get(reader.one("test-part"), "submission-mode") == submission
    control = reader.one("item-session-control")
    assert reader.get(control, "max-attempts") == attempts
    assert reader.get(control, "show-feedback") == "true"


def test_every_file_is_well_formed_and_of_its_version(exported):
    """Every file can be parsed, and only names of its own version stand in it."""
    version, files = exported
    other = {"2.2": rb"<qti-| [a-z]+-[a-z]+=", "3.0": rb"<(?!/?qti-)[a-z]+[A-Z]"}[version]

    for name, data in files.items():
        if name == NOTICE:
            continue
        root = fromstring(data)
        if name != MANIFEST:
            assert root.tag.startswith(f"{{{VERSIONS[version]}}}")
            assert not re.search(other, data), name
            assert IDENTIFIER.fullmatch(root.get("identifier"))


def test_the_package_tells_nothing_of_the_hour(make_item):
    """Every entry bears the day on which the book was checked, and is a plain file."""
    made = package([Group(id="choose", title="A", items=(make_item(),))], version="3.0")

    with ZipFile(BytesIO(made)) as archive:
        entries = archive.infolist()
    assert {each.date_time for each in entries} == {(2026, 11, 23, 0, 0, 0)}
    assert {(each.create_system, each.external_attr >> 16) for each in entries} == {(3, 0o644)}
    assert entries[0].filename == MANIFEST


def test_the_notice_is_in_the_package(exported):
    """Whoever opens the package reads which edition it is of, and whose the codes are."""
    _, files = exported

    assert "© 2025 American Dental Association" in files[NOTICE].decode()


def test_html_stays_html_in_version_2(make_item):
    """Elements of HTML keep their names, and what only version 3 wraps stands bare."""
    made = tostring(as_2_2(assessment_item(make_item())), encoding="unicode")

    assert "content" not in made.partition("<modalFeedback")[2]
    assert made.count("<li><strong>") == 3
