"""The audit trail: a million rows held against their chain, beside reading and hashing alone."""

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import insert

from statusboard.app.audit.queries import VERIFY
from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.domain.access import loop
from statusboard.domain.trail import GENESIS, Line, hash_of
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.tables import AUDIT, AUDIT_CHAIN

ROWS = 1_000_000
_AT_ONCE = 20_000
_DETAIL = '{"revision":3,"status":"monitoring","generation":12,"recipients":1499}'


def measure() -> list[dict[str, object]]:
    """How long it takes to verify all of them, and what SQLite and SHA-256 alone take of it."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "statusboard.db"
        with closing(Database.open(file)) as database:
            bring_to_head(database)
            _fill(database)
            took_s = _took_s(lambda: _verified(database))
            floor_s = _took_s(lambda: _bare(database))
    return [
        {
            "name": f"{ROWS:,} rows of the trail verified",
            "value": took_s,
            "floor": floor_s,
            "unit": "s",
            "goal": "≤ 10 s",
        }
    ]


def _fill(database: Database) -> None:
    rows = _rows()
    with database.writing(datetime.now(UTC), loop("bench")) as unit:
        while some := list(islice(rows, _AT_ONCE)):
            unit.connection.execute(insert(AUDIT), [line for line, _ in some])
            unit.connection.execute(insert(AUDIT_CHAIN), [link for _, link in some])


def _rows() -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    previous = GENESIS
    for number in range(1, ROWS + 1):
        line = Line(number, "person:Ada", "notice.publish", f"incident {number}", _DETAIL)
        own = hash_of(previous, number, line)
        yield (
            {
                "id": number,
                "at_us": line.at_us,
                "actor": line.actor,
                "verb": line.verb,
                "subject": line.subject,
                "detail": line.detail,
            },
            {"number": number, "audit_id": number, "previous": previous, "hash": own},
        )
        previous = own


def _verified(database: Database) -> None:
    proof = Doorway(database, SystemClock()).ask(VERIFY, ())
    assert (proof.rows, proof.faults) == (ROWS, ())


def _bare(database: Database) -> None:
    """The same rows from the driver, each hashed as it comes."""
    with closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(
            "SELECT previous, at_us, actor, verb, subject, detail FROM audit_chain"
            " JOIN audit ON audit.id = audit_id ORDER BY number"
        )
        for row in cursor:
            hashlib.sha256("".join(map(str, row)).encode()).hexdigest()


def _took_s(work: Callable[[], None]) -> float:
    begun_s = time.perf_counter()
    work()
    return time.perf_counter() - begun_s
