"""When each check answered last, and what: whichever location asked."""

from collections.abc import Mapping, Sequence

from statusboard.app.health.locations import Numbers
from statusboard.domain.check import Check
from statusboard.domain.instants import HOUR_US, SECOND_US, duration_us
from statusboard.storage.history import results
from statusboard.storage.history.packing import StoredAnswer
from statusboard.storage.unit import Unit

# Most checks answer within this; only for the others is the history searched further back.
QUICK_WINDOW_US = 240 * SECOND_US


def answered_last(
    unit: Unit,
    checks: Sequence[Check],
    numbers: Numbers,
    watched_us: int,
    ids: frozenset[int] | None,
) -> tuple[dict[int, int], dict[int, int]]:
    """When each check answered last, as far back as its answer would still count, and a bit more.

    Counted from when somebody last watched, so that the age of what stands there is known. Also
    under which number that answer stands, of checks that several locations ask.
    """
    if not checks:
        return {}, {}
    from_when = min(unit.now_us, watched_us) if watched_us else unit.now_us
    own = None if ids is None else ids.union(*(numbers.of(check.id) for check in checks))
    found = results.newest_instants(unit, from_when - QUICK_WINDOW_US, check_ids=own)
    slow = [check for check in checks if not found.keys() & numbers.of(check.id)]
    if slow:
        longest = max(duration_us(check.interval) for check in slow)
        reach = max(HOUR_US, 4 * longest)
        found |= results.newest_instants(
            unit,
            from_when - reach,
            check_ids=[number for check in slow for number in numbers.of(check.id)],
        )
    newest: dict[int, int] = {}
    for check in checks if numbers.series else ():
        answered = [number for number in numbers.of(check.id) if number in found]
        if check.is_shared and answered:
            newest[check.id] = max(answered, key=found.__getitem__)
    return found | {check_id: found[number] for check_id, number in newest.items()}, newest


def newest_answers(
    unit: Unit, answered: Mapping[int, int], numbers: Mapping[int, int]
) -> dict[int, StoredAnswer]:
    """The newest answer of each check, by check, whichever location it came from.

    Both are what `answered_last` says.
    """
    at = {numbers.get(check_id, check_id): us for check_id, us in answered.items()}
    found = results.read_at(unit, at)
    return {
        check_id: found[number]
        for check_id in answered
        if (number := numbers.get(check_id, check_id)) in found
    }
