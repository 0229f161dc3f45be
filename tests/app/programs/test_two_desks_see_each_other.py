"""Two desks on one server, each with its own office: what one does the other hears at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.health.by_hand import BY_HAND
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.app.people.commands import add_person
from statusboard.app.people.device_commands import end_device
from statusboard.app.people.inputs import AddPerson, Here, OneDevice, PersonInput, TakeOver
from statusboard.app.people.presence_commands import say_here, take_over
from statusboard.app.people.queries import TEAM, WHO_WRITES, WritingAsk
from statusboard.app.services.override_commands import set_state, take_back
from statusboard.app.services.override_inputs import SetState, TakeBack
from statusboard.domain.access import Role
from statusboard.domain.changes import Topic
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.history import write_service
from tests.fixtures.seated import SELDOM_S, Seated, seated
from tests.fixtures.speaking import wording

pytestmark = pytest.mark.anyio

# Who only looks by turns sees it later: so somebody rang. How long the bell itself takes, below a
# second on a machine at rest, is told by `pytest -s`.
AT_MOST_S = SELDOM_S / 2


def says(one: Seated, notice_id: int | None) -> Here:
    here = one.desk.seat.credentials
    return Here(here.device, here.device_name, notice_id)


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_who_writes_is_seen_at_the_other_desk_at_once(
    database: Database, tmp_path: Path
) -> None:
    async with (
        seated(database, tmp_path / "a", "Ada") as ada,
        seated(database, tmp_path / "b", "Ben") as ben,
    ):
        saved = await ada.desk.do(save_draft, SaveDraft(None, None, 0, wording({})))
        loop = asyncio.get_running_loop()
        took = []
        for number in range(6):
            begun_s = loop.time()
            writes = saved.notice_id if number % 2 == 0 else None
            await ada.desk.do(say_here, says(ada, writes))
            await ben.told.of(Topic.PRESENCE, begun_s)
            view = await ben.desk.ask(WHO_WRITES, WritingAsk("d-Ben", "Ben"))
            took.append(loop.time() - begun_s)
            assert [one.name for one in view.writers] == (["Ada"] if writes else [])
        print(f"seen at the other desk after {max(took):.3f} s at most")
        assert max(took) < AT_MOST_S, took

        await ada.desk.do(say_here, says(ada, saved.notice_id))
        begun_s = loop.time()
        given = TakeOver(saved.notice_id, "d-Ben", "Desk Ben")
        assert await ben.desk.do(take_over, given) == ("Ada",)
        assert await ada.told.of(Topic.PRESENCE, begun_s) < AT_MOST_S
        assert (await ada.desk.ask(WHO_WRITES, WritingAsk("d-Ada", "Ada"))).mine is None


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_lost_device_is_ended_from_another_and_its_next_verb_refused(
    database: Database, tmp_path: Path
) -> None:
    async with (
        seated(database, tmp_path / "a", "Ada") as ada,
        seated(database, tmp_path / "b", "Ben") as ben,
    ):
        for name, role in (("Ada", Role.ADMINISTRATOR), ("Ben", Role.PUBLISHER)):
            given = AddPerson(PersonInput(name, role, name.lower()))
            await ada.desk.do(add_person, given)
        await ben.desk.do(say_here, says(ben, None))
        draft = SaveDraft(None, None, 0, wording({}))
        await ben.desk.do(save_draft, draft)

        (lost,) = (await ada.desk.ask(TEAM, None)).devices
        await ada.desk.do(end_device, OneDevice(lost.id))
        with pytest.raises(RuleBroken, match=r"Ada ended this device \(Desk Ben\)"):
            await ben.desk.do(save_draft, draft)


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_state_that_one_sets_is_seen_at_the_other_desk_at_once(
    database: Database, tmp_path: Path
) -> None:
    component, _ = write_service(database, checks=0)
    async with (
        seated(database, tmp_path / "a", "Ada") as ada,
        seated(database, tmp_path / "b", "Ben") as ben,
    ):
        begun_s = asyncio.get_running_loop().time()
        until = datetime.now(UTC) + timedelta(hours=1)
        major = ComponentStatus.MAJOR_OUTAGE
        await ada.desk.do(set_state, SetState(component.id, major, "They called", until))
        assert await ben.told.of(Topic.OVERRIDES, begun_s) < AT_MOST_S
        assert (await ben.desk.ask(BY_HAND, None))[component.id].status is major
        begun_s = asyncio.get_running_loop().time()
        await ben.desk.do(take_back, TakeBack(component.id))
        assert await ada.told.of(Topic.OVERRIDES, begun_s) < AT_MOST_S
        assert not await ada.desk.ask(BY_HAND, None)
