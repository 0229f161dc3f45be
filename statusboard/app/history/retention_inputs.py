"""What the verb about retention is given. Plain values, fit for a pipe."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConfirmRetention:
    """What somebody agrees to, as they were told it: so many days, and megabytes (0: no limit)."""

    days: int
    size_mb: int
