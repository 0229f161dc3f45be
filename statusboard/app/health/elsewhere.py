"""Which services are watched from other locations while nobody watches at home."""

from collections.abc import Sequence

from statusboard.domain.check import Check
from statusboard.domain.instants import duration_us
from statusboard.domain.location import HOME
from statusboard.domain.observation import GONE_AFTER, HEARTBEAT
from statusboard.storage.component_rules import newest_rules
from statusboard.storage.history.maintenance_spans import unfollowed_maintenance
from statusboard.storage.history.override_spans import unfollowed_overrides
from statusboard.storage.locations import Location, read_locations
from statusboard.storage.unit import Unit

# Whoever is left looks this often for who fell silent; twice that, and it should have been seen.
_NOTICED_US = duration_us(GONE_AFTER + 2 * HEARTBEAT)


def watched_elsewhere(unit: Unit, checks: Sequence[Check]) -> frozenset[int]:
    """The services, by id, of which every check that counts is asked by a location that is heard.

    `checks` are those that are switched on. A service with one that home alone asks is none of
    them, nor one of whose checks a dead location still has a say: nobody took it for silent. Nor
    is one for which something was planned, set or described anew that home would have followed.
    """
    known = [one for one in read_locations(unit) if one.name != HOME or one.beat_us]
    heard = {one.name for one in known if not one.is_home and _is_heard(one, unit.now_us)}
    if not heard:
        return frozenset()
    dead = {one.name for one in known if one.silent_us is None and _is_dead(one, unit.now_us)}

    def is_watched(check: Check) -> bool:
        return any(map(check.is_asked_from, heard)) and not any(map(check.is_asked_from, dead))

    counted: dict[int, list[Check]] = {}
    for check in checks:
        if check.weight:
            counted.setdefault(check.component_id, []).append(check)
    seen = frozenset(one for one, own in counted.items() if all(map(is_watched, own)))
    return seen - _unfollowed(unit, known) if seen else seen


def _unfollowed(unit: Unit, known: Sequence[Location]) -> frozenset[int]:
    """The services whose spans do not show yet what people asked for."""
    home_us = max((one.beat_us for one in known if one.is_home), default=0)
    described = {one for one, rule in newest_rules(unit).items() if rule.since_us > home_us}
    return unfollowed_maintenance(unit) | unfollowed_overrides(unit) | described


def _is_heard(one: Location, now_us: int) -> bool:
    is_there = bool(one.holder) and bool(one.beat_us) and not one.is_gone(now_us)
    return is_there and one.silent_us is None


def _is_dead(one: Location, now_us: int) -> bool:
    return bool(one.beat_us) and abs(now_us - one.beat_us) > _NOTICED_US
