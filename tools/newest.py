"""`make newest`: build the whole book, strictly, on the newest Sphinx and MyST-Parser.

Jupyter Book 1 pins Sphinx 7 and is in maintenance. What it does for this book is to write a
`conf.py`; without the lines that are its own, that file builds anywhere. Needs the package index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "_build" / "newest"
BOOK = ("sphinx", "myst-parser", "myst-nb", "furo", "sphinx-external-toc", "sphinxcontrib-bibtex",
        "tinycss2")  # fmt: skip
OWN = ("jupyter_book", "sphinx_comments", "sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")
"""The extensions that only Jupyter Book wants."""
SETTINGS = ("comments_config", "use_jupyterbook_latex", "use_multitoc_numbering")
"""The settings of these extensions."""


def python() -> Path:
    """Return the Python of an environment with the newest of everything, made anew."""
    venv.create(FOLDER / "venv", clear=True, with_pip=True)
    found = FOLDER / "venv" / "bin" / "python"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*BOOK, *project["dependencies"]]
    subprocess.run(
        [found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted],
        check=True,
    )
    return found


def settings() -> str:
    """Return the `conf.py` that Jupyter Book writes, without what is its own."""
    made = subprocess.run(
        [Path(sys.executable).with_name("jupyter-book"), "config", "sphinx", "."],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    assert made.returncode == 0
    conf = ROOT / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.unlink()
    for name in OWN:
        text = text.replace(f"'{name}', ", "").replace(f", '{name}'", "")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(SETTINGS))


def main() -> int:
    """Build; return the exit code of Sphinx."""
    newest = python()
    conf = ROOT / "conf.py"
    conf.write_text(settings(), encoding="utf-8")
    root = os.environ | {"PYTHONPATH": str(ROOT)}  # a notebook's kernel starts in its own folder
    said = "import sphinx, myst_parser; print(sphinx.__version__, myst_parser.__version__)"
    versions = subprocess.run([newest, "-c", said], check=True, capture_output=True, text=True)
    sphinx, myst = versions.stdout.split()
    print(f"Sphinx {sphinx}, MyST-Parser {myst}, Python {sys.version.split()[0]}")
    try:
        return subprocess.run(
            [newest, "-m", "sphinx", "-b", "html", "-W", "-n", "--keep-going", "-q",
             "-d", str(FOLDER / "doctrees"), ".", str(FOLDER / "html")],
            cwd=ROOT, check=False, env=root,
        ).returncode  # fmt: skip
    finally:
        conf.unlink()


if __name__ == "__main__":
    sys.exit(main())
