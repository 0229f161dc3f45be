"""What lies behind the chart: what was measured, and what customers were told meanwhile."""

from collections.abc import Sequence

from statusboard.app.health.set_afterwards import SetEnds
from statusboard.app.health.spoken import incidents_about
from statusboard.domain.component import Component
from statusboard.domain.instants import SECOND_US, Interval, to_us
from statusboard.domain.status import worst
from statusboard.domain.views.uptime import Band, BandKind
from statusboard.storage.history.outage_arrays import among, longest_spans
from statusboard.storage.history.span_arrays import SpanArrays
from statusboard.storage.unit import Unit

# Bands closer together than a pixel of a wide chart are drawn anyway; more than this is noise.
MOST_BANDS = 2_000


def event_bands(
    chosen: Sequence[Component],
    bounds: Interval,
    eventful: Sequence[SpanArrays],
    set_ends: SetEnds,
) -> tuple[Band, ...]:
    """Trouble and planned work of the services that are there, the longest of them, by start."""
    names = {component.id: component.name for component in chosen}
    own = (among(each, names) for each in eventful)
    found = []
    for span in longest_spans(bounds, MOST_BANDS, *own):
        part = span.until(bounds.stop_us).clip(bounds)
        if part is not None:
            number, note = span.component_id, set_ends.note(span)
            left, right = part.start_us / SECOND_US, part.stop_us / SECOND_US
            found.append(Band(left, right, span.status, names[number], note, component_id=number))
    return tuple(found)


def incident_bands(unit: Unit, chosen: Sequence[Component], bounds: Interval) -> tuple[Band, ...]:
    """The incidents about some services in an interval, by start; one that lasts ends with it."""
    ids = frozenset(component.id for component in chosen)
    found = []
    for incident in incidents_about(unit, ids, bounds):
        stop_us = bounds.stop_us
        if incident.resolved_at is not None:
            stop_us = to_us(incident.resolved_at)
        start_us = to_us(incident.started_at)
        part = Interval(start_us, max(start_us, stop_us)).clip(bounds)
        if part is not None:
            said = worst(s for number, s in incident.components.items() if number in ids)
            left, right = part.start_us / SECOND_US, part.stop_us / SECOND_US
            found.append(Band(left, right, said, incident.wording.title, kind=BandKind.INCIDENT))
    return tuple(sorted(found, key=lambda band: band.start_s)[-MOST_BANDS:])
