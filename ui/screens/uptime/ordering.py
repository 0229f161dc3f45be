"""In which order services stand, and which of them: worst first, by budget left, by group."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from statusboard.domain.views.uptime import UptimeRow


class Order(StrEnum):
    """What is first."""

    PAGE = "page"
    WORST = "worst"
    BUDGET = "budget"
    GROUP = "group"
    NAME = "name"


class Kept(StrEnum):
    """Which are shown."""

    ALL = "all"
    MISSED = "missed"
    TROUBLED = "troubled"


def ordered(rows: Iterable[UptimeRow], order: Order) -> tuple[UptimeRow, ...]:
    """The rows in an order; equal ones stay as they stand on the page."""
    keys: dict[Order, Callable[[UptimeRow], object]] = {
        Order.WORST: _badness,
        Order.BUDGET: _budget,
        Order.GROUP: lambda row: (not row.group, row.group.casefold()),
        Order.NAME: lambda row: row.name.casefold(),
    }
    key = keys.get(order)
    return tuple(rows) if key is None else tuple(sorted(rows, key=key))  # type: ignore[arg-type]


def passes(row: UptimeRow, kept: Kept, group: str | None) -> bool:
    """Whether a row is shown: `group` None is every group, empty the services without one."""
    if group is not None and row.group != group:
        return False
    match kept:
        case Kept.MISSED:
            return row.on_target is False
        case Kept.TROUBLED:
            return any(day.is_trouble for day in row.days)
        case Kept.ALL:
            return True


def groups_of(rows: Iterable[UptimeRow]) -> tuple[str, ...]:
    """The names of the groups, as they stand on the page; without one last."""
    names = list(dict.fromkeys(row.group for row in rows if row.group))
    return (*names, "") if any(not row.group for row in rows) else tuple(names)


def _share(text: str) -> float:
    """A figure for sorting; what has none comes after all that have one."""
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        return float("inf")


def _badness(row: UptimeRow) -> tuple[float, float, int]:
    """Most time over the promise first, then the lowest figure, then what is bad now."""
    return -row.missed_by_us, _share(row.uptime or row.uptime_365), -row.status.severity


def _budget(row: UptimeRow) -> tuple[bool, float]:
    """The least left first; services without a budget last."""
    left = row.budget_left_permille
    return left is None, 0.0 if left is None else left
