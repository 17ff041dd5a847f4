"""Style sheets keep the rules that some page can use, and mean what they meant."""

from __future__ import annotations

import pytest

from exercises.site.trim import properties, trim, words


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p { color: red; }", "p{color:red}"),
        (".here { color: red } .gone { color: red }", ".here{color:red}"),
        ("#here a, #gone a { color: red }", "#here a{color:red}"),
        (".here .gone, .here > p { color: red }", ".here>p{color:red}"),
        ("p:not(.gone) { color: red }", "p:not(.gone){color:red}"),
        (":is(.gone, .here) p { color: red }", ":is(.gone,.here) p{color:red}"),
        ("a[title='here, > p'] { top: 0 }", 'a[title="here, > p"]{top:0}'),
        ("a[class~='gone'] { color: red }", 'a[class~="gone"]{color:red}'),
        ("/* why */ p { /* why */ color:\n  red }", "p{color:red}"),
        ("@media print { .gone { color: red } }", ""),
        ("@media print { .gone { color: red } p { margin: 0 } }", "@media print{p{margin:0}}"),
        ("@page { margin: 12mm }", "@page{margin: 12mm}"),
        ("@keyframes gone { from { top: 0 } }", "@keyframes gone{from { top: 0 }}"),
        ("p::after { content: ' /* here */  x' }", 'p::after{content:" /* here */  x"}'),
        (".gone, .gone2 { color: red }", ""),
        ("p { --here: ; --gone: 1px }", "p{--here: }"),
        ("p { --here: a b ; color: red }", "p{--here:a b;color:red}"),
        (".here { --gone: 1px }", ""),
        ("kbd { top: 0 } p kbd, a:hover { top: 0 }", "a:hover{top:0}"),
        ("p { background: url(a;b) ; top: 0 }", "p{background:url(a;b);top:0}"),
        ("", ""),
    ],
)
def test_what_some_page_can_use_is_kept(css, kept):
    """A rule goes if it needs a class, an id or an element that nothing has; the rest stays."""
    cut = trim(css, {"here", "p", "a"}, {"--here"})

    assert cut.replace("@page {", "@page{").replace("print {", "print{") == kept


def test_what_a_script_may_set_is_used():
    """A class that a script names counts as used."""
    used = words(['root.classList.add("is-live")'])

    assert trim(".is-live { top: 0 } .is-dead { top: 0 }", used, set()) == ".is-live{top:0}"


@pytest.mark.parametrize(
    ("css", "counts"),
    [
        ("p { color: var(--a) }", {"--a"}),
        ("p { color: var(--a, var( --b )) }", {"--a", "--b"}),
        (".gone { color: var(--a) }", set()),
        ("p { --a: 1px }", set()),
        ("p { --a: var(--b) } a { --b: var(--c); --d: var(--c) } b { top: var(--a) }",
         {"--a", "--b", "--c"}),
        ("@media print { p { top: var(--a) } .gone { top: var(--b) } }", {"--a"}),
        ("@keyframes x { from { top: var(--a) } }", {"--a"}),
    ],
)  # fmt: skip
def test_a_property_counts_if_what_is_shown_needs_it(css, counts):
    """A custom property counts if a rule that is used reads it, be it by way of another one."""
    assert properties([(css, {"here", "p", "a", "b"})]) == counts


def test_a_property_that_a_script_names_counts():
    """A custom property that a script sets or reads is kept."""
    named = words(["style.getPropertyValue('--a')"])

    assert properties([("p { --a: var(--b) }", named | {"p"})]) == {"--a", "--b"}
