"""The figures of all services of a report together."""

from collections.abc import Sequence
from statistics import median_high

from statusboard.app.health.spoken import promise_record
from statusboard.app.health.together import Together
from statusboard.app.reports.counted_outages import CountedOutage
from statusboard.app.reports.said import ToldIncident
from statusboard.domain.instants import Interval
from statusboard.domain.promise_kept import PromiseTally
from statusboard.domain.report import ReportRow, ReportTotals
from statusboard.domain.uptime import NOTHING
from statusboard.domain.weights import weighted_sum
from statusboard.storage.unit import Unit


def totals_of(
    unit: Unit,
    one: Together,
    rows: Sequence[ReportRow],
    counted: PromiseTally,
    happened: Sequence[CountedOutage],
    incidents: Sequence[ToldIncident],
    bounds: Interval,
) -> ReportTotals:
    """The totals of services as `one`. The budget is that of the promises `counted`."""
    waits = sorted(
        each.told.first_word_us for each in incidents if each.told.first_word_us is not None
    )
    same = {row.promised_ppm for row in rows if row.promised_ppm is not None}
    figures = {row.component_id: row.figure for row in rows}
    return ReportTotals(
        figure=sum(figures.values(), NOTHING),
        weighted=weighted_sum(figures, one.weights) if one.is_weighted else None,
        outages=len(happened),
        longest_us=max((each.down_us for each in happened), default=0),
        promises=counted.kept + counted.missed,
        promises_kept=counted.kept,
        promises_open=counted.open,
        promised_ppm=next(iter(same)) if len(same) == 1 else None,
        budget_left_permille=counted.budget_left_permille,
        budget_over_us=counted.budget_over_us,
        incidents=len(incidents),
        first_notice_us=median_high(waits) if waits else None,
        first_notices=len(waits),
        updates=promise_record(unit, [each.incident for each in incidents], bounds),
    )
