"""Writes: one noun per file, one function per verb. Each runs through the doorway."""
