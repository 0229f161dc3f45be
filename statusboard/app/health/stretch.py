"""The stretch of a service's past around an instant: what somebody points at who corrects it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statusboard.app.doorway import query
from statusboard.app.health.corrected import read_corrected
from statusboard.app.health.facts import Facts, read_facts
from statusboard.domain.instants import DAY_US, Interval, from_us, to_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text
from statusboard.domain.views.behind import SpanLine, StretchFound
from statusboard.errors import RuleBroken
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

# As far back as a correction looks for the outage that is meant.
REACH_DAYS = 400
_UNKNOWN = ComponentStatus.UNKNOWN


@dataclass(frozen=True, slots=True)
class StretchAsk:
    """Of which service, and an instant in the stretch; None: its newest trouble."""

    component_id: int
    at: datetime | None = None


def _stretch(unit: Unit, given: StretchAsk) -> StretchFound:
    """What it was around an instant, from its first moment to its last.

    Raises RuleBroken for a service that is gone, for what nobody could correct, and for an instant
    that is before its history or to come.
    """
    facts, number = read_facts(unit, component_id=given.component_id), given.component_id
    found = next((one for one in facts.components if one.id == number), None)
    if found is None:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    at_us = _newest(unit, number) if given.at is None else to_us(given.at)
    if at_us >= unit.now_us:
        raise RuleBroken("Only the past can be corrected. Choose an earlier time.")
    bounds = Interval(at_us - REACH_DAYS * DAY_US, unit.now_us)
    own = spans.read_spans(unit, bounds, component_ids=[number])
    told = [one for one in own if one.status is not _UNKNOWN]
    span = next((one for one in told if one.start_us <= at_us < _stop_us(one, facts)), None)
    if span is not None:
        return _found(unit, facts, found.name, span)
    return _gap(unit, facts, found.name, number, at_us, told)


# Raises RuleBroken where there is nothing that could be corrected.
STRETCH = query("history.stretch")(_stretch)


def _newest(unit: Unit, number: int) -> int:
    bounds = Interval(unit.now_us - REACH_DAYS * DAY_US, unit.now_us)
    trouble = spans.read_trouble(unit, bounds, component_ids=frozenset({number}))
    if not trouble:
        raise RuleBroken(
            f"No trouble is on record in the last {REACH_DAYS} days. Open a figure under Uptime to "
            "correct another stretch of its history."
        )
    return max(one.start_us for one in trouble)


def _stop_us(span: Span, facts: Facts) -> int:
    """Where a span ends; what lasts ends where somebody last watched."""
    return span.until(facts.watched_us).stop_us


def _found(unit: Unit, facts: Facts, name: str, span: Span) -> StretchFound:
    stop_us = _stop_us(span, facts)
    lasts = span.stop_us is None and facts.is_watched
    note = read_corrected(unit, Interval(span.start_us, stop_us)).note(span)
    line = SpanLine(
        span.component_id,
        name,
        span.status,
        from_us(span.start_us),
        None if lasts else from_us(stop_us),
        stop_us - span.start_us,
        note,
    )
    return StretchFound(line, unit.now, facts.zone)


def _gap(
    unit: Unit, facts: Facts, name: str, number: int, at_us: int, told: Sequence[Span]
) -> StretchFound:
    """What nobody observed, with the outages that lie right beside it."""
    before = max((one for one in told if one.start_us <= at_us), key=_start, default=None)
    after = min((one for one in told if one.start_us > at_us), key=_start, default=None)
    if before is None:
        first = "" if after is None else _since(unit, facts, after)
        raise RuleBroken(
            f"Nothing is known of this service at that time{first}. What was not observed counts "
            "as neither up nor down."
        )
    start_us = _stop_us(before, facts)
    stop_us = unit.now_us if after is None else after.start_us
    ended = before if before.status.counts_as_down and before.stop_us is not None else None
    began = after if after is not None and after.status.counts_as_down else None
    if ended is None and began is None:
        raise RuleBroken(
            "Nobody observed this time, and no outage lies beside it that could be longer. It "
            "counts as neither up nor down."
        )
    stops = None if after is None else from_us(stop_us)
    line = SpanLine(number, name, _UNKNOWN, from_us(start_us), stops, stop_us - start_us)
    return StretchFound(
        line,
        unit.now,
        facts.zone,
        None if ended is None else from_us(ended.start_us),
        None if began is None else from_us(began.start_us),
    )


def _start(span: Span) -> int:
    return span.start_us


def _since(unit: Unit, facts: Facts, first: Span) -> str:
    when = when_text(from_us(first.start_us), facts.zone_info, now=unit.now)
    return f": its history begins at {when}"
