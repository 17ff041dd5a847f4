"""What somebody might put where the book reads: a corpus that every reader of ours is tried on.

A page on which one of these ran would set `window.ran`.
"""

from __future__ import annotations

import json

TEXTS = {
    "script": "<script>window.ran = 1</script>",
    "picture": '<img src=x onerror="window.ran = 2">',
    "drawing": "<svg onload='window.ran = 3'><animate onbegin='window.ran = 4'/></svg>",
    "out of an attribute": "\" autofocus onfocus='window.ran = 5' x=\"",
    "out of data": '</script><script>window.ran = 6</script>{"a": 1}',
    "out of a list": "</option></select></textarea></title><script>window.ran = 7</script>",
    "comment": "<!--><script>window.ran = 8</script>-->",
    "frame": '<iframe srcdoc="<script>parent.ran = 9</script>"></iframe>',
    "Markdown": "[x](javascript:window.ran=10) ![y](https://example.org/y.png) <https://example.org>",
    "template": "{{ 7 * 7 }} {% raw %} ${window.ran = 11} #{7*7} %s %(x)s {asked}",
    "address": "javascript:window.ran=12",
    "formula": '=HYPERLINK("https://example.org","x")',
    "right to left": "D9311 \u202e0139D\u202c \u2066x\u2069 \u200f\u061c",
    "invisible": "D93\u200b11\u2060 \ufeffx\u00ad",
    "piled up": "e" + "\u0301" * 500,
    "wide": "\U0001f9b7" * 50 + "\ufdfd" * 20,
    "one long word": "x" * 5_000,
    "long": "The dentist asks. " * 2_000,
    "names of everything": "__proto__ constructor prototype toString hasOwnProperty",
    "blank": " \t\u00a0\u3000 ",
}
"""Words for any place that holds words."""

CONTROL = {
    "a NUL": "D93\x0011",
    "an escape": "\x1b[2J\x1b]0;ran\x07",
    "a bell": "\x07",
    "C1": "\x9b31m",
}
"""Words with control characters, which no file of ours may hold."""

YAML = {
    "empty": b"",
    "a list": b"- a\n- b\n",
    "a word": b"objective",
    "deep lists": b"items: " + b"[" * 50_000,
    "deep mappings": b"items: " + b"{a: " * 50_000,
    "aliases of aliases": b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9) if n else b"x")
        for n in range(40)
    ),
    "an alias of itself": b"objective: choose\nitems: &a [*a]\n",
    "a Python object": b"items: !!python/object/apply:os.system ['exit 1']\n",
    "a tag of its own": b"objective: !x choose\nitems: []\n",
    "two documents": b"objective: choose\n---\nobjective: choose\n",
    "the same field twice": b"objective: choose\nobjective: bill\nitems: []\n",
    "a NUL": b"objective: cho\x00ose\nitems: []\n",
    "an escape": b'objective: choose\nitems:\n  - id: "\\e[2J"\n',
    "UTF-16": "objective: choose\nitems: []\n".encode("utf-16"),
    "no text at all": bytes(range(256)),
    "tabs": b"objective: choose\nitems:\n\t- id: x\n",
    "huge": b"objective: choose\nitems: []\nmore: '" + b"x" * 3_000_000 + b"'\n",
    "a number for a list": b"objective: choose\nitems: 9311\n",
    "nothing in items": b"objective: choose\nitems: [~, ~]\n",
    "a merge": b"objective: choose\nitems: []\n<<: {a: b}\n",
    "names of everything": b"objective: __proto__\nitems: [{id: constructor, key: toString}]\n",
}
"""Files that are no bank."""

JSON = {
    "empty": b"",
    "a list": b"[]",
    "a word": b'"D9311"',
    "nothing": b"null",
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep mappings": b'{"a":' * 100_000,
    "a number without end": b'{"schema_version": 1e999}',
    "many digits": b'{"schema_version": ' + b"9" * 10_000 + b"}",
    "not a number": b'{"schema_version": NaN}',
    "a NUL": b'{"schema_version": "1\\u0000"}',
    "an escape": b'{"schema_version": "\\u001b[2J"}',
    "half a pair": b'{"schema_version": "\\ud800"}',
    "right to left": '{"schema_version": "\u202e1"}'.encode(),
    "UTF-16": '{"schema_version": 1}'.encode("utf-16"),
    "no text at all": bytes(range(256)),
    "cut short": b'{"schema_version": 1, "responses": [{"item',
    "names of everything": b'{"schema_version": 1, "__proto__": {"a": 1}, "constructor": 2}',
    "huge": json.dumps({"schema_version": 1, "x": "x" * 3_000_000}).encode(),
    "a huge version": json.dumps({"schema_version": "x" * 100_000}).encode(),
    "a huge field": json.dumps({"schema_version": 1, "x" * 100_000: 1}).encode(),
    "a huge word": json.dumps({"schema_version": 1, "form_id": ["x" * 100_000]}).encode(),
    "many fields": json.dumps({"schema_version": 1} | {f"f{n}": n for n in range(5_000)}).encode(),
    "script": json.dumps({"schema_version": TEXTS["script"]}).encode(),
}
"""Files that are no result."""

FRAGMENTS = {
    "script": "<script>window.ran=1</script>",
    "script, encoded": "%3Cscript%3Ewindow.ran%3D1%3C/script%3E",
    "address": "javascript:window.ran=2",
    "selector": "a[href=']:has(*)",
    "not a character": "%",
    "half a character": "%E0%A4%A",
    "a NUL": "%00",
    "an escape": "%1b[2J",
    "right to left": "%E2%80%AE",
    "names of everything": "__proto__",
    "and their fields": "constructor.prototype.toString",
    "huge": "x." * 50_000,
    "deep": "(" * 20_000,
    "many signs": "=" * 1_000,
}
"""What may stand in a link behind the page."""

STORED = {
    "no JSON": "{",
    "nothing": "null",
    "a list": "[]",
    "a number": "1e999",
    "a word": '"D9311"',
    "deep": "[" * 5_000 + "]" * 5_000,
    "names of everything": '{"__proto__": {"a": ["a"]}, "constructor": {"prototype": []}}',
    "script": json.dumps({"FORM": {"ITEM": TEXTS["picture"]}}),
    "wrong kinds": '{"FORM": {"ITEM": 7}}',
    "wrong kinds within": '{"FORM": {"ITEM": {"version": [], "response": {}}}}',
    "huge": json.dumps({"FORM": {"ITEM": ["x" * 1_000_000]}}),
}
"""What may stand where a page keeps what it was asked to keep; FORM and ITEM stand for real ids."""
