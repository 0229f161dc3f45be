"""Check states: the debounced verdicts, and what each remembers of the newest answers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from statusboard.domain.check import Check
from statusboard.domain.result import Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import CHECK_STATE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class StoredState:
    """A verdict and the answer that confirmed it (`reason` None: no answer did).

    `question` is the fingerprint of what was asked; another question has another state.
    """

    state: CheckState
    reason: Reason | None = None
    detail: str = ""
    question: str = ""


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


_STATES = select(CHECK_STATE)


@read_once
def read_states(unit: Unit, check_ids: frozenset[int] | None = None) -> Mapping[int, StoredState]:
    """The state of every check that ever had one, or of some, by check id."""
    statement = _STATES
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
