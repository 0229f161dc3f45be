"""What each location says of the checks that several ask: its debounced state, and its turns.

What they say together is derived from these (history/quorums.py). A check that is asked at home
alone has no row here: its state is in `check_state` at once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import delete, func, insert, select, update

from statusboard.domain.check import Check
from statusboard.domain.location import HOME
from statusboard.domain.result import Answer, CheckResult
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.packing import CHECK_MASK
from statusboard.storage.history.states import (
    StoredState,
    columns_of,
    read_states,
    state_of,
)
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.tables import (
    CHECK,
    LOCATION_STATE,
    LOCATION_TRANSCRIPT,
    LOCATION_TRANSITION,
)
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

# The lowest number away from home of those that were ended.
_LOWEST_ENDED = "locations.lowest_ended"
_IN_ORDER = select(LOCATION_STATE).order_by(LOCATION_STATE.c.check_id, LOCATION_STATE.c.location)
_SHARED = select(LOCATION_STATE.c.check_id).distinct()


@dataclass(frozen=True, slots=True)
class Series:
    """One location's answers to one check: the number they stand under, and what they say."""

    number: int
    check_id: int
    location: str
    stored: StoredState


def asked_from(unit: Unit, location: str, *, enabled_only: bool = False) -> tuple[Check, ...]:
    """The checks that a location asks, each under the number of its series there.

    Those that have none yet are left out: `begin_series` gives it.
    """
    checks = [
        check
        for check in read_checks(unit, enabled_only=enabled_only)
        if check.is_asked_from(location)
    ]
    if location == HOME:
        return tuple(checks)
    numbers = {one.check_id: one.number for one in read_series(unit, location=location)}
    return tuple(replace(check, id=numbers[check.id]) for check in checks if check.id in numbers)


def begin_series(unit: Unit, location: str) -> None:
    """Gives a number to every check that this location asks together with others, and has none.

    At home that is the check's own, and its state goes on. Raises RuleBroken where none is left.
    """
    known = {one.check_id for one in read_series(unit, location=location)}
    new = [
        check
        for check in read_checks(unit, with_config=False)
        if check.is_shared and check.is_asked_from(location) and check.id not in known
    ]
    if not new:
        return
    lock_history(unit)
    rows: list[dict[str, object]] = []
    if location == HOME:
        stored = read_states(unit)
        empty = StoredState(CheckState())
        rows = [_row(check.id, check.id, HOME, stored.get(check.id, empty)) for check in new]
    else:
        number = _lowest(unit)
        for check in new:
            number -= 1
            rows.append(_row(number, check.id, location, StoredState(CheckState())))
        if number <= (unit.connection.scalar(select(func.max(CHECK.c.id))) or 0):
            raise RuleBroken("There are too many checks to ask them from one more location.")
    unit.connection.execute(insert(LOCATION_STATE), rows)


def _lowest(unit: Unit) -> int:
    """The lowest number that was ever given away from home; they are counted down from the last."""
    elsewhere = LOCATION_STATE.c.location != HOME
    found = unit.connection.scalar(select(func.min(LOCATION_STATE.c.series)).where(elsewhere))
    ended = read_settings(unit).get(_LOWEST_ENDED)
    given = [int(number) for number in (found, ended) if isinstance(number, int)]
    return min(given, default=CHECK_MASK + 1)


def _row(number: int, check_id: int, location: str, stored: StoredState) -> dict[str, object]:
    return {"series": number, "check_id": check_id, "location": location, **columns_of(stored)}


def read_series(
    unit: Unit, *, location: str | None = None, check_ids: Collection[int] | None = None
) -> tuple[Series, ...]:
    """What locations say: all, or one of them; of all checks, or of some. By check and location."""
    statement = _IN_ORDER
    if location is not None:
        statement = statement.where(LOCATION_STATE.c.location == location)
    if check_ids is not None:
        statement = statement.where(LOCATION_STATE.c.check_id.in_(check_ids))
    return tuple(
        Series(
            row.series,
            row.check_id,
            row.location,
            state_of(row.level, row.since_us, row.reason, row.detail, row.memory),
        )
        for row in unit.connection.execute(statement)
    )


def shared_checks(unit: Unit) -> frozenset[int]:
    """The checks of which locations say something: their state is derived."""
    return frozenset(unit.connection.execute(_SHARED).scalars())


