"""A process that has imported what builds a book, and forks for each command: none waits for that.

A command runs as it would by itself: in a process, a folder and an environment of its own, with the
engine and the data that stand in the book. Only what the engine reads while it is imported (limits,
say) is read once. The pages that `build` asks for are a fork, too; slides and exports, for which
Sphinx asks when it is done, are not: it leaves no clean process to fork.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

from jinja2 import FileSystemBytecodeCache
from jinja2.sandbox import SandboxedEnvironment

IMPORTED = (
    "exercises.__main__", "exercises.pages.extension", "exercises.site.publish",
    "exercises.site.offline", "exercises.site.printed", "furo", "jupyter_book.cli.main",
    "jupyter_book.sphinx", "myst_nb.sphinx_ext", "sphinx.builders.html", "sphinx_comments",
    "sphinx_external_toc", "sphinxcontrib.bibtex",
)  # fmt: skip
READY = "ready\n"
STARTS = "exercises.site.build"
"""What starts a command that is forked as well."""


class Warm:
    """Runs commands in the folder *book*, with the engine that stands there."""

    def __init__(self, book: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(book)], cwd=book.parent, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(book), "CHROMIUM": "none"},
        )  # fmt: skip
        assert self._process.stdout
        assert self._process.stdout.readline() == READY  # from here on the book may change

    def __call__(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Python module, or `jupyter-book`, and return how it ended."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([*command]), file=self._process.stdin, flush=True)
        code, out, err = json.loads(self._process.stdout.readline())
        return subprocess.CompletedProcess(command, code, out, err)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=60)


def forked(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None, **how: Any
) -> subprocess.CompletedProcess[Any]:
    """Run *command* as `subprocess.run` does, captured, but in a fork of this process."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        if not (child := os.fork()):
            os.chdir(cwd)
            os.environ.update(env or {})
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.stdout, sys.stderr = (
                os.fdopen(at, "w", encoding="utf-8", closefd=False) for at in (1, 2)
            )
            _become(command)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts: list[Any] = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode() if how.get("text") else file.read())
    return subprocess.CompletedProcess(command, code, *texts)


def _become(command: Sequence[str]) -> NoReturn:
    """Be *command* from here on, and end as it does."""
    code: Any = 0
    try:
        if Path(command[0]).name == "jupyter-book":
            import_module("jupyter_book.cli.main").main([*command[1:]])
        else:
            _, dash_m, module, *arguments = command
            assert dash_m == "-m"
            sys.argv = [module, *arguments]
            sys.modules.pop(f"{module}.__main__", None)  # run, it is another
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
        if isinstance(code, str):
            print(code, file=sys.stderr)
    except BaseException:
        code = 1
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def compiling_once(folder: Path | str) -> partial[SandboxedEnvironment]:
    """Return an environment of templates that keeps in *folder* what it has compiled."""
    return partial(SandboxedEnvironment, bytecode_cache=FileSystemBytecodeCache(str(folder)))


def _serve() -> None:
    """Run each command that is read, and say how it ended."""
    for name in IMPORTED:
        import_module(name)
    vars(import_module(STARTS))["subprocess"] = SimpleNamespace(run=forked)
    book = Path(sys.argv[1])
    gc.freeze()
    print(READY, end="", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        vars(sys.modules["sphinx.jinja2glue"])["SandboxedEnvironment"] = compiling_once(folder)
        for line in sys.stdin:
            asked = json.loads(line)
            if asked[0] != "jupyter-book":
                asked = [sys.executable, "-m", *asked]
            done = forked(asked, cwd=book, text=True)
            print(json.dumps([done.returncode, done.stdout, done.stderr]), flush=True)


if __name__ == "__main__":
    _serve()
