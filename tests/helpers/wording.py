"""How easily a text reads, and what it may not copy.

What may not be copied is kept as fingerprints, so that the repository does not copy it.
`python tests/helpers/wording.py FILE` adds the text of FILE (a line a sentence) to the list.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 8
"""How many words in a row make a copy."""

PROTECTED = Path(__file__).parents[1] / "protected.txt"


def runs(text: str) -> Iterator[str]:
    """Yield every run of eight words of *text*, in lower case and without punctuation."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def fingerprint(run: str) -> str:
    """Return what stands for *run* in the list."""
    return hashlib.sha256(run.encode()).hexdigest()[:16]


def copied(text: str) -> list[str]:
    """Return each run of eight words of *text* that is in the list."""
    known = set(PROTECTED.read_text(encoding="ascii").split())
    return [run for run in runs(text) if fingerprint(run) in known]


def grade(text: str) -> float:
    """Return the Automated Readability Index of *text*: the school year that reads it.

    By Smith and Senter, *AMRL-TR-66-220* 1967, from strokes, words and sentences.
    A sentence has three words or more; shorter ones are headings and labels.
    """
    words = re.findall(r"\S*\w\S*", text)
    sentences = [each for each in re.findall(r"\b[^.!?]+", text) if len(each.split()) > 2]
    struck = text.split()  # a dash between blanks counts as one
    per_word = sum(map(len, struck)) / len(struck)
    return 4.71 * per_word + 0.5 * len(words) / len(sentences) - 21.43


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    known = set(PROTECTED.read_text(encoding="ascii").split()) if PROTECTED.is_file() else set()
    known |= {fingerprint(run) for line in lines for run in runs(line)}
    PROTECTED.write_text("\n".join(sorted(known)) + "\n", encoding="ascii")
