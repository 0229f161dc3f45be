"""The page of a service in texts: how it is, its year by months, its days, what was told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from statusboard.domain.status import ComponentStatus
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
from statusboard.render.moments import Moment, Moments, moments_of
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of
from statusboard.render.rule_said import rule_said
from statusboard.render.service_days import (
    BarFacts,
    DayFacts,
    RunFacts,
    day_facts,
    known_days,
    run_facts,
    summary_of,
)
from statusboard.render.service_facts import ServiceFacts, month_text, year_text
from statusboard.render.told_of import ToldOf, entries_by_day

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
    """An incident or planned work among others. `is_apart`: it is not one of those there were.

    `lang` is the language of the title where that is not the page's.
    """

    id: str
    title: str
    day: Moment
    said: str
    is_apart: bool = False
    lang: str = ""


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
    last_days: str
    quarter: str
    year: str
    months: tuple[MonthBar, ...]
    days: tuple[DayFacts, ...]
    incidents: tuple[ListedMonth, ...]
    planned: tuple[LineFacts, ...]
    past_work: tuple[LineFacts, ...]
    rule: str
    metrics: tuple[MetricFacts, ...] = ()


def service_says(
    view: PublicView, service: PublicService, told: ToldOf, digests: Mapping[str, bytes]
) -> object:
    """Everything that its page is made of: where that is the same, so is the page.

    `digests` are those of all that was told, by its public id.
    """
    return [
        service,
        view.first_day,
        view.record.rule,
        view.language,
        [digests[one.public_id] for one in told.incidents],
        [digests[one.public_id] for one in told.maintenances],
        _as_of(view, service),
        [one for one in view.metrics if one.service_id == service.public_id],
    ]


def service_page(
    view: PublicView, service: PublicService, facts: ServiceFacts, mine: ToldOf
) -> ServicePage:
    """The page of one service, of which `facts` stand on the first page."""
    moments, words = moments_of(view), words_of(view)
    entries = entries_by_day(view, mine, (view.as_of - _YEAR).date())
    known = known_days(service, view.first_day)
    as_of = _as_of(view, service)
    to_come = [one for one in mine.maintenances if not one.status.is_over]
    over = [one for one in mine.maintenances if one.status.is_over]
    return ServicePage(
        service=facts,
        as_of=None if as_of is None else moments.full(as_of),
        last_days=words.dates.plurals.said(words.figures.last_days, facts.days),
        quarter=facts.uptime,
        year=year_text(service.year.uptime, service.year.coverage, words)
        if service.year.months
        else "",
        months=tuple(
            _month(month, run_facts(month.first_day, month.days, known, entries, words), words)
            for month in reversed(service.year.months)
        ),
        days=day_facts(known, entries, words),
        incidents=tuple(
            ListedMonth(
                month.name, tuple(_incident(one, moments, words) for one in month.incidents)
            )
            for month in months_of(replace(view, incidents=mine.incidents))
        ),
        planned=tuple(_work(one, moments, words) for one in reversed(to_come)),
        past_work=tuple(_work(one, moments, words) for one in over),
        rule=rule_said(view, words),
        metrics=service_metrics(view, service.public_id),
    )


def _as_of(view: PublicView, service: PublicService) -> datetime | None:
    return None if service.status is ComponentStatus.OPERATIONAL else view.as_of


def _incident(one: PublicIncident, moments: Moments, words: PageWords) -> LineFacts:
    said = words.notice.not_over
    if one.is_withdrawn:
        said = words.notice.withdrawn
    elif one.continues_in is not None:
        said = words.notice.continued
    elif one.resolved_at is not None:
        said = words.dates.length(one.resolved_at - one.started_at)
    title = clean_line(one.wording.title)
    lang = one.updates[0].language
    day = moments.on(one.started_at)
    return LineFacts(one.public_id, title, day, said, not one.is_counted, lang)


def _work(one: PublicMaintenance, moments: Moments, words: PageWords) -> LineFacts:
    start = one.began_at or one.scheduled_for
    said = words.states[one.status].lower()
    if one.status.is_over and one.ended_at is not None and one.began_at is not None:
        said = words.dates.length(one.ended_at - start)
    title = clean_line(one.wording.title)
    lang = one.updates[0].language
    return LineFacts(one.public_id, title, moments.full(start), said, lang=lang)


def _month(month: PublicMonth, runs: tuple[RunFacts, ...], words: PageWords) -> MonthBar:
    """A month as a bar, in which every day stands where it does in the others."""
    before = month.first_day.day - 1
    return MonthBar(
        days=LONGEST,
        runs=tuple(replace(run, at=run.at + before) for run in runs),
        summary=summary_of(month.days, words),
        name=_month_name(month, words),
        uptime=month_text(month.uptime, month.coverage, words),
    )


def _month_name(month: PublicMonth, words: PageWords) -> str:
    name, day = words.dates.month(month.first_day), month.first_day.day
    return name if day == 1 else words.figures.from_day.format(month=name, day=day)
