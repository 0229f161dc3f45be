"""From one read of New Relic, or its failure, to an answer per check. Pure but for its memory.

A failed read is never an outage and never operational: it is unknown (contract, section 7).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from statusboard.app.new_relic.schedule import guid_of, subject_of
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import Unwatched, unwatched_of
from statusboard.errors import Rejected, RuleBroken, StatusBoardError
from statusboard.newrelic import mapping
from statusboard.newrelic.errors import fault_kind, sentence_of
from statusboard.newrelic.faults import Fault, FaultKind
from statusboard.newrelic.questions import StatesRead

# A rights error is believed only after this many in a row: New Relic shows them under load.
RIGHTS_BELIEVED_AFTER = 3

_REJECTING = frozenset(
    {
        FaultKind.KEY_REFUSED,
        FaultKind.WRONG_REGION,
        FaultKind.UNPAID,
        FaultKind.SCHEMA,
        FaultKind.BAD_QUERY,
        FaultKind.NOT_YOUR_ACCOUNT,
    }
)


def unknown(reason: Reason, detail: str) -> Answer:
    """An answer that says nothing, and why."""
    return Answer(Outcome.UNKNOWN, reason, detail=detail, level=ComponentStatus.UNKNOWN)


def not_connected() -> Answer:
    """The answer while no New Relic is connected."""
    return unknown(Reason.NOT_CONFIGURED, "New Relic is not connected. Connect it in Settings.")


def unseen(account: int | None) -> Answer:
    """The answer where there are connections, and none of them sees the account."""
    which = "the account of this entity" if account is None else f"the account {account}"
    detail = f"No connection to New Relic sees {which}. Connect it in Settings."
    return unknown(Reason.NOT_CONFIGURED, detail)


def blind(error: StatusBoardError) -> Answer:
    """The answer of every check of a read that failed as a whole."""
    kind = fault_kind(error)
    rejected = isinstance(error, Rejected | RuleBroken) or kind in _REJECTING
    reason = Reason.SOURCE_REJECTED if rejected else Reason.SOURCE_UNAVAILABLE
    return unknown(reason, str(error))


@dataclass(slots=True)
class Rights:
    """How many rights errors came in a row, per guid."""

    _in_a_row: dict[str, int] = field(default_factory=dict)

    def seen(self, guid: str, fault: Fault) -> Answer:
        """The answer for an entity of which a part, or all, failed."""
        detail = sentence_of(fault.kind)
        if fault.kind is FaultKind.RIGHTS:
            self._in_a_row[guid] = self._in_a_row.get(guid, 0) + 1
            if self._in_a_row[guid] >= RIGHTS_BELIEVED_AFTER:
                return unknown(Reason.SOURCE_REJECTED, detail)
            return unknown(Reason.SOURCE_UNAVAILABLE, detail)
        reason = Reason.SOURCE_REJECTED if fault.kind in _REJECTING else Reason.SOURCE_UNAVAILABLE
        return unknown(reason, detail)

    def clear(self, guid: str) -> None:
        """Notes that an entity was read."""
        self._in_a_row.pop(guid, None)


def answers_of_failure(
    checks: Iterable[Check], error: StatusBoardError, rights: Rights
) -> tuple[tuple[Check, Answer], ...]:
    """The answer of every check of a read that failed as a whole."""
    if fault_kind(error) is not FaultKind.RIGHTS:
        return tuple((check, blind(error)) for check in checks)
    together = tuple(checks)
    seen = {
        guid: rights.seen(guid, Fault(FaultKind.RIGHTS))
        for guid in dict.fromkeys(map(subject_of, together))
    }
    return tuple((check, seen[subject_of(check)]) for check in together)


def answers_of(
    checks: Iterable[Check], read: StatesRead, rights: Rights, *, unwatched: Unwatched
) -> tuple[tuple[Check, Answer], ...]:
    """The answer of every check of a read that came back.

    `unwatched` is the team's choice for entities that no alert condition watches; a check's own
    goes before it.
    """
    together = tuple(checks)
    failed: dict[str, Answer] = {}
    for guid in dict.fromkeys(map(guid_of, together)):
        if guid in read.faulty:
            failed[guid] = rights.seen(guid, read.faulty[guid])
        else:
            rights.clear(guid)
    return tuple(
        (check, failed.get(guid_of(check)) or _answer(check, read, unwatched)) for check in together
    )


def _answer(check: Check, read: StatesRead, unwatched: Unwatched) -> Answer:
    reading = read.readings.get(guid_of(check))
    if reading is None:
        return mapping.gone()
    own = unwatched_of(check.config.get("unwatched"))
    answer = mapping.answer_of(reading, own or unwatched)
    if not mapping.is_unwatched(reading):
        return answer
    return replace(answer, detail=f"{answer.detail} {_CHOSEN[own is not None]}")


# Whose choice it was, by whether the check has one of its own.
_CHOSEN = {True: "That is chosen for this check.", False: "That is the team's choice in Settings."}


@dataclass(slots=True)
class Problems:
    """What is wrong with New Relic as a source, from what each entity's last read said."""

    _by_guid: dict[str, str] = field(default_factory=dict)

    def failed(self, guids: Iterable[str], error: StatusBoardError) -> None:
        """Notes a read that failed as a whole."""
        self._by_guid.update(dict.fromkeys(guids, str(error)))

    def answered(self, guids: Iterable[str], faulty: Mapping[str, Fault]) -> None:
        """Notes a read that came back, perhaps in part."""
        for guid in guids:
            fault = faulty.get(guid)
            if fault is None:
                self._by_guid.pop(guid, None)
            else:
                said = f"New Relic answered in part. {sentence_of(fault.kind)}"
                self._by_guid[guid] = said

    def keep(self, guids: Collection[str]) -> None:
        """Forgets the entities that nobody asks for any more."""
        for guid in self._by_guid.keys() - set(guids):
            del self._by_guid[guid]

    @property
    def sentence(self) -> str:
        """What touches the most entities; empty while all is well."""
        counted = Counter(self._by_guid.values())
        return min(counted, key=lambda said: (-counted[said], said), default="")
