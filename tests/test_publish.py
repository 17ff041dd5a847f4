"""The built site as readers get it: private, whole, and each file named by what it holds."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from helpers.links import broken, followed, inside, read

from exercises.faces import assets
from exercises.pages.faces import FACES
from exercises.site.browser import PRINTS
from exercises.site.build import RAW
from exercises.site.harden import OPENING, POINTERS, policy
from exercises.site.lean import script
from exercises.site.publish import pages, publish

FIRST, LATER, REQUESTS, SLIDES = 40, 20, 9, 45  # KiB, KiB, how many files, and KiB
HEADERS = 205  # bytes before each file, as the server of `make bench` sends them
EARLY = script(assets.text("edition.js")).decode()
"""What a page waits for in its text: whether a newer edition is in force."""
FOREIGN = re.compile(
    r"""url\(\s*["']?\s*(?:https?:)?//|@import\s|
        (?:import|importScripts|fetch|open|sendBeacon|WebSocket|EventSource|Worker)
        \s*\(\s*["'`](?:https?:|wss?:)?//|from\s*["'](?:https?:)?//""",
    re.VERBOSE | re.IGNORECASE,
)


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[str, BeautifulSoup]:
    """Return every HTML page of the built site, by its path."""
    return read(site, [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))])


def test_the_site_holds_every_page(soups):
    """Chapters, search, index, slides and the page for a wrong address are all there."""
    assert {
        "index.html", "search.html", "genindex.html", "404.html", "teach/slides/index.html"
    } <= soups.keys()  # fmt: skip
    assert len(soups) > 40


def test_every_page_carries_the_policy(soups):
    """Every page states the policy before it loads anything, and holds nothing it would stop."""
    for path, soup in soups.items():
        tags = soup.head.find_all(True)
        slides = path.startswith("teach/slides/")
        inline = [tag for tag in soup.select("script:not([src])")
                  if tag.get("type") != "application/json"]  # fmt: skip

        assert tags[1].get("http-equiv") == "Content-Security-Policy", path
        styles = [tag.text for tag in soup.select("style")]
        scripts = [] if slides else [EARLY]
        assert tags[1]["content"] == policy(styles, scripts, slides=slides), path
        assert [tag.text for tag in inline] == ([] if slides else [OPENING, EARLY]), path
        assert soup.select("body style, [style], iframe, object, embed, base") == [], path


def test_every_page_is_described(soups):
    """Each page says in its head, once, what it is for; no two say the same."""
    said = {path: [tag["content"] for tag in soup.select("meta[name=description]")]
            for path, soup in soups.items()}  # fmt: skip

    assert {path: each for path, each in said.items() if len(each) != 1 or not each[0]} == {}
    assert len({each[0] for each in said.values()}) == len(said)


def test_no_file_names_a_foreign_asset(site, soups):
    """No page, style or script of the site loads anything by an address outside."""
    for path, soup in soups.items():
        for tag in soup.find_all(list(POINTERS)):
            if "canonical" not in (tag.get("rel") or ()):
                assert not urlsplit(str(tag.get(POINTERS[tag.name], ""))).netloc, (path, tag)
    for path in site.rglob("*"):
        if path.suffix in (".css", ".js", ".svg", ".html", ".webmanifest"):
            found = FOREIGN.findall(path.read_text(encoding="utf-8"))

            assert found == [], path


def test_every_link_inside_leads_somewhere(site, soups):
    """Each link of each page names a file that is there, and a place that is in it."""
    assert broken(site, soups) == []


@pytest.mark.usefixtures("site")
def test_every_link_of_the_plain_site_leads_somewhere():
    """What `jupyter-book build .` writes can be read: `make book` begins with that command."""
    raw = read(RAW, pages(RAW))

    assert len(raw) > 40
    assert broken(RAW, raw) == []


@pytest.mark.parametrize(
    ("variables", "offered"),
    [({}, False), ({PRINTS: "1"}, True), ({PRINTS: "1", "PATH": ""}, False)],
    ids=["the plain command", "ours", "without a browser"],
)
def test_a_page_is_offered_as_a_pdf_only_where_one_is_printed(monkeypatch, variables, offered):
    """The plain command prints nothing, and so its page leads to no PDF."""
    monkeypatch.delenv(PRINTS, raising=False)
    monkeypatch.setattr("exercises.site.browser.shutil.which", lambda _: os.environ["PATH"])
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert ("sheet.pdf" in FACES["print"].draw(None, None, "sheet")) == offered


def test_nothing_lies_about_unused(site, soups):
    """Every file of the site is named by a page, a style or a script, or is known to its host."""
    known = {"404.html", "sw.js", "sitemap.xml", "robots.txt", "manifest.webmanifest"}
    named = set(known)
    for path, soup in soups.items():
        named |= {followed(path, address)[0] for _, address in inside(soup)}
        later = [
            each for tag in soup.select("[data-scripts]") for each in tag["data-scripts"].split()
        ]
        named |= {followed(path, address)[0] for address in later}
    texts = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    texts += (site / "manifest.webmanifest").read_text() if (site / "sw.js").is_file() else ""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    assert [file for file in sorted(files - named) if Path(file).name not in texts] == []


def loaded(path: str, soup: BeautifulSoup) -> set[str]:
    """Return the page *path* and every file that a browser loads for it before it is scrolled."""
    tags = soup.select("link[rel~=stylesheet], link[rel=manifest], [src]:not([loading=lazy])")
    names = [str(tag.get("href") or tag.get("src")) for tag in tags]
    names += str(soup.body.get("data-scripts") or "").split()  # once the page is painted
    return {path, *(followed(path, name)[0] for name in names)}


def weight(site: Path, files: set[str]) -> float:
    """Return how many KiB *files* are on the wire, each compressed by itself, with its headers."""
    packed = (len(gzip.compress((site / file).read_bytes(), 9)) for file in files)
    return sum(size + HEADERS for size in packed) / 1024


def test_every_page_is_light(site, soups):
    """On a first visit a page costs at most 40 KiB and 9 requests, after another at most 20."""
    core = loaded("index.html", soups["index.html"])
    heavy = {}
    for path, soup in soups.items():
        files = loaded(path, soup)
        first, later = weight(site, files), weight(site, files - core)
        if first > FIRST or len(files) > REQUESTS or later > LATER:
            heavy[path] = (round(first, 1), len(files), round(later, 1))

    assert heavy == {}


def test_an_address_stands_with_its_source_alone(soups):
    """What a citation says of its source repeats no address: the page of sources links it."""
    told = [tag["title"] for soup in soups.values() for tag in soup.select(".bibtex-citation a")]

    assert len(told) > 100
    assert [title for title in told if "URL: " in title] == []
    assert len(soups["reference/sources.html"].select("article a[href^=https]")) > 50


def test_slides_are_light_on_a_wide_screen(site, soups):
    """With reveal.js, which only a wide screen loads, the slides cost at most 45 KiB."""
    path = "teach/slides/index.html"
    later = soups[path].select_one("[data-scripts]")["data-scripts"].split()
    files = loaded(path, soups[path]) | {followed(path, name)[0] for name in later}

    assert weight(site, files) < SLIDES


def test_styles_and_scripts_are_named_by_what_they_hold(soups):
    """A changed style or script has another address, so that no browser shows an old one."""
    for path, soup in soups.items():
        for tag in soup.select("link[rel=stylesheet], script[src]"):
            address = str(tag.get("href") or tag.get("src"))

            assert re.search(r"\?v=[0-9a-f]{8}$", address), (path, address)


# -- a site in small ---------------------------------------------------------------------------


@pytest.fixture
def raw(tmp_path) -> Path:
    """Return what Sphinx might have built: two pages, one left behind, and files."""
    folder = tmp_path / "raw"
    page = (
        '<!doctype html><html><head><meta charset="utf-8"><title>{0}</title>'
        '<meta name="description" content="All of {0}.">'
        '<link rel="stylesheet" href="_static/styles/furo.css?v=1">'
        '<link rel="stylesheet" href="_static/site.css?v=1">'
        '<link rel="stylesheet" href="_static/pygments.css?v=1">'
        '<link rel="stylesheet" href="_static/mystnb.css?v=1"></head>'
        '<body><p class="here">{0}</p><a href="a.html">a</a><a href="note.pdf">note</a>{1}'
        '<script src="_static/doctools.js"></script><script src="_static/quiz.js"></script>'
        "</body></html>"
    )
    files = {
        "index.html": page.format("index", ""),
        "a.html": page.format(
            "a",
            '<article><div class="cell"><span>x</span></div>'
            '<script src="_static/early.js"></script>'
            '<script defer src="_static/late.js"></script></article>',
        ),
        "404.html": page.format("404", ""),
        "gone.html": page.format("gone", ""),
        "note.pdf": "a note",
        "unused.png": "a picture",
        "searchindex.js": f"Search.setIndex({json.dumps({'docnames': ['index', 'a']})})",
        "_static/styles/furo.css": ".here { top: 0 } .nowhere { top: 0 }",
        "_static/styles/furo-extensions.css": "",
        "_static/tokens.css": "",
        "_static/controls.css": "",
        "_static/quiz.css": "",
        "_static/site.css": ".here { background: url(paper.svg) }",
        "_static/paper.svg": "<svg/>",
        "_static/pygments.css": "a { top: 0 }",
        "_static/mystnb.css": ".cell { top: 0 }",
        "_static/quiz.js": "/* Copyright us */\n// y\nlet a  =  `// kept`;\n//# sourceMappingURL=m",
        "_static/doctools.js": "2;",
        "_static/early.js": "// why\nearly();",
        "_static/late.js": "late();",
        "_static/favicon.svg": "<svg/>",
        "_static/card.png": "a card",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_only_what_is_used_is_published(raw, tmp_path):
    """Pages of this build and what they name are published; the rest stays behind."""
    files = publish(raw, tmp_path / "site")

    assert pages(raw) == ["404.html", "a.html", "index.html"]
    assert files == sorted(
        ["404.html", "a.html", "index.html", "note.pdf", "_static/book.css", "_static/favicon.svg",
         "_static/late.js", "_static/paper.svg", "_static/quiz.js"]
    )  # fmt: skip
    assert files == sorted(
        path.relative_to(tmp_path / "site").as_posix()
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    )


def test_styles_go_where_they_are_used(raw, tmp_path):
    """The shared styles are one file, cut to what is used; those for cells are with the cells."""
    publish(raw, tmp_path / "site")
    styles = {
        name: re.findall(r'href="(_static/\w+\.css)|<style>(.*)</style>', text)
        for name in ("index.html", "a.html")
        for text in [(tmp_path / "site" / name).read_text()]
    }

    assert styles == {
        "index.html": [("_static/book.css", "")],
        "a.html": [("_static/book.css", ""), ("", ".cell{top:0}")],
    }
    assert (tmp_path / "site/_static/book.css").read_text() == (
        ".here{top:0}.here{background:url(paper.svg)}"
    )


@pytest.mark.parametrize(
    "sheet",
    [".cell { background: url(paper.svg) }", ".cell::after { content: '</style>' }"],
    ids=["names a file", "ends a style"],
)
def test_some_styles_stay_files(raw, tmp_path, sheet):
    """A sheet is put into its pages only where that changes nothing."""
    (raw / "_static/mystnb.css").write_text(sheet)

    assert "_static/mystnb.css" in publish(raw, tmp_path / "site")
    assert "<style>" not in (tmp_path / "site/a.html").read_text()


@pytest.mark.parametrize(
    ("body", "stays"),
    [
        ('<p class="cell">another page with a cell</p>', False),
        ('<form data-scripts="_static/mystnb.css"></form>', True),
    ],
    ids=["on two pages", "loaded later"],
)
def test_a_style_is_in_each_page_that_waits_for_it(raw, tmp_path, body, stays):
    """No page waits for a second sheet; one that a face loads later is a file, too."""
    index = (raw / "index.html").read_text()
    (raw / "index.html").write_text(index.replace("<script", f"{body}<script", 1))

    assert ("_static/mystnb.css" in publish(raw, tmp_path / "site")) == stays
    for page in ("index.html", "a.html"):
        soup = BeautifulSoup((tmp_path / "site" / page).read_text(), "html.parser")
        assert [tag["href"].partition("?")[0] for tag in soup.select("[rel=stylesheet]")] == [
            "_static/book.css"
        ]
    assert "<style>.cell{top:0}</style>" in (tmp_path / "site/a.html").read_text()


@pytest.mark.parametrize(
    ("how", "text", "put"),
    [
        ("", "early();", True),
        ("", 'early("</script>");', False),
        ("", 'early("<!--<script>");', False),
        ('type="module" ', "early();", False),
    ],
    ids=["put", "ends one", "hides an end", "a module"],
)
def test_a_script_that_a_page_waits_for_is_in_its_text(raw, tmp_path, how, text, put):
    """A script that decides what is seen below is in the page, by its digest; others can wait."""
    (raw / "_static/early.js").write_text(text)
    page = (raw / "a.html").read_text()
    early = 'src="_static/early.js"'
    (raw / "a.html").write_text(page.replace(early, f"{how}{early}"))
    files = publish(raw, tmp_path / "site")
    soup = BeautifulSoup((tmp_path / "site/a.html").read_text(), "html.parser")
    (first,) = soup.select("article script")

    assert ("_static/early.js" in files) == (not put)
    assert first.has_attr("src") != put
    assert "defer" not in first.attrs
    assert soup.body["data-scripts"].startswith("_static/late.js?v=")
    styles = [tag.text for tag in soup.select("style")]
    assert soup.select_one("meta[http-equiv]")["content"] == policy(styles, [text] if put else [])


def test_what_every_page_runs_is_one_file(raw, tmp_path):
    """The book's own script and the theme's come as one, ours first, and wait for the page."""
    for name in ("page", "scripts/furo"):
        (raw / f"_static/{name}.js").parent.mkdir(exist_ok=True)
        (raw / f"_static/{name}.js").write_text(f"// why\n{name[-4:]}();")
    both = (
        '<article><script defer src="_static/page.js"></script></article>'
        '<script src="_static/scripts/furo.js?v=1"></script>'
    )
    index = (raw / "index.html").read_text()
    (raw / "index.html").write_text(index.replace("<script", f"{both}<script", 1))
    files = publish(raw, tmp_path / "site")
    soup = BeautifulSoup((tmp_path / "site/index.html").read_text(), "html.parser")
    scripts = [name.partition("?")[0] for name in soup.body["data-scripts"].split()]

    assert soup.select("script[src]") == []
    assert scripts == ["_static/book.js", "_static/quiz.js"]
    assert (tmp_path / "site/_static/book.js").read_text() == "page();\nfuro();"
    assert not {"_static/page.js", "_static/scripts/furo.js"} & {*files}


@pytest.mark.parametrize(
    "tag",
    [
        '<script defer src="_static/quiz.js" data-words="_static/words.js"></script>',
        '<ol class="path"></ol><script defer src="_static/quiz.js"></script>',
    ],
)
def test_a_script_that_cannot_wait_stays_in_its_place(raw, tmp_path, tag):
    """One that finds more in its own tag, and each on a page whose path says what is next."""
    page = (raw / "a.html").read_text()
    (raw / "a.html").write_text(page.replace('<script src="_static/quiz.js"></script>', tag))
    publish(raw, tmp_path / "site")
    soup = BeautifulSoup((tmp_path / "site/a.html").read_text(), "html.parser")

    assert soup.select_one('script[defer][src^="_static/quiz.js?v="]')


def test_scripts_keep_their_owner_and_their_meaning(raw, tmp_path):
    """A script loses whole lines of comment, but not whose it is, nor what its strings say."""
    publish(raw, tmp_path / "site")

    assert (tmp_path / "site/_static/quiz.js").read_text() == (
        "/* Copyright us */\nlet a  =  `// kept`;"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("if (a) {\n  b();\n\tc(`d`);\n}", "if (a) {\nb();\nc(`d`);\n}"),
        ("a(`\n  b`);\n  c();", "a(`\n  b`);\n  c();"),
        ('a("\\\n  b");', 'a("\\\n  b");'),
        ("a = /** @type {B} */ (b); // why\n", "a = (b);\n"),
        ("a('x; // y');\n", "a('x; // y');\n"),
    ],
    ids=["code", "in a template", "in a string", "types", "what looks like one"],
)
def test_indents_go_where_they_mean_nothing(text, written):
    """A script loses its indents, unless one may be part of a text."""
    assert script(text).decode() == written


def test_a_wrong_address_is_answered_from_the_root(raw, tmp_path):
    """The page for a wrong address, shown anywhere, names everything from where the book stands."""
    publish(raw, tmp_path / "site", base="https://example.org/book/")
    html = (tmp_path / "site/404.html").read_text()

    assert 'href="/book/a.html"' in html
    assert 'data-scripts="/book/_static/quiz.js' in html


def test_an_address_gives_a_sitemap_and_a_card(raw, tmp_path):
    """Where the address is known, there is a list of pages and a card; else there is neither."""
    site = tmp_path / "site"
    with_address = set(publish(raw, site, base="https://example.org/book/"))
    sitemap = (site / "sitemap.xml").read_text()
    without = set(publish(raw, site))

    assert with_address - without == {"sitemap.xml", "_static/card.png"}
    assert re.findall("<loc>(.*?)</loc>", sitemap) == [
        "https://example.org/book/a.html", "https://example.org/book/"
    ]  # fmt: skip
    assert not (site / "sitemap.xml").exists()


def test_what_is_right_is_not_written_again(raw, tmp_path):
    """A file that would be the same is left as it is; one that is no longer wanted goes."""
    site = tmp_path / "site"
    publish(raw, site)
    (site / "old").mkdir()
    (site / "old" / "page.html").write_text("old")
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    publish(raw, site)

    assert not (site / "old").exists()
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*.html")} == {
        path: time for path, time in before.items() if path.parent.name != "old"
    }
