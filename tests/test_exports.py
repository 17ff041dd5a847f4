"""`python -m exercises export`: what is asked for, whole or not at all, the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

from exercises.__main__ import main
from exercises.exports.formats import FORMATS, named
from exercises.exports.fractions import ExportError
from exercises.exports.groups import groups
from exercises.exports.words import idnumber, notice, question, reasons
from exercises.items import Exhibit, Option
from exercises.reading.package import CONTENT
from exercises.site.build import SITE

FILES = {
    "moodle": {"moodle.xml"},
    "gift": {"gift.txt"},
    "qti": {"qti-3.0.zip", "qti-2.2.zip"},
    "scorm": {f"scorm-{name}.zip" for name in ("pre", "refresher", "a", "b", "practice")},
    "anki": {"anki.apkg"},
}
"""The files of each format."""


def written(folder: Path) -> dict[str, bytes]:
    """Return what stands in *folder*."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_everything_is_written_the_same_twice(tmp_path, capsys):
    """Without --only each format is written, and two runs give the same bytes."""
    for name in ("one", "two"):
        assert main(["export", str(tmp_path / name)]) == 0

    every = set().union(*FILES.values())
    assert FILES.keys() == FORMATS.keys()
    assert capsys.readouterr().out.count("kB)\n") == 2 * len(every)
    assert written(tmp_path / "one").keys() == every
    assert written(tmp_path / "one") == written(tmp_path / "two")


@pytest.mark.parametrize("name", FILES)
def test_one_format_alone_is_written(tmp_path, name):
    """With --only and --form the files of that format are written, and bear the form's name."""
    assert main(["export", str(tmp_path), "--only", name, "--form", "a"]) == 0

    assert written(tmp_path).keys() == {
        named(file, "a") for file in ({"scorm.zip"} if name == "scorm" else FILES[name])
    }


def test_another_subject_goes_out_under_its_own_name(tmp_path, monkeypatch):
    """Nothing in the files that another book exports is called by this book's name."""
    monkeypatch.setenv(CONTENT, str(ROOT / "tests/second_book/content"))

    assert main(["export", str(tmp_path)]) == 0
    for name, data in written(tmp_path).items():
        assert [part for part, text in opened(name, data) if re.search(b"9311", text)] == [], name


