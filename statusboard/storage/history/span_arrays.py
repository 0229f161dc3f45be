"""Spans as arrays: the bars and figures of a thousand services in a few milliseconds.

They are read without a Python object per row (`joined_columns`); numpy adds up lengths by
component, status and day. Equal to domain.bars and domain.uptime to the microsecond: lengths stay
whole numbers throughout.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure, UptimeRule
from statusboard.storage.history.joined_columns import read_joined
from statusboard.storage.history.span_figures import figure_of
from statusboard.storage.numbers import STATUS_OF, TROUBLE
from statusboard.storage.unit import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]


# Where a span stops that lasts, for who wants to know which ones do.
LASTS_US = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class SpanArrays:
    """Spans as four arrays of the same length; an open one stops at the `now_us` it was read for.

    `status` holds the numbers of storage/numbers.py. In no particular order.
    """

    component: "Int64s"
    start: "Int64s"
    stop: "Int64s"
    status: "Int64s"

    def where(self, chosen: "NDArray[np.bool_] | Int64s") -> "SpanArrays":
        """Some of them, by a mask or by their numbers."""
        columns = (self.component, self.start, self.stop, self.status)
        return SpanArrays(*(column[chosen] for column in columns))

    def until(self, now_us: int) -> "SpanArrays":
        """The same where what stops at `LASTS_US` stops now; empty where it began later."""
        import numpy as np

        now = np.maximum(self.start, now_us)
        return replace(self, stop=np.where(self.stop == LASTS_US, now, self.stop))


def read_arrays(
    unit: Unit, bounds: Interval, *, now_us: int, is_trouble: bool = False
) -> SpanArrays:
    """All spans that end inside an interval or later, open ones stopping at `now_us`.

    `is_trouble`: of trouble alone.
    """
    import numpy as np

    since_us = int(bounds.start_us)
    only = f" AND status IN ({', '.join(map(str, TROUBLE))})" if is_trouble else ""
    ended = read_joined(unit, f"stop_us > {since_us}{only}", ended_after_us=since_us)
    component, start, _, status = read_joined(unit, f"stop_us IS NULL{only}")
    lasting = component, start, np.full_like(start, now_us), status
    return SpanArrays(*map(np.concatenate, zip(ended, lasting, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """How long each component was in each status in each stretch, in microseconds.

    `by_status` maps a status number to an array of components × stretches; a status that did not
    occur is missing. `edges_us` are the bounds of the stretches, one more than there are.
    """

    component_ids: tuple[int, ...]
    edges_us: tuple[int, ...]
    by_status: Mapping[int, "Int64s"]

    def worst(self) -> "NDArray[np.int8]":
        """The number of the worst status of each component in each stretch; 0 for unknown."""
        import numpy as np

        worst = np.zeros((len(self.component_ids), len(self.edges_us) - 1), np.int8)
        for number in sorted(self.by_status):
            np.copyto(worst, number, where=self.by_status[number] > 0)
        return worst

    def worst_of(
        self, row_sets: Sequence[Sequence[int]]
    ) -> tuple[tuple[ComponentStatus, ...], ...]:
        """The worst status of several components (by row) in each stretch, for each set of rows."""
        worst = self.worst()
        nothing = (ComponentStatus.UNKNOWN,) * worst.shape[1]
        return tuple(
            tuple(map(STATUS_OF.__getitem__, worst[list(rows)].max(axis=0).tolist()))
            if len(rows)
            else nothing
            for rows in row_sets
        )

    def together(
        self, weights: Mapping[int, int], *, rule: UptimeRule = DEFAULT_RULE
    ) -> UptimeFigure:
        """The figure of several components over all stretches, added up by weight.

        `weights` are those of the components that count, by id; of others nothing does.
        """
        import numpy as np

        own = np.array([weights.get(number, 0) for number in self.component_ids], np.int64)
        interval_us = (self.edges_us[-1] - self.edges_us[0]) * int(own.sum())
        sums = {
            STATUS_OF[number]: int(lengths.sum(axis=1) @ own)
            for number, lengths in self.by_status.items()
        }
        return figure_of(sums, interval_us, rule)

    def strips(self) -> dict[int, tuple[ComponentStatus, ...]]:
        """The worst status of each stretch, by component id."""
        return {
            component_id: tuple(map(STATUS_OF.__getitem__, row))
            for component_id, row in zip(self.component_ids, self.worst().tolist(), strict=True)
        }

    def figures(
        self, *, first: int = 0, rule: UptimeRule = DEFAULT_RULE
    ) -> dict[int, UptimeFigure]:
        """The figure of each component over the stretches from `first` to the last."""
        return self.figures_of(range(first, len(self.edges_us) - 1), rule=rule)

    def figures_of(
        self, stretches: Sequence[int], *, rule: UptimeRule = DEFAULT_RULE
    ) -> dict[int, UptimeFigure]:
        """The figure of each component over some of the stretches, by number, added up."""
        chosen = list(stretches)
        interval_us = sum(self.edges_us[n + 1] - self.edges_us[n] for n in chosen)
        sums = {
            STATUS_OF[number]: lengths[:, chosen].sum(axis=1).tolist()
            for number, lengths in self.by_status.items()
        }
        return {
            component_id: figure_of(
                {status: column[row] for status, column in sums.items()}, interval_us, rule
            )
            for row, component_id in enumerate(self.component_ids)
        }


def lengths(spans: SpanArrays, component_ids: Sequence[int], edges_us: Sequence[int]) -> Lengths:
    """Adds spans up by component, status and stretch. The edges grow strictly."""
    import numpy as np

    ids = np.array(component_ids, dtype=np.int64)
    edges = np.array(edges_us, dtype=np.int64)
    # Where the row of each component begins in a table, by its id; -1 where nobody asked for it.
    highest = max([0, *component_ids, int(spans.component.max(initial=0))])
    row_of = np.full(highest + 1, -1, np.int64)
    row_of[ids] = np.arange(len(ids)) * len(edges)
    row = row_of[spans.component]
    start = np.maximum(spans.start, edges[0])
    stop = np.minimum(spans.stop, edges[-1])
    status = spans.status
    keep = (row >= 0) & (start < stop)
    if not keep.all():
        row, start, stop, status = row[keep], start[keep], stop[keep], status[keep]
    # One table for each status that occurred, all of them changed in place: what numpy has to be
    # given of memory costs more here than what it adds up.
    occurred = np.flatnonzero(np.bincount(status, minlength=1))
    tables = np.zeros((len(occurred), len(ids), len(edges)), np.int64)
    cells = tables.reshape(-1)
    table_of = np.zeros(max(STATUS_OF) + 1, np.int64)
    table_of[occurred] = np.arange(len(occurred)) * (len(ids) * len(edges))
    row += table_of[status]
    first, after = _stretches(edges, start), np.searchsorted(edges, stop, "left")
    early, late = start - edges[first], edges[after] - stop
    first += row
    after += row
    # Whole stretches first: +1 where a span begins, -1 after it ends, summed along the row; then
    # what is missing at either end.
    np.add.at(cells, first, 1)
    np.subtract.at(cells, after, 1)
    tables.cumsum(axis=2, out=tables)
    sums = tables[:, :, :-1]
    sums *= np.diff(edges)
    np.subtract.at(cells, first, early)
    np.subtract.at(cells, after - 1, late)
    by_status = dict(zip(occurred.tolist(), sums, strict=True))
    return Lengths(tuple(component_ids), tuple(edges_us), by_status)


def _stretches(edges: "Int64s", at: "Int64s") -> "Int64s":
    """The stretch that each instant is in; none is before the first or after the last.

    A grid of equal steps, none longer than a stretch, leaves one edge to compare each with: days
    are nearly alike, and a binary search among them costs three times as much.
    """
    import numpy as np

    step = int(np.diff(edges).min()).bit_length() - 1
    steps = (int(edges[-1] - edges[0]) >> step) + 1
    of = at if steps > len(at) else edges[0] + (np.arange(steps) << step)
    found: Int64s = np.searchsorted(edges, of, "right") - 1
    if of is not at:
        found = found[(at - edges[0]) >> step]
        found += at >= edges[found + 1]
    return found
