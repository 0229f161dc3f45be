"""When customers hear from us again: a span from publishing, or a fixed time; nothing when over."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.incident import IncidentStatus
from statusboard.domain.notice import Wording

SPANS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Promise:
    """The promise as chosen; at most one is set."""

    within: timedelta | None = None
    at: datetime | None = None


def promise_of(wording: Wording) -> Promise:
    """The promise that a wording carries; none when it says that it is over."""
    if wording.status is IncidentStatus.RESOLVED:
        return Promise()
    return Promise(wording.next_update_in, wording.next_update_at)


def next_time_of_day(hour: int, minute: int, *, now: datetime, zone: str) -> datetime:
    """The next instant at which clocks in `zone` show this time, in UTC: today, or tomorrow."""
    local_now = now.astimezone(ZoneInfo(zone))
    chosen = local_now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if chosen <= local_now:
        chosen = (chosen + timedelta(days=1)).replace(hour=hour, minute=minute)
    return chosen.astimezone(UTC)
