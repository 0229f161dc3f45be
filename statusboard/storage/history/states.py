"""Check states and transitions: the debounced verdicts, and every instant one changed.

The transitions of a check are its whole history as steps, each at or after the one before. A
component's spans are retold from the steps of all its checks, so the order in which answers
arrive cannot matter.
"""

import hashlib
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

import msgspec
from sqlalchemy import delete, func, insert, select

from statusboard.domain.check import Check
from statusboard.domain.component_rule import BEFORE
from statusboard.domain.override import agreed_us
from statusboard.domain.result import Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting, Transition
from statusboard.storage.component_rules import read_rules
from statusboard.storage.history import spans
from statusboard.storage.history.overlays import overlays_of, waiting_for_checks
from statusboard.storage.overrides import end_override
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import CHECK, CHECK_STATE, TRANSITION
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

# What the lock on derived states is called on the server: any number of our own.
_HISTORY = 7_305_025


@dataclass(frozen=True, slots=True)
class StoredState:
    """A verdict and the answer that confirmed it (`reason` None: no answer did).

    `question` is the fingerprint of what was asked; another question has another state.
    """

    state: CheckState
    reason: Reason | None = None
    detail: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class StoredTransition:
    """A transition of a check, with the answer that confirmed it."""

    check_id: int
    transition: Transition
    reason: Reason | None = None
    detail: str = ""


class StateMemory(msgspec.Struct, omit_defaults=True):
    """What a verdict remembers of the newest answers, as it is kept."""

    pending: tuple[tuple[ComponentStatus, int], ...] = ()
    blind: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()
    question: str = ""


def question_of(check: Check) -> str:
    """A short fingerprint of what a check asks: its kind and configuration."""
    asked = msgspec.json.encode((check.kind, check.config), order="sorted")
    return hashlib.sha256(asked).hexdigest()[:16]


@read_once
def read_states(unit: Unit, check_ids: frozenset[int] | None = None) -> Mapping[int, StoredState]:
    """The state of every check that ever had one, or of some, by check id."""
    statement = select(CHECK_STATE)
    if check_ids is not None:
        statement = statement.where(CHECK_STATE.c.check_id.in_(check_ids))
    return {
        check_id: state_of(level, since_us, reason, detail, memory)
        for check_id, level, since_us, reason, detail, memory in unit.connection.execute(
            statement
        ).all()
    }


_decode = msgspec.json.Decoder(StateMemory).decode


def state_of(level: str, since_us: int, reason: str, detail: str, text: str) -> StoredState:
    """A verdict from the columns that hold it."""
    memory = _decode(text)
    state = CheckState(
        ComponentStatus(level),
        since_us,
        tuple(Sighting(seen, at_us) for seen, at_us in memory.pending),
        memory.blind,
        memory.turns,
    )
    return StoredState(state, Reason(reason) if reason else None, detail, memory.question)


def columns_of(stored: StoredState) -> dict[str, object]:
    """The columns that hold a verdict."""
    memory = StateMemory(
        tuple((s.level, s.at_us) for s in stored.state.pending),
        stored.state.blind,
        stored.state.turns_us,
        stored.question,
    )
    return {
        "level": stored.state.level.value,
        "since_us": stored.state.since_us,
        "reason": stored.reason.value if stored.reason else "",
        "detail": stored.detail,
        "memory": msgspec.json.encode(memory).decode(),
    }


def write_states(unit: Unit, states: Mapping[int, StoredState]) -> None:
    """Writes the states of some checks."""
    rows = [{"check_id": check_id, **columns_of(stored)} for check_id, stored in states.items()]
    if not rows:
        return
    statement = upsert(unit, CHECK_STATE)
    unit.connection.execute(
        statement.on_conflict_do_update(
            index_elements=[CHECK_STATE.c.check_id],
            set_={
                name: statement.excluded[name]
                for name in ("level", "since_us", "reason", "detail", "memory")
            },
        ),
        rows,
    )


def record_transitions(unit: Unit, transitions: Iterable[StoredTransition]) -> frozenset[int]:
    """Records transitions and rebuilds the spans they touch; the ids of those components."""
    rows = [transition_row(stored) for stored in transitions]
    if not rows:
        return frozenset()
    lock_history(unit)
    unit.connection.execute(insert(TRANSITION), rows)
    earliest: dict[int, int] = {}
    for row in rows:
        check_id, at_us = int(str(row["check_id"])), int(str(row["at_us"]))
        earliest[check_id] = min(at_us, earliest.get(check_id, at_us))
    owners = read_owners(unit, earliest)
    from_us: dict[int, int] = {}
    for check_id, at_us in earliest.items():
        component_id = owners[check_id]
        from_us[component_id] = min(at_us, from_us.get(component_id, at_us))
    rebuild_spans(unit, from_us)
    return frozenset(from_us)


def transition_row(stored: StoredTransition) -> dict[str, object]:
    """The row that holds a transition."""
    return {
        "check_id": stored.check_id,
        "at_us": stored.transition.at_us,
        "before": stored.transition.before.value,
        "after": stored.transition.after.value,
        "reason": stored.reason.value if stored.reason else "",
        "detail": stored.detail,
    }


def lock_history(unit: Unit) -> None:
    """Waits until no other collector changes states, and lets none until this transaction ends.

    Several may stand at several locations: each derives what is said of a check, and of its
    service, from what all of them wrote. One that read before the other committed would lose it.
    An advisory lock; turns are rare, and SQLite has one collector.
    """
    if not unit.is_sqlite:
        # The comment has whatever was read once read again, as after any statement that waits.
        unit.connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_HISTORY}) /* LOCK */")


