"""The people of the demo: one of each role, one of them sits here, and something waits."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from statusboard.app.audit.queries import VERIFY
from statusboard.app.audit.told import TOLD
from statusboard.app.doorway import Doorway
from statusboard.app.identity import here
from statusboard.app.notices.agreement_commands import approve_notice
from statusboard.app.notices.agreement_inputs import Approve
from statusboard.app.notices.waiting import WAITING
from statusboard.app.people.queries import TEAM
from statusboard.app.people.who import WHO
from statusboard.demo.people import AT_THE_DESK, PUBLISHER, ROLES, seat_whoever_sits_here
from statusboard.demo.stage import NARRATOR
from statusboard.domain.access import Permission
from statusboard.domain.approval import ApprovalState
from statusboard.domain.trail import TrailFilter
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.demo_stage import NOW


@dataclass
class Told:
    """A demo that was told."""

    database: Database
    clock: ManualClock

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)


@pytest.fixture
def told(told_once: Path, tmp_path: Path) -> Iterator[Told]:
    file = tmp_path / "statusboard.db"
    shutil.copyfile(told_once / "statusboard.db", file)
    database = Database.open(file)
    yield Told(database, ManualClock(NOW))
    database.close()


def test_there_is_one_of_each_role_and_whoever_sits_here_may_everything(told: Told) -> None:
    team = told.door.ask(TEAM, None)
    assert {row.person.name: row.person.role for row in team.people} == ROLES
    me = told.door.ask(WHO, here())
    assert me.name == AT_THE_DESK
    assert all(me.may(one) for one in Permission if one is not Permission.VISIT)


def test_an_announcement_waits_and_whoever_sits_here_can_agree_to_it(told: Told) -> None:
    (waiting,) = told.door.ask(WAITING, None)
    me = told.door.ask(WHO, here())
    assert waiting.step.by.name != me.name
    given = Approve(waiting.number, waiting.step.revision)
    assert told.door.do(approve_notice, given, me).result.state is ApprovalState.APPROVED


def test_the_trail_tells_a_day_in_order_and_is_whole(told: Told) -> None:
    trail = told.door.ask(TOLD, TrailFilter(by_people=True))
    assert [line.at for line in trail.lines] == sorted(
        (line.at for line in trail.lines), reverse=True
    )
    told_last = next(line for line in trail.lines if line.text.startswith("published"))
    assert told_last.who == PUBLISHER
    assert "published update 2 of “Some card payments are failing at checkout”" in told_last.text
    assert all(" did " not in line.text for line in trail.lines)
    assert told.door.ask(VERIFY, ()).faults == ()


def test_a_demo_that_somebody_else_opens_is_theirs(told: Told) -> None:
    with told.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE person SET login = 'before', login_key = 'before' WHERE login <> ''"
        )
    assert told.door.ask(WHO, here()).person_id is None
    with told.database.writing(told.clock.now(), NARRATOR) as unit:
        seat_whoever_sits_here(unit)
    assert told.door.ask(WHO, here()).name == AT_THE_DESK
