"""Colours, type, spacing, icons, and how a status looks. Presentation lives here, not in enums."""
