"""The facts of a notice, from which all its texts are made: for the page, the phone, the board.

Texts that are made of one sheet cannot contradict each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from statusboard.domain.language import Language
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.telling import TELLINGS, Telling


@dataclass(frozen=True, slots=True)
class Uptime:
    """An uptime that measurements carry over so many days."""

    share: Fraction
    days: int


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What is known of a notice, as of `now`; None and empty for what is not.

    `services` are the names of those in trouble, in the order of the board, or of all that it names
    where none is; `status` is the worst that it says of any, `statuses` what it says of each where
    that is known, `changed` which of them did not have that status ever since the start.
    `works_again`: nobody sees trouble
    with any of them; `ended` is when the last of them was well again. `uptimes` may be
    claimed of them, or of all services where `is_all`; `quarter` is the first day of the last full
    one with the uptime of all services over it, `quarter_coverage` how much of it was observed.
    At `follow_url` a reader asks to be told when it is fixed.
    """

    now: datetime
    zone: tzinfo
    services: Sequence[str] = ()
    status: ComponentStatus = ComponentStatus.UNKNOWN
    statuses: Sequence[ComponentStatus] = ()
    changed: Sequence[bool] = ()
    title: str = ""
    impact: Impact = Impact.NONE
    started: datetime | None = None
    ended: datetime | None = None
    works_again: bool = False
    next_update: datetime | None = None
    page_name: str = ""
    page_url: str = ""
    follow_url: str = ""
    uptimes: Sequence[Uptime] = ()
    is_all: bool = False
    quarter: tuple[date, Fraction] | None = None
    quarter_coverage: Fraction | None = None
    days_since_last_major: int | None = None

    @property
    def lasts(self) -> timedelta | None:
        """How long it took, or has taken so far."""
        return None if self.started is None else (self.ended or self.now) - self.started

    def values(self, language: Language) -> dict[str, str]:
        """A text for each placeholder that a fact fills; the others are left out."""
        told = TELLINGS[language]
        several = len(self.services) > 1
        next_update = self._when(told, self.next_update)
        started, ended = self._when(told, self.started), self._when(told, self.ended)
        length = "" if self.lasts is None else told.length(self.lasts)
        found = {
            "services": told.names(self.services),
            "title": self.title,
            "effect": told.effect(self._status_of_all, several=several),
            "started": started,
            "ended": ended,
            "duration": length,
            "trouble": self._trouble(told, started),
            "recovery": told.recovery(self.services, ended) if self.works_again else "",
            "lasted": told.lasted.format(length=length, start=started, stop=ended)
            if started and ended
            else "",
            "next_update": next_update,
            "impact": told.impacts.get(self.impact, ""),
            "page_name": self.page_name,
            "page_url": self.page_url,
            "uptime_12_months": told.per_cent(self._uptime(365)),
            "uptime_90_days": told.per_cent(self._uptime(90)),
            "next_update_promise": told.promise.format(next_update) if next_update else "",
            "uptime_record": self._record(told),
            "tell_me_when_fixed": told.tell_me.format(self.follow_url) if self.follow_url else "",
        }
        if self.quarter is not None:
            begin, figure = self.quarter
            found["quarter"] = told.quarter.format((begin.month + 2) // 3, begin.year)
            found["uptime_quarter"] = told.per_cent(figure)
            found["quarter_coverage"] = told.covered(self.quarter_coverage)
        if self.days_since_last_major:
            found["days_since_last_major"] = told.days(self.days_since_last_major)
        return {name: text for name, text in found.items() if text}

    @property
    def _status_of_all(self) -> ComponentStatus:
        """What can be said of all of them in one breath: where they differ, no more than that."""
        return ComponentStatus.DEGRADED_PERFORMANCE if self._is_mixed else self.status

    @property
    def _is_mixed(self) -> bool:
        return len(set(self.statuses)) > 1 and self.status.is_trouble

    def _trouble(self, told: Telling, started: str) -> str:
        """The worst first, with the time since when; then the others as they are now.

        Where the worst has not lasted since the start, that time is told of the trouble alone.
        """
        if not self.services or not self.status.is_trouble:
            return ""
        statuses = self.statuses if self._is_mixed else [self.status] * len(self.services)
        named: dict[ComponentStatus, list[str]] = {}
        for name, status in zip(self.services, statuses, strict=True):
            named.setdefault(status, []).append(name)
        first, *others = sorted(named, key=lambda status: status.severity, reverse=True)
        has_changed = any(
            is_changed and status is first
            for is_changed, status in zip(self.changed, statuses, strict=False)
        )
        parts = [told.state(named[status], status) for status in others]
        if has_changed and started:
            parts.append(told.lasts.format(started))
        is_since = started and not has_changed
        said = told.trouble(named[first], first, started) if is_since else None
        return " ".join((said or told.state(named[first], first), *parts))

    def _record(self, told: Telling) -> str:
        """One quiet sentence over the longest period that can be claimed."""
        longest = max(self.uptimes, key=lambda one: one.days, default=None)
        if longest is None:
            return ""
        names = () if self.is_all else self.services
        return told.record(names, told.per_cent(longest.share), longest.days)

    def _when(self, told: Telling, instant: datetime | None) -> str:
        """Empty too at the ends of the calendar, where a zone has no time any more."""
        if instant is None:
            return ""
        try:
            return told.when(instant, self.zone, self.now)
        except OverflowError:
            return ""

    def _uptime(self, days: int) -> Fraction | None:
        return next((one.share for one in self.uptimes if one.days == days), None)
