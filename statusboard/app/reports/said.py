"""The incidents of a report, with what was said: only words that stand, as plain text."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from statusboard.app.health.spoken import first_word_us, incidents_about, promises_of
from statusboard.domain.incident import Incident
from statusboard.domain.instants import Interval
from statusboard.domain.promises import record_of
from statusboard.domain.report import ReportIncident, ReportUpdate
from statusboard.domain.span import Outage
from statusboard.domain.taken_back import standing
from statusboard.render.clean import clean_line
from statusboard.render.plain_text import body_text
from statusboard.storage.corrections import read_corrections
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """An incident, and what a report says of it."""

    incident: Incident
    told: ReportIncident


def said_about(
    unit: Unit,
    names: Mapping[int, str],
    chosen: Collection[int],
    bounds: Interval,
    happened: Iterable[Outage],
) -> tuple[ToldIncident, ...]:
    """The incidents about services, by their ids, that touch an interval, the oldest first.

    `names` are those of all services, by their ids.
    """
    corrections = read_corrections(unit)
    known = tuple(happened)
    found = [
        ToldIncident(one, _told(unit, names, one, known, corrections))
        for one in incidents_about(unit, frozenset(chosen), bounds)
    ]
    return tuple(sorted(found, key=lambda one: (one.told.started_at, one.incident.id)))


def _told(
    unit: Unit,
    names: Mapping[int, str],
    incident: Incident,
    happened: tuple[Outage, ...],
    corrections: frozenset[str],
) -> ReportIncident:
    about = (names.get(number, "") for number in incident.components)
    return ReportIncident(
        title=clean_line(incident.wording.title),
        impact=incident.impact,
        started_at=incident.started_at,
        resolved_at=incident.resolved_at,
        services=tuple(filter(None, about)),
        first_word_us=first_word_us(incident, happened),
        updates=tuple(
            ReportUpdate(one.published_at, one.wording.status, body_text(one.wording.body))
            for one in reversed(standing(incident.updates))
        ),
        promises=record_of(promises_of(incident, corrections), unit.now),
    )
