"""What a page shows of items, forms, aids and documents: words as written, and usable by all."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.own import BANK, FORMS

from exercises.documents import Document, Field, Rule
from exercises.faces import render
from exercises.forms import Form
from exercises.items import Item, Option, Row
from exercises.order import shuffled
from exercises.reading.desk import load_aid, load_document, load_guard, names
from exercises.reading.package import PACKAGE
from exercises.reading.passages import Passage
from exercises.results.letters import to_letters
from exercises.results.page import page_data
from exercises.scoring import RULES, key_of

Draw = Callable[..., BeautifulSoup]

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '<img src="x" onerror="alert(1)">',
    "end of the form": "</legend></fieldset></form></section><h1>Hello</h1>",
    "end of an attribute": "\" autofocus onfocus='alert(1)' x=\"",
    "comment": "<!-- what follows -->",
    "ampersands": "Q&A &lt; &amp;#106; &copy",
    "template": "{{ 7 * 7 }}{% raw %}",
    "link": "[press](javascript:alert(1)) <javascript:alert(1)> https://evil.example",
    "picture": "![x](https://evil.example/x.png)",
    "control characters": "ring\x07 back\x08 escape\x1b[31m",
    "right to left": "call \u202egnp.elif\u202c \u2067x\u2069 back",
    "line break": "two  \nthree",
    "heading": "# one",
}


def parsed(html: str) -> BeautifulSoup:
    """Return *html* as a parser for browsers' HTML sees it."""
    return BeautifulSoup(html, "html.parser")


@cache
def quiz_page(name: str) -> BeautifulSoup:
    """Return the quiz *name* of the book, for tests that read it and change nothing."""
    return parsed(render.quiz(FORMS[name], BANK, passage=passage))


def words(text: str) -> str:
    """Return *text* with its white space drawn together."""
    return " ".join(text.split())


def attempt(form: Form) -> str:
    """Return *form* as it is taken at one go."""
    return render.attempt(form, BANK, scripts=["result.js", "a-data.js"], passage=passage)


def passage(label: str) -> Passage:
    """Return a link to the section *label*."""
    return Passage(title=f"Section {label}", href=f"page.html#{label}")


@pytest.fixture
def kinds(make_item) -> dict[str, Item]:
    """Return an item of each kind."""
    four = tuple(Option(id=name, text=f"Fact {name}", why=f"Because {name}.") for name in "abcd")
    rows = (
        Row(id="r1", text="The dentist asks", key="b", why="She asked."),
        Row(id="r2", text="The dentist is asked", key="a", why="She was asked."),
    )
    return {
        "single": make_item(),
        "multiple": make_item(id="choose-facts", options=four, key=frozenset("acd")),
        "match": make_item(id="choose-match", key=None, rows=rows),
    }


@pytest.fixture
def draw() -> Draw:
    """Return a drawer of items as one quiz, parsed."""

    def draw(*items: Item, **how: Any) -> BeautifulSoup:
        form = Form(
            id="few", title=how.pop("title", "A few items"), items=tuple(i.id for i in items)
        )
        how = {"passage": passage} | how
        return parsed(render.quiz(form, {item.id: item for item in items}, **how))

    return draw


def forms_of(page: Tag) -> list[Tag]:
    """Return the items of *page*."""
    return page.select("form.quiz-item")


# -- words are shown as written -----------------------------------------------------------------


def tainted(make_item: Callable[..., Item], text: str) -> dict[str, tuple[Item, str]]:
    """Return items with *text* in each place an author writes, and where it should be shown."""
    clean = Option(id="b", text="D9310", why="She was asked.")
    row = {"id": "r1", "text": "A call", "key": "b", "why": "She asked."}
    option = {"id": "a", "text": "D9311", "why": "She asked."}

    def match(**changes: str) -> Item:
        return make_item(key=None, rows=(Row(**row | changes),))

    def single(**changes: str) -> Item:
        return make_item(options=(Option(**option | changes), clean))

    reasons = "details li[data-option=a]"
    return {
        "stem": (make_item(stem=text), "legend"),
        "option": (single(text=text), ".quiz-option:has([value=a])"),
        "option, in the reasons": (single(text=text), f"{reasons} strong"),
        "why": (single(why=text), f"{reasons} p + p"),
        "row": (match(text=text), ".quiz-row label"),
        "row, in the reasons": (match(text=text), "details li.is-key strong"),
        "why of a row": (match(why=text), "details li.is-key p + p"),
    }


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_text(make_item, draw, text):
    """Whatever an author writes, wherever, is text, with quotation marks that curl; no element."""
    plain = {place: Counter(tag.name for tag in draw(item).find_all()) for place, (item, _) in
             tainted(make_item, "Plain words").items()}  # fmt: skip

    for place, (item, where) in tainted(make_item, text).items():
        page = draw(item)
        shown = words(page.select_one(where).get_text())

        assert words(text) in shown.translate(STRAIGHT), place
        assert Counter(tag.name for tag in page.find_all()) == plain[place], place
        assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]


