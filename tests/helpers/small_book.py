"""A small book of the real engine, for tests that build one: three pages and a wrong address."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from conftest import ROOT

from exercises.reading.passages import sections

TOC = """\
format: jb-book
root: book/index
parts:
  - caption: Learn
    chapters:
      - file: book/learn/one
      - file: book/learn/two
"""
ONE = """\
(one)=
# One page

See {ref}`two <two>` {cite}`cda-consult`.

```{quiz} privacy
```

```{aid} which-code
```

```{document} consultation-note
```
"""


def lay_out(book: Path, engine: Path = ROOT / "exercises") -> Path:
    """Write the small book into the new folder *book*, with a copy of *engine*, and return it.

    Its pages have a quiz, an aid and a document.
    """
    shutil.copytree(engine, book / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    subject = book / "exercises/data/subject.yml"  # where a lost reader may go, it does not have
    write(subject, subject.read_text(encoding="utf-8").partition("# Where a reader may go")[0])
    for name in ("_config.yml", "constraints.txt"):
        shutil.copy(ROOT / name, book)
    write(book / "_toc.yml", TOC)
    write(book / "book/index.md", f"# Home\n\n{labels()}")
    write(book / "book/learn/one.md", ONE)
    write(book / "book/learn/two.md", "(two)=\n# Another page\n\n```{bibliography}\n```\n")
    write(book / "book/404.md", "# Nothing here\n")
    shutil.copy(ROOT / "book/references.bib", book / "book")
    return book


def keep(book: Path, name: str) -> None:
    """Leave in the small *book* one bank, its quiz of the same *name*, and a form A of its cases.

    A build reads the whole bank; where a test builds again and again, one of it says as much.
    """
    for bank in (book / "exercises/bank").glob("*.yml"):
        if bank.stem != name:
            bank.unlink()
    path = book / "exercises/data/forms.yml"
    (quiz,) = re.findall(rf"^{name}:\n(?:  .*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE)
    items = re.findall(r"^    - .*\n", quiz, re.MULTILINE)
    write(path, f"{quiz}\na:\n  title: Form A\n  mode: final\n  items:\n{''.join(items)}")


def labels() -> str:
    """Return a section for each label of the real book, to which faces may lead."""
    names = sections(ROOT / "book").keys() - {"one", "two"}
    return "".join(f"({name})=\n## {name}\n\nMore.\n\n" for name in sorted(names))


def write(path: Path, text: str) -> None:
    """Write *text* to *path*."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
