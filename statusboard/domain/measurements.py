"""The measurements that a notice is held against. The rules stand in files beside this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text
from statusboard.domain.trouble import Trouble

STATUS_WORDS = {
    ComponentStatus.OPERATIONAL: "operational",
    ComponentStatus.UNDER_MAINTENANCE: "under maintenance",
    ComponentStatus.DEGRADED_PERFORMANCE: "degraded performance",
    ComponentStatus.PARTIAL_OUTAGE: "partial outage",
    ComponentStatus.MAJOR_OUTAGE: "major outage",
    ComponentStatus.UNKNOWN: "no data",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What monitoring sees of one service now.

    `status` is the debounced verdict. `since` is when its trouble began, across changes of its
    severity; or since when it has been free of trouble. `status_since` is since when it has had
    this very status. None: not known. `set_to`: a person set the service to that, until
    `set_until`; `status` is what its checks say all the same, unless the person says worse.
    """

    component_id: int
    name: str
    status: ComponentStatus
    since: datetime | None
    status_since: datetime | None = None
    set_to: ComponentStatus | None = None
    set_until: datetime | None = None

    @property
    def is_word_alone(self) -> bool:
        """Whether it is only a person who says so, and no check."""
        return self.set_to is self.status


@dataclass(frozen=True, slots=True)
class Evidence:
    """The measurements a notice is held against, as of `now`; `zone` is for the sentences.

    `told_elsewhere` are the services that other open incidents name. `said` is what customers were
    told last of this incident, None for its first word; `published_start` and `published_end` are
    the times they were told, which were held against the measurements then. `troubles` are what
    was measured while it lasted.
    """

    now: datetime
    zone: tzinfo
    measured: Sequence[Measured]
    told_elsewhere: frozenset[int] = frozenset()
    published_start: datetime | None = None
    published_end: datetime | None = None
    said: Wording | None = None
    troubles: Sequence[Trouble] = ()
    by_id: Mapping[int, Measured] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {seen.component_id: seen for seen in self.measured})

    def time(self, instant: datetime) -> str:
        """An instant as it stands in a sentence."""
        return when_text(instant, self.zone, now=self.now)

    def by_hand(self, seen: Measured) -> str:
        """A sentence about what a person set, with a space before it; empty where nobody did."""
        if seen.set_to is None:
            return ""
        until = f" until {self.time(seen.set_until)}" if seen.set_until is not None else ""
        return f" {seen.name} is set to {STATUS_WORDS[seen.set_to]} by hand{until}."

    def trouble(self, seen: Measured) -> str:
        """What is wrong with a service, and since when."""
        since = f" since {self.time(seen.since)}" if seen.since is not None else ""
        return f"{STATUS_WORDS[seen.status]}{since}"
