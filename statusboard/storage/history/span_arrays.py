"""Spans as arrays: the bars and figures of a thousand services in a few milliseconds.

The database joins each column into one text, so that no Python object is made per row; numpy adds
up lengths by component, status and day. Equal to domain.bars and domain.uptime to the
microsecond: lengths stay whole numbers throughout.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure, UptimeRule
from statusboard.storage.history.span_figures import figure_of
from statusboard.storage.numbers import STATUS_OF
from statusboard.storage.unit import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]

# Three aggregates of one scan, so their rows are in one order. Instants count from the start of
# the interval: the fewer digits, the less there is to write and to read.
_COLUMNS = ("(start_us - {start}) * 8 + status", "stop - {start}", "component_id")
_SPANS = """
SELECT {columns} FROM (
  SELECT component_id, start_us, stop_us AS stop, status FROM span WHERE stop_us > {start}
  UNION ALL
  SELECT component_id, start_us, CAST({now} AS bigint) AS stop, status
  FROM span WHERE stop_us IS NULL
) AS touched
"""


@dataclass(frozen=True, slots=True, eq=False)
class SpanArrays:
    """Spans as four arrays of the same length; an open one stops at the `now_us` it was read for.

    `status` holds the numbers of storage/numbers.py. In no particular order.
    """

    component: "Int64s"
    start: "Int64s"
    stop: "Int64s"
    status: "Int64s"


def read_arrays(unit: Unit, bounds: Interval, *, now_us: int) -> SpanArrays:
    """All spans that end inside an interval or later, open ones stopping at `now_us`."""
    import numpy as np

    joined = "group_concat({})" if unit.is_sqlite else "string_agg(CAST({} AS text), ',')"
    statement = _SPANS.replace("{columns}", ", ".join(map(joined.format, _COLUMNS)))
    texts = unit.connection.exec_driver_sql(
        statement.format(start=int(bounds.start_us), now=int(now_us))
    ).one()
    tagged, stop, component = (np.fromstring(text or "", np.int64, sep=",") for text in texts)
    return SpanArrays(
        component,
        (tagged >> 3) + bounds.start_us,
        stop + bounds.start_us,
        tagged & 7,
    )


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
            worst[self.by_status[number] > 0] = number
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
    stretches = len(edges) - 1
    # The row of each component by its id, -1 for those that were not asked for.
    highest = max([0, *component_ids, int(spans.component.max(initial=0))])
    row_of = np.full(highest + 1, -1, np.int64)
    row_of[ids] = np.arange(len(ids))
    row = row_of[spans.component]
    start = np.maximum(spans.start, edges[0])
    stop = np.minimum(spans.stop, edges[-1])
    keep = (row >= 0) & (start < stop)
    row, start, stop, status = row[keep], start[keep], stop[keep], spans.status[keep]
    first = np.searchsorted(edges, start, "right") - 1
    last = np.searchsorted(edges, stop, "left") - 1
    early, late = start - edges[first], edges[last + 1] - stop
    width = stretches + 1
    size = len(ids) * width
    by_status: dict[int, Int64s] = {}
    for number in np.flatnonzero(np.bincount(status, minlength=1)).tolist():
        mine = np.flatnonzero(status == number)
        base = row[mine] * width
        begins, ends = base + first[mine], base + last[mine]
        # Whole stretches first: +1 where a span begins, -1 after it ends, summed along the row;
        # then what is missing at either end. Sums stay far below 2^53, so doubles are exact.
        touched = np.bincount(begins, minlength=size)
        touched -= np.bincount(ends + 1, minlength=size)[:size]
        table = touched.reshape(-1, width)
        missing = np.bincount(
            np.concatenate((begins, ends)),
            weights=np.concatenate((early[mine], late[mine])),
            minlength=size,
        )
        sums = table.cumsum(axis=1, out=table)[:, :stretches] * np.diff(edges)
        sums -= missing.reshape(-1, width)[:, :stretches].astype(np.int64)
        by_status[number] = sums
    return Lengths(tuple(component_ids), tuple(edges_us), by_status)
