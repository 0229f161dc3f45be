"""What was sent and what came back, for failures."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from statusboard.domain.result import Answer, CheckResult
from statusboard.storage.tables import TRANSCRIPT
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def add_transcripts(unit: Unit, results: Iterable[CheckResult]) -> None:
    """Keeps the whole answers of some results. One that is there already stays as it is."""
    rows = [
        {
            "check_id": result.check_id,
            "at_us": result.at_us,
            "answer": msgspec.json.encode(result.answer).decode(),
        }
        for result in results
    ]
    if rows:
        unit.connection.execute(upsert(unit, TRANSCRIPT).on_conflict_do_nothing(), rows)


def read_last_failure(unit: Unit, check_id: int) -> CheckResult | None:
    """The newest failure of a check with everything known of it."""
    row = unit.connection.execute(
        select(TRANSCRIPT)
        .where(TRANSCRIPT.c.check_id == check_id)
        .order_by(TRANSCRIPT.c.at_us.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return CheckResult(check_id, row.at_us, msgspec.json.decode(row.answer, type=Answer))


def read_between(unit: Unit, check_id: int, start_us: int, stop_us: int) -> list[CheckResult]:
    """The whole answers of a check that were kept of a time, oldest first."""
    rows = unit.connection.execute(
        select(TRANSCRIPT)
        .where(TRANSCRIPT.c.check_id == check_id)
        .where(TRANSCRIPT.c.at_us >= start_us, TRANSCRIPT.c.at_us < stop_us)
        .order_by(TRANSCRIPT.c.at_us)
    ).all()
    decode = msgspec.json.Decoder(Answer).decode
    return [CheckResult(check_id, row.at_us, decode(row.answer)) for row in rows]
