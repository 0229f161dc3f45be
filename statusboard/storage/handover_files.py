"""Files that go along with a handover: kept once, for as long as somebody may be sent one."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, insert, or_, select

from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.instants import to_us
from statusboard.storage.delivery_states import (
    DOUBT,
    FAILED,
    QUEUED,
    RETRYING,
    SENDING,
    in_state,
    is_tried_again,
)
from statusboard.storage.tables import HANDOVER_FILE, HANDOVER_MESSAGE
from statusboard.storage.unit import Unit

# What failed can be sent again by a person for so long; then its file is in nobody's way.
KEPT_FOR = timedelta(days=30)


def add_file(unit: Unit, handover_id: int, file: AttachedFile) -> None:
    """Keeps the file of a handover."""
    values = {
        "handover_id": handover_id,
        "name": file.name,
        "media_type": file.media_type,
        "content": file.content,
    }
    unit.connection.execute(insert(HANDOVER_FILE).values(values))


def read_files(unit: Unit, handover_ids: Collection[int]) -> dict[int, AttachedFile]:
    """The files of these handovers, by handover; of those that have one."""
    if not handover_ids:
        return {}
    which = HANDOVER_FILE.c.handover_id.in_(handover_ids)
    rows = unit.connection.execute(select(HANDOVER_FILE).where(which))
    return {
        row.handover_id: AttachedFile(row.name, row.media_type, bytes(row.content)) for row in rows
    }


def files_not_needed(unit: Unit) -> tuple[int, ...]:
    """The handovers whose file nobody is sent any more, and nobody can ask for again."""
    rows = unit.connection.execute(select(HANDOVER_FILE.c.handover_id).where(~_is_needed(unit)))
    return tuple(rows.scalars())


def drop_files(unit: Unit) -> int:
    """Keeps no file that is not needed; how many those were."""
    return unit.connection.execute(delete(HANDOVER_FILE).where(~_is_needed(unit))).rowcount


def is_there(handover_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the file of a handover is still kept."""
    return select(HANDOVER_FILE.c.name).where(HANDOVER_FILE.c.handover_id == handover_id).exists()


def _is_needed(unit: Unit) -> ColumnElement[bool]:
    since_us = to_us(unit.now - KEPT_FOR)
    may_be_asked_for = in_state(HANDOVER_MESSAGE, FAILED, DOUBT) & (
        HANDOVER_MESSAGE.c.at_us > since_us
    )
    on_its_way = in_state(HANDOVER_MESSAGE, QUEUED, SENDING, RETRYING)
    return (
        select(HANDOVER_MESSAGE.c.id)
        .where(
            HANDOVER_MESSAGE.c.handover_id == HANDOVER_FILE.c.handover_id,
            HANDOVER_MESSAGE.c.with_file,
            HANDOVER_MESSAGE.c.subscriber_id.is_not(None),
            or_(on_its_way, is_tried_again(HANDOVER_MESSAGE), may_be_asked_for),
        )
        .exists()
    )
