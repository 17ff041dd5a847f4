"""Settings of the second book: its content stands in a folder beside the pages."""

project = "Which exam was it?"
copyright = "2026, its contributors"
language = "en"
extensions = ["myst_parser", "exercises.pages"]
myst_enable_extensions = ["substitution"]
exclude_patterns = ["content"]
exercises_content = "content"
html_theme = "furo"
