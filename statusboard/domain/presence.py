"""Who is there: a sign of life from each open window, and what they are writing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# How often a window says that somebody is there, and after how long without a word nobody is.
EVERY = timedelta(seconds=15)
GONE_AFTER = timedelta(seconds=50)


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody at a device, seen last at `seen_at`; `notice_id` is what they are writing.

    `person_id` is None for whoever was not set up. `is_here`: the window is still open.
    """

    name: str
    person_id: int | None
    device: str
    device_name: str
    seen_at: datetime
    notice_id: int | None = None
    is_here: bool = True

    def is_there(self, now: datetime) -> bool:
        """Whether they are there, as far as anybody knows."""
        return self.is_here and now - self.seen_at < GONE_AFTER
