"""A real desk's trail is whole, however many write at once; what was done to it is named."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, select, update

from statusboard.app.audit.queries import VERIFY, TrailProof
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.domain.notice import Wording
from statusboard.domain.trail import Anchor, FaultKind
from statusboard.storage.audit import write_audit
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, AUDIT_CHAIN
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

ROWS = 300
EACH = 25


@pytest.fixture
def desk(database: Database) -> Newsroom:
    newsroom = Newsroom(database)
    with database.writing(NOON, COLLECTOR) as unit:
        for number in range(ROWS):
            write_audit(unit, verb="notice.publish", subject=f"incident {number}", detail={})
    return newsroom


def proof(desk: Newsroom, *anchors: Anchor) -> TrailProof:
    found: TrailProof = desk.ask(VERIFY, anchors)
    return found


def test_a_trail_that_nobody_touched_is_whole(desk: Newsroom) -> None:
    found = proof(desk)
    assert (found.rows, found.faults) == (ROWS, ())
    assert proof(desk, Anchor(found.rows, found.end)).faults == ()


def test_who_writes_at_the_same_time_writes_one_after_the_other(database: Database) -> None:
    desk = Newsroom(database)

    def save(number: int) -> None:
        given = SaveDraft(None, None, 0, Wording(title=f"Draft {number}"))
        desk.do(save_draft, given, who=f"Person {number % 4}")

    with ThreadPoolExecutor(4) as executor:
        list(executor.map(save, range(40)))

    found = proof(desk)
    assert (found.rows, found.faults) == (40, ())


def test_a_hundred_tampered_rows_are_all_found_and_named(desk: Newsroom) -> None:
    # Apart from each other, so that each is a fault of its own.
    chosen = random.Random(7).sample(range(2, ROWS - 1, 2), 3 * EACH + 1)
    changed, removed = chosen[:EACH], chosen[EACH : 2 * EACH]
    swapped = sorted(chosen[2 * EACH : 3 * EACH + 1])
    pairs = list(zip(swapped[::2], swapped[1::2], strict=True))
    with desk.database.writing(NOON, COLLECTOR) as unit:
        keys = dict(
            unit.connection.execute(select(AUDIT_CHAIN.c.number, AUDIT_CHAIN.c.audit_id)).all()
        )
        for number in changed:
            mine = AUDIT.c.id == keys[number]
            unit.connection.execute(update(AUDIT).where(mine).values(actor="person:Nobody"))
        for number in removed:
            mine = AUDIT_CHAIN.c.number == number
            unit.connection.execute(delete(AUDIT_CHAIN).where(mine))
            unit.connection.execute(delete(AUDIT).where(AUDIT.c.id == keys[number]))
        for one, other in pairs:
            for number, subject in ((one, other), (other, one)):
                mine = AUDIT.c.id == keys[number]
                values = {"subject": f"incident {subject - 1}"}
                unit.connection.execute(update(AUDIT).where(mine).values(values))
        strays = [
            unit.connection.execute(
                insert(AUDIT)
                .values(at_us=1, actor="person:Nobody", verb="x", subject="y", detail="{}")
                .returning(AUDIT.c.id)
            ).scalar_one()
            for _ in range(EACH)
        ]

    named: dict[FaultKind, set[int]] = {kind: set() for kind in FaultKind}
    for fault in proof(desk).faults:
        named[fault.kind] |= set(range(fault.first, fault.last + 1))
    assert named == {
        FaultKind.CHANGED: {*changed, *swapped},
        FaultKind.REMOVED: set(removed),
        FaultKind.REPLACED: set(),
        FaultKind.ADDED: set(strays),
    }


@ON_SQLITE
def test_a_line_taken_back_leaves_no_gap(desk: Newsroom) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail(desk)
    with desk.database.writing(NOON, COLLECTOR) as unit:
        write_audit(unit, verb="x", subject="y", detail={})
    found = proof(desk)
    assert (found.rows, found.faults) == (ROWS + 1, ())


def _fail(desk: Newsroom) -> None:
    with desk.database.writing(NOON, COLLECTOR) as unit:
        write_audit(unit, verb="x", subject="y", detail={})
        raise ZeroDivisionError
