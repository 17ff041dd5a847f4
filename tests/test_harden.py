"""What no page may hold is refused, what tools write inline goes, the policy stands first."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup

from exercises.site.harden import FURO_THEME, OPENING, PageError, clean, describe, guard, policy
from exercises.site.tree import Tag, read

HEAD = '<head><title>Denials</title><meta charset="utf-8"></head>'


def tree(body: str, head: str = HEAD) -> Tag:
    """Return a page with *body*."""
    return read(f"<html>{head}<body>{body}</body></html>")


def seen(page: Tag) -> BeautifulSoup:
    """Return the page as another reader finds it once it is written."""
    return BeautifulSoup(page.written(), "html.parser")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<script>alert(1)</script>", "put it in a script of exercises/faces"),
        ("<script type=module>alert(1)</script>", "put it in a script of exercises/faces"),
        (f"<script>{FURO_THEME} alert(1)</script>", "put it in a script of exercises/faces"),
        ("<style>p { color: red }</style>", "put it in a style sheet of exercises/faces"),
        ('<p onclick="alert(1)">x</p>', "listen in a script instead of onclick"),
        ('<svg onload="alert(1)"></svg>', "listen in a script instead of onload"),
        ('<a href="javascript:alert(1)">x</a>', "link to an address, not to javascript:"),
        ('<a href=" JavaScript:alert(1)">x</a>', "link to an address, not to javascript:"),
        ('<a href="data:text/html,x">x</a>', "link to an address, not to data:"),
        ('<img src="https://example.org/a.png">', "keep a copy of it in the book"),
        ('<img src="//example.org/a.png">', "keep a copy of it in the book"),
        ('<img srcset="a.png 1x, https://example.org/b.png 2x">', "keep a copy of it in the book"),
        ('<script src="http://example.org/a.js"></script>', "keep a copy of it in the book"),
        ('<link rel="preconnect" href="https://example.org">', "keep a copy of it in the book"),
        ('<svg><use href="https://example.org/a.svg#b"></use></svg>', "keep a copy of it in the"),
        ('<iframe src="a.html"></iframe>', "link to it instead"),
        ('<object data="a.pdf"></object>', "link to it instead"),
        ('<base href="/">', "link to it instead"),
        ('<meta name="Referrer" content="unsafe-url">', "leave it out; every page sends no"),
        ('<a href="a.html" referrerpolicy="unsafe-url">x</a>', "leave out referrerpolicy"),
        ('<a href="a.html" ping="https://example.org">x</a>', "leave out ping; nobody is told"),
        ("<p><![CDATA[<script>alert(1)</script>]]></p>", "write plain HTML"),
        ('<form action="https://example.org/x"></form>', "send nothing to another host"),
        ('<button formaction="//example.org/x">x</button>', "send nothing to another host"),
        ('<video poster="https://example.org/a.png"></video>', "keep a copy of it in the book"),
        ('<svg><image href="https://example.org/a.png"/></svg>', "keep a copy of it in the book"),
        ('<svg><image xlink:href="//example.org/a.png"/></svg>', "keep a copy of it in the"),
        ('<input type="image" src="https://example.org/a.png">', "keep a copy of it in the book"),
        ('<meta http-equiv="Refresh" content="0; url=a.html">', "link to it instead"),
        ('<meta http-equiv=" refresh" content="0; url=a.html">', "link to it instead"),
        ('<meta http-equiv="delegate-ch" content="sec-ch-ua">', "link to it instead"),
        ('<meta name=" referrer" content="unsafe-url">', "leave it out; every page sends no"),
        ('<a href="file:///etc/passwd">x</a>', "link to an address, not to file:"),
        ('<a href="blob:x">x</a>', "link to an address, not to blob:"),
        ('<a href="https://[x">x</a>', "link to an address, not to unknown:"),
        ('<form action="mailto:a@example.org"></form>', "send nothing to another host"),
        ('<form action="https:example.org"></form>', "send nothing to another host"),
        (r'<form action="/\example.org"></form>', "send nothing to another host"),
        (r'<img src="/\example.org/a.png">', "keep a copy of it in the book"),
        (r'<img src="\\example.org/a.png">', "keep a copy of it in the book"),
        (r'<img srcset="a.png, \\\example.org/a.png 2x">', "keep a copy of it in the book"),
        ('<link rel="canonical stylesheet" href="https://example.org/a.css">', "keep a copy of"),
        ('<link rel="preload" imagesrcset="https://example.org/a.png 1x">', "keep a copy of it"),
        ('<image src="https://example.org/a.png">', "keep a copy of it in the book"),
        ('<svg><mpath href="https://example.org/a.svg#b"/></svg>', "keep a copy of it in the"),
        ('<svg><rect fill="url(https://example.org/a.svg#b)"/></svg>', "keep a copy of it in"),
        ("<svg><rect mask=\"url( '//example.org/a.svg#b')\"/></svg>", "keep a copy of it in"),
        ('<math><mglyph src="https://example.org/a.png"/></math>', "keep a copy of it in the"),
        ('<svg><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>', "draw it still"),
        ('<svg><script type="application/json"><img src=x></script></svg>', "put it in a script"),
        ('<portal src="a.html"></portal>', "link to it instead"),
        ("<!--><img src=x onerror=alert(1)>-->", "write plain HTML"),
        ("<!-- --!><img src=x onerror=alert(1)>-->", "write plain HTML"),
        ("<?php echo 1 ?>", "write plain HTML"),
    ],
)
def test_what_no_page_may_hold_is_refused(html, said):
    """Whatever runs, frames or loads from elsewhere is refused, with its page and a way out."""
    with pytest.raises(PageError, match=rf"^learn/a\.html: .* may not stand in a page; {said}"):
        clean(tree(html), "learn/a.html")


def test_what_tools_write_is_taken_out():
    """The theme's styles and each style attribute go, its script becomes one that cannot fail."""
    page = tree(
        "<style>body { --color-code-background: #fefefe }</style>"
        f"<script>\n  {FURO_THEME}\n</script>"
        '<table style="width: 100%"><tr><td>x</td></tr></table>'
    )
    clean(page, "a.html")
    shown = seen(page)

    assert shown.find_all("style") == []
    assert shown.find_all(style=True) == []
    assert [script.string for script in shown.find_all("script")] == [OPENING]


