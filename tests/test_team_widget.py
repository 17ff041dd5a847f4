"""A team's results in a notebook: files and codes in, a form picked, the report shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from exercises import team
from exercises.faces.placeholder import BUILDING
from exercises.notebook.team import Sample, Team, invented
from exercises.team import invented as made


@pytest.fixture
def live(monkeypatch) -> Team:
    """Return the widget as a notebook has it."""
    monkeypatch.delenv(BUILDING, raising=False)
    shown = team()
    assert isinstance(shown, Team)
    return shown


def file(name: str, data: bytes) -> dict:
    """Return what the browser hands over for one file."""
    about = {"type": "", "size": len(data), "last_modified": datetime.now(UTC)}
    return {"name": name, "content": memoryview(data), **about}


def upload(*results: dict) -> tuple[dict, ...]:
    """Return what the browser hands over when these results are chosen."""
    return tuple(file(f"r{at}.json", json.dumps(made).encode()) for at, made in enumerate(results))


def test_invented_team_stands_first(live):
    """Before a file is chosen an invented team is shown, and is called invented."""
    assert "An invented team." in live.shown.value
    assert live.group.paper.form_id == "a"
    assert live.group.n == 12


def test_files_replace_the_invented_team(live):
    """The first files chosen are the team from then on; more are added to them."""
    live.files.value = upload(made.result(0, "pre"), made.result(1, "pre"))
    live.files.value = upload(made.result(2, "pre"))

    assert "invented team" not in live.shown.value
    assert (live.group.paper.form_id, live.group.n) == ("pre", 3)


def test_codes_are_pasted(live):
    """Codes count like files, and the box is emptied."""
    live.codes.value = "\n".join(made.codes(2))
    live.add.click()

    assert (live.report.counted, live.codes.value) == (4, "")
    assert "Alder (invented)" in live.shown.value


def test_another_form_is_picked(live):
    """The picker changes what is shown and what the next cell sees."""
    live.picker.index = 2  # behind the two forms with a standard

    assert live.group.paper.form_id == "pre"
    assert "Before the session: eight questions" in live.shown.value
    assert "<h2>Form A</h2>" not in live.shown.value


def test_bad_files_are_named(live):
    """With no file of use there is no group, and what was skipped is named."""
    live.files.value = (file("<b>.json", b"{"),)

    assert live.group is None
    assert "<strong>&lt;b&gt;.json</strong>: isn&#39;t JSON" in live.shown.value


def test_book_shows_plain_html(monkeypatch):
    """While the book is built there is no widget, only the invented team as HTML."""
    monkeypatch.setenv(BUILDING, "1")
    shown = team()

    assert isinstance(shown, Sample)
    assert shown.group.paper.form_id == "a"
    html = shown._repr_html_()
    assert html.startswith("<p><strong>An invented team.</strong>")
    assert "<style" not in html
    assert "<script" not in html


def test_an_invented_group_is_like_a_real_one():
    """Sixty invented people differ in ability: the form ranks them, and its items agree with it."""
    group = next(g for g in invented(people=60).groups if g.paper.form_id == "a")

    assert group.reliability is not None
    assert 0.7 < group.reliability.alpha < 0.9
    assert min(item.item_rest for item in group.items) > 0


def test_what_is_drawn_follows_what_is_counted(live):
    """After an upload the charts are drawn anew by themselves."""
    shown = live.draw(lambda group: print(group.n))
    before = shown.outputs
    live.codes.value = f"Alder, {made.code(0, 'a')}"
    live.add.click()

    assert [each["text"] for each in (*before, *shown.outputs)] == ["12\n", "1\n"]
