"""What a report has to say of its figures: corrected, brought along, or reckoned on a guess."""

from collections.abc import Iterator, Mapping, Sequence

from statusboard.app.health.brought_history import elsewhere_until
from statusboard.app.health.corrected import corrected_services
from statusboard.app.health.facts import Facts
from statusboard.app.health.period_figures import period_figures
from statusboard.app.reports.terms import Terms
from statusboard.domain.component import Component
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.percent import percent_text
from statusboard.domain.report import Remark
from statusboard.domain.report_words import ReportWords
from statusboard.domain.uptime import NOTHING, UptimeFigure
from statusboard.storage.unit import Unit


def remarks(
    unit: Unit,
    facts: Facts,
    chosen: Sequence[Component],
    bounds: Interval,
    terms: Terms,
    words: ReportWords,
    measured: Mapping[int, UptimeFigure],
) -> tuple[Remark, ...]:
    """Every remark, as a sentence: what people corrected, whose history it is, what it cost.

    `measured` are the figures before corrections, of the services that have some.
    """
    return (
        *_corrected(unit, chosen, bounds, words, measured),
        *_brought(unit, facts, chosen, bounds, words),
        *_other_rule(terms, words),
        *_cost(unit, facts, chosen, bounds, terms, words),
    )


def _corrected(
    unit: Unit,
    chosen: Sequence[Component],
    bounds: Interval,
    words: ReportWords,
    measured: Mapping[int, UptimeFigure],
) -> Iterator[Remark]:
    counts = corrected_services(unit, bounds) if measured else {}
    for one in chosen:
        if one.id in measured:
            count = counts.get(one.id, 1)
            share = words.percent(percent_text(measured[one.id].said))
            said = words.phrases.corrected[count > 1]
            yield Remark(said.format(name=one.name, n=count, share=share), one.id)


def _brought(
    unit: Unit, facts: Facts, chosen: Sequence[Component], bounds: Interval, words: ReportWords
) -> Iterator[Remark]:
    found = elsewhere_until(unit, bounds)
    for one in chosen:
        if one.id in found:
            day = words.day(from_us(found[one.id]).astimezone(facts.zone_info).date())
            yield Remark(words.phrases.brought.format(name=one.name, day=day), one.id)


def _other_rule(terms: Terms, words: ReportWords) -> Iterator[Remark]:
    """Why a service may have less than 100 % and no time down."""
    if terms.rule.counts_more_than_outages:
        yield Remark(words.phrases.down_is_of_outages)


def _cost(
    unit: Unit,
    facts: Facts,
    chosen: Sequence[Component],
    bounds: Interval,
    terms: Terms,
    words: ReportWords,
) -> Iterator[Remark]:
    """The sum, and what it stands on: never one without the other."""
    cost = terms.cost
    if cost is None:
        return
    parts = terms.parts_that_cost(bounds, facts.zone_info)
    ids = [one.id for one in chosen]
    found = period_figures(unit, parts, ids, now_us=facts.watched_us, rule=terms.rule)
    total = cost.of(sum(found.values(), NOTHING))
    yield Remark(words.phrases.cost.format(sum=words.money(total, cost.currency)))
    assumed = words.phrases.cost_assumed.format(
        hours=words.phrases.cost_hours[cost.is_business],
        amount=words.money(cost.amount, cost.currency),
    )
    yield Remark(assumed)
