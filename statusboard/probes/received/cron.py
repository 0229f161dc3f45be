"""Due times by a cron expression on the clock of a zone, as cronsim reckons them.

It does as Debian's cron does where clocks change: what falls into the hour that is skipped is due
when that hour would have begun, and a time of the hour that comes twice is due once.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from statusboard.domain.instants import from_us, to_us

_FIELDS = 5
LONGEST = 200


def schedule_problem(value: object) -> str | None:
    """A sentence where a text is no schedule."""
    from cronsim import CronSim, CronSimError

    text = str(value)
    why = "it has other than 5 parts"
    if len(text) <= LONGEST and len(text.split()) == _FIELDS:
        try:
            next(CronSim(text, datetime(2026, 1, 1, tzinfo=UTC)))
        except CronSimError as error:
            why = str(error)[:1].lower() + str(error)[1:]
        except StopIteration:
            why = "it never comes"
        else:
            return None
    return (
        f"“{text[:LONGEST]}” is not a schedule: {why}. Write minute, hour, day of month, month and "
        "day of week, such as 30 2 * * * for 02:30 each day."
    )


def due_after(schedule: str, zone: str, at_us: int) -> int:
    """The first time a schedule comes after an instant, in microseconds."""
    from cronsim import CronSim

    return to_us(next(CronSim(schedule, from_us(at_us).astimezone(ZoneInfo(zone)))))
