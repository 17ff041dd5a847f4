"""No script needs a younger browser than those that the accessibility page names."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT

YOUNG = json.loads((ROOT / "tests/cases/young.json").read_text(encoding="utf-8"))
"""What came late to browsers: how it is written, and since which version each knows it.

Source: MDN's browser-compat-data 8.1.9. Edge has Chrome's versions; null is a browser without it.
"""
SCRIPTS = sorted((ROOT / "exercises").rglob("*.js"))
COMMENT = re.compile(r"^\s*(?://|\*|/\*).*$", re.MULTILINE)


def named() -> dict[str, float]:
    """Return the oldest versions that the accessibility page promises."""
    page = (ROOT / "book/reference/accessibility.md").read_text(encoding="utf-8")
    found = re.search(
        r"Safari ([0-9.]+), Chrome or Edge ([0-9.]+), or Firefox ([0-9.]+), or anything newer", page
    )
    assert found, "the accessibility page names no browsers"
    return dict(zip(("Safari", "Chrome", "Firefox"), map(float, found.groups()), strict=True))


def young(text: str) -> set[str]:
    """Return what in a script some browser of the accessibility page does not know yet."""
    text = COMMENT.sub("", text)
    oldest = named()
    return {
        name
        for name, (pattern, since) in YOUNG.items()
        if any(since[each] is None or since[each] > oldest[each] for each in oldest)
        and re.search(pattern, text, re.MULTILINE)
    }


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_our_scripts_start_in_every_browser_that_is_named(path: Path):
    """One sign that a browser does not know, and none of its script runs."""
    assert young(path.read_text(encoding="utf-8")) == set()


def test_every_script_of_the_site_starts_too(site):
    """Neither do those that come with Sphinx, its theme and the slides hold younger syntax."""
    scripts = sorted(site.rglob("*.js"))

    assert scripts
    assert {p.name: found for p in scripts if (found := young(p.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("const at = /(?<=a)b/;", {"look-behind"}),
        ("const at = /(?<!a)b/;", {"look-behind"}),
        ("const at = /(?<name>a)b/;", set()),
        ("/[a--b]/v.test(x);", {"the flag v"}),
        ("class A { static { run(); } }", {"a static block"}),
        ("class A { static x = {}; }", set()),
        ("list.toSorted()", {"copies of lists"}),
        ("list.findLast(Boolean)", {"findLast"}),
        ("// as list.toSorted() does", set()),
        ("Object.hasOwn(a, b); x ??= list.at(-1)", set()),
    ],
)
def test_what_is_young_is_found(script, found):
    """The table finds what a browser of the page does not know, and lets pass what it knows."""
    assert young(script) == found
