"""The book's own bank and forms, read once in a process."""

from __future__ import annotations

from exercises import load_bank, load_forms

BANK = load_bank()
FORMS = load_forms(bank=BANK)
