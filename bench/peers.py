"""The peers: the same ten items in the tools that people use for such a site.

Each is made in a folder outside the repository, in a virtual environment of its own, and has two
pages: a first page and the one with the items. Each is set up as its guide says. Material's web
font is turned off, so that it draws with the system's fonts, as this book does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ten
from bench.results import ROOT
from bench.sites import Face, Site, environment
from exercises.items import Item

KERNEL = "kernelspec: {name: python3, display_name: Python 3}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool, pinned, and how to write the ten items for it."""

    name: str
    requirements: tuple[str, ...]
    constraints: Path | None = None
    files: Callable[[Sequence[Item]], dict[str, str]]
    command: tuple[str, ...]
    output: str
    made: tuple[str, ...]
    ten: str
    other: str
    face: Face

    def site(self, folder: Path, items: Sequence[Item]) -> Site:
        """Install the tool and write the site's sources. Raises `BuildError`."""
        folder.mkdir(parents=True, exist_ok=True)
        tools = environment(folder / "environment", self.requirements, self.constraints)
        source = folder / "source"
        for name, text in self.files(items).items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Site(
            name=self.name,
            folder=source,
            command=(str(tools / self.command[0]), *self.command[1:]),
            output=source / self.output,
            made=tuple(source / name for name in self.made),
            ten=self.ten,
            other=self.other,
            face=self.face,
            environment={  # the kernel that runs the notebook is the environment's own
                "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
                "NO_MKDOCS_2_WARNING": "1",
            },
        )


def _jupyter_book(items: Sequence[Item]) -> dict[str, str]:
    page = (
        f"---\njupytext: {{text_representation: {{extension: .md, format_name: myst}}}}\n{KERNEL}\n"
        "---\n# Ten questions\n\n"
        "```{code-cell} ipython3\n:tags: [remove-input]\n"
        'from jupyterquiz import display_quiz\ndisplay_quiz("ten.json")\n```\n'
    )
    return {
        "_config.yml": "title: Ten questions\nexecute: {execute_notebooks: force}\n",
        "_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: ten\n",
        "index.md": "# One code\n\nTake [the ten questions](ten).\n",
        "ten.md": page,
        "ten.json": ten.jupyterquiz(items),
    }


def _material(items: Sequence[Item]) -> dict[str, str]:
    return {
        "mkdocs.yml": (
            "site_name: Ten questions\ntheme: {name: material, font: false}\n"
            "plugins: [search, mkdocs_quiz]\n"
        ),
        "docs/index.md": "# One code\n\nTake [the ten questions](ten.md).\n",
        "docs/ten.md": f"# Ten questions\n\n{ten.mkdocs_quiz(items)}",
    }


PEERS = (
    Peer(
        name="Jupyter Book, jupyterquiz",
        requirements=("jupyter-book==1.0.4.post1", "jupyterquiz==2.9.6.4"),
        constraints=ROOT / "constraints.txt",
        files=_jupyter_book,
        command=("jupyter-book", "build", ".", "--quiet"),
        output="_build/html",
        made=("_build",),
        ten="ten.html",
        other="index.html",
        face=Face(item=".Quiz", check="label.MCButton", said=".Feedback"),
    ),
    Peer(
        name="Material, mkdocs-quiz",
        requirements=("mkdocs==1.6.1", "mkdocs-material==9.8.2", "mkdocs-quiz==1.7.1"),
        files=_material,
        command=("mkdocs", "build", "--quiet"),
        output="site",
        made=("site",),
        ten="ten/",
        other="",
        face=Face(item=".quiz", check="input[name=answer]", said=".quiz-feedback"),
    ),
)
