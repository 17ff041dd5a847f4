"""YAML in, every fault out with file and line."""
