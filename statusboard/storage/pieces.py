"""Statements over many values, in pieces that every database takes."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

Value = TypeVar("Value")
# No database takes more than so many parameters in one statement.
PIECE = 500


def pieces(values: Iterable[Value]) -> Iterable[Sequence[Value]]:
    """The values in their order, few enough at a time."""
    left = list(values)
    return (left[start : start + PIECE] for start in range(0, len(left), PIECE))
