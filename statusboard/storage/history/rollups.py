"""Hourly and daily roll-ups: counted once when an hour is packed, kept for ever."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, select

from statusboard.storage.history.packing import Tally, pack_histogram, unpack_histogram
from statusboard.storage.pieces import pieces
from statusboard.storage.tables import ROLLUP_DAY, ROLLUP_HOUR
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

# Stands for all checks together; real ids start at 1.
ALL_CHECKS = 0


def add_tallies(unit: Unit, table: Table, bucket: int, tallies: Mapping[int, Tally]) -> None:
    """Adds to the roll-ups of one hour or day (since 1970), by check."""
    own = [check_id for check_id in tallies if check_id != ALL_CHECKS]
    bucket_column = next(iter(table.primary_key))
    check_column = table.c.check_id
    touched = check_column == ALL_CHECKS
    if own:
        touched |= check_column.between(min(own), max(own))
    merged = {check_id: Tally().merge(tally) for check_id, tally in tallies.items()}
    for row in unit.connection.execute(select(table).where(bucket_column == bucket, touched)):
        if row.check_id in merged:
            merged[row.check_id].merge(tally_of(row))
    rows = [
        row_of(bucket_column.name, bucket, check_id, tally)
        for check_id, tally in sorted(merged.items())
    ]
    statement = upsert(unit, table)
    keys = list(table.primary_key)
    unit.connection.execute(
        statement.on_conflict_do_update(
            index_elements=keys,
            set_={c.name: statement.excluded[c.name] for c in table.columns if c not in keys},
        ),
        rows,
    )


def insert_tallies(unit: Unit, tallies: Mapping[tuple[int, int], Tally], *, daily: bool) -> None:
    """Writes whole roll-ups by (bucket, check), and those of all checks, where there are none."""
    table = ROLLUP_DAY if daily else ROLLUP_HOUR
    bucket_column = next(iter(table.primary_key))
    together: dict[tuple[int, int], Tally] = {}
    for (bucket, _), tally in tallies.items():
        together.setdefault((bucket, ALL_CHECKS), Tally()).merge(tally)
    rows = [
        row_of(bucket_column.name, bucket, check_id, tally)
        for (bucket, check_id), tally in sorted({**tallies, **together}.items())
    ]
    if rows:
        # By the driver: of a year there are ten thousands, and each would be looked at by name.
        mark = "?" if unit.is_sqlite else "%s"
        names, marks = ", ".join(rows[0]), ", ".join([mark] * len(rows[0]))
        written = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - our own
        unit.connection.exec_driver_sql(written, [tuple(row.values()) for row in rows])


def row_of(bucket_name: str, bucket: int, check_id: int, tally: Tally) -> dict[str, object]:
    """The row of a roll-up, to be written."""
    return {
        bucket_name: bucket,
        "check_id": check_id,
        "up": tally.up,
        "degraded": tally.degraded,
        "down": tally.down,
        "unknown": tally.unknown,
        "timed": tally.timed,
        "sum_us": tally.sum_us,
        "min_us": tally.min_us,
        "max_us": tally.max_us,
        "histogram": pack_histogram(tally.counts or {}),
    }


def read_tallies(
    unit: Unit, *, daily: bool, check_ids: Sequence[int], first: int, end: int
) -> dict[int, Tally]:
    """The roll-ups of some checks added up, by hour or day since 1970, for [first, end)."""
    found: dict[int, Tally] = {}
    for _, bucket, tally in _tallies(unit, daily=daily, check_ids=check_ids, first=first, end=end):
        found.setdefault(bucket, Tally()).merge(tally)
    return found


def read_tallies_by_check(
    unit: Unit, *, daily: bool, check_ids: Sequence[int], first: int, end: int
) -> dict[int, dict[int, Tally]]:
    """The roll-ups of each check, by hour or day since 1970, for [first, end).

    Every check that was asked for is among them, an empty one too.
    """
    found: dict[int, dict[int, Tally]] = {check_id: {} for check_id in check_ids}
    for check_id, bucket, tally in _tallies(
        unit, daily=daily, check_ids=check_ids, first=first, end=end
    ):
        found[check_id][bucket] = tally
    return found


def _tallies(
    unit: Unit, *, daily: bool, check_ids: Sequence[int], first: int, end: int
) -> Iterator[tuple[int, int, Tally]]:
    """Each roll-up with its check and its bucket, of many checks by as few questions as of one."""
    table = ROLLUP_DAY if daily else ROLLUP_HOUR
    bucket_column = next(iter(table.primary_key))
    for some_ids in pieces(dict.fromkeys(check_ids)):
        for buckets in pieces(range(first, end)):
            # One seek per bucket and check: the key leads with time, and a scan would read
            # everybody's rows.
            rows = unit.connection.execute(
                select(table).where(bucket_column.in_(buckets), table.c.check_id.in_(some_ids))
            )
            for row in rows:
                bucket = int(row._mapping[bucket_column])  # noqa: SLF001 - SQLAlchemy's own name
                yield row.check_id, bucket, tally_of(row)


def tally_of(row: "Row[tuple[Any, ...]]") -> Tally:
    """The roll-up that a row holds."""
    return Tally(
        row.up,
        row.degraded,
        row.down,
        row.unknown,
        row.timed,
        int(row.sum_us),
        row.min_us,
        row.max_us,
        unpack_histogram(bytes(row.histogram)),
    )
