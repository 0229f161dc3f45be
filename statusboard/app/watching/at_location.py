"""What a collector reads and writes at its location. Belongs to ingest, within its transactions.

At home that is the state of every check asked there alone, and home's own part of those that
several ask; elsewhere its own part of these. Nobody writes the part of another one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from statusboard.app.watching.check_memory import CheckMemory, Memory, fresh
from statusboard.domain.check import Check
from statusboard.domain.instants import HOUR_US
from statusboard.domain.location import HOME
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Transition
from statusboard.storage.checks import read_checks
from statusboard.storage.history import location_states, lock, quorums, results, retelling, states
from statusboard.storage.history.states import StoredState
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.unit import Unit


def read_asked(unit: Unit, location: str) -> tuple[Check, ...]:
    """The checks asked from a location, under the numbers that their answers stand under."""
    if location == HOME:
        _take_back(unit)
    location_states.begin_series(unit, location)
    return location_states.asked_from(unit, location, enabled_only=True)


def read_memory(unit: Unit, location: str, known: Mapping[int, CheckMemory]) -> Memory:
    """All that is asked there; a state is kept only where the question is still the same."""
    asked = read_asked(unit, location)
    stored = read_own_states(unit, location)
    newest = results.newest_instants(unit, unit.now_us - HOUR_US) if not known else {}
    memory: Memory = {}
    for check in asked:
        before = known.get(check.id)
        watched = fresh(check)
        if check.id in stored:
            watched = replace(watched, stored=stored[check.id], newest_us=newest.get(check.id, 0))
        if before is not None:
            watched = replace(before, check=check)
        memory[check.id] = watched
    return memory


def voted_anew(
    unit: Unit, known: Mapping[int, CheckMemory], memory: Mapping[int, CheckMemory]
) -> dict[int, int]:
    """The checks that several ask of which another number has to agree, and from when on: now."""

    def vote(watched: CheckMemory) -> tuple[bool, int | None]:
        return watched.check.is_shared, watched.check.quorum

    return {
        number: unit.now_us
        for number, watched in memory.items()
        if watched.check.is_shared and number in known and vote(known[number]) != vote(watched)
    }


def read_own_states(unit: Unit, location: str) -> Mapping[int, StoredState]:
    """What this location says, by number, also of what is no longer asked."""
    own = {one.number: one.stored for one in location_states.read_series(unit, location=location)}
    if location != HOME:
        return own
    shared = location_states.shared_checks(unit)
    return {n: one for n, one in states.read_states(unit).items() if n not in shared} | own


def write_changed(
    unit: Unit,
    before: Mapping[int, CheckMemory],
    memory: Mapping[int, CheckMemory],
    turned: Sequence[StoredTransition],
) -> frozenset[int]:
    """Writes the states that differ from those before, and turns; the services that turned."""
    changed = {
        number: watched.stored
        for number, watched in memory.items()
        if number not in before or before[number].stored is not watched.stored
    }
    return write_states(
        unit,
        changed,
        turned,
        shared=[
            number
            for number in {*changed, *(turn.check_id for turn in turned)}
            if number in memory and memory[number].check.is_shared
        ],
        reworded=[
            number
            for number, stored in changed.items()
            if number in before and before[number].stored.detail != stored.detail
        ],
    )


def write_states(
    unit: Unit,
    stored: Mapping[int, StoredState],
    turned: Sequence[StoredTransition],
    *,
    shared: Collection[int],
    reworded: Collection[int] = (),
) -> frozenset[int]:
    """Writes states and turns by their numbers; the services that turned by it.

    `shared` are the numbers of checks that several ask; `reworded` those of them that give another
    reason for what they said before.
    """
    alone = {number: one for number, one in stored.items() if number not in shared}
    states.write_states(unit, alone)
    components = retelling.record_transitions(
        unit, [turn for turn in turned if turn.check_id not in shared]
    )
    together = {number: one for number, one in stored.items() if number in shared}
    return components | quorums.record(
        unit,
        together,
        [turn for turn in turned if turn.check_id in shared],
        reworded=[number for number in reworded if number in shared],
    )


def read_levels(unit: Unit) -> dict[int, tuple[int, ComponentStatus]]:
    """The service and the level of every check that several ask and that is switched on."""
    shared = location_states.shared_checks(unit)
    if not shared:
        return {}
    told = states.read_states(unit)
    return {
        check.id: (check.component_id, told[check.id].state.level)
        for check in read_checks(unit, enabled_only=True, with_config=False)
        if check.id in shared and check.id in told
    }


def _take_back(unit: Unit) -> None:
    """What is asked at home alone from now on goes on in the state that home has of it."""
    shared = location_states.shared_checks(unit)
    if not shared:
        return
    checks = read_checks(unit, with_config=False)
    ended = [check.id for check in checks if check.id in shared and not check.is_shared]
    if not ended:
        return
    lock.lock_history(unit)
    told = states.read_states(unit)
    at_home = {
        one.check_id: one.stored
        for one in location_states.read_series(unit, location=HOME, check_ids=ended)
    }
    location_states.end_series(unit, ended)
    after = {number: at_home.get(number, StoredState(CheckState())) for number in ended}
    states.write_states(unit, after)
    turned = []
    for number, stored in after.items():
        before = told[number].state.level if number in told else ComponentStatus.UNKNOWN
        if before is not stored.state.level:
            turn = Transition(unit.now_us, before, stored.state.level)
            turned.append(StoredTransition(number, turn, stored.reason, stored.detail))
    retelling.record_transitions(unit, turned)
