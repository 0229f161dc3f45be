"""What was held back as our own blindness and proved to be theirs: judged again, dated right.

The answers that were held stand in the history as unknown; the verdict of their check is made anew
from the first of them on. Belongs to ingest, and runs within its transactions.
"""

from dataclasses import replace

from statusboard.app.watching.check_memory import CheckMemory
from statusboard.domain.instants import duration_us
from statusboard.domain.observation import GONE_AFTER
from statusboard.domain.result import CheckResult, Reason
from statusboard.domain.verdict import CheckState, Sighting, judge
from statusboard.storage.history import (
    location_states,
    quorums,
    results,
    retelling,
    states,
    transitions,
)
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.unit import Unit

# Answers are read back in steps of this many; a day of one a second is the most that is searched.
STEP = 200
MOST = 86_400


def believe_held(unit: Unit, watched: CheckMemory, result: CheckResult) -> CheckMemory:
    """The check as if the answers held back just before `result` had been believed at once.

    Its transitions and its service's spans are made anew from the first of them on; `result`
    itself is judged by whoever asks. All that came before must have been written.
    """
    held = _held_before(unit, watched, result)
    if not held:
        return watched
    check_id = watched.check.id
    is_shared = watched.check.is_shared
    if is_shared:
        replaced = location_states.delete_transitions(unit, held[0], (check_id,))
    else:
        replaced = transitions.delete_transitions(unit, held[0], check_id=check_id)
    state = watched.state
    if check_id in replaced:
        of = location_states if is_shared else transitions
        since_us = of.newest_transition(unit, check_id) or 0
        state = CheckState(replaced[check_id], since_us)
    else:
        state = replace(state, pending=(), blind=())
    turned = []
    level = result.answer.stated_level
    for at_us in held[: watched.check.thresholds.fail_after]:
        state, transition = judge(state, Sighting(level, at_us), watched.check.thresholds)
        if transition is not None:
            turned.append(
                StoredTransition(check_id, transition, result.answer.reason, result.answer.detail)
            )
    stored = replace(
        watched.stored, state=state, reason=result.answer.reason, detail=result.answer.detail
    )
    if is_shared:
        quorums.record(unit, {check_id: stored}, turned)
        quorums.derive_of_series(unit, {check_id: held[0]})
        return replace(watched, stored=stored)
    states.write_states(unit, {check_id: stored})
    retelling.record_transitions(unit, turned)
    retelling.rebuild_spans(unit, {watched.check.component_id: held[0]})
    return replace(watched, stored=stored)


def _held_before(unit: Unit, watched: CheckMemory, result: CheckResult) -> tuple[int, ...]:
    """When the answers held back before `result` without a break were asked, oldest first."""
    check = watched.check
    break_us = 3 * duration_us(check.interval) + duration_us(check.deadline)
    break_us += duration_us(GONE_AFTER)
    count = STEP
    while True:
        found = results.read_last(unit, check.id, count)
        held: list[int] = []
        later_us = result.at_us
        for answer in found:
            if answer.at_us >= result.at_us - 1_000:
                continue
            if answer.reason is not Reason.OWN_NETWORK or later_us - answer.at_us > break_us:
                return tuple(reversed(held))
            held.append(answer.at_us)
            later_us = answer.at_us
        if len(found) < count or count >= MOST:
            return tuple(reversed(held))
        count *= 4
