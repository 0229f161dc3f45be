"""The daily copy: when it is due, how long it is kept, and what is said where it cannot be made."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.backups.copies import folder_of, list_copies
from statusboard.app.backups.keeper import CopyKeeper
from statusboard.app.backups.rules import due_at, outlived
from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.installation import Installation
from statusboard.domain.access import loop
from statusboard.domain.instants import to_us
from statusboard.errors import Unavailable
from statusboard.storage import copying
from statusboard.storage.copies import Copy
from statusboard.storage.copy_state import CopyState, read_copy_state, write_copy_state
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.restored import Restored, write_restored
from tests.fixtures.clock import ManualClock
from tests.fixtures.damage import zero_a_page

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, NOON),
        (datetime(2026, 3, 4, 3, tzinfo=UTC), datetime(2026, 3, 5, 2, tzinfo=UTC)),
        (datetime(2026, 3, 4, 2, tzinfo=UTC), datetime(2026, 3, 5, 2, tzinfo=UTC)),
        (datetime(2026, 3, 4, 1, tzinfo=UTC), NOON),  # off at night: made soon after the start
        (datetime(2026, 1, 1, tzinfo=UTC), NOON),
        (datetime(2027, 1, 1, tzinfo=UTC), NOON),  # a clock that was wrong
    ],
)
def test_a_copy_is_due_in_the_quiet_hours_or_when_they_were_missed(
    last: datetime | None, due: datetime
) -> None:
    assert due_at(last, NOON, BERLIN) == due


@given(st.integers(0, 700 * 24), st.sampled_from(["Europe/Berlin", "America/St_Johns", "UTC"]))
def test_a_copy_that_was_made_is_not_due_again_for_an_hour_and_never_later_than_two_days(
    hours: int, zone: str
) -> None:
    now = NOON + timedelta(hours=hours)

    following = due_at(now, now, ZoneInfo(zone))

    assert timedelta() < following - now <= timedelta(hours=25)
    assert due_at(now, following, ZoneInfo(zone)) == following


def daily(at: datetime) -> Copy:
    return Copy(Path(at.isoformat()), at, is_daily=True)


def test_seven_days_and_four_weeks_are_kept() -> None:
    copies = [daily(NOON - n * DAY) for n in range(60)]

    gone = outlived(copies, NOON, BERLIN)

    kept = [(NOON - copy.made_at).days for copy in copies if copy not in gone]
    assert kept == [0, 1, 2, 3, 4, 5, 6, 10, 17, 24]


def test_the_newest_is_kept_however_old_and_what_a_person_made_for_ever() -> None:
    copies = [daily(NOON - 90 * DAY), daily(NOON - 91 * DAY), Copy(Path("x"), NOON - 92 * DAY)]

    assert outlived(copies, NOON, BERLIN) == (copies[1],)


@dataclass
class Desk:
    where: Installation
    database: Database
    clock: ManualClock

    @property
    def keeper(self) -> CopyKeeper:
        door = Doorway(self.database, self.clock)
        return CopyKeeper(self.where, door, door, settle_s=0.0)

    @property
    def state(self) -> CopyState:
        with self.database.reading(self.clock.now()) as unit:
            return read_copy_state(unit)

    @property
    def problems(self) -> tuple[str, ...]:
        return Doorway(self.database, self.clock).ask(BOARD, None).problems


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    where = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    database = Database.open(where.database)
    bring_to_head(database)
    yield Desk(where, database, ManualClock(NOON))
    database.close()


def test_a_night_makes_one_copy_and_the_next_night_another(desk: Desk) -> None:
    keeper = desk.keeper

    for hours in range(36):
        keeper.look()
        desk.clock.forward(timedelta(hours=1) if hours else timedelta())

    made = [copy.made_at for copy in list_copies(desk.where)]
    assert len(made) == 2
    assert made[0] - made[1] < timedelta(hours=16)
    assert desk.state == CopyState(to_us(made[0]))
    assert desk.problems == ()


def test_what_cannot_be_copied_is_said_on_the_board_until_it_can(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, allow_logs
) -> None:
    allow_logs("statusboard.app.backups.keeper")
    keeper = desk.keeper
    keeper.look()
    desk.clock.forward(DAY)
    with monkeypatch.context() as patched:
        patched.setattr(copying, "SPARE", 10**18)
        changes = keeper.look()
        assert changes
        assert keeper.look() == type(changes)()  # not before an hour has passed
        desk.clock.forward(timedelta(hours=2))
        assert not keeper.look()  # no news

    [said] = desk.problems
    assert said.startswith("No copy of the database: The disk of")
    assert "The last good copy is of" in said
    assert len(list_copies(desk.where)) == 1

    desk.clock.forward(timedelta(hours=2))
    assert keeper.look()
    assert desk.problems == ()
    assert len(list_copies(desk.where)) == 2


def test_a_damaged_database_is_found_soon_after_the_start_though_no_copy_is_due(
    desk: Desk, allow_logs
) -> None:
    allow_logs("statusboard.app.backups.keeper")
    desk.keeper.look()
    desk.database.close()
    zero_a_page(Path(desk.where.database))

    desk.keeper.look()

    assert "is damaged" in desk.state.problem
    assert "The last good copy is of" in desk.state.problem
    assert len(list_copies(desk.where)) == 1


def test_that_it_was_brought_back_is_on_the_board_for_a_day(desk: Desk) -> None:
    with desk.database.writing(NOON, loop("office")) as unit:
        write_restored(unit, Restored(to_us(NOON), "one.db", to_us(NOON - DAY)))

    [said] = desk.problems
    desk.clock.forward(DAY + timedelta(seconds=1))

    assert "was brought back" in said
    assert desk.problems == ()


def test_a_copy_that_is_missed_for_days_is_said(desk: Desk) -> None:
    with desk.database.writing(NOON, loop("office")) as unit:
        write_copy_state(unit, CopyState(to_us(NOON - 3 * DAY)))

    assert "The last copy of the database is of" in desk.problems[0]


@pytest.mark.anyio
async def test_the_loop_ends_when_it_is_told_to(desk: Desk) -> None:
    stop = asyncio.Event()
    heard = []

    def hear(changes: object) -> None:
        heard.append(changes)
        stop.set()

    with desk.database.writing(NOON, loop("office")) as unit:
        write_copy_state(unit, CopyState(problem="it was full"))
    async with asyncio.timeout(60):
        await desk.keeper.run(stop, hear)

    assert len(heard) == 1
    assert len(list_copies(desk.where)) == 1


def test_copies_of_a_server_have_a_folder_of_their_own(tmp_path: Path) -> None:
    where = Installation("postgresql://desk@db.example/statusboard", tmp_path)

    assert folder_of(where).parent == tmp_path / "backups"
    assert list_copies(where) == ()


def test_a_full_disk_that_takes_no_note_is_no_end_of_the_office(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, allow_logs
) -> None:
    allow_logs("statusboard.app.backups.keeper")

    def full(*_given: object, **_named: object) -> None:
        raise Unavailable("The disk with the database is full.")

    monkeypatch.setattr(copying, "SPARE", 10**18)
    monkeypatch.setattr(Doorway, "do", full)

    assert not desk.keeper.look()
