"""The state of a check that several locations ask, derived from what each of them says.

Made anew from the first instant that changed, whoever wrote it and in whatever order: each
location writes its own turns alone, and the turns of the check follow from all of them. A location
that fell silent says nothing from its last sign on; once it is heard again, what it wrote counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from statusboard.domain.quorum import LocationStep, quorum_steps, quorum_words
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import FLAPPING_TURNS, CheckState, Transition
from statusboard.storage.history import location_states, lock, retelling, states, transitions
from statusboard.storage.history.location_states import Series
from statusboard.storage.history.states import StoredState
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.locations import read_silent
from statusboard.storage.tables import CHECK, LOCATION_STATE, LOCATION_TRANSITION, TRANSITION
from statusboard.storage.unit import Unit

UNKNOWN = ComponentStatus.UNKNOWN
_NEVER = StoredState(CheckState())


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn of one series, with the answer that confirmed it."""

    at_us: int
    before: ComponentStatus
    after: ComponentStatus
    reason: str
    detail: str


def record(
    unit: Unit,
    stored: Mapping[int, StoredState],
    turned: Sequence[StoredTransition],
    *,
    reworded: Collection[int] = (),
) -> frozenset[int]:
    """Writes what a location says now, and its turns; the services that another state came of.

    `reworded`: the numbers of series that say the same for another reason.
    """
    if not stored and not turned:
        return frozenset()
    location_states.write_states(unit, stored)
    return derive_of_series(
        unit, dict.fromkeys(reworded, unit.now_us) | location_states.add_transitions(unit, turned)
    )


def derive_of_series(unit: Unit, from_us: Mapping[int, int]) -> frozenset[int]:
    """Derives the states of the checks that some series belong to, each from an instant on."""
    if not from_us:
        return frozenset()
    lock.lock_history(unit)
    rows = unit.connection.execute(
        select(LOCATION_STATE.c.series, LOCATION_STATE.c.check_id).where(
            LOCATION_STATE.c.series.in_(from_us)
        )
    )
    checks: dict[int, int] = {}
    for number, check_id in rows:
        at_us = from_us[number]
        checks[check_id] = min(at_us, checks.get(check_id, at_us))
    return derive(unit, checks)


def derive(unit: Unit, from_us: Mapping[int, int]) -> frozenset[int]:
    """Derives the states of checks, each from an instant on; the services that turned by it."""
    if not from_us:
        return frozenset()
    lock.lock_history(unit)
    by_check: dict[int, list[Series]] = {}
    for one in location_states.read_series(unit, check_ids=from_us):
        by_check.setdefault(one.check_id, []).append(one)
    turns = _turns(unit, by_check, from_us)
    silent = read_silent(unit)
    told = states.read_states(unit, frozenset(by_check))
    owners: dict[int, tuple[int, int | None]] = {
        row.id: (row.component_id, row.quorum)
        for row in unit.connection.execute(
            select(CHECK.c.id, CHECK.c.component_id, CHECK.c.quorum).where(CHECK.c.id.in_(by_check))
        )
    }
    rebuilt: dict[int, int] = {}
    for check_id, series in by_check.items():
        component_id, quorum = owners[check_id]
        at_us = from_us[check_id]
        if _derive_one(unit, series, turns, silent, told.get(check_id, _NEVER), quorum, at_us):
            rebuilt[component_id] = min(at_us, rebuilt.get(component_id, at_us))
    if rebuilt:
        retelling.rebuild_spans(unit, rebuilt)
    return frozenset(rebuilt)


