"""A response to a result: its file, its code, its words."""
