"""What is not kept for ever: packed single answers, transcripts, and the log of changes.

Of single answers nothing goes earlier than people agreed to: a shorter time, or a smaller size,
counts once somebody was told in numbers what would go (`AGREED_SETTING`).
"""

from dataclasses import dataclass

from sqlalchemy import Column, delete, func, select

from statusboard.catalog.history_fields import DEFAULT_DAYS
from statusboard.domain.instants import DAY_US, HOUR_US
from statusboard.storage.history import results
from statusboard.storage.history.rollups import ALL_CHECKS
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.tables import (
    CHANGE_LOG,
    LOCATION_TRANSCRIPT,
    RESULT_CHUNK,
    ROLLUP_HOUR,
    TRANSCRIPT,
)
from statusboard.storage.unit import Unit

DAYS_SETTING, SIZE_SETTING = "history.answers_days", "history.answers_mb"
AGREED_SETTING = "history.agreed"
MB = 1_000_000
TRANSCRIPTS = 20
# Nobody is ever further behind in the log of changes than this; whoever is asks for everything.
LOG_US = DAY_US
# So many hours of answers go in one transaction: the collector is never away for long.
HOURS_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long single answers are kept. `size_mb` 0: whatever room they take."""

    days: int = DEFAULT_DAYS
    size_mb: int = 0

    def widest(self, other: "Keeping") -> "Keeping":
        """What drops nothing that either of them keeps."""
        sizes = (self.size_mb, other.size_mb)
        return Keeping(max(self.days, other.days), max(sizes) if all(sizes) else 0)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of the single answers would go: so many of them, of so many hours, in bytes."""

    answers: int = 0
    hours: int = 0
    size: int = 0


def chosen_keeping(unit: Unit) -> Keeping:
    """What the settings say."""
    settings = read_settings(unit)
    days, size = settings.get(DAYS_SETTING), settings.get(SIZE_SETTING)
    return Keeping(
        max(1, days) if isinstance(days, int) else DEFAULT_DAYS,
        max(0, size) if isinstance(size, int) else 0,
    )


def agreed_keeping(unit: Unit) -> Keeping:
    """What somebody agreed to last, having been told; the defaults where nobody was asked."""
    value = read_settings(unit).get(AGREED_SETTING)
    if not isinstance(value, list) or len(value) != 2:
        return Keeping()
    return Keeping(int(value[0]), int(value[1]))


def agree_keeping(unit: Unit, keeping: Keeping) -> None:
    """What goes by this may go from now on."""
    write_setting(unit, AGREED_SETTING, [keeping.days, keeping.size_mb])


def keeping(unit: Unit) -> Keeping:
    """What is kept to: what was chosen, but never less than somebody agreed to."""
    return chosen_keeping(unit).widest(agreed_keeping(unit))


def answers_days(unit: Unit) -> int:
    """For how many days single answers are kept, where they do not take too much room."""
    return keeping(unit).days


def leaving(unit: Unit, by: Keeping) -> Leaving:
    """What would go by this, exactly; nothing is dropped."""
    before = _first_kept(unit, by)
    gone = RESULT_CHUNK.c.hour < before
    row = unit.connection.execute(
        select(
            func.count(RESULT_CHUNK.c.hour.distinct()),
            func.coalesce(func.sum(func.length(RESULT_CHUNK.c.answers)), 0),
        ).where(gone)
    ).one()
    hours, size = row
    if not hours:
        return Leaving()
    of_all = ROLLUP_HOUR.c
    counted = of_all.up + of_all.degraded + of_all.down + of_all.unknown
    answers = unit.connection.scalar(
        select(func.sum(counted)).where(
            of_all.check_id == ALL_CHECKS,
            of_all.hour.in_(select(RESULT_CHUNK.c.hour).where(gone).distinct()),
        )
    )
    return Leaving(int(answers or 0), int(hours), int(size))


def held_size(unit: Unit) -> int:
    """How much room packed answers take, in bytes."""
    held = select(func.sum(func.length(RESULT_CHUNK.c.answers)))
    return int(unit.connection.scalar(held) or 0)


def sweep(unit: Unit) -> bool:
    """Drops some of what is past its time; whether there is more to drop.

    Spans, transitions and roll-ups stay for ever.
    """
    kept = keeping(unit)
    if kept != agreed_keeping(unit):
        # What is kept for longer from now on is not dropped again without a word.
        agree_keeping(unit, kept)
    more = _drop_some(unit, _first_kept(unit, kept))
    # The newest entry always stays: SQLite counts on from the largest id that is there.
    newest = select(func.max(CHANGE_LOG.c.id)).scalar_subquery()
    unit.connection.execute(
        delete(CHANGE_LOG).where(
            CHANGE_LOG.c.at_us < unit.now_us - LOG_US, CHANGE_LOG.c.id < newest
        )
    )
    for column in (TRANSCRIPT.c.check_id, LOCATION_TRANSCRIPT.c.series):
        for (number,) in unit.connection.execute(
            select(column).group_by(column).having(func.count() > TRANSCRIPTS)
        ).all():
            _thin(unit, column, number)
    return more


def _first_kept(unit: Unit, by: Keeping) -> int:
    """The first hour since 1970 whose answers stay."""
    first = (unit.now_us - by.days * DAY_US) // HOUR_US
    if not by.size_mb:
        return first
    room = by.size_mb * MB
    rows = unit.connection.execute(
        select(RESULT_CHUNK.c.hour, func.sum(func.length(RESULT_CHUNK.c.answers)))
        .where(RESULT_CHUNK.c.hour >= first)
        .group_by(RESULT_CHUNK.c.hour)
        .order_by(RESULT_CHUNK.c.hour.desc())
    )
    for hour, size in rows.all():
        room -= int(size)
        if room < 0:
            return int(hour) + 1
    return first


def _drop_some(unit: Unit, before: int) -> bool:
    oldest = unit.connection.scalar(select(func.min(RESULT_CHUNK.c.hour)))
    if oldest is None or oldest >= before:
        return False
    until = min(before, int(oldest) + HOURS_AT_ONCE)
    results.drop_chunks(unit, until)
    return until < before


def _thin(unit: Unit, column: Column[int], number: int) -> None:
    """Keeps the newest transcripts of a check, or of a series, and drops the rest."""
    table, mine = column.table, column == number
    oldest_kept = unit.connection.scalar(
        select(table.c.at_us)
        .where(mine)
        .order_by(table.c.at_us.desc())
        .offset(TRANSCRIPTS - 1)
        .limit(1)
    )
    if oldest_kept is not None:
        unit.connection.execute(delete(column.table).where(mine, table.c.at_us < oldest_kept))
