"""A device: a computer that somebody sits at, or did."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Device:
    """A computer by what tells it from others, and by its name; when it was seen, with whom.

    `ended_at` is when an administrator ended it, and `ended_by` who did: nobody acts from there.
    """

    id: int
    key: str
    name: str
    seen_at: datetime
    seen_name: str
    ended_at: datetime | None = None
    ended_by: str = ""