def test_data_and_links_are_left_alone():
    """Data for a script, links to other sites and pictures of the book stay as they are."""
    kept = (
        '<script type="application/json">{"a": 1}</script>'
        '<a href="https://www.ada.org/">ADA</a><img alt="" src="../_images/a.svg">'
        '<a href="mailto:a@example.org">a</a><svg><rect fill="url(#b)"></rect></svg>'
    )
    page = tree(kept)
    clean(page, "a.html")

    assert page.written() == f"<html>{HEAD}<body>{kept}</body></html>"


def test_the_policy_stands_first():
    """The policy comes before all that it holds for; only the encoding stands above it."""
    page = tree("x", '<head><link rel="stylesheet" href="a.css"><meta charset="utf-8"></head>')
    guard(page)

    first, second, third, *_ = seen(page).head.find_all(True)
    assert first["charset"] == "utf-8"
    assert second["http-equiv"] == "Content-Security-Policy"
    assert second["content"] == policy()
    assert (third["name"], third["content"]) == ("referrer", "no-referrer")


@pytest.mark.parametrize("slides", [False, True])
def test_the_policy_lets_nothing_in(slides):
    """Everything comes from the site itself; inline runs only what a digest names."""
    said = policy(["p{top:0}"], ["a();"], slides=slides)
    rules = dict(rule.split(" ", 1) for rule in said.split("; "))
    allowed = {value for rule in rules.values() for value in rule.split()}

    assert rules["default-src"] == rules["connect-src"] == rules["form-action"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == "'none'"
    assert rules["img-src"] == "'self' data:"
    assert {v for v in allowed if not re.fullmatch(r"'(self|none|sha256-[\w+/]+=)'|data:", v)} == (
        set()
    )


def test_the_digest_is_that_of_the_script():
    """The script that the policy names is the one that the pages hold."""
    digest = base64.b64encode(hashlib.sha256(OPENING.encode()).digest()).decode()

    assert f"script-src 'self' 'sha256-{digest}'" in policy()


def test_the_policy_names_the_styles_of_the_page():
    """A style that the page holds when it is guarded may speak, and no other."""
    page = tree("x", '<head><meta charset="utf-8"><style>p{top:0}</style></head>')
    guard(page)
    digest = base64.b64encode(hashlib.sha256(b"p{top:0}").digest()).decode()

    said = seen(page).select_one("meta[http-equiv]")["content"]
    assert f"style-src 'self' 'sha256-{digest}';" in said
    assert said.count("sha256-") == 2  # and the script for light or dark


def test_the_policy_names_the_scripts_that_publishing_put_in():
    """A script may run in a page only if publishing says that it put it there."""
    page = tree("x", f"{HEAD}<article><script>a();</script><script>b();</script></article>")
    guard(page, ["a();"])
    known, unknown = (
        base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"a();", b"b();")
    )

    said = seen(page).select_one("meta[http-equiv]")["content"]
    assert re.search(rf"script-src 'self' 'sha256-[^']+' 'sha256-{re.escape(known)}';", said)
    assert unknown not in said


def test_a_page_is_described_for_those_who_share_it():
    """With an address, a page names its own, and a card to show; without one it names neither."""
    head = HEAD.replace("</head>", '<meta name="description" content="What to do."></head>')
    known, unknown = tree("x", head), tree("x", head)
    describe(known, path="learn/a.html", base="https://x.org/b/", site="D9311", card="card.png")
    describe(unknown, path="learn/a.html", base="", site="D9311", card="card.png")
    known, unknown = seen(known), seen(unknown)

    shown = {tag["property"]: tag["content"] for tag in known.select("meta[property]")}
    assert known.select_one("link[rel=canonical]")["href"] == "https://x.org/b/learn/a.html"
    assert shown == {
        "og:type": "website", "og:site_name": "D9311", "og:title": "Denials",
        "og:description": "What to do.", "og:url": "https://x.org/b/learn/a.html",
        "og:image": "https://x.org/b/card.png",
    }  # fmt: skip
    assert unknown.select("link[rel=canonical], meta[property='og:url']") == []
    assert unknown.select("meta[property='og:image']") == []
    assert unknown.select_one("meta[property='og:title']")["content"] == "Denials"


def test_a_first_page_is_named_by_its_folder():
    """The first page of a folder has the folder's address."""
    page = tree("x")
    describe(page, path="index.html", base="https://x.org/b/", site="D9311")

    assert seen(page).select_one("link[rel=canonical]")["href"] == "https://x.org/b/"
