"""One service over one time by every rule, with the numbers that make the rules differ."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from statusboard.app.doorway import query
from statusboard.app.health.answer_counts import count_answers
from statusboard.app.health.chosen_period import period_bounds, read_zone
from statusboard.app.health.corrected import corrected_sentence
from statusboard.app.health.facts import read_facts
from statusboard.app.health.together import Together
from statusboard.domain.instants import Interval
from statusboard.domain.percent import coverage_text, percent_number, percent_text
from statusboard.domain.period import Period
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.time_text import length_text, lost_text
from statusboard.domain.uptime import UptimeFigure
from statusboard.domain.uptime_rules import (
    CHECKS,
    CHECKS_SENTENCE,
    NEW_RELIC,
    NEW_RELIC_SENTENCE,
    RULES,
    STATUSPAGE,
    STATUSPAGE_SENTENCE,
    AnswerCount,
    as_new_relic,
    as_statuspage,
    by_checks,
)
from statusboard.domain.views.rules import RuleNumbers, RuleRow, RulesView
from statusboard.errors import RuleBroken
from statusboard.storage.history.span_figures import figure_of, status_lengths
from statusboard.storage.history.spans import first_start
from statusboard.storage.unit import Unit

_NONE = "no time"
LABELS = {
    "weighted": "Time-weighted",
    "strict": "Strict",
    "half": "Partial at half",
    STATUSPAGE: "As Statuspage",
    CHECKS: "By count of checks",
    NEW_RELIC: "As New Relic",
}


@dataclass(frozen=True, slots=True)
class RulesAsk:
    """Which service, over which time: a period as people name it, or from when to when."""

    component_id: int
    when: Period | Interval


def _rules(unit: Unit, given: RulesAsk) -> RulesView:
    facts, number = read_facts(unit), given.component_id
    found = next((one for one in facts.components if one.id == number), None)
    if found is None:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    bounds = _bounds(unit, given.when)
    lengths = status_lengths(unit, bounds, facts.watched_us).get(number, {})
    answers = count_answers(unit, number, bounds)
    numbers = _numbers(unit, number, bounds, dict(lengths), answers)
    figures = {name: figure_of(lengths, bounds.length_us, rule) for name, rule in RULES.items()}
    return RulesView(
        service=found.name,
        start=bounds.start,
        stop=bounds.stop,
        zone=read_zone(unit).key,
        coverage=coverage_text(figures["weighted"].coverage),
        numbers=numbers,
        rows=_rows(figures, numbers, answers),
        corrected=corrected_sentence(unit, Together((found,)), [bounds]),
    )


# One service by every rule. Raises RuleBroken for a service that is gone.
RULES_OF = query("uptime.rules")(_rules)


def _bounds(unit: Unit, when: Period | Interval) -> Interval:
    """What of that time has passed."""
    if not isinstance(when, Interval):
        return period_bounds(unit, read_zone(unit), when)
    return Interval(when.start_us, max(when.start_us, min(unit.now_us, when.stop_us)))


def _numbers(
    unit: Unit, number: int, bounds: Interval, lengths: dict[C, int], answers: AnswerCount
) -> RuleNumbers:
    first_us = first_start(unit, [number])
    begun_us = bounds.stop_us if first_us is None else max(bounds.start_us, first_us)
    calendar_us = max(0, bounds.stop_us - begun_us)
    observed_us = sum(us for status, us in lengths.items() if status is not C.UNKNOWN)
    return RuleNumbers(
        calendar_us=calendar_us,
        up_us=lengths.get(C.OPERATIONAL, 0),
        degraded_us=lengths.get(C.DEGRADED_PERFORMANCE, 0),
        partial_us=lengths.get(C.PARTIAL_OUTAGE, 0),
        major_us=lengths.get(C.MAJOR_OUTAGE, 0),
        maintenance_us=lengths.get(C.UNDER_MAINTENANCE, 0),
        unknown_us=max(0, calendar_us - observed_us),
        answers_up=answers.up,
        answers_degraded=answers.degraded,
        answers_down=answers.down,
        answers_unknown=answers.unknown,
    )


def _rows(
    figures: dict[str, UptimeFigure], numbers: RuleNumbers, answers: AnswerCount
) -> tuple[RuleRow, ...]:
    default = figures["weighted"]
    why = _whys(numbers)
    rows = [
        _row(name, RULES[name].sentence, figure.said, why[name]) for name, figure in figures.items()
    ]
    page = None if default.said is None else as_statuspage(default, numbers.calendar_us)
    rows.append(_row(STATUSPAGE, STATUSPAGE_SENTENCE, page, why[STATUSPAGE]))
    rows.append(_row(CHECKS, CHECKS_SENTENCE, by_checks(answers), why[CHECKS]))
    rows.append(_row(NEW_RELIC, NEW_RELIC_SENTENCE, as_new_relic(answers), why[NEW_RELIC]))
    return tuple(rows)


def _row(name: str, sentence: str, share: Fraction | None, why: str) -> RuleRow:
    return RuleRow(name, LABELS[name], sentence, percent_text(share), percent_number(share), why)


def _whys(of: RuleNumbers) -> dict[str, str]:
    """Why each rule says what it says of these numbers, in one sentence."""
    partial, degraded, major = (
        lost_text(us, none=_NONE) for us in (of.partial_us, of.degraded_us, of.major_us)
    )
    known = of.answers_up + of.answers_degraded + of.answers_down
    return {
        "weighted": (
            f"Down in full for {major}, in part for {partial}, which counts 30 %."
            if of.major_us or of.partial_us
            else "It was never down, in full or in part."
        ),
        "strict": (
            f"Degraded for {degraded} and partly out for {partial} count in full."
            if of.degraded_us or of.partial_us
            else "The same: it was never degraded or partly out."
        ),
        "half": (
            f"Partly out for {partial} counts 50 % in place of 30 %."
            if of.partial_us
            else "The same: it was never partly out."
        ),
        STATUSPAGE: (
            f"Counted as up: {_length(of.maintenance_us)} of maintenance, and "
            f"{_length(of.unknown_us)} that nobody observed."
            if of.maintenance_us or of.unknown_us
            else "The same: there was no maintenance, and all of it was observed."
        ),
        CHECKS: (
            f"{of.answers_down:,} of {known:,} answers failed. Each is one moment: it counts the "
            "same whether the next came a second or an hour later."
        ),
        NEW_RELIC: (
            f"{of.answers_unknown:,} that could not be asked count as failed besides the "
            f"{of.answers_down:,} that did."
            if of.answers_unknown
            else "The same as by count: everything could be asked."
        ),
    }


def _length(us: int) -> str:
    return length_text(timedelta(microseconds=us), none=_NONE)
