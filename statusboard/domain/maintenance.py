"""Planned work: what somebody plans, and each window of time that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.status import ComponentStatus


class MaintenanceStatus(StrEnum):
    """Statuspage's states of a maintenance, and our own `draft` for what nobody was told yet."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    VERIFYING = "verifying"
    COMPLETED = "completed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is still to come."""
        return self in (MaintenanceStatus.COMPLETED, MaintenanceStatus.CANCELLED)

    @property
    def is_running(self) -> bool:
        """Whether the work is going on: begun, and not over."""
        return self in (MaintenanceStatus.IN_PROGRESS, MaintenanceStatus.VERIFYING)


@dataclass(frozen=True, slots=True)
class Plan:
    """Work as a person plans it.

    `starts_at` is wall time in `zone`, without an offset: a window that comes again stands at the
    same time of the clock after it changed. `lasts` is elapsed time. `repeats` is the value of an
    RRULE (RFC 5545 §3.3.10) without DTSTART; empty for once. `components` is what each service
    will be: one that is under maintenance is not measured against its uptime; one that is said to
    be degraded still is. `reminds_before` are how long before each start people are reminded.
    Without `tells` it is on the page, and nobody gets a message.
    """

    title: str
    zone: str
    starts_at: datetime
    lasts: timedelta
    components: Mapping[int, ComponentStatus]
    body: str = ""
    repeats: str = ""
    starts_itself: bool = True
    ends_itself: bool = True
    tells: bool = True
    reminds_before: tuple[timedelta, ...] = (timedelta(days=1),)

    def reads_as(self, other: "Plan") -> bool:
        """Whether customers read the same of both; how it begins and ends is the team's own."""
        as_other = replace(
            self,
            starts_itself=other.starts_itself,
            ends_itself=other.ends_itself,
            reminds_before=other.reminds_before,
        )
        return as_other == other


@dataclass(frozen=True, slots=True)
class MaintenanceWindow:
    """One window of planned work: once, or one time of those that come again.

    `starts_at` and `ends_at` are instants as planned now, moved and extended where that was done.
    `series_at` is where the series had put it (RFC 5545's RECURRENCE-ID), by which it is found
    again after it was moved. `started_at` and `ended_at` are when it truly began and ended.
    `incident_id` is the telling of it, where customers were told, under the same public id.
    `is_ahead`: it was put before its turn in a series, because it alone was changed. `end_set_at`
    is when its end was set afterwards, with `end_reason`; None where it was not.
    """

    id: int
    maintenance_id: int
    public_id: str
    status: MaintenanceStatus
    series_at: datetime
    starts_at: datetime
    ends_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    incident_id: int | None = None
    is_ahead: bool = False
    end_set_at: datetime | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Planned work with the windows that are kept of it, by their start.

    `revision` counts its changes, so that who changes an older one is told.
    """

    id: int
    plan: Plan
    revision: int
    windows: tuple[MaintenanceWindow, ...] = field(default=())
