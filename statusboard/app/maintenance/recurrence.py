"""When work that comes again comes: an RRULE (RFC 5545 §3.3.10) on the clock of its zone.

dateutil expands the rule; it is asked for no more than one needs, and for a few years at most, so
that no rule can keep anybody waiting.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from statusboard.domain.maintenance import Plan
from statusboard.domain.maintenance_windows import instant_of
from statusboard.errors import RuleBroken

# Further from now nobody plans, and no rule is followed: 29 February comes within eight years.
HORIZON = timedelta(days=3_660)
# By the day at most. What comes more often is no planned work.
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_FIELD = "plan.repeats"
# What each may be (RFC 5545 §3.3.10), from and to; those with a last part count from the end, too.
# Outside of these a rule never comes to pass, and dateutil would look for years to find that out.
_RANGES = {
    "BYSECOND": (0, 59, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
_LOOKED_AT = 400
_A_DAY = 24


def instants_of(plan: Plan, *, after: datetime | None = None) -> Iterator[datetime]:
    """Where the plan puts its windows, in order, in UTC; those later than `after`.

    Once without a rule. Nothing is told of what is more than ten years after `after`. Raises
    RuleBroken for a rule that cannot be read.
    """
    zone = ZoneInfo(plan.zone)
    found = (instant_of(wall, zone) for wall in _walls(plan, zone, after))
    return found if after is None else (one for one in found if one > after)


def next_instant(plan: Plan, after: datetime) -> datetime | None:
    """Where the plan puts the next window later than an instant; None where there is none."""
    return next(instants_of(plan, after=after), None)


def refuse_unfit_rule(plan: Plan) -> None:
    """Raises RuleBroken for a rule that cannot be read, overlaps itself or comes too often."""
    if not plan.repeats:
        return
    first = list(islice(instants_of(plan), _LOOKED_AT))
    if not first:
        raise RuleBroken(
            "This rule never comes to pass, so no work would be planned. Change the rule.",
            field=_FIELD,
        )
    for start, later in zip(first, first[_A_DAY:], strict=False):
        if later - start < timedelta(days=1):
            raise RuleBroken(
                f"This rule comes more than {_A_DAY} times a day, which nobody could follow. "
                "Make it come less often.",
                field=_FIELD,
            )
    for one, other in pairwise(first):
        if other - one < plan.lasts:
            raise RuleBroken(
                "The work would still be going on when it begins again, so its windows would "
                "overlap. Make it shorter, or let it come less often.",
                field=_FIELD,
            )


def parts_of(repeats: str) -> dict[str, str]:
    """The parts of a rule by name, such as FREQ. Raises RuleBroken where it cannot be read."""
    parts: dict[str, str] = {}
    for part in repeats.strip().removeprefix("RRULE:").rstrip(";").split(";"):
        name, equals, value = part.strip().upper().partition("=")
        if not equals or not value or not name.isalpha():
            raise _unreadable(repeats)
        if name in parts:
            raise RuleBroken(f"The rule says {name} twice. Say it once.", field=_FIELD)
        parts[name] = value
        if name in _RANGES and not _is_in_range(value, *_RANGES[name]):
            raise _unreadable(repeats)
    if not parts.get("INTERVAL", "1").isdecimal() or int(parts.get("INTERVAL", "1")) < 1:
        raise _unreadable(repeats)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise RuleBroken(
            "Work repeats by day, week, month or year. Begin the rule with FREQ=DAILY, "
            "FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY.",
            field=_FIELD,
        )
    return parts


def _is_in_range(values: str, least: int, most: int, from_the_end: bool) -> bool:  # noqa: FBT001
    for text in values.split(","):
        number = text.removeprefix("+")
        if from_the_end:
            number = number.removeprefix("-")
        if not (number.isdecimal() and number.isascii() and least <= int(number[:9]) <= most):
            return False
    return True


def _walls(plan: Plan, zone: ZoneInfo, after: datetime | None) -> Iterator[datetime]:
    """The times of the clock, in order."""
    start = plan.starts_at
    if not plan.repeats:
        return iter((start,))
    parts = parts_of(plan.repeats)
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    if count and until:
        raise RuleBroken("A rule ends by COUNT or by UNTIL, not by both. Keep one.", field=_FIELD)
    last = max(start, start if after is None else _wall(after, zone)) + HORIZON
    if until:
        last = min(last, _until(until, zone, plan.repeats))
    found: Iterator[datetime] = iter(_rule(parts, start, plan.repeats))
    if count:
        found = islice(found, _count(count))
    return _bounded(found, last, plan.repeats)


def _rule(parts: dict[str, str], start: datetime, repeats: str) -> rrule:
    written = ";".join(f"{name}={value}" for name, value in parts.items())
    # The rule has an end of its own: one that never comes to pass would be looked for for ever.
    bound = (start + 2 * HORIZON).strftime("%Y%m%dT%H%M%S")
    try:
        found = rrulestr(f"{written};UNTIL={bound}", dtstart=start)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise _unreadable(repeats) from error
    assert isinstance(found, rrule)
    return found


def _bounded(found: Iterator[datetime], last: datetime, repeats: str) -> Iterator[datetime]:
    try:
        for wall in found:
            if wall > last:
                return
            yield wall
    # Some of it is found out on the way alone.
    except (ValueError, IndexError, OverflowError) as error:
        raise _unreadable(repeats) from error


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise RuleBroken(f"COUNT={text} is no number of times. Give at least 1.", field=_FIELD)
    return int(text)


def _until(text: str, zone: ZoneInfo, repeats: str) -> datetime:
    """The last time of the clock that counts; what ends in Z is UTC, a day counts whole."""
    forms = ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d")
    for form in forms:
        try:
            read = datetime.strptime(text, form)  # noqa: DTZ007 - the zone comes next
        except ValueError:
            continue
        if form.endswith("Z"):
            return _wall(read.replace(tzinfo=UTC), zone)
        return read + timedelta(days=1, microseconds=-1) if "T" not in form else read
    raise _unreadable(repeats)


def _unreadable(repeats: str) -> RuleBroken:
    return RuleBroken(
        f"“{repeats}” is no rule that can be read, so nothing was planned. Write it like "
        "FREQ=WEEKLY;BYDAY=TU.",
        field=_FIELD,
    )
