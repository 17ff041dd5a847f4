"""What is practiced in the book, and what its page is given."""

from exercises.forms import pool
from exercises.results.practice import practice_data
from helpers.attempts import BANK, FORMS

POOL = pool(BANK, FORMS.values())
DATA = practice_data(BANK, FORMS)
