"""How we spoke about outages: how soon the first word came, and whether the next came in time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from statusboard.domain.incident import Incident
from statusboard.domain.instants import SECOND_US, Interval, to_us
from statusboard.domain.promises import Promise, PromiseRecord, promises, record_of
from statusboard.domain.span import Outage, Span, outages
from statusboard.domain.views.board import SpokenRecord
from statusboard.storage import incidents
from statusboard.storage.corrections import read_corrections
from statusboard.storage.history import spans
from statusboard.storage.history.outage_arrays import OutageArrays
from statusboard.storage.unit import Unit

# An incident is counted to an outage when it began no longer than this before it ended.
_SLACK_US = 15 * 60 * SECOND_US
# Outages that ended longer before the first word are not what it was about.
_BEFORE = timedelta(days=1)


def incidents_about(unit: Unit, ids: frozenset[int], bounds: Interval) -> list[Incident]:
    """The incidents about these services whose story touches an interval, each of them once."""
    return [
        incident
        for incident in incidents.read_incidents(unit)
        if ids & incident.components.keys()
        and incident.is_counted
        and to_us(incident.started_at) < bounds.stop_us
        and (incident.resolved_at is None or to_us(incident.resolved_at) > bounds.start_us)
    ]


def first_word_us(incident: Incident, happened: Iterable[Outage]) -> int | None:
    """The time from the first failure of what it is about to the first word; None: not measured.

    Of the start that the notice states nothing follows: it may have been guessed.
    """
    first_us = to_us(incident.updates[-1].published_at)
    starts = [
        outage.start_us
        for outage in happened
        if outage.component_id in incident.components
        and outage.start_us <= first_us
        and (outage.stop_us is None or first_us <= outage.stop_us + _SLACK_US)
    ]
    return first_us - min(starts) if starts else None


def first_word_among_us(incident: Incident, happened: OutageArrays) -> int | None:
    """The same, from the outages of a thousand services."""
    first_us = to_us(incident.updates[-1].published_at)
    start_us = happened.first_start(incident.components.keys(), first_us, slack_us=_SLACK_US)
    return None if start_us is None else first_us - start_us


def first_words_us(said: Sequence[Incident], happened: OutageArrays) -> list[int]:
    """How long each first word took of those that can be measured, the quickest first."""
    waits = (first_word_among_us(incident, happened) for incident in said)
    return sorted(wait for wait in waits if wait is not None)


def promises_of(incident: Incident, corrections: Collection[str]) -> tuple[Promise, ...]:
    """Each next update that the incident promised, the oldest first."""
    return promises(incident.updates, corrections=corrections)


def outages_about(unit: Unit, incident: Incident) -> list[Outage]:
    """The outages of what an incident is about, from before its first word up to now."""
    first = min(incident.updates[-1].published_at, incident.started_at) - _BEFORE
    bounds = Interval(to_us(first), unit.now_us + 1)
    found: dict[int, list[Span]] = {}
    for span in spans.read_trouble(unit, bounds, component_ids=frozenset(incident.components)):
        found.setdefault(span.component_id, []).append(span)
    return [outage for own in found.values() for outage in outages(own)]


def spoken_record(
    incident: Incident, happened: Iterable[Outage], corrections: Collection[str], now: datetime
) -> SpokenRecord:
    """How we spoke about one incident, as of `now`."""
    made = promises_of(incident, corrections)
    return SpokenRecord(first_word_us(incident, happened), record_of(made, now))


def promise_record(unit: Unit, said: Sequence[Incident], bounds: Interval) -> PromiseRecord:
    """What became of the next updates that were promised from the start of an interval to its end.

    What was said this very moment counts, although the interval is open there.
    """
    corrections = read_corrections(unit)
    made = (promise for one in said for promise in promises_of(one, corrections))
    within = (p for p in made if bounds.start_us <= to_us(p.made_at) <= bounds.stop_us)
    return record_of(within, unit.now)
