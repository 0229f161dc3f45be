"""The words of the figures behind a claim, a file for each language."""
