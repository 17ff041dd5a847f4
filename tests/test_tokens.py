"""Each pair of colours that the book uses can be read by everyone, in light and in dark."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from helpers.access import contrast

from exercises.faces import assets

TOKENS = assets.parts()["tokens.css"][-1].read_text(encoding="utf-8")
BLOCKS = [dict(re.findall(r"(--d-[\w-]+): (#\w{6});", block)) for block in TOKENS.split("{")]
LIGHT, _PAPER, *DARK = [block for block in BLOCKS if block]
VERDICTS = ("first", "second", "third", "fourth")
TINTED = (*VERDICTS, "right", "wrong", "partly", "warm")


def measured(colors: dict[str, str], ink: str, paper: str) -> float:
    """Return the contrast of *ink* on *paper*, by WCAG."""
    pair = [colors[f"--d-{name}"] for name in (ink, paper)]
    return contrast(*(f"rgb{tuple(bytes.fromhex(color[1:]))}" for color in pair))


def test_dark_is_one_theme():
    """Dark by choice and dark by system are the same colours, and name all that light names."""
    assert [DARK[0]] * 2 == DARK
    assert set(DARK[0]) == set(LIGHT)


@pytest.mark.parametrize("colors", [LIGHT, DARK[0]], ids=["light", "dark"])
def test_pairs_can_be_read(colors):
    """Words stand out 4.5 to 1 from every paper that they may stand on, and edges 3 to 1."""
    papers = ("paper", "card", "soft")
    tints = [f"{name}-soft" for name in TINTED]
    words = [(ink, paper) for ink in ("ink", "muted") for paper in (*papers, *tints)]
    words += [(ink, paper) for ink in ("accent", *TINTED) for paper in papers]
    words += [(name, f"{name}-soft") for name in TINTED] + [("on-accent", "accent")]
    words += [("accent", tint) for tint in tints]

    assert [pair for pair in words if measured(colors, *pair) < 4.5] == []
    assert [paper for paper in (*papers, *tints) if measured(colors, "line", paper) < 3] == []


def test_each_verdict_has_its_sign_and_colour():
    """The four verdicts differ by sign and by colour, so that grey tells them apart too."""
    chip = assets.text("tokens.css")
    signs = re.findall(r"--verdict-sign: \"(.)\"", chip)

    assert len(set(signs)) == len(signs) == len(VERDICTS)
    for colors in (LIGHT, DARK[0]):
        assert all(
            colors[f"--d-{one}"] != colors[f"--d-{other}"]
            for one, other in combinations(VERDICTS, 2)
        )
