"""Things that run out on a day: how many days are left, and whether that is to be warned of."""

from datetime import datetime, timedelta

from statusboard.domain.result import Outcome, Reason
from statusboard.domain.time_text import day_text
from statusboard.probes.sockets.answering import Finding

_DAY = timedelta(days=1)


def time_left(
    thing: str, until: datetime, now: datetime, marks: tuple[int, ...], *, over: Reason
) -> Finding:
    """What it is worth that `thing` is good until then: up, degraded past a mark, down when over.

    `over` is the reason where it has run out.
    """
    left = until - now
    day = day_text(until.date())
    if left <= timedelta():
        ago = -left // _DAY
        since = f"{_days(ago)} ago" if ago else "less than a day ago"
        return Finding(Outcome.DOWN, over, f"{thing} expired on {day}, {since}")
    words = f"{thing} expires in {_days(left // _DAY)}, on {day}"
    if left < _DAY:
        words = f"{thing} expires in less than a day, on {day}"
    passed = [mark for mark in marks if left < mark * _DAY]
    if not passed:
        return Finding(words=words)
    return Finding(
        Outcome.DEGRADED, Reason.EXPIRES_SOON, f"{words} (fewer than {_days(min(passed))} left)"
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
