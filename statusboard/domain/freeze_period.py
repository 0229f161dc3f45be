"""Time in which no work should be planned."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FreezePeriod:
    """A stretch of time, half-open, and what people call it, such as “Year end”."""

    id: int
    name: str
    starts_at: datetime
    ends_at: datetime
