"""The Sphinx extension: faces in pages, and what every page has."""

from exercises.pages.extension import setup

__all__ = ["setup"]
