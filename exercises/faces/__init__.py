"""What a reader sees: one folder for each face."""
