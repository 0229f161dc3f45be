"""When a monitor downtime that repeats is next, from its tags (contract, section 5.10). Pure.

New Relic works out repeats of muting rules itself; of a downtime it tells the rule alone, and of
most of them only the time of day.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
# A day of the month comes within two months, but for 29 to 31 in a February.
_AHEAD_DAYS = 62


def next_window(
    tags: Mapping[str, Sequence[str]], zone: str, now: datetime
) -> tuple[datetime, datetime] | None:
    """The window that goes on at `now` or comes next; None where the tags do not say which day.

    `tags` by their names in small letters. Times are of the clock in `zone`, whatever it changes
    to; an end that is no later than the beginning is on the day after.
    """
    first = {key: values[0] for key, values in tags.items() if values}
    start, end = _clock(first.get("starttime", "")), _clock(first.get("endtime", ""))
    if start is None or end is None:
        return None
    (since, begins), (until, ends) = start, end
    if since is not None and until is not None:
        nights = (until - since).days
    else:
        nights = 0 if ends > begins else 1
    until_us = _instant(first.get("endrepeat", ""))
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    for ahead in range(-max(nights, 1), _AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if (since is not None and day < since) or not _fits(day, since, tags):
            continue
        begin, over = (
            datetime.combine(on, at, tzinfo=place).astimezone(UTC)
            for on, at in ((day, begins), (day + timedelta(days=nights), ends))
        )
        if until_us is not None and begin > until_us:
            return None
        if over > now:
            return begin, over
    return None


def _fits(day: date, since: date | None, tags: Mapping[str, Sequence[str]]) -> bool:
    """Whether the rule means a day. One that is not understood means none."""
    sort = "".join(tags.get("scheduletype", ())[:1]).upper()
    if "DAILY" in sort:
        return True
    if "WEEKLY" in sort:
        named = [one.strip().upper()[:3] for one in tags.get("weekday", ())]
        if not named and since is not None:
            named = [_DAYS[since.weekday()]]
        return _DAYS[day.weekday()] in named
    if "MONTHLY" in sort and not tags.get("specificweekday"):
        told = [one.strip() for one in tags.get("monthday", ())]
        if not told and since is not None:
            told = [str(since.day)]
        return str(day.day) in told
    return False


def _clock(text: str) -> tuple[date | None, time] | None:
    """A time of day, with its day where one is said."""
    said = text.strip()
    try:
        if "T" in said or " " in said:
            moment = datetime.fromisoformat(said)
            return moment.date(), moment.time()
        return None, time.fromisoformat(said).replace(tzinfo=None)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    """Milliseconds since 1970, as a text."""
    try:
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
