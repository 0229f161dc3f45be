"""The figures of all services of a report together."""

from collections.abc import Sequence
from statistics import median_high

from statusboard.app.health.spoken import promise_record
from statusboard.app.reports.counted_outages import CountedOutage
from statusboard.app.reports.said import ToldIncident
from statusboard.domain.instants import Interval
from statusboard.domain.report import ReportRow, ReportTotals
from statusboard.domain.uptime import NOTHING, PERMILLE, UptimeFigure, budget_us, meets
from statusboard.storage.unit import Unit


def kept(figure: UptimeFigure, promised_ppm: int | None) -> bool | None:
    """Whether a promise was kept; None without one, or where too little was observed to say."""
    if promised_ppm is None or not figure.is_of_the_whole:
        return None
    return meets(figure, promised_ppm)


def totals_of(
    unit: Unit,
    rows: Sequence[ReportRow],
    happened: Sequence[CountedOutage],
    incidents: Sequence[ToldIncident],
    bounds: Interval,
) -> ReportTotals:
    """The totals. The budget is that of the services whose promise can be held against enough."""
    promised = [row for row in rows if row.promised_ppm is not None]
    waits = sorted(
        one.told.first_word_us for one in incidents if one.told.first_word_us is not None
    )
    same = {row.promised_ppm for row in promised}
    left, over_us = _budget(promised)
    return ReportTotals(
        figure=sum((row.figure for row in rows), NOTHING),
        outages=len(happened),
        longest_us=max((one.down_us for one in happened), default=0),
        promises=sum(row.kept is not None for row in promised),
        promises_kept=sum(row.kept is True for row in promised),
        promises_open=sum(row.kept is None for row in promised),
        promised_ppm=next(iter(same)) if len(same) == 1 else None,
        budget_left_permille=left,
        budget_over_us=over_us,
        incidents=len(incidents),
        first_notice_us=median_high(waits) if waits else None,
        first_notices=len(waits),
        updates=promise_record(unit, [one.incident for one in incidents], bounds),
    )


def _budget(promised: Sequence[ReportRow]) -> tuple[int | None, int]:
    allowed = left = 0
    for row in promised:
        if row.promised_ppm is not None and row.held.is_of_the_whole:
            granted, remaining = budget_us(row.held, row.promised_ppm)
            allowed += granted
            left += remaining
    if allowed <= 0:
        return None, 0
    return max(0, left) * PERMILLE // allowed, max(0, -left)
