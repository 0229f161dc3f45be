"""Answers: appended as they come, packed by the hour, read back newest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import delete, func, select

from statusboard.domain.instants import HOUR_US, MINUTE_US
from statusboard.domain.result import CheckResult
from statusboard.storage.history import packing
from statusboard.storage.history.packing import CHECK_BITS, CHECK_MASK, HOUR_MS, StoredAnswer, Tally
from statusboard.storage.history.rollups import ALL_CHECKS, add_tallies
from statusboard.storage.tables import RECENT, RESULT_CHUNK, ROLLUP_DAY, ROLLUP_HOUR
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

# An hour is packed this long after its end, so that late answers are mostly in.
GRACE_US = 2 * MINUTE_US
# Checks packed in one go: the collector is never away from its sockets for long.
SLICE = 256
# An answer dated further ahead than this is from before the clock was put back.
AHEAD_US = 5 * MINUTE_US
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
    statement = upsert(unit, RESULT_CHUNK)
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
        .where(
            RECENT.c.k.op("&")(CHECK_MASK) == check_id,
            RECENT.c.k < packing.first_key(unit.now_us + AHEAD_US),
        )
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


def read_bodies(unit: Unit, check_id: int, start_us: int, stop_us: int) -> list[tuple[int, int]]:
    """The answers of a check in an interval that were kept: (when in microseconds, packed body).

    Oldest first.
    """
    found = list(read_unpacked(unit, check_ids=[check_id], start_us=start_us, stop_us=stop_us))
    hours = list(range(start_us // HOUR_US, -(-stop_us // HOUR_US)))
    for (hour, _), blob in _chunks(unit, hours, [check_id]).items():
        for offset_ms, body in packing.unpack_chunk(blob):
            at_us = hour * HOUR_US + offset_ms * packing.MS_US
            if start_us <= at_us < stop_us:
                found.append((at_us, body))
    found.sort()
    return found


def read_unpacked(
    unit: Unit,
    *,
    check_ids: Collection[int] | None = None,
    start_us: int = 0,
    stop_us: int | None = None,
) -> Iterable[tuple[int, int]]:
    """The answers that are in no roll-up yet: (when in microseconds, body), oldest first."""
    statement = select(RECENT.c.k, RECENT.c.v).where(RECENT.c.k >= packing.first_key(start_us))
    if stop_us is not None:
        statement = statement.where(RECENT.c.k < packing.first_key(stop_us))
    if check_ids is not None:
        statement = statement.where(RECENT.c.k.op("&")(CHECK_MASK).in_(check_ids))
    for key, body in unit.connection.execute(statement.order_by(RECENT.c.k)):
        yield (key >> CHECK_BITS) * packing.MS_US, body


def unpacked_by_check(
    unit: Unit, *, check_ids: Collection[int], start_us: int, stop_us: int
) -> Iterable[tuple[int, int, int]]:
    """The same of some checks, [start, stop): (check, when in microseconds, body)."""
    rows = unit.connection.execute(
        select(RECENT.c.k, RECENT.c.v).where(
            RECENT.c.k >= packing.first_key(start_us),
            RECENT.c.k < packing.first_key(stop_us),
            RECENT.c.k.op("&")(CHECK_MASK).in_(check_ids),
        )
    )
    for key, body in rows:
        yield key & CHECK_MASK, (key >> CHECK_BITS) * packing.MS_US, body


def count_unpacked(unit: Unit) -> int:
    """How many answers are in no roll-up yet."""
    return int(unit.connection.scalar(select(func.count()).select_from(RECENT)) or 0)


def read_at(unit: Unit, instants: Mapping[int, int]) -> dict[int, StoredAnswer]:
    """The recent answers of checks at known instants (microseconds), as `newest_instants` says."""
    keys = [packing.key_of(at_us, check_id) for check_id, at_us in instants.items()]
    rows = unit.connection.execute(select(RECENT.c.k, RECENT.c.v).where(RECENT.c.k.in_(keys)))
    return {key & CHECK_MASK: _stored(key, body) for key, body in rows}


def newest_instants(
    unit: Unit, since_us: int, *, check_ids: Collection[int] | None = None
) -> dict[int, int]:
    """When every check that answered since an instant did so last, in microseconds.

    `check_ids` narrows it down to some of them.
    """
    check_of = f"k & {CHECK_MASK}"
    only = ""
    if check_ids is not None:
        only = f" AND {check_of} IN ({', '.join(str(int(number)) for number in check_ids)})"
    rows = unit.connection.exec_driver_sql(
        f"SELECT {check_of}, max(k) FROM recent "  # noqa: S608
        f"WHERE k >= {packing.first_key(since_us)} "
        f"AND k < {packing.first_key(unit.now_us + AHEAD_US)}{only} GROUP BY {check_of}"
    )
    return {check_id: (key >> CHECK_BITS) * packing.MS_US for check_id, key in rows}


def _stored(key: int, body: int) -> StoredAnswer:
    return packing.unpack_body((key >> CHECK_BITS) * packing.MS_US, body)


def drop_chunks(unit: Unit, before_hour: int) -> int:
    """Drops the packed answers of all hours before one; says how many chunks went."""
    return unit.connection.execute(
        delete(RESULT_CHUNK).where(RESULT_CHUNK.c.hour < before_hour)
    ).rowcount
