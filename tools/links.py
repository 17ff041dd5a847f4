"""`make links`: fetch every address outside that the book names, and say which did not answer.

Exits 0 whatever it finds: a site that is down, or a reader who is offline, breaks no build.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from pybtex.database import parse_file

from exercises.reading.package import PACKAGE
from exercises.reading.passages import pages

BOOK = PACKAGE.parent / "book"
SECONDS = 20


def answer(address: str) -> str:
    """Return `ok`, or why *address* gave no page."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return "ok"
    except urllib.error.HTTPError as error:
        return f"answered {error.code} {error.reason}"
    except (OSError, ValueError) as error:
        return f"was not reached ({getattr(error, 'reason', error)})"


def main() -> None:
    """Fetch all addresses, eight at a time, and report those without a page."""
    addresses = {
        entry.fields.get("url", "")
        for entry in parse_file(BOOK / "references.bib").entries.values()
    }
    for _, text in pages(BOOK):
        addresses |= set(re.findall(r"https?://[^\s)>\"'`]+", text))
    wanted = sorted(filter(None, addresses))
    with ThreadPoolExecutor(8) as pool:
        answers = dict(zip(wanted, pool.map(answer, wanted), strict=True))
    failed = {address: said for address, said in answers.items() if said != "ok"}
    for address, said in failed.items():
        print(f"{address} {said}")
    print(f"{len(wanted) - len(failed)} of {len(wanted)} addresses gave a page.")


if __name__ == "__main__":
    main()
