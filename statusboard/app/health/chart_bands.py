"""What lies behind the chart: what was measured, and what customers were told meanwhile."""

from collections.abc import Sequence
from heapq import nlargest

from statusboard.app.health.facts import Facts
from statusboard.app.health.set_afterwards import SetEnds
from statusboard.app.health.spoken import incidents_about
from statusboard.domain.component import Component
from statusboard.domain.instants import SECOND_US, Interval, to_us
from statusboard.domain.span import Span
from statusboard.domain.status import worst
from statusboard.domain.views.uptime import Band, BandKind
from statusboard.storage.unit import Unit

# Bands closer together than a pixel of a wide chart are drawn anyway; more than this is noise.
MOST_BANDS = 2_000


def event_bands(
    facts: Facts,
    chosen: Sequence[Component],
    bounds: Interval,
    eventful: Sequence[Span],
    set_ends: SetEnds,
) -> tuple[Band, ...]:
    """Trouble and planned work, the longest of them, by start."""
    names = {component.id: component.name for component in chosen}

    def in_view(span: Span) -> tuple[int, int]:
        stop_us = facts.now_us if span.stop_us is None else span.stop_us
        return max(span.start_us, bounds.start_us), min(stop_us, bounds.stop_us)

    # Of sixty thousand spans two thousand are drawn: only those are made bands of.
    seen = [
        (stop_us - start_us, start_us, stop_us, n)
        for n, (start_us, stop_us) in enumerate(map(in_view, eventful))
        if start_us < stop_us
    ]
    longest = nlargest(MOST_BANDS, seen, key=lambda one: one[0])
    return tuple(
        Band(
            start_us / SECOND_US,
            stop_us / SECOND_US,
            eventful[n].status,
            names[eventful[n].component_id],
            set_ends.note(eventful[n]),
            component_id=eventful[n].component_id,
        )
        for _, start_us, stop_us, n in sorted(longest, key=lambda one: one[1])
    )


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
