"""The page of a service in texts: how it is, its year by months, its days, what was told of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import MONTHS, length_text
from statusboard.domain.views.public import (
    PublicIncident,
    PublicMaintenance,
    PublicService,
    PublicView,
)
from statusboard.domain.views.public_days import PublicMonth
from statusboard.render.clean import clean_line
from statusboard.render.history import months_of
from statusboard.render.metric_facts import MetricFacts, service_metrics
from statusboard.render.moments import Moment, Moments
from statusboard.render.service_days import (
    BarFacts,
    DayFacts,
    RunFacts,
    day_facts,
    known_days,
    run_facts,
    summary_of,
)
from statusboard.render.service_facts import ServiceFacts, uptime_text, year_text
from statusboard.render.told_of import ToldOf, entries_by_day
from statusboard.render.words import incident_word

# The days of the longest months: as wide is the bar of each.
LONGEST = 31
# A year and its first days, which incidents may have begun before.
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class MonthBar(BarFacts):
    """A month of the year with its figure."""

    name: str
    uptime: str


@dataclass(frozen=True, slots=True)
class LineFacts:
    """An incident or planned work among others. `is_apart`: it is not one of those there were."""

    id: str
    title: str
    day: Moment
    said: str
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class ListedMonth:
    """The incidents that began in a month, newest first."""

    name: str
    incidents: tuple[LineFacts, ...]


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything on it. `as_of` is None while the service is as it should be."""

    service: ServiceFacts
    as_of: Moment | None
    quarter: str
    year: str
    months: tuple[MonthBar, ...]
    days: tuple[DayFacts, ...]
    incidents: tuple[ListedMonth, ...]
    planned: tuple[LineFacts, ...]
    past_work: tuple[LineFacts, ...]
    rule: str
    metrics: tuple[MetricFacts, ...] = ()


def service_says(view: PublicView, service: PublicService, told: ToldOf) -> object:
    """Everything that its page is made of: where that is the same, so is the page."""
    return [
        service,
        view.first_day,
        view.record.rule,
        [[replace(one, updates=()), one.wording, one.status] for one in told.incidents],
        [[replace(one, updates=()), one.wording, one.began_at] for one in told.maintenances],
        _as_of(view, service),
        [one for one in view.metrics if one.service_id == service.public_id],
    ]


def service_page(
    view: PublicView, service: PublicService, facts: ServiceFacts, mine: ToldOf
) -> ServicePage:
    """The page of one service, of which `facts` stand on the first page."""
    moments = Moments(ZoneInfo(view.zone))
    entries = entries_by_day(view, mine, (view.as_of - _YEAR).date())
    known = known_days(service, view.first_day)
    as_of = _as_of(view, service)
    to_come = [one for one in mine.maintenances if not one.status.is_over]
    over = [one for one in mine.maintenances if one.status.is_over]
    return ServicePage(
        service=facts,
        as_of=None if as_of is None else moments.full(as_of),
        quarter=facts.uptime,
        year=year_text(service.year.uptime, service.year.coverage) if service.year.months else "",
        months=tuple(
            _month(month, run_facts(month.first_day, month.days, known, entries))
            for month in reversed(service.year.months)
        ),
        days=day_facts(known, entries),
        incidents=tuple(
            ListedMonth(month.name, tuple(_incident(one, moments) for one in month.incidents))
            for month in months_of(replace(view, incidents=mine.incidents))
        ),
        planned=tuple(_work(one, moments) for one in reversed(to_come)),
        past_work=tuple(_work(one, moments) for one in over),
        rule=view.record.rule,
        metrics=service_metrics(view, service.public_id),
    )


def _as_of(view: PublicView, service: PublicService) -> datetime | None:
    return None if service.status is ComponentStatus.OPERATIONAL else view.as_of


def _incident(one: PublicIncident, moments: Moments) -> LineFacts:
    said = "not over yet"
    if one.is_withdrawn:
        said = "withdrawn"
    elif one.continues_in is not None:
        said = "continued elsewhere"
    elif one.resolved_at is not None:
        said = length_text(one.resolved_at - one.started_at)
    title = clean_line(one.wording.title)
    return LineFacts(one.public_id, title, moments.on(one.started_at), said, not one.is_counted)


def _work(one: PublicMaintenance, moments: Moments) -> LineFacts:
    start = one.began_at or one.scheduled_for
    said = incident_word(one.status).lower()
    if one.status.is_over and one.ended_at is not None and one.began_at is not None:
        said = length_text(one.ended_at - start)
    title = clean_line(one.wording.title)
    return LineFacts(one.public_id, title, moments.full(start), said)


def _month(month: PublicMonth, runs: tuple[RunFacts, ...]) -> MonthBar:
    """A month as a bar, in which every day stands where it does in the others."""
    before = month.first_day.day - 1
    return MonthBar(
        days=LONGEST,
        runs=tuple(replace(run, at=run.at + before) for run in runs),
        summary=summary_of(month.days),
        name=_month_name(month),
        uptime=uptime_text(month.uptime, month.coverage, "the month"),
    )


def _month_name(month: PublicMonth) -> str:
    name = f"{MONTHS[month.first_day.month - 1]} {month.first_day.year}"
    return name if month.first_day.day == 1 else f"{name}, from day {month.first_day.day} on"
