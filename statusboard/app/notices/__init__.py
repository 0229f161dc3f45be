"""A notice from its first draft to its publication."""
