"""Change scoring.py in every way that cosmic-ray knows, one at a time; a test must notice each.

`make mutants` runs this. It works on copies in a temporary folder, so that an interrupted run
leaves nothing behind. Exit 0: each change is noticed or explained below. 1: some are not; each is
printed as a diff, and wants a test or, if it changes nothing that can be seen, a line in HARMLESS.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import TestOutcome, WorkItem, WorkResult

ROOT = Path(__file__).parent.parent
MODULE = Path("exercises", "scoring.py")
TESTS = Path("tests", "test_scoring.py")
NEEDED = (Path("exercises"), Path("tests", "conftest.py"), TESTS, Path("pyproject.toml"))
COMMAND = [sys.executable, "-m", "pytest", "-x", "-q", "-o", "addopts=", "-p", "no:cacheprovider",
           str(TESTS)]  # fmt: skip
SETTINGS = {
    "CI": "true",  # Hypothesis draws the same examples each time, and never calls one too slow
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # half of the time would go into loading plugins
    "PYTHONDONTWRITEBYTECODE": "1",  # a change can come within the second of the one before it
}

HARMLESS = {
    "@dataclass(frozen=True, slots=False, kw_only=True)": "slots save memory and show nowhere",
    "if groups.count(group) != 1:": "each group stands in the list, so its count is 1 or more",
}
"""Changes that no test can notice: the line that each writes, and why it does no harm."""


def settle(home: Path) -> None:
    """Make a copy of what the tests need in a new folder of *home*, and work there."""
    folder = Path(tempfile.mkdtemp(dir=home))
    for name in NEEDED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    os.chdir(folder)
    os.environ.update(SETTINGS)


def passes() -> bool:
    """Return whether the tests pass here."""
    return subprocess.run(COMMAND, capture_output=True, check=False).returncode == 0


def try_out() -> float:
    """Return the seconds that the tests take, once it is sure that it is the copy they look at."""
    start = time.perf_counter()
    if not passes():
        sys.exit(f"{TESTS} fails without any change; run it first")
    taken = time.perf_counter() - start
    with MODULE.open("a", encoding="utf-8") as module:
        module.write("\n\ndef credit(item, response):\n    return Fraction(1)\n")
    if passes():
        sys.exit("the tests pass whatever stands in the copy: they import another scoring.py")
    return taken


def changes(home: Path) -> list[WorkItem]:
    """Return every change that cosmic-ray knows to make in the module."""
    with use_db(home / "changes.sqlite") as database:
        init([MODULE], database, {})
        return sorted(database.work_items, key=lambda each: each.mutations[0].start_pos)


def attempt(change: WorkItem, *, timeout: float) -> WorkResult:
    """Make *change*, run the tests, take it back."""
    return mutate_and_test(change.mutations, shlex.join(COMMAND), timeout)


def written(result: WorkResult) -> str:
    """Return the line that a change writes, without its indent."""
    lines = (result.diff or "").splitlines()
    return " ".join(line[1:].strip() for line in lines if line[:1] == "+" and line[:3] != "+++")


def main() -> int:
    """Try every change; say which were not noticed; return the exit code."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settle(home)
        timeout = 10 + 5 * try_out()
        settle(home)
        todo = changes(home)
        print(f"{len(todo)} changes of {MODULE.as_posix()} to try; it takes minutes.", flush=True)
        with ProcessPoolExecutor(initializer=settle, initargs=(home,)) as pool:
            results = list(pool.map(partial(attempt, timeout=timeout), todo))
        os.chdir(ROOT)
    broken = [each for each in results if each.test_outcome is TestOutcome.INCOMPETENT]
    survived = [each for each in results if each.test_outcome is TestOutcome.SURVIVED]
    missed = [each for each in survived if written(each) not in HARMLESS]
    stale = HARMLESS.keys() - {written(each) for each in survived}
    for each in missed:
        print(f"{each.diff}\n")
    for each in broken:
        print(f"could not be tried: {each.output}\n")
    for line in sorted(stale):
        print(f"HARMLESS explains a change that is noticed, or is no more; delete it: {line}")
    noticed, explained = len(todo) - len(survived) - len(broken), len(survived) - len(missed)
    print(
        f"{noticed} noticed, {explained} explained, {len(missed)} not noticed, "
        f"{len(broken)} not tried ({time.perf_counter() - start:.0f} s)"
    )
    return 1 if missed or broken or stale else 0


if __name__ == "__main__":
    sys.exit(main())
