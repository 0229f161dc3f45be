"""What is known beside a wording, from which its fact sheet is made at every key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from fractions import Fraction

from statusboard.domain.evidence import Measured
from statusboard.domain.fact_sheet import FactSheet, Uptime
from statusboard.domain.moves import said_statuses, spoken_of
from statusboard.domain.notice import Wording
from statusboard.domain.stated_times import measured_start
from statusboard.domain.status import ComponentStatus, Impact, impact_of, worst

_DAY = timedelta(days=1)
# Times are told to the minute.
_SAME = timedelta(minutes=1)
_IMPACTS = tuple(Impact)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Measurements and settings; empty and None for what is not known.

    `measured` are all services in the order of the board. `started`, `ended` and `impact` are what
    customers were told last of the incident. `uptimes` are those of the services `uptimes_of`; of
    all of them where `is_all`. `quarter` is the first day of the last full one, with the uptime
    over it, `quarter_coverage` how much of it was observed.
    """

    zone: tzinfo = UTC
    measured: Sequence[Measured] = ()
    started: datetime | None = None
    ended: datetime | None = None
    impact: Impact = Impact.NONE
    page_name: str = ""
    page_url: str = ""
    follow_url: str = ""
    uptimes_of: frozenset[int] = frozenset()
    uptimes: Sequence[Uptime] = ()
    is_all: bool = False
    quarter: tuple[date, Fraction] | None = None
    quarter_coverage: Fraction | None = None
    major_free_since: datetime | None = None

    def sheet(self, wording: Wording, now: datetime) -> FactSheet:
        """The facts of this wording if it is published at `now`."""
        said = said_statuses(wording)
        named = [seen for seen in self.measured if seen.component_id in said]
        told = [seen for seen in named if seen.component_id in spoken_of(said)]
        is_same = self.is_all or frozenset(said) == self.uptimes_of
        started = wording.started_at or self.started or measured_start(wording, self.measured)
        return FactSheet(
            now=now,
            zone=self.zone,
            services=tuple(seen.name for seen in told),
            status=worst(said.values()),
            statuses=tuple(said[seen.component_id] for seen in told),
            changed=_changed(told, said),
            title=wording.title.strip(),
            impact=wording.impact or max(impact_of(said.values()), self.impact, key=_IMPACTS.index),
            started=started,
            ended=wording.ended_at or self.ended or _ended(named, started),
            works_again=_are_well(named),
            next_update=_promise(wording, now),
            page_name=self.page_name,
            page_url=self.page_url,
            follow_url=self.follow_url,
            uptimes=self.uptimes if is_same else (),
            is_all=self.is_all,
            quarter=self.quarter,
            quarter_coverage=self.quarter_coverage,
            days_since_last_major=self._days_since(now),
        )

    def said(self, wording: Wording) -> dict[str, ComponentStatus | None]:
        """What the wording says of every service, by name; None of those that it leaves out."""
        said = said_statuses(wording)
        found: dict[str, ComponentStatus | None] = {}
        for seen in self.measured:
            found[seen.name] = said.get(seen.component_id) or found.get(seen.name)
        return found

    def _days_since(self, now: datetime) -> int | None:
        if self.major_free_since is None:
            return None
        return max(now - self.major_free_since, timedelta()) // _DAY


NO_FACTS = NoticeFacts()


def _promise(wording: Wording, now: datetime) -> datetime | None:
    """The promise; None for one beyond the calendar, which nobody means."""
    try:
        return wording.promise(now)
    except OverflowError:
        return None


def _changed(told: Sequence[Measured], said: Mapping[int, ComponentStatus]) -> tuple[bool, ...]:
    """Which of them did not have the status that is told of them since the first of them failed.

    Where something else is measured than told, or nothing, the word of whoever writes stands.
    """
    failing = [seen for seen in told if seen.status.is_trouble and seen.since is not None]
    first = min((seen.since for seen in failing if seen.since is not None), default=None)
    return tuple(
        seen in failing
        and seen.status is said[seen.component_id]
        and first is not None
        and seen.status_since is not None
        and seen.status_since > first + _SAME
        for seen in told
    )


def _are_well(named: Sequence[Measured]) -> bool:
    """Whether all of them are seen to work: of what nobody sees, nothing is known."""
    return bool(named) and all(seen.status is ComponentStatus.OPERATIONAL for seen in named)


def _ended(named: Sequence[Measured], started: datetime | None) -> datetime | None:
    """When the last of them was well again, where all of them are seen to be.

    What has been well since before it began was never seen to fail, and so not to come back.
    """
    ends = [seen.since for seen in named if seen.since is not None]
    if not _are_well(named) or len(ends) != len(named):
        return None
    ended = max(ends)
    return None if started is not None and ended < started else ended
