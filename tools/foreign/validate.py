"""Runs on the Python that has xmlschema: print what is wrong with each manifest of a folder."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import xmlschema

XML = "http://www.w3.org/XML/1998/namespace"


def main(schemas: str, folder: str) -> None:
    """Validate by the files in *schemas*, one of which takes a reserved name for its own."""
    with tempfile.TemporaryDirectory() as made:
        for path in Path(schemas).glob("*.xsd"):
            text = path.read_text(encoding="utf-8").replace(f' xmlns="{XML}"', "")
            (Path(made) / path.name).write_text(text, encoding="utf-8")
        schema = xmlschema.XMLSchema(
            f"{made}/adlcp_rootv1p2.xsd", locations={XML: f"{made}/ims_xml.xsd"}, allow="local"
        )
    said = {
        path.stem: [str(error.reason) for error in schema.iter_errors(str(path))]
        for path in sorted(Path(folder).glob("*.xml"))
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
