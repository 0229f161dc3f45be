"""Cells of a CSV file (RFC 4180) that a spreadsheet opens without running anything."""

# What a spreadsheet takes for a formula where a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(cell: str) -> str:
    """The cell behind an apostrophe where it, or what it escapes, would be a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def plain_cell(cell: str) -> str:
    """What `safe_cell` was given."""
    is_escaped = cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if is_escaped else cell
