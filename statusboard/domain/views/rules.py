"""One service over one time, by every rule: what each says, and why they differ."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What one rule says. `uptime` is cut, or a dash; `exact` the same in percent for programs.

    `why` tells in one sentence with the numbers behind it how it differs from the default rule.
    """

    name: str
    label: str
    sentence: str
    uptime: str
    exact: float | None
    why: str


@dataclass(frozen=True, slots=True)
class RuleNumbers:
    """What the rules are made of: microseconds in each state, and answers."""

    calendar_us: int
    up_us: int
    degraded_us: int
    partial_us: int
    major_us: int
    maintenance_us: int
    unknown_us: int
    answers_up: int
    answers_degraded: int
    answers_down: int
    answers_unknown: int


@dataclass(frozen=True, slots=True)
class RulesView:
    """The rules side by side for one service, the default one first, with what they are made of.

    `zone` is that of the page, whose days people mean. `corrected` says that corrections count, and
    what was measured; empty where none do.
    """

    service: str
    start: datetime
    stop: datetime
    zone: str
    coverage: str
    numbers: RuleNumbers
    rows: tuple[RuleRow, ...]
    corrected: str
