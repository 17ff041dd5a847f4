"""The smallest bank that is read without a fault, for tests that spoil it or add to it."""

from __future__ import annotations

ONE_ITEM = """\
objective: define
items:
  - id: define-x
    point: p
    case: c
    stem: What?
    options:
      - {id: a, text: A, why: w}
      - {id: b, text: B, why: w}
    key: a
    source: ada-cdt
    read: there
"""
