"""What is asked of reports."""

from dataclasses import dataclass, field
from datetime import datetime

from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.language import Language
from statusboard.domain.report_schedule import ReportSchedule


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """Which report: a period as `read_period` reads it, of some services by name or of all.

    `business_hours`: only those count, as the settings have them. `rule` is the name of one.
    """

    period: str = "last-month"
    services: tuple[str, ...] = ()
    language: Language = Language.ENGLISH
    business_hours: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ShareReport:
    """Shares a report by a link, for so many days; None: until somebody ends it.

    `title`, `name`, `html` and `pdf` are filled in while it is prepared, whatever stood there.
    """

    asked: ReportAsk
    days: int | None = None
    title: str = ""
    name: str = ""
    html: bytes = field(default=b"", repr=False)
    pdf: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class EndShare:
    """Ends a link."""

    share_id: int


@dataclass(frozen=True, slots=True)
class ReportAddress:
    """The address of what is shared, which is told this once.

    `is_whole` False: nobody said where the page server is reached, so its beginning is a gap.
    """

    share_id: int
    url: str = field(repr=False)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class ApplySchedules:
    """The schedules that a file names."""

    schedules: tuple[ReportSchedule, ...] = ()


@dataclass(frozen=True, slots=True)
class Unschedule:
    """Ends a schedule, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class TidyReports:
    """Keeps nothing of what is over."""


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report for the people of a list: `file` for a mail, `share` for who follows a link.

    `message` is what its front says. Words around it are in `language`.
    """

    share: ShareReport
    file: AttachedFile
    message: str = ""
    language: Language = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class MadeRun:
    """How a run of a schedule went, by when it was due: one that changed since was not made.

    `problem` empty: it was made. `listed`: it goes to its inside list. `is_made` False: it was not
    its time, which is reckoned anew.
    """

    schedule_id: int
    due_at: datetime
    problem: str = ""
    is_made: bool = True
    listed: ListedReport | None = None
