"""Probes: one file per check kind. A probe asks once and reports; it raises only for defects."""
