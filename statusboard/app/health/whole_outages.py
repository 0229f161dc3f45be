"""Outages that planned work lay over, told as the one that they were.

What was broken before a window is broken after it, and uptime leaves the window out. Where the
checks said so all the time between, it is one outage, whose length lacks the window; where a
service was well meanwhile, or nobody knew, they are two.
"""

from collections.abc import Iterable, Sequence

from statusboard.domain.span import Outage, Span, outages
from statusboard.domain.status import worst
from statusboard.storage.history.outage_arrays import OutageArrays, as_spans, joined
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.history.span_arrays import SpanArrays
from statusboard.storage.unit import Unit


def whole_outages(
    unit: Unit, trouble: Iterable[Span], work: Iterable[Span], *, pause_us: int = 0
) -> list[Outage]:
    """The outages in spans of trouble, by service and start; `work` is what lay over them.

    `pause_us` as in `outages`: then `trouble` must be all the spans that there are.
    """
    by_component: dict[int, list[Span]] = {}
    for span in trouble:
        by_component.setdefault(span.component_id, []).append(span)
    ends: dict[tuple[int, int], int] = {
        (one.component_id, one.start_us): one.stop_us for one in work if one.stop_us is not None
    }
    return [
        whole
        for own in by_component.values()
        for whole in _joined(unit, outages(own, pause_us=pause_us), ends)
    ]


def whole_among(unit: Unit, trouble: SpanArrays, work: SpanArrays) -> OutageArrays:
    """The same without a pause, of a thousand services: few of theirs were interrupted by work."""
    rest, chained = joined(trouble).interrupted_by(work)
    if not chained:
        return rest
    by_component: dict[int, list[Outage]] = {}
    for one in chained:
        by_component.setdefault(one.component_id, []).append(one)
    ends: dict[tuple[int, int], int] = {
        (one.component_id, one.start_us): one.stop_us
        for one in as_spans(work, by_component)
        if one.stop_us is not None
    }
    return rest.and_also(
        whole for own in by_component.values() for whole in _joined(unit, own, ends)
    )


def _joined(unit: Unit, found: Sequence[Outage], ends: dict[tuple[int, int], int]) -> list[Outage]:
    joined: list[Outage] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is None or last.stop_us is None or not _follows(last, one, ends):
            joined.append(one)
        elif _is_down_between(unit, one.component_id, last.stop_us, one.start_us):
            between = (last.stop_us, one.start_us)
            joined[-1] = Outage(
                *(one.component_id, last.start_us, one.stop_us, worst((last.status, one.status))),
                left_out=(*last.left_out, between),
            )
        else:
            joined.append(one)
    return joined


def _follows(before: Outage, after: Outage, ends: dict[tuple[int, int], int]) -> bool:
    """Whether nothing but planned work is between two outages."""
    at_us = before.stop_us
    while at_us is not None and at_us < after.start_us:
        at_us = ends.get((before.component_id, at_us))
    return at_us == after.start_us


def _is_down_between(unit: Unit, component_id: int, start_us: int, stop_us: int) -> bool:
    (steps,) = raw_steps(unit, {component_id: start_us}).values()
    return all(status.counts_as_down for at_us, status in steps if at_us < stop_us)
