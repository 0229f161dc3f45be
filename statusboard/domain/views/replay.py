"""A state replayed, as Verify and the command line show it: its answers, its rule, its turn."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.replay import Agreement, StepKind
from statusboard.domain.result import Outcome
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class Turn:
    """A recorded turn of a check; `detail` are the words of the answer that confirmed it."""

    check_id: int
    how: str
    at: datetime
    before: ComponentStatus
    after: ComponentStatus
    detail: str


@dataclass(frozen=True, slots=True)
class TurnsView:
    """The turns of a service's checks in the last days, the newest first.

    `is_cut`: there were more than are listed. `status` is what it counts as now.
    """

    status: ComponentStatus
    turns: tuple[Turn, ...]
    days: int
    is_cut: bool
    zone: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class StepLine:
    """An answer, what it said in a few words, and what it did: `progress` is “1 of 2”."""

    at: datetime
    outcome: Outcome
    words: str
    kind: StepKind
    progress: str
    after: ComponentStatus


@dataclass(frozen=True, slots=True)
class CheckThen:
    """What a check of the service said at that instant."""

    how: str
    level: ComponentStatus


@dataclass(frozen=True, slots=True)
class ReplayView:
    """How a service came to a state at an instant, step by step.

    `steps` are the answers up to the turn, `newest` the last ones before that instant, where they
    are others.

    `turn` is the turn of `how` that was replayed, None where it never turned. `dated` says what
    its instant is, `agreement` whether the answers still come to what was recorded (`verdict` in
    words). `checks` are what its checks said then, `combined` what they add up to, `overlays` what
    lay over that, and `shown` what the service counted as; `recorded` is what its history says.
    """

    at: datetime
    how: str
    turn: Turn | None
    rule: str
    steps: tuple[StepLine, ...]
    newest: tuple[StepLine, ...]
    dated: str
    agreement: Agreement
    verdict: str
    checks: tuple[CheckThen, ...]
    combined: ComponentStatus
    overlays: tuple[str, ...]
    shown: ComponentStatus
    recorded: ComponentStatus
    zone: str
    as_of: datetime
