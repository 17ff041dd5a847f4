"""The HTML builder of the book: its addresses; a build in steps that equals one from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from exercises.pages.places import Place, places, script

ENVIRONMENT = "environment.pickle"
UNFINISHED = "unfinished"
"""Stands beside the environment while a build runs; what it finds there never ended."""


def home(config: Config) -> str:
    """Return the folder of the book's first page, with a slash at its end, or nothing."""
    folder = PurePosixPath(config.root_doc).parent.as_posix()
    return "" if folder == "." else f"{folder}/"


class BookBuilder(StandaloneHTMLBuilder):
    """Writes a page where readers know it, wherever its source stands; writes all pages or none.

    `book/learn/denials.md` becomes `learn/denials.html`: addresses begin at the book's first page.
    A menu, a search index and the links to what comes next are made of every page. So once one
    page is to be written all are, and a build in steps leaves what a build from nothing leaves.
    """

    def address(self, docname: str) -> str:
        """Return where the page *docname* stands in the site, without its ending."""
        return docname.removeprefix(home(self.config))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of *docname*."""
        return super().get_target_uri(self.address(docname), typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file in which *pagename* is written."""
        found: str = super().get_outfilename(self.address(pagename))
        return found

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield what is to be written: every page where another hand has written the site.

        Publishing leaves no mark of Sphinx, and its pages are newer than their sources.
        """
        if (Path(self.outdir) / ".buildinfo").is_file():
            yield from super().get_outdated_docs()
        else:
            yield from self.env.found_docs

    def load_indexer(self, docnames: Iterable[str]) -> None:
        """Begin to list the places that the search leads to; all pages are written, or none."""
        self._found: dict[str, tuple[str, list[Place]]] = {}

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """List the places of a page, or its first alone if its head says `nosearch`."""
        if pagename in self.env.titles:
            heading, found = self.env.titles[pagename].astext(), list(places(doctree))
            most = 1 if "nosearch" in self.env.metadata[pagename] else len(found)
            self._found[self.address(pagename)] = heading, found[:most]

    def dump_search_index(self) -> None:
        """Write the words of the book, which the search page loads, unless no page was written."""
        if not self._found:
            return
        Path(self.outdir, self.searchindex_filename).write_text(script(self._found), "utf-8")

    def write(
        self,
        build_docnames: Iterable[str] | None,
        updated_docnames: Sequence[str],
        method: Literal["all", "specific", "update"] = "update",
    ) -> None:
        """Write every page if one is to be written."""
        if build_docnames is None or (*build_docnames, *updated_docnames):
            build_docnames, method = None, "all"
        super().write(build_docnames, updated_docnames, method)


def begin(app: Sphinx, _config: Config) -> None:
    """Begin from nothing if the last build never ended."""
    if (mark := _mark(app)).exists():
        mark.with_name(ENVIRONMENT).unlink(missing_ok=True)


def start(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
    """Leave a mark for as long as the build runs."""
    _mark(app).touch()


def end(app: Sphinx, error: Exception | None) -> None:
    """Keep nothing of a build that failed or warned: the next one reads, and says it, again."""
    if error is None and not app._warncount:
        _mark(app).unlink(missing_ok=True)


def _mark(app: Sphinx) -> Path:
    return Path(app.doctreedir) / UNFINISHED


def setup(app: Sphinx) -> dict[str, Any]:
    """Take the place of Sphinx's own HTML builder."""
    app.add_builder(BookBuilder, override=True)
    app.connect("config-inited", begin)
    app.connect("env-before-read-docs", start)
    app.connect("build-finished", end)
    return {}
