"""A page that is read and written again is the page that it was, but for what means nothing."""

from __future__ import annotations

import pytest

from exercises.site.tree import Tag, Text, read


@pytest.mark.parametrize(
    "html",
    [
        '<html lang="en"><head><title>A &amp; B</title></head></html>',
        '<p title="a &lt; b">5 &lt; 6<br>7 &gt; 6</p>',
        "<script>if (a < b && c) x('</p>');</script><style>a > b{top:0}</style>",
        "<pre>  \n  </pre><textarea>\n\n</textarea>",
        "<p title='say \"no\"'>x</p>",
        "<!-- a note --><p>x</p>",
        '<input type="checkbox" checked="" data-b="1" data-a="2">',
        "<p>caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{RIGHTWARDS ARROW}\N{NO-BREAK SPACE}</p>",
    ],
)
def test_what_is_read_is_written(html):
    """Names, the order of attributes, texts, comments and scripts stay as they were."""
    assert read(html).written() == html


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<!doctype html><p>a", "<!DOCTYPE html>\n<p>a</p>"),
        ("<P>a", "<p>a</p>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a<li>b</li></li></ul>c"),
        ("a</p>b<br></br>", "ab<br>"),
        ("<path d='M0'/>", '<path d="M0"></path>'),
        ("<p> \n  <b> </b>\t</p>", "<p>\n<b> </b> </p>"),
        ("<input checked value=a>", '<input checked="" value="a">'),
        ('<p class=" a \n b ">x', '<p class="a b">x</p>'),
        ("<p id=a id=b>x", '<p id="b">x</p>'),
        ("<p title='&quot; &#39;'>x", '<p title="&quot; \'">x</p>'),
        ("&eacute;&nbsp;&amp;amp;&lt;b", "\N{LATIN SMALL LETTER E WITH ACUTE}\xa0&amp;amp;&lt;b"),
    ],
)
def test_what_is_written_is_whole(html, written):
    """What is left open is closed, what is closed too often is not, and blanks are few."""
    assert read(html).written() == written


@pytest.mark.parametrize(
    ("html", "kind", "text"),
    [
        ("<!-- x-->", "comment", " x"),
        ("<!DOCTYPE html>", "doctype", "html"),
        ("<?php x>", "instruction", "php x"),
    ],
)
def test_what_is_no_text_is_told_from_it(html, kind, text):
    """A comment and its like have a kind, and are no part of what a page says."""
    page = read(f"<p>a{html}b</p>")

    assert [(each.kind, each.text) for each in page.texts()] == [("", "a"), (kind, text), ("", "b")]
    assert page.text == "ab"


def test_a_page_is_gone_through_in_order():
    """Tags come as they stand in the page, and each knows what it stands in."""
    page = read("<div><p>a <b>b</b></p><i>c</i></div><svg><g><path/></g></svg>")

    assert [tag.name for tag in page.tags()] == ["div", "p", "b", "i", "svg", "g", "path"]
    assert [tag.within("p") for tag in page.all("b")] == [True]
    assert [tag.within("svg", "math") for tag in (page.all("path") + page.all("i"))] == [
        True, False,
    ]  # fmt: skip
    assert page.text == "a bc"


def test_a_page_can_be_changed():
    """A tag can be taken out, put in, and have others in its place."""
    page = read("<div><a>1</a><span>2<b>3</b></span><!--x--></div>")
    first, span = page.all("a")[0], page.all("span")[0]
    first.remove()
    span.replace(*span.parts)
    for note in [each for each in page.texts() if each.kind]:
        note.remove()
    page.all("div")[0].insert(0, Tag("i", {"id": "n"}, "0 < 1"))
    page.all("div")[0].append(Text("end"))

    assert page.written() == '<div><i id="n">0 &lt; 1</i>2<b>3</b>end</div>'
    assert first.parent is None
    assert page.all("b")[0].parent is page.all("div")[0]
