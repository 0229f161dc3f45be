"""Reports that are shared by a link or made by schedule, as they are listed, and their links."""

from dataclasses import dataclass, field
from datetime import datetime

from statusboard.domain.report_schedule import ReportSchedule


@dataclass(frozen=True, slots=True)
class SharedReport:
    """A report that was shared. `until` None: until somebody ends it; `ended_at`: somebody did."""

    id: int
    title: str
    by: str
    made_at: datetime
    until: datetime | None
    ended_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReportLink:
    """What somebody opened: the token of an address, and whether the PDF of it is wanted."""

    token: str = field(repr=False)
    wants_pdf: bool = False


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What is behind a link. `name` is what the file is called when it is saved.

    `is_over`: somebody ended the link, or its time did; then there is nothing else to tell.
    """

    name: str
    content: bytes = field(repr=False)
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class ScheduledReport:
    """A report that is made by schedule, and how that goes.

    `due_at` is when the next one is made; `problem` why the last was not.
    """

    id: int
    schedule: ReportSchedule
    due_at: datetime
    made_at: datetime | None
    problem: str
    tries: int = 0
