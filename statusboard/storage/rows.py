"""What every table of things in an order needs: the next position, and that a row is there."""

from sqlalchemy import Column, func, select

from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit


def next_position(unit: Unit, positions: Column[int]) -> int:
    """The position after all others."""
    highest = unit.connection.scalar(select(func.max(positions)))
    return 0 if highest is None else int(highest) + 1


def must_exist(touched: int, noun: str) -> None:
    """Raises RuleBroken where a statement touched nothing, or less than it was meant to."""
    if not touched:
        raise RuleBroken(f"This {noun} no longer exists. Somebody may have removed it.")
