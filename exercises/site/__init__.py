"""What Sphinx built to what readers get."""
