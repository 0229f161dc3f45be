"""The claims about uptime that measurements carry, for the services that a notice names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.together import together
from statusboard.app.settings import page_zone
from statusboard.domain.component import Component
from statusboard.domain.instants import DAY_US, Interval, local_midnight
from statusboard.domain.notice import Wording
from statusboard.domain.uptime import SPOKEN_COVERAGE, UptimeFigure
from statusboard.domain.word_facts import Carried
from statusboard.storage.components import read_components
from statusboard.storage.history import span_figures
from statusboard.storage.unit import Unit

PERIODS = (365, 90, 30)
_QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True)
class UptimeClaims:
    """The figures of every period that coverage carries; of all services where `is_all`.

    `quarter` is that of all services over the last full one, None where too little was observed.
    """

    periods: tuple[Carried, ...]
    quarter: Carried | None
    is_all: bool

    @property
    def carried(self) -> tuple[Carried, ...]:
        """Every figure that may be said, of whatever time."""
        return self.periods if self.quarter is None else (*self.periods, self.quarter)


def uptime_claims(unit: Unit, wording: Wording) -> UptimeClaims:
    """What can be claimed of the named services, or of all of them where none is named."""
    components = read_components(unit)
    named = [c for c in components if c.id in wording.components] or list(components)
    periods = []
    for days in PERIODS:
        bounds = Interval(unit.now_us - days * DAY_US, unit.now_us)
        figure = _figure(unit, bounds, named, is_all=len(named) == len(components))
        if _is_carried(figure):
            periods.append(Carried(figure.uptime, days))
    quarter = _quarter(unit, components)
    return UptimeClaims(tuple(periods), quarter, is_all=len(named) == len(components))


def last_quarter(today: date) -> tuple[date, date]:
    """The first day of the last full quarter before `today`, and that of the one after it."""
    stop = date(today.year, today.month - (today.month - 1) % _QUARTER_MONTHS, 1)
    last = stop - timedelta(days=1)
    return date(last.year, last.month - (_QUARTER_MONTHS - 1), 1), stop


def _quarter(unit: Unit, components: Sequence[Component]) -> Carried | None:
    zone = ZoneInfo(page_zone(unit))
    begin, stop = last_quarter(unit.now.astimezone(zone).date())
    bounds = Interval.between(local_midnight(begin, zone), local_midnight(stop, zone))
    figure = _figure(unit, bounds, components, is_all=True)
    if not _is_carried(figure) or figure.uptime is None:
        return None
    return Carried(figure.uptime, (stop - begin).days, begin)


def _figure(
    unit: Unit, bounds: Interval, components: Sequence[Component], *, is_all: bool
) -> UptimeFigure:
    now_us, ids = read_watched_until(unit), [one.id for one in components]
    found = span_figures.figures(unit, bounds, now_us=now_us, component_ids=ids)
    one = together(unit, components, bounds, is_all=is_all)
    return one.whole(unit, found, (bounds,), now_us=now_us)


def _is_carried(figure: UptimeFigure) -> bool:
    """Whether so much was observed that the figure can be claimed."""
    return figure.coverage is not None and figure.coverage * 100 >= SPOKEN_COVERAGE
