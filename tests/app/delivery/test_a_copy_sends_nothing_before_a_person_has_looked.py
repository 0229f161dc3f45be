"""A database that was moved does not know what was sent since: a person has to look first."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.delivery.commands import Release, release
from statusboard.app.delivery.queries import OUTLOOK
from statusboard.app.doorway import Doorway
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState
from statusboard.storage.database import Database
from statusboard.storage.settings import write_setting
from statusboard.storage.whereabouts import BODY, body_of
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.history import COLLECTOR

__all__ = ["desk"]
pytestmark = pytest.mark.anyio
QUEUED, SENT = DeliveryState.QUEUED.value, DeliveryState.SENT.value


@ON_SQLITE
async def test_a_copy_is_held_and_the_original_goes_on(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk.add("reader@customer.example")
    await desk.dispatch()  # from now on it knows where it is at home
    desk.say("Checkout fails")
    file = tmp_path / "statusboard.db"
    desk.database.settle()
    copied = tmp_path / "copy" / "statusboard.db"
    copied.parent.mkdir()
    shutil.copyfile(file, copied)
    await desk.dispatch()
    assert (desk.states(), len(desk.server.took)) == ([SENT], 1)
    with closing(Database.open(copied)) as database, ThreadPoolExecutor(1) as executor:
        copy = replace(desk, database=database, executor=executor)
        await copy.dispatch()
        assert (copy.states(), len(desk.server.took)) == ([QUEUED], 1)
        assert "moved or copied" in caplog.text
        caplog.clear()
        Doorway(database, desk.clock).do(release, Release(), person("Mia"))
        await copy.dispatch()
        assert (copy.states(), len(desk.server.took)) == ([SENT], 2)


@ON_SQLITE
async def test_a_file_that_was_only_renamed_is_where_it_was(desk: Desk, tmp_path: Path) -> None:
    desk.add("reader@customer.example")
    await desk.dispatch()
    desk.say("Checkout fails")
    desk.database.settle()
    desk.database.close()
    renamed = (tmp_path / "statusboard.db").rename(tmp_path / "renamed.db")
    with closing(Database.open(renamed)) as database, ThreadPoolExecutor(1) as executor:
        moved = replace(desk, database=database, executor=executor)
        await moved.dispatch()
        assert moved.states() == [SENT]


async def test_a_database_with_another_body_is_held_only_while_something_is_pending(
    desk: Desk,
) -> None:
    doorway = Doorway(desk.database, desk.clock)
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        assert body_of(unit)
        write_setting(unit, BODY, "another")
    assert doorway.ask(OUTLOOK, None).held == ""
    desk.add("reader@customer.example")
    desk.say("Checkout fails")
    assert "moved or copied" in doorway.ask(OUTLOOK, None).held
