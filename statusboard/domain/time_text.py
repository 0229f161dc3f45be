"""Times as people read them: `14:02 CET`, `22 November 2026`, `18 minutes`. English, no locale."""

from datetime import date, datetime, timedelta, tzinfo

from statusboard.domain.instants import SECOND_US

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def zone_text(instant: datetime, zone: tzinfo) -> str:
    """What the zone is called at that instant: `CET`, or `UTC+03:00` where it has no letters."""
    return _zone_of(instant.astimezone(zone))


def clock_text(instant: datetime, zone: tzinfo) -> str:
    """The time of day with its zone: `14:02 CET`."""
    local = instant.astimezone(zone)
    return f"{local.hour:02}:{local.minute:02} {_zone_of(local)}"


def _zone_of(local: datetime) -> str:
    name = local.tzname() or ""
    if not name or name[0] in "+-":
        offset = local.strftime("%z")
        return f"UTC{offset[:3]}:{offset[3:5]}"
    return name


def day_text(day: date) -> str:
    """A date in words: `22 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_text(instant: datetime, zone: tzinfo, *, now: datetime) -> str:
    """The time of day, with the date in front where it is not the same local day as `now`."""
    day = instant.astimezone(zone).date()
    if day == now.astimezone(zone).date():
        return clock_text(instant, zone)
    return f"{day_text(day)}, {clock_text(instant, zone)}"


def length_text(length: timedelta, *, none: str = "less than a minute") -> str:
    """How long something took: `6 minutes`, `2 hours 5 minutes`, `3 days 4 hours`.

    `none` is what is said where it took no time at all.
    """
    if not length:
        return none
    parts = length_parts(length)[:2]
    worded = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts]
    return " ".join(worded) or "less than a minute"


def length_parts(length: timedelta) -> list[tuple[int, str]]:
    """A length to the minute as days, hours and minutes, without those of which there are none."""
    minutes = max(0, round(length / timedelta(minutes=1)))
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    return [(n, unit) for n, unit in ((days, "day"), (hours, "hour"), (left, "minute")) if n]


def lost_seconds(length_us: int) -> int:
    """Lost time in seconds, rounded up to the smaller of the two units that are told of it.

    Whole seconds below a minute, minutes below a day, hours above: never shorter than it was.
    """
    seconds = -(-length_us // SECOND_US)
    unit = 3600 if seconds >= 86_400 else 60 if seconds >= 60 else 1
    return -(-seconds // unit) * unit


def lost_text(length_us: int, *, none: str = "less than a minute") -> str:
    """Lost time as `length_text` says a length, never shorter than it was."""
    return length_text(timedelta(seconds=lost_seconds(length_us)), none=none)
