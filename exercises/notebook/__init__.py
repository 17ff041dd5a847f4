"""The notebook's views."""
