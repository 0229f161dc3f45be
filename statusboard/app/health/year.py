"""Twelve months as a calendar, of a service or of all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from statusboard.app.doorway import query
from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.chosen_period import chosen_period
from statusboard.app.health.chosen_services import as_one, chosen_services
from statusboard.app.health.facts import read_facts
from statusboard.app.health.together import Together
from statusboard.app.health.uptime_terms import read_terms
from statusboard.domain.instants import Interval, day_bounds_us
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import NOTHING, UptimeFigure
from statusboard.domain.views.uptime import AnyRange, period_of
from statusboard.domain.views.year import DayCell, MonthRow, YearView
from statusboard.storage.history.span_arrays import Lengths, lengths, read_arrays
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
    group: str | None = None
    by_contract: bool = False


def year_view(unit: Unit, given: YearAsk) -> YearView:
    """The twelve months up to the one a period ends in.

    Raises RuleBroken for a service that is gone, and for a period to come.
    """
    facts = read_facts(unit)
    chosen = chosen_services(facts, given.component_id, given.group)
    ids = [one.id for one in chosen]
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
    whole = Interval(edges[0], edges[-1])
    one = as_one(unit, chosen, whole, component_id=given.component_id, group=given.group)
    figures = _figures(unit, one, spread, now_us=facts.watched_us)
    days = [firsts[0] + timedelta(days=n) for n in range(count)]
    cells = [_cell(*one) for one in zip(days, worst, figures, strict=True)]
    return YearView(
        as_of=unit.now,
        zone=facts.zone,
        component_id=given.component_id,
        months=tuple(_months(cells, figures, firsts, by_contract=begins > 1)),
        rule=rule_sentence(unit, one, whole),
        contract_day=contract_day,
        is_contract=begins > 1,
    )


YEAR = query("uptime.year")(year_view)


def _first(months: int, day: int) -> date:
    return date(months // 12, months % 12 + 1, day)


def _figures(unit: Unit, one: Together, spread: Lengths, *, now_us: int) -> list[UptimeFigure]:
    """The figure of each day, of all services as one."""
    days = [Interval(*edges) for edges in pairwise(spread.edges_us)]
    weights = [one.weights[number] for number in spread.component_ids]
    sums = {
        STATUS_OF[number]: (column.T @ weights).tolist()
        for number, column in spread.by_status.items()
    }
    found = [
        figure_of(
            {status: column[n] for status, column in sums.items()}, day.length_us * sum(weights)
        )
        for n, day in enumerate(days)
    ]
    if not one.gone:
        return found
    there = {each.id: NOTHING for each in one.components}
    return [
        figure + one.whole(unit, there, (day,), now_us=now_us)
        for day, figure in zip(days, found, strict=True)
    ]


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
