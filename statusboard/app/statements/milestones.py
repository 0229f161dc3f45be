"""What is worth a word soon: a run without a major outage, or a month, quarter or year.

Nothing is offered while an incident is open, and what was drafted once is offered no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from statusboard.app.health.claims import Claims
from statusboard.app.settings import page_names
from statusboard.app.statements.on_pages import claims_of_pages
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.milestones import BestPeriod, Measured, best_period, next_milestone
from statusboard.domain.page import MAIN_KEY
from statusboard.domain.percent import percent_text
from statusboard.domain.period import (
    Calendar,
    CalendarUnit,
    Relative,
    bounds_of,
    fixed_at,
    period_text,
)
from statusboard.domain.views.statement import MilestoneView
from statusboard.storage.incidents import count_unresolved
from statusboard.storage.milestones import is_drafted
from statusboard.storage.unit import Unit

_MOST_BACK = {CalendarUnit.MONTH: 60, CalendarUnit.QUARTER: 40, CalendarUnit.YEAR: 20}
# What is compared is told to so many decimals.
PLACES = 3


def milestone_view(unit: Unit, component_ids: Sequence[int], language: str) -> MilestoneView | None:
    """The next that is worth a word of these services, of those that were not drafted yet.

    Where none is named, of what a page shows: each has a record of its own.
    """
    if component_ids:
        return _next(unit, Claims.of(unit, component_ids, language), "")
    names = dict(page_names(unit))
    found = [
        replace(one, page=key, page_name=names.get(key, ""))
        for key, claims in claims_of_pages(unit, language)
        if (one := _next(unit, claims, key)) is not None
    ]
    return min(found, key=lambda one: one.at, default=None)


def _next(unit: Unit, claims: Claims, page: str) -> MilestoneView | None:
    run = claims.run
    if run.since_us is None or count_unresolved(unit):
        return None
    found = [*_runs(unit, claims), *map(_best, _bests(unit, claims))]
    fresh = [one for one in found if not is_drafted(unit, milestone_key(one, claims, page))]
    if not fresh:
        return None
    first = min(fresh, key=lambda one: one.at)
    return replace(first, day=_day_of(unit, claims, first))


def milestone_key(one: MilestoneView, claims: Claims, page: str = "") -> str:
    """By what it is known again: the run or the period, and the services or the page."""
    ids = ",".join(map(str, claims.reader.ids)) if claims.reader.subjects else "all"
    ids = ids if page in ("", MAIN_KEY) else f"page {page}"
    return f"{one.period or f'run:{claims.run.since_us}:{one.days}'}:{ids}"


def best_of(unit: Unit, claims: Claims, period: str) -> BestPeriod | None:
    """The best period of that key, where it is worth a word now."""
    return next((one for one in _bests(unit, claims) if _key(one) == period), None)


def _runs(unit: Unit, claims: Claims) -> Iterator[MilestoneView]:
    run = claims.run
    judged = claims.judged(Asked(ClaimKind.MAJOR_FREE), with_nearest=False)
    if run.since_us is None or not judged.is_carried:
        return
    longest = None if run.longest is None else run.longest.length_us
    found = next_milestone(run.since_us, unit.now_us, longest_us=longest)
    if found is not None:
        yield MilestoneView(found.days, from_us(found.at_us), "", found.is_record)


def _bests(unit: Unit, claims: Claims) -> Iterator[BestPeriod]:
    for kind in reversed(CalendarUnit):
        found = best_period(_history(unit, claims, kind), unit.now_us)
        if found is not None:
            yield found


def _history(unit: Unit, claims: Claims, kind: CalendarUnit) -> list[Measured]:
    """The periods of a kind, the oldest first; empty where none begins or ends within a week."""
    reader = claims.reader
    day = reader.contract_day
    now = bounds_of(Relative(kind), unit.now, reader.zone, contract_day=day)
    week = timedelta(days=7)
    if reader.first_us is None or (now.start + week < unit.now < now.stop - week):
        return []
    found: dict[str, tuple[Calendar, Interval]] = {}
    for back in range(_MOST_BACK[kind]):
        one = _back(fixed_at(Relative(kind), unit.now, reader.zone, contract_day=day), back)
        bounds = bounds_of(one, unit.now, reader.zone, contract_day=day)
        if bounds.stop_us <= reader.first_us:
            break
        found[period_text(one)] = one, bounds
    cut = {key: Interval(b.start_us, min(b.stop_us, unit.now_us)) for key, (_, b) in found.items()}
    figures = reader.together({key: one for key, one in cut.items() if one.length_us})
    return [
        Measured(one, bounds, figures[key])
        for key, (one, bounds) in reversed(found.items())
        if key in figures
    ]


def _back(one: Calendar, back: int) -> Calendar:
    per_year = 12 // one.unit.months
    number = one.year * per_year + one.number - 1 - back
    return Calendar(one.unit, number // per_year, number % per_year + 1)


def _key(one: BestPeriod) -> str:
    return period_text(one.measured.period)


def _best(one: BestPeriod) -> MilestoneView:
    return MilestoneView(
        days=0,
        at=from_us(one.at_us),
        day="",
        is_record=True,
        period=_key(one),
        unit=one.measured.period.unit.value,
        share=percent_text(one.measured.figure.uptime, places=PLACES),
        compared=one.compared,
        is_over=one.is_over,
    )


def _day_of(unit: Unit, claims: Claims, one: MilestoneView) -> str:
    """`On Tuesday`, `Tomorrow`, `Today`: of what is over, that too."""
    zone = claims.reader.zone
    today, day = (at.astimezone(zone).date() for at in (unit.now, one.at))
    if day <= today:
        return "Today"
    return "Tomorrow" if day == today + timedelta(days=1) else f"On {day:%A}"