def read_owners(unit: Unit, check_ids: Collection[int]) -> dict[int, int]:
    """The component of each of some checks, removed ones too."""
    rows = unit.connection.execute(
        select(CHECK.c.id, CHECK.c.component_id).where(CHECK.c.id.in_(check_ids))
    )
    return {row.id: row.component_id for row in rows}


def newest_transition(unit: Unit, check_id: int) -> int | None:
    """When a check turned last, in microseconds; None where it never did."""
    statement = select(func.max(TRANSITION.c.at_us)).where(TRANSITION.c.check_id == check_id)
    newest = unit.connection.scalar(statement)
    return None if newest is None else int(newest)


def delete_transitions(
    unit: Unit,
    from_us: int,
    *,
    check_id: int | None = None,
    apart_from: Collection[int] = (),
) -> dict[int, ComponentStatus]:
    """Drops the turns at or after an instant; the level that each such check had before them.

    Of all checks, or of one, or of all apart from some.
    """
    late = TRANSITION.c.at_us >= from_us
    if apart_from:
        late &= TRANSITION.c.check_id.not_in(apart_from)
    if check_id is not None:
        late &= TRANSITION.c.check_id == check_id
    rows = unit.connection.execute(
        select(TRANSITION.c.check_id, TRANSITION.c.before)
        .where(late)
        .order_by(TRANSITION.c.at_us, TRANSITION.c.id)
    )
    before: dict[int, ComponentStatus] = {}
    for row in rows:
        before.setdefault(row.check_id, ComponentStatus(row.before))
    unit.connection.execute(delete(TRANSITION).where(late))
    return before


def rebuild_spans(unit: Unit, from_us: Mapping[int, int]) -> None:
    """Rewrites the spans of components, each from an instant on, from its checks' steps.

    Planned work and overrides lie over them; check states and transitions stay raw.
    """
    lock_history(unit)
    end_agreed(unit, from_us)
    overlays = overlays_of(unit, from_us, since_us=min(from_us.values(), default=0))
    for component_id, steps in raw_steps(unit, from_us).items():
        shown = overlays[component_id].over(steps)
        spans.rewrite_from(unit, component_id, from_us[component_id], shown)


def end_agreed(unit: Unit, component_ids: Collection[int] | None = None) -> None:
    """Ends what people set until the checks agree, where they do by now; of all services, or some.

    It ends when they began to. It has ended then, also where a later answer tells otherwise.
    """
    waiting = {one.component_id: one for one in waiting_for_checks(unit, component_ids)}
    if not waiting:
        return
    told = raw_steps(unit, {number: one.set_us for number, one in waiting.items()})
    for component_id, one in waiting.items():
        at_us = agreed_us(told[component_id], one)
        if at_us is not None:
            end_override(unit, one.id, at_us)


def raw_steps(unit: Unit, from_us: Mapping[int, int]) -> dict[int, list[spans.Step]]:
    """What the checks of components say from an instant on, whatever work is planned meanwhile.

    The first step is at that instant. Each step is by the rule that held then.
    """
    levels, events = _steps(unit, from_us)
    all_rules = read_rules(unit, from_us)
    found: dict[int, list[spans.Step]] = {}
    for component_id, at_us in from_us.items():
        steps: list[spans.Step] = []
        now = dict(levels[component_id])
        rules = deque(all_rules.get(component_id, ()))
        rule = BEFORE
        turned = events[component_id]
        if rules:
            changed = [(one.since_us, 0, None) for one in rules if one.since_us > at_us]
            turned = sorted([*turned, *changed], key=itemgetter(0))
        # What was true just before, so that an unchanged status goes on in its own span.
        for event_us, check_id, after in [(at_us, 0, None), *turned]:
            while rules and rules[0].since_us <= event_us:
                rule = rules.popleft()
            if after is not None:
                now[check_id] = after
            status = rule.status(now)
            if steps and steps[-1][0] == event_us:
                steps.pop()
            steps.append((event_us, status))
        found[component_id] = steps
    return found


_Events = dict[int, list[tuple[int, int, ComponentStatus | None]]]


def _steps(
    unit: Unit, from_us: Mapping[int, int]
) -> tuple[dict[int, dict[int, ComponentStatus]], _Events]:
    """By component: the levels of its checks just before an instant, and their later steps."""
    levels: dict[int, dict[int, ComponentStatus]] = {c: {} for c in from_us}
    events: _Events = {c: [] for c in from_us}
    owners: dict[int, int] = {}
    for row in unit.connection.execute(
        select(CHECK.c.id, CHECK.c.component_id, CHECK_STATE.c.level)
        .join(CHECK_STATE, CHECK_STATE.c.check_id == CHECK.c.id)
        .where(CHECK.c.component_id.in_(from_us))
    ):
        owners[row.id] = row.component_id
        levels[row.component_id][row.id] = ComponentStatus(row.level)
    rows = unit.connection.execute(
        select(TRANSITION)
        .where(TRANSITION.c.check_id.in_(owners), TRANSITION.c.at_us >= min(from_us.values()))
        .order_by(TRANSITION.c.at_us, TRANSITION.c.id)
    )
    seen: set[int] = set()
    for row in rows:
        component_id = owners[row.check_id]
        if row.at_us < from_us[component_id]:
            continue
        if row.check_id not in seen:
            seen.add(row.check_id)
            levels[component_id][row.check_id] = ComponentStatus(row.before)
        events[component_id].append((row.at_us, row.check_id, ComponentStatus(row.after)))
    return levels, events
