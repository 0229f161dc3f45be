"""Twelve months as a calendar, of a service or of all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from statusboard.app.doorway import query
from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.chosen_period import chosen_period
from statusboard.app.health.facts import read_facts
from statusboard.app.health.uptime_terms import read_terms
from statusboard.domain.instants import Interval, day_bounds_us
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import NOTHING, UptimeFigure
from statusboard.domain.views.uptime import AnyRange, period_of
from statusboard.domain.views.year import DayCell, MonthRow, YearView
from statusboard.errors import RuleBroken
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.history.span_figures import figure_of
from statusboard.storage.numbers import STATUS_OF
from statusboard.storage.unit import Unit

MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearAsk:
    """Which period the twelve months end with, and which service; None: all together.

    `by_contract`: months of the contract, which begin on its day.
    """

    range: AnyRange
    component_id: int | None = None
    by_contract: bool = False


def year_view(unit: Unit, given: YearAsk) -> YearView:
    """The twelve months up to the one a period ends in.

    Raises RuleBroken for a service that is gone, and for a period to come.
    """
    facts = read_facts(unit)
    ids = [c.id for c in facts.components if given.component_id in (None, c.id)]
    if given.component_id is not None and not ids:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    bounds = chosen_period(unit, facts, period_of(given.range)).bounds
    last_us = bounds.stop_us - 1
    last = Interval(last_us, last_us).start.astimezone(facts.zone_info).date()
    contract_day = read_terms(unit).contract_day
    begins = contract_day if given.by_contract else 1
    months = last.year * 12 + last.month - 1 - (last.day < begins)
    firsts = [_first(months - back, begins) for back in range(MONTHS - 1, -2, -1)]
    today = unit.now.astimezone(facts.zone_info).date()
    final = min(today, firsts[-1] - timedelta(days=1))
    count = (final - firsts[0]).days + 1
    edges = list(day_bounds_us(final, count, facts.zone_info))
    edges[-1] = min(edges[-1], max(facts.now_us, edges[-2] + 1))
    arrays = read_arrays(unit, Interval(edges[0], edges[-1]), now_us=facts.watched_us)
    spread = lengths(arrays, ids, edges)
    (worst,) = spread.worst_of([range(len(ids))])
    sums = {
        STATUS_OF[number]: column.sum(axis=0).tolist()
        for number, column in spread.by_status.items()
    }
    days = [firsts[0] + timedelta(days=n) for n in range(count)]
    figures = [_figure(sums, n, (edges[n + 1] - edges[n]) * len(ids)) for n in range(len(days))]
    cells = [_cell(*one) for one in zip(days, worst, figures, strict=True)]
    return YearView(
        as_of=unit.now,
        zone=facts.zone,
        component_id=given.component_id,
        months=tuple(_months(cells, figures, firsts, by_contract=begins > 1)),
        rule=rule_sentence(unit, ids, Interval(edges[0], edges[-1])),
        contract_day=contract_day,
        is_contract=begins > 1,
    )


YEAR = query("uptime.year")(year_view)


def _first(months: int, day: int) -> date:
    return date(months // 12, months % 12 + 1, day)


def _figure(
    sums: Mapping[ComponentStatus, Sequence[int]], day: int, interval_us: int
) -> UptimeFigure:
    return figure_of({status: column[day] for status, column in sums.items()}, interval_us)


def _cell(day: date, status: ComponentStatus, figure: UptimeFigure) -> DayCell:
    uptime, coverage = percent_text(figure.said), coverage_text(figure.coverage)
    return DayCell(day, status, uptime, coverage, figure.down_us)


def _months(
    cells: Sequence[DayCell],
    figures: Sequence[UptimeFigure],
    firsts: Sequence[date],
    *,
    by_contract: bool,
) -> list[MonthRow]:
    """A row for each month that has begun; `firsts` are their first days, and one more."""
    found = []
    for first, after in pairwise(firsts):
        numbers = [n for n, cell in enumerate(cells) if first <= cell.day < after]
        if not numbers:
            continue
        whole = sum((figures[n] for n in numbers), NOTHING)
        found.append(
            MonthRow(
                first.year,
                first.month,
                tuple(cells[n] for n in numbers),
                percent_text(whole.said),
                coverage_text(whole.coverage),
                last=after - timedelta(days=1) if by_contract else None,
            )
        )
    return found
