"""Turns a public view into files: the page, the API. Deterministic; no input, no output."""
