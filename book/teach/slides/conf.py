"""Builds the eight slides of the session. reveal.js comes with sphinx-revealjs; nothing is fetched.

sphinx-build -b revealjs -W -n -q -d _build/.slides book/teach/slides _build/html/teach/slides
"""

from docutils import nodes
from sphinx.application import Sphinx

from exercises.faces import render
from exercises.faces.assets import parts
from exercises.reading.edition import edition, long_date
from exercises.reading.package import PACKAGE
from exercises.reading.subject import subject

project = "The session in eight slides"
language = "en"
extensions = ["myst_parser", "sphinx_revealjs"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "substitution"]
myst_substitutions = edition().substitutions

templates_path = ["_templates"]
MARK = PACKAGE / "pages" / "theme" / "partials" / "mark.html"
html_context = {
    "edition": edition(),
    "checked": long_date(edition().checked),
    "mark": MARK.read_text("utf-8").partition("#}")[2],
}
html_copy_source = False
html_domain_indices = False
html_use_index = False

revealjs_html_theme = "revealjs-simple"
revealjs_static_path = ["_static", *map(str, parts()["tokens.css"])]
# Of reveal.js only what runs here: its themes and plug-ins name addresses outside.
exclude_patterns = [
    "revealjs/css",
    "revealjs/plugin",
    "revealjs/dist/theme",
    "revealjs/dist/*.map",
    "revealjs/dist/*.esm.js",
]


def put_notice(_app: Sphinx, doctree: nodes.document) -> None:
    """Put the notice that every page carries at the end of the last slide."""
    told = subject().noticed(edition().checked)
    notice = render.template("notice", folded=False, notice=told)
    list(doctree.findall(nodes.section))[-1].append(nodes.raw("", notice, format="html"))


def setup(app: Sphinx) -> None:
    """Have the notice put in when the slides have been read."""
    app.connect("doctree-read", put_notice)
