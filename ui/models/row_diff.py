"""What turns one list of rows into another: removals, a new order, insertions, changed rows.

Pure: it knows keys and positions, nothing of Qt.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring positions, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RowDiff:
    """The steps, to be done in this order.

    `removals` are positions in the old list, last run first, so that each is still true when its
    turn comes. `order` holds, for each row that stays, its position among those that stay in the
    old order, or is empty where the order is the same. `insertions` are positions in the new list,
    first run first.
    """

    removals: tuple[Run, ...]
    order: tuple[int, ...]
    insertions: tuple[Run, ...]


def diff_rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> RowDiff:
    """The steps from the keys `old` to the keys `new`. Keys are unique in each list."""
    staying = set(old) & set(new)
    gone = [n for n, key in enumerate(old) if key not in staying]
    added = [n for n, key in enumerate(new) if key not in staying]
    kept_before = [key for key in old if key in staying]
    kept_after = [key for key in new if key in staying]
    order: tuple[int, ...] = ()
    if kept_before != kept_after:
        position = {key: n for n, key in enumerate(kept_before)}
        order = tuple(position[key] for key in kept_after)
    return RowDiff(tuple(reversed(_runs(gone))), order, tuple(_runs(added)))


def _runs(positions: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    for position in positions:
        if runs and position == runs[-1].last + 1:
            runs[-1] = Run(runs[-1].first, position)
        else:
            runs.append(Run(position, position))
    return runs