def opened(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """Return *data*, or what it holds if it is an archive, by name."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return [(name, data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(each, archive.read(each)) for each in archive.namelist()]


def test_a_form_is_in_the_name_of_its_file():
    """The form stands before the ending, also where the name has other dots."""
    assert named("moodle.xml", "a") == "moodle-a.xml"
    assert named("qti-3.0.zip", "pre") == "qti-3.0-pre.zip"
    assert named("moodle.xml", None) == "moodle.xml"


def test_an_unknown_format_is_told_which_there_are(tmp_path, capsys):
    """A format that is none ends with 2, and the message lists those there are."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["export", str(tmp_path), "--only", "moodle,kahoot"])

    assert f"no format 'kahoot'; use one of {', '.join(FORMATS)}" in capsys.readouterr().err


def test_an_unknown_form_is_told_which_there_are(tmp_path, capsys):
    """A form that is none ends with 2, and the message lists those there are."""
    assert main(["export", str(tmp_path), "--form", "z"]) == 2
    assert capsys.readouterr().err.startswith("there is no form 'z'; use one of index, ")
    assert written(tmp_path) == {}


def test_a_form_that_no_widget_holds_is_told(tmp_path, capsys):
    """A form that is taken at one go makes no widget: that is said, and nothing is written."""
    assert main(["export", str(tmp_path), "--only", "anywidget", "--form", "a"]) == 2
    assert capsys.readouterr().err.startswith("form 'a' is no quiz, and anywidget holds quizzes")
    assert written(tmp_path) == {}


def test_a_file_is_no_folder(tmp_path, capsys):
    """A file in the place of the folder is wrong usage, and stays as it was."""
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")

    assert main(["export", str(file)]) == 2
    assert capsys.readouterr().err == f"{file}: is no folder; name one to write into\n"
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", [SITE, SITE / "exports"], ids=["site", "below"])
def test_the_site_is_left_to_the_build(folder, capsys):
    """The folder of the built book is refused, and so is one in it."""
    before = folder.exists()

    assert main(["export", str(folder)]) == 2
    assert "which `build` alone fills; name another" in capsys.readouterr().err
    assert folder.exists() == before


def test_the_build_knows_no_exports():
    """Nothing that builds pages or the site imports an export."""
    folders = [ROOT / "exercises" / name for name in ("pages", "site", "faces")]
    sources = [path.read_text(encoding="utf-8") for f in folders for path in f.rglob("*.py")]

    assert len(sources) > 20
    assert not [text for text in sources if "exercises.exports" in text]


def test_what_cannot_be_exported_is_named_with_its_place(tmp_path, monkeypatch, capsys):
    """An item that a format cannot hold is named with file and line, and nothing is written."""

    def refuse(_: object) -> bytes:
        raise ExportError({"choose-inr-by-staff": "has 11 keys"})

    monkeypatch.setattr("exercises.exports.formats.FORMATS", {"moodle": refuse})

    assert main(["export", str(tmp_path), "--only", "moodle"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    place, _, rest = said.err.partition(": ")
    assert place.partition(":")[0].endswith("choose.yml")
    assert rest == "item 'choose-inr-by-staff': has 11 keys\n"
    assert written(tmp_path) == {}


# -- which items, in what words ------------------------------------------------------------------


def test_every_item_goes_out_and_no_judged_item_by_objective(bank, forms):
    """Objectives and forms hold the whole bank; what is taken at one go is in its form alone."""
    made = groups(bank, forms)
    practiced = {item.id for group in made if not group.form for item in group.items}
    judged = {name for form in forms.values() if form.mode != "practice" for name in form.items}

    assert {item.id for group in made for item in group.items} == set(bank)
    assert practiced == set(bank) - judged
    assert [group.id for group in made if group.form] == list(forms)


def test_one_form_goes_out_alone(bank, forms):
    """A form that is named is the only group, with its items in its order."""
    (group,) = groups(bank, forms, only="a")

    assert (group.id, group.form) == ("a", forms["a"])
    assert tuple(item.id for item in group.items) == forms["a"].items


def test_a_question_is_the_case_what_lies_on_the_desk_and_what_is_asked(make_item):
    """Stem, exhibit and question are told in turn, and signs of HTML are shown as text."""
    item = make_item(
        stem="An *INR* of <2 &\n\nnothing else.",
        exhibit=Exhibit(title="Fax", lines=("Hold?", 'No, "go on"')),
        ask="What now?",
    )

    assert question(item) == (
        "<p>An <em>INR</em> of &lt;2 &amp; nothing else.</p>"
        "<p><strong>Fax</strong></p><ol><li>Hold?</li><li>No, “go on”</li></ol>"
        "<p>What now?</p>"
    )


def test_what_xml_bars_is_marked(make_item):
    """A control sign that YAML let through is shown as one that cannot be read."""
    assert question(make_item(stem="A\x01b\ufffe?")) == "<p>A\ufffdb\ufffd?</p>"


def test_reasons_say_what_was_right(make_item):
    """Every option stands with its reason, and in words whether it was right."""
    options = (
        Option(id="a", text="D9311", why="She asked."),
        Option(id="b", text="D9310", why="She was asked."),
    )

    assert reasons(make_item(options=options)) == (
        "<ul><li><strong>D9311</strong> (right): She asked.</li>"
        "<li><strong>D9310</strong> (not right): She was asked.</li></ul>"
    )


def test_a_new_version_is_another_number(make_item):
    """The version is part of what names an item elsewhere."""
    assert idnumber(make_item(version=3)) == "choose-cardiology-call@3"


def test_the_notice_names_edition_and_owners():
    """What goes out says which edition it was checked against, and whose the codes are."""
    told = " ".join(notice())

    assert "Checked against CDT 2026 on November 23, 2026." in told
    assert "© 2025 American Dental Association" in told
