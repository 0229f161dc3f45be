"""Outages as arrays: of sixty thousand only those become objects that somebody looks at.

Equal to domain.span.outages; what planned work lay over stands beside them, whole.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from statusboard.domain.instants import Interval
from statusboard.domain.span import Outage, Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.span_arrays import LASTS_US, SpanArrays
from statusboard.storage.numbers import DOWN, STATUS_NUMBER, STATUS_OF, TROUBLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]
    Bools = NDArray[np.bool_]

_WORK = [STATUS_NUMBER[ComponentStatus.UNDER_MAINTENANCE]]


def trouble_in(spans: SpanArrays, bounds: Interval, component_ids: Collection[int]) -> SpanArrays:
    """The spans of trouble of some services that touch an interval, whole."""
    return _touching(spans, bounds, component_ids, TROUBLE)


def work_in(spans: SpanArrays, bounds: Interval, component_ids: Collection[int]) -> SpanArrays:
    """The same of planned work."""
    return _touching(spans, bounds, component_ids, _WORK)


def among(spans: SpanArrays, component_ids: Collection[int]) -> SpanArrays:
    """The spans of some services."""
    return spans.where(_is_among(spans.component, component_ids))


def spans_in(spans: SpanArrays, bounds: Interval, component_ids: Collection[int]) -> list[Span]:
    """The spans of some services that touch an interval, whole, as objects."""
    return as_spans(_touching(spans, bounds, component_ids, list(STATUS_OF)), component_ids)


def _touching(
    spans: SpanArrays, bounds: Interval, component_ids: Collection[int], statuses: Sequence[int]
) -> SpanArrays:
    import numpy as np

    touched = (spans.start < bounds.stop_us) & (spans.stop > bounds.start_us)
    own = spans.where(touched & np.isin(spans.status, statuses))
    return among(own, component_ids)


def longest_spans(bounds: Interval, most: int, *sorts: SpanArrays) -> list[Span]:
    """The spans of which the longest part lies in an interval, by where that begins.

    Of equally long ones the earlier come first, of each sort before the next.
    """
    import numpy as np

    columns = zip(*((one.component, one.start, one.stop, one.status) for one in sorts), strict=True)
    component, start, stop, status = map(np.concatenate, columns)
    sort = np.repeat(np.arange(len(sorts)), [len(one.start) for one in sorts])
    begins = np.maximum(start, bounds.start_us)
    length = np.minimum(stop, bounds.stop_us) - begins
    seen = np.flatnonzero(length > 0)
    if len(seen) > most:
        least = np.partition(length[seen], -most)[-most]
        seen = seen[length[seen] >= least]
    order = np.lexsort((component[seen], start[seen], sort[seen], -length[seen]))
    longest = seen[order[:most]]
    longest = longest[np.argsort(begins[longest], kind="stable")]
    rows = zip(*(c[longest].tolist() for c in (component, start, stop, status)), strict=True)
    return [Span(number, first, last, STATUS_OF[kind]) for number, first, last, kind in rows]


@dataclass(frozen=True, slots=True, eq=False)
class OutageArrays:
    """Outages: as arrays, by service and start, and as objects those that work may lie over."""

    spans: SpanArrays
    interrupted: tuple[Outage, ...] = ()

    def __len__(self) -> int:
        return len(self.spans.start) + len(self.interrupted)

    def and_also(self, more: Iterable[Outage]) -> "OutageArrays":
        """These, and others that are objects."""
        return replace(self, interrupted=(*self.interrupted, *more))

    def ending_after(self, us: int) -> "OutageArrays":
        """Those that ended after an instant, or last."""
        return OutageArrays(
            self.spans.where(self.spans.stop > us),
            tuple(one for one in self.interrupted if one.stop_us is None or one.stop_us > us),
        )

    def longest_us(self, now_us: int, *, since_us: int) -> int:
        """How long the longest lasted of a stretch of time; 0 without one."""
        import numpy as np

        parts = np.minimum(self.spans.stop, now_us) - np.maximum(self.spans.start, since_us)
        others = (one.length_us(now_us, since_us=since_us) for one in self.interrupted)
        return max(0, int(parts.max(initial=0)), *others)

    def first_start(
        self, component_ids: Collection[int], at_us: int, *, slack_us: int
    ) -> int | None:
        """When the first began of those that some services had at an instant, or just before."""
        spans = self.spans
        had = _is_among(spans.component, component_ids) & (spans.start <= at_us)
        starts = spans.start[had & (spans.stop >= at_us - slack_us)].tolist()
        starts += [
            one.start_us
            for one in self.interrupted
            if one.component_id in component_ids
            and one.start_us <= at_us
            and (one.stop_us is None or at_us <= one.stop_us + slack_us)
        ]
        return min(starts, default=None)

    def interrupted_by(self, work: SpanArrays) -> tuple["OutageArrays", list[Outage]]:
        """The others; and as objects those between which there may be nothing but planned work.

        By service and start. It may be that there is something else after all.
        """
        import numpy as np

        spans = self.spans
        follows = np.zeros(len(spans.start) + 1, np.bool_)
        follows[1:-1] = (
            (spans.component[1:] == spans.component[:-1])
            & np.isin(spans.stop[:-1], work.start)
            & np.isin(spans.start[1:], work.stop)
        )
        chained = follows[:-1] | follows[1:]
        rest = replace(self, spans=spans.where(~chained))
        return rest, _outages(spans.where(chained)) if chained.any() else []


def joined(spans: SpanArrays) -> OutageArrays:
    """The outages in spans of trouble: neighbours that count as down, as bad as the worst."""
    import numpy as np

    down = spans.where(np.isin(spans.status, DOWN))
    down = down.where(np.lexsort((down.start, down.component)))
    if not len(down.start):
        return OutageArrays(down)
    is_other = down.component[1:] != down.component[:-1]
    first = np.flatnonzero(np.concatenate(([True], is_other | (down.start[1:] != down.stop[:-1]))))
    last = np.concatenate((first[1:], [len(down.start)])) - 1
    worst = np.maximum.reduceat(down.status, first)
    return OutageArrays(
        SpanArrays(down.component[first], down.start[first], down.stop[last], worst)
    )


def as_spans(arrays: SpanArrays, component_ids: Collection[int]) -> list[Span]:
    """The spans of some services as objects; one that lasts has no stop."""
    own = among(arrays, component_ids)
    return [Span(one.component_id, one.start_us, one.stop_us, one.status) for one in _outages(own)]


def _outages(spans: SpanArrays) -> list[Outage]:
    columns = (spans.component, spans.start, spans.stop, spans.status)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        Outage(number, start, None if stop == LASTS_US else stop, STATUS_OF[status])
        for number, start, stop, status in rows
    ]


def _is_among(component: "Int64s", component_ids: Collection[int]) -> "Bools":
    import numpy as np

    highest = max([0, *component_ids, int(component.max(initial=0))])
    wanted = np.zeros(highest + 1, np.bool_)
    wanted[list(component_ids)] = True
    found: Bools = wanted[component]
    return found
