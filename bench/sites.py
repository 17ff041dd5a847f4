"""What a site of the bench is: where it is built, how, and how a reader answers on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class BuildError(RuntimeError):
    """A site that cannot be built here; the message ends with what its builder said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How a reader answers: CSS selectors, all but the first within an item.

    Where a tool checks as soon as an option is chosen, there is no *option*: *check* is one. Where
    it shows one item at a time, *onward* leads to the next.
    """

    item: str
    check: str
    said: str
    option: str | None = None
    onward: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a build took: *seconds* on the clock, and of the *processor*.

    The second hardly changes when other work slows the machine.
    """

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site in *folder* that *command* builds into *output*.

    *ten* is the page with the ten items, *other* another page of it.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    output: Path
    made: tuple[Path, ...]
    ten: str
    other: str
    face: Face
    environment: Mapping[str, str] = field(default_factory=dict)

    def build(self) -> Cost:
        """Build, and return what it cost. Raises `BuildError`."""
        start, before = time.perf_counter(), os.times()
        run(self.command, self.folder, self.environment)
        after = os.times()
        return Cost(
            seconds=time.perf_counter() - start,
            processor=after.children_user + after.children_system
            - before.children_user - before.children_system,
        )  # fmt: skip

    def clear(self) -> None:
        """Delete all that building made."""
        for path in self.made:
            shutil.rmtree(path, ignore_errors=True)

    @property
    def size(self) -> int:
        """The bytes of all built files."""
        return sum(path.stat().st_size for path in self.output.rglob("*") if path.is_file())

    @property
    def pages(self) -> list[str]:
        """The paths of the built pages, such as `learn/denials.html`."""
        return sorted(
            path.relative_to(self.output).as_posix()
            for path in self.output.rglob("*.html")
            if "_static" not in path.parts
        )


def run(
    command: tuple[str, ...], folder: Path, environment: Mapping[str, str] | None = None
) -> str:
    """Run *command* in *folder*; return what it printed. Raises `BuildError` if it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=os.environ | (environment or {}),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
    except OSError as error:
        raise BuildError(f"{command[0]}: {error}") from error
    if done.returncode:
        said = done.stdout.strip().splitlines()[-12:]
        raise BuildError("\n".join([f"{' '.join(command)} ended with {done.returncode}", *said]))
    return done.stdout


def environment(folder: Path, requirements: tuple[str, ...], constraints: Path | None) -> Path:
    """Make a virtual environment in *folder* unless it is there; return the folder of its tools.

    Raises `BuildError` if something cannot be installed.
    """
    tools = folder / ("Scripts" if sys.platform == "win32" else "bin")
    ready = folder / "installed"
    if not ready.is_file():
        venv.create(folder, with_pip=True, clear=True)
        limits = ("--constraint", str(constraints)) if constraints else ()
        pip = (str(tools / "python"), "-m", "pip", "install", "--quiet")
        run((*pip, "--disable-pip-version-check", *requirements, *limits), folder)
        ready.touch()
    return tools
