"""Outages of several services laid over each other: runs between them, and what each day lost."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.outage_arrays import joined
from statusboard.storage.history.span_arrays import LASTS_US, SpanArrays, lengths
from statusboard.storage.numbers import DOWN, STATUS_NUMBER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]

_MAJOR = STATUS_NUMBER[ComponentStatus.MAJOR_OUTAGE]
_UNKNOWN = STATUS_NUMBER[ComponentStatus.UNKNOWN]


def last_major(trouble: SpanArrays) -> Interval | None:
    """The major outage of which the end is the newest; None where none has ended.

    Of several that ended together: that of the service that has been in trouble first.
    """
    found = joined(trouble).spans
    found = found.where((found.status == _MAJOR) & (found.stop != LASTS_US))
    if not len(found.stop):
        return None
    found = found.where(found.stop == found.stop.max())
    numbers, starts = found.component.tolist(), found.start.tolist()
    _, _, start_us = min(
        (int(trouble.start[trouble.component == number].min()), number, start)
        for number, start in zip(numbers, starts, strict=True)
    )
    return Interval(start_us, int(found.stop[0]))


def runs_without_major(trouble: SpanArrays, first_us: int, most: int) -> list[Interval]:
    """The longest stretches from an instant on that end where a major outage begins."""
    import numpy as np

    starts, stops = _union(trouble.where(trouble.status == _MAJOR))
    begins = np.concatenate(([first_us], np.maximum(stops, first_us)))[:-1]
    lasted = starts - begins
    order = np.argsort(-lasted, kind="stable")[:most]
    order = order[lasted[order] > 0]
    pairs = zip(begins[order].tolist(), starts[order].tolist(), strict=True)
    return [Interval(start, stop) for start, stop in pairs]


def after_the_longest_gap(spans: SpanArrays, run: Interval) -> Interval | None:
    """What is left of a stretch after the longest time in which a service was not observed.

    `spans` are those of the services that are looked at; None where nothing was seen in it.
    """
    import numpy as np

    touched = (spans.start < run.stop_us) & (spans.stop > run.start_us)
    seen = spans.where(touched & (spans.status != _UNKNOWN))
    if not len(seen.start):
        return None
    seen = seen.where(np.lexsort((seen.start, seen.component)))
    starts = np.maximum(seen.start, run.start_us)
    before = np.concatenate(([run.start_us], seen.stop[:-1]))
    is_first = np.concatenate(([True], seen.component[1:] != seen.component[:-1]))
    gaps = starts - np.where(is_first, run.start_us, before)
    start_us = int(starts[np.argmax(gaps)])
    return Interval(start_us, run.stop_us) if gaps.max() > 0 else None


def down_in(trouble: SpanArrays, bounds: Interval, edges_us: Sequence[int]) -> list[int]:
    """How long any service was down in an interval, by stretch, in microseconds."""
    import numpy as np

    down = trouble.where(np.isin(trouble.status, DOWN))
    start, stop = np.maximum(down.start, bounds.start_us), np.minimum(down.stop, bounds.stop_us)
    starts, stops = _union(SpanArrays(down.component, start, stop, down.status))
    none = np.zeros_like(starts)
    found = lengths(SpanArrays(none, starts, stops, none + _MAJOR), [0], edges_us).by_status
    lost: list[int] = found[_MAJOR][0].tolist() if found else [0] * (len(edges_us) - 1)
    return lost


def _union(spans: SpanArrays) -> "tuple[Int64s, Int64s]":
    """The same instants as disjoint stretches in order, without empty ones: starts and stops."""
    import numpy as np

    spans = spans.where(spans.start < spans.stop)
    spans = spans.where(np.argsort(spans.start, kind="stable"))
    if not len(spans.start):
        return spans.start, spans.stop
    until = np.maximum.accumulate(spans.stop)
    first = np.flatnonzero(np.concatenate(([True], spans.start[1:] > until[:-1])))
    last = np.concatenate((first[1:], [len(until)])) - 1
    return spans.start[first], until[last]
