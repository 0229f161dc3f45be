"""How many answers of a service said what, from the roll-ups and what is in none yet."""

from statusboard.app.health.locations import Numbers
from statusboard.domain.instants import DAY_US, HOUR_US, Interval
from statusboard.domain.uptime_rules import AnswerCount
from statusboard.storage.checks import read_checks
from statusboard.storage.history import results, rollups
from statusboard.storage.history.packing import Tally
from statusboard.storage.unit import Unit

# So many days are counted by the hour; of more, the days are counted.
_BY_HOUR_US = 100 * DAY_US


def count_answers(unit: Unit, component_id: int, bounds: Interval) -> AnswerCount:
    """The answers of the hours that touch an interval (of a longer one, of the days).

    Of the checks that the service has, and of those it had, which count for the time they ran; from
    every location that asked them.
    """
    checks = read_checks(
        unit, with_config=False, component_ids=frozenset({component_id}), with_removed=True
    )
    numbers = Numbers.read(unit, checks)
    ids = sorted({number for check in checks for number in numbers.of(check.id)})
    if not ids or bounds.stop_us <= bounds.start_us:
        return AnswerCount()
    is_daily = bounds.length_us > _BY_HOUR_US
    bucket_us = DAY_US if is_daily else HOUR_US
    first, end = bounds.start_us // bucket_us, -(-bounds.stop_us // bucket_us)
    whole = Tally()
    found = rollups.read_tallies(unit, daily=is_daily, check_ids=ids, first=first, end=end)
    for tally in found.values():
        whole.merge(tally)
    start_us, stop_us = first * bucket_us, min(end * bucket_us, bounds.stop_us)
    unpacked = results.read_unpacked(unit, check_ids=ids, start_us=start_us, stop_us=stop_us)
    whole.add([body for _, body in unpacked])
    return AnswerCount(whole.up, whole.degraded, whole.down, whole.unknown)