def write_states(unit: Unit, stored: Mapping[int, StoredState]) -> None:
    """Writes what a location says, by the number of the series, which must have been begun."""
    for number, state in stored.items():
        unit.connection.execute(
            update(LOCATION_STATE)
            .where(LOCATION_STATE.c.series == number)
            .values(columns_of(state))
        )


def add_transitions(unit: Unit, transitions: Iterable[StoredTransition]) -> dict[int, int]:
    """Records the turns of series (`check_id` is the number); from when on each is another.

    What a collector says of one that was ended, before it heard of that, is none any more.
    """
    turned = list(transitions)
    known = _known(unit, {stored.check_id for stored in turned})
    earliest: dict[int, int] = {}
    rows = []
    for stored in turned:
        number, at_us = stored.check_id, stored.transition.at_us
        if number not in known:
            continue
        earliest[number] = min(at_us, earliest.get(number, at_us))
        rows.append(
            {
                "series": number,
                "at_us": at_us,
                "before": stored.transition.before.value,
                "after": stored.transition.after.value,
                "reason": stored.reason.value if stored.reason else "",
                "detail": stored.detail,
            }
        )
    if rows:
        unit.connection.execute(insert(LOCATION_TRANSITION), rows)
    return earliest


def _known(unit: Unit, numbers: Collection[int]) -> frozenset[int]:
    """Those of these numbers under which a location says something."""
    if not numbers:
        return frozenset()
    asked = select(LOCATION_STATE.c.series).where(LOCATION_STATE.c.series.in_(numbers))
    return frozenset(unit.connection.execute(asked).scalars())


def newest_transition(unit: Unit, number: int) -> int | None:
    """When a series turned last, in microseconds; None where it never did."""
    newest = unit.connection.scalar(
        select(func.max(LOCATION_TRANSITION.c.at_us)).where(LOCATION_TRANSITION.c.series == number)
    )
    return None if newest is None else int(newest)


def delete_transitions(
    unit: Unit, from_us: int, numbers: Collection[int]
) -> dict[int, ComponentStatus]:
    """Drops the turns of series at or after an instant; the level each such had before them."""
    table = LOCATION_TRANSITION
    late = (table.c.at_us >= from_us) & table.c.series.in_(numbers)
    before: dict[int, ComponentStatus] = {}
    for row in unit.connection.execute(
        select(table.c.series, table.c.before).where(late).order_by(table.c.at_us, table.c.id)
    ):
        before.setdefault(row.series, ComponentStatus(row.before))
    unit.connection.execute(delete(table).where(late))
    return before


def end_series(unit: Unit, check_ids: Collection[int]) -> None:
    """Forgets what locations said of checks that are asked at home alone from now on.

    Their numbers are not given again: answers stand under them, and more may be on their way.
    """
    if _lowest(unit) <= CHECK_MASK:
        write_setting(unit, _LOWEST_ENDED, _lowest(unit))
    numbers = select(LOCATION_STATE.c.series).where(LOCATION_STATE.c.check_id.in_(check_ids))
    for table in (LOCATION_TRANSITION, LOCATION_TRANSCRIPT):
        unit.connection.execute(delete(table).where(table.c.series.in_(numbers)))
    unit.connection.execute(delete(LOCATION_STATE).where(LOCATION_STATE.c.check_id.in_(check_ids)))


def add_transcripts(unit: Unit, results: Iterable[CheckResult]) -> None:
    """Keeps the whole answers of some results; their check is the number of the series."""
    said = list(results)
    known = _known(unit, {result.check_id for result in said})
    rows = [
        {
            "series": result.check_id,
            "at_us": result.at_us,
            "answer": msgspec.json.encode(result.answer).decode(),
        }
        for result in said
        if result.check_id in known
    ]
    if rows:
        unit.connection.execute(upsert(unit, LOCATION_TRANSCRIPT).on_conflict_do_nothing(), rows)


def read_last_failures(unit: Unit, numbers: Collection[int]) -> dict[int, CheckResult]:
    """The newest failure of each series, with everything known of it."""
    table = LOCATION_TRANSCRIPT
    rows = unit.connection.execute(
        select(table).where(table.c.series.in_(numbers)).order_by(table.c.at_us)
    )
    return {
        row.series: CheckResult(row.series, row.at_us, msgspec.json.decode(row.answer, type=Answer))
        for row in rows
    }
