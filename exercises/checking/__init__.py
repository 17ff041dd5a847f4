"""Is a bank good? Lint, and guessers that must fail."""
