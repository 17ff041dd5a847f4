"""A SCORM package holds all that it needs, names it, and its place fits what an LMS keeps."""

from __future__ import annotations

import json
from io import BytesIO
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from exercises.__main__ import main
from exercises.exports.scorm_package import ADL, CP, MANIFEST, PAGE, scorm
from exercises.exports.wanted import Wanted, passages
from exercises.forms import pool
from exercises.order import hash32

MOST = 4096
"""How many characters SCORM 1.2 keeps of a place."""
NAMES = ("pre", "refresher", "a", "b", "practice")
PACKAGES = [f"scorm-{name}.zip" for name in NAMES]


@pytest.fixture(scope="module")
def wanted(bank, forms) -> Wanted:
    """Return the book's own bank, of a book that stands nowhere yet."""
    return Wanted(bank=bank, forms=forms, passage=passages(""))


@pytest.fixture(scope="module")
def made(wanted) -> dict[str, bytes]:
    """Return the packages of the book's own bank."""
    return scorm(wanted)


def opened(data: bytes) -> dict[str, str]:
    """Return the files of a package."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_each_form_and_practice_is_a_package(made):
    """What is taken at one go is a package each, and mixed practice is one."""
    assert sorted(made) == sorted(PACKAGES)


@pytest.mark.parametrize("name", PACKAGES)
def test_the_manifest_names_one_page_and_every_file(made, name):
    """An LMS opens the page of the one item; each file of the package is listed, and no other."""
    files = opened(made[name])
    root = fromstring(files[MANIFEST])
    (item,) = root.iter(f"{{{CP}}}item")
    (resource,) = root.iter(f"{{{CP}}}resource")
    listed = [each.get("href") for each in root.iter(f"{{{CP}}}file")]

    assert [each.tag for each in root] == [
        f"{{{CP}}}{each}" for each in ("metadata", "organizations", "resources")
    ]
    assert [each.text for each in root[0]] == ["ADL SCORM", "1.2"]
    assert root[1].get("default") == root[1][0].get("identifier")
    assert item.get("identifierref") == resource.get("identifier")
    assert (resource.get("href"), resource.get(f"{{{ADL}}}scormtype")) == (PAGE, "sco")
    assert sorted([*listed, MANIFEST]) == sorted(files)


@pytest.mark.parametrize("name", PACKAGES)
def test_no_mastery_score_overrules_what_must_not_be_missed(made, name):
    """With a mastery score an LMS would pass by the percent alone."""
    assert "mastery" not in opened(made[name])[MANIFEST]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_asks_for_nothing_outside(made, name):
    """Whatever the page loads, at once or at Start, lies in the package."""
    files = opened(made[name])
    soup = BeautifulSoup(files[PAGE], "html.parser")
    (face,) = soup.select("section.quiz")
    loaded = [each["src"] for each in soup.select("[src]")]
    loaded += [each["href"] for each in soup.select("link, a") if not each["href"].startswith("#")]
    loaded += str(face["data-scripts"]).split()

    assert len(loaded) > 10
    assert not {*loaded} - {*files}
    assert not [text for text in files.values() if "url(" in text]


def test_a_package_says_who_gets_what(made):
    """The page of a package tells that the LMS gets the answers; the book's says nobody does."""
    text = opened(made["scorm-a.zip"])[PAGE]

    assert "Your LMS gets your name, your answers and your score." in text
    assert "Nothing leaves this page" not in text
    assert "© 2025 American Dental Association" in text


def test_two_packages_are_the_same_bytes(wanted, made):
    """Neither the hour nor this computer is in a package."""
    assert scorm(wanted) == made


@pytest.mark.parametrize("name", ["pre", "refresher", "a", "b"])
def test_the_fullest_attempt_fits_what_an_lms_keeps(bank, forms, name):
    """All picks of every select-all, every item flagged, names of 80 odd signs: it is kept."""
    responses = {}
    for each in forms[name].items:
        item = bank[each]
        picks = [max(item.picks, key=len)] if item.kind == "single" else list(item.picks)
        by_row = {pick.partition(":")[0]: pick for pick in sorted(picks, key=len)}
        responses[each] = [*by_row.values()] if item.rows else picks
    when = "2026-11-28T21:00:00+00:00"
    about = {"seed": 2**32, "learner_label": "é" * 80, "job_title": "é" * 80, "attempt_no": 99,
             "started": when, "finished": when}  # fmt: skip
    kept = {"content_hash": "0" * 16, "about": about, "responses": responses,
            "flagged": list(responses)}  # fmt: skip
    room = MOST - len("mx0ykwfy|")

    assert len(json.dumps(kept, separators=(",", ":"))) <= room


def test_no_two_practiced_cases_have_one_sign(bank, forms):
    """The four signs that stand for a case in the LMS are its own; ids tell them apart again."""
    names = [f"{name}@{bank[name].version}" for name in pool(bank, forms.values())]

    assert len({hash32(name) % 36**4 for name in names}) == len(names)


def test_a_quiz_of_a_page_is_no_package(tmp_path, capsys):
    """A form that is checked item by item is refused by name, with those that there are."""
    assert main(["export", str(tmp_path), "--only", "scorm", "--form", "index"]) == 1
    assert (
        "'index', which is no package; use one of pre, refresher, a, b" in capsys.readouterr().err
    )
    assert [*tmp_path.iterdir()] == []