def _derive_one(
    unit: Unit,
    series: Sequence[Series],
    turns: Mapping[int, Sequence[_Turn]],
    silent: Mapping[str, int],
    told: StoredState,
    quorum: int | None,
    from_us: int,
) -> bool:
    """Whether its check turned otherwise than is written, from an instant on; writes it then."""
    check_id = series[0].check_id
    before: dict[str, ComponentStatus] = {}
    now: dict[str, ComponentStatus] = {}
    steps: list[LocationStep] = []
    for one in series:
        own = [turn for turn in turns.get(one.number, ()) if turn.at_us >= from_us]
        silent_us = silent.get(one.location)
        level = own[0].before if own else one.stored.state.level
        now[one.location] = one.stored.state.level if silent_us is None else UNKNOWN
        if silent_us is not None:
            own = [turn for turn in own if turn.at_us < silent_us]
            if silent_us <= from_us:
                level = UNKNOWN
            else:
                steps.append(LocationStep(silent_us, one.location, UNKNOWN))
        before[one.location] = level
        steps += (LocationStep(turn.at_us, one.location, turn.after) for turn in own)
    written = _written(unit, check_id, from_us)
    level = written[0].before if written else told.state.level
    wanted: list[Transition] = []
    for at_us, after in quorum_steps(before, steps, quorum, from_us):
        if after is not level:
            wanted.append(Transition(at_us, level, after))
            level = after
    words = quorum_words(now, quorum)
    telling = _telling(series, silent, level)
    reason, detail = (None, words) if telling is None else (telling.reason, telling.detail)
    told_so = words if telling is None else f"{words} {telling.detail}".rstrip()
    differs = wanted != written
    if differs:
        transitions.delete_transitions(unit, from_us, check_id=check_id)
        turned = [StoredTransition(check_id, turn, reason, told_so) for turn in wanted]
        _insert(unit, turned, before=written)
    since_us = told.state.since_us
    if differs:
        newest = transitions.newest_transition(unit, check_id)
        since_us = since_us if newest is None else newest
    state = CheckState(level, since_us, turns_us=_newest_turns(unit, check_id))
    after_all = StoredState(state, reason, detail, told.question)
    if after_all != told:
        states.write_states(unit, {check_id: after_all})
    return differs


def _telling(
    series: Sequence[Series], silent: Mapping[str, int], level: ComponentStatus
) -> StoredState | None:
    """The state that says why: the worst of what is heard, and of these the one that began first.

    None where nothing is known, and with it nothing to say.
    """
    heard = [
        one.stored
        for one in series
        if one.location not in silent and (one.stored.state.level is not UNKNOWN)
    ]
    if level is UNKNOWN or not heard:
        return None
    return max(heard, key=lambda one: (one.state.level.severity, -one.state.since_us))


def _turns(
    unit: Unit, by_check: Mapping[int, Sequence[Series]], from_us: Mapping[int, int]
) -> dict[int, list[_Turn]]:
    """The turns of the series of some checks since the first of their instants, oldest first."""
    numbers = [one.number for series in by_check.values() for one in series]
    table = LOCATION_TRANSITION
    found: dict[int, list[_Turn]] = {}
    for row in unit.connection.execute(
        select(table)
        .where(table.c.series.in_(numbers), table.c.at_us >= min(from_us.values()))
        .order_by(table.c.at_us, table.c.id)
    ):
        before, after = ComponentStatus(row.before), ComponentStatus(row.after)
        turn = _Turn(row.at_us, before, after, row.reason, row.detail)
        found.setdefault(row.series, []).append(turn)
    return found


def _written(unit: Unit, check_id: int, from_us: int) -> list[Transition]:
    rows = unit.connection.execute(
        select(TRANSITION.c.at_us, TRANSITION.c.before, TRANSITION.c.after)
        .where(TRANSITION.c.check_id == check_id, TRANSITION.c.at_us >= from_us)
        .order_by(TRANSITION.c.at_us, TRANSITION.c.id)
    )
    return [
        Transition(row.at_us, ComponentStatus(row.before), ComponentStatus(row.after))
        for row in rows
    ]


def _insert(
    unit: Unit, turned: Sequence[StoredTransition], *, before: Collection[Transition]
) -> None:
    """What stood there `before` is told anew: when that was seen is no longer known."""
    if turned:
        unit.connection.execute(
            insert(TRANSITION),
            [
                transitions.transition_row(one, None if one.transition in before else unit.now_us)
                for one in turned
            ],
        )


def _newest_turns(unit: Unit, check_id: int) -> tuple[int, ...]:
    """When it turned last, oldest first; a first answer is no turn."""
    rows = unit.connection.execute(
        select(TRANSITION.c.at_us)
        .where(TRANSITION.c.check_id == check_id, TRANSITION.c.before != UNKNOWN.value)
        .order_by(TRANSITION.c.at_us.desc(), TRANSITION.c.id.desc())
        .limit(FLAPPING_TURNS)
    )
    return tuple(reversed(rows.scalars().all()))
