"""Copies of this book outside the repository: with the ten items, larger, or two pages alone."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from bench import ten
from bench.results import ROOT
from bench.sites import Face, Site
from exercises import load_bank
from exercises.items import Item

LEFT_OUT = {
    ROOT: {"_build", "bench", "tests", "conf.py"},  # the last is what `make edit` writes
}
HIDDEN = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
PAGE = "learn/ten"
FACE = Face(
    item="form.quiz-item", option="input", check=".quiz-check", said=".quiz-said",
    onward=".quiz-next",
)  # fmt: skip

_LABEL = re.compile(r"^(\s*\"?)\(([\w-]+)\)=", re.MULTILINE)
_REF = re.compile(r"(\{ref\}`(?:[^`<]*<)?)([\w-]+)(>?`)")
_FACE = re.compile(r"^([`:]{3,}\{(?:quiz|attempt)\} +)([\w-]+)", re.MULTILINE)
_CALL = re.compile(r'(quiz\(\\?")([\w-]+)')
_LOST = re.compile(r"^(  - \{page: )[\w/-]+", re.MULTILINE)
_ONCE = re.compile(
    r"^[`:]{3,}\{(glossary|bibliography|changes|practice|paper|report|certificate)\}|\bteam\(\)",
    re.MULTILINE,
)


def whole(folder: Path, times: int = 1) -> Site:
    """Copy the book to *folder*, with a page of the ten items; repeat its pages and items *times*.

    Each repeated page has labels, forms and items of its own, so that nothing is shared but the
    engine. Pages that are there once in a book are there once: the glossary, the sources, the list
    of what changed, and the tools that hold every form or item.
    """
    _copy(folder)
    book, toc = folder / "book", _read(folder / "_toc.yml")
    pages = [name for part in toc["parts"] for name in _files(part)]
    texts = {name: _source(book, name).read_text(encoding="utf-8") for name in ("index", *pages)}
    repeated = {name: text for name, text in texts.items() if not _ONCE.search(text)}
    labels = {label for text in repeated.values() for _, label in _LABEL.findall(text)}
    for number in range(1, times):
        mark = f"copy-{number}"
        for name, text in repeated.items():
            path = book / mark / _source(book, name).relative_to(book)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_renamed(text, labels, mark), encoding="utf-8")
        chapters = [{"file": f"book/{mark}/{name}"} for name in repeated]
        toc["parts"].append({"caption": mark.capitalize(), "chapters": chapters})
    _repeat_bank(folder / "exercises", labels, times)
    _write_ten(folder)
    toc["parts"][1]["chapters"].append({"file": f"book/{PAGE}"})
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    return _site(folder)


def alone(folder: Path, items: list[Item]) -> Site:
    """Copy the engine to *folder*, with as little to build as the peers have: two pages."""
    _copy(folder)
    for path in list((folder / "book").iterdir()):
        if path.is_dir() and path.name != "figures":
            shutil.rmtree(path)
    heads = "".join(f"\n({label})=\n## {label}\n" for label in sorted({i.read for i in items}))
    index = f"(index)=\n# One code\n\nTake {{ref}}`the ten questions <ten>`.\n{heads}"
    (folder / "book" / "index.md").write_text(index, encoding="utf-8")
    _write_ten(folder)
    subject = folder / "exercises" / "data" / "subject.yml"
    text = _LOST.sub(r"\1index", subject.read_text(encoding="utf-8"))
    subject.write_text(text, encoding="utf-8")
    toc = f"format: jb-book\nroot: book/index\nchapters:\n  - file: book/{PAGE}\n"
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    return _site(folder)


def counts(folder: Path) -> tuple[int, int]:
    """Return how many items and pages the copy in *folder* has."""
    toc = _read(folder / "_toc.yml")
    pages = [name for part in toc.get("parts", [toc]) for name in _files(part)]
    return len(load_bank(folder / "exercises" / "bank")), 1 + len(pages)


def _site(folder: Path) -> Site:
    return Site(
        name="This book",
        folder=folder,
        command=(sys.executable, "-m", "exercises", "build"),
        output=folder / "_build" / "html",
        made=(folder / "_build",),
        ten=f"{PAGE}.html",
        other="index.html",
        face=FACE,
        environment={  # the copy's own engine, in the build and in its notebooks' kernels
            "PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
        },
    )


def _copy(folder: Path) -> None:
    def left_out(where: str, names: list[str]) -> set[str]:
        return LEFT_OUT.get(Path(where), set()) | HIDDEN(where, names)

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=left_out)


def _write_ten(folder: Path) -> None:
    page = folder / "book" / f"{PAGE}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    head = "---\ndescription: Ten items, the same ones for every site of the bench.\n---\n"
    page.write_text(f"{head}(ten)=\n# Ten questions\n\n```{{quiz}} ten\n```\n", encoding="utf-8")
    with (folder / "exercises" / "data" / "forms.yml").open("a", encoding="utf-8") as forms:
        forms.write(f"\n{ten.form('ten')}")


def _renamed(text: str, labels: set[str], mark: str) -> str:
    """Return a page with labels, references to them and forms named for one copy."""

    def ref(found: re.Match[str]) -> str:
        name = found[2] if found[2] not in labels else f"{mark}-{found[2]}"
        return f"{found[1]}{name}{found[3]}"

    text = _LABEL.sub(rf"\g<1>({mark}-\2)=", text)
    text = _REF.sub(ref, text)
    text = _FACE.sub(rf"\g<1>{mark}-\2", text)
    return _CALL.sub(rf"\g<1>{mark}-\2", text)


def _repeat_bank(package: Path, labels: set[str], times: int) -> None:
    """Repeat items and forms in the files of the engine's copy."""
    banks = {path: path.read_text(encoding="utf-8") for path in (package / "bank").glob("*.yml")}
    forms = package / "data" / "forms.yml"
    text = forms.read_text(encoding="utf-8")
    parts = [text]
    for number in range(1, times):
        mark = f"copy-{number}"
        for path, bank in banks.items():
            new = re.sub(r"^(  - id: )(\S+)$", rf"\1\2-{mark}", bank, flags=re.MULTILINE)
            new = re.sub(
                r"^(    read: )(\S+)$",
                lambda m, mark=mark: m[1] + (f"{mark}-{m[2]}" if m[2] in labels else m[2]),
                new,
                flags=re.MULTILINE,
            )
            path.with_name(f"{path.stem}-{mark}.yml").write_text(new, encoding="utf-8")
        new = re.sub(r"^([\w-]+):", rf"{mark}-\1:", text, flags=re.MULTILINE)
        parts.append(re.sub(r"^(    - )(\S+)$", rf"\1\2-{mark}", new, flags=re.MULTILINE))
    forms.write_text("\n".join(parts), encoding="utf-8")


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _files(part: dict[str, Any]) -> list[str]:
    return [chapter["file"].removeprefix("book/") for chapter in part["chapters"]]


def _source(book: Path, name: str) -> Path:
    return next(
        book / f"{name}{end}" for end in (".md", ".ipynb") if (book / f"{name}{end}").exists()
    )
