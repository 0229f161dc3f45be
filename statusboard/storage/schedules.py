"""What goes out at an instant, and what did not."""

from sqlalchemy import Select, delete, select, update

from statusboard.domain.approval import Signer
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.notice import NoticeState
from statusboard.domain.schedule import Schedule
from statusboard.storage.tables import NOTICE, SCHEDULE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def keep_schedule(unit: Unit, schedule: Schedule) -> None:
    """Keeps when a notice goes out, in the place of what was kept of it before."""
    values: dict[str, object] = {
        "revision": schedule.revision,
        "at_us": to_us(schedule.at),
        "set_us": to_us(schedule.set_at),
        "by_name": schedule.by.name,
        "by_person": schedule.by.person_id,
        "tell": schedule.tell,
        "problem": schedule.problem,
    }
    unit.connection.execute(
        upsert(unit, SCHEDULE)
        .values(notice_id=schedule.notice_id, **values)
        .on_conflict_do_update(index_elements=[SCHEDULE.c.notice_id], set_=values)
    )


def stop_schedule(unit: Unit, notice_id: int, problem: str) -> bool:
    """It does not go out by itself any more, for a reason; whether it would have."""
    stopped = (
        update(SCHEDULE)
        .where(SCHEDULE.c.notice_id == notice_id, SCHEDULE.c.problem == "")
        .values(problem=problem)
    )
    return bool(unit.connection.execute(stopped).rowcount)


def forget_schedule(unit: Unit, notice_id: int) -> bool:
    """Nothing is to go out at an instant, and nothing was; whether something was kept."""
    gone = delete(SCHEDULE).where(SCHEDULE.c.notice_id == notice_id)
    return bool(unit.connection.execute(gone).rowcount)


def read_schedule(unit: Unit, notice_id: int) -> Schedule | None:
    """When a notice goes out, or would have; None where it was never said."""
    return _read(unit, select(SCHEDULE).where(SCHEDULE.c.notice_id == notice_id)).get(notice_id)


def read_schedules(unit: Unit) -> dict[int, Schedule]:
    """Those of all drafts by the notice, the next one first."""
    drafts = NOTICE.c.state == NoticeState.DRAFT.value
    return _read(
        unit, select(SCHEDULE).join(NOTICE, NOTICE.c.id == SCHEDULE.c.notice_id).where(drafts)
    )


def _read(unit: Unit, asked: "Select[tuple[object, ...]]") -> dict[int, Schedule]:
    rows = unit.connection.execute(asked.order_by(SCHEDULE.c.at_us, SCHEDULE.c.notice_id))
    return {
        row.notice_id: Schedule(
            row.notice_id,
            row.revision,
            from_us(row.at_us),
            Signer(row.by_name, row.by_person),
            from_us(row.set_us),
            row.tell,
            row.problem,
        )
        for row in rows
    }
