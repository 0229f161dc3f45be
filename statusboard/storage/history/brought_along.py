"""History of another program, before a service's own: spans, and roll-ups by hour and day."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, func, select

from statusboard.domain.brought import FoundHour, FoundStretch
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.corrected_spans import table_beneath
from statusboard.storage.history.packing import MS_US, Tally, bucket_of
from statusboard.storage.history.rollups import ALL_CHECKS, row_of, tally_of
from statusboard.storage.history.spans import add_spans
from statusboard.storage.tables import ROLLUP_DAY, ROLLUP_HOUR
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

_SOME = 500


def own_since_us(unit: Unit, component_id: int) -> int:
    """Since when a service was watched here, in microseconds since 1970; now where it never was."""
    table = table_beneath(unit, component_id)
    first = select(func.min(table.c.start_us)).where(table.c.component_id == component_id)
    since_us = unit.connection.scalar(first)
    return unit.now_us if since_us is None else min(int(since_us), unit.now_us)


def bring_stretches(
    unit: Unit, component_id: int, stretches: Sequence[FoundStretch], *, until_us: int
) -> tuple[Span, ...]:
    """Writes what was before `until_us` and answers it; neighbours that say the same are one.

    What overlaps what stands before it is cut, so that no instant is told twice.
    """
    spans: list[Span] = []
    for one in sorted(stretches, key=lambda each: each.start_us):
        start_us = one.start_us
        stop_us = min(one.stop_us, until_us)
        last = spans[-1] if spans else None
        if last is not None and last.stop_us is not None:
            start_us = max(start_us, last.stop_us)
        if start_us >= stop_us or start_us < 0 or one.status is ComponentStatus.UNKNOWN:
            continue
        if last is not None and last.stop_us == start_us and last.status is one.status:
            spans[-1] = Span(component_id, last.start_us, stop_us, one.status)
        else:
            spans.append(Span(component_id, start_us, stop_us, one.status))
    add_spans(unit, spans)
    return tuple(spans)


def bring_hours(unit: Unit, check_id: int, hours: Sequence[FoundHour]) -> None:
    """Adds hours of answers to the roll-ups of a check, of its days, and of all checks.

    What a check has in an hour already stays.
    """
    hourly = {one.hour: _tally(one) for one in hours}
    daily: dict[int, Tally] = {}
    for hour, tally in hourly.items():
        daily.setdefault(hour // 24, Tally()).merge(tally)
    _bring(unit, ROLLUP_HOUR, check_id, hourly)
    _bring(unit, ROLLUP_DAY, check_id, daily)


def _bring(unit: Unit, table: Table, check_id: int, tallies: Mapping[int, Tally]) -> None:
    bucket_column = next(iter(table.primary_key))
    buckets = sorted(tallies)
    for start in range(0, len(buckets), _SOME):
        some = buckets[start : start + _SOME]
        wanted = {(bucket, check_id): tallies[bucket] for bucket in some}
        wanted |= {(bucket, ALL_CHECKS): Tally().merge(tallies[bucket]) for bucket in some}
        known = unit.connection.execute(
            select(table).where(bucket_column.in_(some), table.c.check_id == ALL_CHECKS)
        )
        for row in known:
            wanted[row._mapping[bucket_column], ALL_CHECKS].merge(tally_of(row))  # noqa: SLF001
        insert = upsert(unit, table)
        keys = list(table.primary_key)
        unit.connection.execute(
            insert.on_conflict_do_update(
                index_elements=keys,
                set_={c.name: insert.excluded[c.name] for c in table.columns if c not in keys},
            ),
            [
                row_of(bucket_column.name, bucket, number, tally)
                for (bucket, number), tally in sorted(wanted.items())
            ],
        )


def _tally(hour: FoundHour) -> Tally:
    counts: dict[int, int] = {}
    for ms, count in hour.times.items():
        bucket = bucket_of(ms * MS_US)
        counts[bucket] = counts.get(bucket, 0) + count
    return Tally(
        hour.up,
        hour.degraded,
        hour.down,
        0,
        sum(hour.times.values()),
        sum(ms * count for ms, count in hour.times.items()) * MS_US,
        min(hour.times) * MS_US if hour.times else None,
        max(hour.times) * MS_US if hour.times else None,
        counts,
    )
