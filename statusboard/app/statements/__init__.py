"""Statements about uptime: what may be said, where it was said, and whether it still holds."""
