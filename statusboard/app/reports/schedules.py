"""What is asked of schedules: the list of them, and what is due."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.schedule_rules import due_us, run_of
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.language import Language
from statusboard.domain.period import period_text
from statusboard.domain.report_schedule import Every, ReportSchedule
from statusboard.domain.views.reports import ScheduledReport
from statusboard.storage.report_schedules import next_due_us, read_schedules
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class DueReport:
    """A schedule that is due, and the report that it asks for; None: its time is to be reckoned.

    That is so where the clock was put back, or months begin on another day since.
    """

    known: ScheduledReport
    asked: ReportAsk | None


def asked_for(one: ReportSchedule, period: str) -> ReportAsk:
    """The report that a schedule asks for, of that period."""
    return ReportAsk(
        period=period,
        services=one.services,
        language=Language(one.language),
        business_hours=one.business_hours,
        rule=one.rule,
    )


def _schedules(unit: Unit, _given: None) -> tuple[ScheduledReport, ...]:
    return read_schedules(unit)


SCHEDULES = query("report.schedules")(_schedules)


def _due(unit: Unit, _given: None) -> tuple[tuple[DueReport, ...], float | None]:
    """What is due, and in how many seconds the next may be; None without any."""
    found = []
    for known in read_schedules(unit):
        one = known.schedule
        if one.every not in set(Every) or one.language not in set(Language):
            # Another version may know more: it makes its own.
            continue
        if known.due_at <= unit.now:
            period = period_text(run_of(unit, one.every).period)
            found.append(DueReport(known, asked_for(one, period)))
        elif to_us(known.due_at) > due_us(unit, one.every):
            found.append(DueReport(known, None))
    next_us = next_due_us(unit)
    rest_s = None if next_us is None else (from_us(next_us) - unit.now).total_seconds()
    return tuple(found), rest_s


DUE = query("report.due")(_due)
