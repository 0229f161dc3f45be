"""Answers: appended as they come, packed by the hour, read back newest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from statusboard.domain.instants import HOUR_US, MINUTE_US
from statusboard.domain.result import CheckResult
from statusboard.storage import packing
from statusboard.storage.packing import CHECK_BITS, CHECK_MASK, HOUR_MS, StoredAnswer, Tally
from statusboard.storage.rollups import ALL_CHECKS, add_tallies
from statusboard.storage.tables import RECENT, RESULT_CHUNK, ROLLUP_DAY, ROLLUP_HOUR
from statusboard.storage.unit import Unit

# An hour is packed this long after its end, so that late answers are mostly in.
GRACE_US = 2 * MINUTE_US
# Checks packed in one go: the collector is never away from its sockets for long.
SLICE = 256
# How far back the chunks are searched for answers of one check.
CHUNK_HOURS_BACK = 48


def append(unit: Unit, results: Iterable[CheckResult]) -> None:
    """Records answers. One that is there already (same check, same millisecond) stays as it is."""
    rows = [(packing.key_of(r.at_us, r.check_id), packing.pack_body(r.answer)) for r in results]
    if not rows:
        return
    mark = "?" if unit.is_sqlite else "%s"
    unit.connection.exec_driver_sql(
        f"INSERT INTO recent (k, v) VALUES ({mark}, {mark}) ON CONFLICT DO NOTHING",  # noqa: S608
        rows,
    )


def oldest_hour(unit: Unit) -> int | None:
    """The hour (since 1970) of the oldest answer that is not packed; None where all are."""
    oldest = unit.connection.scalar(select(func.min(RECENT.c.k)))
    return None if oldest is None else (int(oldest) >> CHECK_BITS) // HOUR_MS


def pack_next(unit: Unit) -> bool:
    """Packs one slice of the oldest closed hour. True while there is more to pack.

    What it packs it deletes in the same transaction: after a crash it simply goes on.
    """
    hour = oldest_hour(unit)
    if hour is None or (hour + 1) * HOUR_US + GRACE_US > unit.now_us:
        return False
    pack_hour(unit, hour, checks=SLICE)
    return True


def pack_hour(unit: Unit, hour: int, *, checks: int | None = None) -> None:
    """Moves an hour's answers into chunks and roll-ups: of all checks, or of the first few.

    Answers that came after their hour was packed are added to what is there.
    """
    first, end = _keys_of_hour(hour)
    check_of = RECENT.c.k.op("&")(CHECK_MASK)
    inside = (first <= RECENT.c.k) & (RECENT.c.k < end)
    if checks is not None:
        lowest = unit.connection.scalar(select(func.min(check_of)).where(inside))
        if lowest is None:
            return
        inside &= (check_of >= lowest) & (check_of < lowest + checks)
    start_ms = hour * HOUR_MS
    by_check: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, body in unit.connection.execute(
        select(RECENT.c.k, RECENT.c.v).where(inside).order_by(RECENT.c.k)
    ):
        by_check[key & CHECK_MASK].append(((key >> CHECK_BITS) - start_ms, body))
    if not by_check:
        return
    tallies = {
        check_id: Tally().add([body for _, body in answers])
        for check_id, answers in by_check.items()
    }
    together = Tally()
    for tally in tallies.values():
        together.merge(tally)
    tallies[ALL_CHECKS] = together
    _write_chunks(unit, hour, by_check)
    add_tallies(unit, ROLLUP_HOUR, hour, tallies)
    add_tallies(unit, ROLLUP_DAY, hour // 24, tallies)
    unit.connection.execute(delete(RECENT).where(inside))


def _keys_of_hour(hour: int) -> tuple[int, int]:
    return (hour * HOUR_MS) << CHECK_BITS, ((hour + 1) * HOUR_MS) << CHECK_BITS


def _write_chunks(unit: Unit, hour: int, by_check: dict[int, list[tuple[int, int]]]) -> None:
    there = _chunks(unit, [hour], by_check)
    rows = []
    for check_id, answers in sorted(by_check.items()):
        earlier = there.get((hour, check_id))
        if earlier is not None:
            answers = [*packing.unpack_chunk(earlier), *answers]  # noqa: PLW2901
        rows.append({"hour": hour, "check_id": check_id, "answers": packing.pack_chunk(answers)})
    insert = insert_sqlite if unit.is_sqlite else insert_postgresql
    statement = insert(RESULT_CHUNK)
    unit.connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(RESULT_CHUNK.primary_key),
            set_={"answers": statement.excluded.answers},
        ),
        rows,
    )


def _chunks(
    unit: Unit, hours: Sequence[int], check_ids: Collection[int]
) -> dict[tuple[int, int], bytes]:
    statement = select(RESULT_CHUNK).where(RESULT_CHUNK.c.hour.in_(hours))
    if len(check_ids) == 1:
        statement = statement.where(RESULT_CHUNK.c.check_id == next(iter(check_ids)))
    return {
        (row.hour, row.check_id): bytes(row.answers) for row in unit.connection.execute(statement)
    }


def read_last(unit: Unit, check_id: int, count: int) -> tuple[StoredAnswer, ...]:
    """The newest answers of a check, newest first; fewer where the last two days hold no more."""
    rows = unit.connection.execute(
        select(RECENT.c.k, RECENT.c.v)
        .where(RECENT.c.k.op("&")(CHECK_MASK) == check_id)
        .order_by(RECENT.c.k.desc())
        .limit(count)
    )
    found = [_stored(key, body) for key, body in rows]
    if len(found) < count:
        newest = unit.now_us // HOUR_US
        hours = [newest - back for back in range(CHUNK_HOURS_BACK)]
        chunks = _chunks(unit, hours, [check_id])
        for hour, _ in sorted(chunks, reverse=True):
            found += reversed(packing.read_chunk(hour, chunks[hour, check_id]))
        found.sort(key=lambda answer: answer.at_us, reverse=True)
    return tuple(found[:count])


def read_between(
    unit: Unit, check_id: int, start_us: int, stop_us: int
) -> tuple[StoredAnswer, ...]:
    """The answers of a check in an interval, oldest first, as far as they were kept."""
    first, end = packing.first_key(start_us), packing.first_key(stop_us)
    rows = unit.connection.execute(
        select(RECENT.c.k, RECENT.c.v)
        .where(RECENT.c.k >= first, RECENT.c.k < end)
        .where(RECENT.c.k.op("&")(CHECK_MASK) == check_id)
    )
    found = [_stored(key, body) for key, body in rows]
    hours = list(range(start_us // HOUR_US, -(-stop_us // HOUR_US)))
    for (hour, _), blob in _chunks(unit, hours, [check_id]).items():
        found += (a for a in packing.read_chunk(hour, blob) if start_us <= a.at_us < stop_us)
    return tuple(sorted(found, key=lambda answer: answer.at_us))


def read_newest(unit: Unit, since_us: int) -> dict[int, StoredAnswer]:
    """The newest answer of every check that answered since an instant (within the last hours)."""
    bodies: dict[int, tuple[int, int]] = {}
    rows = unit.connection.exec_driver_sql(
        f"SELECT k, v FROM recent WHERE k >= {packing.first_key(since_us)} ORDER BY k"  # noqa: S608
    )
    for key, body in rows:
        bodies[key & CHECK_MASK] = (key, body)
    return {check_id: _stored(key, body) for check_id, (key, body) in bodies.items()}


def newest_instants(unit: Unit, since_us: int) -> dict[int, int]:
    """When every check that answered since an instant did so last, in microseconds."""
    rows = unit.connection.exec_driver_sql(
        f"SELECT k & {CHECK_MASK}, max(k) FROM recent "  # noqa: S608
        f"WHERE k >= {packing.first_key(since_us)} GROUP BY k & {CHECK_MASK}"
    )
    return {check_id: (key >> CHECK_BITS) * packing.MS_US for check_id, key in rows}


def _stored(key: int, body: int) -> StoredAnswer:
    return packing.unpack_body((key >> CHECK_BITS) * packing.MS_US, body)


def drop_chunks(unit: Unit, before_hour: int) -> int:
    """Drops the packed answers of all hours before one; says how many chunks went."""
    return unit.connection.execute(
        delete(RESULT_CHUNK).where(RESULT_CHUNK.c.hour < before_hour)
    ).rowcount
