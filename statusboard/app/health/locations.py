"""What each location says: of a check that several ask, and of itself."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.answer_words import answer_words
from statusboard.domain.check import Check
from statusboard.domain.instants import HOUR_US, duration_us, from_us
from statusboard.domain.location import EVERYWHERE, HOME, collector_role
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.locations import LocationLine, LocationsView
from statusboard.domain.views.verify import LocationRow
from statusboard.storage import leases
from statusboard.storage.checks import read_checks
from statusboard.storage.history import location_states, results
from statusboard.storage.history.location_states import Series
from statusboard.storage.locations import Location, read_locations, read_silent
from statusboard.storage.unit import Unit

UNKNOWN = ComponentStatus.UNKNOWN


@dataclass(frozen=True, slots=True)
class Numbers:
    """Under which numbers the answers of checks stand: of all locations that ask them.

    A check that is asked at home alone stands under its own.
    """

    series: Mapping[int, tuple[Series, ...]]

    @classmethod
    def read(cls, unit: Unit, checks: Sequence[Check]) -> "Numbers":
        """Those of some checks. Asks nothing where all of them are asked at home alone."""
        shared = [check.id for check in checks if check.is_shared]
        found: dict[int, tuple[Series, ...]] = {}
        if shared:
            for one in location_states.read_series(unit, check_ids=shared):
                found[one.check_id] = (*found.get(one.check_id, ()), one)
        return cls(found)

    def of(self, check_id: int) -> tuple[int, ...]:
        """All of a check."""
        return tuple(one.number for one in self.series.get(check_id, ())) or (check_id,)

    def shown(self, check: Check) -> int:
        """The one whose answers a chart or a strip shows: home's, else that of the first name."""
        if check.is_asked_from(HOME):
            return check.id
        own = self.series.get(check.id, ())
        asked = [one.number for one in own if check.is_asked_from(one.location)]
        return next(iter(asked), check.id)


def places_of(unit: Unit, check: Check, numbers: Numbers) -> tuple[LocationRow, ...]:
    """What each location says of a check, home first; empty where it is asked at home alone."""
    series = [s for s in numbers.series.get(check.id, ()) if check.is_asked_from(s.location)]
    if not series:
        return ()
    silent = read_silent(unit)
    reach_us = max(HOUR_US, 4 * duration_us(check.interval))
    answered = results.newest_instants(
        unit, unit.now_us - reach_us, check_ids=[one.number for one in series]
    )
    newest = results.read_at(unit, answered)
    rows = []
    for one in sorted(series, key=lambda one: (one.location != HOME, one.location)):
        answer = newest.get(one.number)
        silent_us = silent.get(one.location)
        rows.append(
            LocationRow(
                name=one.location,
                level=one.stored.state.level if silent_us is None else UNKNOWN,
                words="" if answer is None else answer_words(answer),
                response_us=None if answer is None else answer.response_us,
                answered_at=None if answer is None else from_us(answer.at_us),
                silent_since=None if silent_us is None else from_us(silent_us),
            )
        )
    return tuple(rows)


def levels_by_place(
    unit: Unit, checks: Iterable[Check], numbers: Numbers
) -> dict[int, dict[str, ComponentStatus]]:
    """What each location says now of every check that several ask; nothing of who is silent."""
    if not numbers.series:
        return {}
    silent = read_silent(unit)
    return {
        check.id: {
            one.location: UNKNOWN if one.location in silent else one.stored.state.level
            for one in numbers.series[check.id]
            if check.is_asked_from(one.location)
        }
        for check in checks
        if check.id in numbers.series
    }


def location_names(unit: Unit, checks: Iterable[Check]) -> tuple[str, ...]:
    """All locations that are known, or named by one of these checks, home first."""
    named = {name for check in checks for name in check.locations if name != EVERYWHERE}
    known = {one.name for one in read_locations(unit)}
    return (HOME, *sorted((known | named) - {HOME}))


def _locations(unit: Unit, _given: None) -> LocationsView:
    known = {one.name: one for one in read_locations(unit)}
    checks = read_checks(unit, enabled_only=True, with_config=False)
    counts = Counter(name for check in checks for name in check.locations or (HOME,))
    everywhere = counts.pop(EVERYWHERE, 0)
    names = sorted({HOME, *known, *counts}, key=lambda name: (name != HOME, name))
    return LocationsView(
        unit.now,
        tuple(
            _line(unit, name, known.get(name), counts.get(name, 0) + everywhere) for name in names
        ),
    )


# Where collectors stand, when each was last heard of, and how much each asks.
LOCATIONS = query("locations")(_locations)


def _line(unit: Unit, name: str, known: Location | None, checks: int) -> LocationLine:
    lease = leases.read(unit, collector_role(name))
    beat_us = lease.renewed_us if lease is not None else 0
    is_heard = lease is not None and lease.is_held(unit.now_us)
    return LocationLine(
        name=name,
        is_heard=is_heard,
        last_sign=from_us(beat_us) if beat_us else None,
        version="" if known is None else known.version,
        host=known.host if known is not None else "",
        problem="" if known is None else known.problem,
        checks=checks,
    )