def test_hostile_words_are_text_in_a_list(make_item, draw):
    """The options of a match stand in a list, where they are text as well."""
    options = (
        Option(id="a", text=HOSTILE["script"], why="She asked."),
        Option(id="b", text=HOSTILE["end of an attribute"], why="She was asked."),
    )
    item = make_item(options=options, key=None,
                     rows=(Row(id="r1", text="A call", key="a", why="She asked."),))  # fmt: skip

    page = draw(item)

    shown = {option["value"]: option.get_text().translate(STRAIGHT)
             for option in page.select("select option")}  # fmt: skip
    assert shown == {
        "": "Choose one",
        "r1:a": HOSTILE["script"],
        "r1:b": HOSTILE["end of an attribute"],
    }
    assert not page.select("script, [autofocus], [onfocus]")


def test_hostile_titles_are_text(make_item, draw):
    """A form's title and a section's title are text, the first in an attribute."""
    title = HOSTILE["end of an attribute"]

    page = draw(make_item(), title=title, passage=lambda _: Passage(title=title, href=title))

    assert page.section["aria-label"] == title
    assert page.select_one(".quiz-read a").get_text() == title
    assert page.select_one(".quiz-read a")["href"] == title
    assert not page.select("[autofocus], [onfocus]")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It is *her* call", "It is <em>her</em> call"),
        ("It is **her** call", "It is <strong>her</strong> call"),
        ("Type `D9311 <b>`", "Type <code>D9311 &lt;b&gt;</code>"),
        ("Two \\* three", "Two * three"),
        ("  \n trimmed \n", "trimmed"),
        ("2 < 3 & 4", "2 &lt; 3 &amp; 4"),
        ("~~no~~ | table | <hr>", "~~no~~ | table | &lt;hr&gt;"),
    ],
)
def test_emphasis_and_code_are_kept(text, html):
    """Emphasis, code and the backslash are Markdown; everything else is what was written."""
    assert render.prose(text) == html


def test_a_page_in_words_to_say_is_a_link():
    """A page that stands in braces is named by its title and leads there; the words stay words."""
    places = {"here": Passage(title="This page", href="here.html")}

    page = parsed(render.script("Read {here} first.\n" + HOSTILE["script"], passage=places.get))

    assert [line.get_text() for line in page.select("li")] == [
        "“Read This page first.”",
        f"“{HOSTILE['script']}”",
    ]
    assert page.a["href"] == "here.html"


def test_description_is_an_attribute():
    """A page's description cannot leave its attribute."""
    text = HOSTILE["end of an attribute"] + HOSTILE["script"]

    page = parsed(render.template("description", description=text))

    assert [tag.name for tag in page.find_all()] == ["meta"]
    assert page.meta.attrs == {"name": "description", "content": text}


# -- everyone can use it ------------------------------------------------------------------------


def name_of(page: BeautifulSoup, control: Tag) -> str:
    """Return the accessible name of a *control*: its label's words, around it or by its id."""
    if control.name == "button":
        return words(control.get_text())
    around = control.find_parent("label")
    label = around or page.select_one(f'label[for="{control.get("id")}"]')
    return "" if label is None else words(label.get_text())


