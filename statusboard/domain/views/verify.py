"""The verify screen: the state of every service, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from statusboard.domain.component_rule import USUAL_WEIGHT, WORST, ComponentRule
from statusboard.domain.dependency import Parents
from statusboard.domain.instants import from_us
from statusboard.domain.location import HOME
from statusboard.domain.objective import Objective
from statusboard.domain.result import CheckResult, Outcome, Phases, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.by_hand import ByHand


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A row of the table. `last_answer` is short: `200`, `timed out`, `critical`.

    `check_ids` are its checks, for asking them all at once. `explained_by` names the service that
    it depends on and that is down. `called` is the shortest name that is no other service's.
    `corrected` says what people corrected of its last day, `attention` who mutes its alarms or has
    seen them.
    """

    component_id: int
    name: str
    group: str
    status: ComponentStatus
    how: str
    last_answer: str
    response_us: int | None
    answered_at: datetime | None
    stale: bool = False
    flapping: bool = False
    explained_by: str = ""
    check_ids: tuple[int, ...] = ()
    is_set_by_hand: bool = False
    called: str = ""
    corrected: tuple[str, ...] = ()
    attention: str = ""
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class VerifyView:
    """The table, as of one instant.

    `parents`: what each service depends on, by id. `locations` are the names of all, home first;
    `group_rules` the rules of groups that have one of their own, `group_objectives` what is
    promised of those of which anything is.
    """

    as_of: datetime
    zone: str
    rows: tuple[ServiceRow, ...]
    checks: int
    parents: Parents = field(default_factory=dict)
    locations: tuple[str, ...] = (HOME,)
    group_rules: Mapping[str, ComponentRule] = field(default_factory=dict)
    group_objectives: Mapping[str, Objective] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecentAnswer:
    """One of the last answers of a check."""

    at: datetime
    outcome: Outcome
    reason: Reason
    response_us: int | None
    code: int | None


@dataclass(frozen=True, slots=True)
class LatestAnswer:
    """The newest answer with everything known of it. `lines` is the transcript, masked."""

    at: datetime
    outcome: Outcome
    reason: Reason
    detail: str
    response_us: int | None
    phases: Phases
    code: int | None
    lines: tuple[str, ...]


def latest_answer(result: CheckResult) -> LatestAnswer:
    """An answer as the screen shows it."""
    answer = result.answer
    return LatestAnswer(
        at=from_us(result.at_us),
        outcome=answer.outcome,
        reason=answer.reason,
        detail=answer.detail,
        response_us=answer.response_us,
        phases=answer.phases,
        code=answer.code,
        lines=answer.transcript,
    )


@dataclass(frozen=True, slots=True)
class LocationRow:
    """What one location says of a check. `words` is its newest answer: `200`, `timed out`.

    `silent_since`: nothing of what it said counts since then; None where it does.
    """

    name: str
    level: ComponentStatus
    words: str
    response_us: int | None
    answered_at: datetime | None
    silent_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckDetail:
    """One check of the chosen service. `places` is empty where it is asked at home alone."""

    check_id: int
    kind: str
    kind_label: str
    how: str
    config: Mapping[str, object]
    interval: timedelta
    deadline: timedelta
    fail_after: int
    recover_after: int
    enabled: bool
    level: ComponentStatus
    since: datetime | None
    pending: int
    flapping: bool
    recent: tuple[RecentAnswer, ...]
    latest: LatestAnswer | None
    last_failure: LatestAnswer | None
    permalink: str = ""
    locations: tuple[str, ...] = ()
    quorum: int | None = None
    places: tuple[LocationRow, ...] = ()
    weight: int = USUAL_WEIGHT
    is_told: bool = False
    """Others report to it, at an address of its own."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A service that the chosen one depends on, or that depends on it."""

    component_id: int
    name: str
    status: ComponentStatus
    stale: bool = False


@dataclass(frozen=True, slots=True)
class ServiceDetail:
    """The chosen service: its state, why in words, and each of its checks.

    `by_hand`: what a person set, beside what its checks say; None where nobody did.
    `parents` are what it depends on, and `depends_on` their names as a form takes them.
    `promised_over` and `promised_hours` are window and hours of the promise as a form takes them.
    `is_muted`: its alarms are told nobody, by itself or with its group.
    """

    component_id: int
    name: str
    group: str
    group_id: int | None
    status: ComponentStatus
    since: datetime | None
    why: str
    promised: str | None
    description: str
    checks: tuple[CheckDetail, ...]
    zone: str = "UTC"
    by_hand: ByHand | None = None
    rule: ComponentRule = WORST
    parents: tuple[Neighbour, ...] = ()
    children: tuple[Neighbour, ...] = ()
    depends_on: tuple[str, ...] = ()
    promised_over: str = "12mo"
    promised_hours: str = "all"
    weight: int = USUAL_WEIGHT
    is_muted: bool = False
    as_of: datetime | None = None
