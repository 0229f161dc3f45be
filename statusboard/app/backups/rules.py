"""When a copy is due, and which copies have been kept long enough. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.instants import local_midnight
from statusboard.storage.copies import Copy

# Three hours after midnight in the zone of the page: when least happens to those who read it.
QUIET = timedelta(hours=3)
DAYS = 7
WEEKS = 4
# A copy that is missed for so long is told on the board.
MISSED = timedelta(days=2)


def due_at(last: datetime | None, now: datetime, zone: tzinfo) -> datetime:
    """When the next daily copy is due: now, where one was missed since the last quiet hours."""
    today = now.astimezone(zone).date()
    quiet = [local_midnight(today + timedelta(days=n), zone) + QUIET for n in (-1, 0, 1)]
    newest = max(hour for hour in quiet if hour <= now)
    if last is None or last < newest or last > now:
        return now
    return min(hour for hour in quiet if hour > now)


def outlived(copies: Sequence[Copy], now: datetime, zone: tzinfo) -> tuple[Copy, ...]:
    """The daily copies that may go: all but the newest of seven days, and of four weeks.

    A copy that a person made stays, and so does the newest of all.
    """
    daily = sorted((copy for copy in copies if copy.is_daily), key=lambda copy: copy.made_at)
    today = now.astimezone(zone).date()
    days = {}
    weeks = {}
    for copy in daily:
        day = copy.made_at.astimezone(zone).date()
        if today - day < timedelta(days=DAYS):
            days[day] = copy
        if today - day < timedelta(weeks=WEEKS):
            weeks[day.isocalendar()[:2]] = copy
    kept = {copy.path for copy in _all(days.values(), weeks.values(), daily[-1:])}
    return tuple(copy for copy in daily if copy.path not in kept)


def _all(*several: Iterable[Copy]) -> Iterable[Copy]:
    for copies in several:
        yield from copies
