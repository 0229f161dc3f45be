"""Rows as text that every table program takes from the clipboard: tabs between the cells.

A cell is never quoted, because half of those programs would show the quotes: what would break the
table apart, a tab or the end of a line within a cell, becomes a blank. No cell is changed beyond
that, so that what is pasted into a text is what was on the screen; the guard against formulas
belongs to files, which are opened unseen.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from ui.models.row_table import Column

Row = TypeVar("Row")

_BREAKS = re.compile("[\t\n\r\v\f\x85\u2028\u2029]+")


def tab_separated(
    columns: Sequence[Column[Row]], rows: Sequence[Row], *, with_headings: bool = False
) -> str:
    """A line for each row, a cell for each column, below a line of headings where asked for."""
    lines = [[column.called for column in columns]] if with_headings else []
    lines += [[column.text(row) for column in columns] for row in rows]
    return "\n".join("\t".join(_BREAKS.sub(" ", cell) for cell in line) for line in lines)