def check_usable(page: BeautifulSoup) -> None:
    """Assert what holds for every face: names, ids, and what would need a looser policy."""
    for control in page.select("input, select, textarea, button"):
        assert name_of(page, control), control
    ids = Counter(tag["id"] for tag in page.select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    named = [
        name
        for tag in page.find_all()
        for attribute in ("for", "aria-describedby", "aria-labelledby")
        for name in tag.get(attribute, "").split()
    ]
    assert set(named) <= set(ids)
    data = "script[type='application/json']"
    assert page.select(f"script:not({data}), style, [style], iframe, object") == []
    assert [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")] == []
    outside = [tag for tag in page.select("[src], [href]") if "//" in (tag.get("href") or "//")]
    assert outside == []


@every_form
def test_every_quiz_can_be_used(form):
    """In each quiz of the book every control has a name and every id is one element's own."""
    check_usable(quiz_page(form.id))


@every_form
def test_every_attempt_can_be_used(form):
    """The same holds for each form taken at one go."""
    check_usable(parsed(attempt(form)))


@pytest.mark.parametrize("name", names("aids"))
def test_every_aid_can_be_used(name):
    """The same holds for each decision aid, and its links lead to steps that are there."""
    page = parsed(render.aid(load_aid(name), passage=passage))
    check_usable(page)

    ids = {tag["id"] for tag in page.select(".aid-step")}
    jumps = {a["href"] for a in page.select("a.aid-choice")}
    assert jumps <= {f"#{name}" for name in ids}
    assert len(page.select("[data-start]")) == 1


@pytest.mark.parametrize("name", names("documents"))
def test_every_document_can_be_used(name):
    """The same holds for each document."""
    check_usable(parsed(render.document(load_document(name), guard=load_guard())))


@every_form
def test_each_item_is_one_group(form):
    """Each item is a form with one fieldset, whose first element is the legend with the stem."""
    items = forms_of(quiz_page(form.id))

    assert [item["data-item"] for item in items] == list(form.items)
    for position, item in enumerate(items, 1):
        legend = item.select_one("form > fieldset:only-of-type > legend:first-child:only-of-type")
        known = BANK[item["data-item"]]
        asked = known.stem if known.exhibit else f"{known.stem} {known.ask}"
        stem = parsed(render.prose(asked)).get_text()
        assert words(legend.get_text()) == words(f"{position} of {len(items)} {stem}")
        assert parsed(render.prose(known.ask)).get_text() in item.fieldset.get_text()
        assert not item.select("input:not(fieldset *), select:not(fieldset *)")


def test_choices_of_an_item_are_one_group(kinds, draw):
    """Radios of one item share a name that no other item has; so arrows stay in the item."""
    page = draw(kinds["single"], kinds["multiple"])

    first, second = forms_of(page)
    assert [box["type"] for box in first.select("input")] == ["radio"] * 3
    assert [box["type"] for box in second.select("input")] == ["checkbox"] * 4
    assert {box["name"] for box in first.select("input")} == {first["id"]}
    assert {box["name"] for box in second.select("input")} == {second["id"]}
    assert first["id"] != second["id"]


def test_a_row_is_a_labelled_list(kinds, draw):
    """Each row of a match labels a list that starts on no choice."""
    (item,) = forms_of(draw(kinds["match"]))

    for select, row in zip(item.select("select"), kinds["match"].rows, strict=True):
        assert item.select_one(f'label[for="{select["id"]}"]').get_text() == row.text
        assert select.option["value"] == ""
        assert {o["value"] for o in select.select("option")} == {
            "", f"{row.id}:a", f"{row.id}:b", f"{row.id}:c",
        }  # fmt: skip


@pytest.mark.parametrize("row", ["r1", "rule", "said"])
def test_a_row_may_have_any_id(make_item, draw, row):
    """No id of a row makes two elements of the page share an id."""
    rows = (Row(id=row, text="A call", key="a", why="She asked."),)

    check_usable(draw(make_item(key=None, rows=rows)))


@pytest.mark.parametrize("kind", ["single", "multiple", "match"])
def test_the_rule_is_shown_and_tied_to_the_item(kinds, draw, kind):
    """How an item is scored stands in words beside it, and describes its group."""
    page = draw(kinds[kind])

    rule = page.select_one(".quiz-rule")
    assert rule.get_text() == RULES[kind]
    assert rule["id"] in page.fieldset["aria-describedby"].split()


def test_what_is_announced_is_there_and_empty(kinds, draw):
    """The places that announce a verdict and the score are live regions before they fill."""
    page = draw(*kinds.values())

    places = page.select(".quiz-said, .quiz-score")
    assert len(places) == 4
    assert {(place["role"], place.get_text()) for place in places} == {("status", "")}


def test_nothing_is_filled_in_by_the_browser(kinds, draw):
    """A shared computer does not bring back the last person's choices."""
    page = draw(*kinds.values())

    controls = page.select("form, input, select")
    assert [control for control in controls if control.get("autocomplete") != "off"] == []
    assert page.select("[checked], [selected]") == []


# -- without script -----------------------------------------------------------------------------


def test_without_script_the_page_answers(kinds, draw):
    """The key and the reason of every option are in the page, folded, for who has no script."""
    details = draw(kinds["multiple"]).details

    marks = {
        li["data-option"]: (li.select_one(".quiz-mark").get_text(), li.select("p")[1].get_text())
        for li in details.select("li")
    }
    assert not details.has_attr("open")
    assert details.summary.get_text() == "Key and reasons"
    assert marks == {
        "a": ("Right", "Because a."),
        "b": ("Not right", "Because b."),
        "c": ("Right", "Because c."),
        "d": ("Right", "Because d."),
    }


def test_without_script_a_match_answers(kinds, draw):
    """Of a match the page says, row by row, what fits and why."""
    lines = draw(kinds["match"]).select("details li.is-key")

    assert [[words(p.get_text()) for p in line.select("p")] for line in lines] == [
        ["Right The dentist asks → D9310", "She asked."],
        ["Right The dentist is asked → D9311", "She was asked."],
    ]


def test_the_passage_is_linked(kinds, draw):
    """Below the reasons a link leads to the section that teaches the item."""
    link = draw(kinds["single"]).select_one(".quiz-read a")

    assert (link["href"], link.get_text()) == (
        "page.html#d9310-and-d9311",
        "Section d9310-and-d9311",
    )


def test_a_passage_without_an_address_is_named(kinds, draw):
    """Where no address is known, the section is named and no dead link made."""
    page = draw(kinds["single"], passage=lambda label: Passage(title=label))

    assert page.select(".quiz-read a") == []
    assert page.select_one(".quiz-read").get_text() == "Read again: d9310-and-d9311"


# -- the decision is in the page ----------------------------------------------------------------


@every_form
def test_weights_are_those_of_scoring(form):
    """Each pick in the page carries the weight that scoring gives it, and the item its full."""
    for item in forms_of(quiz_page(form.id)):
        key = key_of(BANK[item["data-item"]])
        shown = {each["value"]: int(each["data-weight"]) for each in item.select("[data-weight]")}

        assert shown == key.weights
        assert int(item["data-full"]) == key.full


def test_an_item_says_what_it_is(make_item, draw):
    """A page knows an item by its id, version and kind, so that kept answers find it again."""
    (item,) = forms_of(draw(make_item(version=3)))

    assert item["data-item"] == "choose-cardiology-call"
    assert item["data-version"] == "3"
    assert item["data-kind"] == "single"


def test_live_carries_no_weight(kinds, draw):
    """In a notebook, where Python scores, no weight and no full score is in the HTML."""
    page = draw(*kinds.values(), live=True)

    assert page.select("[data-weight], [data-full]") == []
    assert not re.search(r"weight|full", str(page))
    assert len(page.select("input, select")) == 3 + 4 + 2


def test_live_keeps_nothing(kinds, draw):
    """A notebook keeps its responses itself, so the line about this device is left out."""
    assert draw(kinds["single"], live=True).select(".quiz-keep") == []
    assert len(draw(kinds["single"]).select(".quiz-keep input")) == 1


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_options_stand_in_the_order_of_the_seed(kinds, draw, seed):
    """Options and their reasons stand in the order that the seed gives, not that of writing."""
    for item in kinds.values():
        page = draw(item, seed=seed)
        expected = shuffled([o.id for o in item.options], seed=seed, salt=item.id)

        shown = [each["value"] for each in page.select(".quiz-options input, [value^='r2:']")]
        assert [value.removeprefix("r2:") for value in shown] == list(expected)
        assert [li["data-option"] for li in page.select("li[data-option]")] == list(expected)


@every_form
def test_two_drawings_are_the_same(form):
    """The same form gives the same bytes, so that two builds of the book do not differ."""
    assert render.quiz(form, BANK, passage=passage) == render.quiz(form, BANK, passage=passage)
    assert attempt(form) == attempt(form)


# -- forms taken at one go ----------------------------------------------------------------------


def test_form_data_is_a_script_that_adds_to_the_page():
    """The data of forms, by name, is JSON in a call; it says what Python counts by."""
    script = render.form_data([FORMS["a"], FORMS["pre"]], BANK)
    told = json.loads(script.removeprefix("Object.assign(d9311Quiz.data, ").removesuffix(");\n"))

    assert told == {name: page_data(FORMS[name], BANK) for name in ("a", "pre")}


def test_an_attempt_carries_no_weights(form_a):
    """What an option is worth comes with the scripts at Start, and is not in the page before."""
    assert form_a.section["data-scripts"] == "result.js a-data.js"
    assert form_a.section["data-hash"] == page_data(FORMS["a"], BANK)["content_hash"]
    assert form_a.select("[data-weight], [data-full]") == []


@pytest.fixture
def form_a() -> BeautifulSoup:
    """Return form A as it is taken at one go."""
    return parsed(attempt(FORMS["a"]))


def test_an_attempt_keeps_its_reasons_to_the_end(form_a):
    """Where the form is checked at its end, no item has a Check and no reasons can be unfolded."""
    assert len(forms_of(form_a)) == 20
    assert form_a.select(".quiz-item .quiz-check") == []
    assert form_a.select(".quiz-reasons, .quiz-read") == []
    script = render.attempt_data(FORMS["a"], BANK, passage=passage)
    told = json.loads(script.removeprefix("Object.assign(d9311Quiz.data, ").removesuffix(");\n"))
    reasons = told["a"]["reasons"]
    assert list(reasons) == list(FORMS["a"].items)
    for name, html in reasons.items():
        page = parsed(html)
        keys = {each["data-option"] for each in page.select("li.is-key")}
        assert keys == BANK[name].keys
        assert page.select_one(".quiz-read a")["href"]


def test_an_attempt_states_its_standard(form_a):
    """Before it starts, a final form says how many items, which standard, and whose it is."""
    said = words(form_a.select_one(".attempt-who").get_text())

    assert "20 items, no clock. You need 80% of full credit, a practice standard" in said


def test_an_attempt_without_a_cut_states_none():
    """The form before the session has no standard to meet, and speaks of none."""
    page = parsed(attempt(FORMS["pre"]))

    assert "8 items, no clock. Reasons come at the end." in words(page.get_text())


def test_an_attempt_lists_each_objective_once(form_a):
    """The result has a row for each objective of the form, in the book's order."""
    rows = form_a.select(".attempt-objectives tbody tr")

    assert [row["data-objective"] for row in rows] == [
        "define", "choose", "document", "bill", "denials", "privacy", "current"
    ]  # fmt: skip


def test_a_title_cannot_end_its_attribute(make_item):
    """A title with markup in it is text in an attempt's page, and the page holds no script."""
    item = make_item()
    form = Form(id="few", title="</script><h1>Hello</h1>", items=(item.id,))

    page = parsed(render.attempt(form, {item.id: item}, scripts=["a.js"], passage=passage))

    assert page.h1 is None
    assert page.section["aria-label"] == form.title
    assert page.select("script") == []


# -- documents ----------------------------------------------------------------------------------


def test_hostile_words_are_text_in_a_document():
    """A document's labels, hints, options, rules and text are text."""
    bad = HOSTILE["end of an attribute"] + HOSTILE["script"]
    fields = (
        Field(id="who", element=bad, label=bad, kind="pick", options=(bad,), hint=bad),
        Field(id="what", element=bad, label=bad, kind="text", hint=bad),
        Field(id="did", element=bad, label=bad, kind="tick", text=bad),
    )
    made = Document(
        id="note", title=bad, text=f"{bad} {{who}} {{what}} {{did}}", fields=fields,
        refuse=(Rule(pattern=re.escape(bad), say=bad),),
    )  # fmt: skip

    page = parsed(render.document(made, guard=(Rule(pattern="x", say=bad),)))

    assert page.select("script, [autofocus], [onfocus]") == []
    assert page.section["aria-label"] == bad
    assert page.select_one("label[for=note-who]").get_text() == bad
    assert page.select_one("[data-refuse]")["data-refuse"] == re.escape(bad)
    check_usable(page)


def test_a_document_is_whole_without_script():
    """The page shows the text with every gap named, for who copies it by hand."""
    made = Document(
        id="note", title="Note", text="Asked: {question}",
        fields=(Field(id="question", element="Question", label="What was asked?", kind="text"),),
    )  # fmt: skip

    page = parsed(render.document(made, guard=()))

    assert page.pre.get_text() == "Asked: [MISSING: what was asked]"
    assert page.select_one("[role=status]").get_text() == "0 of 1 filled in."


def test_what_is_said_of_a_patient_stands_where_there_is_one():
    """The office rule has no warning of patient data, and a lead of its own; a note has both."""
    rule, note = (
        parsed(render.document(load_document(name), guard=load_guard()))
        for name in ("office-rule", "consultation-note")
    )

    assert rule.select("[data-guard]") == []
    assert "staff names and fees are fine" in rule.select_one(".document-notice").get_text()
    assert "[brackets]" not in rule.get_text()[: rule.get_text().index("OUR OFFICE RULE")]
    assert rule.select_one(".document-copy")["data-done"] == "Copied."
    assert len(note.select("[data-guard]")) == len(load_guard())
    assert "Type no names, dates" in note.select_one(".document-notice").get_text()
    assert "[brackets]" in note.select_one(".document-copy")["data-done"]


# -- a result checked, a form on paper, a vote --------------------------------------------------


def taken() -> list[Form]:
    """Return the forms that are taken at one go."""
    return [form for form in FORMS.values() if form.mode != "practice"]


def test_check_page_carries_what_it_scores_with():
    """The page that checks a result carries the schema, and weights and standings of each form."""
    page = parsed(render.certificate(taken(), BANK, scripts=[]))
    data = json.loads(page.select_one(".check-data").string)

    assert [each["form_id"] for each in data["forms"]] == [form.id for form in taken()]
    assert data["schema"]["properties"]["schema_version"] == {"const": 1}
    # 20 single choices: 0 to 20 points, each with its standing.
    assert len(next(f for f in data["forms"] if f["form_id"] == "a")["standing"]) == 21
    assert len(json.dumps(data)) < 40_000


def test_sheet_has_no_script_style_or_name_of_its_own():
    """Certificate, paper and vote hold no inline script and no inline style."""
    drawn = [draw(taken(), BANK, scripts=[]) for draw in (render.certificate, render.paper)]
    for html in (*drawn, render.template("vote")):
        page = parsed(html)

        assert page.select("[style], style, [onclick]") == []
        assert [s for s in page.select("script") if s.get("type") != "application/json"] == []


def test_paper_shows_words_as_they_are(make_item):
    """HTML in an item is text on paper, too; select-all says its rule, a match shows its rows."""
    hostile = "<script>alert(1)</script>"
    options = tuple(
        Option(id=name, text=f"{name} {hostile}", why="It is so for many good reasons.")
        for name in "abc"
    )
    items = [
        make_item(id="choose-one", stem=hostile, options=options),
        make_item(id="choose-many", options=options, key=frozenset("ab")),
        make_item(id="choose-match", options=options, key=None,
                  rows=(Row(id="r", text=hostile, key="a", why="So."),)),
    ]  # fmt: skip
    form = Form(id="x", title=hostile, items=tuple(item.id for item in items), mode="pre")
    page = parsed(render.paper([form], {item.id: item for item in items}, scripts=[]))

    assert page.select("script:not([type])") == []
    assert page.select_one(".paper-title").get_text() == hostile
    assert RULES["multiple"] in page.get_text()
    assert f"____ {hostile}" in words(page.select_one(".paper-item ul").get_text())
    assert page.select_one(".paper-letters").get_text().count("must") == 0


def test_key_on_paper_is_that_of_the_bank():
    """Without script the key is that of seed 1, and marks what must not be missed."""
    page = parsed(render.paper([FORMS["a"]], BANK, scripts=[]))
    shown = [key.get_text() for key in page.select(".paper-letters strong")]

    assert shown == [to_letters(BANK[n], BANK[n].keys, 1) for n in FORMS["a"].items]
    assert len(page.select(".paper-letters em")) == 3


OWN_WAY = {"aid.html.j2", "practice.html.j2"}
"""The templates that still write the way to a passage themselves."""


def test_one_macro_writes_the_way_to_a_passage():
    """A face leads to a passage by the one macro; without an address it is plain words."""
    faces = {
        path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / "faces").rglob("*.j2")
    }
    told = render.template("fault", where="here", about="x", line="x", key=Passage(title="<There>"))

    assert {name for name, text in faces.items() if ".href }}" in text} == {
        "link.html.j2"
    } | OWN_WAY
    assert "The key goes by &lt;There&gt;." in told
