"""What is asked of reports."""

from dataclasses import dataclass, field
from datetime import datetime

from statusboard.domain.language import Language


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
class ScheduleReport:
    """Has a report made whenever a period has ended; one of the same name is changed.

    `every` is week, month, quarter or year. Either `directory`, with the `form` of the file, or
    `list_name`, an inside list that is told.
    """

    name: str
    every: str
    form: str = ""
    directory: str = ""
    list_name: str = ""
    services: tuple[str, ...] = ()
    language: str = "en"
    business_hours: bool = False


@dataclass(frozen=True, slots=True)
class ApplySchedules:
    """The schedules that a file names."""

    schedules: tuple[ScheduleReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Unschedule:
    """Ends a schedule, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class MadeRun:
    """How a run of a schedule went, by when it was due: one that changed since was not made.

    `problem` empty: it was made. `share` and `message`: it goes to its inside list, shared by a
    link, with these words. `is_made` False: it was not its time, which is reckoned anew.
    """

    schedule_id: int
    due_at: datetime
    problem: str = ""
    is_made: bool = True
    share: ShareReport | None = None
    message: str = ""
