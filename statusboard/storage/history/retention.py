"""What is not kept for ever: packed single answers, transcripts, and the log of changes."""

import json

from sqlalchemy import Column, delete, func, select

from statusboard.domain.instants import DAY_US, HOUR_US
from statusboard.storage.history import results
from statusboard.storage.tables import CHANGE_LOG, LOCATION_TRANSCRIPT, SETTING, TRANSCRIPT
from statusboard.storage.unit import Unit

DAYS_SETTING = "history.answers_days"
DEFAULT_DAYS = 30
TRANSCRIPTS = 20
# Nobody is ever further behind in the log of changes than this; whoever is asks for everything.
LOG_US = DAY_US


def answers_days(unit: Unit) -> int:
    """For how many days single answers are kept."""
    value = unit.connection.scalar(select(SETTING.c.value).where(SETTING.c.key == DAYS_SETTING))
    return DEFAULT_DAYS if value is None else max(1, int(json.loads(value)))


def sweep(unit: Unit) -> None:
    """Drops what is past its time. Spans, transitions and roll-ups stay for ever."""
    results.drop_chunks(unit, (unit.now_us - answers_days(unit) * DAY_US) // HOUR_US)
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
