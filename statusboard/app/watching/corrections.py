"""What has to be put right before the next answer is heard.

Checks that are no longer asked, time that nobody watched, and a clock that was put back. Belongs to
ingest, and runs within its transactions.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.watching import at_location
from statusboard.app.watching.check_memory import (
    UNKNOWN,
    BlindInterval,
    CheckMemory,
    Memory,
    clamp_to_clock,
    forget,
)
from statusboard.domain.check import Check
from statusboard.domain.instants import duration_us
from statusboard.domain.location import HOME
from statusboard.domain.observation import GONE_AFTER, vouched_us
from statusboard.storage import leases
from statusboard.storage.checks import removed_at
from statusboard.storage.component_rules import clamp_rules
from statusboard.storage.history import (
    location_states,
    quorums,
    retelling,
    spans,
    states,
)
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.maintenance_spans import clamp_maintenance
from statusboard.storage.history.override_spans import clamp_overrides
from statusboard.storage.history.states import question_of
from statusboard.storage.history.transitions import (
    StoredTransition,
    delete_transitions,
    read_owners,
)
from statusboard.storage.history_corrections import clamp_corrections
from statusboard.storage.unit import Unit

NOBODY_WATCHED = "Nobody was watching."
NOT_ASKED = "This is no longer asked."
ASKED_ANEW = "The question was changed."


def expire_unasked(
    unit: Unit,
    memory: Memory,
    believed_us: int,
    transitions: list[StoredTransition],
    location: str = HOME,
) -> frozenset[int]:
    """Forgets the states of checks that are no longer asked, or ask something else now.

    Those that are gone are written; the services that turned by it. What turned of the others is
    added to `transitions`, to be written with them.
    """
    gone_by: list[StoredTransition] = []
    left: dict[int, states.StoredState] = {}
    written = at_location.read_own_states(unit, location)
    for number, stored in written.items():
        if number in memory or stored.state.level is UNKNOWN:
            continue
        # A series of another location has a number of its own: no check of that is removed.
        since_us = min(removed_at(unit, number) or believed_us, believed_us)
        placeholder = CheckMemory(Check(number, 0, ""), stored)
        gone, transition = forget(placeholder, since_us, NOT_ASKED)
        left[number] = gone.stored
        gone_by += [transition] if transition else []
    shared = {one.number for one in location_states.read_series(unit, location=location)}
    turned = at_location.write_states(unit, left, gone_by, shared=shared, reworded=left)
    for number, watched in list(memory.items()):
        question = question_of(watched.check)
        if watched.stored.question == question:
            continue
        # Who only moved a secret out of a question said so where its state is written.
        is_same = number in written and written[number].question == question
        if watched.stored.question and not is_same:
            anew, transition = forget(watched, believed_us, ASKED_ANEW)
            transitions += [transition] if transition else []
            deaf = BlindInterval(unit.now_us, unit.now_us)
            watched = replace(anew, deaf=deaf, kept=None)  # noqa: PLW2901
        stored = replace(watched.stored, question=question)
        memory[number] = replace(watched, stored=stored)
    return turned


def watched_until(unit: Unit, memory: Memory, role: str) -> int:
    """The last sign of somebody watching: a heartbeat, or an answer."""
    lease = leases.read(unit, role)
    heartbeat = lease.renewed_us if lease is not None else 0
    answers = [w.newest_us for w in memory.values() if w.newest_us <= unit.now_us]
    return max([heartbeat, *answers])


def is_ahead(unit: Unit, memory: Mapping[int, CheckMemory], role: str) -> bool:
    """Whether something of the watch is dated after now: the clock was put back since."""
    lease = leases.read(unit, role)
    latest = [lease.renewed_us if lease is not None else 0]
    latest += (w.state.since_us for w in memory.values())
    return max(latest) > unit.now_us + duration_us(GONE_AFTER)


def clamp_all_to_clock(unit: Unit, memory: Memory, at_us: int, location: str = HOME) -> Memory:
    """Every state and span with nothing dated after an instant, written down at once.

    Of one location: the clocks of the others stand as they stood.
    """
    lock_history(unit)
    own = {one.number for one in location_states.read_series(unit, location=location)}
    levels = location_states.delete_transitions(unit, at_us, own)
    if location == HOME:
        shared = location_states.shared_checks(unit)
        levels |= delete_transitions(unit, at_us, apart_from=shared)
        clamp_overrides(unit, at_us)
        clamp_maintenance(unit, at_us)
        clamp_rules(unit, at_us)
        clamp_corrections(unit, at_us)
    transitions = []
    after = dict(memory)
    clamped = {}
    for number, stored in at_location.read_own_states(unit, location).items():
        watched = memory.get(number) or CheckMemory(Check(number, 0, ""), stored)
        watched, transition = clamp_to_clock(watched, at_us, levels.get(number))
        if number in memory:
            after[number] = watched
        clamped[number] = watched.stored
        transitions += [transition] if transition else []
    at_location.write_states(unit, clamped, transitions, shared=own)
    quorums.derive_of_series(unit, dict.fromkeys(own & levels.keys(), at_us))
    if location != HOME:
        return after
    # Planned work ends spans too, without any check that turned.
    touched = {*read_owners(unit, levels).values(), *spans.told_after(unit, at_us)}
    if touched:
        retelling.rebuild_spans(unit, dict.fromkeys(touched, at_us))
    return after


def forget_pause(
    memory: Memory, until_us: int, now_us: int
) -> tuple[Memory, list[StoredTransition]]:
    """The states that nothing speaks for across a pause, unknown from the last sign of life on.

    An answer vouches for three intervals, and nobody for more than GONE_AFTER: to a check that
    asks every second, a pause of ten is ten answers long.
    """
    pause_us = now_us - until_us
    lost = {n: w for n, w in memory.items() if pause_us > vouched_us(duration_us(w.check.interval))}
    after, transitions = forget_all(lost, until_us)
    return memory | after, transitions


def forget_all(memory: Memory, until_us: int) -> tuple[Memory, list[StoredTransition]]:
    """Every state unknown from the last sign of life on; never before a check's last answer."""
    transitions = []
    after: Memory = {}
    for number, watched in memory.items():
        after[number], transition = forget(watched, until_us, NOBODY_WATCHED)
        if transition is not None:
            transitions.append(transition)
    return after, transitions
