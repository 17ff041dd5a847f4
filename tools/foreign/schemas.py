"""The schemas of ADL and IMS, by which the manifest of a SCORM package is valid.

They may not be kept here, so they come with a packager that npm has; nothing of it is run.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from engines import PACKAGER, PYTHON
from table import Row

from exercises.exports.scorm_package import MANIFEST

HERE = Path(__file__).parent


def check(python: Path, schemas: Path, packages: Mapping[str, bytes]) -> Row:
    """Return which manifests of *packages* are not valid, and why not."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in packages.items():
            with ZipFile(BytesIO(data)) as archive:
                (Path(folder) / f"{name}.xml").write_bytes(archive.read(MANIFEST))
        ran = subprocess.run(
            [python, HERE / "validate.py", schemas, folder],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    said = json.loads(ran.stdout)
    wrong = [f"{name}: {fault}" for name, faults in said.items() for fault in faults]
    return Row(
        engine="xmlschema", version=PYTHON["xmlschema"],
        what=f"SCORM manifests, by the schemas in {PACKAGER}", count=len(said), wrong=tuple(wrong),
    )  # fmt: skip
