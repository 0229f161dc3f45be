"""The public page's own words, by language."""
