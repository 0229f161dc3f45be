"""The last year of every service as the page shows it: days, months, figures, from one reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from statusboard.domain.bars import STRIP_DAYS
from statusboard.domain.instants import Interval, from_us, last_days_us
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import UptimeFigure
from statusboard.domain.views.public_days import PublicDay, PublicMonth, PublicYear
from statusboard.storage.history.span_arrays import Lengths, lengths, read_arrays
from statusboard.storage.numbers import STATUS_OF
from statusboard.storage.unit import Unit

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class MeasuredYear:
    """A service's year, and of its last days, which are the strip: their worst and the figure."""

    year: PublicYear
    strip: tuple[ComponentStatus, ...]
    figure: UptimeFigure


def measured_years(
    unit: Unit, component_ids: Sequence[int], zone: str, watched_us: int
) -> dict[int, MeasuredYear]:
    """The year of each component in local days of a zone, today up to now."""
    edges = last_days_us(unit.now_us, YEAR_DAYS, ZoneInfo(zone))
    arrays = read_arrays(unit, Interval(edges[0], edges[-1]), now_us=watched_us)
    added = lengths(arrays, component_ids, edges)
    first_day = from_us(edges[0]).astimezone(ZoneInfo(zone)).date()
    days = added.strips()
    strip_figures = added.figures(first=YEAR_DAYS - STRIP_DAYS)
    figures = added.figures()
    months = [(places, added.figures_of(places)) for places in _months(first_day)]
    troubled = _troubled(added, first_day)
    return {
        one: MeasuredYear(
            PublicYear(
                tuple(
                    PublicMonth(
                        first_day + timedelta(days=places.start),
                        days[one][places.start : places.stop],
                        percent_text(found[one].said),
                        coverage_text(found[one].coverage),
                    )
                    for places, found in months
                ),
                percent_text(figures[one].said),
                coverage_text(figures[one].coverage),
                tuple(troubled.get(one, ())),
            ),
            days[one][-STRIP_DAYS:],
            strip_figures[one],
        )
        for one in component_ids
    }


def _months(first_day: date) -> Iterator[range]:
    """Which days of the year belong to which month, by their numbers, oldest first."""
    months = groupby(range(YEAR_DAYS), lambda n: (first_day + timedelta(days=n)).replace(day=1))
    for _, inside in months:
        places = list(inside)
        yield range(places[0], places[-1] + 1)


def _troubled(added: Lengths, first_day: date) -> dict[int, list[PublicDay]]:
    """The days on which something was not as it should be, by component, oldest first."""
    found: dict[tuple[int, int], list[tuple[ComponentStatus, int]]] = {}
    shown = [number for number, status in STATUS_OF.items() if _is_shown(status)]
    for number in sorted(shown, key=lambda n: -STATUS_OF[n].severity):
        table = added.by_status.get(number)
        if table is None:
            continue
        rows, places = table.nonzero()
        for row, place in zip(rows.tolist(), places.tolist(), strict=True):
            length = STATUS_OF[number], int(table[row, place])
            found.setdefault((row, place), []).append(length)
    days: dict[int, list[PublicDay]] = {}
    for (row, place), said in sorted(found.items()):
        day = PublicDay(first_day + timedelta(days=place), tuple(said))
        days.setdefault(added.component_ids[row], []).append(day)
    return days


def _is_shown(status: ComponentStatus) -> bool:
    return status.is_trouble or status is ComponentStatus.UNDER_MAINTENANCE
