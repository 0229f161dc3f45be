"""The one question that a report is made of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import TypedDict

from statusboard.app.doorway import query
from statusboard.app.health.corrected import measured_figures
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.held_promises import held_promises, held_within
from statusboard.app.health.objective_hours import hours_of
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.together import Together, gone_figures, gone_spans, together
from statusboard.app.reports.counted_outages import CountedOutage, counted_outages
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.promise_remarks import promise_remarks, weight_remarks
from statusboard.app.reports.remarks import remarks
from statusboard.app.reports.response_times import response_times
from statusboard.app.reports.said import said_about
from statusboard.app.reports.terms import Terms, read_report_terms
from statusboard.app.reports.totals import totals_of
from statusboard.app.services.naming import names_of, services_called, too_many
from statusboard.app.settings import DEFAULT_NAME, DEMO, PAGE_NAME, text_setting
from statusboard.domain.component import Component
from statusboard.domain.instants import Interval, from_us, local_midnight, to_us
from statusboard.domain.language import Language
from statusboard.domain.period import (
    Calendar,
    Period,
    Relative,
    bounds_of,
    fixed_at,
    period_text,
    read_period,
)
from statusboard.domain.promise_kept import kept_throughout, tally
from statusboard.domain.report import (
    Method,
    Remark,
    ReportBand,
    ReportOutage,
    ReportPromise,
    ReportRow,
    UptimeReport,
)
from statusboard.domain.report_words import WORDS, ReportWords
from statusboard.domain.span import Outage, Span
from statusboard.domain.uptime import UptimeRule
from statusboard.errors import RuleBroken
from statusboard.storage.history import spans
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.removed_components import RemovedComponent
from statusboard.storage.unit import Unit

# A strip has at most as many bars as can be told apart on a page.
MOST_BARS = 92
_WEEK = 7
# The longest stretches are drawn; more than this is noise.
_MOST_BANDS = 200


class _Asked(TypedDict):
    """What promises are held by, whichever window of theirs."""

    watched_us: int
    gone: tuple[RemovedComponent, ...]
    rule: UptimeRule


@dataclass(frozen=True, slots=True)
class _Period:
    """A period made definite: its text, its instants cut at now, and whether it goes on."""

    text: str
    bounds: Interval
    ends_early: bool


def uptime_report(unit: Unit, given: ReportAsk) -> UptimeReport:
    """The report. Raises RuleBroken for a period that is none or has not begun, or no service.

    Everything in it comes from the functions that screens, page and commands ask, too.
    """
    facts = read_facts(unit)
    terms = read_report_terms(unit, given)
    period = _definite(facts, given.period, terms)
    called = names_of(facts.components, facts.groups)
    chosen = tuple(replace(each, name=called[each.id]) for each in _chosen(facts, given.services))
    one = together(unit, chosen, period.bounds, is_all=not given.services)
    ids = [each.id for each in chosen]
    parts = terms.parts(period.bounds, facts.zone_info)
    figures = period_figures(unit, parts, ids, now_us=facts.watched_us, rule=terms.rule)
    figures |= gone_figures(unit, one.gone, parts, now_us=facts.watched_us, rule=terms.rule)
    measured = measured_figures(unit, parts, ids, now_us=facts.watched_us, rule=terms.rule)
    gone = gone_spans(unit, one.gone, period.bounds)
    trouble = (
        *spans.read_trouble(unit, period.bounds, component_ids=frozenset(ids)),
        *(span for span in gone if span.status.is_trouble),
    )
    work = spans.read_under_maintenance(unit, period.bounds, component_ids=frozenset(ids))
    happened = counted_outages(unit, facts, trouble, work, parts)
    names, groups = _named(facts, one, WORDS[given.language])
    outages = [each.whole for each in happened]
    incidents = said_about(unit, {**called, **names}, one.ids, period.bounds, outages)
    edges, bar_days = _edges(facts, period.bounds)
    arrays = read_arrays(unit, period.bounds, now_us=facts.watched_us)
    strips = lengths(arrays, one.ids, edges).strips()
    hours = hours_of(facts).at(period.bounds.stop_us)
    asked: _Asked = {"watched_us": facts.watched_us, "gone": one.gone, "rule": terms.rule}
    last = held_promises(unit, hours, chosen, **asked)
    held = held_within(unit, hours, chosen, period.bounds, last, arrays=arrays, **asked)
    words = WORDS[given.language]
    rows = []
    by_service: defaultdict[int, list[CountedOutage]] = defaultdict(list)
    for each in happened:
        by_service[each.whole.component_id].append(each)
    for number in one.ids:
        own = by_service[number]
        mine = held.get(number, ())
        promises = tuple(ReportPromise.of(each) for each in mine)
        rows.append(
            ReportRow(
                component_id=number,
                name=names[number],
                group=groups[number],
                figure=figures[number],
                days=strips[number],
                outages=len(own),
                longest_us=max((each.down_us for each in own), default=0),
                promised_ppm=mine[-1].objective.promised_ppm if mine else None,
                kept=kept_throughout(mine) if mine else None,
                measured=measured.get(number),
                promise=promises[-1] if promises else None,
                earlier=promises[:-1],
            )
        )
    notes = (
        *remarks(unit, facts, chosen, period.bounds, terms, words, measured),
        *promise_remarks(rows, facts.zone_info, words),
        *weight_remarks(one, words),
    )
    return UptimeReport(
        company=text_setting(facts.settings, PAGE_NAME, DEFAULT_NAME),
        period=period.text,
        start=period.bounds.start,
        stop=period.bounds.stop,
        ends_early=period.ends_early,
        made_at=unit.now,
        zone=facts.zone,
        language=given.language,
        totals=totals_of(
            unit,
            one,
            tuple(rows),
            tally(chain.from_iterable(held.values())),
            happened,
            incidents,
            period.bounds,
        ),
        rows=tuple(rows),
        outages=tuple(_outage(names, each.whole, each.within, each.down_us) for each in happened),
        incidents=tuple(each.told for each in incidents),
        series=response_times(unit, None if not given.services else ids, period.bounds),
        bands=_bands(facts, (*trouble, *work), period.bounds),
        method=_method(facts, chosen, terms, given.language, notes),
        bar_days=bar_days,
        is_whole=not given.services,
        is_demo=bool(facts.settings.get(DEMO)),
    )


REPORT = query("report.make")(uptime_report)


def _definite(facts: Facts, text: str, terms: Terms) -> _Period:
    try:
        period: Period = read_period(text)
    except ValueError as error:
        raise RuleBroken(str(error), field="period") from error
    now, zone = from_us(facts.now_us), facts.zone_info
    if isinstance(period, Relative | Calendar):
        period = fixed_at(period, now, zone, contract_day=terms.contract_day)
    whole = bounds_of(period, now, zone, contract_day=terms.contract_day)
    if whole.start_us >= facts.now_us:
        raise RuleBroken("This period has not begun yet. Choose one that has.", field="period")
    stop_us = min(whole.stop_us, facts.now_us)
    return _Period(period_text(period), Interval(whole.start_us, stop_us), stop_us < whole.stop_us)


def _chosen(facts: Facts, names: Sequence[str]) -> tuple[Component, ...]:
    if not facts.components:
        raise RuleBroken("There are no services yet, so there is nothing to report of.")
    if not names:
        return facts.components
    wanted = set()
    for name in names:
        found = services_called(" ".join(name.split()), facts.components, facts.groups)
        if len(found) > 1:
            raise too_many(name, len(found), "services")
        if not found:
            there = ", ".join(one.name for one in facts.components[:12])
            raise RuleBroken(f"There is no service “{name}”. There are: {there}.", field="services")
        wanted.add(found[0].id)
    return tuple(one for one in facts.components if one.id in wanted)


def _named(
    facts: Facts, one: Together, words: ReportWords
) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """The names and the groups of all, by id; of one that was removed with the day on which."""
    names = {each.id: each.name for each in one.components}
    groups = {each.id: facts.group_of(each) for each in one.components}
    for each in one.gone:
        day = words.day(each.there.stop.astimezone(facts.zone_info).date())
        number = each.component.id
        names[number] = words.phrases.removed.format(name=each.component.name, day=day)
        groups[number] = each.group
    return names, groups


def _edges(facts: Facts, bounds: Interval) -> tuple[tuple[int, ...], int]:
    """The bounds of the bars: local days, or of a long period several of them each."""
    zone = facts.zone_info
    first = bounds.start.astimezone(zone).date()
    last = from_us(bounds.stop_us - 1).astimezone(zone).date()
    days = (last - first).days + 1
    each = 1 if days <= MOST_BARS else _WEEK * (-(-days // (MOST_BARS * _WEEK)))
    inner = (
        to_us(local_midnight(first + timedelta(days=n), zone)) for n in range(each, days, each)
    )
    edges = (bounds.start_us, *inner, bounds.stop_us)
    return tuple(sorted(set(edges))), each


def _outage(
    names: Mapping[int, str], whole: Outage, within: Interval, down_us: int
) -> ReportOutage:
    lasts = whole.stop_us is None or whole.stop_us > within.stop_us
    return ReportOutage(
        whole.component_id,
        names[whole.component_id],
        within.start,
        within.stop,
        whole.status,
        down_us,
        lasts=lasts,
    )


def _bands(facts: Facts, eventful: Sequence[Span], bounds: Interval) -> tuple[ReportBand, ...]:
    found = []
    for span in eventful:
        part = span.until(facts.watched_us).clip(bounds)
        if part is not None:
            found.append(ReportBand(part.start, part.stop, span.status))
    found.sort(key=lambda one: (one.start - one.stop, one.start))
    return tuple(sorted(found[:_MOST_BANDS], key=lambda one: (one.start, one.stop, one.status)))


def _method(
    facts: Facts,
    chosen: Sequence[Component],
    terms: Terms,
    language: Language,
    notes: tuple[Remark, ...],
) -> Method:
    phrases = WORDS[language].phrases
    return Method(
        rule_name=terms.rule.name,
        rule=phrases.rules.get(terms.rule.name, terms.rule.sentence),
        sources=_sources(facts, chosen, phrases.own_checks),
        remarks=notes,
        hours=terms.hours_text,
    )


def _sources(facts: Facts, chosen: Sequence[Component], own: str) -> tuple[str, ...]:
    kinds = [check.kind for one in chosen for check in facts.checks_of(one.id)]
    is_theirs = [kind.startswith("new_relic") for kind in kinds]
    names = []
    if not all(is_theirs):
        places = sorted(
            {
                place
                for one in chosen
                for check in facts.checks_of(one.id)
                if not check.kind.startswith("new_relic")
                for place in check.locations
            }
        )
        names.append(f"{own} ({', '.join(places)})" if places else own)
    if any(is_theirs):
        names.append("New Relic")
    return tuple(names)
